"""Marks of a sheet to its total, sheets of a panel to the official score. No database."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging.scoring import (
    NOTHING_BROUGHT,
    BadScore,
    BadWeights,
    IncompleteScores,
    ScoreFault,
    UnknownCriteria,
    brought,
    check_score,
    criterion_means,
    median,
    panel_mean,
    parse_score,
    weighted_total,
)
from kipp.text import round_half_up

CRITERIA = ("efektif", "berkelanjutan", "dapat_ditransfer", "kebaruan", "bermanfaat")
WEIGHTS = dict(zip(CRITERIA, map(Decimal, (25, 20, 20, 15, 20)), strict=True))


def sheet(*marks):
    return dict(zip(CRITERIA, map(Decimal, marks), strict=True))


@pytest.mark.parametrize(
    ("scores", "exact", "shown"),
    [
        (sheet("82.5", "77", "73", "79", "84.5"), Fraction("79.375"), "79.38"),
        (sheet("80", "70", "75", "65", "90"), Fraction("76.75"), "76.75"),
        (sheet("100", "100", "100", "100", "100"), 100, "100.00"),
        (sheet("0", "0", "0", "0", "0"), 0, "0.00"),
        (sheet("0", "100", "100", "100", "100"), 75, "75.00"),
    ],
)
def test_weighted_total_is_exact(scores, exact, shown):
    total = weighted_total(scores, WEIGHTS)

    assert (total, str(round_half_up(total, 2))) == (exact, shown)


def test_weighted_total_stays_exact_with_fractional_weights():
    weights = {"a": Decimal("33.33"), "b": Decimal("66.67")}

    assert weighted_total({"a": Decimal("0.01"), "b": Decimal("0.02")}, weights) == Fraction("0.016667")


@pytest.mark.parametrize(
    ("scores", "missing"),
    [
        ({}, tuple(sorted(CRITERIA))),
        (sheet(1, 2, 3, 4, 5) | {"kebaruan": None, "efektif": None}, ("efektif", "kebaruan")),
    ],
)
def test_weighted_total_names_the_missing_criteria(scores, missing):
    with pytest.raises(IncompleteScores) as refusal:
        weighted_total(scores, WEIGHTS)

    assert refusal.value.missing == missing


@pytest.mark.parametrize(
    "weights",
    [
        {},
        {"a": Decimal("99.99")},
        {"a": Decimal("100.01")},
        {"a": Decimal(1)},
        {"a": Decimal(120), "b": Decimal(-20)},
    ],
)
def test_weighted_total_refuses_weights_that_are_not_exactly_100(weights):
    with pytest.raises(BadWeights):
        weighted_total(dict.fromkeys(weights, Decimal(50)), weights)


def test_weighted_total_refuses_a_criterion_without_weight():
    with pytest.raises(UnknownCriteria, match="video"):
        weighted_total(sheet(1, 2, 3, 4, 5) | {"video": Decimal(6)}, WEIGHTS)


def test_weighted_total_refuses_a_mark_out_of_range():
    with pytest.raises(BadScore, match="out_of_range"):
        weighted_total(sheet("100.01", 2, 3, 4, 5), WEIGHTS)


@pytest.mark.parametrize(
    ("totals", "min_sheets", "expected"),
    [
        ([Decimal(80), Decimal(84)], 2, 82),
        ([Decimal(80), Decimal(84), None], 2, 82),
        ([Decimal(80), Decimal(84), Decimal(0)], 2, Fraction(164, 3)),
        ([Decimal(80), None], 2, None),
        ([Decimal(80)], 1, 80),
        ([], 1, None),
        ([], 0, None),
        ([Decimal(1), Decimal(0), Decimal(0)], 2, Fraction(1, 3)),
    ],
    ids=[
        "two sheets",
        "a recusal does not count",
        "an entered zero is a score",
        "below the minimum",
        "minimum of one",
        "no sheet",
        "no sheet and no minimum",
        "exact third",
    ],
)
def test_panel_mean_counts_only_complete_sheets(totals, min_sheets, expected):
    assert panel_mean(totals, min_sheets=min_sheets) == expected


def test_panel_mean_takes_two_sheets_at_least_unless_told():
    assert panel_mean([Decimal(80)]) is None


def test_panel_mean_takes_sheets_unrounded():
    exact = [Fraction("79.375"), Fraction("76.750")]
    rounded_first = [round_half_up(total, 2) for total in exact]

    assert str(round_half_up(panel_mean(exact), 2)) == "78.06"
    assert str(round_half_up(panel_mean(rounded_first), 2)) == "78.07"


@pytest.mark.parametrize(
    ("totals", "expected"),
    [
        ([], None),
        ([Decimal(70)], 70),
        ([Decimal(90), Decimal(70), Decimal(80)], 80),
        ([Decimal(90), Decimal(70), Decimal("80.5"), Decimal(80)], Fraction("80.25")),
    ],
)
def test_median_is_the_middle_or_the_mean_of_the_middle_two(totals, expected):
    assert median(totals) == expected


def test_criterion_means_are_exact_per_criterion():
    sheets = [
        {"a": Decimal(80), "b": Decimal(70)},
        {"a": Decimal(81), "b": Decimal(70)},
        {"a": Decimal(81), "b": Decimal(0)},
    ]

    assert criterion_means(sheets, ["a", "b"]) == {
        "a": Fraction(242, 3),
        "b": Fraction(140, 3),
    }
    assert criterion_means([], ["a", "b"]) == {"a": None, "b": None}


def test_criterion_means_refuse_an_incomplete_sheet():
    with pytest.raises(IncompleteScores, match="b"):
        criterion_means([{"a": Decimal(80), "b": Decimal(70)}, {"a": Decimal(81)}], ["a", "b"])


def test_rounds_are_combined_by_weight():
    """Stages: sum of stage weight times exact stage score over 100; in between, the mean of the rounds so far."""
    second = brought({"P": Fraction("79.375")}, weight_before=Decimal(60), weight=Decimal(40))
    unknown = brought({"P": Fraction("79.375")}, weight_before=Decimal(30), weight=Decimal(30))
    third = brought({"P": unknown.total("P", Decimal(90))}, weight_before=Decimal(60), weight=Decimal(40))

    assert second.total("P", Decimal(90)) == Fraction("83.625")
    assert second.total("P", Decimal(0)) == Fraction("47.625")
    assert unknown.total("P", Decimal(90)) == Fraction("84.6875")
    assert third.total("P", Decimal(80)) == (30 * Fraction("79.375") + 30 * 90 + 40 * 80) / 100
    assert (second.offset("P"), third.offset("P")) == (Fraction("119.0625"), Fraction("84.6875") * 60 / 40)


def test_the_first_round_brings_nothing():
    first = brought({}, weight_before=Decimal(0), weight=Decimal(100))

    assert (first, first.total("P", Decimal(81)), first.offset("P")) == (NOTHING_BROUGHT, 81, 0)


def test_a_round_refuses_who_was_not_in_the_one_before():
    with pytest.raises(KeyError):
        brought({"P": Decimal(80)}, weight_before=Decimal(60), weight=Decimal(40)).total("Q", Decimal(80))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("82,5", "82.5"),
        ("82.5", "82.5"),
        (" 82,50 ", "82.50"),
        ("0", "0"),
        ("100", "100"),
        ("100,00", "100.00"),
        ("007", "7"),
        ("-0", "0"),
    ],
)
def test_parse_score_takes_comma_and_point(typed, expected):
    assert str(parse_score(typed)) == expected


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", ScoreFault.EMPTY),
        ("  ", ScoreFault.EMPTY),
        ("delapan", ScoreFault.NOT_A_NUMBER),
        ("8 2", ScoreFault.NOT_A_NUMBER),
        ("1.000,5", ScoreFault.NOT_A_NUMBER),
        ("1e2", ScoreFault.NOT_A_NUMBER),
        ("82,", ScoreFault.NOT_A_NUMBER),
        (",5", ScoreFault.NOT_A_NUMBER),
        ("NaN", ScoreFault.NOT_A_NUMBER),
        ("Infinity", ScoreFault.NOT_A_NUMBER),
        ("٨٢", ScoreFault.NOT_A_NUMBER),
        ("82,555", ScoreFault.TOO_MANY_DECIMALS),
        ("82,500", ScoreFault.TOO_MANY_DECIMALS),
        ("100,01", ScoreFault.OUT_OF_RANGE),
        ("-0,01", ScoreFault.OUT_OF_RANGE),
        ("1000", ScoreFault.OUT_OF_RANGE),
    ],
)
def test_parse_score_says_why_it_refuses(typed, code):
    with pytest.raises(BadScore) as refusal:
        parse_score(typed)

    assert refusal.value.code == code


@pytest.mark.parametrize("score", [Decimal("NaN"), Decimal("Infinity"), Decimal("-0.01"), Decimal("100.01")])
def test_check_score_refuses_what_is_not_between_0_and_100(score):
    with pytest.raises(BadScore, match="out_of_range"):
        check_score(score)


marks = st.decimals(0, 100, places=2)
sheets = st.fixed_dictionaries(dict.fromkeys(CRITERIA, marks))


@given(sheets)
def test_total_lies_between_the_lowest_and_the_highest_mark(scores):
    assert min(scores.values()) <= weighted_total(scores, WEIGHTS) <= max(scores.values())


@given(sheets, st.sampled_from(CRITERIA), marks)
def test_raising_one_mark_never_lowers_the_total(scores, criterion, mark):
    raised = scores | {criterion: max(mark, scores[criterion])}

    assert weighted_total(raised, WEIGHTS) >= weighted_total(scores, WEIGHTS)


@given(st.lists(st.decimals(0, 100, places=4), min_size=2, max_size=9), st.randoms())
def test_panel_mean_and_median_do_not_depend_on_the_order_of_sheets(totals, random):
    shuffled = random.sample(totals, len(totals))

    assert (panel_mean(shuffled), median(shuffled)) == (panel_mean(totals), median(totals))
    assert min(totals) <= panel_mean(totals) <= max(totals)
