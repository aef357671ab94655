"""Remind judges of the sheets they have yet to send: each at most once a day, whoever asks for it."""

from collections import Counter
from datetime import date
from typing import NamedTuple

from django.db import transaction

from competitions.models import Period, TransitionNotAllowed
from judging import notices
from judging.models import Assignment, round_of
from kipp.accounts.models import User
from kipp.audit.chain import record
from proposals.models import Notice


class Reminded(NamedTuple):
    """How many judges were reminded now, and how many had been earlier that day."""

    now: int
    earlier: int


@transaction.atomic
def remind_judges(period: Period, *, by: User, on: date) -> Reminded:
    """Write to every judge who still has sheets to send, with their number and the last day."""
    # Shared with saves and against the closing: nobody is reminded of a judging that has just been closed.
    locked = Period.objects.select_for_update(no_key=True).get(pk=period.pk)
    if locked.status != Period.Status.JUDGING:
        raise TransitionNotAllowed("Juri hanya diingatkan selama penilaian berlangsung.")
    waiting = Assignment.objects.of(round_of(locked)).outstanding()
    counts = Counter(waiting.values_list("judge", flat=True))
    late = User.objects.filter(pk__in=counts).order_by("pk")
    told = [judge for judge in late if Notice.first_reminder(f"judge-{locked.pk}-{judge.pk}", on=on)]
    notices.remind(round_of(locked), {judge: counts[judge.pk] for judge in told})
    if told:
        record("period.remind_judges", locked, by=by, reminded=len(told))
    return Reminded(now=len(told), earlier=len(counts) - len(told))
