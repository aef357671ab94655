"""What the database refuses, each by raw SQL, whatever Python believes."""

import uuid

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from skm import actions, questionnaire
from skm.index import UNSUR
from skm.models import (
    Question,
    Questionnaire,
    Response,
    Survey,
    SurveyResult,
    TransitionNotAllowed,
)
from tests.factories.skm import (
    make_closed_survey,
    make_open_survey,
    make_service,
    make_survey,
    make_survey_period,
    sheet,
)

pytestmark = pytest.mark.django_db


def refused(sql, params=(), *, error=IntegrityError):
    """Run SQL that must fail, and return what the database said."""
    with pytest.raises(error) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)
    return str(refusal.value)


def insert_response(survey, **changes):
    row = sheet() | {
        "token": uuid.uuid4(),
        "survey_id": survey.pk,
        "age_class": "",
        "sex": "",
        "education": "",
        "occupation": "",
        "channel": "qr",
        "suggestion": "",
        "day": "2024-08-01",
        "flags": [],
    }
    row |= changes
    columns, marks = ", ".join(row), ", ".join(["%s"] * len(row))
    sql = f"INSERT INTO skm_response ({columns}) VALUES ({marks})"  # noqa: S608 (names from the test)
    return sql, list(row.values())


@pytest.fixture
def survey(organiser):
    return make_open_survey(by=organiser)


def test_questionnaire_is_the_official_one_and_made_once(db):
    first = actions.ensure_questionnaire()

    assert actions.ensure_questionnaire() == first
    rows = first.questions.order_by("order")
    assert [(q.unsur, q.text, q.labels) for q in rows] == [(q.unsur, q.text, q.labels) for q in questionnaire.QUESTIONS]
    assert [q.unsur for q in rows][7:] == ["sarpras", "pengaduan"]


LOCKED = {
    "reword": "UPDATE skm_question SET text = 'lain'",
    "remove": "DELETE FROM skm_question",
    "add": 'INSERT INTO skm_question (questionnaire_id, unsur, "order", text, label_1, label_2, label_3, label_4)'
    " SELECT id, 'waktu', 10, 'x', 'a', 'b', 'c', 'd' FROM skm_questionnaire",
}


@pytest.mark.parametrize("sql", LOCKED.values(), ids=LOCKED)
def test_locked_questionnaire_refuses_to(sql):
    actions.ensure_questionnaire()

    assert "locked questionnaire" in refused(sql)


def test_locked_questionnaire_cannot_be_unlocked():
    actions.ensure_questionnaire()

    assert "Cannot update" in refused("UPDATE skm_questionnaire SET is_locked = false", error=DatabaseError)


def test_unlocked_questionnaire_may_still_be_written():
    draft = Questionnaire.objects.create(version="rancangan", title="Rancangan")

    labels = {f"label_{n}": "x" for n in range(1, 5)}
    Question.objects.create(questionnaire=draft, unsur="waktu", order=1, text="?", **labels)

    assert draft.questions.count() == 1


@pytest.mark.parametrize("value", [0, 5, -1])
@pytest.mark.parametrize("unsur", UNSUR)
def test_response_refuses_an_answer_outside_1_to_4(survey, unsur, value):
    assert unsur in refused(*insert_response(survey, **{unsur: value}))


@pytest.mark.parametrize("value", [1, 2, 3, 4, None])
def test_response_takes_each_level_and_a_blank(survey, value):
    sql, params = insert_response(survey, **dict.fromkeys(UNSUR, value))
    with connection.cursor() as cursor:
        cursor.execute(sql, params)

    assert list(survey.responses.values_list("biaya", flat=True)) == [value]


@pytest.mark.parametrize("field", ["age_class", "sex", "education", "occupation", "channel"])
def test_response_refuses_an_unknown_code(survey, field):
    assert f"response_{field}_known" in refused(*insert_response(survey, **{field: "x"}))


def test_response_refuses_a_second_row_with_the_same_token(survey):
    token = uuid.uuid4()
    sql, params = insert_response(survey, token=token)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)

    assert "skm_response_pkey" in refused(*insert_response(survey, token=token))


@pytest.mark.parametrize("sql", ["UPDATE skm_response SET biaya = 4", "DELETE FROM skm_response"])
def test_response_is_never_changed(survey, organiser, sql):
    actions.record_responses(survey, [sheet()], by=organiser, channel="paper")

    assert "Cannot" in refused(sql, error=DatabaseError)


@pytest.mark.parametrize("make", [make_survey, make_closed_survey], ids=["draft", "closed"])
def test_response_is_refused_by_a_survey_that_is_not_open(organiser, make):
    survey = make(by=organiser)

    assert "the survey is not open" in refused(*insert_response(survey))
    with pytest.raises(actions.SurveyNotOpen):
        actions.record_responses(survey, [sheet()], by=organiser, channel="paper")


