"""Two at the same moment: no text slips in behind its hash, no quota is passed, no form makes two rows."""

import threading
import time
from contextlib import nullcontext, suppress
from datetime import timedelta
from functools import partial
from unittest.mock import patch
from uuid import uuid4

import pgtrigger
import pytest
from django.db import connection, transaction

from kipp.accounts.models import Agency
from kipp.clock import today
from kipp.documents.models import NumberSeries
from proposals import actions
from proposals.models import Answer, AnswerRevision, Innovation, Proposal
from proposals.querysets import ProposalQuerySet
from tests.factories.competitions import set_rules
from tests.factories.proposals import make_checked, make_many_complete

pytestmark = pytest.mark.django_db(transaction=True)


LAST_WORDS = "Diubah pada saat terakhir"


def together(*functions):
    """Run each function in a thread with its own connection; return what each gave or raised."""
    answers = [None] * len(functions)

    def run(place, function):
        try:
            answers[place] = function()
        except Exception as refusal:
            answers[place] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(functions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    return answers


def race_a_text_against_sending(proposal, *, operator, write) -> bool:
    """Write slowly while the proposal is sent; True when the text that was sent is the text that is stored."""
    section = proposal.period.sections.order_by("order").first()
    written = threading.Event()

    def write_slowly():
        with transaction.atomic():
            write(proposal, section)
            written.set()
            time.sleep(0.5)

    def send():
        written.wait(timeout=10)
        return actions.submit(Proposal.objects.get(pk=proposal.pk), by=operator)

    together(write_slowly, send)
    stored = Answer.objects.get(proposal=proposal, section=section).text
    return proposal.last_sent().content["answers"][section.code] == stored == LAST_WORDS


def write_by_sql(proposal, section):
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE proposals_answer SET text = %s WHERE proposal_id = %s AND section_id = %s",
            [LAST_WORDS, proposal.pk, section.pk],
        )


def write_past_the_trigger(proposal, section):
    with pgtrigger.ignore("proposals.Answer:frozen_when_sent"):
        Answer.objects.filter(proposal=proposal, section=section).update(text=LAST_WORDS)


def test_sending_waits_for_a_text_in_flight(operator, open_period):
    (proposal,) = make_many_complete(1, by=operator, period=open_period)

    assert race_a_text_against_sending(proposal, operator=operator, write=write_by_sql)


def test_control_without_the_trigger_another_text_is_sent_than_stored(operator, open_period):
    (proposal,) = make_many_complete(1, by=operator, period=open_period)

    assert not race_a_text_against_sending(proposal, operator=operator, write=write_past_the_trigger)


def race_two_against_a_quota_of_one(operator, period) -> int:
    """Send two proposals of one agency at once; return how many were sent."""
    set_rules(period, quota_per_agency=1)
    proposals = make_many_complete(2, by=operator, period=period)
    counted = threading.Barrier(2)
    take = NumberSeries.take

    def take_late(code, year):
        # Both have counted before either goes on, unless the lock keeps the second from counting.
        with suppress(threading.BrokenBarrierError):
            counted.wait(timeout=0.7)
        return take(code, year)

    with patch.object(NumberSeries, "take", take_late):
        together(*(lambda p=p: actions.submit(Proposal.objects.get(pk=p.pk), by=operator) for p in proposals))
    return Proposal.objects.submitted().count()


def test_two_at_once_do_not_pass_the_quota(operator, open_period):
    assert race_two_against_a_quota_of_one(operator, open_period) == 1


def test_control_without_the_lock_of_the_agency_passes_the_quota(operator, open_period):
    with patch("proposals.actions.sending.Agency.objects.select_for_update", lambda **_: Agency.objects.all()):
        assert race_two_against_a_quota_of_one(operator, open_period) == 2


def race_reminding_against_sending(operator, period) -> bool:
    """Remind of a draft while it is being sent; tell whether its agency still got the reminder."""
    (draft,) = make_many_complete(1, by=operator, period=period)
    draft = Proposal.objects.get(pk=draft.pk)
    sending = threading.Event()

    def send():
        with transaction.atomic():
            actions.submit(Proposal.objects.get(pk=draft.pk), by=operator)
            sending.set()
            time.sleep(0.3)

    def remind():
        sending.wait(timeout=5)
        return actions.remind(draft, on=today())

    return together(send, remind)[1]


