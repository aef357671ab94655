"""The report and the poster of a closed survey: contexts from what is frozen, and their kinds."""

from datetime import date, timedelta
from fractions import Fraction

from kipp.charts import bar_chart, line_chart
from kipp.clock import local_date
from kipp.documents.kinds import Kind, register
from kipp.documents.models import Document, Letterhead
from kipp.documents.paper import pdf_builder
from skm import questionnaire
from skm.disclosure import shown
from skm.index import CONVERSION, KINERJA, LIST_ORDER, Mutu, Result, highest, lowest, mutu_of_nrr
from skm.models import Response, SurveyResult

# A sheet a row: a thousand take 23 pages and 40 s on a busy machine, three thousand pass the time limit.
TABULATED = 1000
PRIORITIES = 3
NOT_TOLD = "Tidak mengisi"

PROFILE_WORDS = {
    "sex": ("Jenis kelamin", questionnaire.SEX),
    "age_class": ("Usia", questionnaire.AGE_CLASSES),
    "education": ("Pendidikan", questionnaire.EDUCATION),
    "occupation": ("Pekerjaan", questionnaire.OCCUPATION),
}


def unsur_rows(figures: Result) -> list[dict]:
    """Return the nine elements in the order of the definitions (U8 pengaduan, U9 sarpras)."""
    rows = []
    for number, unsur in enumerate(LIST_ORDER, start=1):
        nrr = figures.nrr[unsur]
        letter = None if nrr is None else mutu_of_nrr(nrr)
        rows.append(
            {
                "unsur": unsur,
                "code": f"U{number}",
                "name": questionnaire.BY_UNSUR[unsur].name,
                "answered": figures.n[unsur],
                "nrr": nrr,
                "ikm": None if nrr is None else nrr * CONVERSION,
                "letter": letter or "–",
                "word": KINERJA[letter] if letter else "belum ada jawaban",
            }
        )
    return rows


def unsur_chart(rows: list[dict]):
    """Return the chart of the nine elements, on the scale of the index."""
    return bar_chart(
        [(row["name"], row["ikm"]) for row in rows],
        id="unsur",
        title="IKM per unsur pelayanan",
        maximum=100,
    )


def profile_groups(result: SurveyResult) -> list[dict]:
    """Return who answered, with the cells that could point at a person left out."""
    groups = []
    for field, (characteristic, choices) in PROFILE_WORDS.items():
        cells = shown(result.profile[field], result.suppress_below)
        words = [*choices, ("", NOT_TOLD)] if "" in cells else choices
        groups.append(
            {
                "field": field,
                "characteristic": characteristic,
                "rows": [_profile_row(label, cells.get(code, 0), result.n) for code, label in words],
            }
        )
    return groups


def _profile_row(label: str, count: int | None, n: int) -> dict:
    percent = None if count is None or not n else Fraction(100 * count, n)
    return {"indicator": label, "count": count, "percent": percent}


def trend(result: SurveyResult) -> list[dict]:
    """Return the index of this service in every closed period up to this one."""
    period = result.survey.survey_period
    earlier = (
        SurveyResult.objects.with_names()
        .filter(survey__service=result.survey.service, survey__survey_period__ends_on__lte=period.ends_on)
        .order_by("survey__survey_period__ends_on", "pk")
    )
    return [
        {
            "period": row.survey.survey_period.name,
            "ikm": row.ikm if row.is_published else None,
            "letter": row.mutu if row.is_published else "",
            "word": KINERJA[Mutu(row.mutu)] if row.is_published else "",
        }
        for row in earlier
    ]


def workdays(first: date, last: date) -> int:
    """Count Monday to Friday from first to last, both included; public holidays are not known here."""
    return sum((first + timedelta(days=offset)).weekday() < 5 for offset in range((last - first).days + 1))


def report_context(document: Document) -> dict:
    """Return what the template of the report declares."""
    result = _result_of(document)
    survey = result.survey
    figures = result.figures
    rows = unsur_rows(figures)
    by_unsur = {row["unsur"]: row for row in rows}
    history = trend(result)
    return {
        "report": {
            "unit": survey.service.agency.name,
            "service": survey.service.name,
            "period": survey.survey_period.name.upper(),
            "year": survey.survey_period.ends_on.year,
            "background": [],
        },
        "method": _method(document, result),
        "sample": {
            "population": survey.population,
            "needed": survey.needed,
            "respondents": result.n,
        },
        "profile": profile_groups(result),
        "unsur": rows,
        "result": _grade(result),
        "unsur_chart": unsur_chart(rows),
        "trend": history,
        "trend_chart": line_chart(
            [(row["period"], row["ikm"]) for row in history],
            id="tren",
            title="Tren nilai IKM",
            floor=25,
            ceiling=100,
        ),
        # Suggestions are free text and may name people: they stay with the unit.
        "weakest": [by_unsur[u] | {"suggestions": []} for u in lowest(figures, PRIORITIES)],
        "strongest": [by_unsur[u] | {"suggestions": []} for u in highest(figures, PRIORITIES)],
        "plan": [],
        "forum": "",
        "tabulation": _tabulation(result, figures),
        "questions": _questions(survey, by_unsur),
        "evidence": [],
        "previous": [],
        "signature": _signature(document, survey),
    }


