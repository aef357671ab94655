"""What still works when a neighbour is down, and what the person is told."""

import resource
import smtplib
import socket
import time
from contextlib import contextmanager

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend as Locmem
from django.db import OperationalError, connection
from django.urls import reverse

from kipp.documents import actions as documents
from kipp.documents.kinds import KINDS, Kind
from kipp.documents.models import Document
from kipp.jobs.models import Job, Mail
from kipp.jobs.queue import run, run_waiting
from tests.factories.accounts import PASSWORD
from tests.factories.documents import TEST_KIND
from tests.factories.proposals import make_complete

pytestmark = pytest.mark.django_db(transaction=True)

QUICK = 1.5  # seconds a person waits at most while the broker is silent


@pytest.fixture(autouse=True)
def outbox(settings):
    settings.EMAIL_BACKEND = "kipp.jobs.mail.OutboxBackend"
    settings.OUTBOX_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []


@pytest.fixture(params=["nobody listens", "never answers"])
def no_broker(request, hints_to):
    """Connections are refused, or taken and left without an answer."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        if request.param == "never answers":
            listener.listen(64)
        hints_to(f"redis://127.0.0.1:{listener.getsockname()[1]}/0")
        yield


def timed(ask):
    began = time.monotonic()
    response = ask()
    return response, time.monotonic() - began


# --- Broker -------------------------------------------------------------------------------------------


def test_without_broker_people_sign_in_and_work_and_nobody_waits(client, no_broker, operator, open_period):
    proposal = make_complete(by=operator, period=open_period)
    answers = {
        "login": timed(lambda: client.post(reverse("account_login"), {"login": operator.email, "password": PASSWORD})),
        "forgotten": timed(
            lambda: client.__class__().post(reverse("account_reset_password"), {"email": operator.email})
        ),
        "submit": timed(lambda: client.post(reverse("proposals:submit", args=[proposal.pk]))),
        "documents": timed(lambda: client.get(reverse("documents:list"))),
    }

    proposal.refresh_from_db()
    assert {name: response.status_code for name, (response, _) in answers.items()} == {
        "login": 302,
        "forgotten": 302,
        "submit": 302,
        "documents": 200,
    }
    assert {name for name, (_, took) in answers.items() if took > QUICK} == set()
    assert proposal.status == "submitted"


def test_without_broker_the_paper_waits_and_says_so_and_is_made_later(client, no_broker, operator, open_period):
    proposal = make_complete(by=operator, period=open_period)
    client.force_login(operator)
    client.post(reverse("proposals:submit", args=[proposal.pk]))
    document = Document.objects.get(kind="receipt")
    page = reverse("documents:detail", args=[document.pk])
    before = client.get(page).content.decode()

    run_waiting()

    assert "Berkas sedang dibuat." in before
    assert reverse("documents:download", args=[document.pk]) in client.get(page).content.decode()


# --- Mail server --------------------------------------------------------------------------------------


class NoServer(Locmem):
    def send_messages(self, messages):
        raise smtplib.SMTPConnectError(421, b"tidak tersambung")


def test_without_mail_server_invitations_wait_and_the_organiser_sees_them(client, organiser, settings):
    settings.OUTBOX_BACKEND = f"{__name__}.NoServer"
    client.force_login(organiser)
    response = client.post(
        reverse("accounts:user_invite"), {"name": "Ani", "email": "ani@contoh.example", "role": "judge"}
    )
    run_waiting()

    page = client.get(reverse("jobs:list")).content.decode()

    assert response.status_code == 302
    assert [word in page for word in ("1 surel menunggu pengiriman.", "Kirim surel", "tidak tersambung")] == [True] * 3
    assert client.get("/readyz").status_code == 200


def test_mail_goes_out_by_the_button_once_the_server_is_back(client, organiser, settings):
    settings.OUTBOX_BACKEND = f"{__name__}.NoServer"
    client.force_login(organiser)
    client.post(reverse("accounts:user_invite"), {"name": "Ani", "email": "ani@contoh.example", "role": "judge"})
    run_waiting()
    settings.OUTBOX_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    client.post(reverse("jobs:retry", args=[Job.objects.get(state="failed").pk]))
    run_waiting()

    assert [message.to for message in mail.outbox] == [["ani@contoh.example"]]
    assert not Mail.objects.waiting().exists()


# --- Disk ---------------------------------------------------------------------------------------------


@contextmanager
def disk_full_after(size: int):
    """Let no file of this process grow beyond the size, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_full_disk_leaves_no_row_and_no_file_and_the_paper_is_made_later(monkeypatch, media_root):
    big = Kind(
        code=TEST_KIND.code, label="", series="UJI", number="{n}", build=lambda document: b"%PDF" + b"x" * 20_000
    )
    monkeypatch.setitem(KINDS, TEST_KIND.code, big)
    document = documents.issue(big.code, by=None, key="penuh", subject_id=1, title="Uji", year=2024)
    job = Job.objects.get()

    with disk_full_after(10_000):
        run(job.pk)

    job.refresh_from_db()
    document.refresh_from_db()
    assert (job.state, job.error.partition(":")[0], document.ready_at) == (Job.State.QUEUED, "OSError", None)
    assert [path for path in media_root.rglob("*") if path.is_file()] == []
    run_waiting()
    document.refresh_from_db()
    assert (media_root / document.path).stat().st_size == document.size == 20_004


# --- Database -----------------------------------------------------------------------------------------


@pytest.fixture
def no_database(monkeypatch):
    def refuse(*_, **__):
        raise OperationalError("peladen tidak terjangkau")

    monkeypatch.setattr(connection, "cursor", refuse)


def test_without_database_the_process_says_it_lives_but_is_not_ready(client, no_database):
    alive, ready = client.get("/healthz"), client.get("/readyz")

    assert (alive.status_code, alive.json()) == (200, {"status": "hidup"})
    assert (ready.status_code, ready.json()) == (503, {"status": "basis data tidak terjangkau"})


def test_without_database_a_page_is_a_plain_failure_and_shows_nothing_inner(client, no_database):
    client.raise_request_exception = False
    client.cookies["sessionid"] = "a" * 32

    response = client.get("/dokumen/")

    assert response.status_code == 500
    assert "tidak terjangkau" not in response.content.decode()
    assert '<html lang="id">' in response.content.decode()
