"""Take a sent proposal out of the competition, and take that back."""

from django.db import transaction
from django.utils import timezone

from competitions.models import Period
from kipp.accounts.models import User
from proposals import notices
from proposals.actions.pending import cancel_pending
from proposals.actions.sending import locked_for, require_quota, require_sendable, send
from proposals.models import Proposal, RegistrationClosed, Withdrawal


@transaction.atomic
def withdraw(proposal: Proposal, *, by: User, reason: str) -> Withdrawal:
    """Withdraw a sent proposal until judging begins, and tell the organisers. Its text and number stay."""
    locked = locked_for(proposal, "withdraw")
    left = locked.status
    cancel_pending(locked, by=by, reason="Proposal ditarik oleh instansi.")
    locked.take("withdraw", by=by, note=reason)
    withdrawal: Withdrawal = locked.withdrawals.create(left=left, reason=reason, by=by)
    notices.withdrawn(locked, withdrawal)
    proposal.refresh_from_db()
    return withdrawal


@transaction.atomic
def take_back(proposal: Proposal, *, by: User) -> None:
    """Undo a withdrawal while registration is open: back to the desk, or to the repair it interrupted.

    The quota is asked again; back on the desk the entry is checked anew, with a text that is sent anew.
    """
    if not Period.objects.accepts_entries(proposal.period_id, agency_id=proposal.agency_id):
        raise RegistrationClosed("Pendaftaran sudah ditutup.")
    locked = locked_for(proposal, "take_back")
    require_quota(locked)
    standing = locked.withdrawals.filter(undone_at__isnull=True)
    if standing.filter(left=Proposal.Status.RETURNED).exists():
        locked.take("repair_again", by=by)
        notices.taken_back(locked)
    else:
        send(locked, "take_back", by=by, verdict=require_sendable(locked))
    standing.update(undone_at=timezone.now(), undone_by=by)
    proposal.refresh_from_db()
