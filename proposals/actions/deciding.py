"""What the desk decides about a sent proposal: recorded first, and carried out when it is released."""

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from competitions.models import Period, TransitionNotAllowed
from kipp.accounts.models import User
from kipp.audit.chain import record
from kipp.clock import today
from proposals import notices
from proposals.actions.checking import Unchecked
from proposals.actions.conflicts import require_free
from proposals.actions.pending import close
from proposals.actions.sending import NotEligible, locked_for
from proposals.models import DECIDED_ALREADY, ENTRY_PART, ONLY_WHILE_JUDGING, Check, Proposal, checklist_of
from proposals.permissions import DECIDING

NOT_MENDED = (
    "Proposal ini belum memenuhi syarat, dan bagian yang dipilih tidak dapat memperbaikinya. Pilih juga judul, "
    "kategori, tanggal mulai, dan video, tolak dengan alasannya, atau kecualikan dahulu syaratnya oleh dua petugas."
)
OVERDUE = "Batas perbaikan harus hari ini atau sesudahnya."


@transaction.atomic
def decide(
    proposal: Proposal,
    *,
    by: User,
    decision: str,
    reasons: Sequence[str] = (),
    note: str = "",
    due_on: date | None = None,
    parts: Sequence[str] = (),
) -> Check:
    """Record a decision. Until it is released, nothing changes that the agency can see.

    `due_on` is the last day of the repair and `parts` are what it may change (none: everything), for sending back only;
    of the reasons a refusal needs at least one.
    """
    locked = locked_for(proposal, decision)
    require_free(locked, by=by)
    _require_time(locked, decision)
    if decision != Check.Decision.VERIFY and not reasons:
        raise TransitionNotAllowed("Pilih paling sedikit satu alasan.")
    check = Check(
        proposal=locked,
        decision=decision,
        reasons=[Check.Reason(code).value for code in reasons],
        note=note,
        repair_due_on=due_on,
        repair_parts=list(parts),
        by=by,
    )
    _require_possible(check)
    try:
        with transaction.atomic():
            check.save()
    except IntegrityError as refusal:
        if "check_one_pending" in str(refusal):
            raise TransitionNotAllowed(DECIDED_ALREADY) from refusal
        raise
    record("check.decide", locked, by=by, note=note, decision=decision, reasons=check.reasons)
    return check


@transaction.atomic
def release(check: Check, *, by: User) -> None:
    """Take the step that was decided and tell the agency; of two who release at once, one wins."""
    check.proposal = proposal = locked_for(check.proposal, check.decision)
    require_free(proposal, by=by)
    _require_possible(check)
    close(check, released_at=timezone.now(), released_by=by)
    due_on, parts = check.repair_due_on, check.repair_parts
    changes = {"repair_due_on": due_on, "repair_parts": parts} if due_on else {}
    proposal.take(check.decision, by=by, note=check.note, data={"reasons": check.reasons}, **changes)
    notices.decided(proposal, check)


def _require_time(proposal: Proposal, decision: str) -> None:
    """The desk decides until judging begins; what was found on the spot, while it goes on."""
    if decision == Check.Decision.OVERTURN:
        if proposal.period.status != Period.Status.JUDGING:
            raise TransitionNotAllowed(ONLY_WHILE_JUDGING)
    elif proposal.period.status not in DECIDING:
        raise TransitionNotAllowed("Verifikasi sudah selesai.")


def _require_possible(check: Check) -> None:
    """Refuse what must not be carried out, when it is decided and again when it is released."""
    match check.decision:
        case Check.Decision.VERIFY:
            # An entry passes when every rule is confirmed; what two officers excepted does not stand against it.
            checklist = checklist_of(check.proposal)
            if not checklist.verdict_left.eligible:
                raise NotEligible(checklist.verdict_left)
            if checklist.unsettled:
                raise Unchecked(checklist.unsettled)
        case Check.Decision.SEND_BACK:
            if check.repair_due_on is None or check.repair_due_on < today():
                raise TransitionNotAllowed(OVERDUE)
            # Title, start and group stand in one part, and awards are frozen with it: where it stays locked, nothing
            # that the verdict is computed from can change, and the agency could never send again.
            locked = bool(check.repair_parts) and ENTRY_PART not in check.repair_parts
            if locked and not checklist_of(check.proposal).verdict_left.eligible:
                raise TransitionNotAllowed(NOT_MENDED)
