"""The work of a judge: save, hand in, step back; and that one will not come."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from competitions.models import Criterion
from judging import notices
from judging.models import Assignment, Score
from judging.querysets import locked_for_marks
from judging.sheet import Fault, Mark, changes, faults
from kipp.accounts.models import User
from kipp.audit.chain import record
from proposals.actions import declare_conflict
from proposals.models import Conflict


class SheetClosed(Exception):
    """The sheet takes no more marks; str() is a sentence for the reader."""


class VersionConflict(Exception):
    """The sheet was changed elsewhere since it was opened; carries what is stored now."""

    def __init__(self, stored: Mapping[str, Mark], version: int) -> None:
        super().__init__("Lembar ini sudah diubah di tab lain.")
        self.stored = stored
        self.version = version


class SheetIncomplete(Exception):
    """The sheet cannot be handed in; `faults` names each criterion and what it lacks."""

    def __init__(self, found: list[tuple[str, Fault]]) -> None:
        super().__init__(", ".join(f"{code}: {fault.value}" for code, fault in found))
        self.faults = found


def marks_of(assignment: Assignment) -> dict[str, Mark]:
    """Return the marks that stand on a sheet, by code of the criterion."""
    return {row.criterion.code: Mark(row.value, row.reason) for row in _standing(assignment)}


@transaction.atomic
def save_sheet(assignment: Assignment, *, by: User, version: int, marks: Mapping[str, Mark]) -> dict[str, Mark]:
    """Store what differs as new revisions and return what stands now; a part of a sheet is welcome.

    A save on top of another's is refused, unless it says the same: a second click is no conflict.
    """
    locked = _lock_open(assignment)
    if not assignment.is_under_pact:
        raise SheetClosed("Pakta integritas periode ini harus ditandatangani terlebih dahulu.")
    standing = _standing(locked)
    stored = {row.criterion.code: Mark(row.value, row.reason) for row in standing}
    added = changes(stored, marks)
    if added and locked.version != version:
        raise VersionConflict(stored, locked.version)
    assignment.version = locked.version
    if added:
        _add(locked, added, {row.criterion_id: row.revision for row in standing}, by=by)
        assignment.version += 1
        Assignment.objects.filter(pk=locked.pk).update(version=assignment.version)
    return stored | added


@transaction.atomic
def hand_in(assignment: Assignment, *, by: User, version: int, marks: Mapping[str, Mark]) -> dict[str, Mark]:
    """Store the marks and seal the sheet; every criterion needs a value, extremes a reason."""
    criteria = list(assignment.round.criteria.order_by("order", "pk").values_list("code", flat=True))
    stands = save_sheet(assignment, by=by, version=version, marks=marks)
    if found := faults(stands, criteria):
        raise SheetIncomplete(found)
    Assignment.objects.filter(pk=assignment.pk).update(handed_in_at=Now())
    assignment.refresh_from_db(fields=["handed_in_at"])
    # Who and when, not what: the trail is read before judging is closed.
    record("assignment.hand_in", assignment, by=by, proposal=assignment.proposal.number)
    return stands


@transaction.atomic
def recuse(assignment: Assignment, *, by: User, reason: str) -> None:
    """Take a judge off a proposal for good, for a conflict of interest; what the judge declares becomes one."""
    _take_off(assignment, by=by, reason=reason, is_absence=False)
    if by.pk == assignment.judge_id:
        declared = Conflict.Origin.DECLARED
        declare_conflict(assignment.proposal, person=by, by=by, origin=declared, reason=reason)
        notices.recused(assignment)


@transaction.atomic
def record_absence(assignment: Assignment, *, by: User, reason: str) -> None:
    """Take a judge off a proposal for good who will not send the sheet; an organiser records it."""
    _take_off(assignment, by=by, reason=reason, is_absence=True)


def _take_off(assignment: Assignment, *, by: User, reason: str, is_absence: bool) -> None:
    _lock_open(assignment)
    gone = {"recused_at": Now(), "recused_by": by, "recusal_reason": reason, "is_absence": is_absence}
    Assignment.objects.filter(pk=assignment.pk).update(**gone)
    assignment.refresh_from_db(fields=list(gone))
    record(
        "assignment.record_absence" if is_absence else "assignment.recuse",
        assignment,
        by=by,
        note=reason,
        judge=assignment.judge_id,
        proposal=assignment.proposal.number,
    )


def _lock_open(assignment: Assignment) -> Assignment:
    """Hold the period (shared) and the sheet; closing waits for us, a twin save too."""
    if not locked_for_marks(assignment.round.period_id, assignment.round_id):
        raise SheetClosed("Penilaian tidak sedang berlangsung.")
    locked: Assignment = Assignment.objects.select_for_update().get(pk=assignment.pk)
    if not locked.is_open:
        raise SheetClosed(f"Lembar nilai ini sudah tertutup: {locked.state.label}.")
    return locked


def _standing(assignment: Assignment) -> "QuerySet[Score]":
    return Score.objects.filter(assignment=assignment).current().select_related("criterion")


def _add(assignment: Assignment, added: Mapping[str, Mark], last: Mapping[int, int], *, by: User) -> None:
    """Add a revision of each mark to those of its criterion so far."""
    criteria = dict(Criterion.objects.filter(round=assignment.round_id).values_list("code", "pk"))
    Score.objects.bulk_create(
        Score(
            assignment=assignment,
            criterion_id=criteria[code],
            revision=last.get(criteria[code], 0) + 1,
            value=mark.value,
            reason=mark.reason,
            by=by,
        )
        for code, mark in added.items()
    )
