"""A result is announced by two organisers, at once or at an instant; until then nobody else knows of it."""

import re
from datetime import timedelta

import pgtrigger
import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone

from competitions.models import Period, TransitionNotAllowed
from judging import actions
from judging.models import Publication, Ranking
from judging.tasks import announce_due
from kipp.accounts.models import Role
from kipp.audit.models import Entry
from kipp.clock import today
from tests.factories.accounts import UserFactory
from tests.factories.judging import hand_in_all, judged_period, marks, publish

REFUSED_BY_ANOTHER = "harus disetujui penyelenggara lain"


@pytest.fixture
def colleague(db):
    return UserFactory(role=Role.ORGANISER, name="Wati Penyelenggara Kedua")


@pytest.fixture
def closed(open_period, organiser, judge, other_judge):
    """Three entries; the first two are tied to the last step."""
    judged_period(open_period, by=organiser, proposals=3, judges=[judge, other_judge])
    last = open_period.proposals.order_by("number").last()
    hand_in_all(open_period, lambda task: marks(60 if task.proposal_id == last.pk else 80))
    actions.close_judging(open_period, by=organiser)
    return open_period


@pytest.fixture
def proposed(closed, organiser, colleague):
    return actions.propose_publication(closed, by=organiser)


@pytest.fixture
def embargoed(closed, organiser, colleague):
    publication = actions.propose_publication(closed, by=organiser, due_at=timezone.now() + timedelta(days=1))
    actions.approve_publication(publication, by=colleague)
    return publication


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def status_of(period):
    return Period.objects.get(pk=period.pk).status


def the_instant_comes(publication):
    with pgtrigger.ignore("judging.Publication:recorded_stays"):
        earlier = {"proposed_at": Now() - timedelta(days=2), "due_at": Now() - timedelta(seconds=1)}
        Publication.objects.filter(pk=publication.pk).update(**earlier)


def decide(period, *, by):
    tied = [row.proposal.number for row in actions.tied_groups(Ranking.objects.latest("revision"))[0]]
    return actions.decide_tie(period, by=by, order=tied[::-1], reason="Dampaknya.", present="Semua")


def told(what):
    return {letter.to[0] for letter in mail.outbox if letter.subject.startswith(what)}


def test_one_proposes_and_another_releases(closed, organiser, colleague):
    publication = actions.propose_publication(closed, by=organiser)
    with pytest.raises(TransitionNotAllowed, match=REFUSED_BY_ANOTHER):
        actions.approve_publication(publication, by=organiser)
    before = status_of(closed)

    actions.approve_publication(publication, by=colleague)

    assert (before, status_of(closed)) == ("decided", "announced")
    assert told("Pengumuman hasil menunggu persetujuan") == {colleague.email}
    taken = list(Entry.objects.filter(verb__contains="publication").order_by("seq").values_list("verb", "actor_id"))
    assert taken == [("round.propose_publication", organiser.pk), ("round.approve_publication", colleague.pk)]
    announced = Entry.objects.get(verb="period.announce")
    assert announced.note == f"Diusulkan oleh {organiser.name}, disetujui oleh {colleague.name}."


def test_a_house_with_one_organiser_is_told_what_it_needs(closed, organiser):
    with pytest.raises(actions.NotReady) as refusal:
        actions.propose_publication(closed, by=organiser)

    (reason,) = refusal.value.reasons
    assert reason.startswith("Hasil diumumkan oleh dua penyelenggara. Undang penyelenggara kedua")


def test_a_ranking_has_one_standing_proposal(proposed, closed, colleague):
    with pytest.raises(TransitionNotAllowed, match="sudah diusulkan"):
        actions.propose_publication(closed, by=colleague)


def test_a_decision_of_the_pleno_ends_the_proposal(proposed, closed, organiser, colleague, client):
    decide(closed, by=organiser)
    client.force_login(colleague)
    page = text_of(client.get(reverse("judging:announce", args=[closed.pk])))

    with pytest.raises(TransitionNotAllowed, match="Peringkat sudah disusun ulang"):
        actions.approve_publication(proposed, by=colleague)

    assert "Usul pengumuman tidak berlaku lagi" in page
    assert "Usulkan pengumuman" in page
    actions.approve_publication(actions.propose_publication(closed, by=colleague), by=organiser)
    assert status_of(closed) == "announced"


def test_withdrawn_is_withdrawn_and_may_be_proposed_again(proposed, closed, organiser, colleague):
    actions.withdraw_publication(proposed, by=colleague, reason="Nama instansi keliru.")

    for again in (
        lambda: actions.withdraw_publication(proposed, by=colleague, reason="Lagi."),
        lambda: actions.approve_publication(proposed, by=colleague),
    ):
        with pytest.raises(TransitionNotAllowed):
            again()
    assert told("Usul pengumuman hasil ditarik") == {organiser.email}
    assert Entry.objects.get(verb="round.withdraw_publication").note == "Nama instansi keliru."
    publish(closed, by=organiser)
    assert closed.status == "announced"


def test_an_instant_in_the_past_is_refused(closed, organiser, colleague):
    with pytest.raises(actions.NotReady, match="setelah saat ini"):
        actions.propose_publication(closed, by=organiser, due_at=timezone.now() - timedelta(minutes=1))


def test_until_its_instant_nobody_else_sees_it_and_then_the_clock_announces(embargoed, closed, client):
    announce_due()
    agency = UserFactory(role=Role.OPERATOR, agency=closed.proposals.first().agency)
    before = status_of(closed), text_of(client.get(reverse("judging:results"))), told("Hasil")
    visible = Publication.objects.visible_to(agency).count()
    the_instant_comes(embargoed)

    announce_due()
    announce_due()

    assert before[0] == "decided"
    assert "Belum ada hasil yang diumumkan." in before[1]
    assert (before[2], visible) == (set(), 0)
    assert (status_of(closed), told("Hasil")) == ("announced", {agency.email})
    assert Entry.objects.filter(verb="period.announce").count() == 1


def test_what_was_approved_for_later_may_be_withdrawn_and_is_ended_by_the_pleno(
    embargoed, closed, organiser, colleague, monkeypatch
):
    due = list(Publication.objects.named())
    decide(closed, by=organiser)
    later = actions.propose_publication(closed, by=organiser, due_at=timezone.now() + timedelta(days=1))
    actions.approve_publication(later, by=colleague)
    actions.withdraw_publication(later, by=organiser, reason="Belum siap.")
    the_instant_comes(embargoed)

    announce_due()
    monkeypatch.setattr(type(Publication.objects.all()), "due", lambda rows: Publication.objects.filter(pk__in=[]))
    with pytest.raises(TransitionNotAllowed, match="tidak berlaku lagi"):
        actions.announce_due(due[0])

    assert status_of(closed) == "decided"


def test_a_worker_that_comes_second_goes_on(embargoed, closed, monkeypatch):
    the_instant_comes(embargoed)
    due = Publication.objects.due().named()
    list(due)
    announce_due()
    monkeypatch.setattr(type(Publication.objects.all()), "due", lambda rows: due)

    announce_due()

    assert Entry.objects.filter(verb="period.announce").count() == 1


def refused(sql, *params):
    with pytest.raises(DatabaseError) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)
    return str(refusal.value)


ANNOUNCE = "UPDATE competitions_period SET status = 'announced' WHERE id = %s"
APPROVE = "UPDATE judging_publication SET approved_at = now(), approved_by_id = %s WHERE id = %s"
PROPOSE = "INSERT INTO judging_publication (ranking_id, proposed_by_id, withdrawn_reason) VALUES (%s, %s, '')"


def test_the_database_announces_nothing_that_two_have_not_released(proposed, closed, organiser, colleague):
    alone = "two organisers announce a result"
    assert alone in refused(ANNOUNCE, closed.pk)
    assert "publication_approved_by_another" in refused(APPROVE, organiser.pk, proposed.pk)
    assert "publication_one_standing" in refused(PROPOSE, proposed.ranking_id, colleague.pk)
    decide(closed, by=organiser)
    assert "only the standing ranking" in refused(APPROVE, colleague.pk, proposed.pk)
    assert "only the standing ranking" in refused(PROPOSE, proposed.ranking_id, colleague.pk)
    assert alone in refused(ANNOUNCE, closed.pk)


def test_the_database_keeps_what_was_released_and_its_instant(embargoed, closed, organiser, colleague):
    pk = embargoed.pk
    assert "not before its instant" in refused(ANNOUNCE, closed.pk)
    assert "recorded_stays" in refused("UPDATE judging_publication SET due_at = NULL WHERE id = %s", pk)
    assert "approved_once" in refused(APPROVE, colleague.pk, pk)
    assert "append_only" in refused("DELETE FROM judging_publication WHERE id = %s", pk)
    assert "only ever added" in refused("SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE judging_publication CASCADE")
    actions.withdraw_publication(embargoed, by=organiser, reason="Belum siap.")
    assert "withdrawn_once" in refused("UPDATE judging_publication SET withdrawn_at = now() WHERE id = %s", pk)
    publish(closed, by=organiser)
    assert "results are frozen" in refused(PROPOSE, embargoed.ranking_id, colleague.pk)


# The pages.


def visit(client, person, address):
    client.force_login(person)
    return client.get(address)


def test_two_organisers_announce_on_the_pages(client, closed, organiser, colleague):
    address = reverse("judging:announce", args=[closed.pk])
    tomorrow = today() + timedelta(days=1)
    day = {"tanggal_hari": tomorrow.day, "tanggal_bulan": tomorrow.month, "tanggal_tahun": tomorrow.year}
    client.force_login(organiser)
    lacking = [client.post(address, data) for data in (day, {"jam": "10.00"}, {"jam": "25.00"})]

    answer = client.post(address, {**day, "jam": "10:30 WIB"}, follow=True)
    again = client.post(address, {}, follow=True)
    publication = Publication.objects.get()
    approve, withdraw = (reverse(f"judging:{name}", args=[publication.pk]) for name in ("approve", "withdraw"))

    assert [page.status_code for page in lacking] == [422] * 3
    assert "Isi Jam pengumuman" in text_of(lacking[0])
    assert "Isi Tanggal pengumuman" in text_of(lacking[1])
    assert "harus berupa jam dan menit" in text_of(lacking[2])
    own = answer.content.decode()
    assert ("10.30 WIB, dan menunggu persetujuan" in text_of(answer), approve in own, withdraw in own) == (
        True,
        False,
        True,
    )
    assert "sudah diusulkan" in text_of(again)
    assert f"diusulkan oleh {organiser.name}" in text_of(visit(client, colleague, reverse("judging:panel")))
    assert "Pengumuman hasil menunggu persetujuan Anda." in text_of(visit(client, colleague, reverse("home")))
    assert approve in client.get(address).content.decode()
    assert "Hasil diumumkan pada waktunya." in text_of(client.post(approve, follow=True))
    assert f"disetujui oleh {colleague.name}" in text_of(client.get(address))
    assert client.post(withdraw, {}).status_code == 422
    assert "ditarik" in text_of(client.post(withdraw, {"alasan": "Belum siap."}, follow=True))
    assert "Belum siap." in text_of(client.get(address))


def test_what_was_done_meanwhile_is_said(client, proposed, closed, organiser, colleague, monkeypatch):
    client.force_login(colleague)
    approve, withdraw = (reverse(f"judging:{name}", args=[proposed.pk]) for name in ("approve", "withdraw"))

    def refuse(*args, **kwargs):
        raise TransitionNotAllowed("Usul ini sudah ditarik.")

    monkeypatch.setattr(actions, "approve_publication", refuse)
    monkeypatch.setattr(actions, "withdraw_publication", refuse)

    assert "Usul ini sudah ditarik." in text_of(client.post(approve, follow=True))
    assert "Usul ini sudah ditarik." in text_of(client.post(withdraw, {"alasan": "Keliru."}, follow=True))


def test_the_page_says_that_a_second_organiser_is_needed(client, closed, organiser):
    address = reverse("judging:announce", args=[closed.pk])

    page, answer = visit(client, organiser, address), client.post(address, {})

    assert "Undang penyelenggara kedua" in text_of(page)
    assert "Usulkan pengumuman" not in page.content.decode()
    assert (answer.status_code, Publication.objects.count()) == (422, 0)
