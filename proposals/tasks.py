"""What the clock and the jobs of a period start."""

from celery import shared_task

from competitions.models import ClosingChange, Period
from competitions.schedule import last_day
from kipp.clock import today
from kipp.jobs.queue import handler
from proposals import actions
from proposals.models import Proposal
from proposals.wording import gap_sentence


@handler("competitions.closing_moved", label="Periksa ulang kelayakan")
def closing_moved(*, change_id: int) -> None:
    """Recompute every verdict of the period."""
    actions.judge_again(ClosingChange.objects.get(pk=change_id))


@handler("competitions.registration_closed", label="Kabarkan penutupan pendaftaran")
def registration_closed(*, period_id: int) -> None:
    """Take the final check."""
    actions.check_finally(Period.objects.get(pk=period_id))


@shared_task(name="proposals.remind")
def remind() -> int:
    """Remind the agencies of unsent drafts on the days the period names; return how many drafts."""
    on = today()
    told = 0
    for proposal in Proposal.objects.drafts().open_for_entries().with_names().order_by("pk"):
        days_left = (last_day(proposal.closes_at) - on).days
        if days_left in proposal.period.reminder_days:
            titles = proposal.part_titles()
            missing = [gap_sentence(gap, titles) for gap in proposal.gaps()]
            told += actions.remind_of_draft(proposal, on=on, days_left=days_left, missing=missing)
    return told
