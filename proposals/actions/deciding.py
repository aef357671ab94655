"""What the desk decides about a sent proposal."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from competitions.models import TransitionNotAllowed
from kipp.accounts.models import User
from kipp.clock import today
from proposals import notices
from proposals.actions.sending import NotEligible
from proposals.models import Check, Proposal


def send_back(proposal: Proposal, *, by: User, reasons: Sequence[str], due_on: date, note: str = "") -> Check:
    """Return a proposal to its agency for repair until a date."""
    if due_on < today():
        raise TransitionNotAllowed("Batas perbaikan harus hari ini atau sesudahnya.")
    return _decide(proposal, "send_back", by=by, reasons=_some(reasons), note=note, repair_due_on=due_on)


def verify(proposal: Proposal, *, by: User, note: str = "") -> Check:
    """Let a proposal pass to judging; never one that the rule is against."""
    verdict = proposal.verdict()
    if not verdict.eligible:
        raise NotEligible(verdict)
    return _decide(proposal, "verify", by=by, reasons=[], note=note)


def reject(proposal: Proposal, *, by: User, reasons: Sequence[str], note: str = "") -> Check:
    """Refuse a proposal."""
    return _decide(proposal, "reject", by=by, reasons=_some(reasons), note=note)


def _some(reasons: Sequence[str]) -> list[str]:
    if not reasons:
        raise TransitionNotAllowed("Pilih paling sedikit satu alasan.")
    return [Check.Reason(code).value for code in reasons]


@transaction.atomic
def _decide(proposal: Proposal, step: str, *, by: User, reasons: list[str], note: str, **changes: Any) -> Check:
    proposal.take(step, by=by, note=note, data={"reasons": reasons}, **changes)
    check = proposal.checks.create(decision=step, reasons=reasons, note=note, by=by)
    notices.decided(proposal, check)
    return check
