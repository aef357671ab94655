"""What the database itself keeps of a period: its steps, its opening and its closing."""

from datetime import timedelta
from itertools import product

import pgtrigger
import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from competitions import actions
from competitions.models import Period
from competitions.schedule import closing_instant
from tests.factories.competitions import PUBLISHED, set_rules

pytestmark = pytest.mark.django_db

Status = Period.Status
STAY = [(status, status) for status in Status]
KNOWN = [(source, target) for sources, target in Period.STEPS.values() for source in sources]


def test_database_knows_no_other_step(open_period):
    """Nothing goes back to a draft, which would free the whole configuration. Who may announce is judging's to say."""
    allowed = []
    with pgtrigger.ignore(PUBLISHED):
        for source, target in product(Status, Status):
            set_rules(open_period, status=source)
            try:
                with transaction.atomic():
                    Period.objects.update(status=target)
            except IntegrityError:
                continue
            allowed.append((source, target))

    assert sorted(allowed) == sorted(KNOWN + STAY)


def test_closing_of_an_opened_period_is_what_its_newest_change_says(open_period, organiser):
    day, refused = open_period.registration_closes_on + timedelta(days=1), []
    moved = {"registration_closes_on": day, "registration_closes_at": closing_instant(day)}

    def move(**columns):
        try:
            with transaction.atomic():
                Period.objects.update(**columns)
        except IntegrityError as refusal:
            refused.append("when its newest change says" in str(refusal))

    move(**moved)
    move(registration_opens_at=timezone.now())
    actions.move_closing(open_period, by=organiser, closes_on=day + timedelta(days=1), reason="Banjir")
    actions.move_closing(open_period, by=organiser, closes_on=day, reason="Surut")
    move(registration_closes_at=closing_instant(day) - timedelta(hours=1))
    early = closing_instant(day) - timedelta(hours=1)
    set_rules(open_period, status=Status.VERIFICATION, registration_closes_at=early)
    move(**moved)

    open_period.refresh_from_db()
    assert refused == [True] * 4
    assert (open_period.registration_closes_on, open_period.registration_closes_at) == (day, early)
