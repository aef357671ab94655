"""After the announcement: who may object to what, until when, who answers, and who reads it."""

import re
import threading
from datetime import date, timedelta

import pgtrigger
import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from competitions.models import TransitionNotAllowed
from competitions.schedule import last_day
from judging import actions
from judging.actions import objections
from judging.announcing import winners_context
from judging.models import Objection, ObjectionAnswer, ObjectionWindow
from kipp.accounts.models import Role
from kipp.audit.models import Entry
from kipp.clock import local_date
from kipp.documents.models import Document
from kipp.home import context as home
from kipp.jobs.models import Mail
from kipp.text import rentang
from proposals.actions import KeptOut, declare_conflict
from proposals.models import Conflict
from tests.factories.accounts import UserFactory
from tests.factories.competitions import set_rules
from tests.factories.judging import hand_in_all, judged_period, publish

GROUNDS = "Nilai kriteria Efektif tidak sesuai dengan lampiran 3."
ACCEPTED, REJECTED = ObjectionAnswer.Outcome.values


@pytest.fixture
def decided(open_period, organiser, operator, judge, other_judge):
    period = judged_period(open_period, by=organiser, proposals=2, judges=[judge, other_judge])
    operator.agency = period.proposals.order_by("number").first().agency
    operator.save()
    hand_in_all(period, 80)
    actions.close_judging(period, by=organiser)
    return period


@pytest.fixture
def announced(decided, organiser, settings):
    settings.EMAIL_BACKEND = "kipp.jobs.mail.OutboxBackend"
    tie = sorted(str(proposal.number) for proposal in decided.proposals.all())
    actions.decide_tie(decided, by=organiser, order=tie, reason="A.", present="Semua")
    publish(decided, by=organiser)
    return decided


@pytest.fixture
def window(announced):
    return announced.objection_window


@pytest.fixture
def entry(announced, operator):
    return announced.proposals.get(agency=operator.agency)


def object_to(window, operator, proposal=None, grounds=GROUNDS):
    return actions.hand_in_objection(window, by=operator, proposal=proposal, grounds=grounds)


def answer(objection, organiser, outcome=REJECTED):
    return actions.answer_objection(objection, by=organiser, outcome=outcome, reasons="Lampiran sudah diperiksa ulang.")


def end(window, *, days=1):
    """Let the stage have ended so many days ago."""
    ended = timezone.now() - timedelta(days=days)
    with pgtrigger.ignore():
        ObjectionWindow.objects.filter(pk=window.pk).update(closes_at=ended, answers_due_on=ended.date())
    window.refresh_from_db()


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_the_stage_begins_with_the_announcement_unless_the_rules_have_none(decided, organiser):
    set_rules(decided, objection_days=0)
    tie = sorted(str(proposal.number) for proposal in decided.proposals.all())
    actions.decide_tie(decided, by=organiser, order=tie, reason="A.", present="Semua")

    publish(decided, by=organiser)

    assert ObjectionWindow.objects.count() == 0
    assert decided.objection_days == 0


def test_an_objection_is_numbered_recorded_and_told_without_what_it_says(window, entry, operator, organiser):
    own = object_to(window, operator, entry)
    whole = object_to(window, operator)

    year = window.period.year
    assert [own.number, whole.number] == [f"1/SGH-KIPP/{year}", f"2/SGH-KIPP/{year}"]
    kept = Entry.objects.filter(verb="objection.hand_in").order_by("seq").values_list("data", flat=True)
    assert list(kept) == [{"number": own.number, "proposal": entry.number}, {"number": whole.number, "proposal": ""}]
    letters = Mail.objects.filter(subject__contains=own.number)
    organisers = {one.email for one in type(organiser).objects.organisers()}
    assert {letter.to for letter in letters} == {operator.email} | organisers
    assert not any(GROUNDS in letter.body for letter in Mail.objects.all())


def test_only_own_results_and_only_in_time(window, announced, operator, other_operator):
    other = announced.proposals.exclude(agency=operator.agency).get()
    for by, proposal in ((operator, other), (other_operator, None)):
        with pytest.raises(TransitionNotAllowed, match="hanya untuk hasil proposal instansi Anda"):
            object_to(window, by, proposal)
    end(window)

    with pytest.raises(TransitionNotAllowed, match="masih ada di bawah"):
        object_to(window, operator)
    assert Objection.objects.count() == 0


