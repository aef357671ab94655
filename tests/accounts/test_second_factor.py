"""Organisers and judges need a second factor, where the setting says so."""

import base64
import re
import time
from urllib.parse import quote

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.urls import reverse

from kipp.accounts.middleware import lacks_second_factor
from kipp.audit.models import Entry
from tests.factories.accounts import PASSWORD

pytestmark = pytest.mark.django_db

ENROL = "/akun/faktor-kedua/pasang/"
INDEX = "/akun/faktor-kedua/"


@pytest.fixture
def required(settings):
    settings.MFA_REQUIRED = True


def code_for(secret, steps=0):
    """The code that an authenticator app shows for this key, now or some steps of 30 seconds away."""
    counter = int(time.time()) // 30 + steps
    return format_hotp_value(hotp_value(secret, counter))


def sign_in(client, user):
    return client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})


def open_again(client, path):
    """Open a page that wants the password once more, and give it."""
    asked = client.get(path)
    return client.post(asked["Location"], {"password": PASSWORD, "next": path}, follow=True)


def enrol(client):
    """Go through the page as a person does: read the key, type the code."""
    page = open_again(client, ENROL).content.decode()
    (secret,) = re.findall(r"<dt>Kunci</dt>\s*<dd><code>([A-Z2-7]+)</code>", page)
    response = client.post(ENROL, {"code": code_for(secret)})
    return secret, response


@pytest.fixture
def enrolled(judge):
    secret = generate_totp_secret()
    TOTP.activate(judge, secret)
    return secret


@pytest.mark.parametrize(("who", "sent_away"), [("organiser", True), ("judge", True), ("operator", False)])
def test_who_is_sent_to_enrolment(client, request, required, who, sent_away):
    client.force_login(request.getfixturevalue(who))

    response = client.get("/dokumen/")

    assert (response.status_code, response.get("Location")) == ((302, INDEX) if sent_away else (200, None))


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("path", ["/", "/pengguna/", "/periode/", "/keaslian/", "/pengguna/undang/"])
def test_nothing_but_the_account_pages_is_open_without_it(client, organiser, required, path, method):
    client.force_login(organiser)

    assert getattr(client, method)(path)["Location"] == INDEX


def test_without_the_setting_nobody_is_sent_away(client, organiser):
    client.force_login(organiser)

    assert client.get("/pengguna/").status_code == 200


def test_stranger_is_not_asked_for_it(client, required):
    assert client.get("/keaslian/").status_code == 200


def test_script_without_second_factor_does_not_get_a_page_into_its_field(client, organiser, required):
    client.force_login(organiser)

    response = client.get("/dokumen/", headers={"HX-Request": "true"})

    assert (response.status_code, response.get("HX-Redirect")) == (204, INDEX)


@pytest.mark.django_db(transaction=True)  # the mail follows the commit
def test_enrolment_from_the_first_page_to_the_desk(client, organiser, required, delivered):
    sign_in(client, organiser)
    index = client.get("/pengguna/", follow=True)
    assert index.request["PATH_INFO"] == INDEX
    assert ENROL in index.content.decode()

    client.defaults["HTTP_USER_AGENT"] = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0"
    _, response = enrol(client)

    assert (response.status_code, response["Location"]) == (302, "/akun/faktor-kedua/pemulihan/")
    codes = re.findall(r"<li><code>(\w+)</code></li>", client.get(response["Location"]).content.decode())
    assert len(set(codes)) == 10
    assert client.get("/pengguna/").status_code == 200
    assert not lacks_second_factor(organiser)
    letter = next(message for message in delivered() if message.subject.startswith("Aplikasi autentikator terpasang"))
    assert letter.subject == "Aplikasi autentikator terpasang – KIPP Kota Tegal"
    assert "Peramban: Firefox, Linux" in letter.body


def test_picture_for_the_app_is_on_the_page(client, organiser):
    sign_in(client, organiser)

    page = open_again(client, ENROL).content.decode()

    (data,) = re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', page)
    assert base64.b64decode(data).startswith(b"<?xml version='1.0' encoding='UTF-8'?>\n<svg ")


def test_wrong_code_enrols_nobody(client, organiser):
    sign_in(client, organiser)
    open_again(client, ENROL)

    response = client.post(ENROL, {"code": "000000"})

    assert response.context["form"].errors == {
        "code": ["Kode tidak sesuai. Isi kode terbaru dari aplikasi autentikator"]
    }
    assert not Authenticator.objects.exists()


def test_login_asks_for_the_code(client, judge, enrolled, required):
    asked = sign_in(client, judge)
    before = client.get("/dokumen/").status_code
    page = client.get(asked["Location"]).content.decode()

    response = client.post(asked["Location"], {"code": code_for(enrolled)})

    assert asked["Location"] == "/akun/faktor-kedua/kode/"
    assert before == 302
    assert "<h1>Faktor kedua</h1>" in page
    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.get("/dokumen/").status_code == 200


