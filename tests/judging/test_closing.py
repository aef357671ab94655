from decimal import Decimal

import pgtrigger
import pytest
from django.db import InternalError, transaction

from competitions.models import Period, TransitionNotAllowed
from judging import actions
from judging.actions import closing
from judging.models import Assignment, Ranking, Result, RoundClosing
from kipp.accounts.models import Role
from kipp.audit.chain import first_fault
from kipp.audit.models import Entry
from kipp.documents.models import Document
from proposals.models import Award
from tests.factories.accounts import UserFactory
from tests.factories.judging import hand_in_all, judged_period, marks, publish, verified_proposal


@pytest.fixture
def judged(open_period, organiser, judge, other_judge):
    return judged_period(open_period, by=organiser, proposals=4, judges=[judge, other_judge])


def numbers(period):
    return list(period.proposals.order_by("number").values_list("number", flat=True))


def by_number(*sheets):
    """Marks by the position of the proposal's number; each sheet is a tuple of five values or one."""

    def value(task):
        return marks(*sheets[numbers(task.round.period).index(task.proposal.number)])

    return value


def table(ranking):
    return [
        (result.proposal.number, result.place, result.total, result.decided_by, result.is_winner)
        for result in ranking.results.named().in_order()
    ]


def test_close_names_who_is_missing_and_what_is_unassigned(judged, organiser, judge, other_judge):
    hand_in_all(judged)
    left = verified_proposal(judged, by=organiser)
    late = verified_proposal(judged, by=organiser)
    actions.assign(judged, by=organiser, pairs=[(judge.pk, late.pk)])

    with pytest.raises(actions.NotReady) as refusal:
        actions.close_judging(judged, by=organiser)

    assert refusal.value.reasons == [
        f"{judge.name} belum mengirim 1 lembar: {late.number}.",
        f"Proposal {left.number} belum ditugaskan kepada juri.",
    ]
    judged.refresh_from_db()
    assert (judged.status, RoundClosing.objects.count()) == (Period.Status.JUDGING, 0)


def test_close_freezes_the_ranking_rules_and_audit_head(judged, organiser):
    hand_in_all(judged, by_number((70,), (90,), (80,), (60,)))

    ranking = actions.close_judging(judged, by=organiser)

    first, second, third, fourth = numbers(judged)
    assert table(ranking) == [
        (second, 1, Decimal(90), "total", True),
        (third, 2, Decimal(80), "total", True),
        (first, 3, Decimal(70), "total", True),
        (fourth, 4, Decimal(60), "total", False),
    ]
    assert judged.status == Period.Status.DECIDED
    row = RoundClosing.objects.get()
    assert row.settings == {
        "weights": {c.code: str(c.weight) for c in judged.rounds.get().criteria.order_by("order")},
        "min_sheets": 2,
        "tie_breaks": ["criterion:bermanfaat", "criterion:efektif", "median", "pleno"],
        "weight": "100.00",
        "is_last": True,
        "line": {"most": 3, "least": "", "per": "", "quota": 0},
        "reason_at_or_below": "20",
        "reason_at_or_above": "95",
    }
    entry = Entry.objects.get(seq=row.audit_seq)
    assert (entry.verb, entry.digest, first_fault()) == ("round.close", row.audit_head, None)


def test_close_keeps_the_exact_total_beside_the_published_one(judged, organiser, judge):
    # The vector of the house: sheets of 79.375 and 76.75; rounding them first would give 78.07.
    def value(task):
        return marks(79, "82.5", "84.5", 73, 77) if task.judge == judge else marks(65, 80, 90, 75, 70)

    hand_in_all(judged, value)

    result = actions.close_judging(judged, by=organiser).results.in_order().first()

    assert (result.total_exact, result.total, result.sheets) == ("1249/16", Decimal("78.06"), 2)


def test_close_leaves_recused_sheets_out_and_gives_no_place_below_the_minimum(judged, organiser, judge):
    first, second, *_ = judged.proposals.order_by("number")
    for proposal in (first, second):
        task = Assignment.objects.select_related("round__period", "proposal__innovation").get(
            judge=judge, proposal=proposal
        )
        actions.save_sheet(task, by=judge, version=1, marks=marks(100))
        actions.record_absence(task, by=organiser, reason="Sakit.")
    hand_in_all(judged, 80)

    ranking = actions.close_judging(judged, by=organiser)

    unplaced = [(r.proposal_id, r.sheets, r.total) for r in ranking.results.in_order() if r.place is None]
    assert unplaced == [(first.pk, 1, None), (second.pk, 1, None)]


