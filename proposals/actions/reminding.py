"""Remind agencies of what they have yet to send: each at most once a day, whoever asks for it."""

from collections.abc import Iterable
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
    """How many were reminded now, and how many had been earlier that day."""

    now: int
    earlier: int


@transaction.atomic
def remind(proposal: Proposal, *, on: date) -> bool:
    """Remind the agency of an unsent entry and say what keeps it from being sent; False when it was told today."""
    if not Notice.first_reminder(str(proposal.pk), on=on):
        return False
    titles = proposal.part_titles()
    missing = [gap_sentence(gap, titles) for gap in proposal.gaps()]
    hindrances = hindrances_of([proposal])[proposal.pk]
    notices.remind(proposal, days_left=(proposal.due_on - on).days, missing=missing, hindrances=hindrances)
    return True


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
    told += [remind(proposal, on=on) for proposal in proposals]
    if any(told):
        record("period.remind", period, by=by, reminded=sum(told))
    return Reminded(now=sum(told), earlier=len(told) - sum(told))


def agency_subject(period: Period, agency: Agency) -> str:
    """Return under which name it is kept that an agency was reminded to enter."""
    return f"{period.pk}-{agency.pk}"
