"""The virus scanner's word on uploaded files: asked as they arrive, and again by a job while it did not answer."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.db import transaction

from kipp import uploads
from kipp.audit.chain import record
from kipp.documents.models import FileScan
from kipp.jobs.models import Job
from kipp.jobs.queue import enqueue, handler
from kipp.scanning import Answer, is_alive, scan

logger = logging.getLogger(__name__)

KIND = "file.scan"
JOB_PATIENCE = 60.0  # seconds
Teller = TypeVar("Teller", bound=Callable[[str], None])
_tellers: list[Callable[[str], None]] = []


class ScannerSilent(Exception):
    """The scanner gave no answer; the file goes on waiting."""


def tells_of_rejected(function: Teller) -> Teller:
    """Register who tells people that a file they uploaded was rejected afterwards; it gets the hash."""
    _tellers.append(function)
    return function


def asked(original: bytes) -> Answer | None:
    """Return what the scanner says of bytes as they arrived, or None where none is set up. Raises `uploads.Refused`."""
    if not settings.CLAMAV_ADDRESS:
        return None
    answer = scan(original, settings.CLAMAV_ADDRESS)
    if answer is Answer.FOUND:
        logger.warning("an uploaded file was refused: virus")
        raise uploads.Refused("virus")
    return answer


@transaction.atomic
def note(sha256: str, answer: Answer | None) -> None:
    """Keep the answer under the hash of the stored file, before anybody can see that file.

    Without an answer it waits, and a job goes on asking. What was rejected once is refused.
    """
    if answer is None:
        return
    noted, is_new = FileScan.objects.get_or_create(sha256=sha256)
    if noted.state == FileScan.State.REJECTED:
        raise uploads.Refused("virus")
    if answer is Answer.CLEAN:
        FileScan.settle(sha256, clean=True)
    elif is_new:
        enqueue(KIND, key=f"{KIND}:{sha256}", sha256=sha256)


@handler(KIND, label="Pindai berkas")
def ask_about_stored(*, sha256: str) -> None:
    """Ask about a file that waits: about what is stored, for that is what readers would get."""
    if FileScan.objects.get(pk=sha256).state != FileScan.State.WAITING:
        return
    data = (Path(settings.MEDIA_ROOT) / uploads.path_of(sha256)).read_bytes()
    answer = scan(data, settings.CLAMAV_ADDRESS, seconds=JOB_PATIENCE) if settings.CLAMAV_ADDRESS else Answer.NONE
    if answer is Answer.NONE:
        raise ScannerSilent("Pemindai virus tidak menjawab.")
    with transaction.atomic():
        settled = FileScan.settle(sha256, clean=answer is Answer.CLEAN)
        if settled and answer is Answer.FOUND:
            record("file.reject", FileScan(pk=sha256), by=None)
            for tell in _tellers:
                tell(sha256)


def ask_again() -> int:
    """Give new attempts to the jobs that gave up, once the scanner answers; return to how many."""
    if not (settings.CLAMAV_ADDRESS and is_alive(settings.CLAMAV_ADDRESS)):
        return 0
    return sum(job.retry() for job in Job.objects.filter(kind=KIND, state=Job.State.FAILED))
