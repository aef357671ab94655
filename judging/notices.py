"""Outgoing messages of judging. Each is a row of the outbox, written with the act that causes it."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from competitions.models import Period, Round
from judging.models import (
    Assignment,
    Objection,
    ObjectionAnswer,
    ObjectionWindow,
    Publication,
    Result,
    SpecialAward,
    Visit,
    VisitSignature,
)
from kipp.accounts.models import User
from kipp.jobs.mail import Letter
from kipp.text import tanggal


def appointed(period: Period, judges: Iterable[User]) -> None:
    """Tell each judge that a seat on the panel is theirs."""
    for judge in judges:
        _send(
            [judge], "judging_appointed", f"Tim Penilai {period.title}", period=period, link=_link("judging:task_list")
        )


def remind_to_sign(period: Period, judges: Iterable[User]) -> None:
    """Tell each member whose pact is not signed where that is done."""
    for judge in judges:
        subject = f"Pengingat: pakta integritas {period.title}"
        _send([judge], "judging_sign", subject, period=period, link=_link("judging:task_list"))


def assigned(round_: Round, counts: dict[User, int]) -> None:
    """Tell each judge how many proposals wait, and until when."""
    until = f" paling lambat {tanggal(round_.due_on)}" if round_.due_on else ""
    for judge, count in counts.items():
        _to_judge(judge, "judging_assigned", f"Nilai {count} proposal{until}", round_=round_, count=count)


def remind(round_: Round, counts: dict[User, int]) -> None:
    """Tell each judge how many sheets are still to be sent, and until when."""
    for judge, count in counts.items():
        subject = f"Pengingat: {count} lembar nilai belum terkirim"
        _to_judge(judge, "judging_remind", subject, round_=round_, count=count)


def _to_judge(judge: User, template: str, subject: str, *, round_: Round, count: int) -> None:
    _send([judge], template, subject, round=round_, period=round_.period, count=count, link=_link("judging:task_list"))


def recused(assignment: Assignment) -> None:
    """Tell the organisers that a judge has declared a conflict of interest."""
    _send(
        User.objects.organisers(),
        "judging_recused",
        f"Pernyataan benturan kepentingan: {assignment.proposal.number}",
        assignment=assignment,
        link=_link("judging:panel"),
    )


def mark_changed(assignment: Assignment) -> None:
    """Tell a judge that the pleno has changed a mark on the own sheet; which value is told on the sheet alone."""
    link = _link("judging:sheet", assignment.pk)
    subject = f"Perubahan nilai oleh pleno: {assignment.proposal.number}"
    _send([assignment.judge], "judging_mark_changed", subject, assignment=assignment, link=link)


def went_on(closed: Round, following: Round, results: Iterable[Result]) -> None:
    """Tell each agency whether its entry goes on to the next round; no value and no place."""
    for result in results:
        said = f"{closed.name}: {'lolos' if result.is_advancing else 'tidak lolos'} ke tahap berikutnya"
        _to_agency(result, "judging_went_on", said, closed=closed, following=following)


def publication_proposed(publication: Publication) -> None:
    """Tell the other organisers that an announcement waits for one of them."""
    _about_publication(publication, "proposed", "Pengumuman hasil menunggu persetujuan", by=publication.proposed_by)


def publication_withdrawn(publication: Publication) -> None:
    """Tell the other organisers that it was taken back, and why."""
    _about_publication(publication, "withdrawn", "Usul pengumuman hasil ditarik", by=publication.withdrawn_by)


def _about_publication(publication: Publication, what: str, subject: str, *, by: User | None) -> None:
    period = publication.ranking.round.period
    _send(
        User.objects.organisers().exclude(pk=by.pk if by else None),
        f"judging_publication_{what}",
        f"{subject}: {period.title}",
        publication=publication,
        period=period,
        link=_link("judging:announce", period.pk),
    )


def visit_planned(visit: Visit, *, tell_agency: bool) -> None:
    """Tell the two who visit where and when, and the agency the day and nothing else."""
    on = tanggal(visit.visit_on) if visit.visit_on else ""
    subject = f"Kunjungan verifikasi lapangan {visit.proposal.number} pada {on}"
    _send([visit.judge, visit.officer], "judging_visit", subject, on=on, **_of_visit(visit))
    if tell_agency:
        agency = User.objects.operators_of(visit.proposal.agency_id)
        _send(agency, "judging_visit_agency", subject, on=on, proposal=visit.proposal)


def visit_to_countersign(visit: Visit, signed: VisitSignature) -> None:
    """Tell the other of the two that the first has signed."""
    other = visit.judge if signed.person_id == visit.officer_id else visit.officer
    subject = f"Daftar periksa {visit.proposal.number} menunggu tanda tangan Anda"
    _send([other], "judging_visit_signed", subject, signed=signed, **_of_visit(visit))


def visit_returned(visit: Visit, signer: User, reason: str, *, by: User) -> None:
    """Tell who had signed that the checklist is open again, and why."""
    subject = f"Daftar periksa {visit.proposal.number} dikembalikan"
    _send([signer], "judging_visit_returned", subject, reason=reason, by=by, **_of_visit(visit))


def _of_visit(visit: Visit) -> dict[str, Any]:
    return {"visit": visit, "proposal": visit.proposal, "link": _link("judging:visit", visit.pk)}


def sheets_released(round_: Round, results: Iterable[Result]) -> None:
    """Tell each agency that it may read what the judges wrote about its entry; nothing of what they wrote."""
    for result in results:
        said = f"Lembar nilai {result.proposal.number} dapat dibaca"
        link = _link("judging:own_sheets", result.proposal_id)
        _to_agency(result, "judging_sheets_released", said, round=round_, link=link)


def objection_handed_in(objection: Objection) -> None:
    """Tell the agency that it arrived, under which number, and the organisers that one waits; nobody what it says."""
    period = objection.window.period
    given = {"objection": objection, "period": period}
    own, desk = _link("judging:own_objections", period.pk), _link("judging:objections", period.pk)
    people = User.objects.operators_of(objection.agency_id)
    _send(people, "judging_objection_received", f"Sanggahan {objection.number} diterima", **given, link=own)
    _send(
        User.objects.organisers(), "judging_objection_waiting", f"Sanggahan baru {objection.number}", **given, link=desk
    )


def objection_answered(answer: ObjectionAnswer) -> None:
    """Tell the agency that its objection is answered; what the answer says stands on the page alone."""
    objection = answer.objection
    link = _link("judging:own_objections", objection.window.period_id)
    people = User.objects.operators_of(objection.agency_id)
    _send(people, "judging_objection_answered", f"Sanggahan {objection.number} dijawab", objection=objection, link=link)


def announced(period: Period, results: Iterable[Result], awards: Iterable[SpecialAward]) -> None:
    """Tell each agency what became of its proposal, and what it was awarded besides a place."""
    names = defaultdict(list)
    for award in awards:
        names[award.proposal_id].append(award.name)
    window = ObjectionWindow.objects.filter(period=period).first()
    about = {"period": period, "link": _link("judging:results"), "window": window}
    about["objections"] = _link("judging:own_objections", period.pk)
    for result in results:
        given = about | {"awards": names[result.proposal_id]}
        _to_agency(result, "judging_announced", f"Hasil {period.title}", **given)


def _to_agency(result: Result, template: str, subject: str, **context: Any) -> None:
    people = User.objects.operators_of(result.proposal.agency_id)
    _send(people, template, subject, result=result, proposal=result.proposal, **context)


def _send(people: Iterable[User | None], template: str, subject: str, **context) -> None:
    for person in filter(None, people):
        body = render_to_string(f"emails/{template}.txt", context | {"person": person})
        Letter(subject, body, to=[person.email]).send()


def _link(url_name: str, *args: int) -> str:
    return settings.BASE_URL + reverse(url_name, args=args)
