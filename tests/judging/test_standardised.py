"""Scores by the scale of each judge: what they are, what they keep, and why they decide nothing."""

import random
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from statistics import mean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging.severity import fit
from judging.standardised import standardised
from judging.table import Reason
from tests.judging.tables import FEW, gappy, shuffled, table
from tests.judging.test_severity import NO_OVERLAP_OF_QUALITY

NO_SPREAD, FEW_SHEETS = Reason.NO_SPREAD, Reason.FEW_SHEETS


def known(figures):
    return {code: value for code, value in figures.items() if not isinstance(value, Reason)}


def test_judges_of_unequal_entries_are_taken_for_unequal_judges():
    """Entry 3 overtakes entry 2, although both judges mean the same by 90; the additive model returns the marks."""
    found = standardised(NO_OVERLAP_OF_QUALITY)

    assert {code: f"{z:.3f}" for code, z in found.z.items()} == {
        "E1": "1.060",
        "E2": "-0.132",
        "E3": "0.082",
        "E4": "-0.218",
        "E5": "-0.873",
    }
    # m = 82 5/6 and s = 14.2887 over all six totals.
    assert {code: f"{value:.2f}" for code, value in found.values.items()} == {
        "E1": "97.97",
        "E2": "80.94",
        "E3": "84.00",
        "E4": "79.72",
        "E5": "70.36",
    }
    assert fit(NO_OVERLAP_OF_QUALITY).adjusted == {"E1": 95, "E2": 92, "E3": 90, "E4": 70, "E5": 60}


@pytest.mark.parametrize(
    ("rows", "z"),
    [
        (["70 1", "70 2", "70 3"], [NO_SPREAD] * 3),
        (["70 1", "70 2", "* 3"], [NO_SPREAD, NO_SPREAD, 1]),
        (["1 90", "2 *", "3 *"], [FEW_SHEETS, 0, 1]),
        (["50"], [FEW_SHEETS]),
        (["* *", "1 1", "3 3"], [-(0.5**0.5), 0.5**0.5]),
        ([], []),
    ],
    ids=["a judge of one mark", "only of the own entries", "a single sheet", "one sheet in all", "no sheet", "nothing"],
)
def test_what_has_no_spread_has_no_value(rows, z):
    found = standardised(table(rows))

    assert list(found.z.values()) == pytest.approx(z)
    assert [value for value in found.values.values() if isinstance(value, Reason)] == [
        one for one in z if isinstance(one, Reason)
    ]


def test_value_is_on_the_scale_of_all_totals():
    """Shifted by the new mean after the division, not by the old one before it."""
    one = {f"E{place}": {"A": Decimal(mark)} for place, mark in enumerate(["79.375", "76.75", "90"])}

    assert standardised(one).values == pytest.approx({"E0": 79.375, "E1": 76.75, "E2": 90})


@FEW
@given(gappy(), st.integers(-30, 30), st.sampled_from([Fraction(1, 3), 1, 2]))
def test_stricter_or_wider_judge_changes_no_z(sheets, shift, stretch):
    moved = {
        code: {judge: mark * stretch + shift if judge == "A" else mark for judge, mark in row.items()}
        for code, row in sheets.items()
    }
    before, after = standardised(sheets).z, standardised(moved).z

    assert known(after) == pytest.approx(known(before))
    assert before.keys() == after.keys()


@FEW
@given(gappy(), st.integers(-30, 30))
def test_shift_of_all_marks_shifts_every_value(sheets, shift):
    moved = {code: {judge: mark + shift for judge, mark in row.items()} for code, row in sheets.items()}
    before, after = known(standardised(sheets).values), known(standardised(moved).values)

    assert after == pytest.approx({code: value + shift for code, value in before.items()})


@FEW
@given(gappy())
def test_it_is_what_the_formula_says(sheets):
    """A second way: the statistics of the standard library, in floats."""
    marks = {judge: [row[judge] for row in sheets.values() if judge in row] for row in sheets.values() for judge in row}
    every = [mark for own in marks.values() for mark in own]
    for code, value in known(standardised(sheets).values).items():
        z = mean((mark - mean(marks[judge])) / stdev(marks[judge]) for judge, mark in sheets[code].items())
        assert value == pytest.approx(mean(every) + stdev(every) * z)


@FEW
@given(st.data())
def test_order_changes_no_digit(data):
    sheets = data.draw(gappy())

    assert standardised(shuffled(data.draw, sheets)) == standardised(sheets)


def tau(truth, figures):
    """Kendall's tau of two orders without equals."""
    signs = [1 if (truth[a] > truth[b]) == (figures[a] > figures[b]) else -1 for a, b in combinations(truth, 2)]
    return Fraction(sum(signs), len(signs))


def two_panels(chance):
    """Ten better and ten weaker entries, three judges each and one who marks all; truth and marks in hundredths."""
    truth = {f"E{place:02}": chance.gauss(0, 5) + 12 * (place < 10) for place in range(20)}
    lenient = {judge: chance.gauss(0, 4) for judge in "ABCDEFG"}
    return truth, {
        code: {
            judge: round(100 * (70 + quality + lenient[judge] + chance.gauss(0, 6)))
            for judge in ("ABCG" if code < "E10" else "DEFG")
        }
        for code, quality in truth.items()
    }


def test_it_is_further_from_the_truth_when_panels_are_unequal():
    chance, runs = random.Random(1), 20  # noqa: S311 - a simulation that anyone can repeat
    found = {"mean": Fraction(0), "z": Fraction(0), "adjusted": Fraction(0)}
    for _ in range(runs):
        truth, marks = two_panels(chance)
        solved = fit(marks)
        for name, figures in (("mean", solved.means), ("z", standardised(marks).z), ("adjusted", solved.adjusted)):
            found[name] += tau(truth, figures) / runs

    assert found["z"] + Fraction(1, 5) < min(found["mean"], found["adjusted"])