def test_code_is_used_once(client, judge, enrolled):
    code = code_for(enrolled)
    client.post(sign_in(client, judge)["Location"], {"code": code})
    client.post(reverse("account_logout"))

    response = client.post(sign_in(client, judge)["Location"], {"code": code})

    assert list(response.context["form"].errors) == ["code"]
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("code", ["", "000000", "abcdef"])
def test_wrong_code_lets_nobody_in(client, judge, enrolled, code):
    response = client.post(sign_in(client, judge)["Location"], {"code": code})

    assert list(response.context["form"].errors) == ["code"]
    assert "_auth_user_id" not in client.session


def test_recovery_code_works_once(client, organiser, required):
    sign_in(client, organiser)
    _, response = enrol(client)
    code = re.findall(r"<li><code>(\w+)</code></li>", client.get(response["Location"]).content.decode())[0]
    answers = []
    for _ in range(2):
        client.post(reverse("account_logout"))
        answers.append(client.post(sign_in(client, organiser)["Location"], {"code": code}).status_code)

    assert answers == [302, 200]


def test_forgotten_password_does_not_pass_the_second_factor(client, judge, enrolled, delivered, link_in):
    client.post(reverse("account_reset_password"), {"email": judge.email})
    path = client.get(link_in(delivered()[0]), follow=True).request["PATH_INFO"]
    client.post(path, {"password1": "sandi-yang-baru-2024", "password2": "sandi-yang-baru-2024"})

    response = client.post(reverse("account_login"), {"login": judge.email, "password": "sandi-yang-baru-2024"})

    assert response["Location"] == "/akun/faktor-kedua/kode/"
    assert "_auth_user_id" not in client.session


def test_taking_the_app_off_sends_back_to_enrolment(client, judge, enrolled, required):
    client.post(sign_in(client, judge)["Location"], {"code": code_for(enrolled)})

    page = open_again(client, "/akun/faktor-kedua/lepas/")
    response = client.post("/akun/faktor-kedua/lepas/")

    assert "<h1>Lepas aplikasi autentikator</h1>" in page.content.decode()
    assert response.status_code == 302
    assert client.get("/dokumen/")["Location"] == INDEX


def test_old_login_must_be_repeated_before_the_second_factor_changes(client, organiser):
    client.force_login(organiser)  # a session without a fresh password

    asked = client.get(ENROL)
    page = client.get(asked["Location"]).content.decode()
    answer = client.post(asked["Location"], {"password": PASSWORD, "next": ENROL})

    assert asked["Location"] == f"/akun/masuk-sekali-lagi/?next={quote(ENROL, safe='')}"
    assert "<h1>Masuk sekali lagi</h1>" in page
    assert answer["Location"] == ENROL


def test_every_change_of_a_factor_is_in_the_trail(client, organiser):
    sign_in(client, organiser)
    enrol(client)
    client.post("/akun/faktor-kedua/pemulihan/baru/")
    client.post("/akun/faktor-kedua/lepas/")

    noted = Entry.objects.filter(subject=f"accounts.user:{organiser.pk}", verb__endswith="_factor").order_by("seq")

    assert [(entry.verb, entry.data["kind"], entry.actor) for entry in noted] == [
        ("user.add_factor", "totp", str(organiser)),
        ("user.add_factor", "recovery_codes", str(organiser)),
        ("user.remove_factor", "recovery_codes", str(organiser)),
        ("user.add_factor", "recovery_codes", str(organiser)),
        ("user.remove_factor", "totp", str(organiser)),
        ("user.remove_factor", "recovery_codes", str(organiser)),
    ]


def test_a_factor_lifted_on_the_host_is_no_act_of_its_owner(judge, enrolled):
    Authenticator.objects.filter(user__email=judge.email).delete()

    entry = Entry.objects.latest("seq")
    assert (entry.verb, entry.subject, entry.actor) == ("user.remove_factor", f"accounts.user:{judge.pk}", "sistem")


def test_recovery_codes_are_renewed_and_downloaded(client, organiser):
    sign_in(client, organiser)
    enrol(client)
    old = client.get("/akun/faktor-kedua/pemulihan/unduh/").content

    page = client.get("/akun/faktor-kedua/pemulihan/baru/").content.decode()
    client.post("/akun/faktor-kedua/pemulihan/baru/")

    new = client.get("/akun/faktor-kedua/pemulihan/unduh/")
    assert "Kode pemulihan yang lama tidak berlaku lagi." in page
    assert new.content != old
    assert "attachment" in new["Content-Disposition"]


@pytest.mark.parametrize(
    "path",
    [INDEX, ENROL, "/akun/sesi/", "/akun/kata-sandi/ubah/", "/akun/keluar/", "/akun/masuk-sekali-lagi/"],
)
def test_pages_of_a_signed_in_person_are_ours(client, organiser, path):
    sign_in(client, organiser)

    page = (open_again(client, path) if path == ENROL else client.get(path)).content.decode()

    assert len(re.findall(r"<h1>[^<]+</h1>", page)) == 1
    assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []
    assert "style=" not in page.replace("data:", "")
