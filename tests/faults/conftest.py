"""A real broker, a real worker and a real beat beside the test's own database."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

import pytest
from celery import current_app
from django.conf import settings
from django.db import connection

from kipp.stack import Stack

ROOT = Path(__file__).resolve().parents[2]
# Seconds. Short, so that a run of the suite need not wait; the environment may ask for those of production.
SILENT = os.environ.get("KIPP_FAULTS_SILENT", "12")
OVERDUE = os.environ.get("KIPP_FAULTS_OVERDUE", "3")


class Crew:
    """Worker and beat as they run in production: each in an own session, both on the test's database."""

    def __init__(self, folder: Path, redis_url: str):
        self.folder = folder
        self.environment = {
            **os.environ,
            "DATABASE_URL": _database_url(),
            "REDIS_URL": redis_url,
            "KIPP_MODE": "test",
            "KIPP_VAR": str(folder),
            "SECRET_KEY": settings.SECRET_KEY,
            "RESULT_SIGNING_KEY": settings.RESULT_SIGNING_KEY,
            "JOBS_SILENT_AFTER": SILENT,
            "JOBS_OVERDUE_AFTER": OVERDUE,
        }
        self.running: dict[str, subprocess.Popen] = {}

    @property
    def log(self) -> Path:
        return self.folder / "crew.log"

    def start(self, name: str) -> None:
        options = {
            "worker": ["worker", "--concurrency", "2", "--loglevel", "INFO", "--without-gossip", "--without-mingle"],
            "beat": ["beat", "--schedule", str(self.folder / "schedule"), "--pidfile", ""],
        }[name]
        with self.log.open("ab") as out:
            self.running[name] = subprocess.Popen(
                [sys.executable, "-m", "celery", "-A", "kipp", *options],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )

    def children(self) -> list[int]:
        """The processes of the worker's pool."""
        pid = self.running["worker"].pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def tend(self) -> None:
        """Start again what has ended by itself, as the supervisor of an installation does."""
        for name in [name for name, process in self.running.items() if process.poll() is not None]:
            self.kill(name)
            self.start(name)

    def kill(self, name: str) -> None:
        """kill -9 to the process and everything in its group."""
        process = self.running.pop(name)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def ready(self) -> bool:
        return b"ready." in self.log.read_bytes()

    def stop(self) -> None:
        for name in list(self.running):
            self.kill(name)


def _database_url() -> str:
    own = connection.settings_dict
    password = f":{quote(own['PASSWORD'], safe='')}" if own["PASSWORD"] else ""
    return f"postgres://{own['USER']}{password}@{own['HOST']}:{own['PORT']}/{own['NAME']}"


def wait_until(condition, seconds: float, what: str):
    """Look again and again; a condition that stays false is a failure that says what was awaited."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answer := condition():
            return answer
        time.sleep(0.1)
    raise AssertionError(f"not within {seconds} s: {what}")


@pytest.fixture(scope="module")
def broker(tmp_path_factory):
    with Stack(tmp_path_factory.mktemp("stack"), postgres=False, durable=False) as stack:
        yield stack


@pytest.fixture
def hints_to(monkeypatch):
    """Let this process, too, speak to another broker than that of the settings."""

    def redirect(url: str) -> None:
        app = current_app._get_current_object()
        for name in ("broker_url", "broker_read_url", "broker_write_url"):
            monkeypatch.setattr(app.conf, name, url)
        monkeypatch.setattr(app, "_pool", None)
        monkeypatch.setattr(app.amqp, "_producer_pool", None)

    return redirect


@pytest.fixture
def crew(transactional_db, tmp_path, broker, hints_to):
    hints_to(broker.redis_url)
    crew = Crew(tmp_path, broker.redis_url)
    (tmp_path / "static").mkdir()
    crew.start("worker")
    crew.start("beat")
    try:
        wait_until(crew.ready, 60, "the worker is ready")
        yield crew
    finally:
        crew.stop()
        # Shown with a test that failed: what worker and beat saw.
        print(crew.log.read_text()[-20_000:])  # noqa: T201
