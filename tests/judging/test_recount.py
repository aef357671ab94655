"""A hundred competitions drawn at random, each of three rounds, against a recount in plain SQL: to the last digit."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import pgtrigger
import pytest
from django.db import connection, transaction
from django.utils import timezone

from competitions.models import Criterion, Round
from judging import actions
from judging.actions import closing
from judging.models import Assignment, Ranking, Score, round_of
from kipp.accounts.models import Role
from proposals.models import Proposal
from tests.factories.accounts import UserFactory
from tests.factories.judging import add_round, assign_everyone, verified_proposal

# Not the way closing counts: the newest mark by what has no newer, sheets over their least common multiple, the chain
# as the columns of one sort, the line as row numbers. Exact: nothing is divided before it is rounded.
RECOUNT = """
    WITH newest AS (
      SELECT s.assignment_id, s.criterion_id, s.value
        FROM judging_score s
       WHERE NOT EXISTS (SELECT 1 FROM judging_score n
                          WHERE n.assignment_id = s.assignment_id AND n.criterion_id = s.criterion_id
                            AND n.revision > s.revision)
    ), sheet AS (
      SELECT a.round_id, a.proposal_id, a.id, SUM(n.value * c.weight) AS points,
             SUM(n.value) FILTER (WHERE c.code = %(first)s) AS first,
             COALESCE(SUM(n.value) FILTER (WHERE c.code = %(second)s), 0) AS second
        FROM judging_assignment a
        JOIN newest n ON n.assignment_id = a.id
        JOIN competitions_criterion c ON c.id = n.criterion_id
       WHERE a.round_id = ANY (%(rounds)s) AND a.handed_in_at IS NOT NULL
       GROUP BY a.round_id, a.proposal_id, a.id
    ), own AS (
      SELECT s.round_id, s.proposal_id, r.weight, COUNT(*) AS n, SUM(points) AS points,
             SUM(first) AS first, SUM(second) AS second
        FROM sheet s JOIN competitions_round r ON r.id = s.round_id
       GROUP BY s.round_id, s.proposal_id, r.weight, r.min_sheets HAVING COUNT(*) >= r.min_sheets
    ), whole AS (
      SELECT proposal_id, SUM(weight * points * (%(multiple)s / n)) AS above, 100 * %(multiple)s * SUM(weight) AS below
        FROM own GROUP BY proposal_id HAVING COUNT(*) = array_length(%(rounds)s, 1)
    ), middle AS (
      SELECT proposal_id, points, COUNT(*) OVER w AS n, ROW_NUMBER() OVER (w ORDER BY points, id) AS k
        FROM sheet WHERE round_id = %(last)s WINDOW w AS (PARTITION BY proposal_id)
    ), placed AS (
      SELECT p.id, p.number, c.code AS category, o.n, w.above, w.below,
             div(200 * w.above + w.below, 2 * w.below) / 100 AS total,
             div(200 * o.first + o.n, 2 * o.n) / 100 AS first,
             div(200 * o.second + o.n, 2 * o.n) / 100 AS second,
             (SELECT ROUND(SUM(m.points) / COUNT(*) / 100, 2) FROM middle m
               WHERE m.proposal_id = p.id AND m.k IN ((m.n + 1) / 2, m.n / 2 + 1)) AS median,
             (SELECT array_position(k.decided_order, p.number) FROM judging_ranking k
               WHERE k.round_id = %(last)s AND p.number = ANY (k.decided_order) ORDER BY k.revision DESC LIMIT 1
             ) AS pleno
        FROM whole w JOIN own o ON o.proposal_id = w.proposal_id AND o.round_id = %(last)s
        JOIN proposals_proposal p ON p.id = w.proposal_id JOIN competitions_category c ON c.id = p.category_id
    ), ranked AS (
      SELECT *, RANK() OVER (ORDER BY total DESC, first DESC, second DESC, median DESC, pleno ASC NULLS LAST) AS place
        FROM placed
    ), of_part AS (
      SELECT *, ROW_NUMBER() OVER (PARTITION BY category ORDER BY place) AS nth_of_part FROM ranked
       WHERE total >= %(least)s
    ), of_all AS (
      SELECT *, ROW_NUMBER() OVER (ORDER BY place) AS nth FROM of_part WHERE nth_of_part <= %(quota)s
    )
    SELECT r.number, r.above, r.below, r.total, r.n, r.place,
           EXISTS (SELECT 1 FROM of_all a WHERE a.id = r.id AND a.nth <= %(most)s)
      FROM ranked r
