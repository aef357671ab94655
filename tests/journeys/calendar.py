"""Time for the journeys: days pass, and the moment of closing comes."""

import time
from datetime import timedelta

import pgtrigger
from django.db.models import F
from django.utils import timezone

from competitions.models import Period
from kipp.clock import today
from proposals.models import Innovation
from tests.factories.competitions import set_rules

DATES = ("registration_closes_on", "verification_closes_on", "judging_closes_on", "announced_on")
INSTANTS = ("registration_opens_at", "registration_closes_at")


def until_the_closing_day(period: Period) -> None:
    """Let the days pass until registration closes today. The clock of the database cannot be moved, so every
    date that was written down moves back by as many days."""
    period.refresh_from_db()
    days = timedelta(days=(period.registration_closes_on - today()).days)
    with pgtrigger.ignore():
        Period.objects.filter(pk=period.pk).update(**{name: F(name) - days for name in (*DATES, *INSTANTS)})
        Innovation.objects.update(implemented_on=F("implemented_on") - days)


def the_hour_comes(period: Period) -> None:
    """Registration closes this very second."""
    set_rules(period, registration_closes_at=timezone.now())


def wait_for(condition, *, seconds: float, what: str):
    """Look every quarter of a second; return what was found."""
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, f"{what}: not within {seconds:.0f} s"
        time.sleep(0.25)
    return found
