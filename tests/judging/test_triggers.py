"""What the database refuses, whoever writes and by whatever path."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from judging import actions
from judging.models import Assignment, Ranking, Result, RoundClosing, Score
from kipp.accounts.models import Role
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.competitions import close_now, make_period
from tests.factories.judging import (
    assign_everyone,
    hand_in_all,
    judged_period,
    marks,
    publish,
    seat_all,
    verified_proposal,
)


@pytest.fixture
def judged(open_period, organiser, judge, other_judge):
    return judged_period(open_period, by=organiser, judges=[judge, other_judge])


@pytest.fixture
def task(judged, judge):
    return Assignment.objects.filter(judge=judge).select_related("round__period").order_by("pk").first()


@pytest.fixture
def closed(judged, organiser):
    hand_in_all(judged)
    actions.close_judging(judged, by=organiser)
    return judged


def refused(sql, *params):
    """Run one statement in raw SQL and return the database's reason for refusing it."""
    with pytest.raises(DatabaseError) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)
    return str(refusal.value)


ADD_SCORE = (
    "INSERT INTO judging_score (assignment_id, criterion_id, revision, value, reason, by_id)"
    " VALUES (%s, %s, %s, %s, '', %s)"
)


def criterion_of(task):
    return task.round.criteria.order_by("order").first()


@pytest.mark.parametrize("value", ["-0.01", "100.01"])
def test_score_out_of_range_is_refused(task, judge, value):
    assert "score_value_range" in refused(ADD_SCORE, task.pk, criterion_of(task).pk, 1, value, judge.pk)


@pytest.mark.parametrize("revision", [0, 2])
def test_score_revision_out_of_sequence_is_refused(task, judge, revision):
    reason = refused(ADD_SCORE, task.pk, criterion_of(task).pk, revision, 80, judge.pk)

    assert "revisions follow one another" in reason


def test_score_of_another_judge_is_refused(task, other_judge):
    reason = refused(ADD_SCORE, task.pk, criterion_of(task).pk, 1, 80, other_judge.pk)

    assert "this sheet takes no marks" in reason


def test_score_on_a_criterion_of_another_round_is_refused(task, judge, organiser):
    elsewhere = make_period(by=organiser, year=2025).rounds.get().criteria.order_by("order").first()

    assert "this sheet takes no marks" in refused(ADD_SCORE, task.pk, elsewhere.pk, 1, 80, judge.pk)


def test_score_on_a_sheet_handed_in_is_refused(task, judge):
    actions.hand_in(task, by=judge, version=1, marks=marks(80))

    assert "this sheet takes no marks" in refused(ADD_SCORE, task.pk, criterion_of(task).pk, 2, 81, judge.pk)


def test_score_on_a_recused_sheet_is_refused(task, judge):
    actions.recuse(task, by=judge, reason="Saudara kandung.")

    assert "this sheet takes no marks" in refused(ADD_SCORE, task.pk, criterion_of(task).pk, 1, 81, judge.pk)


def test_score_before_judging_is_refused(open_period, organiser, judge):
    close_now(open_period)
    verified_proposal(open_period, by=organiser)
    assign_everyone(open_period, by=organiser)
    task = Assignment.objects.select_related("round").get()

    assert "this sheet takes no marks" in refused(ADD_SCORE, task.pk, criterion_of(task).pk, 1, 81, judge.pk)


def test_score_after_closing_is_refused(closed, judge):
    task = Assignment.objects.filter(judge=judge).select_related("round").first()

    assert "this sheet takes no marks" in refused(ADD_SCORE, task.pk, criterion_of(task).pk, 2, 81, judge.pk)


@pytest.mark.parametrize("table", ["score", "roundclosing", "ranking", "result"])
@pytest.mark.parametrize(
    "statement", ["UPDATE judging_{0} SET id = id", "DELETE FROM judging_{0}", "TRUNCATE judging_{0} CASCADE"]
)
def test_rows_are_only_ever_added(closed, table, statement):
    assert {model.objects.count() for model in (Score, RoundClosing, Ranking, Result)} == {20, 1, 2}

    assert refused(statement.format(table))


def test_orm_update_of_a_score_is_refused(task, judge):
    actions.save_sheet(task, by=judge, version=1, marks=marks(80))

    with pytest.raises(DatabaseError), transaction.atomic():
        Score.objects.update(value=100)

    assert {score.value for score in Score.objects.all()} == {80}


ASSIGN = (
    "INSERT INTO judging_assignment"
    ' (round_id, proposal_id, judge_id, "order", version, created_by_id, recusal_reason, is_absence)'
    " VALUES (%s, %s, %s, 999, 1, %s, '', false)"
)


def house(kind):
    """Judge's agency and proposal's agency, related as named."""
    if kind == "same":
        agency = AgencyFactory()
        return agency, agency
    if kind == "judge above":
        parent = AgencyFactory()
        return parent, AgencyFactory(parent=AgencyFactory(parent=parent))
    if kind == "judge below":
        parent = AgencyFactory()
        return AgencyFactory(parent=AgencyFactory(parent=parent)), parent
    parent = AgencyFactory()
    return AgencyFactory(parent=parent), AgencyFactory(parent=parent)


