"""What the clock and the jobs of a period start."""

from celery import shared_task

from competitions.models import ClosingChange, Period
from kipp.clock import today
from kipp.documents.scans import tells_of_rejected
from kipp.jobs.queue import handler
from proposals import actions, notices
from proposals.models import Attachment, Proposal, StartEvidence


@handler("competitions.closing_moved", label="Periksa ulang kelayakan")
def closing_moved(*, change_id: int) -> None:
    """Recompute every verdict of the period."""
    actions.judge_again(ClosingChange.objects.get(pk=change_id))


@handler("competitions.registration_closed", label="Kabarkan penutupan pendaftaran")
def registration_closed(*, period_id: int) -> None:
    """Take the final check."""
    actions.check_finally(Period.objects.get(pk=period_id))


@tells_of_rejected
def file_rejected(sha256: str) -> None:
    """Tell each agency that has this file where it lies."""
    attachments = Attachment.objects.filter(sha256=sha256).select_related("proposal__innovation", "kind")
    for attachment in attachments.order_by("pk"):
        notices.attachment_rejected(attachment)
    for evidence in StartEvidence.objects.filter(sha256=sha256).select_related("innovation").order_by("pk"):
        notices.evidence_rejected(evidence)


@shared_task(name="proposals.remind")
def remind() -> int:
    """Remind the agencies of drafts and repairs on the days the period names; return how many."""
    on = today()
    return sum(
        actions.remind(proposal, on=on)
        for proposal in Proposal.objects.unsent().with_names().order_by("pk")
        if (proposal.due_on - on).days in proposal.period.reminder_days
    )
