"""Give failed work another chance."""

from django.db import transaction

from kipp.accounts.models import User
from kipp.audit.chain import record
from kipp.jobs.models import Job
from kipp.jobs.queue import hint


class NotFailed(Exception):
    """The job waits, runs or is done; there is nothing to repeat."""


@transaction.atomic
def retry(job: Job, *, by: User) -> None:
    """Queue a failed job again with three new attempts."""
    if not job.retry():
        raise NotFailed(str(job))
    record("job.retry", job, by=by, kind=job.kind)
    transaction.on_commit(lambda: hint(job.pk), robust=True)
