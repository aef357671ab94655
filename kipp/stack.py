"""PostgreSQL and the broker of one machine, kept under one folder.

    with Stack(Path("var")) as stack:
        stack.database_url, stack.redis_url

Two stacks with different folders live side by side; one folder belongs to one process at a time.
"""

import contextlib
import fcntl
import json
import os
import secrets
import signal
import sys
from pathlib import Path
from typing import Self

from kipp import guard
from kipp.private import write_private
from kipp.servers import Postgres, Server, StackFailed, Valkey

__all__ = ["Stack", "StackFailed", "running"]


class Stack:
    """The servers of one `var` folder. `durable=False`: for data that lives no longer than one test run."""

    def __init__(self, var_dir: Path, *, postgres: bool = True, redis: bool = True, durable: bool = True) -> None:
        if sys.platform == "win32":
            raise StackFailed("The embedded servers do not run on Windows. Use: docker compose up")
        self.var = var_dir.resolve()
        (self.var / "log").mkdir(parents=True, exist_ok=True)
        known = _secrets(self.var / "stack-secrets.json")
        self._postgres = Postgres(self.var, secrets=known, durable=durable)
        self._redis = Valkey(self.var, secrets=known)
        self._servers: list[Server] = [
            server for server, wanted in [(self._postgres, postgres), (self._redis, redis)] if wanted
        ]
        self._lock: int | None = None

    def __enter__(self) -> Self:
        self._take_folder()
        try:
            for server in self._servers:
                server.start()
            self._write_state()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(FileNotFoundError):
            self._state.unlink()
        for server in reversed(self._servers):
            server.stop()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def tend(self) -> list[str]:
        """Start again whatever died by itself, and say which."""
        died = [server for server in self._servers if server.died]
        for server in died:
            server.start()
        if died:
            self._write_state()
        return [server.name for server in died]

    @property
    def database_url(self) -> str:
        return self._postgres.url

    @property
    def owner_url(self) -> str:
        """For migrations and tests: the role that owns the tables."""
        return self._postgres.owner_url

    @property
    def redis_url(self) -> str:
        return self._redis.url

    @property
    def postgres_pid(self) -> int | None:
        return self._postgres.pid

    @property
    def redis_pid(self) -> int | None:
        return self._redis.pid

    def urls(self) -> dict[str, str]:
        """Environment variables for the servers this stack holds."""
        urls: dict[str, str] = {}
        if self._postgres in self._servers:
            urls |= {"DATABASE_URL": self.database_url, "DATABASE_OWNER_URL": self.owner_url}
        if self._redis in self._servers:
            urls["REDIS_URL"] = self.redis_url
        return urls

    def start_postgres(self) -> None:
        self._postgres.start()

    def stop_postgres(self, signum: int = signal.SIGINT) -> None:
        self._postgres.stop(signum)

    def start_redis(self) -> None:
        self._redis.start()

    def stop_redis(self, signum: int = signal.SIGTERM) -> None:
        self._redis.stop(signum)

    @property
    def _state(self) -> Path:
        return self.var / "stack.json"

    def _take_folder(self) -> None:
        lock = os.open(self.var / "stack.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            raise StackFailed(
                f"Another process already runs the servers of {self.var}. Stop it first, or give this one its own "
                "folder: KIPP_VAR=/path/to/folder"
            ) from None
        self._lock = lock

    def _write_state(self) -> None:
        state = {"pid": os.getpid(), "born": guard.born(os.getpid()), "urls": self.urls()}
        write_private(self._state, json.dumps(state))


def running(var_dir: Path) -> dict[str, str]:
    """The addresses of the stack alive in this folder; empty when there is none."""
    try:
        state = json.loads((var_dir / "stack.json").read_text())
    except (FileNotFoundError, PermissionError, ValueError):
        return {}
    # The birth time tells the recorded process from a later one with the same number.
    return dict(state["urls"]) if guard.born(state["pid"]) == state["born"] else {}


def _secrets(path: Path) -> dict[str, str]:
    if not path.exists():
        names = ("postgres", "kipp_owner", "kipp", "redis")
        write_private(path, json.dumps({name: secrets.token_urlsafe(24) for name in names}))
    known = dict(json.loads(path.read_text()))
    if "kipp_owner" not in known:
        raise StackFailed(
            f"{path.parent} was made by an earlier version. Move it away, or set KIPP_VAR to another folder."
        )
    return known
