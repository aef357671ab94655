"""Remind agencies of what they have yet to send: each at most once a day, whoever asks for it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from django.db import transaction

from competitions.models import Period
from kipp.accounts.models import Agency, User
from kipp.audit.chain import record
from proposals import notices
from proposals.models import Notice, Proposal, hindrances_of
from proposals.wording import gap_sentence


class Reminded(NamedTuple):
    """How many were reminded now, how many had been earlier that day, and how many have sent meanwhile."""

    now: int
    earlier: int
    sent: int


@transaction.atomic
def remind(proposal: Proposal, *, on: date) -> bool:
    """Remind the agency of an unsent entry and say what keeps it from being sent; False when it was told today.

    False too when it was sent since it was looked up.
    """
    return any(_told(waiting, on=on) for waiting in _still_unsent([proposal]))


@transaction.atomic
def remind_to_enter(agency: Agency, *, period: Period, on: date) -> bool:
    """Remind an agency that has not begun an entry; False when it was told today."""
    if not Notice.first_reminder(agency_subject(period, agency), on=on):
        return False
    notices.remind_to_enter(agency, period=period, days_left=(period.reference_date - on).days)
    return True


@transaction.atomic
def remind_chosen(
    period: Period, *, by: User, on: date, agencies: Iterable[Agency], proposals: Iterable[Proposal]
) -> Reminded:
    """Remind those whom an organiser has chosen."""
    told = [remind_to_enter(agency, period=period, on=on) for agency in agencies]
    chosen = list(proposals)
    waiting = _still_unsent(chosen)
    told += [_told(proposal, on=on) for proposal in waiting]
    if any(told):
        record("period.remind", period, by=by, reminded=sum(told))
    return Reminded(now=sum(told), earlier=len(told) - sum(told), sent=len(chosen) - len(waiting))


def agency_subject(period: Period, agency: Agency) -> str:
    """Return under which name it is kept that an agency was reminded to enter."""
    return f"{period.pk}-{agency.pk}"


def _still_unsent(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Hold them until commit, in one order, and return those that wait even now: each may have been sent meanwhile."""
    chosen = Proposal.objects.filter(pk__in=[proposal.pk for proposal in proposals]).order_by("pk")
    # Two queries: one that locks decides by what it read before it had to wait.
    list(chosen.select_for_update().values_list("pk"))
    return list(chosen.unsent().with_names())


def _told(proposal: Proposal, *, on: date) -> bool:
    if not Notice.first_reminder(str(proposal.pk), on=on):
        return False
    titles = proposal.part_titles()
    missing = [gap_sentence(gap, titles) for gap in proposal.gaps()]
    hindrances = hindrances_of([proposal])[proposal.pk]
    notices.remind(proposal, days_left=(proposal.due_on - on).days, missing=missing, hindrances=hindrances)
    return True
