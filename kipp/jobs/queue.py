"""Ask for work, and do it.

`enqueue` writes a row in the caller's transaction. After commit a background thread hints to the
worker; nobody waits for the broker. What a lost hint leaves behind, the reconciler picks up.
"""

import logging
import queue
import threading
from collections.abc import Callable
from contextlib import contextmanager
from typing import TypeVar

from celery import current_app
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from kipp.jobs.models import LABELS, Job

logger = logging.getLogger(__name__)

Work = TypeVar("Work", bound=Callable[..., None])
HANDLERS: dict[str, Callable[..., None]] = {}
_hints: "queue.Queue[str]" = queue.Queue(maxsize=1000)
_carrier: threading.Thread | None = None


def handler(kind: str, *, label: str) -> Callable[[Work], Work]:
    """Register the function that does jobs of this kind. It may run twice without harm."""

    def register(function: Work) -> Work:
        HANDLERS[kind] = function
        LABELS[kind] = label
        return function

    return register


def enqueue(kind: str, *, key: str | None = None, by=None, **params) -> Job:
    """Write the job in the caller's transaction. The same key gives the same job, once."""
    defaults = {"kind": kind, "params": params, "requested_by": by}
    if key is None:
        job = Job.objects.create(**defaults)
    else:
        job, _ = Job.objects.get_or_create(key=key, defaults=defaults)
    transaction.on_commit(lambda: hint(job.pk), robust=True)
    return job


def hint(job_id) -> None:
    """Leave word for the broker's carrier thread; drop it when the thread is behind."""
    global _carrier
    if _carrier is None or not _carrier.is_alive():
        _carrier = threading.Thread(target=_carry, name="job-hints", daemon=True)
        _carrier.start()
    try:
        _hints.put_nowait(str(job_id))
    except queue.Full:
        return  # the reconciler finds the row


def run(job_id) -> bool:
    """Do one job if it is free; False when there was nothing to do. Errors end up on the row."""
    job = Job.objects.claim(job_id)
    if job is None:
        return False
    try:
        with _heartbeat(job):
            HANDLERS[job.kind](**job.params)
    except Exception as error:
        logger.exception("job %s", job)
        job.fail(_reason(error))
    else:
        job.finish()
    return True


def run_waiting() -> int:
    """Do everything that waits, here and now, also what that brings up; return how many."""
    done = 0
    while waiting := list(Job.objects.claimable().order_by("queued_at").values_list("pk", flat=True)):
        ran = sum(run(pk) for pk in waiting)
        if not ran:
            break
        done += ran
    return done


def _reason(error: Exception) -> str:
    """What the row says about a failure; PostgreSQL stores no NUL."""
    return f"{type(error).__name__}: {error}".replace("\x00", "")


@contextmanager
def _heartbeat(job: Job):
    stop = threading.Event()
    beat = threading.Thread(target=_beat, args=(job, stop), name=f"heartbeat-{job.pk}", daemon=True)
    beat.start()
    try:
        yield
    finally:
        stop.set()
        beat.join()


def _beat(job: Job, stop: threading.Event) -> None:
    """Beat until told to stop, or until another worker has taken over."""
    while not stop.wait(settings.JOBS_SILENT_AFTER / 6):
        try:
            if not job.beat():
                break
        except DatabaseError:
            logger.warning("job %s: heartbeat not written", job)
        finally:
            # A connection of its own, given back at once: beats are rare.
            connection.close()


def _carry() -> None:
    while True:
        job_id = _hints.get()
        try:
            # By name: the tasks module imports this one.
            current_app.send_task("kipp.jobs.run", args=[job_id], retry=False)
        except Exception as error:
            # A silent broker is no error: the row stays queued.
            logger.info("no hint for job %s: %s", job_id, error)
