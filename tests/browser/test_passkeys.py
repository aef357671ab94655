"""A passkey from the first page to the second login, in a browser with an authenticator of its own."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from kipp.accounts.models import Role
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def organiser():
    return UserFactory(role=Role.ORGANISER, name="Ratna Penyelenggara")


@pytest.fixture
def address(live_server, settings):
    """Browsers give passkeys to names, never to numbers."""
    settings.MFA_REQUIRED = True
    return f"http://localhost:{urlsplit(live_server.url).port}"


@pytest.fixture
def phone(sign_in):
    """A page on a device that always says yes."""
    page = sign_in()
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    number = session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]
    page.forget_keys = lambda: session.send("WebAuthn.clearCredentials", {"authenticatorId": number})
    return page


def give_password(page, address, user):
    page.goto(f"{address}/akun/masuk/")
    page.get_by_label("Alamat surel").fill(user.email)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Masuk").click()


def sign_out(page):
    page.get_by_role("button", name="Keluar").click()
    expect(page.get_by_role("banner").get_by_role("link", name="Masuk")).to_be_visible()


def confirm_password(page):
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Lanjutkan").click()


def heading(page, name):
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def enrol(page, name):
    page.get_by_role("link", name="Tambah kunci sandi").click()
    confirm_password(page)
    page.get_by_label("Nama kunci sandi").fill(name)
    page.get_by_role("button", name="Buat kunci sandi").click()


def test_organiser_enrols_signs_in_with_it_and_removes_it(phone, address, organiser, complaints):
    page = phone

    give_password(page, address, organiser)
    heading(page, "Keamanan akun")
    enrol(page, "Telepon Ratna")
    heading(page, "Kode pemulihan")

    sign_out(page)
    give_password(page, address, organiser)
    heading(page, "Faktor kedua")
    page.get_by_role("button", name="Pakai kunci sandi").click()
    expect(page).to_have_url(f"{address}/")

    page.goto(f"{address}/akun/faktor-kedua/kunci-sandi/")
    page.get_by_role("link", name="hapus Telepon Ratna").click()
    page.get_by_role("link", name="Pakai kunci sandi").click()
    page.get_by_role("button", name="Pakai kunci sandi").click()
    page.get_by_role("button", name="Hapus").click()
    expect(page.get_by_text("Belum ada kunci sandi.")).to_be_visible()

    page.goto(f"{address}/pengguna/")
    heading(page, "Keamanan akun")
    assert complaints == []


def test_device_is_added_once(phone, address, organiser, complaints):
    page = phone
    give_password(page, address, organiser)
    enrol(page, "Telepon Ratna")
    heading(page, "Kode pemulihan")

    page.goto(f"{address}/akun/faktor-kedua/kunci-sandi/tambah/")
    page.get_by_role("button", name="Buat kunci sandi").click()

    expect(page.get_by_role("alert")).to_have_text("Perangkat ini sudah terdaftar sebagai kunci sandi akun Anda.")
    assert complaints == []


def test_lost_key_is_told_and_a_recovery_code_opens_instead(phone, address, organiser, complaints):
    page = phone
    give_password(page, address, organiser)
    enrol(page, "Telepon Ratna")
    code = page.get_by_role("main").locator("code").first.inner_text()
    sign_out(page)
    page.forget_keys()

    give_password(page, address, organiser)
    page.get_by_role("button", name="Pakai kunci sandi").click()
    expect(page.get_by_role("alert")).to_have_text(
        "Kunci sandi belum terbaca: langkah dibatalkan atau waktunya habis. Coba lagi."
    )
    page.get_by_role("textbox", name="Kode pemulihan").fill(code)
    page.get_by_role("main").get_by_role("button", name="Masuk").click()

    expect(page).to_have_url(f"{address}/")
    assert complaints == []


def test_number_as_address_says_that_another_way_is_needed(phone, live_server, settings, organiser, complaints):
    page = phone
    settings.MFA_REQUIRED = True
    give_password(page, live_server.url.replace("localhost", "127.0.0.1"), organiser)

    enrol(page, "Telepon Ratna")

    expect(page.get_by_role("alert")).to_have_text("Kunci sandi tidak dapat dipakai pada alamat ini. Pakai cara lain.")
    expect(page.get_by_role("button", name="Buat kunci sandi")).to_be_enabled()
    assert complaints == []


def test_browser_that_knows_no_passkeys_shows_what_to_do(sign_in, address, organiser, complaints):
    page = sign_in()
    page.add_init_script("delete window.PublicKeyCredential")
    give_password(page, address, organiser)

    page.get_by_role("link", name="Tambah kunci sandi").click()
    confirm_password(page)

    expect(page.get_by_text("Pasang aplikasi autentikator sebagai gantinya.")).to_be_visible()
    expect(page.get_by_role("button", name="Buat kunci sandi")).to_be_hidden()
    assert complaints == []


def test_without_script_the_page_says_what_to_do(sign_in, address, organiser):
    page = sign_in(java_script_enabled=False)
    give_password(page, address, organiser)

    enrol(page, "Telepon Ratna")

    heading(page, "Tambah kunci sandi")
    expect(page.locator("#ringkasan-galat")).to_contain_text("Aktifkan JavaScript pada peramban ini")
