"""What is typed is saved, sent once, and kept when the session, the network or the tab fails."""

import time
from dataclasses import dataclass
from functools import partial

import pytest
from playwright.sync_api import Page, expect

from judging.models import Score
from proposals.models import Answer, SentVersion
from tests.browser import worlds
from tests.factories.accounts import PASSWORD
from tests.factories.judging import judged_period, task_of
from tests.factories.proposals import fill, make_draft
from tests.servers import next_page

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]

SAVED, UNSAVED = "Tersimpan pukul", "Belum tersimpan"


@dataclass
class Desk:
    """Somebody in front of a form that saves itself; `first` and `second` are what they type."""

    page: Page
    user: object
    field: str
    first: str
    second: str

    def stored(self) -> list[str]:
        """Everything that was ever stored, newest last."""
        if self.field == "[name=text]":
            return list(Answer.objects.values_list("text", flat=True))
        return [f"{score.value:f}".rstrip("0").replace(".", ",") for score in Score.objects.order_by("pk")]

    def typed(self) -> str:
        return self.page.input_value(self.field)

    def type(self, text: str) -> None:
        self.page.fill(self.field, text)

    def save(self) -> None:
        self.page.get_by_role("button", name="Simpan draf").click()

    def said(self):
        """What the page that follows says of the save."""
        return self.page.locator("[role=status] > .pemberitahuan-success")

    def expect_status(self, words: str) -> None:
        expect(self.page.locator("#status-simpan")).to_contain_text(words)


def writing(sign_in, live_server, **context) -> Desk:
    """An operator in front of an empty section."""
    cast = worlds.people()
    draft = make_draft(by=cast["operator"], period=worlds.opened(cast))
    page = sign_in(cast["operator"], **context)
    page.goto(f"{live_server.url}/proposal/{draft.pk}/bagian/ringkasan/")
    texts = "Dokumen diantar ke rumah.", "Dokumen diantar ke rumah warga lanjut usia."
    return Desk(page, cast["operator"], "[name=text]", *texts)


def scoring(sign_in, live_server, **context) -> Desk:
    """A judge in front of an empty score sheet."""
    cast = worlds.people()
    period = judged_period(worlds.opened(cast), by=cast["organiser"], proposals=1, judges=(cast["judge"],))
    task = task_of(cast["judge"], period.proposals.get())
    page = sign_in(cast["judge"], viewport={"width": 1280, "height": 900}, **context)
    page.goto(f"{live_server.url}/tugas/{task.pk}/")
    return Desk(page, cast["judge"], "[name=nilai_kebaruan]", "82,5", "61,25")


@pytest.fixture(params=[writing, scoring], ids=["proposal", "score sheet"])
def make_desk(request, sign_in, live_server):
    return partial(request.param, sign_in, live_server)


@pytest.fixture
def desk(make_desk) -> Desk:
    return make_desk()


def slowly(route) -> None:
    """Let saves in the background take a while; what the person sends goes at once."""
    if "hx-request" in route.request.headers:
        time.sleep(1)
    route.continue_()


def by_person(request) -> bool:
    return request.method == "POST" and "hx-request" not in request.headers


def sign_in_again(page: Page, user) -> None:
    """In a new tab of the same browser, as the sentence on the page says."""
    tab = page.context.new_page()
    tab.goto(page.url.partition("/")[0] + "//" + page.url.split("/")[2] + "/akun/masuk/")
    tab.fill("[name=login]", user.email)
    tab.fill("[name=password]", PASSWORD)
    tab.click("main button[type=submit]")
    tab.get_by_role("button", name="Keluar").wait_for()
    tab.close()


def end_session(page: Page) -> None:
    page.context.clear_cookies(name="sessionid")


def asks_before_closing(page: Page) -> bool:
    """Whether the browser asks, when the tab is closed, if it may lose something."""
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    return asked == ["beforeunload"]


def test_it_is_saved_while_it_is_typed_and_the_page_says_when(desk):
    desk.type(desk.first)

    desk.expect_status(SAVED)
    assert desk.stored() == [desk.first]


def test_what_is_sent_during_its_own_save_is_stored_without_a_conflict(desk):
    desk.page.route("**/*", slowly)

    desk.type(desk.first)
    desk.save()

    expect(desk.said()).to_be_visible()
    assert desk.stored() == [desk.first]


@pytest.mark.parametrize("width", [360, 1280])
def test_the_buttons_stay_under_the_pointer_when_a_save_is_told(width, desk):
    desk.page.set_viewport_size({"width": width, "height": 900})
    button = desk.page.get_by_role("button", name="Simpan draf")
    # On the sheet itself, which scrolls beside the proposal to what has the focus.
    place = """button => button.getBoundingClientRect().top + window.scrollY
      + (button.closest(".lekat")?.scrollTop ?? 0)"""
    before = button.evaluate(place)

    desk.type(desk.first)
    desk.expect_status(SAVED)

    assert button.evaluate(place) == before


def test_a_double_click_on_saving_saves_once(desk):
    sent = []
    desk.type(desk.first)
    desk.expect_status(SAVED)
    desk.page.on("request", lambda request: by_person(request) and sent.append(request.url))

    desk.page.get_by_role("button", name="Simpan draf").dblclick()

    expect(desk.said()).to_have_count(1)
    assert (len(sent), desk.stored()) == (1, [desk.first])


