"""What the clock starts here."""

from celery import shared_task

from kipp.documents import scans


@shared_task(name="documents.scan_again")
def scan_again() -> int:
    return scans.ask_again()
