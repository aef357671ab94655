"""Run a script in a child process that cannot take the machine with it.

Rendering and parsing of foreign files happens here: own session, no inherited environment, caps on memory
and processor time, and a wall clock after which the whole group is killed. The child is forked by a warm parent
(`kipp.limited_parent`) that this process starts when it first asks, with as clean an environment and the script's
modules imported. It knows no framework, so a child never holds a database connection or a secret.
"""

import json
import os
import selectors
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from kipp import limited_parent

_IDLE = 300  # seconds without an order after which a warm parent ends: a small machine gets its memory back
_GRACE = 5  # seconds a warm parent has to kill a child; one that does not is killed itself, which its children follow
_CHUNK = 65536

# What a child may see of the environment: where programs and fonts are, nothing else.
_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "TMPDIR")


@dataclass(frozen=True)
class Limits:
    memory_mib: int
    cpu_seconds: int
    wall_seconds: float


class End(StrEnum):
    DONE = "done"  # the script ended by itself; its exit code says how
    TIME = "time"  # wall clock or processor time used up
    KILLED = "killed"  # died by a signal: out of memory, or a crash of a native library


@dataclass(frozen=True)
class Outcome:
    end: End
    exit_code: int
    stdout: bytes
    stderr: bytes


def run(script: Path, arguments: Sequence[str], *, payload: bytes, limits: Limits) -> Outcome:
    """Feed `payload` to the script's standard input and return what it wrote, whatever happened to it."""
    wanted = limited_parent.Order(str(script), list(arguments), limits.memory_mib, limits.cpu_seconds)
    deadline = time.monotonic() + limits.wall_seconds
    for _ in range(2):
        # The warm parent we know may have ended by itself, or been killed: then a new one is asked.
        parent = _parents.of(_environment())
        order = _Order(payload, deadline)
        order.carry_out(json.dumps(wanted).encode() + b"\n", parent)
        if order.has_begun or order.is_late:
            break
        _parents.forget(parent)
    return Outcome(order.end, order.exit_code, bytes(order.stdout), bytes(order.stderr))


def _environment() -> dict[str, str]:
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return environment | {"LANG": "C.UTF-8", "TZ": "UTC", "HOME": "/nonexistent"}


class _Parent:
    """The warm parent, as the one who asks it sees it: it ends when `asking` is closed, by whatever end of ours."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.asking, theirs = socket.socketpair()
        with theirs:
            # The command is our own interpreter and our own file; nothing of it comes from a user.
            self.process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-I", limited_parent.__file__, str(_IDLE)],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                env=environment,
                cwd="/",
                start_new_session=True,
            )
        # It ends when it likes; somebody has to wait for it, or a zombie would stay until the next order.
        threading.Thread(target=self.process.wait, name="warm parent", daemon=True).start()


class _Parents:
    """The warm parents of this process: one, unless the environment has changed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._started: dict[frozenset[tuple[str, str]], _Parent] = {}

    def of(self, environment: dict[str, str]) -> _Parent:
        key = frozenset(environment.items())
        with self._lock:
            if key not in self._started:
                self._started[key] = _Parent(environment)
            return self._started[key]

    def forget(self, parent: _Parent) -> None:
        """Let the next order start another."""
        with self._lock:
            self._started = {key: each for key, each in self._started.items() if each is not parent}

    def leave_behind(self) -> None:
        """In a process that was forked off: what is known here belongs to another, and must end with that one."""
        for parent in self._started.values():
            parent.asking.close()
        self._lock = threading.Lock()
        self._started = {}


_parents = _Parents()
os.register_at_fork(after_in_child=_parents.leave_behind)


class _Order:
    """One order at a warm parent: what its child is given, and what comes back."""

    def __init__(self, payload: bytes, deadline: float) -> None:
        self.is_late = False
        self.stdout, self.stderr, self._told = bytearray(), bytearray(), bytearray()
        self._left = memoryview(payload)
        self._deadline = deadline

    @property
    def has_begun(self) -> bool:
        return self._told.startswith(limited_parent.BEGUN)

    @property
    def exit_code(self) -> int:
        """What the warm parent told; if it did not live to tell, its children were killed with it."""
        return int(self._told.removeprefix(limited_parent.BEGUN) or -signal.SIGKILL)

    @property
    def end(self) -> End:
        if self.is_late or self.exit_code == -signal.SIGXCPU:
            return End.TIME
        return End.DONE if self.exit_code >= 0 else End.KILLED

    def carry_out(self, words: bytes, parent: _Parent) -> None:
        """Hand the order over and stay with it until its child has ended."""
        with ExitStack() as opened:
            # A soft time limit of the worker or a Ctrl-C leaves through here: the closed channel kills the child.
            channel, theirs = map(opened.enter_context, socket.socketpair())
            (given, to_child), (answer, out), (complaint, err) = (_pipe(opened) for _ in range(3))
            channel.sendall(words)
            try:
                socket.send_fds(parent.asking, [b"\n"], [end.fileno() for end in (theirs, given, out, err)])
            except OSError:
                return  # it has ended
            for end in (theirs, given, out, err):
                end.close()
            waiting = opened.enter_context(selectors.DefaultSelector())
            for source, kept in ((channel, self._told), (answer, self.stdout), (complaint, self.stderr)):
                waiting.register(source, selectors.EVENT_READ, partial(_read, kept))
            os.set_blocking(to_child.fileno(), False)
            waiting.register(to_child, selectors.EVENT_WRITE, self._feed)
            self._wait(waiting, channel, parent)

    def _wait(self, waiting: selectors.BaseSelector, channel: socket.socket, parent: _Parent) -> None:
        while waiting.get_map():
            if time.monotonic() >= self._deadline:
                if self.is_late:
                    parent.process.kill()
                    return
                self.is_late = True
                self._deadline += _GRACE
                with suppress(OSError):  # what a child started may still hold its output after both have ended
                    channel.shutdown(socket.SHUT_WR)
            for key, _ in waiting.select(max(0, self._deadline - time.monotonic())):
                if key.data(key.fd):
                    ended: Any = waiting.unregister(key.fileobj).fileobj
                    ended.close()

    def _feed(self, pipe: int) -> bool:
        """Write what fits and return whether that was all; a child that ended before reading is no error."""
        with suppress(BrokenPipeError):
            if self._left:
                self._left = self._left[os.write(pipe, self._left[:_CHUNK]) :]
            return not self._left
        return True


def _pipe(opened: ExitStack) -> tuple[BinaryIO, BinaryIO]:
    reading, writing = os.pipe()
    return opened.enter_context(os.fdopen(reading, "rb", 0)), opened.enter_context(os.fdopen(writing, "wb", 0))


def _read(kept: bytearray, source: int) -> bool:
    """Keep what has come and return whether that was the end."""
    with suppress(ConnectionResetError):  # a warm parent that ended without having read the order
        kept += (chunk := os.read(source, _CHUNK))
        return not chunk
    return True
