"""What agencies object to in an announced result, and what the office answers. Both are only ever added."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from competitions.models import Period
from judging.models.guards import ANSWERED_BY_THE_OFFICE, OBJECTED_IN_TIME, WINDOW_AS_RULED, append_only
from judging.objection_querysets import ObjectionQuerySet, ObjectionWindowQuerySet
from kipp.accounts.models import Agency, User
from kipp.clock import today
from proposals.models import Proposal
from proposals.models.triggers import officer_free

ENTRY_OF_OBJECTION = "(SELECT o.proposal_id FROM judging_objection o WHERE o.id = NEW.objection_id)"


def _on_insert(name: str, func: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(name=name, when=pgtrigger.Before, operation=pgtrigger.Insert, func=func)


class ObjectionWindow(models.Model):
    """The stage in which the announced result of a period may be objected to, as it was opened."""

    period = models.OneToOneField(Period, models.PROTECT, related_name="objection_window")
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    answers_due_on = models.DateField()

    objects = ObjectionWindowQuerySet.as_manager()
    # Only from `counted`.
    is_open: bool
    handed_in: int
    answered: int

    class Meta:
        verbose_name = "masa sanggah"
        triggers = [_on_insert("as_ruled", WINDOW_AS_RULED), *append_only()]

    def __str__(self):
        return f"{self.period_id}"


class Objection(models.Model):
    """What one agency objects to: the result of an entry of its own, or the result as a whole."""

    window = models.ForeignKey(ObjectionWindow, models.PROTECT, related_name="objections")
    number = models.CharField("nomor", max_length=60, unique=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, models.PROTECT, null=True, related_name="+")
    grounds = models.TextField("alasan sanggahan")
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = "sanggahan"
        constraints = [models.CheckConstraint(name="objection_has_grounds", condition=~Q(grounds=""))]
        triggers = [_on_insert("in_time", OBJECTED_IN_TIME), *append_only()]

    def __str__(self):
        return self.number

    @property
    def is_overdue(self) -> bool:
        """Nobody has answered, and the day by which somebody should is over. Needs `named`."""
        return not hasattr(self, "answer") and self.window.answers_due_on < today()


class ObjectionAnswer(models.Model):
    """The answer of the office, for good. What follows from an accepted objection is decided elsewhere, openly."""

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", "Sanggahan diterima"
        REJECTED = "rejected", "Sanggahan tidak diterima"

    objection = models.OneToOneField(Objection, models.PROTECT, related_name="answer")
    outcome = models.CharField("keputusan", max_length=10, choices=Outcome.choices)
    reasons = models.TextField("jawaban")
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "jawaban sanggahan"
        constraints = [
            models.CheckConstraint(
                name="objection_answer_known_and_explained",
                condition=Q(outcome__in=["accepted", "rejected"]) & ~Q(reasons=""),
            )
        ]
        triggers = [
            _on_insert("by_the_office", ANSWERED_BY_THE_OFFICE),
            officer_free("by", pgtrigger.Insert, proposal=ENTRY_OF_OBJECTION),
            *append_only(),
        ]

    def __str__(self):
        return f"{self.objection_id}: {self.outcome}"
