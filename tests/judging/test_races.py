"""Two at once: saves, hand-ins, closing while saving, approvals. Each race has a control that shows it can be lost."""

import threading
from collections import Counter
from datetime import timedelta
from decimal import Decimal
from functools import partial

import pgtrigger
import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.db.models.functions import Now

from competitions.models import Period
from judging import actions
from judging.actions import issuing, publishing, sheets
from judging.models import Assignment, IntegrityPact, Publication, Ranking, Score
from judging.pact import fingerprint
from judging.querysets import PublicationQuerySet, recounted_totals
from judging.tasks import announce_due
from kipp.accounts.models import Role
from kipp.documents.models import Document
from proposals.models import Award
from tests.factories.accounts import UserFactory
from tests.factories.judging import hand_in_all, judged_period, marks

pytestmark = pytest.mark.django_db(transaction=True)

WAIT = 20


@pytest.fixture
def judged(open_period, organiser, judge, other_judge):
    return judged_period(open_period, by=organiser, proposals=2, judges=[judge, other_judge])


def fetch(pk):
    return Assignment.objects.named().get(pk=pk)


def at_once(*acts):
    """Run every act in a thread and connection of its own, all let go together; return what each gave."""
    gate = threading.Barrier(len(acts))
    answers = [None] * len(acts)

    def run(place, act):
        try:
            gate.wait(WAIT)
            answers[place] = act()
        except Exception as refusal:  # the answer of a refused act is its refusal
            answers[place] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT)
    return answers


def saving(pk, judge, value):
    """A tab that has read version 1 and saves one value for all criteria."""
    task = fetch(pk)
    return lambda: actions.save_sheet(task, by=judge, version=1, marks=marks(value))


def test_of_twin_saves_one_wins_and_the_other_is_told(judged, judge):
    for pk in Assignment.objects.filter(judge=judge).values_list("pk", flat=True):
        answers = at_once(*(saving(pk, judge, value) for value in (60, 70, 80, 90)))

        refused = [answer for answer in answers if isinstance(answer, actions.VersionConflict)]
        (stored,) = [answer for answer in answers if isinstance(answer, dict)]
        assert len(refused) == 3
        assert actions.marks_of(fetch(pk)) == stored
        assert (fetch(pk).version, Score.objects.filter(assignment=pk).count()) == (2, 5)


def test_twin_saves_without_the_version_lose_an_update(judged, judge):
    """The control: were the version not asked, every tab would be told that its marks are stored."""
    pk = Assignment.objects.filter(judge=judge).first().pk

    def act(value):
        task = fetch(pk)

        def save():
            with transaction.atomic():
                now = sheets._lock_open(task).version
                return actions.save_sheet(task, by=judge, version=now, marks=marks(value))

        return save

    answers = at_once(*(act(value) for value in (60, 70, 80, 90)))

    acknowledged = [answer for answer in answers if isinstance(answer, dict)]
    assert len(acknowledged) == 4
    assert [answer for answer in acknowledged if answer != actions.marks_of(fetch(pk))] != []


def test_of_twin_hand_ins_with_different_marks_one_wins(judged, judge):
    pk = Assignment.objects.filter(judge=judge).first().pk

    def handing(value):
        task = fetch(pk)
        return lambda: actions.hand_in(task, by=judge, version=1, marks=marks(value))

    answers = at_once(handing(60), handing(90))

    (stored,) = [answer for answer in answers if isinstance(answer, dict)]
    (refused,) = [answer for answer in answers if not isinstance(answer, dict)]
    assert isinstance(refused, actions.SheetClosed)
    assert actions.marks_of(fetch(pk)) == stored


def test_handing_in_and_recusing_at_once_leaves_one_of_them(judged, judge):
    for pk in Assignment.objects.filter(judge=judge).values_list("pk", flat=True):
        handing, stepping = fetch(pk), fetch(pk)

        answers = at_once(
            lambda: actions.hand_in(handing, by=judge, version=1, marks=marks(80)),  # noqa: B023
            lambda: actions.recuse(stepping, by=judge, reason="Saudara kandung."),  # noqa: B023
        )

        refused = [answer for answer in answers if isinstance(answer, actions.SheetClosed)]
        assert len(refused) == 1
        assert fetch(pk).state in (Assignment.State.HANDED_IN, Assignment.State.RECUSED)


