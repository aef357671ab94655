"""All figures of a round: what they are made of, what stands where something is missing, the same digits always."""

import json
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from judging.advancing import Line
from judging.analysis import ALGORITHM, Settings, analyse
from judging.flags import Thresholds
from judging.scoring import brought
from judging.tally import RoundRules, tally
from judging.uncertainty import seed_of
from tests.judging.tables import SHROUT_FLEISS

WEIGHTS = {"manfaat": Decimal(60), "baru": Decimal(40)}
FEWER = Settings(draws=40)


def marks_of(totals):
    """Sheets whose two marks are the total."""
    return {
        code: {judge: {key: Decimal(mark) for key in WEIGHTS} for judge, mark in row.items()}
        for code, row in totals.items()
    }


def rules_of(winners=2, **changed):
    given = {"weights": WEIGHTS, "min_sheets": 2, "chain": (), "line": Line(most=winners)}
    return RoundRules(**given | changed)


def places_of(sheets, winners=2):
    result = tally({code: list(own.values()) for code, own in sheets.items()}, rules_of(winners, min_sheets=1))
    return {one.placing.code: one.placing.place for one in result.standings}


def figures(sheets, *, with_settings=FEWER, **changed):
    places = changed.pop("places", None)
    return analyse(sheets, rules_of(**changed), places_of(sheets) if places is None else places, with_settings)


SHEETS = marks_of(SHROUT_FLEISS)
WHOLE = figures(SHEETS)
APART = {
    "P1": {"A": 90, "B": 92},
    "P2": {"A": 80, "B": 81},
    "P3": {"C": 70, "D": 75},
    "P4": {"C": 60, "D": 62},
    "P5": {},
}


def values(row, *names):
    return [row[name]["value"] for name in names]


def test_the_panel():
    panel = WHOLE["panel"]

    assert panel["icc_c"] == {"value": "0.9093", "exact": "3680/4047"}
    assert values(panel, "icc_c1", "icc_a", "icc_a1", "alpha", "w") == [
        "0.7148",
        "0.6201",
        "0.2898",
        "0.1473",
        "0.8870",
    ]
    assert panel["icc_c_limits"] == {"lower": "0.6757", "upper": "0.9859"}
    assert panel["icc_c1_limits"] == {"lower": "0.3425", "upper": "0.9459"}
    assert (panel["entries"], panel["judges"], panel["sheets"], panel["complete"]) == (6, 4, 24, True)
    assert (panel["word"], panel["target"]) == ("moderate", "0.80")
    assert values(panel, "s2", "df", "needed", "needed_to_agree") == ["1.0194", 15, 2, 10]
    assert [row["judges"] for row in panel["dstudy"]] == list(range(1, 11))
    assert values(panel["dstudy"][1], "consistency") == ["0.8337"]
    assert values(panel["dstudy"][9], "agreement") == ["0.8031"]


def test_the_criteria():
    """Both carry the marks of the totals here, and so their figures."""
    weights = {criterion["code"]: criterion["weight"]["value"] for criterion in WHOLE["criteria"]}

    assert weights == {"baru": "40.00", "manfaat": "60.00"}
    for criterion in WHOLE["criteria"]:
        agreed = criterion.keys() - {"code", "weight"}
        assert {name: criterion[name] for name in agreed} == {name: WHOLE["panel"][name] for name in agreed}


