"""What is typed is saved, sent once, kept when something fails, and never run."""

import time

import pytest
from playwright.sync_api import expect

from proposals import actions
from proposals.models import Answer, SentVersion
from tests.browser import worlds
from tests.factories.proposals import fill, make_draft

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(120)]

HOSTILE = [
    "<script>alert('KENARI')</script>",
    "<img src=x onerror=alert('KENARI')>",
    '"><svg onload=alert("KENARI")>',
    "javascript:alert('KENARI')",
    "{{ 7|add:7 }}{% now 'Y' %}",
    "<a href=//jahat.example hx-get=/ hx-trigger=load>tekan</a>",
]


@pytest.fixture
def writing(sign_in, live_server):
    """An operator in front of an empty section."""
    cast = worlds.people()
    draft = make_draft(by=cast["operator"], period=worlds.opened(cast))
    page = sign_in(cast["operator"])
    page.goto(f"{live_server.url}/proposal/{draft.pk}/bagian/ringkasan/")
    return page


def slowly(route) -> None:
    """Let saves in the background take a while; what the person sends goes at once."""
    if "hx-request" in route.request.headers:
        time.sleep(1)
    route.continue_()


def test_a_text_sent_during_its_own_save_is_stored_without_a_conflict(writing):
    writing.route("**/bagian/**", slowly)

    writing.fill("[name=text]", "Dokumen diantar ke rumah.")
    writing.get_by_role("button", name="Simpan draf").click()

    expect(writing.locator(".pemberitahuan", has_text="tersimpan pukul")).to_be_visible()
    assert Answer.objects.get().text == "Dokumen diantar ke rumah."


def test_a_text_is_saved_while_it_is_written_and_the_page_says_when(writing):
    writing.fill("[name=text]", "Dokumen diantar ke rumah.")

    expect(writing.locator("#status-simpan")).to_contain_text("Tersimpan pukul")
    assert Answer.objects.get().text == "Dokumen diantar ke rumah."


def test_a_text_stays_when_the_session_has_ended(writing):
    writing.context.clear_cookies(name="sessionid")

    writing.fill("[name=text]", "Dokumen diantar ke rumah.")

    expect(writing.locator("#status-simpan")).to_contain_text("Sesi berakhir")
    assert writing.input_value("[name=text]") == "Dokumen diantar ke rumah."


def test_a_text_stays_when_the_network_is_gone(writing):
    writing.context.set_offline(True)

    writing.fill("[name=text]", "Dokumen diantar ke rumah.")

    expect(writing.locator("#status-simpan")).to_contain_text("Belum tersimpan")
    assert writing.input_value("[name=text]") == "Dokumen diantar ke rumah."


def test_a_double_click_sends_a_proposal_once(sign_in, live_server):
    cast = worlds.people()
    operator = cast["operator"]
    draft = fill(make_draft(by=operator, period=worlds.opened(cast)), by=operator)
    page = sign_in(operator)

    page.goto(f"{live_server.url}/proposal/{draft.pk}/periksa/")
    page.get_by_role("button", name="Kirim proposal").dblclick()

    expect(page.get_by_role("heading", name="Proposal terkirim")).to_be_visible()
    assert SentVersion.objects.count() == 1


def test_hostile_text_is_shown_and_never_run(sign_in, live_server, complaints):
    cast = worlds.people()
    operator, period = cast["operator"], worlds.opened(cast)
    for number, text in enumerate(HOSTILE):
        proposal = make_draft(by=operator, period=period, title=f"{number} {text}")
        for section in period.sections.all():
            actions.save_answer(proposal, by=operator, section=section, text=text, version=0, is_done=True)
        actions.submit(fill(proposal, by=operator), by=operator)
    page = sign_in(cast["organiser"])
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))

    page.goto(f"{live_server.url}/meja/proposal/")
    listed = page.get_by_role("main").inner_text()
    links = page.locator("tbody th a").evaluate_all("links => links.map(link => link.href)")
    for link in links:
        page.goto(link)

    assert [text for text in HOSTILE if text not in listed] == []
    assert (len(links), dialogs, complaints) == (len(HOSTILE), [], [])