def last_sheet_open(judged):
    """Every sheet but one is handed in."""
    last = Assignment.objects.filter(round__period=judged).named().order_by("pk").last()
    for task in Assignment.objects.filter(round__period=judged).exclude(pk=last.pk).named():
        actions.hand_in(task, by=task.judge, version=1, marks=marks(80))
    return last


def test_closing_while_the_last_sheet_is_handed_in(judged, organiser):
    """Closing either comes first and names the missing sheet, or counts exactly what was acknowledged."""
    last = last_sheet_open(judged)

    def closing():
        return actions.close_judging(Period.objects.get(pk=judged.pk), by=organiser)

    handed, closed = at_once(lambda: actions.hand_in(last, by=last.judge, version=1, marks=marks(90)), closing)

    assert isinstance(handed, dict)
    if isinstance(closed, actions.NotReady):
        assert Ranking.objects.count() == 0
    else:
        total = closed.results.get(proposal=last.proposal).total
        assert total == Decimal(85) == recounted_totals(last.round_id)[last.proposal_id][1]


def test_closing_waits_for_a_save_in_flight(judged, organiser):
    """A save holds the period; closing decides only after it, and sees it."""
    last = last_sheet_open(judged)
    holding, release = threading.Event(), threading.Event()
    order = []

    def hand_in_slowly():
        with transaction.atomic():
            actions.hand_in(last, by=last.judge, version=1, marks=marks(90))
            holding.set()
            release.wait(WAIT)
            order.append("handed in")

    def close():
        holding.wait(WAIT)
        threading.Timer(0.5, release.set).start()
        ranking = actions.close_judging(Period.objects.get(pk=judged.pk), by=organiser)
        order.append("closed")
        return ranking

    _, ranking = at_once(hand_in_slowly, close)

    assert order == ["handed in", "closed"]
    assert ranking.results.get(proposal=last.proposal).total == Decimal(85)


def test_closing_without_the_lock_misses_a_save_in_flight(judged):
    """The control: who only reads, as closing would without the lock, does not wait and does not see it."""
    last = last_sheet_open(judged)
    holding, release = threading.Event(), threading.Event()

    def hand_in_slowly():
        with transaction.atomic():
            actions.hand_in(last, by=last.judge, version=1, marks=marks(90))
            holding.set()
            release.wait(WAIT)

    def read_only():
        holding.wait(WAIT)
        missing = actions.reasons_against_closing(last.round)
        release.set()
        return missing

    _, missing = at_once(hand_in_slowly, read_only)

    assert missing == [f"{last.judge.name} belum mengirim 1 lembar: {last.proposal.number}."]
    assert actions.reasons_against_closing(last.round) == []


def test_of_twin_closings_one_wins(judged, organiser):
    hand_in_all(judged, 80)

    def closing():
        period = Period.objects.get(pk=judged.pk)
        return lambda: actions.close_judging(period, by=organiser)

    answers = at_once(closing(), closing())

    assert sorted(type(answer).__name__ for answer in answers) == ["Ranking", "TransitionNotAllowed"]
    assert Ranking.objects.count() == 1


def test_raw_insert_while_closing_is_refused_by_the_database(judged, organiser, judge):
    """Past every action: the trigger takes the same shared lock and asks the same question."""
    last = last_sheet_open(judged)
    criterion = last.round.criteria.order_by("order").first()
    actions.record_absence(last, by=organiser, reason="Sakit.")
    actions.close_judging(judged, by=organiser)

    def insert():
        return Score.objects.create(assignment=last, criterion=criterion, revision=1, value=100, by=last.judge)

    (refused,) = at_once(insert)

    assert isinstance(refused, DatabaseError)
    assert Score.objects.filter(assignment=last).count() == 0


def unsigned(period, organiser, judge):
    """A seat on a fresh panel, and the text its judge has read."""
    (seat,) = actions.appoint(period, by=organiser, judges=[judge])
    return seat, actions.pact_of(seat)


def test_of_twin_signings_one_pact_and_one_paper_stand(open_period, organiser, judge):
    seat, text = unsigned(open_period, organiser, judge)

    answers = at_once(*[lambda: actions.sign(seat, typed_name=judge.name, read=fingerprint(text))] * 4)

    assert {answer.pk for answer in answers} == {IntegrityPact.objects.get().pk}
    assert Document.objects.filter(kind="pakta_integritas").count() == 1


