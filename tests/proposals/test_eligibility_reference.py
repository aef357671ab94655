"""The one-year rule against another algorithm: every closing date of ten years. No database.

The reference never subtracts a year. It walks forward: an innovation has run one year
when its birthday has come round, as people count an age. The birthday of 29 February
is compared as month and day, so a common year reaches it on 1 March.
"""

from datetime import date, timedelta

import pytest

from proposals.eligibility import EntryRules, Reason, margin_days, reasons_against

CLOSING_DATES = [date(2023, 1, 1) + timedelta(days=day) for day in range((date(2033, 1, 1) - date(2023, 1, 1)).days)]
OFFSETS = range(-370, -359)


def has_run_years(start, closing, years):
    """Count the years as an age: one less while this year's birthday is still to come."""
    birthday_to_come = (closing.month, closing.day) < (start.month, start.day)
    return closing.year - start.year - birthday_to_come >= years


def differences(years, offsets):
    found = []
    for closing in CLOSING_DATES:
        rules = EntryRules(closes_on=closing, min_months=12 * years, max_times_awarded=None)
        for offset in offsets:
            start = closing + timedelta(days=offset)
            eligible = not reasons_against(implemented_on=start, times_awarded=0, rules=rules)
            if eligible != has_run_years(start, closing, years):
                found.append((closing, start))
    return found


def test_closing_dates_cover_ten_years_with_both_kinds_of_february():
    assert (len(CLOSING_DATES), CLOSING_DATES[-1]) == (3653, date(2032, 12, 31))
    assert [day for day in CLOSING_DATES if (day.month, day.day) == (2, 29)] == [
        date(2024, 2, 29),
        date(2028, 2, 29),
        date(2032, 2, 29),
    ]


def test_one_year_rule_equals_the_reference_for_every_closing_date():
    assert differences(1, OFFSETS) == []


@pytest.mark.parametrize("years", [2, 3, 4])
def test_longer_rules_equal_the_reference_around_their_threshold(years):
    assert differences(years, range(-366 * years - 2, -365 * years + 3)) == []


def test_a_year_is_not_365_days():
    leap = [
        closing
        for closing in CLOSING_DATES
        if margin_days(
            closing - timedelta(days=365),
            EntryRules(closes_on=closing, min_months=12, max_times_awarded=None),
        )
        < 0
    ]

    # From 29 February to the next 28 February, going back 365 days stops short of a year.
    assert leap == [
        closing
        for closing in CLOSING_DATES
        if any(date(y, 2, 29) <= closing <= date(y + 1, 2, 28) for y in (2024, 2028, 2032))
    ]


def test_only_too_young_is_ever_named_without_awards():
    rules = EntryRules(closes_on=date(2024, 6, 28), min_months=12, max_times_awarded=None)

    assert [
        reasons_against(implemented_on=date(2024, 6, 28) + timedelta(days=offset), times_awarded=0, rules=rules)
        for offset in (-367, -366, -365)
    ] == [[], [], [Reason.TOO_YOUNG]]
