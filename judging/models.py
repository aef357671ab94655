"""Who judges what, the marks, and the results frozen from them."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from competitions.models import Criterion, Period, Round
from judging.querysets import AssignmentQuerySet, ResultQuerySet, ScoreQuerySet
from kipp.accounts.models import User
from proposals.models import Proposal


def append_only() -> list[pgtrigger.Trigger]:
    """Triggers that let rows be added and nothing else, by whatever path."""
    return [
        pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        pgtrigger.Trigger(
            name="no_truncate",
            level=pgtrigger.Statement,
            when=pgtrigger.Before,
            operation=pgtrigger.Truncate,
            func="RAISE EXCEPTION 'rows of this table are only ever added';",
        ),
    ]


# The rule of judging/assignment.py in SQL: one house is an agency with all above and below it.
OUTSIDE_OWN_HOUSE = """
    WITH RECURSIVE judge_house AS (
      SELECT g.id, g.parent_id FROM accounts_user u JOIN accounts_agency g ON g.id = u.agency_id
       WHERE u.id = NEW.judge_id
      UNION SELECT g.id, g.parent_id FROM accounts_agency g JOIN judge_house h ON g.id = h.parent_id
    ), entry_house AS (
      SELECT g.id, g.parent_id FROM proposals_proposal p JOIN accounts_agency g ON g.id = p.agency_id
       WHERE p.id = NEW.proposal_id
      UNION SELECT g.id, g.parent_id FROM accounts_agency g JOIN entry_house h ON g.id = h.parent_id
    )
    SELECT (SELECT u.agency_id FROM accounts_user u WHERE u.id = NEW.judge_id)
             IN (SELECT id FROM entry_house)
        OR (SELECT p.agency_id FROM proposals_proposal p WHERE p.id = NEW.proposal_id)
             IN (SELECT id FROM judge_house) INTO refused;
    IF refused THEN
      RAISE EXCEPTION 'a judge never judges the own agency' USING ERRCODE = 'check_violation';
    END IF;
    PERFORM 1 FROM competitions_round r, proposals_proposal p, accounts_user u
      WHERE r.id = NEW.round_id AND p.id = NEW.proposal_id AND u.id = NEW.judge_id
        AND p.period_id = r.period_id AND p.status = 'verified' AND u.role = 'judge';
    IF NOT FOUND THEN
      RAISE EXCEPTION 'only judges are assigned, and only verified entries of the period'
        USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

HANDED_IN_COMPLETE = """
    PERFORM 1 FROM competitions_round r JOIN competitions_period p ON p.id = r.period_id
      WHERE r.id = NEW.round_id AND p.status = 'judging' FOR SHARE OF p;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'judging is not open' USING ERRCODE = 'check_violation';
    END IF;
    PERFORM 1 FROM competitions_criterion c WHERE c.round_id = NEW.round_id AND (
      SELECT s.value FROM judging_score s
       WHERE s.assignment_id = NEW.id AND s.criterion_id = c.id
       ORDER BY s.revision DESC LIMIT 1) IS NULL;
    IF FOUND THEN
      RAISE EXCEPTION 'an incomplete sheet is not handed in' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

SHEET_OPEN = """
    PERFORM 1 FROM judging_assignment a
      JOIN competitions_criterion c ON c.round_id = a.round_id AND c.id = NEW.criterion_id
      JOIN competitions_round r ON r.id = a.round_id
      JOIN competitions_period p ON p.id = r.period_id
      WHERE a.id = NEW.assignment_id AND a.judge_id = NEW.by_id
        AND a.handed_in_at IS NULL AND a.recused_at IS NULL AND p.status = 'judging'
      FOR SHARE OF a, p;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'this sheet takes no marks' USING ERRCODE = 'check_violation';
    END IF;
    PERFORM 1 FROM (SELECT COALESCE(MAX(s.revision), 0) + 1 AS next FROM judging_score s
        WHERE s.assignment_id = NEW.assignment_id AND s.criterion_id = NEW.criterion_id) n
      WHERE n.next = NEW.revision;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'revisions follow one another' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

WHILE_DECIDED = """
    PERFORM 1 FROM competitions_round r JOIN competitions_period p ON p.id = r.period_id
      WHERE r.id = {round} AND p.status = 'decided' FOR SHARE OF p;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'results are frozen between closing and announcement'
        USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class Assignment(models.Model):
    """One judge's task to judge one proposal, and the state of that score sheet."""

    class State(models.TextChoices):
        TODO = "todo", "Belum dinilai"
        DRAFT = "draft", "Draf"
        HANDED_IN = "handed_in", "Terkirim"
        RECUSED = "recused", "Tidak menilai"

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
    # The judge (a conflict of interest) or an organiser (an absence).
    recused_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    recusal_reason = models.TextField("alasan", blank=True)

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
        return self.State.DRAFT if self.version > 1 else self.State.TODO

    @property
    def is_open(self) -> bool:
        return self.handed_in_at is None and self.recused_at is None

    @property
    def is_absence(self) -> bool:
        """Recorded by an organiser; a conflict of interest is declared by the judge."""
        return self.recused_at is not None and self.recused_by_id != self.judge_id


