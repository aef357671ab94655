"""Sign in and out, forgotten passwords, limits; nobody learns who has an account."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import NoReverseMatch, reverse

from kipp.accounts import allauth_urls
from kipp.jobs.models import Mail
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

LOGIN = "/akun/masuk/"
FORGOTTEN = "/akun/kata-sandi/lupa/"
TOO_MANY = "Percobaan masuk terlalu banyak. Tunggu lima menit, lalu masuk kembali"
MISMATCH = "Alamat surel atau kata sandi tidak sesuai. Periksa kembali keduanya"


def sign_in(client, email, password=PASSWORD, **headers):
    return client.post(LOGIN, {"login": email, "password": password}, headers=headers)


def errors(response):
    return response.context["form"].non_field_errors()


def without_token(response):
    """The page without what differs from request to request."""
    return re.sub(
        r'(name="csrfmiddlewaretoken" value|"X-CSRFToken":) ?="?"[^"]*"|[A-Za-z0-9]{64}', "", response.content.decode()
    )


@pytest.mark.parametrize("change", [str, str.upper, lambda email: f" {email} "], ids=["as is", "upper", "spaces"])
def test_login_by_address(client, judge, change):
    response = sign_in(client, change(judge.email))

    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(judge.pk)


def test_login_renews_the_session_and_marks_its_cookie(client, judge):
    client.get(LOGIN)
    session = client.session
    session["marka"] = 1
    session.save()
    before = client.cookies["sessionid"] = session.session_key

    sign_in(client, judge.email)

    cookie = client.cookies["sessionid"]
    assert cookie.value != before
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_login_page_has_labels_and_no_sign_up(client):
    page = client.get(LOGIN).content.decode()

    assert "Alamat surel" in page
    assert "Kata sandi" in page
    assert reverse("account_signup") not in page
    assert 'autocomplete="current-password"' in page


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({}, {"login": ["Isi alamat surel"], "password": ["Isi kata sandi"]}),
        ({"login": "bukan", "password": "x"}, {"login": ["Alamat surel harus berbentuk nama@contoh.go.id"]}),
    ],
)
def test_login_form_names_what_is_missing(client, data, expected):
    assert client.post(LOGIN, data).context["form"].errors == expected


@pytest.mark.parametrize(
    "target",
    [
        "https://jahat.example/",
        "//jahat.example/",
        "///jahat.example",
        "/\\jahat.example",
        "\\\\jahat.example",
        "https:jahat.example",
        "javascript:alert(1)",
        "data:text/html,x",
        " https://jahat.example",
        "http://localhost:8000@jahat.example/",
        "https://testserver.jahat.example/",
        "/%0d%0aLocation:https://jahat.example",
    ],
)
def test_login_leads_to_no_other_house(client, judge, target):
    response = client.post(f"{LOGIN}?next={target}", {"login": judge.email, "password": PASSWORD, "next": target})

    assert response.status_code == 302
    assert response["Location"] in {
        "/",
        "/%0d%0aLocation:https://jahat.example",
        "/%250d%250aLocation:https://jahat.example",
    }
    assert "\r" not in response["Location"]


def test_login_leads_back_to_the_page_that_was_asked_for(client, judge):
    response = client.post(LOGIN, {"login": judge.email, "password": PASSWORD, "next": "/dokumen/"})

    assert response["Location"] == "/dokumen/"


# --- Limits -----------------------------------------------------------------------------------------


def test_sixth_failure_is_refused_in_our_words_and_another_account_still_enters(client, judge, other_judge):
    failures = [errors(sign_in(client, judge.email, "salah")) for _ in range(6)]
    right_password_too_late = sign_in(client, judge.email)
    other = sign_in(client, other_judge.email)

    assert failures == [[MISMATCH]] * 5 + [[TOO_MANY]]
    assert errors(right_password_too_late) == [TOO_MANY]
    assert other.status_code == 302


def test_address_without_account_is_limited_the_same_way(client):
    failures = [errors(sign_in(client, "tidak.ada@contoh.example", "salah")) for _ in range(6)]

    assert failures == [[MISMATCH]] * 5 + [[TOO_MANY]]


def test_one_machine_trying_many_accounts_is_refused(client):
    answers = [errors(sign_in(client, f"orang{n}@contoh.example", "salah")) for n in range(11)]

    assert answers == [[MISMATCH]] * 10 + [[TOO_MANY]]


def test_forged_forwarding_header_gives_no_new_limit(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    answers = [
        errors(sign_in(client, f"orang{n}@contoh.example", "salah", **{"X-Forwarded-For": f"10.0.0.{n}, 203.0.113.9"}))
        for n in range(11)
    ]

    assert answers[-1] == [TOO_MANY]


def test_two_visitors_behind_the_proxy_are_counted_apart(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for n in range(11):
        sign_in(client, f"orang{n}@contoh.example", "salah", **{"X-Forwarded-For": "203.0.113.9"})

    other = sign_in(client, "orang99@contoh.example", "salah", **{"X-Forwarded-For": "203.0.113.10"})

    assert errors(other) == [MISMATCH]


def test_page_asked_for_too_often_is_429_in_our_words(client):
    for _ in range(20):
        client.post(FORGOTTEN, {"email": "a@contoh.example"})

    response = client.post(FORGOTTEN, {"email": "b@contoh.example"})

    assert response.status_code == 429
    assert "<h1>Permintaan terlalu banyak</h1>" in response.content.decode()


# --- Who has an account -----------------------------------------------------------------------------


def test_failed_login_is_the_same_with_and_without_account(client, judge):
    UserFactory(email="tanpa.sandi@contoh.example").set_unusable_password()
    pages = []
    for email in (judge.email, "tidak.ada@contoh.example"):
        cache.clear()
        response = sign_in(client, email, "salah")
        pages.append((response.status_code, without_token(response).replace(email, "")))

    assert pages[0] == pages[1]
    assert MISMATCH in pages[0][1]


def test_forgotten_password_is_the_same_with_and_without_account(client, judge, delivered):
    answers = []
    for email in (judge.email, "tidak.ada@contoh.example"):
        cache.clear()
        response = client.post(FORGOTTEN, {"email": email})
        answers.append((response.status_code, response["Location"], response.content))
    pages = {without_token(client.get(answer[1])) for answer in answers}

    assert answers[0] == answers[1] == (302, "/akun/kata-sandi/lupa/terkirim/", b"")
    assert len(pages) == 1
    assert [message.to for message in delivered()] == [[judge.email]]


def test_forgotten_password_answers_while_the_mail_server_is_down(client, judge, settings):
    settings.EMAIL_BACKEND = "kipp.jobs.mail.OutboxBackend"
    settings.OUTBOX_BACKEND = "tests.jobs.test_mail.NoServer"

    known = client.post(FORGOTTEN, {"email": judge.email})
    cache.clear()
    unknown = client.post(FORGOTTEN, {"email": "tidak.ada@contoh.example"})

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [row.to for row in Mail.objects.waiting()] == [judge.email]


def test_inactive_person_gets_no_mail(client, delivered):
    person = UserFactory(is_active=False)

    client.post(FORGOTTEN, {"email": person.email})

    assert delivered() == []


# --- Forgotten and changed passwords ----------------------------------------------------------------


def test_forgotten_password_is_replaced_through_the_mail(client, judge, delivered, link_in):
    client.post(FORGOTTEN, {"email": judge.email.upper()})
    (message,) = delivered()
    path = client.get(link_in(message), follow=True).request["PATH_INFO"]
    client.post(path, {"password1": "sandi-yang-baru-2024", "password2": "sandi-yang-baru-2024"})

    assert message.subject == "Buat kata sandi baru – KIPP Kota Tegal"
    assert "Yth. Dr. Hasan Juri," in message.body
    assert errors(sign_in(client, judge.email)) == [MISMATCH]
    assert sign_in(client, judge.email, "sandi-yang-baru-2024").status_code == 302
    (notice,) = delivered()
    assert notice.subject == "Kata sandi diatur ulang – KIPP Kota Tegal"
    assert notice.body.startswith("Yth. Dr. Hasan Juri,\n\nKata sandi akun Anda diatur ulang.")


@pytest.mark.parametrize(
    "host", ["jahat.example", "testserver.jahat.example", "testserver@jahat.example", "testserver:80@x"]
)
def test_forged_host_is_refused_and_reaches_no_mail(client, judge, delivered, host):
    response = client.post(FORGOTTEN, {"email": judge.email}, headers={"Host": host})

    assert (response.status_code, delivered()) == (400, [])


def test_address_in_the_mail_is_that_of_the_settings(client, judge, settings, delivered, link_in):
    settings.BASE_URL = "https://kipp.tegalkota.example"

    client.post(FORGOTTEN, {"email": judge.email}, headers={"Host": "127.0.0.1", "X-Forwarded-Host": "jahat.example"})

    (message,) = delivered()
    assert link_in(message, "https://kipp.tegalkota.example/").startswith("akun/kata-sandi/tautan/")


@pytest.mark.parametrize(
    "email",
    [
        "a@contoh.example\nBcc: b@contoh.example",
        "a@contoh.example%0ABcc:b@x",
        "a@x,b@y.example",
        "a@x.example;b@y",
        "<b@y.example>",
    ],
)
def test_address_with_more_in_it_sends_nothing(client, email):
    response = client.post(FORGOTTEN, {"email": email})

    assert list(response.context["form"].errors) == ["email"]
    assert (Mail.objects.count(), mail.outbox) == (0, [])


def test_password_is_changed_and_other_sessions_end(client, judge, delivered):
    other = client.__class__()
    for browser in (client, other):
        sign_in(browser, judge.email)

    page = client.post(
        "/akun/kata-sandi/ubah/",
        {"oldpassword": PASSWORD, "password1": "sandi-yang-baru-2024", "password2": "sandi-yang-baru-2024"},
        follow=True,
    )

    assert "Kata sandi tersimpan." in page.content.decode()
    assert other.get("/dokumen/").status_code == 302
    assert [message.subject for message in delivered()] == ["Kata sandi diubah – KIPP Kota Tegal"]


def test_password_is_not_changed_without_the_present_one(client, judge):
    client.force_login(judge)

    response = client.post(
        "/akun/kata-sandi/ubah/",
        {"oldpassword": "salah", "password1": "sandi-yang-baru-2024", "password2": "sandi-yang-baru-2024"},
    )

    assert response.context["form"].errors == {"oldpassword": ["Kata sandi saat ini tidak sesuai"]}


# --- Out --------------------------------------------------------------------------------------------


def test_logout_by_get_only_asks(client, judge):
    client.force_login(judge)

    page = client.get("/akun/keluar/")

    assert "<h1>Keluar</h1>" in page.content.decode()
    assert "_auth_user_id" in client.session


def test_logout_ends_the_session(client, judge):
    sign_in(client, judge.email)
    old = client.cookies["sessionid"].value

    response = client.post("/akun/keluar/")
    client.cookies["sessionid"] = old

    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.get("/dokumen/").status_code == 302


def test_own_sessions_are_listed_and_others_ended(client, judge):
    other = client.__class__(headers={"User-Agent": "Peramban Lain"})
    for browser in (client, other):
        sign_in(browser, judge.email)
    page = client.get("/akun/sesi/").content.decode()

    ended = client.post("/akun/sesi/", follow=True).content.decode()

    assert [word in page for word in ("2 sesi", "Peramban Lain", "Sesi ini")] == [True] * 3
    assert "1 sesi" in ended
    assert other.get("/dokumen/").status_code == 302
    assert client.get("/dokumen/").status_code == 200


# --- Which pages there are --------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["get", "post"])
def test_sign_up_is_closed(client, method):
    data = {"email": "baru@contoh.example", "password1": PASSWORD, "password2": PASSWORD}

    response = getattr(client, method)("/akun/daftar/", data)

    assert "<h1>Akun dibuat lewat undangan</h1>" in response.content.decode()
    assert Mail.objects.count() == 0


@pytest.mark.parametrize(
    "name",
    ["account_email", "account_confirm_login_code", "account_request_login_code", "mfa_login_webauthn", "mfa_trust"],
)
def test_pages_out_of_use_have_no_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


OPEN = {
    "account_login": 200,
    "account_logout": 302,
    "account_signup": 200,
    "account_inactive": 200,
    "account_reset_password": 200,
    "account_reset_password_done": 200,
    "account_reset_password_from_key": 200,
    "account_reset_password_from_key_done": 200,
}
KWARGS = {
    "account_reset_password_from_key": {"uidb36": "1", "key": "x-y"},
    "mfa_edit_webauthn": {"pk": 1},
    "mfa_remove_webauthn": {"pk": 1},
}


@pytest.mark.parametrize("name", [pattern.name for pattern in allauth_urls.urlpatterns])
def test_what_a_stranger_may_open(client, name):
    response = client.get(reverse(name, kwargs=KWARGS.get(name)))

    assert response.status_code == OPEN.get(name, 302)


@pytest.mark.parametrize("name", sorted(set(OPEN) - {"account_logout"}))
def test_open_pages_are_ours(client, name):
    page = client.get(reverse(name, kwargs=KWARGS.get(name))).content.decode()

    assert '<html lang="id">' in page
    assert len(re.findall(r"<h1>[^<]+</h1>", page)) == 1
    assert "style=" not in page
    assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []
