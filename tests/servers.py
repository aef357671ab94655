"""A broker, a worker with its clock, and a browser: the real ones, for tests of the whole.

The web server is `live_server` of pytest-django; it and the worker share one test database and one folder of files.
"""

import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from django.conf import settings as django_settings
from django.db import connection
from playwright.sync_api import Page

from kipp.bootstrap import BROWSER_PACKAGE, browser
from kipp.celery import app
from kipp.stack import Stack
from kipp.supervisor import Service, Supervisor

ROOT = Path(__file__).resolve().parent.parent
CELERY = [sys.executable, "-m", "celery", "-A", "kipp"]
# The list replaces that of the driver, whose first four are kept; the last two draw a window that nobody sees.
UNUSED_FEATURES = [
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "HttpsUpgrades",
    "OptimizationHints",
    "PaintHolding",
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
]
QUIET_BROWSER = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(UNUSED_FEATURES)}",
]


def answers(redis_url: str) -> bool:
    """Whether anything listens there."""
    address = urlsplit(redis_url)
    try:
        socket.create_connection((address.hostname, address.port or 6379), timeout=1).close()
    except OSError:
        return False
    return True


def speak_to(redis_url: str) -> None:
    """Send the hints of this process to that broker from now on."""
    django_settings.REDIS_URL = redis_url
    app.pool.force_close_all()
    app._pool = None
    app.amqp._producer_pool = None
    app.conf.broker_url = app.conf.broker_write_url = app.conf.broker_read_url = redis_url


def test_database_url() -> str:
    """The address of the database that this test writes to."""
    known = connection.settings_dict
    password = f":{quote(known['PASSWORD'])}" if known["PASSWORD"] else ""
    return f"postgres://{known['USER']}{password}@{known['HOST']}:{known['PORT'] or 5432}/{known['NAME']}"


test_database_url.__test__ = False


def services(folder: Path) -> list[Service]:
    """Worker and beat as `make run` starts them, with one process for the work."""
    return [
        Service(
            "worker",
            [
                *[*CELERY, "worker", "--pool", "prefork", "--concurrency", "1"],
                *["--without-gossip", "--without-mingle", "--loglevel", "INFO"],
            ],
            grace=20,
            ready=lambda log: " ready." in log,
        ),
        Service(
            "beat",
            [*CELERY, "beat", "--pidfile", "", "--schedule", str(folder / "beat-schedule"), "--loglevel", "INFO"],
            ready=lambda log: "beat: Starting" in log,
        ),
    ]


@contextmanager
def environment(**values: str):
    """Set variables for the processes that are started within."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextmanager
def next_page(page: Page) -> Iterator[None]:
    """Do what leads to another page, and be there: else the old one is typed into while the new one is on its way."""
    with page.expect_navigation():
        yield


@contextmanager
def kept_signals():
    """The supervisor takes the signals when it stops; the runner of the tests wants them back."""
    before = {signum: signal.getsignal(signum) for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for signum, handler in before.items():
            signal.signal(signum, handler)


@pytest.fixture(scope="session")
def broker(tmp_path_factory, worker_id):
    """A corner of our own at the broker of the environment, or one of our own when nothing answers there.

    Processes of the suite that run side by side have databases of their own, and so must not share a queue.
    """
    given = django_settings.REDIS_URL
    with ExitStack() as held:
        if answers(given):
            corner = int(worker_id.removeprefix("gw")) if worker_id != "master" else 0
            address = urlsplit(given)._replace(path=f"/{1 + corner}").geturl()
        else:
            folder = tmp_path_factory.mktemp("broker")
            address = held.enter_context(Stack(folder, postgres=False, durable=False)).redis_url
        speak_to(address)
        yield address
        speak_to(given)


@pytest.fixture
def worker(transactional_db, broker, live_server, media_root, settings):
    """Worker and beat on the test database; mail goes through the outbox, links lead to the live server.

    Yields the folder with their logs.
    """
    folder = Path(media_root).parent
    settings.BASE_URL = live_server.url
    settings.EMAIL_BACKEND = "kipp.jobs.mail.OutboxBackend"
    variables = {
        "DATABASE_URL": test_database_url(),
        "REDIS_URL": broker,
        "KIPP_VAR": str(folder),
        "KIPP_MODE": "test",
        "KIPP_BASE_URL": live_server.url,
        "DJANGO_SETTINGS_MODULE": "kipp.settings",
    }
    logs = folder / "log"
    logs.mkdir()
    with kept_signals(), environment(**variables), Supervisor(services(folder), log_dir=logs):
        yield logs


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, pytestconfig):
    """Chromium of the machine. Without it a person's run skips, that of CI fails."""
    chromium = browser()
    if chromium is None:
        sentence = f"Chromium is not installed. Install the package {BROWSER_PACKAGE} to run the tests with a browser."
        if os.environ.get("CI") == "true":
            pytest.fail(sentence)
        pytest.skip(sentence)
    pytestconfig.option.screenshot = "only-on-failure"
    pytestconfig.option.full_page_screenshot = True
    pytestconfig.option.output = str(ROOT / "var" / "test-results")
    return browser_type_launch_args | {"executable_path": chromium, "args": QUIET_BROWSER}


@pytest.fixture(scope="session")
def base_url():
    """Pages are opened by their full address; the fixture of the same name in pytest-base-url warns."""


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {"locale": "id-ID", "timezone_id": "Asia/Jakarta"}
