"""The desk of an agency and of the organiser."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kipp.documents.models import Document
from skm import actions, permissions
from skm.models import Service, Survey, SurveyPeriod
from skm.views import desk as views
from tests.factories.skm import (
    PERPUSNAS,
    make_closed_survey,
    make_open_survey,
    make_service,
    make_survey,
    make_survey_period,
    sheet,
    sheets_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, operator):
    client.force_login(operator)
    return client


def text_of(response):
    """The words of a page, tags and spaces folded."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def on(name, day, month, year):
    """A date as the three inputs send it."""
    return {f"{name}_hari": day, f"{name}_bulan": month, f"{name}_tahun": year}


def test_list_shows_an_operator_only_the_own_agency(desk, operator, agency, other_agency):
    make_survey(by=operator, service=make_service(by=operator, agency=agency, name="Akta lahir"))
    make_survey(by=operator, service=make_service(by=operator, agency=other_agency, name="Imunisasi"))

    words = text_of(desk.get(reverse("skm:survey_list")))

    assert "Akta lahir" in words
    assert "1 survei" in words
    assert "Imunisasi" not in words


SUFFICIENCY = [
    (None, 0, "Jumlah pengguna belum diisi"),
    (10, 9, "Belum Sesuai, perlu 10"),
    (10, 10, "Sesuai, perlu 10"),
]


@pytest.mark.parametrize(("population", "received", "words"), SUFFICIENCY)
def test_list_tells_whether_respondents_suffice(desk, operator, agency, population, received, words):
    make_closed_survey(by=operator, agency=agency, population=population, rows=[sheet()] * received)

    assert f"{received} {words}" in text_of(desk.get(reverse("skm:survey_list")))


def test_list_asks_the_same_number_of_queries_for_3_and_60_rows(client, organiser, agency):
    client.force_login(organiser)
    queries = []
    for rows in (3, 57):
        for _ in range(rows):
            make_survey(by=organiser, agency=agency)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("skm:survey_list")).status_code == 200
        queries.append(len(captured))

    assert queries[0] == queries[1] <= 10


def test_service_survey_and_period_are_made_by_forms(client, organiser, agency):
    client.force_login(organiser)

    response = client.post(
        reverse("skm:period_create"),
        {
            "name": "Semester I Tahun 2025",
            **on("starts_on", 1, 1, 2025),
            **on("ends_on", 30, 6, 2025),
            "minimum_respondents": "30",
        },
    )
    assert response.url == reverse("skm:survey_list")
    period = SurveyPeriod.objects.get()
    assert (period.starts_on, period.ends_on) == (date(2025, 1, 1), date(2025, 6, 30))

    response = client.post(
        reverse("skm:service_create"),
        {"agency": agency.pk, "name": "Akta lahir", "served_per_period": "237"},
    )
    service = Service.objects.get()
    assert response.url == f"{reverse('skm:survey_create')}?layanan={service.pk}"
    assert "selected>Akta lahir" in client.get(response.url).content.decode()

    response = client.post(
        reverse("skm:survey_create"), {"service": service.pk, "survey_period": period.pk, "population": ""}
    )
    survey = Survey.objects.get()
    assert response.url == reverse("skm:survey_detail", args=[survey.pk])
    assert (survey.status, survey.population, survey.needed) == ("draft", 237, 147)


WRONG = {
    "nothing": ("skm:service_create", {}, ["Pilih instansi", "Isi nama layanan"]),
    "letters for a number": (
        "skm:service_create",
        {"name": "Akta", "served_per_period": "banyak"},
        ["Pengguna per periode harus berupa angka, misalnya 1200"],
    ),
    "survey of nothing": ("skm:survey_create", {}, ["Pilih layanan", "Pilih periode"]),
}


@pytest.mark.parametrize(("name", "data", "words"), WRONG.values(), ids=WRONG)
def test_form_names_what_is_missing_and_keeps_what_was_typed(desk, name, data, words):
    response = desk.post(reverse(name), data)

    assert response.status_code == 422
    assert [word for word in words if word not in text_of(response)] == []
    assert [value for value in data.values() if value not in response.content.decode()] == []


def test_operator_cannot_add_a_service_to_another_agency(desk, other_agency):
    response = desk.post(reverse("skm:service_create"), {"agency": other_agency.pk, "name": "Imunisasi"})

    assert (response.status_code, Service.objects.count()) == (422, 0)


def test_operator_cannot_survey_the_service_of_another_agency(desk, organiser, other_agency):
    service = make_service(by=organiser, agency=other_agency)

    response = desk.post(
        reverse("skm:survey_create"), {"service": service.pk, "survey_period": make_survey_period().pk}
    )

    assert (response.status_code, Survey.objects.count()) == (422, 0)


def test_same_service_twice_is_refused_in_words(desk, operator, agency):
    make_service(by=operator, agency=agency, name="Akta lahir")

    response = desk.post(reverse("skm:service_create"), {"agency": agency.pk, "name": "Akta lahir"})

    assert response.status_code == 422
    assert "Layanan dengan nama ini sudah ada." in text_of(response)


