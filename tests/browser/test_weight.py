"""How much a page weighs: from the web process of a real installation, counted by Chromium.

The proxy in front compresses what the process sends, so sizes are those of gzip.
"""

import gzip
import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.test import Client

from kipp.management.commands.run import services
from kipp.supervisor import Supervisor
from tests.factories.skm import make_open_survey
from tests.servers import environment, kept_signals, test_database_url

pytestmark = pytest.mark.django_db(transaction=True)

SURVEY_MOST = 14 * 1024  # what a server may send before the first answer of the phone
STAFF_MOST = 110 * 1024
ASSETS = {"Stylesheet", "Font", "Script"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def address(transactional_db, media_root, settings):
    """The web process as it is started for people: hashed static files with their caching, several workers."""
    var = Path(media_root).parent
    settings.VAR, settings.STATIC_ROOT = var, var / "static"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.ManifestStaticFilesStorage"}
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    logs = var / "log"
    logs.mkdir()
    port = free_port()
    variables = {"DATABASE_URL": test_database_url(), "KIPP_MODE": "demo", "KIPP_VAR": str(var)}
    with kept_signals(), environment(**variables), Supervisor(services(port)[:1], log_dir=logs):
        yield f"http://127.0.0.1:{port}"


class Wire:
    """What came over the wire since it was last asked, as kind and path; answers from the cache did not."""

    def __init__(self, page) -> None:
        self._asked: dict[str, tuple[str, str]] = {}
        self._cached: set[str] = set()
        events = page.context.new_cdp_session(page)
        events.on("Network.requestWillBeSent", self._remember)
        events.on("Network.requestServedFromCache", lambda event: self._cached.add(event["requestId"]))
        events.on("Network.responseReceived", self._look)
        events.send("Network.enable")

    def _remember(self, event) -> None:
        address = urlsplit(event["request"]["url"])
        if address.scheme != "data":
            self._asked[event["requestId"]] = (event.get("type", "Other"), address.path)

    def _look(self, event) -> None:
        if event["response"].get("fromDiskCache"):
            self._cached.add(event["requestId"])

    def taken(self) -> list[tuple[str, str]]:
        came = [what for request, what in self._asked.items() if request not in self._cached]
        self._asked, self._cached = {}, set()
        return came


def open_quietly(page, url) -> None:
    page.goto(url)
    page.wait_for_load_state("networkidle")


def weight(page, address, came) -> int:
    bodies = [page.context.request.get(address + path).body() for _, path in came]
    return sum(min(len(body), len(gzip.compress(body, 6))) for body in bodies)


def test_survey_fits_into_the_first_packets(address, operator, new_context):
    survey = make_open_survey(by=operator, agency=operator.agency)
    page = new_context().new_page()
    wire = Wire(page)

    open_quietly(page, f"{address}/s/{survey.code}/")
    came = wire.taken()

    assert [kind for kind, _ in came] == ["Document", "Stylesheet"]
    assert page.locator("script").count() == 0
    assert weight(page, address, came) <= SURVEY_MOST


def test_staff_pages_are_light_and_their_look_comes_once(address, organiser, new_context):
    client = Client()
    client.force_login(organiser)
    session = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    page = new_context().new_page()
    page.context.add_cookies([{"name": django_settings.SESSION_COOKIE_NAME, "value": session, "url": address}])
    wire = Wire(page)

    open_quietly(page, f"{address}/")
    first = [what for what in wire.taken() if what[0] in ASSETS]
    open_quietly(page, f"{address}/pengguna/")
    second = wire.taken()

    assert {kind for kind, _ in first} == ASSETS
    assert weight(page, address, first) <= STAFF_MOST
    assert second == [("Document", "/pengguna/")]
