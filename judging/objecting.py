"""How long may a result be objected to, and by when is that answered? The only home of that rule. No Django.

Calendar days of Tegal, counted from the day after the announcement; the last day belongs to the stage as a whole.
Source: masa sanggah of KIPP 2020, "lima hari kalender".
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from competitions.schedule import closing_instant
from kipp.text import JAKARTA


@dataclass(frozen=True)
class Span:
    """Until when objections are taken, and the last day on which they are answered."""

    closes_at: datetime
    answers_due_on: date


def span_of(announced_at: datetime, *, days: int, answer_days: int) -> Span:
    """Return the stage that follows an announcement at this instant."""
    last_day = announced_at.astimezone(JAKARTA).date() + timedelta(days=days)
    return Span(closing_instant(last_day), last_day + timedelta(days=answer_days))
