"""Who judges what, and the marks."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.functional import cached_property

from competitions.models import Criterion, Round
from judging.models.guards import (
    CHANGED_MARK_IS_RANKED,
    HANDED_IN_COMPLETE,
    OUTSIDE_OWN_HOUSE,
    PLENO_CHANGES,
    SHEET_OPEN,
    append_only,
)
from judging.models.panel_guards import free_of_conflict, seated, under_pact
from judging.models.panelists import IntegrityPact
from judging.querysets import AssignmentQuerySet, ScoreQuerySet
from kipp.accounts.models import User
from proposals.models import Proposal


class Assignment(models.Model):
    """One judge's task to judge one proposal, and the state of that score sheet."""

    class State(models.TextChoices):
        TODO = "todo", "Belum dinilai"
        DRAFT = "draft", "Draf"
        HANDED_IN = "handed_in", "Terkirim"
        RECUSED = "recused", "Tidak menilai"
        LEFT_OUT = "left_out", "Tidak dinilai lagi"

    round = models.ForeignKey(Round, models.PROTECT, related_name="assignments")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="assignments")
    judge = models.ForeignKey(User, models.PROTECT, related_name="assignments")
    # The judge's own reading order, drawn once, so that no proposal is always read first.
    order = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField(db_default=Now())
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    # 1 until something is written; every save adds one and refuses a save on top of another.
    version = models.PositiveIntegerField(default=1)
    handed_in_at = models.DateTimeField(null=True)
    recused_at = models.DateTimeField(null=True)
    # By the judge or an organiser for a conflict of interest, by an organiser for an absence.
    recused_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    recusal_reason = models.TextField("alasan", blank=True)
    is_absence = models.BooleanField("berhalangan", default=False)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "penugasan"
        constraints = [
            models.UniqueConstraint(
                fields=["round", "proposal", "judge"],
                name="assignment_once",
                violation_error_message="Juri ini sudah ditugaskan untuk proposal ini.",
            ),
            models.UniqueConstraint(fields=["round", "judge", "order"], name="assignment_order_once"),
            models.CheckConstraint(
                name="assignment_recusal_has_who_and_why",
                condition=Q(recused_at__isnull=True, recused_by__isnull=True, recusal_reason="")
                | Q(recused_at__isnull=False, recused_by__isnull=False) & ~Q(recusal_reason=""),
            ),
            models.CheckConstraint(
                name="assignment_absence_by_another",
                condition=Q(is_absence=False) | Q(recused_by__isnull=False) & ~Q(recused_by=F("judge")),
            ),
            models.CheckConstraint(
                name="assignment_handed_in_or_recused",
                condition=Q(handed_in_at__isnull=True) | Q(recused_at__isnull=True),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="outside_own_house",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("round_id", "proposal_id", "judge_id"),
                declare=[("refused", "boolean")],
                func=OUTSIDE_OWN_HOUSE,
            ),
            free_of_conflict(),
            seated(),
            pgtrigger.Trigger(
                name="handed_in_complete",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("handed_in_at"),
                condition=pgtrigger.Q(new__handed_in_at__isnull=False),
                func=HANDED_IN_COMPLETE,
            ),
            pgtrigger.Protect(
                name="sealed",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__handed_in_at__isnull=False) | pgtrigger.Q(old__recused_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.judge_id} → {self.proposal_id}"

    @property
    def state(self) -> State:
        if self.recused_at:
            return self.State.RECUSED
        if self.handed_in_at:
            return self.State.HANDED_IN
        if self.proposal.status != Proposal.Status.VERIFIED:
            return self.State.LEFT_OUT
        return self.State.DRAFT if self.version > 1 else self.State.TODO

    @property
    def is_open(self) -> bool:
        is_over = self.handed_in_at is not None or self.recused_at is not None
        return not is_over and self.proposal.status == Proposal.Status.VERIFIED

    @cached_property
    def is_under_pact(self) -> bool:
        """The judge has signed the pact of the period."""
        return IntegrityPact.objects.filter(period=self.round.period_id, judge=self.judge_id).exists()


class Score(models.Model):
    """One revision of one mark. Without a value: a reason written before the mark is given."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField()
    value = models.DecimalField("nilai", max_digits=5, decimal_places=2, null=True)
    reason = models.TextField("alasan", blank=True)
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    # Of a mark that the pleno changed after closing: the revision of the ranking that was made with it.
    decided_in = models.PositiveSmallIntegerField(null=True)

    objects = ScoreQuerySet.as_manager()

    class Meta:
        verbose_name = "nilai"
        constraints = [
            models.UniqueConstraint(fields=["assignment", "criterion", "revision"], name="score_revision_once"),
            models.CheckConstraint(
                name="score_value_range",
                condition=Q(value__isnull=True) | Q(value__gte=0, value__lte=100),
                violation_error_message="Nilai harus antara 0 dan 100.",
            ),
            models.CheckConstraint(
                name="score_of_pleno_has_value_and_reason",
                condition=Q(decided_in__isnull=True) | Q(decided_in__gt=1, value__isnull=False) & ~Q(reason=""),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="sheet_open",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__decided_in__isnull=True),
                func=SHEET_OPEN,
            ),
            pgtrigger.Trigger(
                name="pleno_changes",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__decided_in__isnull=False),
                func=PLENO_CHANGES,
            ),
            pgtrigger.Trigger(
                name="changed_mark_is_ranked",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                condition=pgtrigger.Q(new__decided_in__isnull=False),
                func=CHANGED_MARK_IS_RANKED,
            ),
            under_pact(),
            *append_only(),
        ]

    def __str__(self):
        return f"{self.assignment_id}/{self.criterion_id} #{self.revision}"
