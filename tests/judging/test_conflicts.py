"""Conflicts of interest of judges and officers: declared, found, recorded, lifted; and what they keep people out of."""

from datetime import date, timedelta

import pgtrigger
import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from competitions.models import TransitionNotAllowed
from judging import actions
from judging.models import Assignment, Posting, Ranking
from kipp.accounts.models import Role
from kipp.audit.models import Entry
from proposals.actions import KeptOut, lift_conflict
from proposals.models import Conflict, Initiator
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.competitions import close_now, set_rules
from tests.factories.judging import assign_everyone, hand_in_all, judged_period, marks, seat_all, verified_proposal

pytestmark = pytest.mark.django_db


def said(page):
    return [str(message) for message in page.context["messages"]]


def pairs(**narrowed):
    return set(Assignment.objects.filter(**narrowed).values_list("judge", "proposal"))


@pytest.fixture
def verified(open_period, organiser, judge, other_judge):
    close_now(open_period)
    for _ in range(2):
        verified_proposal(open_period, by=organiser)
    return open_period


def test_a_judge_declares_before_anything_is_assigned(client, verified, organiser, judge, other_judge):
    seat_all(verified, by=organiser)
    first, second = verified.proposals.order_by("pk")
    client.force_login(judge)
    page = reverse("judging:declare", args=[verified.panel_members.get(judge=judge).pk])

    done = client.post(page, {"proposal": [first.pk], "alasan": "Saudara kandung ketua tim."}, follow=True)
    again = client.post(page, {"proposal": [first.pk], "alasan": "Sekali lagi."})
    actions.assign_all(verified, by=organiser)

    assert said(done) == ["Benturan kepentingan dengan 1 proposal dinyatakan."]
    assert again.status_code == 422
    assert pairs(judge=judge) == {(judge.pk, second.pk)}
    assert pairs(judge=other_judge) == {(other_judge.pk, first.pk), (other_judge.pk, second.pk)}
    with pytest.raises(actions.NotReady, match="benturan kepentingan"):
        actions.assign(verified, by=organiser, pairs=[(judge.pk, first.pk)])
    with pytest.raises(DatabaseError, match="a judge in conflict keeps out"), transaction.atomic():
        Assignment.objects.filter(judge=judge).update(proposal=first)
    assert Entry.objects.get(verb="conflict.declare").data == {"person": judge.pk, "origin": "declared"}


def test_who_is_tied_leaves_the_sheet_before_and_while_judging(verified, organiser, judge, other_judge):
    assign_everyone(verified, by=organiser)
    first, second = verified.proposals.order_by("pk")
    tied = {"person": judge, "by": organiser, "reason": "Kerabat.", "origin": "reported"}

    actions.declare(verified, proposals=[first], **tied)
    before = pairs(judge=judge)
    actions.start_judging(verified, by=organiser)
    task = Assignment.objects.named().get(judge=judge)
    actions.save_sheet(task, by=judge, version=1, marks=marks(80))
    actions.declare(verified, proposals=[second], **tied)
    task.refresh_from_db()

    assert before == {(judge.pk, second.pk)}
    assert (task.state, task.recused_by, task.recusal_reason) == (Assignment.State.RECUSED, organiser, "Kerabat.")
    assert not task.is_absence  # papers name it among the conflicts of interest, whoever recorded it
    assert pairs(judge=other_judge) == {(other_judge.pk, first.pk), (other_judge.pk, second.pk)}


def test_stepping_back_from_a_sheet_is_a_conflict_that_stands(open_period, organiser, judge, other_judge):
    judged_period(open_period, by=organiser, judges=[judge, other_judge])
    task = Assignment.objects.named().filter(judge=judge).first()

    actions.recuse(task, by=judge, reason="Saudara kandung.")

    assert Conflict.objects.values_list("person", "proposal", "origin").get() == (
        judge.pk,
        task.proposal_id,
        "declared",
    )


def test_where_a_judge_was_posted_counts_for_some_years(client, verified, organiser, judge, other_judge):
    agency = AgencyFactory(name="Dinas Lama", parent=AgencyFactory())
    own = verified_proposal(verified, by=organiser, agency=agency)
    assign_everyone(verified, by=organiser)
    client.force_login(organiser)
    page = reverse("judging:judge", args=[judge.pk])
    ended = verified.reference_date - timedelta(days=3 * 365)
    typed = {"agency": agency.parent_id, "since_hari": "2", "since_bulan": "1", "since_tahun": "2015"}
    until = {"until_hari": ended.day, "until_bulan": ended.month, "until_tahun": ended.year}

    backwards = client.post(page, typed | {"until_hari": "1", "until_bulan": "1", "until_tahun": "2015"})
    client.post(page, typed | until, follow=True)
    again = actions.add_posting(judge, by=organiser, agency=agency.parent, since=date(2015, 1, 2))
    left = pairs(proposal=own)
    with pytest.raises(DatabaseError, match="where they were posted"), transaction.atomic():
        Assignment.objects.create(
            round=verified.rounds.get(), proposal=own, judge=judge, order=99, created_by=organiser
        )
    actions.set_decree(verified, by=organiser, number="060/1/2024", on=date(2024, 1, 2), years=2)
    short = actions.assign_all(verified, by=organiser)
    removed = client.post(reverse("judging:posting_remove", args=[again.pk]), follow=True)

    assert backwards.status_code == 422
    assert (left, short) == ({(other_judge.pk, own.pk)}, 1)
    assert said(removed)[-1] == "Riwayat penugasan dihapus."
    assert (Posting.objects.count(), again.until) == (0, ended)
    verbs = ["posting.add", "round.unassign", "posting.remove"]
    assert list(Entry.objects.filter(verb__in=verbs).order_by("seq").values_list("verb", flat=True)) == verbs


