"""Which stage of a period is it? No database."""

from datetime import UTC, date, datetime, timedelta

import pytest

from competitions.schedule import (
    Phase,
    PhaseState,
    Problem,
    ProblemCode,
    Stage,
    closing_instant,
    closing_moved_by_years,
    days_left,
    idle_days,
    is_open,
    is_weekend,
    last_day,
    moved_by_years,
    opening_instant,
    opening_moved_by_years,
    phases,
    problems,
    stage_on,
)


def june(first, last, code="a"):
    return Stage(code, date(2024, 6, first), date(2024, 6, last))


REGISTRATION = Stage("registration", date(2024, 5, 1), date(2024, 6, 28))
VERIFICATION = Stage("verification", date(2024, 6, 29), date(2024, 7, 10))
JUDGING = Stage("judging", date(2024, 7, 15), date(2024, 7, 31))
STAGES = [REGISTRATION, VERIFICATION, JUDGING]


@pytest.mark.parametrize(
    ("closes_at", "expected"),
    [
        (datetime(2024, 6, 28, 17, tzinfo=UTC), date(2024, 6, 28)),  # 24.00 WIB
        (datetime(2024, 6, 28, 16, 59, tzinfo=UTC), date(2024, 6, 28)),
        (datetime(2024, 6, 28, 17, 1, tzinfo=UTC), date(2024, 6, 29)),
    ],
)
def test_last_day_ends_with_the_closing(closes_at, expected):
    assert last_day(closes_at) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2024, 4, 30), None),
        (date(2024, 5, 1), REGISTRATION),
        (date(2024, 6, 28), REGISTRATION),
        (date(2024, 6, 29), VERIFICATION),
        (date(2024, 7, 12), None),
        (date(2024, 7, 31), JUDGING),
        (date(2024, 8, 1), None),
    ],
)
def test_stage_on_includes_both_ends(day, expected):
    assert stage_on(STAGES, day) == expected


def test_stage_on_takes_the_first_of_two_that_overlap():
    assert stage_on([june(1, 20, "a"), june(10, 30, "b")], date(2024, 6, 15)) == june(1, 20, "a")


def test_opening_instant_is_midnight_in_jakarta():
    assert opening_instant(date(2024, 5, 1)) == datetime(2024, 4, 30, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("closes_on", "expected"),
    [
        (date(2024, 6, 28), datetime(2024, 6, 28, 17, tzinfo=UTC)),
        (date(2024, 2, 28), datetime(2024, 2, 28, 17, tzinfo=UTC)),
        (date(2024, 12, 31), datetime(2024, 12, 31, 17, tzinfo=UTC)),
    ],
)
def test_closing_instant_is_the_end_of_the_day_in_jakarta(closes_on, expected):
    assert closing_instant(closes_on) == expected


@pytest.mark.parametrize(
    ("day", "years", "expected"),
    [
        (date(2024, 6, 28), 1, date(2025, 6, 28)),  # Friday, then Saturday: the calendar moves, not the week
        (date(2024, 12, 31), 2, date(2026, 12, 31)),
        (date(2024, 6, 28), -3, date(2021, 6, 28)),
        (date(2024, 6, 28), 0, date(2024, 6, 28)),
        (date(2024, 2, 29), 1, date(2025, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2024, 2, 29), -124, date(1900, 2, 28)),
        (date(2025, 2, 28), -1, date(2024, 2, 28)),
        (date(2025, 3, 1), -1, date(2024, 3, 1)),
    ],
)
def test_date_moves_by_whole_years(day, years, expected):
    assert moved_by_years(day, years) == expected


@pytest.mark.parametrize(
    ("closes_on", "closes_at", "expected"),
    [
        # 24.00 belongs to its date also where the next day is one that another year lacks.
        (date(2024, 2, 28), datetime(2024, 2, 28, 17, tzinfo=UTC), datetime(2025, 2, 28, 17, tzinfo=UTC)),
        (date(2024, 2, 29), datetime(2024, 2, 29, 17, tzinfo=UTC), datetime(2025, 2, 28, 17, tzinfo=UTC)),
        (date(2024, 12, 31), datetime(2024, 12, 31, 17, tzinfo=UTC), datetime(2025, 12, 31, 17, tzinfo=UTC)),
        (date(2024, 6, 28), datetime(2024, 6, 28, 8, 30, tzinfo=UTC), datetime(2025, 6, 28, 8, 30, tzinfo=UTC)),
    ],
)
def test_closing_moves_with_its_date(closes_on, closes_at, expected):
    assert closing_moved_by_years(closes_on, closes_at, 1) == expected