class Score(models.Model):
    """One revision of one mark. Without a value: a reason written before the mark is given."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField()
    value = models.DecimalField("nilai", max_digits=5, decimal_places=2, null=True)
    reason = models.TextField("alasan", blank=True)
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

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
        ]
        triggers = [
            pgtrigger.Trigger(
                name="sheet_open",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=SHEET_OPEN,
            ),
            *append_only(),
        ]

    def __str__(self):
        return f"{self.assignment_id}/{self.criterion_id} #{self.revision}"


class RoundClosing(models.Model):
    """Judging of a round was closed: with which rules, and where the audit chain stood."""

    round = models.OneToOneField(Round, models.PROTECT, related_name="closing")
    closed_at = models.DateTimeField(db_default=Now())
    closed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    settings = models.JSONField()
    audit_seq = models.BigIntegerField()
    audit_head = models.CharField(max_length=64)

    class Meta:
        verbose_name = "penutupan penilaian"
        triggers = append_only()

    def __str__(self):
        return f"{self.round_id}"


class Ranking(models.Model):
    """One frozen order of a round: made at closing, and anew by each decision of the pleno."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="rankings")
    revision = models.PositiveSmallIntegerField()
    # Proposal numbers of the tie across the winners' line: nothing is announced while one stands.
    open_tie = ArrayField(models.CharField(max_length=20), default=list)
    # Of a decision: the numbers in the decided order, why, and who was present.
    decided_order = ArrayField(models.CharField(max_length=20), default=list)
    reason = models.TextField("alasan", blank=True)
    present = models.TextField("hadir", blank=True)
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "peringkat"
        constraints = [
            models.UniqueConstraint(fields=["round", "revision"], name="ranking_revision_once"),
            models.CheckConstraint(
                name="ranking_decision_has_reason",
                condition=Q(revision=1, decided_order__len=0, reason="", present="")
                | Q(revision__gt=1, decided_order__len__gt=1) & ~Q(reason="") & ~Q(present=""),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="while_decided",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=WHILE_DECIDED.format(round="NEW.round_id"),
            ),
            *append_only(),
        ]

    def __str__(self):
        return f"{self.round_id} #{self.revision}"


class Result(models.Model):
    """Place and total of one proposal in one ranking. Recomputable from the marks alone."""

    ranking = models.ForeignKey(Ranking, models.PROTECT, related_name="results")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="results")
    # The exact fraction, "55563/700": two decimals are the published figure, not the true one.
    total_exact = models.CharField(max_length=80, blank=True)
    total = models.DecimalField("nilai akhir", max_digits=5, decimal_places=2, null=True)
    sheets = models.PositiveSmallIntegerField("lembar dihitung")
    place = models.PositiveSmallIntegerField("peringkat", null=True)
    decided_by = models.CharField(max_length=60, blank=True)
    compared = models.JSONField(default=list)  # [{"step": "median", "value": "81.50"}, …]
    is_winner = models.BooleanField("pemenang")

    objects = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = "hasil"
        constraints = [
            models.UniqueConstraint(fields=["ranking", "proposal"], name="result_once"),
            models.CheckConstraint(
                name="result_place_with_total",
                condition=Q(total__isnull=True, place__isnull=True, total_exact="", is_winner=False)
                | Q(total__gte=0, total__lte=100, place__gte=1) & ~Q(total_exact=""),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="while_decided",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=WHILE_DECIDED.format(
                    round="(SELECT k.round_id FROM judging_ranking k WHERE k.id = NEW.ranking_id)"
                ),
            ),
            *append_only(),
        ]

    def __str__(self):
        return f"{self.proposal_id}: {self.place}"


class Analysis(models.Model):
    """How sure a ranking is: advisory figures, counted once from the frozen marks (`judging.analysis`)."""

    ranking = models.OneToOneField(Ranking, models.PROTECT, related_name="analysis")
    figures = models.JSONField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "keandalan peringkat"
        triggers = append_only()

    def __str__(self):
        return f"{self.ranking_id}"


def round_of(period: Period) -> Round:
    """Return the one round of the period; starting judging refuses any other number of rounds."""
    return period.rounds.get()
