"""May this innovation enter this period? The only home of that rule. No Django.

Announcement of the 2024 edition: an innovation has been running "minimal satu tahun
dihitung mundur dari waktu penutupan pendaftaran". Only the closing date of the whole
period decides, never the day of submission.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dateutil.relativedelta import relativedelta


@dataclass(frozen=True)
class EntryRules:
    """What a period asks of an innovation; `max_times_awarded` None means no limit."""

    closes_on: date
    min_years_running: int
    max_times_awarded: int | None


class Reason(StrEnum):
    TOO_YOUNG = "too_young"
    AWARDED_BEFORE = "awarded_before"


@dataclass(frozen=True)
class Verdict:
    """The answer for one innovation; `margin` is days to spare, negative when short."""

    reasons: Sequence[Reason]
    threshold: date
    margin: int

    @property
    def eligible(self) -> bool:
        return not self.reasons


def threshold(closes_on: date, years: int) -> date:
    """Return the latest start of implementation that is old enough.

    Calendar years, not multiples of 365 days; counted from 29 February it is
    28 February in a year that has no 29th.
    """
    return closes_on - relativedelta(years=years)


def margin_days(implemented_on: date, rules: EntryRules) -> int:
    """Count the days to spare: 0 is exactly enough, -12 is short by 12 days."""
    return (threshold(rules.closes_on, rules.min_years_running) - implemented_on).days


def reasons_against(*, implemented_on: date, times_awarded: int, rules: EntryRules) -> list[Reason]:
    """Return every reason, in display order; an empty list means eligible."""
    reasons = []
    if margin_days(implemented_on, rules) < 0:
        reasons.append(Reason.TOO_YOUNG)
    if rules.max_times_awarded is not None and times_awarded > rules.max_times_awarded:
        reasons.append(Reason.AWARDED_BEFORE)
    return reasons


def judge_entry(*, implemented_on: date, times_awarded: int, rules: EntryRules) -> Verdict:
    """Return the verdict with all that a page or a record of it has to show."""
    return Verdict(
        reasons=tuple(reasons_against(implemented_on=implemented_on, times_awarded=times_awarded, rules=rules)),
        threshold=threshold(rules.closes_on, rules.min_years_running),
        margin=margin_days(implemented_on, rules),
    )
