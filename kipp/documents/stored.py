"""What is kept of a file that was uploaded, and the way in."""

from pathlib import Path
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Now

from kipp import uploads
from kipp.accounts.models import User
from kipp.documents import scans
from kipp.documents.models import FileScan
from kipp.scanning import Answer


class StoredFileQuerySet(models.QuerySet):
    def with_scan(self) -> Self:
        """`scan`: what the scanner says of the file."""
        noted = FileScan.objects.filter(pk=OuterRef("sha256"))
        return self.annotate(scanned=Subquery(noted.values("state")))

    def not_withheld(self) -> Self:
        """Those that others than the agency may have: the scanner found nothing, or none is set up."""
        return self.exclude(Exists(FileScan.objects.withheld().filter(pk=OuterRef("sha256"))))


class StoredFile(models.Model):
    """A file, rewritten on arrival, stored under its hash; `path` is below the folder of uploads, `size` in bytes."""

    name = models.CharField("nama berkas", max_length=160)
    path = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    original_sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    pages = models.PositiveIntegerField(null=True)  # of a PDF
    uploaded_at = models.DateTimeField(db_default=Now())
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    scanned: str | None = None  # only from `with_scan`

    class Meta:
        abstract = True

    def __str__(self):
        return self.name

    @property
    def scan(self) -> FileScan.State | None:
        """What the scanner says, or nothing of a file that is not subject to scanning."""
        return FileScan.State(self.scanned) if self.scanned else None


def stored_pdf(data: bytes, *, name: str, max_bytes: int) -> dict[str, Any]:
    """Check, rewrite and store a PDF for everybody; return the columns of a `StoredFile`. Raises `uploads.Refused`.

    Nobody is there to keep it from, so it is refused while the scanner does not answer.
    """
    accepted = uploads.accept_pdf(data, name=name, max_bytes=max_bytes)
    answer = scans.asked(data)
    if answer is Answer.NONE:
        raise uploads.Refused("unscanned")
    return _stored(accepted, answer)


def stored_upload(data: bytes, *, name: str, max_bytes: int, images: bool) -> dict[str, Any]:
    """The same for a PDF of an agency, or a picture where they are taken: kept unscanned, and then withheld."""
    accept = uploads.accept_pdf_or_image if images else uploads.accept_pdf
    accepted = accept(data, name=name, max_bytes=max_bytes)
    return _stored(accepted, scans.asked(data))


def stored_photo(data: bytes, *, name: str, max_bytes: int) -> tuple[dict[str, Any], str]:
    """The same for a picture alone, and when its camera says it was taken, if it does."""
    accepted = uploads.accept_image(data, name=name, max_bytes=max_bytes)
    return _stored(accepted, scans.asked(data)), accepted.taken


def _stored(accepted: uploads.Accepted, answer: Answer | None) -> dict[str, Any]:
    path, sha256 = uploads.store(accepted.data, Path(settings.MEDIA_ROOT))
    scans.note(sha256, answer)
    return {
        "name": accepted.clean_name[:160],
        "path": path,
        "sha256": sha256,
        "original_sha256": accepted.sha256_original,
        "size": len(accepted.data),
        "pages": None if uploads.is_image(accepted.clean_name) else accepted.pages,
    }
