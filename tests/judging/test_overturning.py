"""An untrue claim takes back that an entry was eligible: who decides, who is told, and what the result says of it."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from competitions.models import TransitionNotAllowed
from judging import actions
from judging.documents import minutes_context
from judging.dossier import build, inputs_of
from judging.models import Assignment, Result
from judging.verifying import faults
from kipp.accounts.models import Role
from kipp.audit.models import Entry
from kipp.documents.kinds import KINDS
from kipp.documents.models import Document
from proposals.actions import decide
from proposals.models import Conflict, Proposal
from tests.factories.accounts import UserFactory
from tests.factories.competitions import set_rules
from tests.factories.judging import (
    add_round,
    begin_next,
    fill_in,
    hand_in_all,
    judged_period,
    marks_for,
    plan,
    sign_visit,
    visit_of,
    visited_period,
)

START, RUNNING = "mulai-penerapan", "masih-berjalan"
REASON = "Surat keputusan bertanggal lebih muda."


def signed(entry, *, by, judge, officer, outcome="untrue"):
    """A visit that both have signed."""
    visit = plan(visit_of(entry), by=by, judge=judge, officer=officer)
    fill_in(visit, by=judge, outcome=outcome, note="Tidak ditemukan.")
    for person in (judge, officer):
        sign_visit(visit, by=person)
    return visit_of(entry)


@pytest.fixture
def officer():
    return UserFactory(role=Role.ORGANISER)


@pytest.fixture
def visited(open_period, organiser, judge, other_judge):
    return visited_period(open_period, by=organiser, proposals=2)


@pytest.fixture
def untrue(visited, organiser, judge, officer):
    return signed(visited.proposals.order_by("number").first(), by=organiser, judge=judge, officer=officer)


def refusal_of(visit, **given):
    with pytest.raises(TransitionNotAllowed) as refusal:
        actions.overturn(visit, **{"claims": [START], "reason": REASON} | given)
    return str(refusal.value)


def test_an_entry_is_out_its_agency_is_told_and_the_result_leaves_it_out(
    client, visited, untrue, organiser, judge, other_judge, mailoutbox
):
    entry, other = visited.proposals.order_by("number")
    agency = UserFactory(role=Role.OPERATOR, agency=entry.agency)
    begun, sent = Assignment.objects.filter(proposal=entry).named().order_by("pk")
    actions.save_sheet(begun, by=begun.judge, version=1, marks=marks_for(begun, 50))
    actions.hand_in(sent, by=sent.judge, version=1, marks=marks_for(sent, 99))
    client.force_login(organiser)
    page = reverse("judging:overturn", args=[untrue.pk])
    mailoutbox.clear()

    shown = client.get(page)
    unexplained = client.post(page, {"butir": [START]})
    done = client.post(page, {"butir": [START], "alasan": REASON}, follow=True)
    entry.refresh_from_db()
    check, note = entry.checks.get(), f"Butir tidak sesuai: Mulai diterapkan. {REASON}"
    (letter,) = mailoutbox
    with pytest.raises(actions.SheetClosed, match="Tidak dinilai lagi"):
        actions.save_sheet(begun, by=begun.judge, version=2, marks=marks_for(begun, 60))
    hand_in_all(visited)
    ranking = actions.close_judging(visited, by=organiser)
    minutes = Document.objects.get(kind="berita_acara")

    assert (shown.status_code, unexplained.status_code, shown.context["must_leave"]) == (200, 422, False)
    assert "Kelayakan proposal ini dibatalkan" in done.content.decode()
    assert (entry.status, check.decision, check.reasons) == ("rejected", "overturn", ["false_claim"])
    assert (check.note, check.by, check.released_by) == (note, organiser, organiser)
    assert (letter.to, note in letter.body) == ([agency.email], True)
    assert Entry.objects.get(verb="visit.overturn").data["claims"] == [START]
    assert Assignment.objects.named().get(pk=begun.pk).state == "left_out"
    assert list(Result.objects.values_list("proposal", "place")) == [(other.pk, 1)]
    assert [(row["number"], row["reason"]) for row in minutes_context(minutes)["overturned"]] == [(entry.number, note)]
    assert actions.analyse(ranking).ranking == ranking
    assert faults(build(Document.objects.get(kind="berkas_hasil"))) == []
    assert KINDS["berita_acara"].build(minutes).startswith(b"%PDF")


def test_the_bundle_of_a_later_round_says_who_left_it(open_period, organiser, judge, officer):
    add_round(open_period, code="lapangan", kind="field")
    period = judged_period(open_period, by=organiser, proposals=2, judges=[judge])
    hand_in_all(period)
    begin_next(period, by=organiser)
    entry, other = period.proposals.order_by("number")
    visit = signed(entry, by=organiser, judge=judge, officer=officer)
    actions.overturn(visit, by=organiser, claims=[RUNNING], reason=REASON)
    hand_in_all(period)
    ranking = actions.close_judging(period, by=organiser)
    bundle = Document.objects.get(kind="berkas_hasil", subject_id=ranking.pk)

    data = build(bundle)

    said = inputs_of(bundle)["overturned"]
    assert [(one["round"], one["entry"]) for one in said] == [("lapangan", entry.number)]
    assert list(ranking.results.values_list("proposal", flat=True)) == [other.pk]
    assert faults(data) == []
    altered = data.replace(REASON.encode(), b"Alasan lain.")
    assert faults(altered)[0].startswith("Pembatalan kelayakan lapangan")


def test_who_decides_is_another_than_who_signed_where_there_is_one(visited, untrue, organiser, officer, judge):
    ours = untrue.proposal
    early = visit_of(visited.proposals.order_by("number").last())
    plan(early, by=organiser, judge=judge, officer=officer)

    assert "ditandatangani kedua petugasnya" in refusal_of(early, by=organiser)
    assert "menentukan kelayakan" in refusal_of(untrue, by=organiser, claims=[])
    assert "menentukan kelayakan" in refusal_of(untrue, by=organiser, claims=["signifikansi-1"])
    assert "penyelenggara lain" in refusal_of(untrue, by=officer)
    Conflict.objects.create(person=organiser, proposal=ours, origin="declared", reason="Ipar.", by=organiser)
    assert "benturan kepentingan" in refusal_of(untrue, by=organiser)

    # Nobody else is left without a conflict.
    actions.overturn(untrue, by=officer, claims=[START], reason=REASON)

    assert Proposal.objects.get(pk=ours.pk).status == "rejected"
    assert "sudah dibatalkan" in refusal_of(untrue, by=officer)


def test_after_the_round_is_closed_and_outside_judging_nothing_is_overturned(visited, untrue, organiser):
    set_rules(visited, status="decided")

    assert "tidak sedang dinilai" in refusal_of(untrue, by=organiser)
    with pytest.raises(TransitionNotAllowed, match="selama penilaian"):
        decide(untrue.proposal, by=organiser, decision="overturn", reasons=["false_claim"])
    with pytest.raises(DatabaseError, match="only while judging"), transaction.atomic():
        Proposal.objects.filter(pk=untrue.proposal_id).update(status="rejected")


def test_a_visit_that_was_begun_is_signed_before_its_round_is_closed(visited, untrue, organiser, judge):
    late = visited.proposals.order_by("number").last()
    plan(visit_of(late), by=organiser, judge=judge)
    hand_in_all(visited)

    with pytest.raises(actions.NotReady) as refusal:
        actions.close_judging(visited, by=organiser)

    assert refusal.value.reasons == [f"Kunjungan {late.number} belum ditandatangani kedua petugasnya."]
