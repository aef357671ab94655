"""Against the printed answers of the literature, and against what agreement means."""

from dataclasses import astuple
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging import reliability as rel
from judging.reliability import Word, coefficients, mean_squares
from judging.table import Reason
from tests.judging.tables import FEW, KRIPPENDORFF, SHROUT_FLEISS, complete, shuffled, table

SQUARES = mean_squares(SHROUT_FLEISS)
PARTS = rel.components(SQUARES)


def digits(values, places=4):
    return [round(float(value), places) for value in values]


def test_shrout_and_fleiss():
    assert (SQUARES.entries, SQUARES.judges) == (6, 4)
    assert digits(astuple(SQUARES)[2:]) == [11.2417, 32.4861, 1.0194, 6.2639]
    assert digits(astuple(coefficients(SQUARES))) == [0.1657, 0.2898, 0.7148, 0.4428, 0.6201, 0.9093]
    assert isinstance(coefficients(SQUARES).consistency_mean, Fraction)
    assert digits(astuple(rel.single_interval(SQUARES))) == [0.3425, 0.9459]
    assert digits(astuple(rel.mean_interval(SQUARES))) == [0.6757, 0.9859]
    assert digits([rel.alpha(SHROUT_FLEISS)]) == [0.1473]
    # S = 239.5 and a sum of ties of 30.
    assert rel.kendall_w(SHROUT_FLEISS) == 12 * Fraction("239.5") / (16 * 210 - 4 * 30)
    assert digits([rel.kendall_w(SHROUT_FLEISS)]) == [0.887]


def test_how_many_judges_are_needed():
    assert digits(astuple(PARTS)) == [2.5556, 5.2444, 1.0194]
    assert digits([rel.expected_consistency(PARTS, 2), rel.expected_consistency(PARTS, 7)]) == [0.8337, 0.9461]
    assert digits([rel.expected_agreement(PARTS, 10)]) == [0.8031]
    assert (rel.judges_needed(PARTS), rel.judges_needed_to_agree(PARTS)) == (2, 10)
    assert rel.expected_consistency(PARTS, 4) == coefficients(SQUARES).consistency_mean
    assert rel.expected_agreement(PARTS, 4) == coefficients(SQUARES).agreement_mean


def test_krippendorff():
    assert digits([rel.alpha(KRIPPENDORFF, nominal=True), rel.alpha(KRIPPENDORFF)]) == [0.7434, 0.8491]
    nominal, interval = rel.alpha_interval(KRIPPENDORFF, nominal=True), rel.alpha_interval(KRIPPENDORFF)
    # The units left out one by one, counted by hand from the definition.
    assert digits(astuple(nominal)) == digits(jackknife(KRIPPENDORFF, nominal=True))
    assert digits(astuple(interval)) == digits(jackknife(KRIPPENDORFF, nominal=False))
    assert interval.lower < 0.8491 < interval.upper == 1


def jackknife(sheets, *, nominal):
    units = {code: row for code, row in sheets.items() if len(row) > 1}
    without = [rel.alpha({code: row for code, row in units.items() if code != gone}, nominal=nominal) for gone in units]
    count, mean = len(without), sum(without) / len(without)
    error = float((count - 1) * sum((one - mean) ** 2 for one in without) / count) ** 0.5
    reach, whole = rel.t_quantile(0.975, count - 1) * error, float(rel.alpha(units, nominal=nominal))
    return whole - reach, min(1, whole + reach)


@pytest.mark.parametrize(
    ("lower", "word"),
    [
        (-1, Word.POOR),
        (0.4999, Word.POOR),
        (0.5, Word.MODERATE),
        (0.7499, Word.MODERATE),
        (0.75, Word.GOOD),
        (0.9, Word.GOOD),
        (0.9001, Word.EXCELLENT),
    ],
)
def test_word_follows_the_lower_limit(lower, word):
    assert rel.word(lower) == word


ALONE = table(["1", "2", "3", "4", "5"])
EQUAL = table(["7 7"] * 5)
NO_DIFFERENCE_BETWEEN_ENTRIES = table(["1 2", "2 1"] * 3)


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [
        ({}, Reason.FEW_JUDGES),
        (ALONE, Reason.FEW_JUDGES),
        (table(["1 2", "2 4", "3 3", "4 5"]), Reason.FEW_ENTRIES),
        (table(["1 2", "2 4", "3 3", "4 5", "5 *"]), Reason.FEW_ENTRIES),
        (NO_DIFFERENCE_BETWEEN_ENTRIES, Reason.NO_SPREAD),
    ],
)
def test_what_cannot_be_computed_says_why(sheets, expected):
    assert mean_squares(sheets) == expected


