"""Starts services in order, starts them again when they die, stops them in reverse order.

Every service runs under a guard (kipp/guard.py): Ctrl-C, SIGTERM, a closed terminal and even kill -9 of this
process leave nothing behind.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from kipp import guard

_READY_SECONDS = 90.0
_LOG_BYTES = 5_000_000
_CALM_SECONDS = 60.0  # a service that lived this long is restarted at once
_SLOWEST_RESTART = 30.0
_PATIENCE_SECONDS = 2.0  # a stop that takes longer is explained


class ServiceFailed(Exception):
    """A service did not come up; the text says which, why and where its log is."""


@dataclass(frozen=True)
class Service:
    """`ready` is asked, with what the service has logged so far, until it says yes."""

    name: str
    command: Sequence[str]
    grace: float = 10.0
    ready: Callable[[str], bool] | None = None
    environment: Mapping[str, str] = field(default_factory=dict)


class _Kept:
    """One service under its guard. Closing our end of the pipe is the order to stop."""

    def __init__(self, service: Service, log: Path) -> None:
        self.service = service
        self.log = log
        self.deaths = 0
        self.restart_at = 0.0

    def start(self) -> None:
        if self.log.exists() and self.log.stat().st_size > _LOG_BYTES:
            self.log.replace(self.log.with_suffix(".log.1"))
        reading, self._writing = os.pipe()
        with self.log.open("ab") as out:
            self._logged = out.tell()
            self.guard = subprocess.Popen(
                [
                    *[sys.executable, "-I", "-S", guard.__file__],
                    *[str(reading), str(self.service.grace), *self.service.command],
                ],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                env={**os.environ, **self.service.environment},
                pass_fds=[reading],
                start_new_session=True,
            )
        os.close(reading)
        self.started_at = time.monotonic()

    @property
    def alive(self) -> bool:
        return self.guard.poll() is None

    def said(self) -> str:
        """What it has logged since it was started."""
        return self.log.read_bytes()[self._logged :].decode(errors="replace")

    def order_stop(self) -> None:
        with contextlib.suppress(OSError):
            os.close(self._writing)

    def kill(self) -> None:
        """The guard leads the group, so this also reaches what a killed guard left."""
        for pid in guard.descendants(self.guard.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.guard.pid, signal.SIGKILL)

    def clean_up(self) -> None:
        self.order_stop()
        self.kill()
        self.guard.wait()


class Supervisor:
    def __init__(
        self, services: Sequence[Service], *, log_dir: Path, say: Callable[[str], None] = lambda _: None
    ) -> None:
        log_dir.mkdir(parents=True, exist_ok=True)
        self._kept = [_Kept(service, log_dir / f"{service.name}.log") for service in services]
        self._started: list[_Kept] = []
        self._say = say
        self._hurry = False

    def __enter__(self) -> Self:
        try:
            for kept in self._kept:
                kept.start()
                self._started.append(kept)
            for kept in self._kept:
                self._await_ready(kept)
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def pid(self, name: str) -> int | None:
        """The service's own main process, below its guard."""
        for kept in self._started:
            if kept.service.name == name and kept.alive:
                return guard.first_child(kept.guard.pid)
        return None

    def tend(self) -> None:
        """One look: start again what died, ever more slowly when it keeps dying."""
        now = time.monotonic()
        for kept in self._started:
            if kept.alive:
                continue
            if not kept.restart_at:
                kept.clean_up()
                kept.deaths = 0 if now - kept.started_at > _CALM_SECONDS else kept.deaths + 1
                delay = min(2.0**kept.deaths - 1, _SLOWEST_RESTART)
                kept.restart_at = now + delay
                self._say(f"{kept.service.name} ended; starting it again in {delay:.0f} s. Log: {kept.log}")
            if now >= kept.restart_at:
                kept.restart_at = 0.0
                kept.start()

    def stop(self) -> None:
        """In reverse order, each with its grace. A second signal cuts the waiting short."""
        for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(signum, self._be_quick)
        for kept in reversed(self._started):
            kept.order_stop()
            self._await_end(kept)
            kept.clean_up()
        self._started.clear()

    def _await_end(self, kept: _Kept) -> None:
        began = time.monotonic()
        told = False
        while kept.alive and not self._hurry and time.monotonic() - began < kept.service.grace + 5:
            if not told and time.monotonic() - began > _PATIENCE_SECONDS:
                told = True
                self._say(
                    f"Waiting for {kept.service.name} to finish what it is doing, {kept.service.grace:.0f} s at "
                    "most; Ctrl-C again stops it at once."
                )
            time.sleep(0.05)

    def _be_quick(self, *_: object) -> None:
        self._hurry = True

    def _await_ready(self, kept: _Kept) -> None:
        if kept.service.ready is None:
            return
        deadline = time.monotonic() + _READY_SECONDS
        while not kept.service.ready(kept.said()):
            if not kept.alive or time.monotonic() > deadline:
                tail = "\n".join(kept.said().splitlines()[-15:])
                raise ServiceFailed(f"{kept.service.name} did not start. The end of {kept.log}:\n{tail}")
            time.sleep(0.1)


def exit_on_signals() -> None:
    """Ctrl-C, SIGTERM and a closed terminal unwind, so that every `with` stops what it started."""
    for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(signum, lambda received, _: sys.exit(128 + received))
