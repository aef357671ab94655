"""The stage after an announcement: agencies object to their results, the office answers. Nothing is ever changed."""

from django.db import transaction
from django.db.models import QuerySet

from competitions.models import Period, TransitionNotAllowed
from judging import notices
from judging.models import Objection, ObjectionAnswer, ObjectionWindow, Result
from judging.objecting import span_of
from kipp.accounts.models import User
from kipp.audit.chain import record
from kipp.clock import database_now
from kipp.documents.models import NumberSeries
from kipp.text import penutupan
from proposals.actions import require_free
from proposals.models import Proposal

SERIES = "sanggahan"
CLOSED = "Masa sanggah berakhir pada {end}. Sanggahan ini tidak terkirim; teksnya masih ada di bawah."
NOT_OWN = "Sanggahan hanya untuk hasil proposal instansi Anda."


def open_window(period: Period) -> None:
    """Begin the stage with the announcement, where the rules of the period have one."""
    if not period.objection_days:
        return
    opened_at = database_now()
    span = span_of(opened_at, days=period.objection_days, answer_days=period.objection_answer_days)
    ObjectionWindow.objects.create(
        period=period, opened_at=opened_at, closes_at=span.closes_at, answers_due_on=span.answers_due_on
    )


@transaction.atomic
def hand_in_objection(window: ObjectionWindow, *, by: User, proposal: Proposal | None, grounds: str) -> Objection:
    """Record what an agency objects to, under a number, in time; tell the office, and the agency that it arrived."""
    if not ObjectionWindow.objects.open().filter(pk=window.pk).exists():
        raise TransitionNotAllowed(CLOSED.format(end=penutupan(window.closes_at)))
    entries = judged_entries(window, by)
    if by.agency is None or not entries.exists() or (proposal and not entries.filter(pk=proposal.pk).exists()):
        raise TransitionNotAllowed(NOT_OWN)
    year = window.period.year
    objection: Objection = window.objections.create(
        number=f"{NumberSeries.take(SERIES, year)}/SGH-KIPP/{year}",
        agency=by.agency,
        proposal=proposal,
        grounds=grounds,
        by=by,
    )
    about = str(proposal.number) if proposal else ""
    record("objection.hand_in", window.period, by=by, number=objection.number, proposal=about)
    notices.objection_handed_in(objection)
    return objection


@transaction.atomic
def answer_objection(objection: Objection, *, by: User, outcome: str, reasons: str) -> ObjectionAnswer:
    """Answer for good, by an organiser without a conflict of interest with the entry; the agency is told."""
    locked = Objection.objects.select_for_update(of=("self",)).named().get(pk=objection.pk)
    if ObjectionAnswer.objects.filter(objection=locked).exists():
        raise TransitionNotAllowed("Sanggahan ini sudah dijawab penyelenggara lain.")
    if locked.proposal:
        require_free(locked.proposal, by=by)
    answer: ObjectionAnswer = ObjectionAnswer.objects.create(objection=locked, outcome=outcome, reasons=reasons, by=by)
    record("objection.answer", locked.window.period, by=by, number=locked.number, outcome=outcome)
    notices.objection_answered(answer)
    return answer


def judged_entries(window: ObjectionWindow, user: User) -> QuerySet[Proposal]:
    """Return the entries of the user's agency that were judged in any round of the period."""
    judged = Result.objects.filter(ranking__round__period=window.period_id)
    own = Proposal.objects.filter(agency=user.agency_id, pk__in=judged.values("proposal"))
    entries: QuerySet[Proposal] = own.select_related("innovation").order_by("number", "pk")
    return entries
