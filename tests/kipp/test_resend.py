"""What was sent without a valid session comes back to be sent again, and only to whoever typed it here."""

import html
import re

import pytest
from django.test import Client

from kipp.accounts.models import User
from tests.factories.accounts import PASSWORD

pytestmark = pytest.mark.django_db

URL = "/pengguna/undang/"
HERE = {"origin": "http://testserver"}
TYPED = {"name": 'Siti "Ani" <b>Rahma</b>', "email": "siti@contoh.example", "role": "organiser"}
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
TOKEN = "csrfmiddlewaretoken"


def hidden(response) -> dict:
    """The form that sends again, as the browser would read it."""
    main = response.content.decode().partition("<main")[2]
    return {name: html.unescape(value) for name, value in HIDDEN.findall(main)}


def typed_again(response) -> dict:
    return {name: value for name, value in hidden(response).items() if name != TOKEN}


@pytest.fixture
def strict():
    """A browser whose tokens are checked."""
    return Client(enforce_csrf_checks=True, headers=HERE)


def sign_in(client, user):
    client.get("/akun/masuk/")
    token = client.cookies["csrftoken"].value
    client.post("/akun/masuk/", {"login": user.email, "password": PASSWORD, TOKEN: token})
    return client.cookies["csrftoken"].value


def test_what_was_typed_is_sent_again_after_signing_in_elsewhere(strict, organiser):
    old = sign_in(strict, organiser)
    del strict.cookies["sessionid"]

    over = strict.post(URL, TYPED | {TOKEN: old})
    sign_in(strict, organiser)
    stale = strict.post(URL, hidden(over))
    sent = strict.post(URL, hidden(stale))

    assert (over.status_code, typed_again(over)) == (401, TYPED)
    assert (stale.status_code, typed_again(stale)) == (403, TYPED)
    assert (sent.status_code, User.objects.filter(email=TYPED["email"]).count()) == (302, 1)


def test_page_with_what_was_typed_is_kept_nowhere(client):
    response = client.post(URL, TYPED)

    assert (response.status_code, response["Cache-Control"]) == (401, "private, no-store")


def test_every_value_of_a_name_comes_back(client):
    response = client.post(URL, {"pasangan": ["1-2", "3-4"]})

    assert [line for line in HIDDEN.findall(response.content.decode()) if line[0] == "pasangan"] == [
        ("pasangan", "1-2"),
        ("pasangan", "3-4"),
    ]


def test_a_long_text_can_be_copied(client):
    response = client.post(URL, {"note": "Lengkapi bagian dampak.\nSertakan angka <2023>."})

    assert "<p>Lengkapi bagian dampak.<br>Sertakan angka &lt;2023&gt;.</p>" in response.content.decode()


@pytest.mark.parametrize(
    ("path", "origin"),
    [(URL, "https://jahat.example"), (URL, None), ("/akun/kata-sandi/ubah/", HERE["origin"])],
    ids=["another site", "no origin", "password"],
)
def test_foreign_form_or_password_never_comes_back(organiser, path, origin):
    client = Client(enforce_csrf_checks=True)
    client.force_login(organiser)

    response = client.post(path, TYPED | {"password1": PASSWORD}, headers={"origin": origin} if origin else None)

    body = response.content.decode()
    assert (response.status_code, typed_again(response), PASSWORD in body) == (403, {}, False)
    assert f'<a href="{path}">Buka kembali halaman</a>' in body
