"""The one-year rule in Python and in PostgreSQL, for every date that matters, whatever the session's time zone."""

from datetime import date, timedelta

import pytest
from django.db import connection

from proposals.eligibility import EntryRules, judge_entry, threshold

FIRST, LAST = date(2023, 1, 1), date(2032, 12, 31)
CLOSINGS = [FIRST + timedelta(days=day) for day in range((LAST - FIRST).days + 1)]
OFFSETS = range(-370, -359)
PAIRS = [
    (closing, threshold(closing, 12), closing + timedelta(days=offset)) for closing in CLOSINGS for offset in OFFSETS
]
ELIGIBLE = [
    judge_entry(implemented_on=start, times_awarded=0, rules=EntryRules(closing, 12, None)).eligible
    for closing, _, start in PAIRS
]

DIFFERENCES = """
    SELECT count(*),
           count(*) FILTER (WHERE (closes_on - interval '1 year')::date <> latest),
           count(*) FILTER (WHERE (start <= (closes_on - interval '1 year')::date) <> eligible),
           count(*) FILTER (WHERE (last_instant AT TIME ZONE 'Asia/Jakarta')::date <> closes_on)
      FROM unnest(%s::date[], %s::date[], %s::date[], %s::boolean[]) AS pair(closes_on, latest, start, eligible),
           LATERAL (SELECT (closes_on + 1)::timestamp AT TIME ZONE 'Asia/Jakarta' - interval '1 microsecond')
             AS closing(last_instant)
"""


@pytest.mark.django_db
@pytest.mark.parametrize("zone", ["UTC", "Asia/Jakarta", "Asia/Jayapura", "America/St_Johns"])
def test_rule_in_sql_agrees_with_the_rule(zone):
    closings, latest, starts = (list(column) for column in zip(*PAIRS, strict=True))
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('TimeZone', %s, true)", [zone])
        cursor.execute(DIFFERENCES, [closings, latest, starts, ELIGIBLE])
        found = cursor.fetchone()

    assert found == (3653 * 11, 0, 0, 0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("closes_on", "latest"),
    [
        (date(2024, 2, 29), date(2023, 2, 28)),  # counted from 29 February
        (date(2025, 2, 28), date(2024, 2, 28)),  # 29 February 2024 is a day too late
        (date(2024, 6, 28), date(2023, 6, 28)),
    ],
)
def test_rule_in_sql_on_both_sides_of_29_february(closes_on, latest):
    with connection.cursor() as cursor:
        cursor.execute("SELECT (%s::date - interval '1 year')::date", [closes_on])
        in_sql = cursor.fetchone()[0]

    assert in_sql == threshold(closes_on, 12) == latest


def test_365_days_instead_of_a_year_would_be_caught():
    """The control: the commonest wrong rule differs for every closing with a 29 February in the year before."""
    leap = 366 + 366 + 307  # from 29 February 2024, 2028 and 2032; the last year ends with December
    wrong = [start <= closing - timedelta(days=365) for closing, _, start in PAIRS]

    assert sum(a != b for a, b in zip(wrong, ELIGIBLE, strict=True)) == leap
