"""What everyone may see."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kipp.documents.models import Document
from kipp.jobs.queue import run_waiting
from tests.factories.skm import (
    KEMENAG,
    PERPUSNAS,
    make_closed_survey,
    make_open_survey,
    make_survey_period,
    sheet,
    sheets_of,
)

pytestmark = pytest.mark.django_db


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_results_show_value_letter_word_and_n(client, organiser, agency):
    make_closed_survey(by=organiser, agency=agency, rows=sheets_of(PERPUSNAS))

    words = text_of(client.get(reverse("skm:results")))

    assert agency.name in words
    assert "Semester II Tahun 2024 187 87,64 B (Baik)" in words


def test_results_below_the_minimum_show_no_index_anywhere(client, organiser):
    survey = make_closed_survey(by=organiser, rows=sheets_of(KEMENAG))

    for url in (reverse("skm:results"), reverse("skm:result_detail", args=[survey.code])):
        words = text_of(client.get(url))
        assert "Responden belum cukup (29 dari 30)" in words
        assert "91,48" not in words
        assert "Sangat Baik" not in words


def test_results_of_an_open_survey_do_not_exist(client, organiser):
    survey = make_open_survey(by=organiser)

    assert survey.service.name not in text_of(client.get(reverse("skm:results")))
    assert client.get(reverse("skm:result_detail", args=[survey.code])).status_code == 404


def test_results_are_filtered_by_period(client, organiser):
    first = make_survey_period(name="Semester I Tahun 2024")
    old = make_closed_survey(by=organiser, survey_period=first)
    new = make_closed_survey(by=organiser)

    words = text_of(client.get(reverse("skm:results"), {"periode": first.pk}))

    assert old.service.name in words
    assert new.service.name not in words


@pytest.mark.parametrize("nonsense", ["x", "-1", "9" * 30, "²", "0"])
def test_results_with_a_nonsense_period_do_not_break(client, db, nonsense):
    assert client.get(reverse("skm:results"), {"periode": nonsense}).status_code == 200


def test_results_ask_the_same_number_of_queries_for_3_and_60_rows(client, organiser, agency):
    queries = []
    for rows in (3, 57):
        for _ in range(rows):
            make_closed_survey(by=organiser, agency=agency, rows=[sheet()])
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("skm:results")).status_code == 200
        queries.append(len(captured))

    assert queries[0] == queries[1] <= 5


def test_result_shows_nine_elements_as_chart_and_table(client, organiser):
    survey = make_closed_survey(by=organiser, rows=sheets_of(PERPUSNAS))

    response = client.get(reverse("skm:result_detail", args=[survey.code]))
    words = text_of(response)

    assert response.content.decode().count('<rect x="230"') == 9
    assert "IKM 87,64 B (Baik) Responden 187 orang" in words
    assert "Biaya/Tarif U4 187 3,850 96,26 A (Sangat Baik)" in words
    assert "Sarana dan Prasarana U9 187 3,369 84,22 B (Baik)" in words


def test_result_hides_small_groups_of_respondents(client, organiser):
    rows = [sheet(sex="L")] * 4 + [sheet(sex="P")] * 26 + [sheet(sex="")] * 10
    survey = make_closed_survey(by=organiser, rows=rows)

    words = text_of(client.get(reverse("skm:result_detail", args=[survey.code])))

    assert (
        "Laki-laki Jenis kelamin disamarkan – Perempuan Jenis kelamin 26 65,0% Tidak mengisi Jenis kelamin disamarkan –"
        in words
    )


def test_result_offers_report_and_poster_once_they_are_made(client, organiser):
    survey = make_closed_survey(by=organiser)
    url = reverse("skm:result_detail", args=[survey.code])
    before = client.get(url).content.decode()

    run_waiting()

    documents = Document.objects.filter(subject_id=survey.pk)
    links = [reverse("documents:download", args=[document.pk]) for document in documents]
    assert len(links) == 2
    after = client.get(url).content.decode()
    assert [link for link in links if link in before] == []
    assert [link for link in links if link not in after] == []
    response = client.get(links[0])
    assert b"".join(response.streaming_content).startswith(b"%PDF-")


def test_order_by_index_tells_nothing_of_an_index_that_is_withheld(client, organiser):
    """Both too small results stand together at the end, whatever their index."""
    worst, best = [sheet(1)] * 2, [sheet(4)] * 2
    small = [make_closed_survey(by=organiser, rows=rows) for rows in (best, worst)]
    shown = [make_closed_survey(by=organiser, rows=[sheet(worth)] * 40) for worth in (2, 3)]

    orders = [
        [result.survey for result in client.get(reverse("skm:results"), {"urut": order}).context["results"]]
        for order in ("ikm", "-ikm")
    ]

    assert orders == [[*shown, *small], [*reversed(shown), *small]]
