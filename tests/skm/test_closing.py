"""From answers through closing to the printed digit."""

import hashlib
import io
from datetime import date
from decimal import Decimal

import pytest
from pypdf import PdfReader

from kipp.audit.models import Entry
from kipp.documents.actions import make as make_document
from kipp.documents.models import Document
from kipp.text import angka
from skm import actions
from skm.documents import poster_context, report_context, trend, workdays
from skm.index import LIST_ORDER
from skm.models import Response, SurveyResult
from tests.factories.skm import (
    KEMENAG,
    PERPUSNAS,
    make_closed_survey,
    make_open_survey,
    make_service,
    make_survey_period,
    sheet,
    sheets_of,
)

pytestmark = pytest.mark.django_db

EXAMPLES = {
    "perpusnas": (
        PERPUSNAS,
        187,
        ("87.64", "87.6411170529", "B"),
        "3,369 3,439 3,401 3,850 3,326 3,492 3,524 3,781 3,369",
    ),
    "kemenag": (
        KEMENAG,
        29,
        ("91.48", "91.4750957854", "A"),
        "3,621 3,483 3,448 4,000 3,517 3,621 3,655 3,966 3,621",
    ),
}


def pdf_text(document, media_root):
    make_document(document_id=str(document.pk))
    document.refresh_from_db()
    data = (media_root / document.path).read_bytes()
    assert hashlib.sha256(data).hexdigest() == document.sha256
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


@pytest.mark.parametrize(("counts", "n", "index", "nrr"), EXAMPLES.values(), ids=EXAMPLES)
def test_closing_reproduces_the_worked_example(organiser, counts, n, index, nrr):
    survey = make_closed_survey(by=organiser, rows=sheets_of(counts))

    result = SurveyResult.objects.get(survey=survey)
    assert (result.n, result.excluded) == (n, 0)
    assert (str(result.ikm), str(result.ikm_unrounded), result.mutu) == index
    assert result.counts == {unsur: list(row) for unsur, row in counts.items()}
    assert " ".join(angka(result.figures.nrr[unsur], 3) for unsur in LIST_ORDER) == nrr


def test_report_of_the_worked_example_prints_its_digits(organiser, media_root):
    survey = make_closed_survey(by=organiser, rows=sheets_of(PERPUSNAS), population=237)

    text = pdf_text(Document.objects.get(kind="skm_report", subject_id=survey.pk), media_root)

    for printed in ["87,64", "B (Baik)", "3,506", *EXAMPLES["perpusnas"][3].split(), "147", "630", "720"]:
        assert printed in text
    assert "Tren" in text
    assert survey.service.name in text


def test_poster_of_the_worked_example_prints_its_index(organiser, media_root):
    rows = [row | {"sex": "LP"[number % 2]} for number, row in enumerate(sheets_of(PERPUSNAS))]
    survey = make_closed_survey(by=organiser, rows=rows)

    text = pdf_text(Document.objects.get(kind="skm_poster", subject_id=survey.pk), media_root)

    assert "87,64" in text
    assert "Mutu B (Baik)" in text
    assert "187 orang" in text
    assert "L = 94, P = 93" in text


def test_closing_below_the_minimum_issues_a_private_report_and_no_poster(organiser):
    survey = make_closed_survey(by=organiser, rows=sheets_of(KEMENAG))

    documents = Document.objects.filter(subject_id=survey.pk)
    assert [(d.kind, d.is_public) for d in documents] == [("skm_report", False)]
    assert not survey.result.is_published


def test_closing_at_the_minimum_publishes_report_and_poster(organiser):
    survey = make_closed_survey(by=organiser, rows=[sheet()] * 30)

    documents = Document.objects.filter(subject_id=survey.pk).order_by("kind")
    assert [(d.kind, d.is_public) for d in documents] == [("skm_poster", True), ("skm_report", True)]
    assert survey.result.is_published


def test_closing_without_answers_has_no_index(organiser, media_root):
    survey = make_closed_survey(by=organiser, rows=[])

    result = survey.result
    assert (result.n, result.ikm, result.mutu, result.is_published) == (0, None, "", False)
    text = pdf_text(Document.objects.get(kind="skm_report", subject_id=survey.pk), media_root)
    assert "indeks tidak dihitung" in text


def test_closing_counts_blanks_as_missing(organiser):
    rows = [sheet(4), sheet(2, biaya=None), sheet(1, **dict.fromkeys(LIST_ORDER[:5]))]

    result = make_closed_survey(by=organiser, rows=rows).result

    assert (result.n, result.excluded) == (2, 1)
    assert result.counts["biaya"] == [0, 0, 0, 1]
    assert result.counts["waktu"] == [0, 1, 0, 1]
    # 8 unsur of mean 3 and one of mean 4: 25 × 28/9.
    assert result.ikm == Decimal("77.78")


def rows_with_points(points, sheets):
    """Sheets of threes whose points are changed, one at a time, to the wanted sum over all nine unsur."""
    answers = [3] * (9 * sheets)
    step = 1 if points > sum(answers) else -1
    for position in range(abs(points - sum(answers))):
        answers[position] += step
    return [dict(zip(LIST_ORDER, answers[9 * n : 9 * n + 9], strict=True)) for n in range(sheets)]