def test_period_that_ends_before_it_starts_is_refused_in_words(client, organiser):
    client.force_login(organiser)

    response = client.post(
        reverse("skm:period_create"),
        {"name": "Terbalik", **on("starts_on", 2, 1, 2025), **on("ends_on", 1, 1, 2025), "minimum_respondents": "30"},
    )

    assert response.status_code == 422
    assert "Tanggal selesai harus sama dengan atau setelah tanggal mulai." in text_of(response)


def test_detail_shows_code_address_and_qr(desk, operator, agency, settings):
    survey = make_open_survey(by=operator, agency=agency)

    html = desk.get(reverse("skm:survey_detail", args=[survey.pk])).content.decode()

    address = f"{settings.BASE_URL}/s/{survey.code}/"
    assert f"<title>Kode QR survei {agency.name}: {address}</title>" in html
    assert f"<figcaption>{address}<br>" in html
    assert "belum dapat dihitung" in html


def test_detail_shows_live_figures_and_the_same_after_closing(desk, operator, agency):
    survey = make_open_survey(by=operator, agency=agency)
    url = reverse("skm:survey_detail", args=[survey.pk])
    actions.record_responses(survey, sheets_of(PERPUSNAS), by=operator, channel="paper")

    live = text_of(desk.get(url))
    closing = desk.post(reverse("skm:survey_close", args=[survey.pk]))
    frozen = text_of(desk.get(url))

    assert closing.url == url
    for words in (live, frozen):
        assert "IKM 87,64 B (Baik)" in words
        assert "Penanganan Pengaduan, Saran dan Masukan U8 187 3,781 94,52 A (Sangat Baik)" in words
    assert "Angka sementara" in live
    assert survey.result.dataset_hash in frozen
    titles = Document.objects.filter(subject_id=survey.pk).values_list("title", flat=True)
    assert [title for title in titles if title not in frozen] == []


def test_detail_tells_that_too_few_have_answered(desk, operator, agency):
    survey = make_closed_survey(by=operator, agency=agency, rows=[sheet()] * 7)

    words = text_of(desk.get(reverse("skm:survey_detail", args=[survey.pk])))

    assert "Responden belum cukup (7 dari 30)" in words


def test_opening_makes_the_survey_answerable(desk, operator, agency, client):
    survey = make_survey(by=operator, agency=agency)

    response = desk.post(reverse("skm:survey_open", args=[survey.pk]))

    survey.refresh_from_db()
    assert response.url == reverse("skm:survey_detail", args=[survey.pk])
    assert (survey.status, survey.opened_by) == ("open", operator)
    assert client.get(f"/s/{survey.code}/").status_code == 200


def test_close_page_says_what_closing_means_and_changes_nothing(desk, operator, agency):
    survey = make_open_survey(by=operator, agency=agency, population=1000)

    words = text_of(desk.get(reverse("skm:survey_close", args=[survey.pk])))

    survey.refresh_from_db()
    assert survey.status == "open"
    assert "tidak dapat dibuka kembali" in words
    assert "Kebutuhan responden 278 belum tercapai" in words


@pytest.mark.parametrize("name", ["skm:survey_open", "skm:survey_close"])
def test_step_from_a_state_already_left_is_forbidden(desk, operator, agency, name):
    survey = make_closed_survey(by=operator, agency=agency)

    assert desk.post(reverse(name, args=[survey.pk])).status_code == 403


@pytest.mark.parametrize(("name", "step"), [("skm:survey_open", "open"), ("skm:survey_close", "close")])
def test_step_lost_to_another_click_is_told(desk, operator, agency, monkeypatch, name, step):
    survey = make_closed_survey(by=operator, agency=agency)
    view = {"open": views.SurveyOpen, "close": views.SurveyClose}[step]
    monkeypatch.setattr(view, "permission", permissions.may_see)

    response = desk.post(reverse(name, args=[survey.pk]), follow=True)

    assert "Langkah ini tidak berlaku untuk survei yang sudah berubah." in text_of(response)


def test_suggestions_are_shown_without_numbers_of_people(desk, operator, agency):
    rows = [sheet(suggestion="Tambah loket, WA 081234567890"), sheet(), sheet(suggestion="Kursi <b>kurang</b>")]
    survey = make_closed_survey(by=operator, agency=agency, rows=rows)

    html = desk.get(reverse("skm:suggestion_list", args=[survey.pk])).content.decode()

    assert "Tambah loket, WA [disamarkan]" in html
    assert "Kursi &lt;b&gt;kurang&lt;/b&gt;" in html
    assert "2 saran" in html


def test_suggestions_ask_the_same_number_of_queries_for_3_and_60_rows(desk, operator, agency):
    survey = make_open_survey(by=operator, agency=agency)
    queries = []
    for rows in (3, 57):
        actions.record_responses(survey, [sheet(suggestion="Baik")] * rows, by=operator, channel="paper")
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(reverse("skm:suggestion_list", args=[survey.pk])).status_code == 200
        queries.append(len(captured))

    assert queries[0] == queries[1] <= 10
