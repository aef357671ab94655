"""Keep the verdicts true over time, and tell the agencies. Every act here may run twice."""

from datetime import date

from django.db import transaction

from competitions.models import ClosingChange, Period
from kipp.clock import database_now
from proposals import notices
from proposals.models import EligibilityVerdict, Notice, Proposal


@transaction.atomic
def judge_again(change: ClosingChange) -> int:
    """Recompute every verdict of the period after its closing was moved; keep the old and the new one.

    Drafts too: their agencies decide by it whether to go on. Those whose verdict turned are told. Returns how many.
    """
    proposals = _held(change.period_id)
    done = set(EligibilityVerdict.objects.filter(closing_change=change).values_list("proposal_id", flat=True))
    turned = 0
    for proposal in proposals:
        if proposal.pk in done:
            continue
        old, new = (_row(proposal, day, change) for day in (change.old_closes_on, change.new_closes_on))
        # When only the hour moved, both are the same verdict.
        EligibilityVerdict.objects.bulk_create([old, new] if old.closes_on != new.closes_on else [new])
        if old.is_eligible != new.is_eligible:
            notices.verdict_changed(proposal, change, old=old, new=new)
            turned += 1
    return turned


@transaction.atomic
def check_finally(period: Period) -> None:
    """Keep the final verdict of every sent proposal; tell the agencies whose draft was not sent."""
    final = EligibilityVerdict.Cause.FINAL
    proposals = _held(period.pk)
    done = set(
        EligibilityVerdict.objects.filter(proposal__period=period, cause=final).values_list("proposal_id", flat=True)
    )
    for proposal in proposals:
        if proposal.status == Proposal.Status.DRAFT:
            # Whoever was given more time is asked again when that is over.
            if proposal.closes_at <= database_now() and Notice.first_time(f"not_sent:{proposal.pk}"):
                notices.not_sent(proposal)
        elif proposal.pk not in done:
            closes_on = proposal.period.reference_date
            EligibilityVerdict.of(proposal, proposal.verdict(), cause=final, closes_on=closes_on).save()


def _held(period_id: int) -> list[Proposal]:
    """Lock the entries before looking at what is done: a twin of this job waits here and then finds it."""
    return list(Proposal.objects.filter(period=period_id).with_names().order_by("pk").select_for_update(of=["self"]))


def _row(proposal: Proposal, closes_on: date, change: ClosingChange) -> EligibilityVerdict:
    """Judge the entry as if registration closed on that date."""
    verdict = proposal.verdict(closes_on=closes_on)
    cause = EligibilityVerdict.Cause.CLOSING_MOVED
    return EligibilityVerdict.of(proposal, verdict, cause=cause, closes_on=closes_on, closing_change=change)
