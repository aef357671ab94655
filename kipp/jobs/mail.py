"""Mail goes to the outbox: a row in the sender's transaction, sent by a job."""

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from kipp.jobs.models import MAIL_KEY, Mail
from kipp.jobs.queue import enqueue, handler


class Letter(EmailMessage):
    """A message without any secret and without the text of a draft: the page of outgoing mail shows what it says.

    Everything else stays closed there, so that a link to set a password never shows because somebody forgot to say so.
    """


class OutboxBackend(BaseEmailBackend):
    """Django's mail backend that never talks to a server inside a request."""

    @transaction.atomic
    def send_messages(self, email_messages):
        for message in email_messages:
            subject = " ".join(message.subject.split())  # one line: no header can be slipped in
            is_open = isinstance(message, Letter)
            for recipient in message.recipients():
                mail = Mail.objects.create(to=recipient, subject=subject[:200], body=message.body, is_open=is_open)
                enqueue("mail.send", key=f"{MAIL_KEY}{mail.pk}", mail_id=mail.pk)
        return len(email_messages)


@handler("mail.send", label="Kirim surel")
def send(*, mail_id: int) -> None:
    """Hand one message to the mail server."""
    mail = Mail.objects.get(pk=mail_id)
    if mail.sent_at:
        return
    with get_connection(settings.OUTBOX_BACKEND) as server:
        EmailMessage(mail.subject, mail.body, to=[mail.to], connection=server).send()
    mail.mark_sent()