def test_response_broken_otherwise_is_not_called_closed(survey, organiser):
    with pytest.raises(IntegrityError):
        actions.record_responses(survey, [sheet(biaya=9)], by=organiser, channel="paper")


FINAL = {
    "reopen": "UPDATE skm_survey SET status = 'open', closed_at = NULL, closed_by_id = NULL",
    "recount the served": "UPDATE skm_survey SET population = 1",
    "delete": "DELETE FROM skm_survey",
}


@pytest.mark.parametrize("sql", FINAL.values(), ids=FINAL)
def test_closed_survey_refuses_to(organiser, sql):
    make_closed_survey(by=organiser)

    assert "Cannot" in refused(sql, error=DatabaseError)


def test_survey_never_changes_its_service(survey, organiser):
    other = make_service(by=organiser)

    assert "Cannot update" in refused(
        "UPDATE skm_survey SET service_id = %s WHERE id = %s", [other.pk, survey.pk], error=DatabaseError
    )


WHOLE = {
    "status without act": ("UPDATE skm_survey SET status = 'open'", "survey_status_with_acts"),
    "unknown status": ("UPDATE skm_survey SET status = 'paused'", "survey_status_with_acts"),
    "instant without person": (
        "UPDATE skm_survey SET status = 'open', opened_at = now()",
        "survey_opened_at_with_by",
    ),
}


@pytest.mark.parametrize(("sql", "constraint"), WHOLE.values(), ids=WHOLE)
def test_survey_refuses(organiser, sql, constraint):
    make_survey(by=organiser)

    assert constraint in refused(sql)


def test_survey_is_one_for_service_and_period(survey, organiser):
    sql = (
        "INSERT INTO skm_survey (service_id, survey_period_id, questionnaire_id, code, status, created_on)"
        " SELECT service_id, survey_period_id, questionnaire_id, 'LAIN2', 'draft', created_on FROM skm_survey"
    )

    assert "survey_once" in refused(sql)


def test_survey_period_dates_are_in_order(db):
    make_survey_period()

    assert "survey_period_dates_in_order" in refused("UPDATE skm_surveyperiod SET ends_on = '2024-06-30'")


@pytest.mark.parametrize("sql", ["UPDATE skm_surveyresult SET ikm = 99", "DELETE FROM skm_surveyresult"])
def test_result_is_never_changed(organiser, sql):
    make_closed_survey(by=organiser)

    assert "Cannot" in refused(sql, error=DatabaseError)


BROKEN_RESULT = [("ikm", None), ("mutu", "E"), ("mutu", ""), ("ikm", 100.01), ("ikm", 24.99)]


@pytest.mark.parametrize(("column", "value"), BROKEN_RESULT)
def test_result_refuses_a_broken_index(organiser, column, value):
    survey = make_closed_survey(by=organiser)
    columns = [field.column for field in SurveyResult._meta.fields if field.column != "id"]
    picked = ["%s" if name == column else name for name in columns]
    open_survey = make_open_survey(by=organiser)
    picked[columns.index("survey_id")] = str(open_survey.pk)
    sql = (
        f"INSERT INTO skm_surveyresult ({', '.join(columns)})"  # noqa: S608 (names from the model)
        f" SELECT {', '.join(picked)} FROM skm_surveyresult WHERE survey_id = {survey.pk}"
    )

    assert "survey_result_index_whole" in refused(sql, [value])


STEPS = [
    (make_survey, "close"),
    (make_open_survey, "open"),
    (make_closed_survey, "open"),
    (make_closed_survey, "close"),
]


@pytest.mark.parametrize(("make", "step"), STEPS)
def test_survey_takes_no_step_from_another_state(organiser, make, step):
    survey = make(by=organiser)
    before = survey.status

    with pytest.raises(TransitionNotAllowed):
        getattr(survey, step)(by=organiser)

    assert Survey.objects.get(pk=survey.pk).status == before


PERSONAL = {
    "name", "nama", "nik", "nip", "phone", "email", "address", "ip", "agent", "user", "birth", "time", "at", "by",
}  # fmt: skip


def test_response_schema_holds_nothing_personal():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = 'skm_response'"
        )
        columns = dict(cursor.fetchall())

    assert columns.keys() == {
        "token", "survey_id", *UNSUR, "age_class", "sex", "education", "occupation",
        "channel", "suggestion", "day", "flags",
    }  # fmt: skip
    assert not {part for name in columns for part in name.split("_")} & PERSONAL
    # Neither an instant nor a serial number: nothing tells when or in which order people answered.
    assert not [kind for kind in columns.values() if "timestamp" in kind or kind.startswith("time")]
    assert {name for name, kind in columns.items() if kind == "bigint"} == {"survey_id"}
    assert {name for name, field in ((f.name, f) for f in Response._meta.fields) if field.is_relation} == {"survey"}
