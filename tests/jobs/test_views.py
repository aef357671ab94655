"""The organiser sees what waits or has failed, and repeats it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kipp.audit.models import Entry
from kipp.jobs import actions, permissions
from kipp.jobs.models import Job, Mail
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

LIST = "/pekerjaan/"


def failed_job(**fields):
    return Job.objects.create(
        kind="mail.send", state=Job.State.FAILED, attempts=3, error="SMTPConnectError: 421", **fields
    )


def retry_url(job):
    return reverse("jobs:retry", args=[job.pk])


def test_list_shows_what_is_not_done_with_its_reason(client, organiser):
    failed_job()
    Job.objects.create(kind="document.make")
    Job.objects.create(kind="document.make", state=Job.State.DONE, error="tidak tampak")
    Mail.objects.create(to="a@contoh.example", subject="s", body="b")
    client.force_login(organiser)

    page = client.get(LIST).content.decode()

    assert "2 pekerjaan belum selesai" in page
    assert "1 surel menunggu pengiriman." in page
    assert [word in page for word in ("Kirim surel", "Buat dokumen", "Gagal", "Antre", "SMTPConnectError: 421")] == [
        True
    ] * 5
    assert "tidak tampak" not in page
    assert page.count("Ulangi") == 1


def test_list_is_narrowed_and_sorted(client, organiser):
    failed = failed_job()
    waiting = Job.objects.create(kind="document.make")
    client.force_login(organiser)

    shown = {
        query: list(client.get(f"{LIST}?{query}").context["jobs"])
        for query in ("keadaan=failed", "pekerjaan=document.make", "urut=percobaan", "urut=-percobaan")
    }

    assert shown == {
        "keadaan=failed": [failed],
        "pekerjaan=document.make": [waiting],
        "urut=percobaan": [waiting, failed],
        "urut=-percobaan": [failed, waiting],
    }


def test_list_without_work_says_so(client, organiser):
    client.force_login(organiser)

    assert "Semua pekerjaan latar sudah selesai." in client.get(LIST).content.decode()


def test_list_asks_the_same_number_of_questions_for_any_length(client, organiser):
    client.force_login(organiser)
    counts = []
    for total in (3, 49):
        while Job.objects.count() < total:
            failed_job(requested_by=UserFactory())
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(LIST)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 25


def test_failed_job_is_queued_again_and_the_act_is_recorded(client, organiser):
    job = failed_job()
    client.force_login(organiser)

    response = client.post(retry_url(job), follow=True)

    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.QUEUED, 0)
    assert response.redirect_chain == [(LIST, 302)]
    assert "Pekerjaan diulang." in response.content.decode()
    entry = Entry.objects.order_by("-seq").first()
    assert (entry.verb, entry.subject, entry.actor) == ("job.retry", f"jobs.job:{job.pk}", organiser.name)


def test_job_that_runs_again_already_is_not_recorded_twice(organiser):
    job = failed_job()
    actions.retry(job, by=organiser)

    with pytest.raises(actions.NotFailed):
        actions.retry(job, by=organiser)

    assert Entry.objects.filter(verb="job.retry").count() == 1


def test_who_is_late_is_told(client, organiser, monkeypatch):
    job = failed_job()
    client.force_login(organiser)
    monkeypatch.setattr(Job, "retry", lambda job: False)

    page = client.post(retry_url(job), follow=True).content.decode()

    assert "Pekerjaan ini sudah berjalan kembali." in page


def test_operator_repeats_the_own_job_and_returns_to_the_documents(client, operator):
    job = failed_job(requested_by=operator)
    client.force_login(operator)

    response = client.post(retry_url(job))

    assert (response.status_code, response["Location"]) == (302, reverse("documents:list"))


@pytest.mark.parametrize(
    ("who", "statuses"),
    [("operator", (403, 404, 404)), ("judge", (403, 404, 404)), ("organiser", (200, 405, 302))],
)
def test_who_may_open_the_pages(client, request, who, statuses):
    job = failed_job()
    client.force_login(request.getfixturevalue(who))

    answers = [client.get(LIST), client.get(retry_url(job)), client.post(retry_url(job))]

    assert tuple(answer.status_code for answer in answers) == statuses


def test_who_may_retry(organiser, operator, other_operator, judge):
    people = {"organiser": organiser, "operator": operator, "other_operator": other_operator, "judge": judge}
    allowed = {
        state: {
            name
            for name, user in people.items()
            if permissions.may_retry(user, Job(state=state, requested_by=operator))
        }
        for state in Job.State
    }

    assert allowed == {
        Job.State.QUEUED: set(),
        Job.State.RUNNING: set(),
        Job.State.DONE: set(),
        Job.State.FAILED: {"organiser", "operator"},
    }
