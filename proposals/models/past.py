"""What earlier editions held, told by sheets that organisers upload."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kipp.accounts.models import User
from proposals.importing import FIRST_YEAR, MAX_CATEGORY, RESULT_WORDS
from proposals.models.innovation import Innovation
from proposals.querysets import ImportBatchQuerySet

ONLY_AFTER_UNDO = """
    IF NOT EXISTS (SELECT 1 FROM proposals_importbatch b WHERE b.id = OLD.batch_id AND b.undone_at IS NOT NULL) THEN
      RAISE EXCEPTION 'what was imported stays until its batch is undone' USING ERRCODE = 'check_violation';
    END IF;
    RETURN OLD;
"""


class ImportBatch(models.Model):
    """One sheet: read, then taken over as a whole, then perhaps undone as a whole."""

    class State(models.TextChoices):
        READ = "read", "Belum diterapkan"
        CONFIRMED = "confirmed", "Diterapkan"
        UNDONE = "undone", "Dibatalkan"

    name = models.CharField("nama berkas", max_length=160)
    sha256 = models.CharField(max_length=64)
    rows = models.JSONField()  # the cells of the sheet as text, the head first
    uploaded_at = models.DateTimeField(db_default=Now())
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="import_confirmed_by_somebody",
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="import_undone_after_confirmed",
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False, confirmed_at__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="sheet_fixed", fields=["name", "sha256", "rows", "uploaded_at", "uploaded_by"]),
            pgtrigger.Protect(
                name="steps_fixed",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__undone_at__isnull=False)
                | (
                    pgtrigger.Q(old__confirmed_at__isnull=False)
                    & pgtrigger.Q(old__confirmed_at__df=pgtrigger.F("new__confirmed_at"))
                ),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def state(self) -> State:
        if self.undone_at:
            return self.State.UNDONE
        return self.State.CONFIRMED if self.confirmed_at else self.State.READ


class PastEntry(models.Model):
    """An innovation in an edition before this application."""

    batch = models.ForeignKey(ImportBatch, models.PROTECT, related_name="entries")
    innovation = models.ForeignKey(Innovation, models.PROTECT, related_name="past_entries")
    year = models.PositiveSmallIntegerField("tahun")
    category = models.CharField("kategori", max_length=MAX_CATEGORY)
    result = models.CharField("hasil", max_length=10, choices=list(RESULT_WORDS.items()))
    # The batch registered the innovation too: undoing it takes both away.
    is_new = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["innovation", "year"], name="past_entry_once"),
            models.CheckConstraint(
                name="past_entry_known",
                condition=Q(year__gte=FIRST_YEAR, result__in=["entered", "passed", "awarded"]) & ~Q(category=""),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="unchanged", operation=pgtrigger.Update),
            pgtrigger.Trigger(
                name="only_after_undo", when=pgtrigger.Before, operation=pgtrigger.Delete, func=ONLY_AFTER_UNDO
            ),
        ]

    def __str__(self):
        return f"{self.innovation_id}/{self.year}"
