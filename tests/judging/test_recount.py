"""The whole way through the actions against a recount of its own, on competitions drawn at random."""

import random
from decimal import Decimal

import pytest
from django.db import connection

from judging import actions
from judging.models import Assignment
from judging.sheet import Mark
from kipp.accounts.models import Role
from tests.factories.accounts import UserFactory
from tests.factories.judging import CODES, judged_period

# Not the statement closing uses: places too, and the chain as the columns of one sort.
RECOUNT = """
    WITH newest AS (
      SELECT s.assignment_id, s.criterion_id, s.value
        FROM judging_score s
       WHERE NOT EXISTS (SELECT 1 FROM judging_score n
                          WHERE n.assignment_id = s.assignment_id AND n.criterion_id = s.criterion_id
                            AND n.revision > s.revision)
    ), sheet AS (
      SELECT a.proposal_id, a.id,
             SUM(n.value * c.weight) / 100 AS total,
             SUM(n.value) FILTER (WHERE c.code = 'bermanfaat') AS bermanfaat,
             SUM(n.value) FILTER (WHERE c.code = 'efektif') AS efektif
        FROM judging_assignment a
        JOIN newest n ON n.assignment_id = a.id
        JOIN competitions_criterion c ON c.id = n.criterion_id
       WHERE a.round_id = %(round)s AND a.handed_in_at IS NOT NULL
       GROUP BY a.proposal_id, a.id
    ), middle AS (
      SELECT proposal_id, total, COUNT(*) OVER w AS n, ROW_NUMBER() OVER (w ORDER BY total, id) AS k
        FROM sheet WINDOW w AS (PARTITION BY proposal_id)
    ), entry AS (
      SELECT s.proposal_id,
             ROUND(AVG(s.total), 2) AS total,
             ROUND(AVG(s.bermanfaat), 2) AS bermanfaat,
             ROUND(AVG(s.efektif), 2) AS efektif,
             (SELECT ROUND(AVG(m.total), 2) FROM middle m
               WHERE m.proposal_id = s.proposal_id AND m.k IN ((m.n + 1) / 2, m.n / 2 + 1)) AS median
        FROM sheet s GROUP BY s.proposal_id HAVING COUNT(*) >= %(min_sheets)s
    )
    SELECT proposal_id, total, RANK() OVER (ORDER BY total DESC, bermanfaat DESC, efektif DESC, median DESC)
      FROM entry
"""


def drawn_sheet(rng):
    """Few values, so that ties happen at every step of the chain; now and then hundredths."""
    value = (
        (lambda: Decimal(rng.choice((70, 75, 80))))
        if rng.random() < 0.7
        else (lambda: Decimal(rng.randrange(10001)) / 100)
    )
    return {code: Mark(value(), "Alasan.") for code in CODES}


@pytest.mark.parametrize(("proposals", "judges", "seed"), [(20, 7, 1), (6, 2, 2), (6, 3, 3), (6, 2, 4)])
def test_ranking_equals_an_independent_recount(open_period, organiser, proposals, judges, seed):
    rng = random.Random(seed)  # noqa: S311 (a drawn competition, no secret)
    panel = [UserFactory(role=Role.JUDGE) for _ in range(judges)]
    period = judged_period(open_period, by=organiser, proposals=proposals, judges=panel)
    tasks = Assignment.objects.select_related("judge", "round__period", "proposal__innovation").order_by("pk")
    for task in tasks:
        if rng.random() < 0.3:
            actions.save_sheet(task, by=task.judge, version=1, marks=drawn_sheet(rng))
        if rng.random() < 0.1:
            actions.recuse(task, by=organiser, reason="Sakit.")
        else:
            actions.hand_in(task, by=task.judge, version=task.version, marks=drawn_sheet(rng))

    ranking = actions.close_judging(period, by=organiser)

    with connection.cursor() as cursor:
        cursor.execute(RECOUNT, {"round": ranking.round_id, "min_sheets": ranking.round.min_sheets})
        recount = {proposal: (total, place) for proposal, total, place in cursor.fetchall()}
    frozen = {r.proposal_id: (r.total, r.place) for r in ranking.results.all() if r.place}
    assert frozen == recount
    assert len(frozen) >= proposals // 2
