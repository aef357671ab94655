"""The survey part of the demonstration: twelve services, three thousand answers."""

from datetime import date, timedelta

from kipp.accounts.models import Agency
from kipp.clock import today
from kipp.demo.answers import answers_for
from kipp.demo.seed import Cast
from kipp.demo.services import SERVICES
from skm import actions
from skm.models import Response, Survey, SurveyPeriod

STAYS_OPEN = 4  # services whose survey goes on, so that a visitor can answer one
CHANNELS = {
    "qr_umum": Response.Channel.QR,
    "qr_loket": Response.Channel.QR,
    "kios": Response.Channel.KIOSK,
    "operator": Response.Channel.OPERATOR,
}


def semester(on: date) -> tuple[str, date, date]:
    """Return name, first and last day of the half-year of a date."""
    if on.month <= 6:
        return f"Semester I Tahun {on.year}", date(on.year, 1, 1), date(on.year, 6, 30)
    return f"Semester II Tahun {on.year}", date(on.year, 7, 1), date(on.year, 12, 31)


def surveys(cast: Cast, units: dict[str, Agency]) -> None:
    """One semester for every service; most are closed, the last few still take answers."""
    name, first, last = semester(today())
    period = actions.create_period(by=cast.organiser, name=name, starts_on=first, ends_on=last)
    for place, row in enumerate(SERVICES, start=1):
        service = actions.create_service(
            by=cast.organiser, agency=units[row.agency_code], name=row.name, served_per_period=row.population
        )
        survey = actions.create_survey(by=cast.organiser, service=service, survey_period=period)
        actions.open_survey(survey, by=cast.organiser)
        _answers(cast, survey, row, period)
        if place <= len(SERVICES) - STAYS_OPEN:
            actions.close_survey(survey, by=cast.organiser)


def _answers(cast: Cast, survey: Survey, row, period: SurveyPeriod) -> None:
    # Answers lie between the start of the semester and today, and on its first days when it has just begun.
    until = max(today(), period.starts_on + timedelta(days=7))
    by_channel: dict[str, list[dict]] = {}
    for answer in answers_for(row, row.respondents, opens_on=period.starts_on, closes_on=until):
        by_channel.setdefault(CHANNELS[answer.channel], []).append(
            {
                **answer.answers,
                "sex": answer.sex,
                "age_class": answer.age_class,
                "education": answer.education,
                "occupation": answer.occupation,
                "suggestion": answer.suggestion,
                "day": period.starts_on + timedelta(days=answer.day),
            }
        )
    for channel, rows in by_channel.items():
        actions.record_responses(survey, rows, by=cast.organiser, channel=channel)
