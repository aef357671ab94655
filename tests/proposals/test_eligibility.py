"""May this innovation enter this period? No database."""

from datetime import date

import pytest

from proposals.eligibility import (
    EntryRules,
    Reason,
    Verdict,
    judge_entry,
    margin_days,
    reasons_against,
    threshold,
)


def rules(closes_on=date(2024, 6, 28), months=12, awarded=0, max_months=None):
    return EntryRules(closes_on=closes_on, min_months=months, max_times_awarded=awarded, max_months=max_months)


@pytest.mark.parametrize(
    ("closes_on", "years", "expected"),
    [
        (date(2024, 6, 28), 1, date(2023, 6, 28)),
        (date(2024, 2, 29), 1, date(2023, 2, 28)),
        (date(2025, 2, 28), 1, date(2024, 2, 28)),
        (date(2025, 3, 1), 1, date(2024, 3, 1)),
        (date(2024, 7, 5), 1, date(2023, 7, 5)),
        (date(2024, 2, 29), 4, date(2020, 2, 29)),
        (date(2024, 6, 28), 2, date(2022, 6, 28)),
        (date(2024, 6, 28), 0, date(2024, 6, 28)),
    ],
)
def test_threshold_goes_back_in_calendar_years(closes_on, years, expected):
    assert threshold(closes_on, 12 * years) == expected


@pytest.mark.parametrize(
    ("closes_on", "implemented_on", "margin"),
    [
        (date(2024, 6, 28), date(2023, 6, 28), 0),
        (date(2024, 6, 28), date(2023, 6, 29), -1),
        (date(2024, 6, 28), date(2023, 7, 10), -12),
        (date(2024, 6, 28), date(2022, 6, 28), 365),
        (date(2024, 2, 29), date(2023, 2, 28), 0),
        (date(2024, 2, 29), date(2023, 3, 1), -1),
        (date(2025, 2, 28), date(2024, 2, 28), 0),
        (date(2025, 2, 28), date(2024, 2, 29), -1),
        (date(2024, 6, 28), date(2023, 7, 1), -3),
        (date(2024, 7, 5), date(2023, 7, 1), 4),
    ],
)
def test_margin_decides_the_one_year_rule(closes_on, implemented_on, margin):
    verdict = judge_entry(implemented_on=implemented_on, times_awarded=0, rules=rules(closes_on=closes_on))

    assert margin_days(implemented_on, rules(closes_on=closes_on)) == margin
    assert (verdict.margin, verdict.eligible) == (margin, margin >= 0)


OLD, YOUNG = date(2020, 1, 1), date(2024, 1, 1)


@pytest.mark.parametrize(
    ("implemented_on", "times_awarded", "max_times_awarded", "expected"),
    [
        (OLD, 0, 0, []),
        (OLD, 1, 0, [Reason.AWARDED_BEFORE]),
        (OLD, 1, 1, []),
        (OLD, 2, 1, [Reason.AWARDED_BEFORE]),
        (OLD, 9, None, []),
        (YOUNG, 0, 0, [Reason.TOO_YOUNG]),
        (YOUNG, 9, None, [Reason.TOO_YOUNG]),
        (YOUNG, 1, 0, [Reason.TOO_YOUNG, Reason.AWARDED_BEFORE]),
    ],
)
def test_reasons_against_are_all_named(implemented_on, times_awarded, max_times_awarded, expected):
    found = reasons_against(
        implemented_on=implemented_on,
        times_awarded=times_awarded,
        rules=rules(awarded=max_times_awarded),
    )

    assert found == expected


@pytest.mark.parametrize(
    ("closes_on", "months", "expected"),
    [
        (date(2024, 6, 28), 6, date(2023, 12, 28)),
        (date(2024, 8, 31), 6, date(2024, 2, 29)),
        (date(2023, 8, 31), 6, date(2023, 2, 28)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2024, 6, 28), 18, date(2022, 12, 28)),
    ],
)
def test_threshold_goes_back_in_calendar_months(closes_on, months, expected):
    assert threshold(closes_on, months) == expected


@pytest.mark.parametrize(
    ("implemented_on", "max_months", "expected"),
    [
        (date(2022, 6, 28), 24, []),
        (date(2022, 6, 27), 24, [Reason.TOO_OLD]),
        (date(1990, 1, 1), None, []),
        (date(2023, 6, 29), 24, [Reason.TOO_YOUNG]),
    ],
)
def test_innovation_may_be_too_old(implemented_on, max_months, expected):
    found = reasons_against(implemented_on=implemented_on, times_awarded=0, rules=rules(max_months=max_months))

    assert found == expected


@pytest.mark.parametrize(("taken", "expected"), [(True, [Reason.DUPLICATE_TITLE]), (False, [])])
def test_taken_title_is_a_reason(taken, expected):
    assert reasons_against(implemented_on=OLD, times_awarded=0, rules=rules(), title_taken=taken) == expected


def test_judge_entry_returns_the_whole_verdict():
    verdict = judge_entry(implemented_on=date(2023, 7, 10), times_awarded=1, rules=rules(awarded=0))

    assert verdict == Verdict(
        reasons=(Reason.TOO_YOUNG, Reason.AWARDED_BEFORE),
        threshold=date(2023, 6, 28),
        margin=-12,
    )
    assert not verdict.eligible
