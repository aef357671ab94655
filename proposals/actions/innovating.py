"""Keep the record of an innovation across the years, in a period or outside of one."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from competitions.models import Category, EntryGroup, TransitionNotAllowed
from kipp.accounts.models import User
from kipp.audit.chain import record
from kipp.documents.stored import stored_upload
from proposals.actions.registering import plain, require_open, start_proposal, translated
from proposals.models import (
    EVIDENCE_MAX_BYTES,
    Award,
    Initiator,
    Innovation,
    Proposal,
    Replication,
    StartEvidence,
)

Part = Initiator | Replication | StartEvidence | Award


@transaction.atomic
def change_innovation(innovation: Innovation, *, by: User, **values: Any) -> None:
    """Change the profile of an innovation that is not in competition."""
    _hold_entries(innovation)
    with _refusals_in_words():
        Innovation.objects.filter(pk=innovation.pk).update(**values)
    record("innovation.change", innovation, by=by, **plain(values))


@transaction.atomic
def enter(innovation: Innovation, *, by: User, token: UUID, category: Category, group: EntryGroup) -> Proposal:
    """Begin the entry of a registered innovation while registration is open. A second click changes nothing."""
    require_open(category.period, by=by)
    return start_proposal(innovation, by=by, category=category, group=group, token=token)


@transaction.atomic
def save_part(part: Part, *, by: User) -> None:
    """Add or change an initiator, a replication, an award, or what a piece of evidence says."""
    added = part._state.adding  # noqa: SLF001 (_state is Django's public API)
    _hold_entries(part.innovation)
    if not added:
        _require_still_there(part)
    with _refusals_in_words():
        part.save()
    record(f"innovation.{'add' if added else 'change'}_part", part.innovation, by=by, **_row(part))


def add_evidence(evidence: StartEvidence, *, by: User, name: str, data: bytes) -> None:
    """Check, rewrite and store the PDF or picture of a new piece of evidence. Raises `uploads.Refused`."""
    file = stored_upload(data, name=name, max_bytes=EVIDENCE_MAX_BYTES, images=True)
    for column, value in file.items():
        setattr(evidence, column, value)
    evidence.uploaded_by = by
    save_part(evidence, by=by)


@transaction.atomic
def remove_part(part: Part, *, by: User) -> None:
    """Take a row out of the record. The file of a piece of evidence stays stored, as every file does."""
    _hold_entries(part.innovation)
    _require_still_there(part)
    row = _row(part)
    with _refusals_in_words():
        part.delete()
    record("innovation.remove_part", part.innovation, by=by, **row)


def award(proposal: Proposal, *, by: User, title: str) -> Award:
    """Enter into the record of an innovation what it has won here. Call it where the result is announced."""
    given: Award = Award.objects.create(
        innovation_id=proposal.innovation_id,
        title=title,
        year=proposal.period.year,
        level=Award.Level.CITY,
        proposal=proposal,
    )
    record("innovation.award", proposal.innovation, by=by, award=title)
    return given


def _hold_entries(innovation: Innovation) -> None:
    """Lock its entries before it, in the order in which sending takes them.

    A sending in flight and a change cannot miss each other.
    """
    list(innovation.proposals.order_by("pk").select_for_update())


def _require_still_there(part: Part) -> None:
    if not type(part).objects.select_for_update().filter(pk=part.pk).exists():
        raise TransitionNotAllowed("Isian ini sudah dihapus.")


def _row(part: Part) -> dict[str, Any]:
    """Name a row in the trail without what it says of people: the trail is never erased."""
    return {"part": part._meta.model_name, "row": part.pk}  # noqa: SLF001 (_meta is Django's public API)


@contextmanager
def _refusals_in_words() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError as refusal:
        raise translated(refusal) from refusal
