"""Set up services and surveys, take answers, close and freeze."""

import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from kipp.accounts.models import Agency, User
from kipp.audit.chain import record
from kipp.clock import today
from kipp.documents.actions import issue
from kipp.text import round_half_up
from skm import questionnaire as official
from skm.index import UNSUR, Rule
from skm.models import (
    NOT_OPEN,
    Question,
    Questionnaire,
    Response,
    Service,
    Survey,
    SurveyPeriod,
    SurveyResult,
)
from skm.querysets import PROFILE

BATCH = 1000


class SurveyNotOpen(Exception):
    """The survey takes no answers: not yet, or no longer."""


@transaction.atomic
def ensure_questionnaire() -> Questionnaire:
    """Return the official questionnaire, written and locked the first time it is needed."""
    questionnaire, _ = Questionnaire.objects.get_or_create(version=official.VERSION, defaults={"title": official.TITLE})
    if questionnaire.is_locked:
        return questionnaire
    Question.objects.bulk_create(
        Question(
            questionnaire=questionnaire,
            unsur=question.unsur,
            order=order,
            text=question.text,
            **{f"label_{worth}": label for worth, label in enumerate(question.labels, start=1)},
        )
        for order, question in enumerate(official.QUESTIONS, start=1)
    )
    questionnaire.is_locked = True
    questionnaire.save(update_fields=["is_locked"])
    return questionnaire


@transaction.atomic
def create_service(*, by: User, agency: Agency, name: str, served_per_period: int | None = None) -> Service:
    service = Service(agency=agency, name=name, served_per_period=served_per_period)
    service.full_clean()
    service.save()
    record("service.create", service, by=by)
    return service


@transaction.atomic
def create_period(*, by: User, name: str, starts_on: date, ends_on: date, **thresholds: int) -> SurveyPeriod:
    period = SurveyPeriod(name=name, starts_on=starts_on, ends_on=ends_on, **thresholds)
    period.full_clean()
    period.save()
    record("survey_period.create", period, by=by)
    return period


@transaction.atomic
def create_survey(*, by: User, service: Service, survey_period: SurveyPeriod, population: int | None = None) -> Survey:
    """Prepare the survey of a service for a period; it takes no answers until it is opened."""
    survey = Survey(
        service=service,
        survey_period=survey_period,
        questionnaire=ensure_questionnaire(),
        population=service.served_per_period if population is None else population,
    )
    survey.full_clean()
    survey.save()
    record("survey.create", survey, by=by)
    return survey


def open_survey(survey: Survey, *, by: User) -> None:
    """Start taking answers."""
    survey.open(by=by)


def answer(survey: Survey, *, token: uuid.UUID, sheet: Mapping[str, Any], flags: list[str]) -> None:
    """Keep one sheet a citizen has sent; the same token is kept once, however often it comes.

    No audit entry: an act with its instant beside the sheet would tell when a person answered.
    """
    sent = Response(
        survey=survey,
        token=token,
        channel=Response.Channel.QR,
        day=today(),
        flags=flags,
        **sheet,
    )
    with _refused_when_not_open():
        Response.objects.bulk_create([sent], ignore_conflicts=True)


@transaction.atomic
def record_responses(survey: Survey, rows: Iterable[Mapping[str, Any]], *, by: User, channel: str) -> int:
    """Add many sheets collected elsewhere, all or none; return how many.

    A row carries the nine unsur (None for a blank) and may carry sex, age_class, education,
    occupation, suggestion, day and token.
    """
    sheets = [Response(**{"survey": survey, "channel": channel, "day": today(), **row}) for row in rows]
    with _refused_when_not_open():
        Response.objects.bulk_create(sheets, batch_size=BATCH)
    record("survey.record_responses", survey, by=by, rows=len(sheets), channel=str(channel))
    return len(sheets)


@transaction.atomic
def close_survey(survey: Survey, *, by: User) -> SurveyResult:
    """Stop taking answers, freeze the result, and ask for the report and the poster."""
    survey.close(by=by)
    result = _freeze(survey)
    record(
        "survey.freeze",
        survey,
        by=by,
        n=result.n,
        ikm=None if result.ikm is None else str(result.ikm),
        dataset_hash=result.dataset_hash,
    )
    _issue_documents(survey, result, by=by)
    return result


def dataset_hash(survey: Survey) -> str:
    """Return the SHA-256 over every stored sheet of a survey, as canonical JSON lines."""
    digest = hashlib.sha256()
    for row in survey.responses.canonical_rows():
        digest.update(json.dumps(row, default=str, ensure_ascii=False).encode() + b"\n")
    return digest.hexdigest()


@contextmanager
def _refused_when_not_open() -> Iterator[None]:
    """Translate the refusal of the trigger; any other broken constraint is a defect and stays one."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as refusal:
        diagnosis = getattr(refusal.__cause__, "diag", None)
        if getattr(diagnosis, "constraint_name", None) == NOT_OPEN:
            raise SurveyNotOpen from refusal
        raise


def _freeze(survey: Survey) -> SurveyResult:
    period = survey.survey_period
    tally = survey.responses.tally(minimum_answers=period.minimum_answers, fields=(*PROFILE, "channel"))
    figures = tally.result
    return SurveyResult.objects.create(
        survey=survey,
        n=tally.n,
        excluded=tally.excluded,
        counts={unsur: list(tally.counts[unsur]) for unsur in UNSUR},
        ikm=figures.ikm_rounded,
        ikm_unrounded=None if figures.ikm is None else round_half_up(figures.ikm, 10),
        mutu=figures.mutu or "",
        rule=Rule.PERMENPANRB_14_2017,
        minimum_respondents=period.minimum_respondents,
        suppress_below=period.suppress_below,
        profile=tally.profile,
        dataset_hash=dataset_hash(survey),
    )


def _issue_documents(survey: Survey, result: SurveyResult, *, by: User) -> None:
    """The report always, for the unit's own use; the poster only for an index that may be shown."""
    kinds = {"skm_report": "Laporan SKM"}
    if result.is_published:
        kinds["skm_poster"] = "Poster hasil SKM"
    for kind, words in kinds.items():
        issue(
            kind,
            by=by,
            key=f"{kind}:{survey.pk}",
            subject_id=survey.pk,
            title=f"{words} {survey.service} {survey.survey_period}",
            year=survey.survey_period.ends_on.year,
            agency=survey.service.agency,
            is_public=result.is_published,
        )
