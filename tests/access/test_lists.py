"""The lists of people, periods and work ask the database as often for sixty rows as for three."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from competitions.actions import archive_past
from competitions.models import Period
from kipp.accounts.models import Role
from kipp.jobs.models import Job, Mail
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def people(organiser, count):
    UserFactory.create_batch(count, role=Role.OPERATOR)


def periods(organiser, count):
    taken = set(Period.objects.values_list("year", flat=True))
    for year in [year for year in range(1900, 2000) if year not in taken][:count]:
        archive_past(by=organiser, year=year, agencies=1, proposals=1)


def jobs(organiser, count):
    Job.objects.bulk_create(Job(kind="document.make", requested_by=organiser) for _ in range(count))


def mails(organiser, count):
    people = UserFactory.create_batch(count, role=Role.OPERATOR)
    sent = Mail.objects.bulk_create(Mail(to=person.email, subject="Perihal", body="Isi") for person in people)
    failed = [Job(kind="mail.send", key=f"mail:{mail.pk}", state=Job.State.FAILED, error="OSError: x") for mail in sent]
    Job.objects.bulk_create(failed)


def asked(client, url):
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
    return response.status_code, len(captured)


@pytest.mark.parametrize(
    ("url_name", "add"),
    [
        ("accounts:user_list", people),
        ("competitions:period_list", periods),
        ("jobs:list", jobs),
        ("jobs:mail_list", mails),
    ],
)
def test_a_list_costs_the_same_at_3_and_60_rows(organiser, url_name, add):
    client = Client()
    client.force_login(organiser)
    url = reverse(url_name)
    add(organiser, 3)
    client.get(url)  # what is cached after the first page of a session
    few = asked(client, url)

    add(organiser, 57)

    assert asked(client, url) == few
    assert few[0] == 200
    assert few[1] <= 25
