"""200 entries race the closing of registration from eight connections.

Nothing is accepted late, nothing that was acknowledged is lost, nothing is sent twice. The control takes the lock
and the database's wall clock away and shows that the same race then lets late entries in.
"""

import queue
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from unittest.mock import patch

import pgtrigger
import pytest
from django.db import connection

from competitions import actions as competitions
from competitions.models import Period, TransitionNotAllowed
from kipp.accounts.models import User
from kipp.clock import WIB, database_now
from kipp.documents.models import Document
from proposals import actions
from proposals.models import Proposal, SentVersion
from tests.factories.competitions import set_rules
from tests.factories.proposals import make_many_complete

pytestmark = pytest.mark.django_db(transaction=True)

ENTRIES, TWINS, CONNECTIONS = 200, 20, 8
WARM_UP = 5  # sent one by one before the race: how fast this machine is now decides when registration closes
SHORTEST, LONGEST = timedelta(seconds=1), timedelta(seconds=9)
RUSH = 0.1  # seconds before closing at which the second half begins, however fast the first one was


@dataclass
class Race:
    """What the clients were told, and what the closer saw behind itself."""

    outcomes: list = field(default_factory=list)  # (proposal, what it was told)
    at_closing: set | None = None  # what had been sent when closing was done

    def acknowledged(self) -> list:
        return [pk for pk, told in self.outcomes if told == "sent"]

    def run(self, period, proposals, operator) -> None:
        waiting = queue.SimpleQueue()
        begun = time.monotonic()
        for proposal in proposals[:WARM_UP]:
            self.outcomes.append((proposal.pk, told(proposal.pk, by=operator)))
        each = timedelta(seconds=time.monotonic() - begun) / WARM_UP
        span = min(max(each * ENTRIES / 2, SHORTEST), LONGEST)
        rush = time.monotonic() + span.total_seconds() - RUSH
        for number, proposal in enumerate(proposals[WARM_UP:]):
            not_before = rush if number >= ENTRIES / 2 else 0
            waiting.put((proposal.pk, not_before))
            if number % (ENTRIES // TWINS) == 0:
                waiting.put((proposal.pk, not_before))
        close_in(period, span)
        threads = [threading.Thread(target=self.client, args=(waiting, operator.pk)) for _ in range(CONNECTIONS)]
        threads.append(threading.Thread(target=self.closer, args=(period.pk,)))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)

    def client(self, waiting, operator_pk) -> None:
        try:
            operator = User.objects.get(pk=operator_pk)
            while True:
                pk, not_before = waiting.get_nowait()
                time.sleep(max(0, not_before - time.monotonic()))
                self.outcomes.append((pk, told(pk, by=operator)))
        except queue.Empty:
            pass
        finally:
            connection.close()

    def closer(self, period_pk) -> None:
        try:
            while self.at_closing is None:
                try:
                    competitions.close_registration(Period.objects.get(pk=period_pk))
                except TransitionNotAllowed:
                    time.sleep(0.01)
                else:
                    self.at_closing = sent_pks()
        finally:
            connection.close()


def told(pk, *, by) -> str:
    try:
        actions.submit(Proposal.objects.get(pk=pk), by=by)
    except actions.RegistrationClosed:
        return "closed"
    except TransitionNotAllowed:
        return "already sent"
    return "sent"


def close_in(period, span) -> None:
    closes_at = database_now() + span
    set_rules(
        period,
        registration_closes_at=closes_at,
        registration_closes_on=(closes_at - timedelta(microseconds=1)).astimezone(WIB).date(),
    )
    period.refresh_from_db()


def sent_pks() -> set:
    return set(Proposal.objects.submitted().values_list("pk", flat=True))


def late_pks(period) -> set:
    late = Proposal.objects.submitted().filter(submitted_at__gte=period.registration_closes_at)
    return set(late.values_list("pk", flat=True))


def test_entries_around_closing_are_neither_late_nor_lost_nor_doubled(operator, open_period):
    race = Race()

    race.run(open_period, make_many_complete(WARM_UP + ENTRIES, by=operator, period=open_period), operator)

    acknowledged = race.acknowledged()
    answers = Counter(answer for _, answer in race.outcomes)
    assert len(race.outcomes) == WARM_UP + ENTRIES + TWINS
    assert answers["sent"] > WARM_UP
    assert answers["closed"] > 0
    assert late_pks(open_period) == set()
    assert set(acknowledged) == sent_pks() == race.at_closing
    assert len(acknowledged) == len(set(acknowledged))
    numbers = Proposal.objects.submitted().order_by("number").values_list("number", flat=True)
    assert list(numbers) == [f"KIPP-2024-{n:04}" for n in range(1, len(acknowledged) + 1)]
    assert (SentVersion.objects.count(), Document.objects.filter(kind="receipt").count()) == (len(acknowledged),) * 2


def accepts_by_the_start_of_the_transaction(self, period_id, *, agency_id) -> bool:
    """What the lock replaces: no lock, and the clock of the transaction's first statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT status = 'registration' AND registration_opens_at <= now() AND now() < registration_closes_at"
            " FROM competitions_period WHERE id = %s",
            [period_id],
        )
        return cursor.fetchone()[0]


def told_without_trigger(pk, *, by, tell=told) -> str:
    with pgtrigger.ignore("proposals.Proposal:entry_before_closing"):
        return tell(pk, by=by)


def test_control_without_lock_and_wall_clock_accepts_late_entries(operator, open_period):
    race = Race()
    proposals = make_many_complete(WARM_UP + ENTRIES, by=operator, period=open_period)

    with (
        patch("competitions.querysets.PeriodQuerySet.accepts_entries", accepts_by_the_start_of_the_transaction),
        patch(f"{__name__}.told", told_without_trigger),
    ):
        race.run(open_period, proposals, operator)

    assert late_pks(open_period) != set()
    assert sent_pks() - race.at_closing != set()