def poster_context(document: Document) -> dict:
    """Return what the template of the poster declares."""
    result = _result_of(document)
    survey = result.survey
    sex = shown(result.profile["sex"], result.suppress_below)
    education = shown(result.profile["education"], result.suppress_below)
    return {
        "number": None,
        "unit": survey.service.agency.name.upper(),
        "service": survey.service.name,
        "period": survey.survey_period.name.upper(),
        "span": {"first": survey.survey_period.starts_on, "last": survey.survey_period.ends_on},
        "ikm": result.ikm,
        "mutu": {"letter": result.mutu, "word": KINERJA[Mutu(result.mutu)]},
        "respondents": {
            "total": result.n,
            "men": sex.get("L", 0),
            "women": sex.get("P", 0),
            "education": [{"name": label, "count": education.get(code, 0)} for code, label in questionnaire.EDUCATION],
        },
        "signature": None,
    }


def _method(document: Document, result: SurveyResult) -> dict:
    survey = result.survey
    opened, closed = (local_date(at) for at in (survey.opened_at, survey.closed_at) if at)
    used = [Response.Channel(code).label for code in result.profile["channel"]]
    schedule = [
        ("Persiapan", survey.created_on, opened),
        ("Pengumpulan Data", opened, closed),
        ("Pengolahan Data dan Analisis Hasil", closed, closed),
        ("Penyusunan dan Pelaporan Hasil", closed, document.dated_on),
    ]
    return {
        "conducted_by": f"tim pelaksana {survey.service.agency.name}",
        "channels": used or ["tidak ada kuesioner yang diterima"],
        "location": f"Survei ditawarkan kepada pengguna layanan {survey.service.name}.",
        "schedule": [
            {"activity": activity, "first": first, "last": last, "workdays": workdays(first, last)}
            for activity, first, last in schedule
        ],
    }


def _grade(result: SurveyResult) -> dict:
    word = KINERJA[Mutu(result.mutu)] if result.mutu else ""
    return {"nrr": result.mean, "ikm": result.ikm, "letter": result.mutu, "word": word}


def _tabulation(result: SurveyResult, figures: Result) -> dict:
    responses = result.survey.responses.order_by("token")
    sheets = responses.values_list(*LIST_ORDER)[:TABULATED]
    return {
        "rows": [{"number": number, "answers": answers} for number, answers in enumerate(sheets, start=1)],
        "sums": [
            sum(worth * times for worth, times in enumerate(result.counts[unsur], start=1)) for unsur in LIST_ORDER
        ],
        "nrr": [figures.nrr[unsur] for unsur in LIST_ORDER],
        "weighted": [figures.weighted[unsur] for unsur in LIST_ORDER],
        "weighted_sum": result.mean,
        "ikm": result.ikm,
        "omitted": max(result.n + result.excluded - TABULATED, 0),
    }


def _questions(survey, by_unsur: dict[str, dict]) -> list[dict]:
    return [
        {"code": by_unsur[q.unsur]["code"], "text": q.text, "choices": q.labels}
        for q in survey.questionnaire.questions.order_by("order")
    ]


def _signature(document: Document, survey) -> dict:
    # Signed by the head of the unit, by hand or electronically after printing.
    return {
        "place": Letterhead.current().city,
        "date": document.dated_on,
        "office": f"Pimpinan {survey.service.agency.name}",
        "name": "." * 40,
        "rank": "",
        "nip": "",
    }


def _result_of(document: Document) -> SurveyResult:
    return SurveyResult.objects.with_names().get(survey=document.subject_id)


register(
    Kind(
        code="skm_report",
        label="Laporan SKM",
        series="skm_report",
        number="SKM/{n:03d}/{year}",
        build=pdf_builder("pdf/laporan_skm.html", report_context),
    )
)
register(
    Kind(
        code="skm_poster",
        label="Poster hasil SKM",
        series="skm_poster",
        number="IKM/{n:03d}/{year}",
        build=pdf_builder("pdf/poster_hasil.html", poster_context),
    )
)