@pytest.mark.parametrize("kind", ["same", "judge above", "judge below"])
def test_judge_of_the_own_house_is_refused(open_period, organiser, kind):
    close_now(open_period)
    judges_agency, entrys_agency = house(kind)
    judge = UserFactory(role=Role.JUDGE, agency=judges_agency)
    proposal = verified_proposal(open_period, by=organiser, agency=entrys_agency)
    round_ = open_period.rounds.get()
    seat_all(open_period, by=organiser)

    assert "own agency" in refused(ASSIGN, round_.pk, proposal.pk, judge.pk, organiser.pk)
    assert actions.candidates(open_period).all_pairs() == []


def test_judge_under_the_same_parent_is_no_conflict(open_period, organiser):
    close_now(open_period)
    judges_agency, entrys_agency = house("siblings")
    judge = UserFactory(role=Role.JUDGE, agency=judges_agency)
    proposal = verified_proposal(open_period, by=organiser, agency=entrys_agency)
    seat_all(open_period, by=organiser)

    assert actions.assign(open_period, by=organiser, pairs=[(judge.pk, proposal.pk)]) == 1


def test_moving_an_assignment_into_the_own_house_is_refused(judged, organiser, judge):
    task = Assignment.objects.filter(judge=judge).first()
    insider = UserFactory(role=Role.JUDGE, agency=task.proposal.agency)

    reason = refused("UPDATE judging_assignment SET judge_id = %s WHERE id = %s", insider.pk, task.pk)

    assert "own agency" in reason


@pytest.mark.parametrize("who", ["organiser", "operator"])
def test_only_judges_are_assigned(judged, organiser, operator, who):
    person = {"organiser": organiser, "operator": operator}[who]
    proposal = judged.proposals.first()

    assert "only judges" in refused(ASSIGN, judged.rounds.get().pk, proposal.pk, person.pk, organiser.pk)


def test_only_verified_entries_of_the_period_are_assigned(judged, organiser, judge):
    rejected = verified_proposal(judged, by=organiser, status="rejected")

    assert "only verified" in refused(ASSIGN, judged.rounds.get().pk, rejected.pk, judge.pk, organiser.pk)


def test_assignment_stands_once(task, organiser):
    reason = refused(ASSIGN, task.round_id, task.proposal_id, task.judge_id, organiser.pk)

    assert "assignment_once" in reason


def test_incomplete_sheet_is_not_handed_in(task, judge):
    actions.save_sheet(task, by=judge, version=1, marks=marks(80, 80, None, 80, 80))

    reason = refused("UPDATE judging_assignment SET handed_in_at = now() WHERE id = %s", task.pk)

    assert "incomplete" in reason


def test_sheet_is_not_born_handed_in(judged, organiser, other_judge, task):
    Assignment.objects.filter(pk=task.pk).delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(
            round=task.round,
            proposal=task.proposal,
            judge=task.judge,
            order=99,
            created_by=organiser,
            handed_in_at=timezone.now(),
        )


SEALED = [
    "UPDATE judging_assignment SET handed_in_at = NULL WHERE id = %s",
    "UPDATE judging_assignment SET version = 9 WHERE id = %s",
    "DELETE FROM judging_assignment WHERE id = %s",
]


@pytest.mark.parametrize("statement", SEALED)
def test_sheet_handed_in_is_sealed(task, judge, statement):
    actions.hand_in(task, by=judge, version=1, marks=marks(80))

    assert "Cannot" in refused(statement, task.pk)


@pytest.mark.parametrize("statement", ["UPDATE judging_assignment SET recused_at = NULL WHERE id = %s", SEALED[2]])
def test_recusal_is_sealed(task, judge, statement):
    actions.recuse(task, by=judge, reason="Saudara kandung.")

    assert "Cannot" in refused(statement, task.pk)


def test_recusal_without_a_reason_is_refused(task, judge):
    reason = refused(
        "UPDATE judging_assignment SET recused_at = now(), recused_by_id = %s WHERE id = %s", judge.pk, task.pk
    )

    assert "assignment_recusal_has_who_and_why" in reason


ADD_RESULT = (
    "INSERT INTO judging_result (ranking_id, proposal_id, total_exact, sheets, decided_by, compared, is_winner)"
    " VALUES (%s, %s, '', 0, '', '[]', false)"
)
ADD_RANKING = (
    "INSERT INTO judging_ranking (round_id, revision, open_tie, decided_order, reason, present, by_id)"
    " VALUES (%s, %s, '{}', '{}', '', '', %s)"
)


def test_ranking_before_closing_is_refused(judged, organiser):
    assert "results are frozen" in refused(ADD_RANKING, judged.rounds.get().pk, 1, organiser.pk)


def test_ranking_and_result_after_announcement_are_refused(closed, organiser):
    publish(closed, by=organiser)
    ranking = Ranking.objects.get()
    late = verified_proposal(closed, by=organiser)

    assert "results are frozen" in refused(ADD_RANKING, ranking.round_id, 2, organiser.pk)
    assert "results are frozen" in refused(ADD_RESULT, ranking.pk, late.pk)


def test_new_ranking_without_a_decision_is_refused(closed, organiser):
    reason = refused(ADD_RANKING, closed.rounds.get().pk, 2, organiser.pk)

    assert "orders a tie or changes a mark" in reason
