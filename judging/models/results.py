"""What is frozen of a round: how it was closed, its rankings, their results and how sure they are."""

from collections.abc import Iterable
from fractions import Fraction

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Now

from competitions.models import Period, Round
from judging.awards import place_name
from judging.models.guards import DECIDES_SOMETHING, WHILE_DECIDED, append_only
from judging.models.panel_guards import pleno_is_free
from judging.querysets import CLOSED, PUBLIC, ResultQuerySet
from judging.tally import RoundRules, rules_from
from kipp.accounts.models import User
from proposals.models import Check, Proposal
from proposals.querysets import ProposalQuerySet


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
    # Of a decision: the numbers in the decided order (none where marks were changed), why, and who was present.
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
                | Q(revision__gt=1) & ~Q(decided_order__len=1) & ~Q(reason="") & ~Q(present=""),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="while_decided",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=WHILE_DECIDED.format(round="NEW.round_id"),
            ),
            pgtrigger.Trigger(
                name="without_a_decision_none",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__revision__gt=1),
                func=DECIDES_SOMETHING,
            ),
            pleno_is_free(),
            *append_only(),
        ]

    def __str__(self):
        return f"{self.round_id} #{self.revision}"


class Result(models.Model):
    """Place and total of one proposal in one ranking. Recomputable from the marks alone."""

    ranking = models.ForeignKey(Ranking, models.PROTECT, related_name="results")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="results")
    # The value of this round alone, and after it: with the rounds before, by their weights.
    # Exact fractions, "55563/700": two decimals are the published figure, not the true one.
    own_exact = models.CharField(max_length=80, blank=True)
    own = models.DecimalField("nilai tahap", max_digits=5, decimal_places=2, null=True)
    total_exact = models.CharField(max_length=200, blank=True)
    total = models.DecimalField("nilai akhir", max_digits=5, decimal_places=2, null=True)
    sheets = models.PositiveSmallIntegerField("lembar dihitung")
    place = models.PositiveSmallIntegerField("peringkat", null=True)
    decided_by = models.CharField(max_length=60, blank=True)
    compared = models.JSONField(default=list)  # [{"step": "median", "value": "81.50"}, …]
    # Passed the line of the round: of the last as a winner, of the others to go on.
    is_winner = models.BooleanField("pemenang")
    is_advancing = models.BooleanField("lolos ke tahap berikutnya", default=False)

    objects = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = "hasil"
        constraints = [
            models.UniqueConstraint(fields=["ranking", "proposal"], name="result_once"),
            models.CheckConstraint(
                name="result_place_with_total",
                condition=Q(
                    own__isnull=True,
                    own_exact="",
                    total__isnull=True,
                    place__isnull=True,
                    total_exact="",
                    is_winner=False,
                    is_advancing=False,
                )
                | Q(own__gte=0, own__lte=100, total__gte=0, total__lte=100, place__gte=1)
                & ~Q(total_exact="")
                & ~Q(own_exact=""),
            ),
            models.CheckConstraint(name="result_wins_or_goes_on", condition=Q(is_winner=False) | Q(is_advancing=False)),
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

    @property
    def distinction(self) -> str:
        """What the place of a winner is called; the settings stand since the round was closed. Empty for the others."""
        if not self.is_winner or self.place is None:
            return ""
        period = self.ranking.round.period
        return place_name(self.place, champions=period.champions, runners_up=period.runners_up)


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


def rounds_of(period: Period) -> list[Round]:
    """Return the rounds in their order, each with its closing if it has one."""
    return list(period.rounds.select_related("period", "closing").order_by("order", "pk"))


def is_closed(round_: Round) -> bool:
    return hasattr(round_, "closing")


def is_over(round_: Round) -> bool:
    """Tell whether agencies know what became of them in it: the next round has begun, or the result is announced."""
    return is_closed(round_) and (round_.period.status in PUBLIC or round_of(round_.period) != round_)


def has_closed_round(period: Period) -> bool:
    return period.rounds.filter(closing__isnull=False).exists()


def has_open_round(period: Period) -> bool:
    return period.rounds.filter(closing=None).exists()


def round_of(period: Period) -> Round:
    """Return the round that is prepared or judged now; once it is closed it stays that one until the next begins."""
    rounds = rounds_of(period)
    if period.status in CLOSED:
        return [round_ for round_ in rounds if is_closed(round_)][-1]
    return next(round_ for round_ in rounds if not is_closed(round_))


def entries_of(round_: Round) -> ProposalQuerySet:
    """Return what is judged in a round: of the first everything verified, of the others what passed before."""
    verified = Proposal.objects.filter(period=round_.period_id, status=Proposal.Status.VERIFIED).select_related(
        "category", "group", "agency"
    )
    if previous := _ranking_before(round_):
        verified = verified.filter(results__ranking=previous, results__is_advancing=True)
    return verified.order_by("number", "pk")


def overturned_in(round_: Round) -> QuerySet[Check]:
    """Return the decisions by which entries left this round, which is closed, after they were visited."""
    out = Check.objects.filter(decision=Check.Decision.OVERTURN, released_at__isnull=False)
    while_open = out.filter(proposal__visits__round=round_, at__lte=round_.closing.closed_at)
    return while_open.select_related("proposal__innovation", "proposal__agency", "by").order_by(
        "proposal__number", "pk"
    )


def rules_of(round_: Round, entries: Iterable[Proposal]) -> RoundRules:
    """Return the frozen rules of a closed round, with what its entries bring into it."""
    frozen = round_.closing.settings
    previous = _ranking_before(round_)
    values = previous.results.exclude(total_exact="").values_list("proposal__number", "total_exact") if previous else ()
    parts = {str(entry.number): parts_of(entry).get(frozen["line"]["per"], "") for entry in entries}
    earlier = round_.period.rounds.filter(order__lt=round_.order).aggregate(weight=Sum("weight", default=0))
    brought = {str(number): Fraction(total) for number, total in values}
    return rules_from(frozen, brought, parts, weight_before=earlier["weight"])


def parts_of(entry: Proposal) -> dict[str, str]:
    """Return what a quota may count an entry by, see `Round.Per`."""
    return {"category": entry.category.code, "group": entry.group.code, "agency_kind": entry.agency.kind}


def _ranking_before(round_: Round) -> Ranking | None:
    """Return the standing ranking of the round before, None for the first."""
    earlier = Ranking.objects.filter(round__period=round_.period_id, round__order__lt=round_.order)
    return earlier.order_by("-round__order", "-revision").first()


def round_after(round_: Round) -> Round | None:
    """Return the round that follows, None after the last."""
    return round_.period.rounds.filter(order__gt=round_.order).order_by("order").first()
