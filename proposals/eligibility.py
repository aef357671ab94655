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
    """What a group of a period asks of an innovation; None means no limit. Ages are calendar months."""

    closes_on: date
    min_months: int
    max_times_awarded: int | None
    max_months: int | None = None


class Reason(StrEnum):
    TOO_YOUNG = "too_young"
    TOO_OLD = "too_old"
    AWARDED_BEFORE = "awarded_before"
    DUPLICATE_TITLE = "duplicate_title"


@dataclass(frozen=True)
class Verdict:
    """The answer for one innovation; `margin` is days to spare, negative when short."""

    reasons: Sequence[Reason]
    threshold: date
    margin: int

    @property
    def eligible(self) -> bool:
        return not self.reasons


def threshold(closes_on: date, months: int) -> date:
    """Return the latest start of implementation that is old enough.

    Calendar months (12 are a year), not multiples of 30 or 365 days; where the month it leads to is
    too short for the day, it is the last day of that month: from 29 February a year back 28 February.
    """
    return closes_on - relativedelta(months=months)


def margin_days(implemented_on: date, rules: EntryRules) -> int:
    """Count the days to spare: 0 is exactly enough, -12 is short by 12 days."""
    return (threshold(rules.closes_on, rules.min_months) - implemented_on).days


def reasons_against(
    *, implemented_on: date, times_awarded: int, rules: EntryRules, title_taken: bool = False
) -> list[Reason]:
    """Return every reason, in display order; an empty list means eligible.

    `title_taken` says that a title counts only once and another entry of it has been sent.
    """
    reasons = []
    if margin_days(implemented_on, rules) < 0:
        reasons.append(Reason.TOO_YOUNG)
    if rules.max_months is not None and implemented_on < threshold(rules.closes_on, rules.max_months):
        reasons.append(Reason.TOO_OLD)
    if rules.max_times_awarded is not None and times_awarded > rules.max_times_awarded:
        reasons.append(Reason.AWARDED_BEFORE)
    if title_taken:
        reasons.append(Reason.DUPLICATE_TITLE)
    return reasons


def judge_entry(*, implemented_on: date, times_awarded: int, rules: EntryRules, title_taken: bool = False) -> Verdict:
    """Return the verdict with all that a page or a record of it has to show."""
    reasons = reasons_against(
        implemented_on=implemented_on, times_awarded=times_awarded, rules=rules, title_taken=title_taken
    )
    return Verdict(
        reasons=tuple(reasons),
        threshold=threshold(rules.closes_on, rules.min_months),
        margin=margin_days(implemented_on, rules),
    )