def test_opening_keeps_its_hour_in_jakarta():
    """19.00 UTC of 28 February is 02.00 WIB of the 29th."""
    assert opening_moved_by_years(datetime(2024, 2, 28, 19, tzinfo=UTC), 1) == datetime(2025, 2, 27, 19, tzinfo=UTC)


def test_weekend_is_saturday_and_sunday():
    assert [day for day in range(1, 8) if is_weekend(date(2024, 7, day))] == [6, 7]


def test_idle_days_lie_between_stages_and_belong_to_none():
    assert idle_days(STAGES) == [(date(2024, 7, 11), date(2024, 7, 14))]
    assert idle_days([REGISTRATION, VERIFICATION]) == []
    assert idle_days([june(1, 10, "a"), june(5, 6, "b"), june(12, 20, "c")]) == [(date(2024, 6, 11), date(2024, 6, 11))]


MICROSECOND = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(2024, 4, 30, 17, tzinfo=UTC) - MICROSECOND, False),
        (datetime(2024, 4, 30, 17, tzinfo=UTC), True),
        (datetime(2024, 6, 28, 16, 59, tzinfo=UTC), True),
        (datetime(2024, 6, 28, 17, tzinfo=UTC) - MICROSECOND, True),
        (datetime(2024, 6, 28, 17, tzinfo=UTC), False),
    ],
)
def test_is_open_until_the_last_instant_of_the_closing_day(at, expected):
    assert is_open(opens_on=date(2024, 5, 1), closes_on=date(2024, 6, 28), at=at) is expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [(date(2024, 6, 25), 3), (date(2024, 6, 28), 0), (date(2024, 6, 29), -1)],
)
def test_days_left_is_zero_on_the_last_day(on, expected):
    assert days_left(date(2024, 6, 28), on) == expected


@pytest.mark.parametrize(
    ("stages", "expected"),
    [
        ([], []),
        ([june(1, 28)], []),
        ([june(5, 5)], []),
        ([june(1, 10, "a"), june(11, 20, "b")], []),
        ([june(6, 5)], [Problem(ProblemCode.ENDS_BEFORE_START, "a")]),
        (
            [june(1, 10, "a"), june(10, 20, "b")],
            [Problem(ProblemCode.OVERLAP, "b", "a")],
        ),
        ([june(1, 10, "a"), june(12, 20, "b")], [Problem(ProblemCode.GAP, "b", "a")]),
        (
            [june(1, 28, "a"), june(5, 6, "b"), june(20, 30, "c")],
            [Problem(ProblemCode.OVERLAP, "b", "a"), Problem(ProblemCode.OVERLAP, "c", "a")],
        ),
        (
            [june(1, 10, "a"), june(15, 12, "b"), june(11, 20, "c")],
            [Problem(ProblemCode.ENDS_BEFORE_START, "b")],
        ),
        (
            [june(11, 20, "a"), june(1, 10, "b")],
            [Problem(ProblemCode.OVERLAP, "b", "a")],
        ),
    ],
    ids=[
        "no stage",
        "one stage",
        "one day",
        "next day follows",
        "ends before start",
        "shared day",
        "free day between",
        "a long stage overlaps the second next",
        "a broken stage is not compared",
        "wrong order",
    ],
)
def test_problems_names_every_fault(stages, expected):
    assert problems(stages) == expected


@pytest.mark.parametrize(
    ("reached", "states", "left"),
    [
        (-1, ["upcoming", "upcoming", "upcoming"], [None, None, None]),
        (0, ["current", "upcoming", "upcoming"], [-12, None, None]),
        (1, ["done", "current", "upcoming"], [None, 0, None]),
        (2, ["done", "done", "current"], [None, None, 21]),
        (3, ["done", "done", "done"], [None, None, None]),
    ],
    ids=["before the first", "first, overdue", "second, last day", "third", "after the last"],
)
def test_phases_follow_the_status_and_count_the_days(reached, states, left):
    strip = phases(STAGES, reached=reached, on=date(2024, 7, 10))

    assert strip == [
        Phase(stage.code, stage.opens_on, stage.closes_on, PhaseState(state), days)
        for stage, state, days in zip(STAGES, states, left, strict=True)
    ]
