"""Register an innovation and begin its entry into a period."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from competitions.models import Category, EntryGroup, Period, TransitionNotAllowed
from kipp.accounts.models import User
from kipp.audit.chain import record
from proposals.actions.writing import locked_for_writing
from proposals.models import ENTRY_PART, Innovation, Proposal, RegistrationClosed

TITLE_ONCE = "innovation_title_once_per_agency"


class AlreadyRegistered(Exception):
    """The agency has an innovation of this title."""


class NotInvited(Exception):
    """The period does not invite agencies of this kind."""


@transaction.atomic
def register_innovation(
    *, by: User, title: str, implemented_on: date, times_awarded: int = 0, summary: str = ""
) -> Innovation:
    """Register an innovation of the operator's agency."""
    try:
        with transaction.atomic():
            innovation = Innovation.objects.create(
                agency=by.agency,  # type: ignore[misc]  # an operator has one: user_operator_has_agency
                title=title,
                implemented_on=implemented_on,
                times_awarded=times_awarded,
                summary=summary,
                created_by=by,
            )
    except IntegrityError as refusal:
        raise _translated(refusal) from refusal
    record("innovation.register", innovation, by=by, implemented_on=implemented_on.isoformat())
    return innovation


@transaction.atomic
def start_proposal(
    innovation: Innovation, *, by: User, category: Category, group: EntryGroup, token: UUID | None = None
) -> Proposal:
    """Begin the entry of an innovation as a draft. The same token gives the same proposal, once."""
    proposal, created = Proposal.objects.get_or_create(
        token=token or uuid4(),
        agency_id=innovation.agency_id,
        defaults={
            "period_id": category.period_id,
            "innovation": innovation,
            "category": category,
            "group": group,
            "created_by": by,
        },
    )
    if created:
        record("proposal.start", proposal, by=by)
    return proposal


@transaction.atomic
def begin_entry(*, by: User, token: UUID, category: Category, group: EntryGroup, **innovation: Any) -> Proposal:
    """Register an innovation and begin its entry: what one form does. A second click changes nothing."""
    mine = Proposal.objects.filter(token=token, agency=by.agency_id)
    if existing := mine.first():
        return existing
    if not category.period.invites(by.agency):  # type: ignore[arg-type]  # an operator has one
        raise NotInvited("Instansi Anda tidak termasuk jenis instansi yang diundang pada periode ini.")
    if not Period.objects.accepts_entries(category.period_id):
        raise RegistrationClosed("Pendaftaran sudah ditutup.")
    try:
        registered = register_innovation(by=by, **innovation)
    except AlreadyRegistered:
        # A twin with the same form was first; its row is visible now.
        if existing := mine.first():
            return existing
        raise
    return start_proposal(registered, by=by, category=category, group=group, token=token)


@transaction.atomic
def change_entry(proposal: Proposal, *, by: User, category: Category, group: EntryGroup, **innovation: Any) -> None:
    """Change title, start, category or group while the entry is still being written."""
    locked = locked_for_writing(proposal, ENTRY_PART)
    try:
        with transaction.atomic():
            Innovation.objects.filter(pk=locked.innovation_id).update(**innovation)
    except IntegrityError as refusal:
        raise _translated(refusal) from refusal
    Proposal.objects.filter(pk=locked.pk).update(category=category, group=group)
    values = {name: value.isoformat() if isinstance(value, date) else value for name, value in innovation.items()}
    record("proposal.change_entry", locked, by=by, category=category.code, group=group.code, **values)
    proposal.refresh_from_db()


def _translated(refusal: IntegrityError) -> Exception:
    if TITLE_ONCE in str(refusal):
        return AlreadyRegistered("Inovasi dengan judul ini sudah terdaftar.")
    if "an innovation in competition is frozen" in str(refusal):
        return TransitionNotAllowed("Inovasi ini sedang diikutkan pada periode lain dan tidak dapat diubah.")
    return refusal
