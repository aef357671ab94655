"""Passkeys as the second factor: added, used, renamed, removed, and refused when anything is wrong."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from fido2.cose import ES256, UnsupportedKey

from kipp.accounts.middleware import lacks_second_factor
from tests.accounts.soft_key import SoftKey
from tests.factories.accounts import PASSWORD

pytestmark = pytest.mark.django_db

LIST = "/akun/faktor-kedua/kunci-sandi/"
ADD = f"{LIST}tambah/"
CODE = "/akun/faktor-kedua/kode/"
AGAIN = "/akun/faktor-kedua/kunci-sandi-sekali-lagi/"
UNREAD = "Kunci sandi belum terbaca. Aktifkan JavaScript pada peramban ini, atau pakai cara lain"
REFUSED = "Kunci sandi tidak dapat diperiksa. Ulangi, atau pakai cara lain"
TOO_MANY = "Percobaan masuk terlalu banyak. Tunggu lima menit, lalu masuk kembali"
ANSWER = {"id": "AAAA", "rawId": "AAAA", "type": "public-key"}
MALFORMED = {
    "no JSON": "bukan JSON",
    "nothing": "null",
    "a list": "[]",
    "a number": "7",
    "empty": "{}",
    "no response": json.dumps(ANSWER),
    "no text": json.dumps({**ANSWER, "response": {"clientDataJSON": 1, "attestationObject": 2}}),
    "no base64": json.dumps({**ANSWER, "response": {"clientDataJSON": "é", "attestationObject": "é"}}),
    "another id": json.dumps({**ANSWER, "id": "BBBB", "response": {}}),
    "no CBOR": json.dumps(
        {**ANSWER, "response": {"clientDataJSON": "e30", "attestationObject": "/w", "authenticatorData": "AA"}}
    ),
    "deep": "[" * 9_000,
    "long": json.dumps({**ANSWER, "more": "x" * 20_000}),
    "null character": '{"id": "\\u0000"}',
}


@pytest.fixture
def required(settings):
    settings.MFA_REQUIRED = True


def sign_in(client, user):
    return client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})


def options(client, path):
    """Open a page, with the password once more where it is wanted, and return its question to the browser."""
    response = client.get(path, follow=True)
    if response.redirect_chain:
        response = client.post(response.redirect_chain[-1][0], {"password": PASSWORD}, follow=True)
    return response.context["options"]


def add(client, key, name="Telepon"):
    return client.post(ADD, {"name": name, "credential": key.make(options(client, ADD))})


@pytest.fixture
def key(client, judge):
    """A passkey of the judge, who is signed in."""
    sign_in(client, judge)
    key = SoftKey()
    add(client, key)
    return key


def said(response):
    return response.context["form"].non_field_errors()


def is_in(client):
    return "_auth_user_id" in client.session


# --- Adding -----------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)  # the mail follows the commit
def test_passkey_fulfils_the_obligation_and_brings_recovery_codes(client, organiser, required, delivered):
    sign_in(client, organiser)
    sent_away = client.get("/pengguna/")["Location"]

    response = add(client, SoftKey(), name="Telepon Ratna")

    assert (sent_away, response["Location"]) == ("/akun/faktor-kedua/", "/akun/faktor-kedua/pemulihan/")
    assert "Tersisa 10 dari 10 kode" in client.get(response["Location"]).content.decode()
    assert client.get("/pengguna/").status_code == 200
    assert not lacks_second_factor(organiser)
    assert [message.subject for message in delivered()] == ["Kunci sandi ditambahkan – KIPP Kota Tegal"]


def test_page_asks_for_a_key_of_this_house_and_names_the_known_ones(client, key, judge):
    question = json.loads(options(client, ADD))["publicKey"]

    assert question["rp"] == {"id": "testserver", "name": "KIPP Kota Tegal"}
    assert (question["user"]["name"], question["user"]["displayName"]) == (judge.email, judge.name)
    assert len(question["excludeCredentials"]) == 1


def test_only_what_was_asked_for_is_stored(client, judge):
    sign_in(client, judge)
    key = SoftKey()
    answer = json.loads(key.make(options(client, ADD)))

    client.post(ADD, {"name": "", "credential": json.dumps({**answer, "clientExtensionResults": {"a": "\x00"}})})

    stored = Authenticator.objects.get(type="webauthn").data
    assert stored == {"name": "Kunci sandi 1", "credential": answer}


@pytest.mark.parametrize(
    "key",
    [SoftKey(origin="https://jahat.example"), SoftKey(host="jahat.example"), SoftKey(origin="http://testserver")],
    ids=["another origin", "another host", "without TLS"],
)
def test_passkey_of_another_house_is_refused(client, judge, key):
    sign_in(client, judge)

    assert said(add(client, key)) == [REFUSED]
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize(
    "public_key",
    [UnsupportedKey({1: 2, 3: -999}), ES256({1: 2, 3: -7, -1: 1}), ES256({1: 2, 3: -7, -1: 1, -2: b"x", -3: b"y"})],
    ids=["unknown algorithm", "no point", "no point on the curve"],
)
def test_key_that_could_never_be_checked_is_refused(client, judge, public_key):
    sign_in(client, judge)

    response = client.post(ADD, {"credential": SoftKey().make(options(client, ADD), public_key=public_key)})

    assert (said(response), Authenticator.objects.count()) == ([REFUSED], 0)


def test_answer_is_taken_once(client, judge):
    sign_in(client, judge)
    answer = SoftKey().make(options(client, ADD))

    client.post(ADD, {"credential": answer})
    response = client.post(ADD, {"credential": answer})

    assert (said(response), Authenticator.objects.filter(type="webauthn").count()) == ([REFUSED], 1)


@pytest.mark.parametrize("answer", MALFORMED.values(), ids=MALFORMED)
def test_malformed_answer_adds_nothing(client, judge, answer):
    sign_in(client, judge)
    options(client, ADD)

    response = client.post(ADD, {"name": "Telepon", "credential": answer})

    assert (said(response), Authenticator.objects.count()) == ([REFUSED], 0)


def test_without_script_the_page_says_what_to_do(client, judge):
    sign_in(client, judge)
    options(client, ADD)

    response = client.post(ADD, {"name": "Telepon"})

    page = response.content.decode()
    assert said(response) == [UNREAD]
    assert (
        "Pasang aplikasi autentikator sebagai gantinya." in page.partition("<noscript>")[2].partition("</noscript>")[0]
    )
    assert 'value="Telepon"' in page


# --- Signing in ---------------------------------------------------------------------------------------


def test_login_asks_for_the_passkey_after_the_password(client, judge, key, required):
    client.post(reverse("account_logout"))
    asked = sign_in(client, judge)
    before = is_in(client)

    response = client.post(CODE, {"credential": key.use(options(client, CODE))})

    assert (asked["Location"], before) == (CODE, False)
    assert (response["Location"], is_in(client)) == ("/", True)
    assert client.get("/dokumen/").status_code == 200


def test_page_offers_what_this_person_has(client, judge, key):
    client.post(reverse("account_logout"))
    sign_in(client, judge)

    response = client.get(CODE)

    assert [response.context[name] for name in ("has_key", "code_kind")] == [True, "secondary"]
    assert response.context["code_form"].fields["code"].label == "Kode pemulihan"


def test_empty_recovery_code_is_named(client, judge, key):
    client.post(reverse("account_logout"))
    sign_in(client, judge)

    assert client.post(CODE, {"code": ""}).context["form"].errors == {"code": ["Isi kode pemulihan"]}


@pytest.mark.parametrize("answer", ["", *MALFORMED.values()], ids=["missing", *MALFORMED])
def test_malformed_answer_lets_nobody_in(client, judge, key, answer):
    client.post(reverse("account_logout"))
    sign_in(client, judge)

    response = client.post(CODE, {"credential": answer})

    assert (said(response), is_in(client)) == ([REFUSED if answer else UNREAD], False)


def test_another_key_and_an_old_answer_let_nobody_in(client, judge, key):
    client.post(reverse("account_logout"))
    sign_in(client, judge)
    old = key.use(options(client, CODE))
    foreign = SoftKey(credential_id=key.credential_id).use(options(client, CODE))

    answers = [said(client.post(CODE, {"credential": answer})) for answer in (foreign, old)]

    assert (answers, is_in(client)) == ([[REFUSED], [REFUSED]], False)


def test_sixth_failure_is_refused_with_the_right_key_too(client, judge, key):
    client.post(reverse("account_logout"))
    sign_in(client, judge)
    for _ in range(5):
        client.post(CODE, {"credential": SoftKey().use(options(client, CODE))})

    response = client.post(CODE, {"credential": key.use(options(client, CODE))})

    assert (said(response), is_in(client)) == ([TOO_MANY], False)


def test_passkey_of_somebody_else_lets_nobody_in(client, judge, key, organiser):
    client.post(reverse("account_logout"))
    sign_in(client, organiser)
    add(client, SoftKey())
    client.post(reverse("account_logout"))
    sign_in(client, organiser)

    response = client.post(CODE, {"credential": key.use(options(client, CODE))})

    assert (said(response), is_in(client)) == ([REFUSED], False)


# --- The own keys -------------------------------------------------------------------------------------


def test_passkey_opens_what_wants_a_fresh_login(client, judge, key):
    client.logout()
    client.force_login(judge)
    asked = client.get(ADD, follow=True)
    ways = [(way["description"], way["url"]) for way in asked.context["reauthentication_alternatives"]]

    response = client.post(dict(ways)["Pakai kunci sandi"], {"credential": key.use(options_again(client, ways))})

    assert [words for words, _ in ways] == ["Pakai kode", "Pakai kunci sandi"]
    assert response["Location"] == ADD
    assert client.get(ADD).status_code == 200


def options_again(client, ways):
    return client.get(dict(ways)["Pakai kunci sandi"]).context["options"]


def test_wrong_passkey_does_not_open_it(client, judge, key):
    client.logout()
    client.force_login(judge)
    foreign = SoftKey().use(client.get(AGAIN).context["options"])

    assert said(client.post(AGAIN, {"credential": foreign})) == [REFUSED]
    assert client.get(ADD).status_code == 302


def test_passkeys_are_renamed_and_listed_in_the_order_they_came(client, judge, key):
    add(client, SoftKey(), name="Laptop")
    first = Authenticator.objects.filter(type="webauthn").order_by("pk").first()

    response = client.post(f"{LIST}{first.pk}/ubah/", {"name": "Telepon lama"})

    names = [shown.wrap().name for shown in client.get(LIST).context["authenticators"]]
    assert (response["Location"], names) == (LIST, ["Telepon lama", "Laptop"])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("", "Isi nama kunci sandi"),
        ("x" * 61, "Nama kunci sandi paling banyak 60 huruf. Sekarang 61 huruf"),
    ],
)
def test_name_is_wanted_and_short(client, judge, key, name, expected):
    pk = Authenticator.objects.get(type="webauthn").pk

    response = client.post(f"{LIST}{pk}/ubah/", {"name": name})

    assert response.context["form"].errors == {"name": [expected]}


def test_removing_the_last_passkey_sends_back_to_enrolment(client, judge, key, required):
    pk = Authenticator.objects.get(type="webauthn").pk
    page = client.get(f"{LIST}{pk}/hapus/").content.decode()

    response = client.post(f"{LIST}{pk}/hapus/")

    assert "<h1>Hapus kunci sandi</h1>" in page
    assert (response["Location"], Authenticator.objects.count()) == (LIST, 0)
    assert client.get("/dokumen/")["Location"] == "/akun/faktor-kedua/"
    assert "Tambah kunci sandi atau pasang aplikasi autentikator" in client.get("/akun/faktor-kedua/").content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("step", ["ubah", "hapus"])
def test_passkey_of_somebody_else_is_not_found(client, judge, key, organiser, step, method):
    pk = Authenticator.objects.get(type="webauthn").pk
    other = client.__class__()
    sign_in(other, organiser)
    options(other, ADD)  # past the question for the password

    response = getattr(other, method)(f"{LIST}{pk}/{step}/", {"name": "Milik orang"})

    assert (response.status_code, Authenticator.objects.get(pk=pk).wrap().name) == (404, "Telepon")
