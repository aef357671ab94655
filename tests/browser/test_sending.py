"""Forms without a save of their own: sent once, kept when the session or the network is gone, guarded while unsent."""

import pytest
from playwright.sync_api import expect

from judging.models import Assignment
from kipp.accounts.models import User
from tests.browser import worlds
from tests.browser.test_typing import asks_before_closing, by_person, end_session, sign_in_again
from tests.factories.judging import CODES

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]

EMAIL = "siti@contoh.example"


@pytest.fixture
def inviting(sign_in, live_server):
    """An organiser who has filled in an invitation."""
    page = sign_in(worlds.people()["organiser"])
    page.goto(f"{live_server.url}/pengguna/undang/")
    page.fill("[name=name]", "Siti Rahma")
    page.fill("[name=email]", EMAIL)
    page.select_option("[name=role]", "organiser")
    return page


def invite(page) -> None:
    page.get_by_role("button", name="Kirim undangan").click()


def organiser():
    return User.objects.get(name="Ratna Penyelenggara")


def invited() -> int:
    return User.objects.filter(email=EMAIL).count()


def test_what_is_sent_after_the_session_ended_is_sent_again_after_signing_in(inviting):
    end_session(inviting)
    invite(inviting)
    again = inviting.get_by_role("button", name="Kirim lagi")
    expect(again).to_be_visible()

    sign_in_again(inviting, organiser())
    again.click()

    expect(inviting.locator("[role=status] > .pemberitahuan-success")).to_contain_text("Undangan untuk Siti Rahma")
    assert invited() == 1


def test_nothing_is_sent_without_a_network_and_the_page_stays(inviting):
    inviting.context.set_offline(True)
    invite(inviting)
    said = inviting.get_by_role("main").get_by_role("alert")
    expect(said).to_contain_text("Belum terkirim. Periksa sambungan internet")
    kept = inviting.input_value("[name=name]"), invited()
    inviting.context.set_offline(False)
    invite(inviting)

    expect(inviting.locator("[role=status] > .pemberitahuan-success")).to_be_visible()
    assert (kept, invited()) == (("Siti Rahma", 0), 1)


def test_a_form_with_an_error_still_asks_before_its_tab_closes(inviting):
    inviting.fill("[name=email]", "bukan alamat")
    invite(inviting)
    expect(inviting.locator(".galat-ringkas")).to_be_visible()

    assert asks_before_closing(inviting)


@pytest.mark.parametrize(("typed", "asks"), [(True, True), (False, False)], ids=["typed", "untouched"])
def test_a_tab_closed_with_a_form_that_was_not_sent_asks_first(inviting, typed, asks):
    if not typed:
        inviting.on("dialog", lambda dialog: dialog.accept())
        inviting.reload()

    assert asks_before_closing(inviting) == asks


def test_back_after_sending_sends_no_second(inviting):
    invite(inviting)
    expect(inviting.locator("[role=status] > .pemberitahuan-success")).to_be_visible()
    inviting.go_back()
    invite(inviting)

    expect(inviting.locator(".galat-ringkas")).to_be_visible()
    assert invited() == 1


@pytest.fixture
def scoring(sign_in, live_server):
    """A judge who has filled in the one sheet that waits."""
    judge = worlds.scoring()["judge"]
    page = sign_in(judge, viewport={"width": 1280, "height": 900})
    task = Assignment.objects.filter(judge=judge).outstanding().first()
    page.goto(f"{live_server.url}/tugas/{task.pk}/")
    for code in CODES:
        page.fill(f"[name=nilai_{code}]", "82,5")
    return page


def test_a_sheet_is_handed_in_once_by_a_double_click_and_back_shows_it_sealed(scoring):
    sent = []
    scoring.on("request", lambda request: by_person(request) and sent.append(request.url.split("/")[-2]))
    sheet = scoring.url

    scoring.get_by_role("button", name="Kirim dan lanjut").dblclick()
    expect(scoring.locator("[role=status] > .pemberitahuan-success")).to_contain_text("terkirim")
    scoring.go_back()
    scoring.wait_for_url(sheet)

    expect(scoring.get_by_role("main")).to_contain_text("82,50")
    expect(scoring.get_by_role("button", name="Kirim dan lanjut")).to_have_count(0)
    assert sent == ["kirim"]


def test_a_sheet_with_a_fault_is_not_handed_in_and_keeps_its_marks(scoring):
    scoring.fill("[name=nilai_efektif]", "120")
    scoring.get_by_role("button", name="Kirim dan lanjut").click()

    expect(scoring.locator(".galat-ringkas")).to_be_focused()
    assert [scoring.input_value(f"[name=nilai_{code}]") for code in CODES] == ["82,5", "120", "82,5", "82,5", "82,5"]
    assert asks_before_closing(scoring)


def test_a_handed_in_sheet_survives_the_end_of_the_session(scoring):
    judge = User.objects.get(name="Dr. Hasan Juri")
    before = Assignment.objects.filter(judge=judge).outstanding().count()
    end_session(scoring)
    scoring.get_by_role("button", name="Kirim dan lanjut").click()
    expect(scoring.locator("#status-simpan")).to_contain_text("Sesi berakhir")

    sign_in_again(scoring, judge)
    scoring.get_by_role("button", name="Kirim dan lanjut").click()

    expect(scoring.locator("[role=status] > .pemberitahuan-success")).to_contain_text("terkirim")
    assert Assignment.objects.filter(judge=judge).outstanding().count() == before - 1


def conflicting(page) -> None:
    """Store another mark in a second tab, then save in the first."""
    expect(page.locator("form[data-berubah]")).to_have_count(0)
    other = page.context.new_page()
    other.goto(page.url)
    other.fill("[name=nilai_kebaruan]", "61")
    expect(other.locator("#status-simpan")).to_contain_text("Tersimpan pukul")
    page.fill("[name=nilai_kebaruan]", "70")
    page.get_by_role("button", name="Simpan draf").click()
    expect(page.get_by_role("link", name="Pakai isian yang tersimpan")).to_be_visible()


def test_a_conflict_that_is_not_decided_asks_before_its_tab_closes(scoring):
    conflicting(scoring)

    assert asks_before_closing(scoring)


def test_a_conflict_is_left_without_a_question_when_the_stored_marks_are_taken(scoring):
    conflicting(scoring)
    asked = []
    scoring.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    scoring.get_by_role("link", name="Pakai isian yang tersimpan").click()

    expect(scoring.locator("[name=nilai_kebaruan]")).to_have_value("61")
    assert asked == []
