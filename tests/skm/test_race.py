"""Closing against answers in flight: each answer is either in the frozen result or refused.

The control takes the shared lock out of the trigger and loses an answer, so the test can fail.
"""

import threading
import uuid

import pytest
from django.db import connection, connections, transaction

from skm import actions
from skm.models import Survey
from tests.factories.skm import make_open_survey, sheet

WAIT = 10


def unlock_trigger():
    """Replace the trigger's function by the same without the shared lock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_functiondef(tgfoid) FROM pg_trigger"
            " WHERE tgrelid = 'skm_response'::regclass AND tgname LIKE 'pgtrigger_survey_is_open%%'"
        )
        (definition,) = cursor.fetchone()
        assert "FOR SHARE" in definition
        cursor.execute(definition.replace("FOR SHARE", ""))
    return definition


def answer_in_flight(survey, inserted, release, outcome):
    """Insert an answer and keep its transaction open until told to commit."""
    try:
        with transaction.atomic():
            actions.answer(survey, token=uuid.uuid4(), sheet=sheet(), flags=[])
            inserted.set()
            release.wait(WAIT)
        outcome.append("stored")
    finally:
        inserted.set()
        connections.close_all()


def close(survey, by):
    try:
        actions.close_survey(Survey.objects.get(pk=survey.pk), by=by)
    finally:
        connections.close_all()


def race(survey, by):
    """Close while one answer is written but not committed; return (counted, stored)."""
    inserted, release, outcome = threading.Event(), threading.Event(), []
    citizen = threading.Thread(target=answer_in_flight, args=(survey, inserted, release, outcome))
    closer = threading.Thread(target=close, args=(survey, by))
    citizen.start()
    assert inserted.wait(WAIT)
    closer.start()
    closer.join(1)  # with the lock it waits for the answer; without it is done by now
    release.set()
    citizen.join(WAIT)
    closer.join(WAIT)
    assert outcome == ["stored"]
    survey.refresh_from_db()
    return survey.result.n, survey.responses.count()


@pytest.mark.django_db(transaction=True)
def test_answer_in_flight_is_counted_by_the_closing(organiser):
    survey = make_open_survey(by=organiser)

    assert race(survey, organiser) == (1, 1)
    assert survey.result.dataset_hash == actions.dataset_hash(survey)


@pytest.mark.django_db(transaction=True)
def test_answer_in_flight_is_lost_without_the_lock(organiser):
    survey = make_open_survey(by=organiser)
    definition = unlock_trigger()
    try:
        assert race(survey, organiser) == (0, 1)
        assert survey.result.dataset_hash != actions.dataset_hash(survey)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(definition)


@pytest.mark.django_db(transaction=True)
def test_answers_around_the_closing_are_counted_or_refused(organiser):
    survey = make_open_survey(by=organiser)
    outcomes, start = [], threading.Barrier(21)

    def send():
        try:
            start.wait(WAIT)
            actions.answer(survey, token=uuid.uuid4(), sheet=sheet(), flags=[])
            outcomes.append("stored")
        except actions.SurveyNotOpen:
            outcomes.append("refused")
        finally:
            connections.close_all()

    senders = [threading.Thread(target=send) for _ in range(20)]
    for sender in senders:
        sender.start()
    start.wait(WAIT)
    actions.close_survey(survey, by=organiser)
    for sender in senders:
        sender.join(WAIT)

    assert len(outcomes) == 20
    assert survey.result.n == survey.responses.count() == outcomes.count("stored")


@pytest.mark.django_db(transaction=True)
def test_same_sheet_sent_at_once_by_ten_is_one_row(organiser):
    survey = make_open_survey(by=organiser)
    token, start = uuid.uuid4(), threading.Barrier(10)

    def send():
        try:
            start.wait(WAIT)
            actions.answer(survey, token=token, sheet=sheet(), flags=[])
        finally:
            connections.close_all()

    senders = [threading.Thread(target=send) for _ in range(10)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join(WAIT)

    assert survey.responses.count() == 1


@pytest.mark.django_db(transaction=True)
def test_questionnaire_asked_for_at_once_by_ten_is_one(transactional_db):
    start, found = threading.Barrier(10), []

    def ask():
        try:
            start.wait(WAIT)
            found.append(actions.ensure_questionnaire().pk)
        finally:
            connections.close_all()

    askers = [threading.Thread(target=ask) for _ in range(10)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join(WAIT)

    assert (len(found), len(set(found))) == (10, 1)
