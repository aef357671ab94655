"""The survey on the phone: without script, without cookies, nothing lost, nothing twice."""

import gzip
import re
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.contrib.staticfiles import finders
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kipp.clock import today
from skm import actions, questionnaire
from skm.forms import new_ticket, read_ticket
from skm.index import QUESTIONNAIRE_ORDER
from skm.models import Response
from tests.factories.skm import (
    make_closed_survey,
    make_open_survey,
    make_service,
    make_survey,
    make_survey_period,
    sheet,
)

pytestmark = pytest.mark.django_db
BUDGET = 14 * 1024
PROFILE = {"sex": "P", "age_class": "26_35", "education": "sma", "occupation": "wirausaha"}


@pytest.fixture
def survey(organiser, agency):
    return make_open_survey(by=organiser, agency=agency)


@pytest.fixture
def url(survey):
    return reverse("skm:answer", args=[survey.code])


@pytest.fixture
def sending(survey):
    return reverse("skm:send", args=[survey.code])


def answers(survey, **changes):
    return {"ticket": new_ticket(survey), **sheet(), **changes}


def test_page_names_unit_first_and_asks_the_official_questions_in_order(client, survey, url):
    html = client.get(url).content.decode()

    assert re.search(r"<h1>(.+?)</h1>", html)[1] == survey.service.agency.name
    legends = re.findall(r'<legend><span class="nomor">(\d)</span> (.+?)</legend>', html)
    assert legends == [(str(number), question.text) for number, question in enumerate(questionnaire.QUESTIONS, start=1)]
    radios = re.findall(r'type="radio" name="(\w+)" value="(\d)"', html)
    assert radios == [(unsur, str(worth)) for unsur in QUESTIONNAIRE_ORDER for worth in range(1, 5)]
    words = re.findall(r'class="pilihan">.*?<span>(.+?)</span>', html)
    assert words == [label for question in questionnaire.QUESTIONS for label in question.labels]
    assert "checked" not in html


def test_page_fits_the_first_window_of_a_connection_without_script(client, url, sending):
    response = client.get(url)
    html = response.content.decode()

    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', html)
    css = Path(finders.find(sheets[0].removeprefix("/static/"))).read_bytes()
    sent = len(gzip.compress(response.content)) + len(gzip.compress(css))
    fetched = re.findall(r'(?:src|data|action|poster)="([^"]*)"|<link [^>]*href="([^"]*)"', html)
    others = [a or b for a, b in fetched if (a or b) not in {sending, "data:,", sheets[0]}]

    assert sent <= BUDGET
    assert (len(sheets), others) == (1, [])  # the page and its stylesheet: two requests
    assert not re.search(r"<script|<iframe|<img|style=|onclick|@import|url\(|@font-face", html + css.decode())
    assert not response.cookies


def test_page_is_one_query(client, survey, url, django_assert_num_queries):
    client.get(url)  # the questions of a locked version are kept

    with django_assert_num_queries(1):
        client.get(url)


def test_post_is_one_read_and_one_insert(client, survey, url, sending):
    client.get(url)
    data = answers(survey)

    with CaptureQueriesContext(connection) as captured:
        client.post(sending, data)

    work = [q["sql"].split()[0] for q in captured if "SAVEPOINT" not in q["sql"]]
    assert work == ["SELECT", "INSERT"]


def test_answer_is_stored_by_key_and_thanked(survey, sending):
    # enforce_csrf_checks: a phone without cookies must be able to answer.
    client = Client(enforce_csrf_checks=True)
    given = dict(zip(QUESTIONNAIRE_ORDER, [1, 2, 3, 4, 1, 2, 3, 4, 1], strict=True))

    response = client.post(sending, answers(survey, **given, **PROFILE, suggestion="  Tambah kursi. "))

    assert (response.status_code, response.url) == (302, f"/s/{survey.code}/terima-kasih/")
    stored = survey.responses.get()
    assert {unsur: getattr(stored, unsur) for unsur in QUESTIONNAIRE_ORDER} == given
    assert (stored.sarpras, stored.pengaduan) == (4, 1)
    assert {name: getattr(stored, name) for name in PROFILE} == PROFILE
    assert (stored.suggestion, stored.channel, stored.day) == ("Tambah kursi.", "qr", today())
    assert "Terima kasih. Jawaban Anda sudah kami terima." in client.get(response.url).content.decode()


def test_page_is_kept_by_the_browser_alone_so_that_back_shows_its_ticket(client, operator, url):
    visitor = client.get(url)
    client.force_login(operator)

    assert [page["Cache-Control"] for page in (visitor, client.get(url))] == ["private, no-cache"] * 2


