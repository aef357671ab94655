"""An agency reads marks and reasons about its own entry once its round is over and released; of no other entry."""

import re
from decimal import Decimal

import pgtrigger
import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from competitions.models import TransitionNotAllowed
from judging import actions
from judging.dossier import judge_names
from judging.models import Assignment, Result, Score, SheetRelease
from kipp.accounts.models import Role
from kipp.audit.models import Entry
from tests.factories.accounts import UserFactory
from tests.factories.judging import (
    add_round,
    begin_next,
    hand_in_all,
    judged_period,
    marks,
    marks_for,
    publish,
    set_line,
)


@pytest.fixture
def judged(open_period, organiser, judge, other_judge):
    """Two rounds, three entries, two go on."""
    first = open_period.rounds.get()
    add_round(open_period)
    set_line(first, advance_most=2)
    judged_period(open_period, by=organiser, proposals=3, judges=[judge, other_judge])
    mine = open_period.proposals.order_by("number").first()

    def value(task):
        if task.proposal_id != mine.pk:
            return marks(70 if task.proposal_id % 2 else 60)
        return marks(90, reason="Juri satu." if task.judge == judge else "Juri dua.")

    hand_in_all(open_period, value)
    return open_period


@pytest.fixture
def mine(judged):
    return judged.proposals.order_by("number").first()


@pytest.fixture
def agency_client(client, mine):
    client.force_login(UserFactory(role=Role.OPERATOR, agency=mine.agency))
    return client


@pytest.fixture
def address(mine):
    return reverse("judging:own_sheets", args=[mine.pk])


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_sheets_are_released_per_round_and_apart_from_the_places(
    judged, mine, organiser, judge, other_judge, agency_client, address
):
    first, second = judged.rounds.order_by("order")
    with pytest.raises(TransitionNotAllowed, match="setelah tahap ini selesai"):
        actions.release_sheets(first, by=organiser)
    begin_next(judged, by=organiser)
    before = agency_client.get(address).status_code
    mail.outbox.clear()

    actions.release_sheets(first, by=organiser)

    page = text_of(agency_client.get(address))
    names = judge_names(first)
    for person, reason in ((judge, "Juri satu."), (other_judge, "Juri dua.")):
        part = page.split(f"{names[person.pk]} ", 1)[1].split(" Juri ", 1)[0]
        assert part.count("90,00") >= 1, reason
        assert person.name not in page
    assert (before, page.count("Juri satu."), page.count("Juri dua.")) == (404, 5, 5)
    assert ("Nilai tahap ini 90,00" in page, "Peringkat" in page, second.name in page) == (True, False, False)
    assert [letter.subject for letter in mail.outbox] == [f"Lembar nilai {mine.number} dapat dibaca"]
    assert address in mail.outbox[0].body
    assert Entry.objects.get(verb="round.release_sheets").actor_id == organiser.pk
    with pytest.raises(TransitionNotAllowed, match="sudah dibagikan"):
        actions.release_sheets(first, by=organiser)
    assert address in agency_client.get(reverse("home")).content.decode()

    hand_in_all(judged, lambda task: marks_for(task, 80))
    actions.close_judging(judged, by=organiser)
    with pytest.raises(TransitionNotAllowed, match="setelah tahap ini selesai"):
        actions.release_sheets(second, by=organiser)
    publish(judged, by=organiser)
    actions.release_sheets(second, by=organiser)
    page = text_of(agency_client.get(address))
    assert ("Peringkat 1" in page, second.name in page, page.count("80,00")) == (True, True, 5)


def test_nothing_of_other_entries_changes_the_page(judged, mine, organiser, agency_client, address):
    """Whatever else is hidden is swapped: marks and reasons of others, their results, and a sheet never sent."""
    begin_next(judged, by=organiser)
    actions.release_sheets(judged.rounds.order_by("order").first(), by=organiser)
    token = re.compile(rb'(csrfmiddlewaretoken" value="|X-CSRFToken": ")[A-Za-z0-9]+')

    def seen():
        return token.sub(b"", agency_client.get(address).content)

    before = seen()
    with pgtrigger.ignore():
        Score.objects.exclude(assignment__proposal=mine).update(value=Decimal("1.23"), reason="Rahasia pihak lain")
        Result.objects.exclude(proposal=mine).update(own=Decimal("1.23"), total=Decimal("1.23"), place=3)
        Result.objects.filter(proposal=mine).update(place=2)
    after = seen()
    with pgtrigger.ignore():
        Score.objects.filter(assignment__proposal=mine).update(reason="Alasan lain")

    assert after == before
    assert seen() != before  # the control: what is the agency's own does change it
    with pgtrigger.ignore():
        first = Assignment.objects.filter(proposal=mine).order_by("pk").first()
        Assignment.objects.filter(pk=first.pk).update(handed_in_at=None)
    assert text_of(agency_client.get(address)).count("Alasan lain") == 5


def test_an_organiser_releases_on_the_page(judged, organiser, client, monkeypatch):
    begin_next(judged, by=organiser)
    first = judged.rounds.order_by("order").first()
    ranking, button = reverse("judging:ranking", args=[judged.pk]), reverse("judging:release_sheets", args=[first.pk])
    client.force_login(organiser)

    offered = button in client.get(ranking).content.decode()
    asked = text_of(client.get(button))
    told = text_of(client.post(button, follow=True))

    assert (offered, "Langkah ini tidak dapat dibatalkan." in asked) == (True, True)
    assert "Lembar nilai dibagikan." in told
    assert button not in client.get(ranking).content.decode()
    assert (client.post(button).status_code, SheetRelease.objects.count()) == (403, 1)


def test_a_release_that_was_made_meanwhile_is_said(judged, organiser, client, monkeypatch):
    begin_next(judged, by=organiser)
    first = judged.rounds.order_by("order").first()
    client.force_login(organiser)

    def refuse(*args, **kwargs):
        raise TransitionNotAllowed("Lembar nilai tahap ini sudah dibagikan.")

    monkeypatch.setattr(actions, "release_sheets", refuse)

    assert "sudah dibagikan" in text_of(client.post(reverse("judging:release_sheets", args=[first.pk]), follow=True))


def test_the_database_releases_nothing_before_the_round_is_over(judged, organiser):
    first = judged.rounds.order_by("order").first()
    sql = "INSERT INTO judging_sheetrelease (round_id, by_id) VALUES (%s, %s)"

    def refused():
        with pytest.raises(DatabaseError) as refusal, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [first.pk, organiser.pk])
        return str(refusal.value)

    assert "once their round is over" in refused()
    actions.close_judging(judged, by=organiser)
    assert "once their round is over" in refused()
