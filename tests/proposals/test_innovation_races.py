"""The record of an innovation changes while an entry of it is sent: what is sent is what is stored."""

import threading
import time

import pgtrigger
import pytest
from django.db import transaction

from proposals import actions
from proposals.models import Award, Innovation, Proposal
from tests.factories.competitions import set_group_rules
from tests.factories.proposals import make_complete
from tests.proposals.test_races import together

pytestmark = pytest.mark.django_db(transaction=True)

RENAMED = "Antar Dokumen sampai Rumah"


def send_during(change, *, proposal, operator):
    """Send while a change is in flight; return what the sending gave or raised."""
    changed = threading.Event()

    def change_slowly():
        with transaction.atomic():
            change()
            changed.set()
            time.sleep(0.3)

    def send():
        changed.wait(timeout=10)
        return actions.submit(Proposal.objects.get(pk=proposal.pk), by=operator)

    return together(change_slowly, send)[1]


def rename(innovation, by):
    return lambda: actions.change_innovation(innovation, by=by, title=RENAMED)


def rename_by_sql(innovation):
    return lambda: Innovation.objects.filter(pk=innovation.pk).update(title=RENAMED)


def titles(proposal):
    return proposal.last_sent().content["title"], Innovation.objects.get(pk=proposal.innovation_id).title


def test_sending_waits_for_a_new_title(operator, open_period):
    proposal = make_complete(by=operator, period=open_period)

    send_during(rename(proposal.innovation, operator), proposal=proposal, operator=operator)

    assert titles(proposal) == (RENAMED, RENAMED)


def test_control_without_the_lock_another_title_is_sent_than_stored(operator, open_period):
    proposal = make_complete(by=operator, period=open_period)
    before = proposal.innovation.title

    send_during(rename_by_sql(proposal.innovation), proposal=proposal, operator=operator)

    assert titles(proposal) == (before, RENAMED)


def win(innovation):
    """Past every action: the trigger alone makes the sending wait."""
    return lambda: Award.objects.create(innovation=innovation, title="Top 20", year=2022, level="province")


def test_sending_counts_an_award_in_flight(operator, open_period):
    set_group_rules(open_period, max_times_awarded=0)
    proposal = make_complete(by=operator, period=open_period)

    answer = send_during(win(proposal.innovation), proposal=proposal, operator=operator)

    assert isinstance(answer, actions.NotEligible)


def test_control_without_the_trigger_an_award_in_flight_is_overlooked(operator, open_period):
    set_group_rules(open_period, max_times_awarded=0)
    proposal = make_complete(by=operator, period=open_period)

    def past_the_trigger():
        with pgtrigger.ignore("proposals.Award:frozen_in_competition"):
            win(proposal.innovation)()

    send_during(past_the_trigger, proposal=proposal, operator=operator)

    proposal.refresh_from_db()
    assert (proposal.status, proposal.innovation.times_awarded) == ("submitted", 1)