def test_address_for_sending_leads_to_the_page(client, survey, url, sending):
    response = client.get(sending)

    assert (response.status_code, response.url) == (302, url)


def test_code_is_read_in_lower_case(client, survey):
    assert client.get(f"/s/{survey.code.lower()}/").status_code == 200


def test_answer_sent_twice_is_one_row_and_the_same_thanks(client, survey, sending):
    data = answers(survey)

    first, second = client.post(sending, data), client.post(sending, data | sheet(1))

    assert (first.status_code, first.url) == (second.status_code, second.url)
    assert list(survey.responses.values_list("biaya", flat=True)) == [3]


def test_profile_and_suggestion_are_optional(client, survey, sending):
    client.post(sending, answers(survey))

    stored = survey.responses.get()
    assert (stored.sex, stored.age_class, stored.education, stored.occupation, stored.suggestion) == ("",) * 5


@pytest.mark.parametrize("number", range(1, 10))
def test_missing_answer_is_named_linked_and_everything_kept(client, survey, sending, number):
    data = answers(survey, **PROFILE, suggestion="Tambah kursi <b>")
    unsur = QUESTIONNAIRE_ORDER[number - 1]
    del data[unsur]

    response = client.post(sending, data)
    html = response.content.decode()

    assert (response.status_code, survey.responses.count()) == (422, 0)
    assert "<title>Galat: " in html
    assert "Ada 1 hal yang perlu diperbaiki" in html
    links = re.findall(r'<li><a href="#([^"]+)">(.+?)</a>', html)
    assert links == [(f"id_{unsur}_0", f"Pilih jawaban pertanyaan {number}")]
    assert f'id="id_{unsur}_0"' in html
    assert f'aria-describedby="id_{unsur}-galat"' in html
    assert len(re.findall(r'type="radio"[^>]*checked', html)) == 8
    assert len(re.findall(r"<option[^>]* selected>", html)) == 4
    assert "Tambah kursi &lt;b&gt;" in html
    assert data["ticket"] in html
    # The same sheet completed is the same sheet: one row.
    client.post(sending, data | {unsur: 2})
    assert [row.pk for row in survey.responses.all()] == [read_ticket(survey, data["ticket"]).token]


@pytest.mark.parametrize("value", ["0", "5", "x", "3.0", "¾", ""])
def test_answer_outside_the_four_levels_is_asked_again(client, survey, sending, value):
    response = client.post(sending, answers(survey, biaya=value))

    assert (response.status_code, survey.responses.count()) == (422, 0)
    assert "Pilih jawaban pertanyaan 4" in response.content.decode()


def test_long_suggestion_is_refused_in_words_and_kept(client, survey, sending):
    response = client.post(sending, answers(survey, suggestion="a" * 1001))
    html = response.content.decode()

    assert (response.status_code, survey.responses.count()) == (422, 0)
    assert "Saran paling banyak 1000 huruf. Sekarang 1001 huruf" in html
    assert "a" * 1001 in html


FLAGS = [({}, 25, []), ({}, 5, ["quick"]), ({"trap": "https://iklan"}, 25, ["trap"])]


@pytest.mark.parametrize(("extra", "seconds", "expected"), FLAGS)
def test_suspicious_answer_is_stored_and_flagged(client, survey, sending, extra, seconds, expected):
    opened = timezone.now().replace(microsecond=0)
    with time_machine.travel(opened, tick=False):
        data = answers(survey, **extra)
    with time_machine.travel(opened + timedelta(seconds=seconds), tick=False):
        response = client.post(sending, data)

    assert response.status_code == 302
    assert survey.responses.get().flags == expected


def forged_tickets(survey, other):
    good = new_ticket(survey)
    payload = [survey.pk, survey.survey_period_id, uuid.uuid4().hex, 0]
    return {
        "missing": "",
        "nonsense": "abc",
        "tampered": good[:-1] + ("A" if good[-1] != "A" else "B"),
        "other survey": new_ticket(other),
        "other salt": signing.Signer(salt="other").sign_object(payload),
        "other key": signing.Signer(key="k" * 50, salt="skm.sheet").sign_object(payload),
    }


