"""Mail is a row in the sender's transaction first; a job hands it to the server."""

import smtplib

import pytest
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.locmem import EmailBackend as Locmem
from django.db import transaction

from kipp.jobs.mail import send
from kipp.jobs.models import Job, Mail
from kipp.jobs.queue import run, run_waiting

pytestmark = pytest.mark.django_db


class NoServer(Locmem):
    """A mail server that cannot be reached."""

    def send_messages(self, messages):
        raise smtplib.SMTPConnectError(421, b"tidak tersambung")


@pytest.fixture(autouse=True)
def outbox(settings):
    settings.EMAIL_BACKEND = "kipp.jobs.mail.OutboxBackend"
    settings.OUTBOX_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []


def letter(subject="Halo", to=("a@contoh.example",), **more):
    return EmailMessage(subject, "Isi surat", to=list(to), **more)


def test_mail_waits_as_a_row_until_the_job_has_run():
    letter().send()
    waiting = [(m.to, m.subject, m.body, m.sent_at) for m in Mail.objects.all()]

    ran = run_waiting()

    assert waiting == [("a@contoh.example", "Halo", "Isi surat", None)]
    assert ran == 1
    assert [(m.to, m.subject, m.body) for m in mail.outbox] == [(["a@contoh.example"], "Halo", "Isi surat")]
    assert Mail.objects.waiting().count() == 0


@pytest.mark.django_db(transaction=True)
def test_mail_of_a_transaction_that_failed_is_never_sent():
    def send_and_fail():
        letter().send()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        send_and_fail()

    assert (run_waiting(), Mail.objects.count(), mail.outbox) == (0, 0, [])


def test_mail_is_sent_once_however_often_its_job_runs():
    letter().send()
    run_waiting()

    send(mail_id=Mail.objects.get().pk)

    assert len(mail.outbox) == 1


def test_each_recipient_gets_an_own_mail_and_sees_no_other():
    letter(to=["a@contoh.example", "b@contoh.example"], cc=["c@contoh.example"], bcc=["d@contoh.example"]).send()
    run_waiting()

    recipients = sorted(m.recipients() for m in mail.outbox)
    assert recipients == [[f"{name}@contoh.example"] for name in "abcd"]


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r", "\n\n", "\t"])
def test_subject_is_one_line(break_):
    letter(subject=f"Halo{break_}Bcc: lain@contoh.example").send()
    run_waiting()

    assert [(m.subject, m.recipients()) for m in mail.outbox] == [
        ("Halo Bcc: lain@contoh.example", ["a@contoh.example"])
    ]


def test_subject_is_cut_to_its_column():
    letter(subject="a" * 300).send()

    assert Mail.objects.get().subject == "a" * 200


def test_text_is_literal_never_a_template():
    letter(subject="{{ settings.SECRET_KEY }} {0.__class__}").send()
    run_waiting()

    assert mail.outbox[0].subject == "{{ settings.SECRET_KEY }} {0.__class__}"


def test_plain_text_of_a_mail_with_alternatives_is_kept():
    message = EmailMultiAlternatives("Halo", "polos", to=["a@contoh.example"])
    message.attach_alternative("<p>kaya</p>", "text/html")

    assert message.send() == 1
    assert Mail.objects.get().body == "polos"


def test_server_that_is_down_leaves_the_mail_waiting_and_says_why(settings):
    settings.OUTBOX_BACKEND = f"{__name__}.NoServer"
    letter().send()
    job = Job.objects.get()

    run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.QUEUED, 1)
    assert job.error == "SMTPConnectError: (421, b'tidak tersambung')"
    assert Mail.objects.waiting().count() == 1


def test_mail_leaves_once_the_server_is_back(settings):
    settings.OUTBOX_BACKEND = f"{__name__}.NoServer"
    letter().send()
    run_waiting()
    settings.OUTBOX_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    job = Job.objects.get()
    failed = job.state

    job.retry()
    run_waiting()

    assert (failed, len(mail.outbox), Mail.objects.waiting().count()) == (Job.State.FAILED, 1, 0)
