"""What leaves the house: the result, proposed by one organiser and approved by another, and the sheets of a round."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from competitions.models import Period, Round
from judging.models.guards import (
    ANNOUNCED_BY_TWO,
    STANDS,
    TOLD_TO_AGENCIES,
    WHILE_DECIDED,
    append_only,
    no_truncate,
)
from judging.models.results import Ranking
from judging.querysets import PublicationQuerySet
from kipp.accounts.models import User


class Publication(models.Model):
    """One proposal to announce a ranking. It ends when withdrawn, or with another ranking."""

    ranking = models.ForeignKey(Ranking, models.PROTECT, related_name="publications")
    due_at = models.DateTimeField("diumumkan pada", null=True)  # without one: as soon as it is approved
    proposed_at = models.DateTimeField(db_default=Now())
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    withdrawn_reason = models.TextField("alasan", blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = "usul pengumuman"
        constraints = [
            models.UniqueConstraint(
                fields=["ranking"], condition=Q(withdrawn_at__isnull=True), name="publication_one_standing"
            ),
            models.CheckConstraint(
                name="publication_due_later", condition=Q(due_at__isnull=True) | Q(due_at__gt=F("proposed_at"))
            ),
            models.CheckConstraint(
                name="publication_approved_by_another",
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | Q(approved_at__isnull=False, approved_by__isnull=False) & ~Q(approved_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="publication_withdrawn_by_someone_for_a_reason",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason=""),
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="recorded_stays",
                exclude=["approved_at", "approved_by", "withdrawn_at", "withdrawn_by", "withdrawn_reason"],
            ),
            pgtrigger.Protect(
                name="approved_once",
                operation=pgtrigger.UpdateOf("approved_at", "approved_by_id"),
                condition=pgtrigger.Q(old__approved_at__isnull=False) | pgtrigger.Q(old__withdrawn_at__isnull=False),
            ),
            pgtrigger.Protect(
                name="withdrawn_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__withdrawn_at__isnull=False),
            ),
            pgtrigger.Trigger(
                name="while_decided",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=WHILE_DECIDED.format(
                    round="(SELECT k.round_id FROM judging_ranking k WHERE k.id = NEW.ranking_id)"
                ),
            ),
            pgtrigger.Trigger(
                name="about_what_stands",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("approved_at"),
                func=STANDS,
            ),
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Delete),
            no_truncate(),
        ]

    def __str__(self):
        return f"{self.ranking_id}: {self.proposed_by_id}"

    @property
    def is_approved(self) -> bool:
        return self.approved_at is not None


class SheetRelease(models.Model):
    """Every agency may read the sheets of its entry in this round: marks and reasons, judges by number."""

    round = models.OneToOneField(Round, models.PROTECT, related_name="release")
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "pembagian lembar nilai"
        triggers = [
            pgtrigger.Trigger(
                name="told_to_agencies",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=TOLD_TO_AGENCIES,
            ),
            *append_only(),
        ]

    def __str__(self):
        return f"{self.round_id}"


class PublishedPeriod(Period):
    """The period, for the one thing that judging demands of it: it is announced by two organisers.

    The trigger is declared here because the apps below know nothing of publications.
    """

    class Meta:
        proxy = True
        triggers = [
            pgtrigger.Trigger(
                name="announced_by_two",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("status"),
                func=ANNOUNCED_BY_TWO,
            )
        ]