def test_an_answer_is_for_good_and_told_without_what_it_says(window, entry, operator, organiser):
    objection = object_to(window, operator, entry)

    given = answer(objection, organiser, ACCEPTED)

    with pytest.raises(TransitionNotAllowed, match="sudah dijawab"):
        answer(objection, organiser)
    letter = Mail.objects.get(subject=f"Sanggahan {objection.number} dijawab")
    assert (letter.to, given.reasons in letter.body) == (operator.email, False)
    assert Entry.objects.get(verb="objection.answer").data == {"number": objection.number, "outcome": "accepted"}


def test_an_organiser_in_conflict_keeps_out(window, entry, operator, organiser):
    objection = object_to(window, operator, entry)
    origin = Conflict.Origin.DECLARED
    declare_conflict(entry, person=organiser, by=organiser, origin=origin, reason="Saudara kandung.")

    with pytest.raises(KeptOut):
        answer(objection, organiser)
    with pytest.raises(DatabaseError, match="keeps out"), transaction.atomic():
        ObjectionAnswer.objects.create(objection=objection, outcome=REJECTED, reasons="A.", by=organiser)


def refused(act):
    with pytest.raises(DatabaseError) as refusal, transaction.atomic():
        act()
    return str(refusal.value)


def test_the_database_refuses_what_the_stage_does_not_allow(window, announced, entry, operator, organiser, judge):
    objection = object_to(window, operator, entry)
    other = announced.proposals.exclude(agency=operator.agency).get()
    given = {"window": window, "number": "9", "agency": operator.agency, "grounds": "A.", "by": operator}

    def add(**changed):
        return refused(lambda: Objection.objects.create(**given | changed))

    assert "own results while the stage lasts" in add(proposal=other)
    assert "own results while the stage lasts" in add(agency=other.agency)
    assert "own results while the stage lasts" in add(by=organiser)
    assert "objection_has_grounds" in add(grounds="")
    assert "answered by organisers" in refused(
        lambda: ObjectionAnswer.objects.create(objection=objection, outcome=REJECTED, reasons="A.", by=judge)
    )
    assert "append_only" in refused(lambda: Objection.objects.update(grounds="Lain"))
    assert "append_only" in refused(lambda: Objection.objects.all().delete())
    assert "append_only" in refused(lambda: ObjectionWindow.objects.update(closes_at=timezone.now()))
    end(window)
    assert "own results while the stage lasts" in add()
    with pgtrigger.ignore("judging.Objection:append_only", "judging.ObjectionWindow:append_only"):
        Objection.objects.all().delete()
        ObjectionWindow.objects.all().delete()
    long = {"opened_at": timezone.now(), "closes_at": timezone.now() + timedelta(days=60)}
    assert "as long as the rules say" in refused(
        lambda: ObjectionWindow.objects.create(period=announced, answers_due_on=date(2030, 1, 1), **long)
    )


def test_the_agency_writes_and_reads_on_one_page_and_loses_nothing(window, entry, operator, client):
    client.force_login(operator)
    page = reverse("judging:own_objections", args=[window.period_id])

    short = client.post(page, {"proposal": entry.pk, "alasan": "Terlalu singkat"})
    sent = client.post(page, {"proposal": entry.pk, "alasan": GROUNDS}, follow=True)
    end(window)
    late = client.post(page, {"proposal": "", "alasan": GROUNDS + " Terlambat."})

    assert (short.status_code, "Alasan dan bukti paling sedikit 30 huruf" in text_of(short)) == (422, True)
    assert f"Sanggahan terkirim dengan nomor 1/SGH-KIPP/{window.period.year}" in text_of(sent)
    assert (late.status_code, GROUNDS + " Terlambat." in text_of(late)) == (422, True)
    assert "Sanggahan ini tidak terkirim" in text_of(late)
    assert page in client.get(reverse("judging:results")).content.decode()


