"""Giving one agency more time: when, by whom, on which page."""

from datetime import timedelta

import pgtrigger
import pytest
from django.db import DatabaseError

from competitions import actions
from competitions.models import AgencyExtension, Period, TransitionNotAllowed
from competitions.schedule import closing_instant
from kipp.accounts.models import Agency
from kipp.audit.models import Entry
from kipp.clock import today
from tests.competitions.test_forms import date_of
from tests.factories.competitions import set_rules

pytestmark = pytest.mark.django_db

Status = Period.Status


@pytest.mark.parametrize("status", Status)
def test_more_time_is_given_while_entries_may_still_be_decided(status, open_period, operator, organiser):
    with pgtrigger.ignore():
        Period.objects.filter(pk=open_period.pk).update(status=status)
    until = closing_instant(open_period.registration_closes_on + timedelta(days=3))

    def extend():
        actions.extend_for(open_period, by=organiser, agency=operator.agency, until=until, reason="Banjir")

    if status in (Status.REGISTRATION, Status.VERIFICATION):
        extend()
    else:
        with pytest.raises(TransitionNotAllowed):
            extend()

    given = list(AgencyExtension.objects.values_list("agency", "until", "reason", "by"))
    audited = list(Entry.objects.filter(verb="period.extend_for").values_list("note", flat=True))
    expected = status in (Status.REGISTRATION, Status.VERIFICATION)
    assert given == ([(operator.agency_id, until, "Banjir", organiser.pk)] if expected else [])
    assert audited == (["Banjir"] if expected else [])


@pytest.mark.parametrize("days", [-1, 0, 5])
def test_more_time_is_more_than_the_agency_has(days, open_period, operator, organiser):
    closes_on = open_period.registration_closes_on
    give = {"by": organiser, "agency": operator.agency, "reason": "Banjir"}
    actions.extend_for(open_period, until=closing_instant(closes_on + timedelta(days=5)), **give)

    with pytest.raises(actions.NotReady, match="Perpanjangan harus setelah penutupan"):
        actions.extend_for(open_period, until=closing_instant(closes_on + timedelta(days=days)), **give)


@pytest.mark.parametrize("change", ["UPDATE competitions_agencyextension SET reason = 'x'", None])
def test_extension_is_kept_for_good(change, open_period, operator, organiser):
    until = closing_instant(open_period.registration_closes_on + timedelta(days=1))
    given = actions.extend_for(open_period, by=organiser, agency=operator.agency, until=until, reason="Banjir")

    with pytest.raises(DatabaseError, match="Cannot update or delete"):
        AgencyExtension.objects.filter(pk=given.pk).update(reason="x") if change else given.delete()


def typed(agency, day):
    return date_of("closes_on", day) | {"agency": agency.pk, "reason": "Banjir"}


def test_page_gives_more_time_and_shows_it(client, organiser, operator, open_period):
    client.force_login(organiser)
    day = open_period.registration_closes_on + timedelta(days=2)

    page = client.post(f"/periode/{open_period.pk}/perpanjangan/", typed(operator.agency, day), follow=True)

    assert AgencyExtension.objects.get().until == closing_instant(day)
    text = page.content.decode()
    assert "Perpanjangan untuk satu instansi" in text
    assert f"{operator.agency.name} sampai" in text


def test_page_explains_a_day_that_gives_nothing(client, organiser, operator, open_period):
    client.force_login(organiser)

    page = client.post(f"/periode/{open_period.pk}/perpanjangan/", typed(operator.agency, today()))

    assert "Perpanjangan harus setelah penutupan" in page.content.decode()
    assert AgencyExtension.objects.count() == 0


def test_only_invited_agencies_are_offered(client, organiser, operator, open_period):
    set_rules(open_period, invited_kinds=[Agency.Kind.SMP])
    client.force_login(organiser)
    day = open_period.registration_closes_on + timedelta(days=2)

    page = client.post(f"/periode/{open_period.pk}/perpanjangan/", typed(operator.agency, day))

    assert page.context["form"].errors == {"agency": ["Pilih instansi"]}