def test_only_entries_scored_by_all_count():
    gap = {**SHROUT_FLEISS, "E07": {"A": 1, "B": 100}}

    assert mean_squares(gap) == SQUARES
    assert rel.kendall_w(gap) == rel.kendall_w(SHROUT_FLEISS)
    assert mean_squares(table(["1 2", "2 2"]), least_entries=2).entries == 2


def test_alpha_and_w_say_why_they_have_no_value():
    assert (rel.alpha({}), rel.alpha(ALONE), rel.alpha(EQUAL)) == (
        Reason.FEW_SHEETS,
        Reason.FEW_SHEETS,
        Reason.NO_SPREAD,
    )
    assert rel.alpha_interval(EQUAL) == Reason.NO_SPREAD
    assert rel.alpha_interval(table(["1 2"])) == Reason.FEW_ENTRIES
    assert rel.alpha_interval(table(["1 1", "1 2"])) == Reason.NO_SPREAD
    assert rel.kendall_w(ALONE) == Reason.FEW_JUDGES
    assert rel.kendall_w(table(["1 2"])) == Reason.FEW_ENTRIES
    assert rel.kendall_w(EQUAL) == Reason.NO_SPREAD


def test_components_below_0_count_as_0():
    noisy = mean_squares(table(["1 9", "9 2", "1 8", "9 1", "2 9"]))

    assert coefficients(noisy).consistency_mean < 0
    assert coefficients(noisy).agreement_mean == Reason.NO_SPREAD
    assert rel.components(noisy).entry == 0
    assert rel.expected_consistency(rel.components(noisy), 3) == 0
    assert rel.judges_needed(rel.components(noisy)) == Reason.NO_SPREAD
    assert rel.expected_consistency(rel.Components(Fraction(0), Fraction(0), Fraction(0)), 3) == Reason.NO_SPREAD


@FEW
@given(complete(least_entries=5), st.lists(st.integers(0, 9), min_size=4, max_size=4))
def test_consistency_does_not_see_a_strict_judge(sheets, shifts):
    moved = {
        code: {judge: mark + shifts[ord(judge) - ord("A")] for judge, mark in row.items()}
        for code, row in sheets.items()
    }
    before, after = mean_squares(sheets), mean_squares(moved)

    if isinstance(before, Reason):
        assert after == before
    else:
        for name in ("consistency_single", "consistency_mean"):
            assert getattr(coefficients(before), name) == getattr(coefficients(after), name)


def test_agreement_sees_a_strict_judge():
    moved = {code: {**row, "A": row["A"] + 5} for code, row in SHROUT_FLEISS.items()}

    assert coefficients(mean_squares(moved)).agreement_single < coefficients(SQUARES).agreement_single


@FEW
@given(st.lists(st.integers(0, 50), min_size=5, max_size=8, unique=True), st.integers(2, 4))
def test_identical_judges_agree_wholly(marks, judges):
    sheets = table([" ".join([str(mark)] * judges) for mark in marks])
    squares = mean_squares(sheets)

    assert set(astuple(coefficients(squares))) == {1}
    assert {rel.single_interval(squares), rel.mean_interval(squares)} == {rel.Interval(1, 1)}
    assert (rel.alpha(sheets), rel.alpha(sheets, nominal=True), rel.kendall_w(sheets)) == (1, 1, 1)
    assert rel.judges_needed(rel.components(squares)) == 1


@FEW
@given(complete(least_entries=5))
def test_more_judges_never_make_a_panel_less_dependable(sheets):
    squares = mean_squares(sheets)

    if not isinstance(squares, Reason):
        parts = rel.components(squares)
        grown = [rel.expected_consistency(parts, judges) for judges in range(1, 11)]
        agreed = [rel.expected_agreement(parts, judges) for judges in range(1, 11)]
        assert (grown, agreed) == (sorted(grown), sorted(agreed))
        needed = rel.judges_needed(parts)
        if not isinstance(needed, Reason):
            assert rel.expected_consistency(parts, needed) >= rel.TARGET


@FEW
@given(st.data())
def test_order_of_the_sheets_changes_nothing(data):
    sheets = data.draw(complete())
    other = shuffled(data.draw, sheets)

    for figure in (mean_squares, rel.alpha, rel.alpha_interval, rel.kendall_w):
        assert figure(sheets) == figure(other)