def test_reminding_waits_for_a_proposal_that_is_being_sent(operator, open_period):
    assert race_reminding_against_sending(operator, open_period) is False


def test_control_without_the_lock_what_is_being_sent_is_reminded(operator, open_period):
    with patch.object(ProposalQuerySet, "select_for_update", lambda rows, **_: rows):
        assert race_reminding_against_sending(operator, open_period) is True


def race_two_of_one_title(operator, other_operator, period, *, guard=nullcontext) -> int:
    """Two agencies send proposals of one title at once; return how many got through."""
    set_rules(period, is_title_once=True)
    proposals = {by: make_many_complete(1, by=by, period=period)[0].pk for by in (operator, other_operator)}
    judged = threading.Barrier(2)
    take = NumberSeries.take

    def take_late(code, year):
        judged.wait(timeout=10)
        return take(code, year)

    def send(by):
        with guard():
            actions.submit(Proposal.objects.get(pk=proposals[by]), by=by)

    with patch.object(NumberSeries, "take", take_late):
        together(lambda: send(operator), lambda: send(other_operator))
    return Proposal.objects.submitted().count()


def test_of_two_with_one_title_one_is_sent(operator, other_operator, open_period):
    assert race_two_of_one_title(operator, other_operator, open_period) == 1


def test_control_without_the_trigger_both_are_sent(operator, other_operator, open_period):
    guard = partial(pgtrigger.ignore, "proposals.Proposal:title_once")

    assert race_two_of_one_title(operator, other_operator, open_period, guard=guard) == 2


def test_four_clicks_on_one_form_make_one_proposal(operator, open_period):
    token, category = uuid4(), open_period.categories.first()
    start = today() - timedelta(days=900)

    def click():
        return actions.begin_entry(
            by=operator,
            token=token,
            category=category,
            group=open_period.groups.first(),
            title="Antar Dokumen",
            implemented_on=start,
        ).pk

    answers = together(*[click] * 4)

    assert (Innovation.objects.count(), Proposal.objects.count()) == (1, 1)
    assert answers == [Proposal.objects.get().pk] * 4


def test_of_twenty_twin_saves_none_is_lost(operator, open_period):
    (proposal,) = make_many_complete(1, by=operator, period=open_period)
    section = open_period.sections.order_by("order").first()

    def save(text):
        return actions.save_answer(proposal, by=operator, section=section, text=text, version=1).text

    answers = together(*(lambda n=n: save(f"Teks {n}") for n in range(20)))

    saved = [answer for answer in answers if isinstance(answer, str)]
    conflicts = [answer for answer in answers if isinstance(answer, actions.VersionConflict)]
    stored = Answer.objects.get(proposal=proposal, section=section)
    assert (saved, len(conflicts)) == ([stored.text], 19)
    assert {conflict.typed for conflict in conflicts} | {stored.text} == {f"Teks {n}" for n in range(20)}
    assert stored.version == 2


def test_of_two_officers_who_decide_at_once_one_wins_by_the_index_alone(operator, organiser, open_period):
    """The control is the database without its constraint: there both decisions stand."""
    sent = make_checked(by=operator, period=open_period, organiser=organiser)

    def decide():
        return actions.decide(Proposal.objects.get(pk=sent.pk), by=organiser, decision="verify")

    decided = together(decide, decide)

    assert sorted(type(answer).__name__ for answer in decided) == ["Check", "TransitionNotAllowed"]
    assert sent.checks.count() == 1
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX check_one_pending")
    try:
        other = make_checked(by=operator, period=open_period, organiser=organiser, title="Lain")
        for _ in range(2):
            actions.decide(other, by=organiser, decision="verify")
        assert other.checks.count() == 2
    finally:
        with pgtrigger.ignore(), connection.cursor() as cursor:
            other.checks.all().delete()
            cursor.execute(
                "CREATE UNIQUE INDEX check_one_pending ON proposals_check (proposal_id)"
                " WHERE released_at IS NULL AND cancelled_at IS NULL"
            )


def test_two_clicks_on_taking_over_fill_once(operator, open_period):
    earlier, draft = make_many_complete(2, by=operator, period=open_period)
    Answer.objects.filter(proposal=draft).delete()
    sections = open_period.sections.count()

    filled = together(*[partial(actions.take_over, draft, by=operator, earlier=earlier)] * 2)

    assert sorted(filled) == [0, sections]
    assert AnswerRevision.objects.filter(answer__proposal=draft).count() == sections
