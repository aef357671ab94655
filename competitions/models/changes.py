"""What was changed after opening: old and new, for good."""

import pgtrigger
from django.db import models
from django.db.models.functions import Now

from competitions.models.period import Period
from competitions.querysets import ExtensionQuerySet
from kipp.accounts.models import Agency

APPEND_ONLY = pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)


class ClosingChange(models.Model):
    """The closing of registration was moved: old and new, for good."""

    period = models.ForeignKey(Period, models.PROTECT, related_name="closing_changes")
    old_closes_on = models.DateField()
    new_closes_on = models.DateField()
    old_closes_at = models.DateTimeField()
    new_closes_at = models.DateTimeField()
    reason = models.TextField("alasan")
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    class Meta:
        triggers = [APPEND_ONLY]

    def __str__(self):
        return f"{self.period}: {self.old_closes_on} → {self.new_closes_on}"


class AgencyExtension(models.Model):
    """One agency may send its drafts until a later instant. The date that eligibility counts from stays."""

    period = models.ForeignKey(Period, models.PROTECT, related_name="extensions")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    until = models.DateTimeField()
    reason = models.TextField("alasan")
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["period", "agency"], name="extension_period_agency")]
        triggers = [APPEND_ONLY]

    def __str__(self):
        return f"{self.agency}: {self.until}"
