"""Each flag where it must be raised, and not one step before."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given

from judging import flags as rules
from judging.flags import Flag, FlagKind, Thresholds, flags, modified_z
from judging.severity import fits
from judging.table import Reason
from tests.judging.tables import FEW, SHROUT_FLEISS, gappy, table

LIMITS = Thresholds()


def found(generator):
    return [
        (flag.entry or flag.judge, flag.judge, {name: round(float(v), 4) for name, v in flag.figures.items()})
        for flag in generator
    ]


def marks(rows):
    """Sheets by entry and judge, each a text of marks for the criteria a, b, c."""
    return {
        code: {judge: dict(zip("abc", map(Decimal, sheet.split()), strict=False)) for judge, sheet in row.items()}
        for code, row in rows.items()
    }


def test_modified_z():
    assert [round(float(value), 4) for value in modified_z([70, 72, 71, 73, 95])] == [
        -1.349,
        0,
        -0.6745,
        0.6745,
        15.5135,
    ]
    assert modified_z([70, 71, 72, 73]) == [
        Fraction("-1.01175"),
        Fraction("-0.33725"),
        Fraction("0.33725"),
        Fraction("1.01175"),
    ]
    assert (modified_z([5, 5, 9]), modified_z([])) == (Reason.NO_SPREAD, Reason.FEW_SHEETS)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("70 72 71 73 95", [("E01", "E", {"value": 95, "median": 72, "z": 15.5135})]),
        ("70 70 71 71 80", []),
        ("70 70 71 71 81", [("E01", "E", {"value": 81, "median": 71, "z": 6.745})]),
        ("60 70 72 80 82", []),
        ("70 70 70 89", []),
        ("70 70 70 90", [("E01", "D", {"value": 90, "median": 70})]),
        ("70 100", []),
    ],
)
def test_outlying_total(row, expected):
    assert found(rules.outlying(table([row]), LIMITS)) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("70 84", []),
        ("70 85", [("E01", None, {"sd": 10.6066, "range": 15, "sheets": 2})]),
        ("70 80 80 80 80 90", [("E01", None, {"sd": 6.3246, "range": 20, "sheets": 6})]),
        ("70 80 80 80 80 89", []),
        ("70", []),
    ],
)
def test_disagreement_on_an_entry(row, expected):
    assert found(rules.disagreement(table([row]), LIMITS)) == expected


def five(**sheets):
    return marks({f"P{number}": sheets for number in range(5)})


def test_halo_and_straight_lines():
    varied = {"B": "60 70 80", "C": "60 70 80"}

    assert found(rules.halo(five(A="70 71 72", **varied), LIMITS)) == [("A", "A", {"spread": 1, "others": 10})]
    assert found(rules.halo(five(A="65 70 75", **varied), LIMITS)) == []
    assert found(rules.halo(five(A="70 71 72"), LIMITS)) == []
    assert found(rules.straight_lining(five(A="70 70 70", **varied), LIMITS)) == [("A", "A", {"flat": 5, "sheets": 5})]
    half = five(A="70 70 70", **varied) | marks({"Q1": {"A": "1 2 3"}, "Q2": {"A": "1 2 3"}, "Q3": {"A": "1 2 3"}})
    assert found(rules.straight_lining(half, LIMITS)) == [("A", "A", {"flat": 5, "sheets": 8})]
    less = half | marks({f"R{number}": {"A": "1 2 3"} for number in range(3)})
    assert found(rules.straight_lining(less, LIMITS)) == []
    four = {code: row for code, row in five(A="70 70 70", **varied).items() if code != "P4"}
    assert [*rules.halo(four, LIMITS), *rules.straight_lining(four, LIMITS)] == []


def test_narrow_range_looks_at_the_same_entries_only():
    narrow = table(["70 60 60", "71 70 70", "72 80 80", "* 0 100"])

    assert found(rules.narrow_range(narrow, LIMITS)) == [("A", "A", {"sd": 1, "others": 10})]
    assert found(rules.narrow_range(table(["70 60 60", "75 70 70", "80 80 80"]), LIMITS)) == []
    assert found(rules.narrow_range(table(["70 60", "* 70", "* 80"]), LIMITS)) == []
    assert found(rules.narrow_range(table(["70 70", "70 70"]), LIMITS)) == []


STRICT = table([f"{mark} {mark + 8} {mark + 8 + mark % 2}" for mark in (60, 71, 82, 93, 64)])


def test_severity_needs_points_and_certainty():
    [strict, *_] = rules.severe(fits(STRICT), LIMITS)

    assert (strict.kind, strict.judge, strict.figures["severity"]) == (FlagKind.SEVERITY, "A", Fraction(-82, 15))
    assert [flag.judge for flag in rules.severe(fits(STRICT), Thresholds(severity_points=Fraction(6)))] == []
    # Nine points of difference, but as many of noise.
    assert found(rules.severe(fits(table(["10 28", "40 20", "10 34"])), LIMITS)) == []
    assert found(rules.severe(fits(table(["10 20", "10 *"])), LIMITS)) == []


def test_misfit_is_a_pattern_of_its_own():
    sheets = table(["10 11 10 40", "20 19 20 5", "30 31 29 33", "40 40 41 20"])

    flagged = [(flag.judge, float(flag.figures["ratio"]) > 1) for flag in rules.misfit(fits(sheets), LIMITS)]
    assert flagged == [("A", False), ("B", False), ("C", False), ("D", True)]
    assert found(rules.misfit(fits(table(["1 2", "3 4"])), LIMITS)) == []
    assert found(rules.misfit(fits(SHROUT_FLEISS), LIMITS)) == [("D", "D", {"ratio": 1.8883})]


def test_all_flags_of_a_round():
    sheets = five(A="60 60 60", B="80 85 90", C="81 86 91")
    totals = {code: {judge: sum(sheet.values()) / 3 for judge, sheet in row.items()} for code, row in sheets.items()}
    kinds = {
        criteria: sorted({flag.kind.value for flag in flags(sheets, totals, fits(totals), criteria, LIMITS)})
        for criteria in ("abc", "a")
    }

    assert kinds == {
        "abc": ["disagreement", "halo", "outlying", "severity", "straight_lining"],
        "a": ["disagreement", "outlying", "severity"],
    }
    assert rules.by_criterion(sheets, "b")["P0"] == {"A": 60, "B": 85, "C": 86}
    about_b = [flag for flag in flags(sheets, totals, [], "abc", LIMITS) if flag.criterion == "b"]
    assert about_b[0] == Flag(
        FlagKind.DISAGREEMENT, "P0", None, "b", {"sd": about_b[0].figures["sd"], "range": Fraction(26), "sheets": 3}
    )


@FEW
@given(gappy())
def test_no_table_breaks_a_flag(sheets):
    generous = Thresholds(outlying_points=Fraction(0), disagreement_sd=Fraction(0))
    flagged = [*rules.outlying(sheets, generous), *rules.disagreement(sheets, generous)]

    assert {flag.entry for flag in flagged} == {code for code, row in sheets.items() if len(row) > 1}
