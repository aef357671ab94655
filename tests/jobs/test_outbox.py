"""Organisers see every mail that leaves: to whom, whether it left and why not; what may hold a secret stays closed."""

import re
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from kipp.accounts.actions import invite
from kipp.accounts.models import Role
from kipp.jobs.mail import Letter
from kipp.jobs.models import Job, Mail
from kipp.jobs.queue import run_waiting
from kipp.jobs.reasons import reason_in_words
from tests.access.spider import walk

pytestmark = pytest.mark.django_db

LIST = "/pekerjaan/surel/"
OFFLINE = "tests.jobs.test_mail.NoServer"
ONLINE = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture(autouse=True)
def outbox(settings):
    settings.EMAIL_BACKEND = "kipp.jobs.mail.OutboxBackend"
    settings.OUTBOX_BACKEND = ONLINE


@pytest.fixture
def mails(settings, operator, organiser):
    """One mail that was sent, one that has failed, one that waits, in this order."""
    Letter("Terkirim", "Isi pertama", to=[operator.email]).send()
    run_waiting()
    settings.OUTBOX_BACKEND = OFFLINE
    Letter("Gagal", "Isi kedua", to=["tanpa-akun@contoh.example"]).send()
    run_waiting()
    settings.OUTBOX_BACKEND = ONLINE
    Letter("Menunggu", "Isi ketiga", to=[organiser.email]).send()
    return list(Mail.objects.order_by("pk"))


def shown(client, query=""):
    return [row["mail"].subject for row in client.get(f"{LIST}?{query}").context["rows"]]


def test_list_says_to_whom_and_whether_it_left(client, organiser, operator, mails):
    client.force_login(organiser)

    page = client.get(LIST)

    found = [(row["mail"].to, row["mail"].state_label, bool(row["retry_url"])) for row in page.context["rows"]]
    assert found == [
        (organiser.email, "Menunggu", False),
        ("tanpa-akun@contoh.example", "Gagal", True),
        (operator.email, "Terkirim", False),
    ]
    text = page.content.decode()
    unreachable = "Server surel tidak dapat dihubungi. Surel dapat dikirim ulang setelah server kembali."
    assert [words in text for words in (operator.name, operator.agency.name, unreachable, "Isi pertama")] == [
        *[True] * 3,
        False,
    ]


def test_list_is_narrowed_and_searched_but_not_by_what_a_mail_says(client, organiser, operator, mails):
    client.force_login(organiser)

    assert {query: shown(client, query) for query in ("keadaan=failed", "keadaan=sent", "keadaan=waiting")} == {
        "keadaan=failed": ["Gagal"],
        "keadaan=sent": ["Terkirim"],
        "keadaan=waiting": ["Menunggu"],
    }
    found = {
        word: shown(client, f"cari={word}") for word in ("gagal", operator.name, "Kependudukan", "tanpa-akun", "Isi")
    }
    assert list(found.values()) == [["Gagal"], ["Terkirim"], ["Terkirim"], ["Gagal"], []]


def test_failed_mail_is_sent_again_by_its_job(client, organiser, mails):
    client.force_login(organiser)
    page = client.get(f"{LIST}{mails[1].pk}/")
    retry = page.context["retry_url"]

    answer = client.post(retry, follow=True)
    run_waiting()

    job = Job.objects.get(key=f"mail:{mails[1].pk}")
    assert "Isi kedua" in page.content.decode()
    assert (retry, answer.redirect_chain) == (f"/pekerjaan/{job.pk}/ulangi/?dari=surel", [(LIST, 302)])
    assert shown(client, "keadaan=failed") == []


def test_links_to_set_a_password_are_nowhere_to_be_seen(organiser, operator):
    invite(by=organiser, email="baru@contoh.example", name="Rina Baru", role=Role.JUDGE)
    Client().post(reverse("account_reset_password"), {"email": operator.email})
    Letter("Terbuka", "Isi yang boleh dibaca", to=[operator.email]).send()
    links = re.findall(r"https?://\S+", "\n".join(Mail.objects.filter(is_open=False).values_list("body", flat=True)))
    tokens = [urlsplit(link).path.rstrip("/").rpartition("/")[2] for link in links]

    pages = walk(organiser)

    assert len(tokens) == 2
    assert min(map(len, tokens)) > 20
    assert [address for address, text in pages.items() if any(token in text for token in tokens)] == []
    details = {mail.subject: pages[f"{LIST}{mail.pk}/"] for mail in Mail.objects.all()}
    assert {subject: "hanya untuk penerimanya" in text for subject, text in details.items()} == {
        "Undangan akun KIPP Kota Tegal": True,
        "Buat kata sandi baru – KIPP Kota Tegal": True,
        "Terbuka": False,
    }
    assert "Isi yang boleh dibaca" in details["Terbuka"]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("SMTPConnectError: (421, b'x')", "Server surel tidak dapat dihubungi"),
        ("SMTPRecipientsRefused: {'a@b': (550, b'x')}", "Server surel menolak alamat penerima"),
        ("Pekerja berhenti tiga kali.", "Pengiriman terhenti tiga kali"),
        ("ZeroDivisionError: division by zero", "Surel gagal dikirim"),
        ("", "Surel gagal dikirim"),
    ],
)
def test_reason_is_said_in_words(error, words):
    assert reason_in_words(error).startswith(words)
