"""What the clock and the jobs of a period start."""

from celery import shared_task
from django.db import transaction

from competitions import notices as tell
from competitions.documents import lines_of
from competitions.models import Amendment, Announcement, ClosingChange, Period
from kipp.clock import today
from kipp.documents.scans import tells_of_rejected
from kipp.jobs.queue import handler
from proposals import actions, notices
from proposals.models import Attachment, Notice, Proposal, StartEvidence


@handler("competitions.closing_moved", label="Periksa ulang kelayakan")
def closing_moved(*, change_id: int) -> None:
    """Recompute every verdict of the period."""
    actions.judge_again(ClosingChange.objects.get(pk=change_id))


@handler("competitions.amended", label="Kabarkan perubahan ketentuan")
@transaction.atomic
def amended(*, closing_change_ids: list[int], amendment_ids: list[int]) -> None:
    """Write the letters about one act of change, a moved closing first."""
    rows: list[ClosingChange | Amendment] = [
        *ClosingChange.objects.filter(pk__in=closing_change_ids),
        *Amendment.objects.filter(pk__in=amendment_ids).order_by("pk"),
    ]
    if Notice.first_time(f"amended:{rows[0].what}:{rows[0].pk}"):
        tell.amended(rows[0].period, rows)


@handler("competitions.announced", label="Kabarkan pengumuman")
@transaction.atomic
def announced(*, announcement_id: int) -> None:
    """Write the letters about an announcement."""
    [line] = lines_of(Announcement.objects.filter(pk=announcement_id))
    if Notice.first_time(f"announced:{announcement_id}"):
        tell.announced(line.announcement, line.paper)


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
