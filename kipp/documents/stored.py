"""What is kept of a file that was uploaded, and the way in."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from kipp import uploads
from kipp.accounts.models import User


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

    class Meta:
        abstract = True

    def __str__(self):
        return self.name


def stored_pdf(data: bytes, *, name: str, max_bytes: int) -> dict[str, Any]:
    """Check, rewrite and store a PDF; return the columns of a `StoredFile`. Raises `uploads.Refused`."""
    return _stored(uploads.accept_pdf(data, name=name, max_bytes=max_bytes))


def stored_pdf_or_image(data: bytes, *, name: str, max_bytes: int) -> dict[str, Any]:
    """The same for a PDF or a picture."""
    return _stored(uploads.accept_pdf_or_image(data, name=name, max_bytes=max_bytes))


def _stored(accepted: uploads.Accepted) -> dict[str, Any]:
    path, sha256 = uploads.store(accepted.data, Path(settings.MEDIA_ROOT))
    return {
        "name": accepted.clean_name[:160],
        "path": path,
        "sha256": sha256,
        "original_sha256": accepted.sha256_original,
        "size": len(accepted.data),
        "pages": None if uploads.is_image(accepted.clean_name) else accepted.pages,
    }