def test_close_takes_the_tie_break_chain_of_the_round(judged, organiser):
    # Weights 15, 25, 20, 20, 20: all three total 80; Bermanfaat parts the last, Efektif the others.
    hand_in_all(
        judged,
        by_number(
            (80, 80, 80, 80, 80),
            (80, 84, 80, 80, 75),
            (80, 80, 79, 81, 80),
            (10, 10, 10, 10, 10),
        ),
    )

    ranking = actions.close_judging(judged, by=organiser)

    first, second, third, fourth = numbers(judged)
    assert table(ranking) == [
        (second, 1, Decimal(80), "criterion:efektif", True),
        (first, 2, Decimal(80), "criterion:efektif", True),
        (third, 3, Decimal(80), "criterion:bermanfaat", True),
        (fourth, 4, Decimal(10), "total", False),
    ]
    assert ranking.results.get(proposal__number=second).compared == [
        {"step": "criterion:bermanfaat", "value": "80.00"},
        {"step": "criterion:efektif", "value": "84.00"},
    ]


def test_close_twice_is_refused(judged, organiser):
    hand_in_all(judged, by_number((70,), (90,), (80,), (60,)))
    actions.close_judging(judged, by=organiser)

    with pytest.raises(TransitionNotAllowed):
        actions.close_judging(judged, by=organiser)


def test_close_is_refused_when_the_recount_differs(judged, organiser, monkeypatch):
    hand_in_all(judged)
    honest = closing.recounted_totals

    def shifted(round_id):
        return {pk: (sheets, total + Decimal("0.01")) for pk, (sheets, total) in honest(round_id).items()}

    monkeypatch.setattr(closing, "recounted_totals", shifted)
    with pytest.raises(actions.RecountDiffers), transaction.atomic():
        actions.close_judging(judged, by=organiser)

    judged.refresh_from_db()
    assert (judged.status, Result.objects.count()) == (Period.Status.JUDGING, 0)


@pytest.fixture
def tied(judged, organiser):
    """Places 3 and 4 are tied to the last step; the line of three winners lies between them."""
    hand_in_all(judged, by_number((90,), (85,), (80,), (80,)))
    actions.close_judging(judged, by=organiser)
    return judged


def test_tie_across_the_line_blocks_documents_and_announcement(tied, organiser):
    third, fourth = numbers(tied)[2:]
    ranking = Ranking.objects.get()

    assert ranking.open_tie == [third, fourth]
    assert [row[1:] for row in table(ranking)[2:]] == [(3, Decimal(80), "", False)] * 2
    assert Document.objects.count() == 0
    with pytest.raises(actions.NotReady) as refusal:
        publish(tied, by=organiser)
    assert refusal.value.reasons == [
        f"Nilai sama melewati batas kelulusan dan menunggu keputusan pleno: {third}, {fourth}."
    ]
    tied.refresh_from_db()
    assert tied.status == Period.Status.DECIDED


def test_decision_of_the_pleno_orders_the_tie_and_lets_the_documents_go(tied, organiser):
    first, second, third, fourth = numbers(tied)

    ranking = actions.decide_tie(
        tied, by=organiser, order=[fourth, third], reason="Dampak lebih luas.", present="Seluruh juri"
    )

    assert (ranking.revision, ranking.open_tie) == (2, [])
    assert table(ranking) == [
        (first, 1, Decimal(90), "total", True),
        (second, 2, Decimal(85), "total", True),
        (fourth, 3, Decimal(80), "pleno", True),
        (third, 4, Decimal(80), "pleno", False),
    ]
    assert table(Ranking.objects.get(revision=1))[2][1] == table(Ranking.objects.get(revision=1))[3][1] == 3
    assert set(Document.objects.values_list("kind", flat=True)) == {
        "berita_acara",
        "rekap_nilai",
        "rekap_nilai_xlsx",
        "berkas_hasil",
    }
    assert Entry.objects.get(verb="round.decide_tie").note == "Dampak lebih luas."
    assert {result.ranking_id for result in Result.objects.current()} == {ranking.pk}


@pytest.mark.parametrize("pick", [[2], [2, 2], [1, 2], [0, 1, 2, 3], []])
def test_decision_that_is_not_exactly_one_tie_is_refused(tied, organiser, pick):
    order = [numbers(tied)[index] for index in pick]

    with pytest.raises(actions.BadDecision):
        actions.decide_tie(tied, by=organiser, order=order, reason="Alasan.", present="Semua")

    assert Ranking.objects.count() == 1


def test_two_ties_among_the_awards_are_decided_one_after_the_other(open_period, organiser, judge, other_judge):
    period = judged_period(open_period, by=organiser, proposals=5, judges=[judge, other_judge])
    hand_in_all(period, by_number((90,), (90,), (80,), (80,), (10,)))
    actions.close_judging(period, by=organiser)
    first, second, third, fourth, fifth = numbers(period)

    actions.decide_tie(period, by=organiser, order=[second, first], reason="A.", present="Semua")
    ranking = actions.decide_tie(period, by=organiser, order=[fourth, third], reason="B.", present="Semua")

    assert [row[0] for row in table(ranking)] == [second, first, fourth, third, fifth]
    assert actions.tied_groups(ranking) == []


def test_decision_after_announcement_is_refused(tied, organiser):
    third, fourth = numbers(tied)[2:]
    actions.decide_tie(tied, by=organiser, order=[third, fourth], reason="A.", present="Semua")
    publish(tied, by=organiser)

    with pytest.raises(TransitionNotAllowed):
        actions.decide_tie(tied, by=organiser, order=[fourth, third], reason="B.", present="Semua")


def test_announce_issues_a_certificate_per_winner_and_tells_each_agency(judged, organiser, mailoutbox):
    hand_in_all(judged, by_number((70,), (90,), (80,), (60,)))
    actions.close_judging(judged, by=organiser)
    operators = {
        proposal.number: UserFactory(role=Role.OPERATOR, agency=proposal.agency).email
        for proposal in judged.proposals.select_related("agency")
    }
    mailoutbox.clear()
    with pgtrigger.ignore():
        type(judged.proposals.first().innovation).objects.update(title="Sehat & Bugar")

    publish(judged, by=organiser)

    winners = Result.objects.current().winners().named().in_order()
    certificates = Document.objects.filter(kind="piagam").order_by("created_at", "pk")
    assert judged.status == Period.Status.ANNOUNCED
    assert {c.agency_id for c in certificates} == {r.proposal.agency_id for r in winners}
    assert (len(certificates), {c.is_public for c in certificates}) == (3, {True})
    public = Document.objects.exclude(kind="piagam").filter(is_public=True)
    assert list(public.values_list("kind", flat=True)) == ["pengumuman_pemenang"]
    kept = Award.objects.order_by("pk").values_list("title", "year", "level", "proposal", "innovation")
    assert list(kept) == [
        (f"{r.distinction} {judged.title}", judged.year, "city", r.proposal_id, r.proposal.innovation_id)
        for r in winners
    ]
    letters = {letter.to[0]: letter.body for letter in mailoutbox if letter.subject.startswith("Hasil ")}
    second, fourth = numbers(judged)[1::2]
    assert set(letters) == set(operators.values())
    assert "sebagai Juara I dengan nilai akhir 90,00" in letters[operators[second]]
    assert "belum menjadi pemenang" in letters[operators[fourth]]
    assert "Sehat & Bugar" in letters[operators[fourth]]
    assert "60,00" not in letters[operators[fourth]]


def test_award_that_was_won_stays_as_it_was_given(judged, organiser, client):
    hand_in_all(judged, by_number((70,), (90,), (80,), (60,)))
    actions.close_judging(judged, by=organiser)
    publish(judged, by=organiser)
    won = Award.objects.order_by("pk").first()
    agency = won.innovation.agency
    client.force_login(UserFactory(role=Role.OPERATOR, agency=agency))

    page = client.get(f"/inovasi/{won.innovation_id}/").content.decode()

    assert won.title in page
    assert f"/penghargaan/{won.pk}/" not in page
    assert client.get(f"/inovasi/{won.innovation_id}/penghargaan/{won.pk}/hapus/").status_code == 404
    for change in (lambda: won.delete(), lambda: Award.objects.filter(pk=won.pk).update(year=1990)):
        with pytest.raises(InternalError, match="won_stays"), transaction.atomic():
            change()


def test_announce_before_closing_is_refused(judged, organiser):
    with pytest.raises(TransitionNotAllowed):
        publish(judged, by=organiser)


def test_announce_twice_is_refused(judged, organiser):
    hand_in_all(judged, by_number((70,), (90,), (80,), (60,)))
    actions.close_judging(judged, by=organiser)
    publish(judged, by=organiser)

    with pytest.raises(TransitionNotAllowed):
        publish(judged, by=organiser)
    assert Document.objects.filter(kind="piagam").count() == 3
