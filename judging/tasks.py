"""What the jobs of judging start, and the clock."""

from celery import shared_task

from competitions.models import Period, Round, TransitionNotAllowed
from judging import actions, handouts, permissions
from judging.actions.issuing import CERTIFY
from judging.actions.reading import MAKE_COPY
from judging.models import Publication, Ranking
from kipp import uploads
from kipp.accounts.models import User
from kipp.documents.actions import make
from kipp.jobs.queue import handler


@handler("judging.analyse", label="Hitung keandalan peringkat")
def analyse(*, ranking_id: int) -> None:
    actions.analyse(Ranking.objects.select_related("round__closing").get(pk=ranking_id))


@handler(CERTIFY, label="Buat piagam peserta")
def certify(*, period_id: int) -> None:
    actions.certify_participants(Period.objects.get(pk=period_id))


@handler(MAKE_COPY, label="Gabung proposal juri")
def make_copy(*, round_id: int, judge_id: int, copy_key: str) -> None:
    """Make one complete file that is missing and come back for the next; with all of them there, the whole.

    So that no step lasts longer than a worker may take. What was asked for may no longer be what this judge reads.
    """
    judge = User.objects.get(pk=judge_id)
    copy = actions.reading_copy(Round.objects.get(pk=round_id), judge=judge)
    if copy.key != copy_key or copy.is_ready or not permissions.may_take_copy(judge, copy.tasks[0]):
        return
    missing = [document for document in copy.documents() if document.ready_at is None]
    if missing:
        make(document_id=str(missing[0].pk))
        copy.go_on(by=judge)
    else:
        uploads.write_whole(copy.path, handouts.reading_copy(copy))


@shared_task(name="judging.clear_copies")
def clear_copies() -> None:
    actions.clear_copies()


@shared_task(name="judging.announce_due")
def announce_due() -> None:
    """Announce every result that two organisers have released for an instant that has come."""
    for publication in Publication.objects.due().named():
        try:
            actions.announce_due(publication)
        except TransitionNotAllowed:
            continue  # another worker was first, or it was withdrawn
