"""What the database and the querysets of the jobs hold to."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection, transaction

from kipp.jobs.models import Job
from kipp.jobs.queue import enqueue, run_waiting

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("statement", "constraint"),
    [
        ("UPDATE jobs_job SET state = 'hilang'", "job_state_known"),
        ("UPDATE jobs_job SET state = 'running', lease = NULL", "job_running_has_lease"),
    ],
    ids=["state", "lease"],
)
def test_database_refuses(work, statement, constraint):
    enqueue("test.work", key="satu")

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_key_is_unique_in_the_database(work):
    enqueue("test.work", key="satu")

    with pytest.raises(IntegrityError, match="jobs_job_key"), transaction.atomic():
        Job.objects.create(kind="test.work", key="satu")


def test_waiting_work_without_attempts_left_is_not_tried_for_ever(work):
    job = enqueue("test.work")
    Job.objects.filter(pk=job.pk).update(attempts=3)

    assert (run_waiting(), work.done) == (0, [])


def test_strangers_see_no_jobs(work):
    enqueue("test.work")

    assert list(Job.objects.visible_to(AnonymousUser())) == []
