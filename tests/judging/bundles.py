"""A small result as the file of it is sealed: three entries, two judges, a tie that the pleno decided."""

from copy import deepcopy

from judging.bundle import sealed
from judging.signatures import public_key, sign

SECRET = "5e" * 32
KEY = public_key(SECRET)


def mark(entry, judge, criterion, value, revision=1):
    at = f"2024-08-01T01:00:00.{revision:06}+00:00"
    return {"entry": entry, "judge": judge, "criterion": criterion, "revision": revision, "value": value, "at": at}


def sheet(entry, judge, state="handed_in"):
    return {"entry": entry, "judge": judge, "state": state, "at": "2024-08-02T01:00:00.000000+00:00"}


INPUTS = {
    "competition": {"title": "KIPP 2024", "year": 2024, "number": "1/BH-KIPP/2024", "replaces": ""},
    "rules": {"weights": {"efektif": "60", "kebaruan": "40"}, "min_sheets": 2, "tie_breaks": ["median"], "winners": 1},
    "rubric": [
        {"code": "efektif", "name": "Efektif", "weight": "60"},
        {"code": "kebaruan", "name": "Kebaruan", "weight": "40"},
    ],
    "entries": [
        {"number": f"KIPP-{n}", "title": f"Inovasi \u2013 {n}", "agency": "Dinas", "verdict": {}, "excepted": []}
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
    "decisions": [{"order": ["KIPP-2", "KIPP-1"], "reason": "Lebih luas.", "at": "2024-08-03T01:00:00.000000+00:00"}],
    "chain": {"sequence": 12, "head": "a" * 64},
}


def inputs():
    return deepcopy(INPUTS)


def bundle(given=None, secret=SECRET):
    return sealed(given or inputs(), key=public_key(secret), sign=lambda message: sign(secret, message))