def test_the_office_sees_what_waits_and_answers(window, entry, operator, organiser, client):
    objection = object_to(window, operator, entry)
    client.force_login(organiser)
    listed, page = reverse("judging:objections", args=[window.period_id]), f"/penilaian/sanggahan/{objection.pk}/"

    todo = [line.url for line in home(organiser)["todo"]]
    end(window, days=2)
    overdue = client.get(listed, {"keadaan": "overdue"})
    empty = client.post(page, {"keputusan": "", "jawaban": "Sudah diperiksa."})
    sent = client.post(page, {"keputusan": REJECTED, "jawaban": "Sudah diperiksa."}, follow=True)
    again = client.post(page, {"keputusan": ACCEPTED, "jawaban": "Lain."})

    assert listed in todo
    assert (objection.number in text_of(overdue), "Lewat tenggat" in text_of(overdue)) == (True, True)
    assert (empty.status_code, "Sudah diperiksa." in text_of(empty)) == (422, True)
    assert f"Jawaban sanggahan {objection.number} terkirim kepada instansi." in text_of(sent)
    assert (again.status_code, "sudah dijawab" in text_of(again)) == (422, True)
    assert listed not in [line.url for line in home(organiser)["todo"]]
    for state, count in (("waiting", 0), (REJECTED, 1), (ACCEPTED, 0)):
        assert len(client.get(listed, {"keadaan": state}).context["page_obj"]) == count, state


def test_everybody_knows_how_many_and_nobody_what(window, entry, operator, organiser, client):
    def public():
        return text_of(client.get(reverse("judging:results")))

    during = public()
    paper = winners_context(Document.objects.get(kind="pengumuman_pemenang"))
    first, last = local_date(window.opened_at) + timedelta(days=1), last_day(window.closes_at)
    answer(object_to(window, operator, entry), organiser)
    object_to(window, operator)
    end(window)
    after = public()
    with pgtrigger.ignore():
        ObjectionAnswer.objects.all().delete()
        Objection.objects.all().delete()

    assert "Masa sanggah sampai" in during
    assert paper["window"] == {"days": rentang(first, last), "answers_due_on": last + timedelta(days=5)}
    assert paper["channel"].endswith("/hasil/")
    assert ": 2 sanggahan, 1 sudah dijawab." in after
    assert GROUNDS not in after
    assert ": tidak ada keberatan." in public()


def test_who_reads_what(window, entry, operator, other_operator, organiser, judge, announced):
    object_to(window, operator, entry)
    colleague = UserFactory(role=Role.OPERATOR, agency=operator.agency)
    other = UserFactory(role=Role.OPERATOR, agency=announced.proposals.exclude(pk=entry.pk).get().agency)

    seen = {
        name: Objection.objects.visible_to(person).count()
        for name, person in (
            ("organiser", organiser),
            ("own", operator),
            ("colleague", colleague),
            ("other entrant", other),
            ("stranger", other_operator),
            ("judge", judge),
            ("public", None),
        )
    }

    assert seen == {
        "organiser": 1,
        "own": 1,
        "colleague": 1,
        "other entrant": 0,
        "stranger": 0,
        "judge": 0,
        "public": 0,
    }


def two_answers(objection, organisers):
    """Both read that nothing is answered yet, then both answer."""
    gate, results = threading.Barrier(2), []

    def run(person):
        try:
            gate.wait(20)
            results.append(answer(objection, person))
        except (TransitionNotAllowed, DatabaseError) as refusal:
            results.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[person]) for person in organisers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return results


@pytest.mark.django_db(transaction=True)
def test_of_two_organisers_who_answer_at_once_one_is_told(window, entry, operator, organiser):
    objection = object_to(window, operator, entry)

    results = two_answers(objection, [organiser, UserFactory(role=Role.ORGANISER)])

    assert sorted(type(result).__name__ for result in results) == ["ObjectionAnswer", "TransitionNotAllowed"]
    assert (ObjectionAnswer.objects.count(), Mail.objects.filter(subject__endswith="dijawab").count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_second_falls_on_the_constraint(window, entry, operator, organiser, monkeypatch):
    """The control: both have read that nothing is answered, and the second gets an error nobody can read."""
    objection = object_to(window, operator, entry)
    both_have_read = threading.Barrier(2)
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_: self)
    monkeypatch.setattr(objections, "require_free", lambda *_, **__: both_have_read.wait(20))

    results = two_answers(objection, [organiser, UserFactory(role=Role.ORGANISER)])

    assert sorted(type(result).__name__ for result in results) == ["IntegrityError", "ObjectionAnswer"]