def test_nothing_can_be_typed_into_a_page_that_is_being_left(desk):
    desk.type(desk.first)
    desk.expect_status(SAVED)
    button = desk.page.get_by_role("button", name="Simpan draf")

    held = button.evaluate(
        "(button, field) => { button.click(); return button.form.querySelector(field).readOnly; }", desk.field
    )

    expect(desk.said()).to_be_visible()
    assert (held, desk.stored()) == (True, [desk.first])


def test_it_stays_when_the_session_has_ended_and_is_saved_after_signing_in_elsewhere(desk):
    end_session(desk.page)

    desk.type(desk.first)
    desk.expect_status("Sesi berakhir, masuk di tab baru lalu tekan Simpan")
    kept = desk.typed(), desk.stored()
    sign_in_again(desk.page, desk.user)
    desk.save()

    expect(desk.said()).to_be_visible()
    assert (kept, desk.stored()) == ((desk.first, []), [desk.first])


def test_it_is_saved_by_itself_when_somebody_comes_back_from_signing_in(desk):
    end_session(desk.page)
    desk.type(desk.first)
    desk.expect_status("Sesi berakhir")

    sign_in_again(desk.page, desk.user)
    desk.page.evaluate("window.dispatchEvent(new Event('focus'))")

    desk.expect_status(SAVED)
    assert desk.stored() == [desk.first]


def test_signing_in_again_in_another_tab_does_not_stop_saving(desk):
    desk.page.context.clear_cookies()
    sign_in_again(desk.page, desk.user)

    desk.type(desk.first)

    desk.expect_status(SAVED)
    assert desk.stored() == [desk.first]


def test_without_scripts_it_comes_back_when_the_session_has_ended(make_desk):
    desk = make_desk(java_script_enabled=False)
    again = desk.page.get_by_role("button", name="Kirim lagi")

    end_session(desk.page)
    desk.type(desk.first)
    desk.save()
    expect(again).to_be_visible()
    sign_in_again(desk.page, desk.user)
    with next_page(desk.page):
        again.click()
    again.click()

    expect(desk.said()).to_be_visible()
    assert desk.stored() == [desk.first]


def test_it_stays_when_the_network_is_gone_and_is_saved_when_it_is_back(desk):
    desk.page.context.set_offline(True)

    desk.type(desk.first)
    desk.expect_status("Belum tersimpan. Periksa sambungan internet, lalu tekan Simpan draf")
    desk.save()
    desk.expect_status(UNSAVED)
    kept = desk.typed(), desk.stored()
    desk.page.context.set_offline(False)

    desk.expect_status(SAVED)
    assert (kept, desk.stored()) == ((desk.first, []), [desk.first])


def test_it_stays_when_the_server_fails(desk):
    desk.page.route("**/*", lambda route: route.fulfill(status=502) if route.request.method == "POST" else None)

    desk.type(desk.first)
    desk.expect_status(UNSAVED)
    desk.save()

    desk.expect_status(UNSAVED)
    assert (desk.typed(), asks_before_closing(desk.page)) == (desk.first, True)


def test_two_tabs_keep_both_texts_and_show_both(desk):
    other = Desk(desk.page.context.new_page(), desk.user, desk.field, desk.first, desk.second)
    other.page.goto(desk.page.url)

    other.type(desk.second)
    other.expect_status(SAVED)
    desk.type(desk.first)
    desk.expect_status("sudah diubah di tab lain")
    in_background = desk.typed(), other.typed(), desk.stored()
    with next_page(desk.page):
        desk.save()

    main = desk.page.get_by_role("main")
    expect(main).to_contain_text("sudah diubah di tab lain")
    expect(main).to_contain_text(desk.second)
    shown = main.inner_text() + "".join(main.locator("textarea").evaluate_all("all => all.map(area => area.value)"))
    assert in_background == (desk.first, desk.second, [desk.second])
    assert (desk.first in shown, desk.stored()) == (True, [desk.second])


def test_back_after_saving_shows_what_is_stored_and_goes_on_from_there(desk):
    form = desk.page.url
    desk.type(desk.first)
    desk.save()
    expect(desk.said()).to_be_visible()

    desk.page.go_back()
    desk.page.wait_for_url(form)
    shown = desk.typed()
    with desk.page.expect_response(lambda answer: answer.request.method == "POST") as saved:
        desk.type(desk.second)

    assert saved.value.status == 200
    assert (shown, desk.stored()[-1]) == (desk.first, desk.second)


@pytest.mark.parametrize(("saved", "asks"), [(True, False), (False, True)], ids=["saved", "not saved"])
def test_a_tab_closed_with_unsaved_work_asks_first(desk, saved, asks):
    desk.page.context.set_offline(not saved)
    desk.type(desk.first)
    desk.expect_status(SAVED if saved else UNSAVED)

    assert asks_before_closing(desk.page) == asks


def test_a_double_click_sends_a_proposal_once_and_back_sends_no_second(sign_in, live_server):
    cast = worlds.people()
    operator = cast["operator"]
    draft = fill(make_draft(by=operator, period=worlds.opened(cast)), by=operator)
    page = sign_in(operator)

    page.goto(f"{live_server.url}/proposal/{draft.pk}/periksa/")
    page.get_by_role("button", name="Kirim proposal").dblclick()
    expect(page.get_by_role("heading", name="Proposal terkirim")).to_be_visible()
    page.go_back()

    expect(page.get_by_role("button", name="Kirim proposal")).to_have_count(0)
    assert SentVersion.objects.count() == 1