@pytest.mark.parametrize("name", ["missing", "nonsense", "tampered", "other survey", "other salt", "other key"])
def test_form_that_is_not_ours_is_gone_and_stores_nothing(client, survey, sending, organiser, name):
    other = make_open_survey(by=organiser)

    response = client.post(sending, answers(survey, ticket=forged_tickets(survey, other)[name]))

    assert (response.status_code, Response.objects.count()) == (410, 0)
    assert "laporkan QR palsu" in response.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_unknown_code_is_gone_and_offers_the_open_surveys(client, survey, method):
    page = "/s/XXXXX/kirim/" if method == "post" else "/s/XXXXX/"
    response = getattr(client, method)(page, answers(survey) if method == "post" else {})
    html = response.content.decode()

    assert response.status_code == 410
    assert "laporkan QR palsu" in html
    assert f'href="/s/{survey.code}/"' in html
    assert Response.objects.count() == 0


STATES = [(make_survey, 404, "Survei belum dibuka"), (make_closed_survey, 410, "Survei sudah ditutup")]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(("make", "status", "heading"), STATES, ids=["draft", "closed"])
def test_survey_that_is_not_open_explains_itself(client, organiser, make, status, heading, method):
    survey = make(by=organiser)
    before = survey.responses.count()

    name = "skm:send" if method == "post" else "skm:answer"
    page = reverse(name, args=[survey.code])
    response = getattr(client, method)(page, answers(survey) if method == "post" else {})

    assert response.status_code == status
    assert f"<h1>{heading}</h1>" in response.content.decode()
    assert survey.responses.count() == before


def test_answer_that_arrives_while_the_survey_closes_is_told_so(client, survey, sending, organiser, monkeypatch):
    data = answers(survey)
    original = actions.answer

    def closed_meanwhile(*args, **kwargs):
        actions.close_survey(survey, by=organiser)
        return original(*args, **kwargs)

    monkeypatch.setattr(actions, "answer", closed_meanwhile)
    response = client.post(sending, data)

    assert (response.status_code, survey.responses.count()) == (410, 0)
    assert "Survei sudah ditutup" in response.content.decode()


def test_thanks_show_the_latest_published_index_of_the_unit(client, organiser, agency):
    first = make_survey_period(name="Semester I Tahun 2024")
    service = make_service(by=organiser, agency=agency)
    make_closed_survey(by=organiser, service=service, survey_period=first)
    survey = make_open_survey(by=organiser, service=service)

    html = client.get(f"/s/{survey.code}/terima-kasih/").content.decode()

    assert "75,00 <span>Mutu C (Kurang Baik)</span>" in html
    assert "40 responden" in html


def test_thanks_without_a_published_index_show_none(client, organiser, survey):
    first = make_survey_period(name="Semester I Tahun 2024")
    make_closed_survey(by=organiser, service=survey.service, survey_period=first, rows=[sheet()] * 29)

    assert "Mutu" not in client.get(f"/s/{survey.code}/terima-kasih/").content.decode()


def test_thanks_of_an_unknown_code_are_gone(client, db):
    assert client.get("/s/XXXXX/terima-kasih/").status_code == 410


FIND = [
    ("7k3qx", 302, "/s/7K3QX/"),
    (" 7K3 QX ", 302, "/s/7K3QX/"),
    ("", 422, "Isi kode survei, misalnya 7K3QX"),
    ("//evil.example", 422, "Kode survei terdiri atas"),
    ("7K3QX/../../x", 422, "Kode survei terdiri atas"),
    ("https://evil.example", 422, "Kode survei terdiri atas"),
]


@pytest.mark.parametrize(("typed", "status", "answer"), FIND)
def test_find_leads_to_the_survey_and_nowhere_else(client, db, typed, status, answer):
    response = client.get("/survei/cari/", {"kode": typed})

    assert response.status_code == status
    assert answer in (response.url if status == 302 else response.content.decode())
    assert status == 422 or response.url == answer


def test_find_without_a_code_asks_for_one(client, db):
    html = client.get("/survei/cari/").content.decode()

    assert "Galat" not in html
    assert '<input type="text" name="kode"' in html


WITH_REFERENCES = {
    "page": {},
    "page with every error": {"biaya": "", "sex": "x", "age_class": "x", "suggestion": "a" * 1001},
}


@pytest.mark.parametrize("wrong", WITH_REFERENCES.values(), ids=WITH_REFERENCES)
def test_every_reference_of_the_page_finds_its_target(client, survey, url, sending, wrong):
    response = client.post(sending, answers(survey, **wrong)) if wrong else client.get(url)
    html = response.content.decode()

    ids = re.findall(r' id="([^"]+)"', html)
    references = re.findall(r'(?:aria-describedby|for)="([^"]+)"|href="#([^"]+)"', html)
    pointed = " ".join(first or second for first, second in references)

    assert sorted(set(ids)) == sorted(ids)
    assert set(pointed.split()) - set(ids) == set()
    assert f"Ada {len(wrong)} hal" in html or not wrong
