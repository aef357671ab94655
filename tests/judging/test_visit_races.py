"""Two at once on a visit: of twin saves one wins, and what is signed is what was read. Each with a control."""

import pgtrigger
import pytest
from django.db import transaction

from competitions.models import TransitionNotAllowed
from judging import actions
from judging.actions import Found, visiting
from judging.claims import Outcome
from judging.models import Finding, Ranking, VisitSignature
from judging.pact import fingerprint
from kipp.accounts.models import Role
from proposals.models import Check
from tests.factories.accounts import UserFactory
from tests.factories.judging import fill_in, hand_in_all, plan, sign_visit, visit_of, visited_period
from tests.judging.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def visit(open_period, organiser, judge, other_judge):
    period = visited_period(open_period, by=organiser, proposals=2)
    return plan(visit_of(period.proposals.order_by("number").first()), by=organiser, judge=judge)


def said(note):
    return Found(Outcome.PARTLY, note)


def test_of_two_who_save_the_same_claim_one_wins_and_the_other_sees_it(visit, organiser, judge):
    for claim in visit.claims.select_related("visit__round"):
        answers = at_once(
            *(
                lambda by=by, claim=claim: actions.save_finding(claim, by=by, revision=0, found=said(by.name))
                for by in (organiser, judge)
            )
        )

        (stored,) = [answer for answer in answers if isinstance(answer, Finding)]
        (conflict,) = [answer for answer in answers if isinstance(answer, actions.FindingConflict)]
        assert (conflict.stored, claim.findings.get()) == (stored, stored)


def test_twin_saves_that_do_not_ask_what_was_read_lose_one(visit, organiser, judge):
    """The control: were the revision not asked, both would be told that theirs is what stands."""
    claim = visit.claims.select_related("visit__round").first()

    def saving(by):
        def save():
            with transaction.atomic():
                visiting.held(claim.visit)
                last = claim.findings.count()
                return actions.save_finding(claim, by=by, revision=last, found=said(by.name))

        return save

    answers = at_once(saving(organiser), saving(judge))

    assert [type(answer) for answer in answers] == [Finding, Finding]
    assert claim.findings.current().get().revision == 2


def signing_and_saving(visit, organiser, judge):
    """The judge signs what was read while the officer still corrects a claim."""
    fill_in(visit, by=organiser)
    claim = visit.claims.select_related("visit__round").first()
    read = fingerprint(actions.contents_of(visit_of(visit.proposal)))
    return at_once(
        lambda: actions.sign_visit(visit, by=judge, typed_name=judge.name, read=read),
        lambda: actions.save_finding(claim, by=organiser, revision=1, found=said("Lain.")),
    )


def test_what_is_signed_is_what_was_read_also_while_somebody_saves(visit, organiser, judge):
    signed, saved = signing_and_saving(visit, organiser, judge)

    if isinstance(signed, VisitSignature):
        assert isinstance(saved, TransitionNotAllowed)
    else:
        assert isinstance(signed, actions.ReadAnother)
        assert isinstance(saved, Finding)
    stands = actions.contents_of(visit_of(visit.proposal))
    assert [row.contents for row in VisitSignature.objects.all()] in ([], [stands])


def test_without_holding_the_visit_a_save_slips_in_behind_what_is_signed(visit, organiser, judge, monkeypatch):
    """The control: past lock and trigger, what stands is not what was signed."""
    fill_in(visit, by=organiser)
    claim = visit.claims.select_related("visit__round").first()
    read = fingerprint(actions.contents_of(visit_of(visit.proposal)))
    monkeypatch.setattr(visiting, "held", lambda visit: visit_of(visit.proposal))
    monkeypatch.setattr(visiting, "record", lambda *told, **more: None)  # the audit chain lets one in after the other

    def save():
        with pgtrigger.ignore("judging.Finding:checklist_open"):
            return actions.save_finding(claim, by=organiser, revision=1, found=said("Lain."))

    with transaction.atomic():
        signed = actions.sign_visit(visit, by=judge, typed_name=judge.name, read=read)
        (saved,) = at_once(save)

    assert isinstance(saved, Finding)
    assert signed.contents != actions.contents_of(visit_of(visit.proposal))


def test_an_entry_is_out_before_its_round_is_closed_or_not_at_all(visit, organiser, judge):
    """Overturning waits for closing, or closing for it: the result and the decision never disagree."""
    fill_in(visit, by=judge, outcome="untrue", note="Tidak ditemukan.")
    for person in (organiser, judge):
        sign_visit(visit, by=person)
    hand_in_all(visit.round.period)
    by = UserFactory(role=Role.ORGANISER)

    closed, overturned = at_once(
        lambda: actions.close_judging(visit.round.period, by=organiser),
        lambda: actions.overturn(visit_of(visit.proposal), by=by, claims=["masih-berjalan"], reason="Tidak ada."),
    )

    assert isinstance(closed, Ranking)
    assert closed.results.filter(proposal=visit.proposal).exists() != isinstance(overturned, Check)
    assert isinstance(overturned, (Check, TransitionNotAllowed))


def test_both_sign_at_once_and_the_visit_is_complete_once(visit, organiser, judge):
    fill_in(visit, by=organiser)
    read = fingerprint(actions.contents_of(visit_of(visit.proposal)))

    answers = at_once(
        *(
            lambda by=by: actions.sign_visit(visit, by=by, typed_name=by.name, read=read)
            for by in (organiser, judge, organiser, judge)
        )
    )

    assert {answer.side for answer in answers} == {"panel", "team"}
    assert VisitSignature.objects.count() == 2
    assert visit_of(visit.proposal).state == "complete"