def test_possible_namesakes_are_answered_by_the_office(client, verified, organiser, judge, other_judge):
    seat_all(verified, by=organiser)
    first, second = verified.proposals.select_related("innovation").order_by("pk")
    with pgtrigger.ignore():
        for entry, name in ((first, "Hasan Juri, S.Kom."), (second, "Lestari Juri Lain"), (second, "Orang Lain")):
            Initiator.objects.create(innovation=entry.innovation, name=name, position="Analis")
    client.force_login(organiser)
    page, answer = (reverse(f"judging:{name}", args=[verified.pk]) for name in ("conflicts", "namesake"))

    shown = [line["pair"] for line in client.get(page).context["matches"]]
    actions.assign_all(verified, by=organiser)
    hinted = pairs()
    same = client.post(answer, {"pasangan": f"{judge.pk}-{first.pk}", "sama": "1"}, follow=True)
    client.post(answer, {"pasangan": f"{other_judge.pk}-{second.pk}"})
    twice = client.post(answer, {"pasangan": f"{other_judge.pk}-{second.pk}"}, follow=True)

    assert shown == [f"{judge.pk}-{first.pk}", f"{other_judge.pk}-{second.pk}"]
    assert len(hinted) == 4
    assert said(same) == [f"Benturan kepentingan {judge.name} dicatat."]
    assert said(twice)[-1] == "Kemungkinan ini sudah dijawab."
    assert pairs() == hinted - {(judge.pk, first.pk)}
    assert list(Conflict.objects.order_by("pk").values_list("person", "origin", "lifted_reason")) == [
        (judge.pk, "named", ""),
        (other_judge.pk, "named", "Bukan orang yang sama."),
    ]


def test_the_office_records_and_another_officer_lifts(client, verified, organiser, judge):
    seat_all(verified, by=organiser)
    entry, second = verified.proposals.order_by("pk")
    colleague = UserFactory(role=Role.ORGANISER, name="Bayu Petugas")
    client.force_login(organiser)
    page = reverse("judging:conflicts", args=[verified.pk])

    opened = client.get(f"{page}?proposal={entry.pk}").content.decode()
    typed = {"proposal": entry.pk, "alasan": "Pernah menjadi pendamping."}
    own = client.post(page, typed | {"orang": organiser.pk}, follow=True)
    client.post(page, typed | {"orang": judge.pk, "proposal": second.pk})
    mine, judges = Conflict.objects.with_names().order_by("pk")
    lift = reverse("judging:conflict_lift", args=[mine.pk])
    forbidden = client.post(lift, {"alasan": "Sudah tidak lagi."}).status_code
    with pytest.raises(DatabaseError, match="lifted_by_another"), transaction.atomic():
        Conflict.objects.filter(pk=mine.pk).update(
            lifted_at="2024-01-01T00:00Z", lifted_by=organiser, lifted_reason="x"
        )
    client.force_login(colleague)
    lifted = client.post(lift, {"alasan": "Keliru dicatat."}, follow=True)
    with pytest.raises(TransitionNotAllowed, match="sudah dicabut"):
        lift_conflict(mine, by=colleague, reason="Sekali lagi.")
    for person in (colleague, judge):
        actions.declare(verified, person=person, by=organiser, proposals=[second], reason="Kerabat.", origin="reported")
    with pytest.raises(KeptOut):
        lift_conflict(judges, by=colleague, reason="Tidak lagi.")

    assert f'<option value="{entry.pk}" selected>' in opened
    assert said(own) == [f"Benturan kepentingan {organiser.name} dicatat."]
    assert [(row.person, row.origin) for row in (mine, judges)] == [(organiser, "declared"), (judge, "reported")]
    assert (forbidden, said(lifted)) == (403, ["Benturan kepentingan dicabut."])
    assert Conflict.objects.standing().count() == 2
    set_rules(verified, status="announced")
    over = client.post(page, typed | {"orang": judge.pk}, follow=True)
    assert said(over) == ["Benturan kepentingan hanya dapat dinyatakan sebelum hasil diumumkan."]


def test_an_officer_in_conflict_does_not_decide_the_tie(open_period, organiser, judge, other_judge):
    judged_period(open_period, by=organiser, judges=[judge, other_judge])
    hand_in_all(open_period)
    ranking = actions.close_judging(open_period, by=organiser)
    order = sorted(str(result.proposal.number) for result in actions.tied_groups(ranking)[0])
    tied = open_period.proposals.get(number=order[0])
    colleague = UserFactory(role=Role.ORGANISER)
    actions.declare(open_period, person=organiser, by=organiser, proposals=[tied], reason="Kerabat.", origin="declared")
    decision = {"order": order, "reason": "Dampak lebih luas.", "present": "Semua"}

    with pytest.raises(KeptOut, match=f"{order[0]}. Langkah ini harus dilakukan petugas lain"):
        actions.decide_tie(open_period, by=organiser, **decision)
    with pytest.raises(DatabaseError, match="an officer in conflict keeps out"), transaction.atomic():
        Ranking.objects.create(
            round=ranking.round, revision=2, by=organiser, decided_order=order, reason="x", present="x"
        )

    assert actions.decide_tie(open_period, by=colleague, **decision).by == colleague
