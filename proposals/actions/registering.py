"""Register an innovation and begin its entry into a period."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from competitions.models import Category, EntryGroup, Period, TransitionNotAllowed
from kipp.accounts.models import User
from kipp.audit.chain import record
from proposals.actions.writing import locked_for_writing
from proposals.models import ENTRY_PART, Award, Innovation, Proposal, RegistrationClosed

ONCE_PER_PERIOD = "proposal_once_per_period"
EARLIER_AWARD = "Penghargaan sebelumnya"
TITLE_ONCE = "innovation_title_once_per_agency"


class AlreadyRegistered(Exception):
    """The agency has an innovation of this title, or has entered this one."""


class NotInvited(Exception):
    """The period does not invite agencies of this kind."""


@transaction.atomic
def register_innovation(
    *,
    by: User,
    title: str,
    implemented_on: date,
    times_awarded: int = 0,
    summary: str = "",
    is_digital: bool = False,
    goals: Sequence[int] = (),
) -> Innovation:
    """Register an innovation of the operator's agency. Of earlier awards the number is enough for the time being."""
    try:
        with transaction.atomic():
            innovation = Innovation.objects.create(
                agency=by.agency,  # type: ignore[misc]  # an operator has one: user_operator_has_agency
                title=title,
                implemented_on=implemented_on,
                summary=summary,
                is_digital=is_digital,
                goals=list(goals),
                created_by=by,
            )
    except IntegrityError as refusal:
        raise translated(refusal) from refusal
    Award.objects.bulk_create(Award(innovation=innovation, title=EARLIER_AWARD) for _ in range(times_awarded))
    record("innovation.register", innovation, by=by, implemented_on=implemented_on.isoformat())
    return innovation


@transaction.atomic
def start_proposal(
    innovation: Innovation, *, by: User, category: Category, group: EntryGroup, token: UUID | None = None
) -> Proposal:
    """Begin the entry of an innovation as a draft. The same token gives the same proposal, once."""
    try:
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
    except IntegrityError as refusal:
        raise translated(refusal) from refusal
    if created:
        record("proposal.start", proposal, by=by)
    return proposal


@transaction.atomic
def begin_entry(*, by: User, token: UUID, category: Category, group: EntryGroup, **innovation: Any) -> Proposal:
    """Register an innovation and begin its entry: what one form does. A second click changes nothing."""
    mine = Proposal.objects.filter(token=token, agency=by.agency_id)
    if existing := mine.first():
        return existing
    require_open(category.period, by=by)
    try:
        registered = register_innovation(by=by, **innovation)
    except AlreadyRegistered:
        # A twin with the same form was first; its row is visible now.
        if existing := mine.first():
            return existing
        raise
    return start_proposal(registered, by=by, category=category, group=group, token=token)


def require_open(period: Period, *, by: User) -> None:
    """Raise unless this operator's agency may begin an entry now; registration stays open until the caller commits."""
    if not period.invites(by.agency):  # type: ignore[arg-type]  # an operator has one
        raise NotInvited("Instansi Anda tidak termasuk jenis instansi yang diundang pada periode ini.")
    if not Period.objects.accepts_entries(period.pk):
        raise RegistrationClosed("Pendaftaran sudah ditutup.")


@transaction.atomic
def change_entry(
    proposal: Proposal, *, by: User, category: Category, group: EntryGroup, video_link: str, **innovation: Any
) -> None:
    """Change title, start, category, group or video while the entry is still being written."""
    locked = locked_for_writing(proposal, ENTRY_PART)
    try:
        with transaction.atomic():
            Innovation.objects.filter(pk=locked.innovation_id).update(**innovation)
    except IntegrityError as refusal:
        raise translated(refusal) from refusal
    Proposal.objects.filter(pk=locked.pk).update(category=category, group=group, video_link=video_link)
    entry = {"category": category.code, "group": group.code, "video": video_link}
    record("proposal.change_entry", locked, by=by, **entry, **plain(innovation))
    proposal.refresh_from_db()


def plain(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values as the trail keeps them."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def translated(refusal: IntegrityError) -> Exception:
    """Return what the refusal of the database means to the reader, or the refusal itself."""
    if TITLE_ONCE in str(refusal):
        return AlreadyRegistered("Inovasi dengan judul ini sudah terdaftar.")
    if ONCE_PER_PERIOD in str(refusal):
        return AlreadyRegistered("Inovasi ini sudah diusulkan pada periode ini.")
    if "an innovation in competition is frozen" in str(refusal):
        return TransitionNotAllowed("Inovasi ini sedang diikutkan pada kompetisi dan tidak dapat diubah.")
    return refusal
