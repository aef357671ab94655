import re

import pytest
from django.core import mail
from django.core.cache import cache

from kipp.jobs.queue import run_waiting


@pytest.fixture(autouse=True)
def no_limits_left_over():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def delivered(settings):
    """Let the outbox do its work and return what reached the server since the last call."""
    settings.EMAIL_BACKEND = "kipp.jobs.mail.OutboxBackend"
    settings.OUTBOX_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    def deliver():
        mail.outbox = []
        run_waiting()
        return list(mail.outbox)

    return deliver


@pytest.fixture
def link_in():
    """Return the path of the only link in a mail; its host must be that of the settings."""

    def find(message, base="http://localhost:8000"):
        (url,) = re.findall(r"https?://\S+", message.body)
        assert url.startswith(base)
        return url.removeprefix(base)

    return find
