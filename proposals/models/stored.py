"""What is kept of a file that was uploaded."""

from django.db import models
from django.db.models.functions import Now

from kipp.accounts.models import User


class StoredFile(models.Model):
    """A PDF, rewritten on arrival and stored under its hash; `path` is below the folder of uploads, `size` in bytes."""

    name = models.CharField("nama berkas", max_length=160)
    path = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    original_sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    pages = models.PositiveIntegerField(null=True)
    uploaded_at = models.DateTimeField(db_default=Now())
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    def __str__(self):
        return self.name