BOUNDS = {  # points out of 9 × 100 answers; index = points / 36
    "all 1": ([sheet(1)] * 40, "25.00", "D"),
    "all 4": ([sheet(4)] * 40, "100.00", "A"),
    "below C": (rows_with_points(2339, 100), "64.97", "D"),
    "C": (rows_with_points(2340, 100), "65.00", "C"),
    "highest C": (rows_with_points(2757, 100), "76.58", "C"),
    "lowest B": (rows_with_points(2758, 100), "76.61", "B"),
    "highest B": (rows_with_points(3178, 100), "88.28", "B"),
    "lowest A": (rows_with_points(3180, 100), "88.33", "A"),
    "into the gap, rounded to A": (rows_with_points(3179, 100), "88.31", "A"),
}


@pytest.mark.parametrize(("rows", "ikm", "mutu"), BOUNDS.values(), ids=BOUNDS)
def test_closing_grades_at_the_bounds(organiser, rows, ikm, mutu):
    result = make_closed_survey(by=organiser, rows=rows).result

    assert (str(result.ikm), result.mutu) == (ikm, mutu)


def test_closing_hashes_every_sheet(organiser):
    survey = make_open_survey(by=organiser)
    actions.record_responses(survey, [sheet(suggestion="Loket ditambah")], by=organiser, channel="paper")
    before = actions.dataset_hash(survey)
    actions.record_responses(survey, [sheet(4)], by=organiser, channel="paper")

    result = actions.close_survey(survey, by=organiser)

    assert before != result.dataset_hash == actions.dataset_hash(survey)


def test_closing_leaves_its_trace(organiser):
    survey = make_closed_survey(by=organiser)

    verbs = list(Entry.objects.filter(subject=f"skm.survey:{survey.pk}").order_by("seq").values_list("verb", flat=True))
    assert verbs == [
        "survey.create",
        "survey.open",
        "survey.record_responses",
        "survey.close",
        "survey.freeze",
    ]
    frozen = Entry.objects.get(verb="survey.freeze")
    assert frozen.data == {"n": 40, "ikm": "75.00", "dataset_hash": survey.result.dataset_hash}


def test_answering_leaves_no_trace_with_a_time(organiser):
    survey = make_open_survey(by=organiser)
    entries = Entry.objects.count()
    token = Response(survey=survey).token

    actions.answer(survey, token=token, sheet=sheet(), flags=[])

    assert Entry.objects.count() == entries
    assert survey.responses.get().channel == Response.Channel.QR


def test_record_responses_is_all_or_nothing(organiser):
    survey = make_open_survey(by=organiser)
    twice = sheet(token="6f1a2f0e-3b5c-4c55-8a1e-000000000001")

    with pytest.raises(Exception, match="skm_response_pkey"):
        actions.record_responses(survey, [sheet(), twice, twice], by=organiser, channel="paper")

    assert survey.responses.count() == 0


def test_population_defaults_to_that_of_the_service(organiser):
    service = make_service(by=organiser, served_per_period=237)

    survey = make_open_survey(by=organiser, service=service)

    assert (survey.population, survey.needed) == (237, 147)


def test_report_hides_small_cells(organiser):
    rows = [sheet(sex="L", education="s3")] * 3 + [sheet(sex="P", education="sma")] * 37
    make_closed_survey(by=organiser, rows=rows)
    document = Document.objects.get(kind="skm_report")

    groups = {g["field"]: g["rows"] for g in report_context(document)["profile"]}

    assert [(row["indicator"], row["count"]) for row in groups["sex"]] == [
        ("Laki-laki", None),
        ("Perempuan", None),
    ]
    assert {row["indicator"]: row["count"] for row in groups["education"]} == {
        "SD": 0, "SMP": 0, "SMA": None, "S1": 0, "S2": 0, "S3": None,
    }  # fmt: skip
    poster = poster_context(Document.objects.get(kind="skm_poster"))
    assert (poster["respondents"]["men"], poster["respondents"]["women"]) == (None, None)


def test_report_never_quotes_suggestions(organiser, media_root):
    rows = [sheet(suggestion="Bapak Anu di loket 2 lambat")] * 40
    survey = make_closed_survey(by=organiser, rows=rows)

    text = pdf_text(Document.objects.get(kind="skm_report", subject_id=survey.pk), media_root)

    assert "Bapak Anu" not in text


def test_trend_holds_earlier_periods_of_the_same_service(organiser):
    service = make_service(by=organiser)
    first = make_survey_period(name="Semester I Tahun 2024", starts_on=date(2024, 1, 1), ends_on=date(2024, 6, 30))
    make_closed_survey(by=organiser, service=service, survey_period=first, rows=[sheet(2)] * 29)
    make_closed_survey(by=organiser, survey_period=first)
    survey = make_closed_survey(by=organiser, service=service)

    assert trend(survey.result) == [
        {"period": "Semester I Tahun 2024", "ikm": None, "letter": "", "word": ""},
        {"period": "Semester II Tahun 2024", "ikm": Decimal("75.00"), "letter": "C", "word": "Kurang Baik"},
    ]


WORKDAYS = [("2024-07-01", "2024-07-07", 5), ("2024-07-06", "2024-07-07", 0), ("2024-07-05", "2024-07-05", 1)]


@pytest.mark.parametrize(("first", "last", "expected"), WORKDAYS)
def test_workdays_counts_monday_to_friday(first, last, expected):
    assert workdays(date.fromisoformat(first), date.fromisoformat(last)) == expected
