"""Parts of a page that load anew: what changed is heard, focus and former lists stay, failures are said."""

import pytest
from playwright.sync_api import expect

from kipp.documents.models import Document
from kipp.jobs.queue import run_waiting
from tests.browser import worlds
from tests.factories.proposals import make_sent

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]


@pytest.fixture
def desk(sign_in, live_server):
    """An organiser before a list of two, in a period that takes entries."""
    cast = worlds.people()
    period = worlds.opened(cast)
    for title in ("Sapa Rumah Warga", "Antar Dokumen ke Rumah"):
        make_sent(by=cast["operator"], period=period, title=title)
    page = sign_in(cast["organiser"])
    page.goto(f"{live_server.url}/meja/proposal/")
    return page


def test_the_list_follows_while_a_word_is_typed_and_the_count_is_heard(desk):
    search = desk.get_by_role("searchbox", name="Cari judul")

    search.press_sequentially("Sapa")

    expect(desk.locator("#siaran")).to_have_text("1 proposal")
    expect(desk.locator("#hasil tbody tr")).to_have_count(1)
    expect(search).to_be_focused()
    assert "cari=Sapa" in desk.url
    assert desk.locator("[aria-busy]").count() == 0


def test_back_brings_the_former_list_as_it_is_now(desk):
    desk.get_by_role("searchbox", name="Cari judul").press_sequentially("Sapa")
    expect(desk.locator("#hasil tbody tr")).to_have_count(1)
    narrowed = desk.url
    desk.goto(narrowed.partition("meja")[0] + "dokumen/")

    desk.go_back()
    expect(desk.locator("#hasil tbody tr")).to_have_count(1)
    kept = desk.input_value("[name=cari]")
    desk.go_back()

    expect(desk.locator("#hasil tbody tr")).to_have_count(2)
    expect(desk.get_by_role("searchbox", name="Cari judul")).to_have_value("")
    assert kept == "Sapa"
    assert desk.evaluate("sessionStorage.getItem('htmx-history-cache')") is None


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        ("offline", "Belum diperbarui. Periksa sambungan internet, lalu ulangi."),
        ("broken", "Belum diperbarui. Ulangi beberapa saat lagi."),
        ("signed out", "Sesi berakhir. Masuk di tab baru, lalu ulangi."),
    ],
)
def test_a_list_that_could_not_be_loaded_says_so_until_it_can(desk, failure, words):
    if failure == "offline":
        desk.context.set_offline(True)
    if failure == "broken":
        desk.route("**/meja/**", lambda route: route.fulfill(status=502))
    cookies = desk.context.cookies()
    if failure == "signed out":
        desk.context.clear_cookies(name="sessionid")
    search = desk.get_by_role("searchbox", name="Cari judul")

    search.fill("Sapa")
    expect(desk.locator("main").get_by_role("alert")).to_have_text(words)
    shown = desk.locator("#hasil tbody tr").count()
    desk.context.set_offline(False)
    desk.unroute_all()
    desk.context.add_cookies(cookies)
    search.fill("Antar")

    expect(desk.locator("#hasil tbody tr")).to_have_count(1)
    expect(desk.locator("main").get_by_role("alert")).to_have_count(0)
    assert shown == 2


@pytest.mark.parametrize("scripts", [True, False], ids=["by itself", "by the link"])
def test_a_document_that_is_made_appears(sign_in, live_server, scripts):
    cast = worlds.people()
    make_sent(by=cast["operator"], period=worlds.opened(cast))
    page = sign_in(cast["operator"], java_script_enabled=scripts)
    page.goto(f"{live_server.url}/dokumen/{Document.objects.get().pk}/")
    expect(page.get_by_text("Berkas sedang dibuat.")).to_be_visible()

    run_waiting()
    asked = []
    if not scripts:
        page.get_by_role("link", name="Perbarui").click()

    expect(page.get_by_role("main").get_by_role("link", name="Unduh")).to_be_visible()
    if scripts:
        expect(page.locator("#siaran")).to_have_text("Berkas sudah jadi.")
        page.on("request", lambda request: asked.append(request.url))
        page.wait_for_timeout(2500)
    assert asked == []
