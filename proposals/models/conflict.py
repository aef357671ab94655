"""Who is kept out of what concerns an entry: a judge of judging it, an officer of deciding on it."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from kipp.accounts.models import User
from proposals.models.entry import Proposal
from proposals.models.triggers import closed_once
from proposals.querysets import ConflictQuerySet


class Conflict(models.Model):
    """A conflict of interest. It stands from the moment it is declared until somebody else lifts it for a reason."""

    class Origin(models.TextChoices):
        DECLARED = "declared", "Dinyatakan sendiri"
        REPORTED = "reported", "Dicatat penyelenggara"
        NAMED = "named", "Tercantum sebagai pemrakarsa"

    person = models.ForeignKey(User, models.PROTECT, related_name="conflicts")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="conflicts")
    origin = models.CharField("asal", max_length=10, choices=Origin.choices)
    reason = models.TextField("alasan")
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    lifted_reason = models.TextField("alasan pencabutan", blank=True)

    objects = ConflictQuerySet.as_manager()

    class Meta:
        verbose_name = "benturan kepentingan"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "proposal"], condition=Q(lifted_at__isnull=True), name="conflict_stands_once"
            ),
            models.CheckConstraint(
                name="conflict_known", condition=Q(origin__in=["declared", "reported", "named"]) & ~Q(reason="")
            ),
            models.CheckConstraint(
                name="conflict_lifted_by_another_for_a_reason",
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True, lifted_reason="")
                | Q(lifted_at__isnull=False, lifted_by__isnull=False)
                & ~Q(lifted_reason="")
                & ~Q(lifted_by=F("person")),
            ),
        ]
        triggers = closed_once(["lifted_at", "lifted_by", "lifted_reason"])

    def __str__(self):
        return f"{self.person_id} / {self.proposal_id}"
