"""What an agency does better, across the years."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now

from kipp.accounts.models import Agency, User
from proposals.goals import GOALS, goal_name
from proposals.models.triggers import frozen_innovation
from proposals.querysets import InnovationQuerySet


class Innovation(models.Model):
    """What an agency does better, from its start onward."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="innovations")
    title = models.CharField("judul inovasi", max_length=200)
    summary = models.TextField("gambaran singkat", blank=True)
    implemented_on = models.DateField("tanggal mulai penerapan")
    is_digital = models.BooleanField("inovasi digital", default=False)
    goals = ArrayField(models.PositiveSmallIntegerField(), default=list)
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
            models.CheckConstraint(
                name="innovation_goals_known", condition=Q(goals__contained_by=list(range(1, len(GOALS) + 1)))
            ),
        ]
        indexes = [GinIndex(fields=["title"], opclasses=["gin_trgm_ops"], name="innovation_title_trigrams")]
        triggers = [frozen_innovation()]

    def __str__(self):
        return self.title

    @property
    def is_frozen(self) -> bool:
        """True while it competes, and while a repair leaves it out; the triggers say the same."""
        narrowed = ~Q(repair_parts=[]) & ~Q(repair_parts__contains=["isian"])
        held = Q(status__in=["submitted", "verified"]) | Q(status__in=["returned", "withdrawn"]) & narrowed
        return self.proposals.filter(held).exclude(period__status__in=["announced", "archived"]).exists()

    @property
    def times_awarded(self) -> int:
        """How many awards it has received. One query."""
        return self.awards.count()

    @property
    def goal_names(self) -> list[str]:
        return [goal_name(number) for number in sorted(self.goals)]
