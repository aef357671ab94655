"""Sheets of earlier editions that have been read."""

from proposals.importing import COLUMNS
from proposals.models import ImportBatch


def make_batch(*rows, by, head=COLUMNS):
    """A sheet that has been read and waits to be confirmed."""
    return ImportBatch.objects.create(
        name="edisi-lampau.xlsx", sha256="b" * 64, rows=[list(head), *rows], uploaded_by=by
    )