"""
NO_LIMIT = 1000
JUDGES = 4
MULTIPLE = 12  # of 1 to 4 sheets


@dataclass
class Draw:
    """What happens in one competition."""

    rng: random.Random

    def mark(self) -> Decimal:
        """Few values, so that ties happen at every step of the chain; now and then hundredths."""
        few = self.rng.random() < 0.7
        return Decimal(self.rng.choice((70, 75, 80))) if few else Decimal(self.rng.randrange(10001)) / 100

    def weights(self, count: int) -> list[Decimal]:
        """Positive weights of two decimals that sum to exactly 100."""
        cuts = sorted(self.rng.sample(range(1, 10000), count - 1))
        return [Decimal(high - low) / 100 for low, high in zip([0, *cuts], [*cuts, 10000], strict=True)]

    def settings(self, period) -> None:
        """Weights of rounds and criteria, sheets wanted, and who goes on."""
        rounds = list(period.rounds.order_by("order"))
        for round_, weight in zip(rounds, self.weights(len(rounds)), strict=True):
            per = self.rng.random() < 0.5
            Round.objects.filter(pk=round_.pk).update(
                weight=weight,
                min_sheets=self.rng.choice((1, 2)),
                advance_most=self.rng.choice((None, 3, 4, 5)),
                advance_least=self.rng.choice((None, Decimal(60), Decimal("72.5"))),
                advance_per="category" if per else "",
                advance_quota=self.rng.choice((1, 2, 3)) if per else None,
            )
            criteria = list(round_.criteria.order_by("order"))
            for criterion, share in zip(criteria, self.weights(len(criteria)), strict=True):
                Criterion.objects.filter(pk=criterion.pk).update(weight=share)
        withdrawn = period.proposals.order_by("pk")[: self.rng.choice((0, 1, 2))]
        Proposal.objects.filter(pk__in=withdrawn.values("pk")).update(status=Proposal.Status.WITHDRAWN)

    def sheets(self, period) -> None:
        """Every sheet of the round: handed in at once or after a revision, or not judged at all."""
        round_ = round_of(period)
        criteria = list(round_.criteria.all())
        rows, gone, sent = [], [], []
        for task in Assignment.objects.of(round_).order_by("pk"):
            revisions = 2 if self.rng.random() < 0.3 else 1
            rows += [
                Score(assignment=task, criterion=criterion, revision=n, value=self.mark(), by_id=task.judge_id)
                for n in range(1, revisions + 1)
                for criterion in criteria
            ]
            (gone if self.rng.random() < 0.12 else sent).append(task)
        Score.objects.bulk_create(rows)
        Assignment.objects.filter(pk__in=[task.pk for task in sent]).update(handed_in_at=timezone.now())
        for task in gone:
            is_absence = self.rng.random() < 0.5
            who = period.created_by.pk if is_absence else task.judge_id
            Assignment.objects.filter(pk=task.pk).update(
                recused_at=timezone.now(), recused_by=who, recusal_reason="Sakit.", is_absence=is_absence
            )


def closed_rounds(draw: Draw, period, *, by) -> Iterator[Ranking]:
    """Judge round after round, until the last or until nobody goes on."""
    while True:
        assign_everyone(period, by=by)
        draw.sheets(period)
        ranking = actions.close_judging(period, by=by)
        while ties := actions.tied_groups(ranking):
            order = [row.proposal.number for row in ties[0]]
            draw.rng.shuffle(order)
            ranking = actions.decide_tie(period, by=by, order=order, reason="Pleno.", present="Semua")
        yield ranking
        if ranking.round.closing.settings["is_last"] or actions.reasons_against_next_round(ranking):
            return
        actions.begin_next_round(period, by=by)


def recount(ranking: Ranking) -> dict:
    last = ranking.round
    rounds = list(last.period.rounds.filter(order__lte=last.order).order_by("order").values_list("pk", flat=True))
    last.refresh_from_db()
    is_last = not last.period.rounds.filter(order__gt=last.order).exists()
    steps = [step.removeprefix("criterion:") for step in last.tie_breaks if step.startswith("criterion:")]
    most, least, quota = last.advance_most, last.advance_least, last.advance_quota
    if is_last:
        most, least, quota = last.period.winners, None, None
    first, second = (*steps, None)[:2]
    values = {
        "rounds": rounds,
        "last": last.pk,
        "first": first,
        "second": second,
        "multiple": MULTIPLE,
        "most": most or NO_LIMIT,
        "least": least or 0,
        "quota": quota or NO_LIMIT,
    }
    with connection.cursor() as cursor:
        cursor.execute(RECOUNT, values)
        return {
            number: (str(Fraction(above) / Fraction(below)), total, sheets, place, passes)
            for number, above, below, total, sheets, place, passes in cursor.fetchall()
        }


def frozen(ranking: Ranking) -> dict:
    return {
        row.proposal.number: (row.total_exact, row.total, row.sheets, row.place, row.is_winner or row.is_advancing)
        for row in ranking.results.named()
        if row.place
    }


class Undone(Exception):
    """Leaves the transaction, so that the next competition begins where this one did."""


@pytest.mark.parametrize("quarter", range(4))
def test_rankings_equal_an_independent_recount(quarter, open_period, organiser, monkeypatch):
    """25 competitions each: ties, recusals, missing judges, withdrawn entries, three rounds, decimals."""
    monkeypatch.setattr(closing, "_issue_minutes", lambda ranking, by: None)  # papers are not what is counted
    period = open_period
    period.created_by = organiser
    for _ in range(JUDGES):
        UserFactory(role=Role.JUDGE)
    for code, weight, criteria in (
        ("presentasi", 50, ("substansi", "penyajian")),
        ("lapangan", 20, ("fakta", "terus", "warga")),
    ):
        chain = [f"criterion:{criteria[0]}", "median"]
        add_round(period, code=code, weight=weight, criteria=criteria, tie_breaks=chain)
    categories = list(period.categories.order_by("order")[:3])
    with pgtrigger.ignore():
        for number in range(7):
            entry = verified_proposal(period, by=organiser)
            Proposal.objects.filter(pk=entry.pk).update(category=categories[number % 3])

    compared, differing = 0, {}
    for seed in range(25 * quarter, 25 * quarter + 25):
        draw = Draw(random.Random(seed))  # noqa: S311 (a drawn competition, no secret)
        try:
            with transaction.atomic():
                with pgtrigger.ignore():
                    draw.settings(period)
                    type(period).objects.filter(pk=period.pk).update(status="judging")
                period.refresh_from_db()
                for ranking in closed_rounds(draw, period, by=organiser):
                    counted, stored = recount(ranking), frozen(ranking)
                    compared += len(stored)
                    if counted != stored:
                        differing[seed, ranking.round.code] = (counted, stored)
                raise Undone
        except Undone:
            period.refresh_from_db()

    assert differing == {}
    assert compared > 200
