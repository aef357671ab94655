"""What the panel awards besides the places: a favourite, the best of a category."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from competitions.models import Round
from judging.models.guards import AWARDABLE, WHILE_DECIDED, no_truncate
from judging.querysets import SpecialAwardQuerySet
from kipp.accounts.models import User
from proposals.models import Proposal
from proposals.models.triggers import officer_free


class SpecialAward(models.Model):
    """One award to one entry of the last round. It stays as recorded, or is withdrawn with a reason."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="special_awards")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="special_awards")
    name = models.CharField("nama penghargaan", max_length=80)
    reason = models.TextField("alasan")
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    withdrawn_reason = models.TextField("alasan", blank=True)

    objects = SpecialAwardQuerySet.as_manager()

    class Meta:
        verbose_name = "penghargaan khusus"
        constraints = [
            models.UniqueConstraint(
                fields=["round", "proposal", "name"],
                condition=Q(withdrawn_at__isnull=True),
                name="special_award_given_once",
            ),
            models.CheckConstraint(name="special_award_is_named_and_explained", condition=~Q(name="") & ~Q(reason="")),
            models.CheckConstraint(
                name="special_award_withdrawn_by_someone_for_a_reason",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason=""),
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="recorded_stays", exclude=["withdrawn_at", "withdrawn_by", "withdrawn_reason"]),
            pgtrigger.Protect(
                name="withdrawn_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__withdrawn_at__isnull=False),
            ),
            pgtrigger.Trigger(
                name="while_decided",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=WHILE_DECIDED.format(round="NEW.round_id"),
            ),
            pgtrigger.Trigger(
                name="while_unproposed",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=AWARDABLE,
            ),
            officer_free("by", pgtrigger.Insert, proposal="NEW.proposal_id"),
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Delete),
            no_truncate(),
        ]

    def __str__(self):
        return f"{self.proposal_id}: {self.name}"
