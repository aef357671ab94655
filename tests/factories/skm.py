"""Services, surveys and answers, made by the actions that make real ones."""

from datetime import date
from itertools import count

from skm import actions
from skm.index import UNSUR
from skm.models import Response, SurveyPeriod
from tests.factories.accounts import AgencyFactory

_numbers = count(1)

# skm.md, example 1: Perpustakaan Nasional RI, Mei–Juni 2023, n = 187 (U8 pengaduan, U9 sarpras).
PERPUSNAS = {
    "persyaratan": (0, 0, 118, 69),
    "prosedur": (0, 6, 93, 88),
    "waktu": (0, 3, 106, 78),
    "biaya": (1, 1, 23, 162),
    "produk": (0, 1, 124, 62),
    "kompetensi": (0, 0, 95, 92),
    "perilaku": (0, 0, 89, 98),
    "pengaduan": (1, 2, 34, 150),
    "sarpras": (1, 19, 77, 90),
}
# Example 2: Kemenag Sulawesi Barat, Triwulan III, n = 29 (U8 sarana, U9 pengaduan).
KEMENAG = {
    "persyaratan": (0, 0, 11, 18),
    "prosedur": (0, 0, 15, 14),
    "waktu": (0, 2, 12, 15),
    "biaya": (0, 0, 0, 29),
    "produk": (0, 0, 14, 15),
    "kompetensi": (0, 0, 11, 18),
    "perilaku": (0, 0, 10, 19),
    "sarpras": (0, 0, 11, 18),
    "pengaduan": (0, 0, 1, 28),
}


def make_survey_period(*, name="Semester II Tahun 2024", **changes):
    defaults = {"starts_on": date(2024, 7, 1), "ends_on": date(2024, 12, 31)}
    period, _ = SurveyPeriod.objects.get_or_create(name=name, defaults=defaults | changes)
    return period


def make_service(*, by, agency=None, name=None, **changes):
    return actions.create_service(
        by=by,
        agency=agency or AgencyFactory(),
        name=name or f"Layanan Nomor {next(_numbers)}",
        **changes,
    )


def make_survey(*, by, service=None, survey_period=None, agency=None, population=None):
    """A draft survey."""
    return actions.create_survey(
        by=by,
        service=service or make_service(by=by, agency=agency),
        survey_period=survey_period or make_survey_period(),
        population=population,
    )


def make_open_survey(*, by, **kwargs):
    survey = make_survey(by=by, **kwargs)
    actions.open_survey(survey, by=by)
    return survey


def sheet(worth=3, **changes):
    """Nine equal answers, with changes."""
    return dict.fromkeys(UNSUR, worth) | changes


def sheets_of(counts):
    """Turn counts per unsur into sheets, one answer of each unsur on each."""
    columns = {
        unsur: [worth for worth, times in enumerate(row, start=1) for _ in range(times)]
        for unsur, row in counts.items()
    }
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def make_closed_survey(*, by, rows=None, **kwargs):
    """A closed survey; forty sheets of nine threes unless told otherwise."""
    survey = make_open_survey(by=by, **kwargs)
    rows = [sheet()] * 40 if rows is None else rows
    if rows:
        actions.record_responses(survey, rows, by=by, channel=Response.Channel.PAPER)
    actions.close_survey(survey, by=by)
    return survey