def test_the_entries():
    third = WHOLE["entries"][2]

    assert [row["code"] for row in WHOLE["entries"]] == ["E05", "E03", "E01", "E06", "E04", "E02"]
    assert [row["place"] for row in WHOLE["entries"]] == [1, 2, 3, 4, 5, 6]
    assert third == {
        "code": "E01",
        "place": 3,
        "sheets": 4,
        "absent": [],
        "component": 1,
        "mean": {"value": "6.00", "exact": "6"},
        "raw_rank": {"value": 3},
        "adjusted": {"value": "6.00", "exact": "6"},
        "adjusted_rank": {"value": 3},
        "standard": {"value": "6.28"},
        "se": {"value": "0.50"},
        "score_limits": {"lower": "4.92", "upper": "7.08"},
        "expected_rank": {"value": "2.78"},
        "rank_limits": {"lower": 2, "upper": 4},
        "p_top": {"value": "0.1250", "exact": "1/8"},
        "band": {"value": 2},
        "best": 3,
        "worst": 3,
        "first_free": {"value": "0.0000", "exact": "0"},
        "first_local": {"value": "0.0000", "exact": "0"},
    }
    assert sum(Decimal(row["expected_rank"]["value"]) for row in WHOLE["entries"]) == 21
    assert [(band["entries"], band["first_beats_last"]["value"]) for band in WHOLE["bands"]] == [
        (["E05"], None),
        (["E03", "E01"], "0.7581"),
        (["E06"], None),
        (["E04"], None),
        (["E02"], None),
    ]


def test_the_judges_and_the_flags():
    last = WHOLE["judges"][3]

    assert (last["code"], last["sheets"], last["flags"]) == ("D", 6, ["misfit", "straight_lining"])
    assert values(last, "severity", "se", "lowest", "highest", "sd") == ["1.38", "0.36", "2.00", "9.00", "2.50"]
    assert WHOLE["flags"][-1] == {
        "kind": "misfit",
        "entry": None,
        "judge": "D",
        "criterion": None,
        "figures": {"ratio": "1.89"},
    }


def test_what_holds_the_ranking():
    left = WHOLE["leave_one_out"]

    assert left["winners"] == ["E03", "E05"]
    assert left["judges"][0] == {"code": "A", "winners_change": False, "winners": ["E03", "E05"]}
    assert [row["code"] for row in (*left["judges"], *left["criteria"])] == [*"ABCD", "baru", "manfaat"]
    assert WHOLE["tipping"] == {"criterion": None, "reason": "never_tips"}
    assert [share["code"] for share in WHOLE["smaa"]["local"]["shares"]] == ["E05"]
    assert WHOLE["connectivity"] == {
        "connected": True,
        "components": [{"entries": sorted(SHEETS), "judges": [*"ABCD"]}],
        "weak_judges": [],
        "weak_entries": [],
    }


def test_the_smallest_change_of_a_weight_that_touches_the_winners():
    sheets = {
        code: {judge: {"manfaat": Decimal(first), "baru": Decimal(second)} for judge in "AB"}
        for code, first, second in (("P1", 90, 60), ("P2", 80, 70))
    }

    tipping = figures(sheets, winners=1)["tipping"]

    assert (tipping["criterion"], tipping["ahead"], tipping["behind"]) == ("baru", "P1", "P2")
    assert values(tipping, "weight", "tips_at", "distance") == ["40.00", "50.00", "10.00"]


def test_what_repeats_it():
    assert (WHOLE["algorithm"], WHOLE["seed"], WHOLE["draws"]) == (ALGORITHM, str(seed_of(SHEETS)), 40)
    assert WHOLE["settings"] == {
        "winners": 2,
        "band_at": "0.8",
        "least_df": 10,
        "least_entries": 5,
        "local_points": 5,
    }
    assert json.loads(json.dumps(WHOLE)) == WHOLE
    assert analyse({}, rules_of(), {})["draws"] == 10_000


def test_a_later_round_compares_with_what_was_brought_along():
    """The last of the round brings 60 points more than the others, and so nobody can be ahead of it."""
    values_before = {code: 30 + 60 * (code == "E02") for code in SHEETS}
    before = brought(values_before, weight_before=Decimal(50), weight=Decimal(50))
    later = figures(SHEETS, before=before, line=Line(least=Decimal("18.5")), places={"E02": 1, "E05": 2})
    rows = {row["code"]: row for row in later["entries"]}

    assert rows["E02"]["mean"] == {row["code"]: row for row in WHOLE["entries"]}["E02"]["mean"]
    assert values(rows["E02"], "raw_rank", "adjusted_rank", "expected_rank", "band") == [1, 1, "1.00", 1]
    assert values(rows["E05"], "raw_rank", "adjusted_rank") == [2, 2]
    assert (later["settings"]["winners"], later["leave_one_out"]["winners"]) == (2, ["E02", "E05"])


