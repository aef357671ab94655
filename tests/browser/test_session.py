"""Before an idle session ends its owner is asked, in every tab, and can stay without losing anything."""

import pytest
from playwright.sync_api import expect

from tests.browser import worlds

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]


@pytest.fixture
def open_tab(sign_in, live_server):
    """Sign somebody in and stop the clocks of that browser; further calls open further tabs of it."""
    pages = []

    def open_tab(role="organiser"):
        if pages:
            page = pages[0].context.new_page()
        else:
            page = sign_in(worlds.people()[role])
            page.context.clock.install()
        page.goto(f"{live_server.url}/dokumen/")
        pages.append(page)
        return page

    return open_tab


def asked(page):
    return page.get_by_role("dialog", name="Sesi hampir berakhir")


@pytest.mark.parametrize(
    ("role", "before", "step"),
    [("organiser", "24:45", "00:30"), ("judge", "24:45", "00:30"), ("operator", "07:54:45", "00:30")],
)
def test_somebody_idle_is_asked_five_minutes_before_the_end(open_tab, role, before, step):
    page = open_tab(role)

    page.clock.fast_forward(before)
    expect(asked(page)).to_be_hidden()
    page.clock.fast_forward(step)

    expect(asked(page)).to_contain_text("kecuali Anda memilih Tetap masuk")
    expect(page.get_by_role("button", name="Tetap masuk")).to_be_focused()


@pytest.mark.parametrize("key", ["Enter", "Escape"])
def test_staying_starts_the_time_anew(open_tab, key):
    page = open_tab()
    page.clock.fast_forward("26:00")

    with page.expect_response("**/akun/tetap-masuk/") as answer:
        page.keyboard.press(key)
    expect(asked(page)).to_be_hidden()
    page.clock.fast_forward("24:00")
    expect(asked(page)).to_be_hidden()
    page.clock.fast_forward("02:00")

    expect(asked(page)).to_be_visible()
    assert answer.value.status == 204


def test_what_happens_in_one_tab_counts_in_the_other(open_tab):
    first = open_tab()
    first.clock.fast_forward("26:00")
    expect(asked(first)).to_be_visible()

    open_tab()

    expect(asked(first)).to_be_hidden()


def test_a_session_that_has_ended_is_said_and_where_to_sign_in(open_tab):
    page = open_tab()
    page.clock.fast_forward("26:00")
    page.context.clear_cookies(name="sessionid")

    page.get_by_role("button", name="Tetap masuk").click()

    expect(asked(page)).to_contain_text("Sesi berakhir. Isian Anda tetap ada di halaman ini")
    expect(page.get_by_role("link", name="Masuk di tab baru")).to_have_attribute("target", "_blank")


def test_without_a_network_the_question_stays_and_says_so(open_tab):
    page = open_tab()
    page.clock.fast_forward("26:00")
    page.context.set_offline(True)

    page.get_by_role("button", name="Tetap masuk").click()

    expect(asked(page).get_by_role("status")).to_contain_text("Belum tersambung")


def test_after_twelve_hours_nobody_can_stay(open_tab):
    page = open_tab("operator")
    page.clock.fast_forward("07:56:00")
    page.get_by_role("button", name="Tetap masuk").click()
    expect(asked(page)).to_be_hidden()

    page.clock.fast_forward("04:00:00")

    expect(asked(page)).to_contain_text("Satu sesi paling lama 12 jam")
    expect(page.get_by_role("button", name="Tetap masuk")).to_be_hidden()
    page.get_by_role("button", name="Tutup").click()
    expect(asked(page)).to_be_hidden()
