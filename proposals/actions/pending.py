"""Close a decision that was recorded: it is carried out or taken back, once."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from competitions.models import TransitionNotAllowed
from kipp.accounts.models import User
from kipp.audit.chain import record
from proposals.actions.conflicts import require_free
from proposals.models import Check, Proposal


@transaction.atomic
def cancel_decision(check: Check, *, by: User, reason: str) -> None:
    """Take a decision back that was not released: the entry waits on the desk again."""
    require_free(check.proposal, by=by)
    close(check, cancelled_at=timezone.now(), cancelled_by=by, cancelled_reason=reason)
    record("check.cancel", check.proposal, by=by, note=reason, decision=check.decision)


def cancel_pending(proposal: Proposal, *, by: User, reason: str) -> None:
    """Take back what was decided about a text that is no longer the one on the desk."""
    for check in proposal.checks.pending():
        cancel_decision(check, by=by, reason=reason)


def close(check: Check, **changes: Any) -> None:
    """Close a decision with these columns; of two who close it at once, one wins."""
    if not Check.objects.pending().filter(pk=check.pk).update(**changes):
        raise TransitionNotAllowed("Putusan ini sudah disampaikan atau dibatalkan.")
    check.refresh_from_db(fields=list(changes))
