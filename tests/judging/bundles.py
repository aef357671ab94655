"""A small result as the file of it is sealed: three entries, two judges, a tie that the pleno decided."""

from copy import deepcopy

from judging.bundle import sealed
from judging.signatures import public_key, sign

SECRET = "5e" * 32
KEY = public_key(SECRET)


DESK, STAGE = "proposal", "presentasi"


def mark(entry, judge, criterion, value, revision=1, round_=DESK):
    at = f"2024-08-01T01:00:00.{revision:06}+00:00"
    place = {"round": round_, "entry": entry, "judge": judge, "criterion": criterion}
    return place | {"revision": revision, "value": value, "at": at}


def sheet(entry, judge, state="handed_in", round_=DESK):
    at = "2024-08-02T01:00:00.000000+00:00"
    return {"round": round_, "entry": entry, "judge": judge, "state": state, "at": at}


def rules(weights, **changed):
    line = {"most": 1, "least": "", "per": "", "quota": 0} | changed.pop("line", {})
    counted = {"min_sheets": 2, "tie_breaks": ["median"], "weight": "100.00", "line": line}
    return counted | {"weights": weights} | changed


def round_(code, name, counted):
    return {
        "code": code,
        "name": name,
        "rules": counted,
        "rubric": [{"code": key, "name": key.title(), "weight": weight} for key, weight in counted["weights"].items()],
        "chain": {"sequence": 12, "head": "a" * 64},
    }


INPUTS = {
    "competition": {"title": "KIPP 2024", "year": 2024, "number": "1/BH-KIPP/2024", "replaces": ""},
    "rounds": [round_(DESK, "Penilaian proposal", rules({"efektif": "60", "kebaruan": "40"}))],
    "entries": [
        {"number": f"KIPP-{n}", "title": f"Inovasi \u2013 {n}", "agency": "Dinas", "verdict": {}, "excepted": []}
        | {"category": "kesehatan", "group": "umum", "agency_kind": "opd"}
        for n in (1, 2, 3)
    ],
    "sheets": [
        *(sheet(entry, judge) for entry in ("KIPP-1", "KIPP-2") for judge in ("Juri 1", "Juri 2")),
        sheet("KIPP-3", "Juri 1"),
        sheet("KIPP-3", "Juri 2", "recused"),
    ],
    "marks": [
        mark("KIPP-1", "Juri 1", "efektif", "10.00"),
        mark("KIPP-1", "Juri 1", "efektif", "80.00", 2),
        mark("KIPP-1", "Juri 1", "kebaruan", "82.50"),
        mark("KIPP-1", "Juri 2", "efektif", "80.00"),
        mark("KIPP-1", "Juri 2", "kebaruan", "82.50"),
        mark("KIPP-2", "Juri 1", "efektif", "80.00"),
        mark("KIPP-2", "Juri 1", "kebaruan", "82.50"),
        mark("KIPP-2", "Juri 2", "efektif", "80.00"),
        mark("KIPP-2", "Juri 2", "kebaruan", "82.50"),
        mark("KIPP-3", "Juri 1", "efektif", "100.00"),
        mark("KIPP-3", "Juri 1", "kebaruan", "100.00"),
        mark("KIPP-3", "Juri 2", "efektif", ""),
    ],
    "decisions": [
        {
            "round": DESK,
            "order": ["KIPP-2", "KIPP-1"],
            "reason": "Lebih luas.",
            "at": "2024-08-03T01:00:00.000000+00:00",
        }
    ],
}


def inputs():
    return deepcopy(INPUTS)


def two_rounds():
    """KIPP-2 and KIPP-3 go on; in the second round KIPP-3 overtakes what KIPP-2 brings along."""
    given = inputs()
    first = rules({"efektif": "60", "kebaruan": "40"}, weight="60.00", min_sheets=1, line={"most": 2})
    second = rules({"substansi": "100"}, weight="40.00", min_sheets=1)
    given["rounds"] = [
        round_(DESK, "Penilaian proposal", first),
        round_(STAGE, "Presentasi dan wawancara", second),
    ]
    given["sheets"] += [sheet(entry, "Juri 2", round_=STAGE) for entry in ("KIPP-2", "KIPP-3")]
    given["marks"] += [
        mark("KIPP-2", "Juri 2", "substansi", "95.00", round_=STAGE),
        mark("KIPP-3", "Juri 2", "substansi", "70.00", round_=STAGE),
    ]
    return given


def bundle(given=None, secret=SECRET):
    return sealed(given or inputs(), key=public_key(secret), sign=lambda message: sign(secret, message))