def test_panels_apart_are_solved_apart():
    apart = figures(marks_of(APART), min_sheets=1, places={})
    rows = {row["code"]: row for row in apart["entries"]}

    assert not apart["connectivity"]["connected"]
    assert values(rows["P1"], "adjusted", "adjusted_rank", "band") == ["91.00", None, None]
    assert [rows[code]["component"] for code in APART] == [1, 1, 2, 2, None]
    assert {rows["P1"][name]["reason"] for name in ("adjusted_rank", "expected_rank", "p_top", "rank_limits")} == {
        "disconnected"
    }
    assert rows["P1"]["first_free"]["reason"] == "no_place"
    assert [row["reason"] for row in apart["leave_one_out"]["judges"]] == ["disconnected"] * 4
    assert [judge["severity"]["value"] for judge in apart["judges"]] == ["-0.75", "0.75", "-1.75", "1.75"]
    assert (apart["panel"]["icc_c"]["reason"], apart["panel"]["df"]["reason"]) == ("few_entries", "disconnected")
    assert apart["bands"] == []


def test_entry_without_sheets_has_no_figure():
    sheets = {**SHEETS, "E00": {}}
    late = figures(sheets)["entries"][-1]

    assert (late["code"], late["place"], late["sheets"], late["absent"]) == ("E00", None, 0, [*"ABCD"])
    missing = (
        "mean",
        "raw_rank",
        "adjusted",
        "adjusted_rank",
        "standard",
        "se",
        "score_limits",
        "expected_rank",
        "rank_limits",
    )
    assert {late[name]["reason"] for name in (*missing, "p_top", "band")} == {"few_sheets"}
    assert (late["first_free"]["reason"], late["component"], late["best"], late["worst"]) == (
        "no_place",
        None,
        None,
        None,
    )


def test_simulation_may_be_left_out():
    live = figures(SHEETS, with_settings=Settings(draws=0))
    first = live["entries"][0]

    assert (first["p_top"]["reason"], first["rank_limits"]["reason"]) == ("not_simulated", "not_simulated")
    assert live["smaa"]["free"] == {"reason": "not_simulated", "shares": []}
    assert first["expected_rank"] == WHOLE["entries"][0]["expected_rank"]


def test_one_sheet_is_no_spread():
    alone = figures({"P1": marks_of({"P1": {"A": 70}})["P1"]}, min_sheets=1)

    assert (alone["judges"][0]["sd"]["reason"], alone["judges"][0]["se"]["reason"]) == ("few_sheets", "no_freedom")
    assert figures({})["panel"]["s2"] == {"value": None, "reason": "few_sheets"}


def test_flags_change_no_figure():
    nothing = Thresholds(straight_share=Fraction(2), misfit_high=Fraction(99))
    silent = figures(SHEETS, with_settings=Settings(draws=40, thresholds=nothing))
    talk = ("flags", "judges")

    assert silent["flags"] == []
    assert {name: part for name, part in silent.items() if name not in talk} == {
        name: part for name, part in WHOLE.items() if name not in talk
    }


@settings(max_examples=5, deadline=None)
@given(st.data())
def test_order_of_the_input_changes_no_digit(data):
    sheets = {
        code: {
            judge: dict(data.draw(st.permutations(list(sheet.items()))))
            for judge, sheet in reversed(SHEETS[code].items())
        }
        for code in data.draw(st.permutations(sorted(SHEETS)))
    }

    assert figures(sheets, weights=dict(reversed(WEIGHTS.items()))) == WHOLE
