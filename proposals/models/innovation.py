"""What an agency does better, across the years."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now

from kipp.accounts.models import Agency, User
from proposals.models.triggers import frozen_innovation
from proposals.querysets import InnovationQuerySet


class Innovation(models.Model):
    """What an agency does better, from its start onward."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="innovations")
    title = models.CharField("judul inovasi", max_length=200)
    summary = models.TextField("gambaran singkat", blank=True)
    implemented_on = models.DateField("tanggal mulai penerapan")
    times_awarded = models.PositiveSmallIntegerField("jumlah penghargaan sebelumnya", default=0)
    created_at = models.DateTimeField(db_default=Now())
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = InnovationQuerySet.as_manager()

    class Meta:
        verbose_name = "inovasi"
        constraints = [
            models.UniqueConstraint(
                Lower("title"),
                "agency",
                name="innovation_title_once_per_agency",
                violation_error_message="Inovasi dengan judul ini sudah terdaftar.",
            ),
            models.CheckConstraint(
                name="innovation_has_title", condition=~Q(title=""), violation_error_message="Isi judul inovasi."
            ),
        ]
        triggers = [frozen_innovation()]

    def __str__(self):
        return self.title