def test_twins_that_do_not_hold_the_seat_are_refused(open_period, organiser, judge):
    """The control: without the lock the constraint alone would answer, with a fault instead of the pact."""
    _, text = unsigned(open_period, organiser, judge)
    row = {"period": open_period, "judge": judge, "version": 1, "text": text, "text_sha256": fingerprint(text)}

    answers = at_once(*[lambda: IntegrityPact.objects.create(typed_name=judge.name, **row)] * 2)

    assert sorted(type(answer).__name__ for answer in answers) == ["IntegrityError", "IntegrityPact"]


@pytest.fixture
def proposed(judged, organiser):
    """An announcement waits for one of two other organisers; every agency has somebody who is told."""
    hand_in_all(judged, 80)
    actions.close_judging(judged, by=organiser)
    for entry in judged.proposals.select_related("agency"):
        UserFactory(role=Role.OPERATOR, agency=entry.agency)
    UserFactory(role=Role.ORGANISER)
    return actions.propose_publication(judged, by=organiser)


def approving(proposed):
    mine, colleague = Publication.objects.named().get(pk=proposed.pk), UserFactory(role=Role.ORGANISER)
    return lambda: actions.approve_publication(mine, by=colleague)


def made():
    """What an announcement leaves behind: certificates, awards, and how often each agency was told."""
    told = Counter(letter.to[0] for letter in mail.outbox if letter.subject.startswith("Hasil "))
    return Document.objects.filter(kind="piagam").count(), Award.objects.count(), sorted(told.values())


def test_of_two_who_approve_at_once_one_announces(proposed):
    answers = at_once(*(approving(proposed) for _ in range(3)))

    assert sorted(type(answer).__name__ for answer in answers) == ["NoneType", *["TransitionNotAllowed"] * 2]
    assert made() == (2, 2, [1, 1])


def test_two_who_approve_without_the_guards_tell_everybody_twice(proposed, monkeypatch):
    """The control: neither the period is held nor is it asked whether the proposal is still unanswered."""
    gate = threading.Barrier(2)

    def read_only(period):
        ranking = Ranking.objects.select_related("round__period").get(round__period=period)
        gate.wait(WAIT)
        return ranking

    monkeypatch.setattr(publishing, "held_for_announcement", read_only)
    monkeypatch.setattr(PublicationQuerySet, "unanswered", lambda rows: rows.all())
    monkeypatch.setattr(Period, "take", lambda *args, **kwargs: None)
    # Certificates, awards and the stage of objections are unique by themselves; a mail is not.
    monkeypatch.setattr(issuing, "award", lambda *args, **kwargs: None)
    monkeypatch.setattr(publishing, "open_window", lambda period: None)

    def unguarded(act):
        with pgtrigger.ignore("judging.Publication:approved_once"):
            act()

    answers = at_once(*(partial(unguarded, approving(proposed)) for _ in range(2)))

    assert answers == [None, None]
    assert made() == (2, 0, [2, 2])


def test_approving_and_withdrawing_at_once_leaves_one_of_them(proposed, organiser):
    withdrawn = Publication.objects.named().get(pk=proposed.pk)

    answers = at_once(
        approving(proposed), lambda: actions.withdraw_publication(withdrawn, by=organiser, reason="Salah cetak.")
    )

    assert sorted(type(answer).__name__ for answer in answers) == ["NoneType", "TransitionNotAllowed"]
    last = Publication.objects.get()
    assert last.is_approved != (last.withdrawn_at is not None)
    assert made() == ((2, 2, [1, 1]) if last.is_approved else (0, 0, []))


def test_workers_announce_what_is_due_once(proposed):
    with pgtrigger.ignore("judging.Publication:recorded_stays"):
        Publication.objects.update(due_at=Now() + timedelta(days=1))
    approving(Publication.objects.get())()
    assert made() == (0, 0, [])
    with pgtrigger.ignore("judging.Publication:recorded_stays"):
        Publication.objects.update(proposed_at=Now() - timedelta(days=2), due_at=Now() - timedelta(days=1))

    at_once(announce_due, announce_due, announce_due)

    assert made() == (2, 2, [1, 1])
