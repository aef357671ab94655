"""Which stage of a period is it, and when does it end? The only home of that rule. No Django.

Dates are days in Asia/Jakarta and both ends belong to the stage: what closes on
28 June is open until the last instant of 28 June.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from kipp.text import JAKARTA

# The order of the phase strip; the labels stand at the edge.
PHASES = ("registration", "verification", "judging", "deliberation", "decision")
SATURDAY = 5


@dataclass(frozen=True)
class Stage:
    code: str
    opens_on: date
    closes_on: date


class ProblemCode(StrEnum):
    ENDS_BEFORE_START = "ends_before_start"
    OVERLAP = "overlap"
    GAP = "gap"


@dataclass(frozen=True)
class Problem:
    """One fault of a schedule; `other` is the stage it collides with or fails to follow."""

    code: ProblemCode
    stage: str
    other: str | None = None


class PhaseState(StrEnum):
    DONE = "done"
    CURRENT = "current"
    UPCOMING = "upcoming"


@dataclass(frozen=True)
class Phase:
    code: str
    opens_on: date
    closes_on: date
    state: PhaseState
    days_left: int | None


def opening_instant(opens_on: date) -> datetime:
    """Return the first instant of the opening day in Jakarta."""
    return datetime.combine(opens_on, time.min, JAKARTA)


def closing_instant(closes_on: date) -> datetime:
    """Return the first instant that is too late: the day after closing, 00.00 WIB."""
    return opening_instant(closes_on + timedelta(days=1))


def last_day(closes_at: datetime) -> date:
    """Return the day that ends with, or holds, the last instant before closing."""
    return (closes_at - timedelta(microseconds=1)).astimezone(JAKARTA).date()


def moved_by_years(day: date, years: int) -> date:
    """Return the same day of the same month so many years later, or earlier when negative.

    The calendar moves, not the week: a Friday becomes whatever that date is then, and the page that shows the
    moved dates says which ones fall on a weekend. 29 February becomes 28 February where the year has none.
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def opening_moved_by_years(opens_at: datetime, years: int) -> datetime:
    """Return the same hour in Jakarta on the moved day."""
    day = opens_at.astimezone(JAKARTA).date()
    return opening_instant(moved_by_years(day, years)) + (opens_at - opening_instant(day))


def closing_moved_by_years(closes_on: date, closes_at: datetime, years: int) -> datetime:
    """Return the closing instant on the moved closing date.

    It goes with its date and not by itself: 24.00 of 28 February is the first instant of the 29th.
    """
    return opening_instant(moved_by_years(closes_on, years)) + (closes_at - opening_instant(closes_on))


def is_weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY


def is_open(*, opens_on: date, closes_on: date, at: datetime) -> bool:
    """Tell whether an instant lies within the days from opening to closing."""
    return opening_instant(opens_on) <= at < closing_instant(closes_on)


def days_left(closes_on: date, on: date) -> int:
    """Count the days until closing: 0 is the last day, a negative number means closed."""
    return (closes_on - on).days


def stage_on(stages: Sequence[Stage], day: date) -> Stage | None:
    """Return the stage of a day, the first in the given order where stages overlap."""
    return next((stage for stage in stages if stage.opens_on <= day <= stage.closes_on), None)


def phases(stages: Sequence[Stage], *, reached: int, on: date) -> list[Phase]:
    """Describe each stage for the phase strip, in the given order.

    `reached` is the place of the stage the period's status is in: -1 before the first, the number
    of stages after the last. The status decides, not the calendar: a stage whose last day has
    passed stays current, with a negative number of days left, until somebody takes the next step.
    """
    return [_phase(stage, place - reached, on) for place, stage in enumerate(stages)]


def problems(stages: Sequence[Stage]) -> list[Problem]:
    """Return every fault of a schedule whose stages are given in their intended order.

    A stage that ends before it starts is named once and not compared with others:
    its dates say nothing about its neighbours.
    """
    found = []
    latest: Stage | None = None
    for stage in stages:
        if stage.closes_on < stage.opens_on:
            found.append(Problem(ProblemCode.ENDS_BEFORE_START, stage.code))
            continue
        if latest is not None:
            found += _between(latest, stage)
        if latest is None or stage.closes_on > latest.closes_on:
            latest = stage
    return found


def idle_days(stages: Sequence[Stage]) -> list[tuple[date, date]]:
    """Return the first and the last of the days between stages that belong to none."""
    days = {stage.code: stage for stage in stages}
    return [
        (days[problem.other].closes_on + timedelta(days=1), days[problem.stage].opens_on - timedelta(days=1))
        for problem in problems(stages)
        if problem.code == ProblemCode.GAP and problem.other
    ]


def _phase(stage: Stage, ahead: int, on: date) -> Phase:
    if ahead < 0:
        return Phase(stage.code, stage.opens_on, stage.closes_on, PhaseState.DONE, None)
    if ahead > 0:
        return Phase(stage.code, stage.opens_on, stage.closes_on, PhaseState.UPCOMING, None)
    return Phase(stage.code, stage.opens_on, stage.closes_on, PhaseState.CURRENT, days_left(stage.closes_on, on))


def _between(earlier: Stage, later: Stage) -> list[Problem]:
    if later.opens_on <= earlier.closes_on:
        return [Problem(ProblemCode.OVERLAP, later.code, earlier.code)]
    if later.opens_on - earlier.closes_on > timedelta(days=1):
        return [Problem(ProblemCode.GAP, later.code, earlier.code)]
    return []
