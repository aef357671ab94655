"""Malformed input is refused, private pages are not kept."""

import pytest
from django.test import Client
from django.urls import reverse

from kipp.views import Home

pytestmark = pytest.mark.django_db


def with_cookie(client):
    # As a header: newer Pythons do not let a client write such a cookie.
    return client.get("/", headers={"cookie": r'sessionid="\000aaaaaaaa"'})


@pytest.mark.parametrize(
    "send",
    [
        lambda client: client.get("/keaslian/?nomor=%00"),
        lambda client: client.get("/keaslian/%00/"),
        lambda client: client.post("/akun/masuk/", "login=a%00b&password=c", "application/x-www-form-urlencoded"),
        with_cookie,
    ],
    ids=["query", "path", "form", "cookie"],
)
def test_nul_is_refused(client, send):
    assert send(client).status_code == 400


@pytest.mark.parametrize("query", ["nomor=%ff%fe", "nomor=%ed%a0%80", "halaman=" + "9" * 5000])
def test_broken_query_is_no_failure(client, query):
    assert client.get(f"/keaslian/?{query}").status_code == 200


def test_page_of_a_signed_in_person_is_kept_nowhere(client, organiser):
    client.force_login(organiser)

    assert client.get(reverse("documents:list"))["Cache-Control"] == "private, no-store"


def test_public_page_may_be_kept(client):
    assert "Cache-Control" not in client.get(reverse("documents:lookup"))


def test_logout_clears_the_browser(client, organiser):
    client.force_login(organiser)

    response = client.post(reverse("account_logout"))

    assert response["Clear-Site-Data"] == '"cache", "storage"'


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Frame-Options", "DENY"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ],
)
def test_headers_of_every_page(client, header, value):
    assert client.get("/keaslian/")[header] == value


def failing(client, monkeypatch):
    monkeypatch.setattr(Home, "get", lambda *_: 1 / 0)
    client.raise_request_exception = False
    return client.get("/")


@pytest.mark.parametrize(
    ("send", "status"),
    [
        (lambda client, _: client.get("/keaslian/"), 200),
        (lambda client, _: client.get("/static/js/kipp.js"), 200),
        (lambda client, _: client.get("/static/tidak-ada.svg"), 404),
        (lambda client, _: client.get("/akun/keluar/"), 302),
        (lambda client, _: client.get("/keaslian/?nomor=%00"), 400),
        (lambda client, _: client.get("/tidak-ada/"), 404),
        (lambda client, _: client.post("/keaslian/"), 405),
        (lambda client, _: Client(enforce_csrf_checks=True).post("/akun/masuk/"), 403),
        (failing, 500),
    ],
    ids=["page", "file", "no file", "led on", "malformed", "not there", "wrong method", "no token", "our failure"],
)
def test_content_policy_of_every_answer_names_no_inline_code(send, status, client, monkeypatch):
    response = send(client, monkeypatch)

    assert (response.status_code, sorted(response["Content-Security-Policy"].split("; "))) == (
        status,
        [
            "base-uri 'none'",
            "default-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "img-src 'self' data:",
            "object-src 'none'",
        ],
    )
