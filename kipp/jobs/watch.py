"""A worker that has gone deaf ends itself; whoever keeps it (supervisor, container) starts it again.

After its broker was away, a worker can be connected and take nothing any more (celery issues 8030, 8091, 9054,
10205). Nothing fails then, so nothing would be noticed: work stays queued until somebody restarts the worker.
"""

import logging
import os
import signal
import threading
import time
from typing import Any

from celery import current_app
from celery.signals import task_received
from celery.worker import state
from kombu.exceptions import ChannelError

logger = logging.getLogger(__name__)

LOOK_EVERY = 5.0  # seconds
# How long messages may wait untouched: while no process of the pool works, and while all do, which they may
# for as long as a task may take.
PATIENCE_IDLE = 20.0
PATIENCE_BUSY = 150.0


class Ears:
    """Since when messages have been waiting while the worker took none of them."""

    def __init__(self, now: float) -> None:
        self._taken_at = now
        self._waiting_since: float | None = None

    def take(self, now: float) -> None:
        self._taken_at = now

    def are_deaf(self, *, waiting: int, is_busy: bool, now: float) -> bool:
        """Tell whether the messages seen waiting at this look have been let wait for too long."""
        if not waiting:
            self._waiting_since = None
            return False
        if self._waiting_since is None or self._waiting_since < self._taken_at:
            self._waiting_since = now
        return now - self._waiting_since > (PATIENCE_BUSY if is_busy else PATIENCE_IDLE)


def waiting_messages() -> int:
    """Count the messages nobody has taken yet; 0 when the broker does not answer: that is no fault of the worker."""
    try:
        with current_app.connection_for_read() as connection:
            connection.ensure_connection(max_retries=1, interval_start=0)
            channel: Any = connection.default_channel
            return int(channel.queue_declare(current_app.conf.task_default_queue, passive=True).message_count)
    except ChannelError:
        return 0  # the broker forgets an empty queue
    except Exception as error:
        logger.info("cannot look into the queue: %s", error)
        return 0


def _watch(ears: Ears) -> None:
    while True:
        time.sleep(LOOK_EVERY)
        is_busy = bool(state.reserved_requests)
        if ears.are_deaf(waiting=waiting_messages(), is_busy=is_busy, now=time.monotonic()):
            logger.critical("messages wait and this worker takes none: it ends, to be started again")
            os.kill(os.getpid(), signal.SIGKILL)


def begin() -> None:
    """Watch the ears of this worker until it ends."""
    ears = Ears(time.monotonic())
    task_received.connect(lambda **_: ears.take(time.monotonic()), weak=False)
    threading.Thread(target=_watch, args=(ears,), name="ears", daemon=True).start()
