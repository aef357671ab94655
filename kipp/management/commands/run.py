"""The whole application on this machine: database ready, demo filled, web, worker and beat running.

The embedded PostgreSQL and broker are already up when this starts (manage.py, kipp/environment.py).
"""

import contextlib
import http.client
import os
import socket
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from kipp.bootstrap import say, step
from kipp.management.commands.prepare import add_stage
from kipp.stack import Stack
from kipp.supervisor import Service, ServiceFailed, Supervisor

DEFAULT_PORT = 8000
TEND_SECONDS = 0.5


class Command(BaseCommand):
    help = "Start everything on this machine and print the address. Ctrl-C stops it all."
    requires_system_checks = []

    def __init__(self, *args, stack: Stack | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self._stack = stack

    def add_arguments(self, parser):
        add_stage(parser)

    def handle(self, *, stage, **options):
        port = chosen_port(os.environ)
        refuse_taken_port(port)
        if settings.MODE != "production":  # there `prepare` is a step of its own, with the role that owns the tables
            call_command("prepare", stage=stage)
        connections.close_all()
        # What serves people never holds the key to the tables themselves; empty, so that no file brings it back.
        os.environ["DATABASE_OWNER_URL"] = ""
        supervisor = Supervisor(services(port), log_dir=settings.VAR / "log", say=say)
        try:
            with contextlib.ExitStack() as closing:
                with step("Web, worker and beat started"):
                    closing.enter_context(supervisor)
                announce(port)
                while True:
                    time.sleep(TEND_SECONDS)
                    supervisor.tend()
                    for name in self._stack.tend() if self._stack else []:
                        say(f"{name} had died and was started again.")
        except ServiceFailed as failed:
            raise CommandError(str(failed)) from failed
        finally:
            say("Web, worker, dan beat telah dihentikan; basis data sedang ditutup.")


def chosen_port(environ: Mapping[str, str]) -> int:
    text = environ.get("KIPP_PORT") or str(DEFAULT_PORT)
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise CommandError(f"KIPP_PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)


def refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise CommandError(
                f"Port {port} cannot be used ({error.strerror}). Stop the program that holds it, or choose "
                f"another port: KIPP_PORT={port + 1} make run"
            ) from error


def services(port: int) -> list[Service]:
    """Web first, so that the page is there soonest; beat last, because it only orders work."""
    celery = [sys.executable, "-m", "celery", "-A", "kipp"]
    schedule = Path(settings.VAR, "beat")
    schedule.mkdir(exist_ok=True)
    return [
        Service(
            "web",
            [sys.executable, "-m", "gunicorn", "-c", "python:kipp.web", "kipp.wsgi"],
            grace=12,
            ready=lambda _: answers(port),
            environment={"KIPP_BIND": f"127.0.0.1:{port}"},
        ),
        Service(
            "worker",
            [
                *[*celery, "worker", "--pool", "prefork", "--concurrency", "2"],
                *["--without-gossip", "--without-mingle", "--loglevel", "INFO"],
            ],
            grace=20,
            ready=lambda log: " ready." in log,
        ),
        Service(
            "beat",
            # No pid file: one left by a crash would keep beat from starting.
            [
                *[*celery, "beat", "--pidfile", "", "--schedule", str(schedule / "schedule")],
                *["--loglevel", "INFO"],
            ],
            ready=lambda log: "beat: Starting" in log,
        ),
    ]


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        connection.getresponse().read()
    except OSError:
        return False
    finally:
        connection.close()
    return True


def announce(port: int) -> None:
    say("")
    say(f"KIPP Kota Tegal siap:  http://127.0.0.1:{port}/")
    say(f"Log tiap proses: {settings.VAR / 'log'}   Berhenti: Ctrl-C")
