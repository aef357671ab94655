import pytest

from tests.files.clamd import Scanner


@pytest.fixture(autouse=True)
def outbox(settings):
    """Mail becomes rows, as outside of tests: what is told once must be told once in the database."""
    settings.EMAIL_BACKEND = "kipp.jobs.mail.OutboxBackend"


@pytest.fixture
def scanner(settings):
    """A virus scanner that answers."""
    with Scanner() as scanner:
        settings.CLAMAV_ADDRESS = scanner.address
        yield scanner
