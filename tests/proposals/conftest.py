import pytest


@pytest.fixture(autouse=True)
def outbox(settings):
    """Mail becomes rows, as outside of tests: what is told once must be told once in the database."""
    settings.EMAIL_BACKEND = "kipp.jobs.mail.OutboxBackend"
