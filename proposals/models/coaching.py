"""What was worked on with an agency: the Laboratorium Inovasi."""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kipp.accounts.models import User
from proposals.models.innovation import Innovation
from proposals.models.triggers import append_only


class CoachingNote(models.Model):
    """One meeting about an innovation, written by the organisers and read by its agency. Only ever added."""

    innovation = models.ForeignKey(Innovation, models.PROTECT, related_name="coaching_notes")
    met_on = models.DateField("tanggal pembinaan")
    text = models.TextField("catatan")
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    # The form's own key: a second click writes no second note.
    token = models.UUIDField(default=uuid.uuid4, unique=True)

    class Meta:
        verbose_name = "catatan pembinaan"
        constraints = [models.CheckConstraint(name="coaching_note_has_text", condition=~Q(text=""))]
        triggers = [append_only()]

    def __str__(self):
        return f"{self.innovation_id}: {self.met_on}"
