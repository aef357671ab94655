"""What the worker is hinted to do, and the sweep that finds what hints have lost."""

from celery import shared_task
from celery.signals import worker_ready

from kipp.jobs import queue, watch
from kipp.jobs.models import Job


@shared_task(name="kipp.jobs.run")
def run_job(job_id: str) -> None:
    queue.run(job_id)


@shared_task(name="kipp.jobs.reconcile")
def reconcile() -> None:
    """Hint again for jobs whose hint or worker was lost; give up on those that died three times."""
    Job.objects.give_up()
    for pk in Job.objects.overdue().order_by("queued_at").values_list("pk", flat=True)[:200]:
        # Sent here, not through the carrier: this process may be renewed before its thread has spoken.
        run_job.apply_async(args=(str(pk),), retry=False)


@worker_ready.connect
def start(**_) -> None:
    watch.begin()
    reconcile.apply_async(retry=False)
