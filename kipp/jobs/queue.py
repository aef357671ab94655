"""Ask for work, and do it.

`enqueue` writes a row in the caller's transaction. After commit a background thread hints to the
worker; nobody waits for the broker. What a lost hint leaves behind, the reconciler picks up.
"""

import queue
import threading
from collections.abc import Callable
from contextlib import contextmanager

from django.db import close_old_connections, connection, transaction

from kipp.jobs.models import Job

HEARTBEAT = 15  # seconds
HANDLERS: dict[str, Callable[..., None]] = {}
_hints: "queue.Queue[str]" = queue.Queue(maxsize=1000)
_carrier: threading.Thread | None = None


def handler(kind: str):
    """Register the function that does jobs of this kind. It may run twice without harm."""

    def register(function):
        HANDLERS[kind] = function
        return function

    return register


def enqueue(kind: str, *, key: str | None = None, by=None, **params) -> Job:
    """Write the job in the caller's transaction. The same key gives the same job, once."""
    defaults = {"kind": kind, "params": params, "requested_by": by}
    if key is None:
        job = Job.objects.create(**defaults)
    else:
        job, _ = Job.objects.get_or_create(key=key, defaults=defaults)
    transaction.on_commit(lambda: hint(job.pk))
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
        job.fail(f"{type(error).__name__}: {error}")
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


@contextmanager
def _heartbeat(job: Job):
    stop = threading.Event()

    def beat():
        while not stop.wait(HEARTBEAT):
            if not job.beat():
                break
        connection.close()

    thread = threading.Thread(target=beat, name=f"heartbeat-{job.pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _carry() -> None:
    from kipp.jobs.tasks import run_job  # noqa: PLC0415 (tasks imports this module)

    while True:
        job_id = _hints.get()
        try:
            run_job.apply_async(args=[job_id], retry=False)
        except Exception:  # noqa: S112 (a silent broker is no error: the row stays queued)
            continue
        finally:
            close_old_connections()
