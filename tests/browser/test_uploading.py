"""A file on its way: how far it is, a way to stop, and a page that stays when it failed."""

import pytest
from playwright.sync_api import expect

from proposals.models import Attachment
from tests.browser import worlds
from tests.browser.test_typing import end_session, sign_in_again
from tests.factories.proposals import make_draft
from tests.files import pdfs

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]


def pdf(data: bytes, name="Surat Pernyataan.pdf") -> dict:
    return {"name": name, "mimeType": "application/pdf", "buffer": data}


@pytest.fixture
def uploading(sign_in, live_server):
    """An operator who has chosen a file; `owner` is that person."""
    cast = worlds.people()
    draft = make_draft(by=cast["operator"], period=worlds.opened(cast))
    kind = draft.period.attachment_kinds.order_by("order").first()
    page = sign_in(cast["operator"])
    page.goto(f"{live_server.url}/proposal/{draft.pk}/lampiran/{kind.code}/?dari=periksa")
    page.set_input_files("[name=file]", pdf(pdfs.plain()))
    page.owner = cast["operator"]
    return page


def upload(page) -> None:
    page.get_by_role("button", name="Unggah", exact=True).click()


def said(page):
    return page.locator("#status-unggah")


def chosen(page) -> str:
    return page.evaluate("document.querySelector('[name=file]').files[0]?.name")


def stored() -> list[str]:
    return list(Attachment.objects.values_list("name", flat=True))


def test_a_file_is_sent_and_the_page_it_was_opened_from_follows(uploading, complaints):
    upload(uploading)

    uploading.wait_for_url("**/periksa/")
    assert (stored(), complaints) == (["Surat Pernyataan.pdf"], [])


def test_progress_is_shown_and_the_upload_can_be_stopped(uploading):
    held = []  # never let go: on a busy machine a second is over before anybody has pressed
    uploading.route("**/lampiran/**", lambda route: held.append(route))

    upload(uploading)
    expect(uploading.get_by_role("progressbar")).to_be_visible()
    uploading.get_by_role("button", name="Hentikan unggahan").click()

    expect(said(uploading)).to_have_text("Unggahan dihentikan. Tidak ada yang disimpan.")
    expect(uploading.get_by_role("progressbar")).to_be_hidden()
    assert (len(held), stored(), chosen(uploading)) == (1, [], "Surat Pernyataan.pdf")


def test_a_file_that_is_too_large_is_told_before_it_is_sent(uploading):
    sent = []
    uploading.on("request", lambda request: sent.append(request.method))
    uploading.evaluate("document.querySelector('[name=file]').dataset.palingBesar = '10'")

    upload(uploading)

    expect(said(uploading)).to_contain_text("Berkas ini lebih besar dari ")
    assert sent == []


def test_a_refused_file_is_told_beside_the_form(uploading):
    uploading.set_input_files("[name=file]", pdf(b"%PDF-1.7 rusak"))

    upload(uploading)

    expect(said(uploading)).to_contain_text("Berkas ini rusak atau bukan PDF")
    assert stored() == []


def test_the_chosen_file_stays_when_the_session_or_the_server_fails(uploading):
    end_session(uploading)
    upload(uploading)
    expect(said(uploading)).to_have_text("Sesi berakhir. Masuk di tab baru, lalu tekan Unggah lagi.")
    sign_in_again(uploading, uploading.owner)
    uploading.route("**/lampiran/**", lambda route: route.fulfill(status=502))
    upload(uploading)
    expect(said(uploading)).to_have_text("Berkas belum tersimpan. Tekan Unggah lagi beberapa saat lagi.")
    uploading.unroute("**/lampiran/**")
    uploading.route("**/lampiran/**", lambda route: route.abort())
    upload(uploading)
    expect(said(uploading)).to_have_text("Berkas belum terkirim. Periksa sambungan internet, lalu tekan Unggah lagi.")
    uploading.unroute("**/lampiran/**")

    upload(uploading)

    uploading.wait_for_url("**/periksa/")
    assert stored() == ["Surat Pernyataan.pdf"]


def test_without_scripts_the_form_is_sent_as_it_is(sign_in, live_server):
    cast = worlds.people()
    draft = make_draft(by=cast["operator"], period=worlds.opened(cast))
    kind = draft.period.attachment_kinds.order_by("order").first()
    page = sign_in(cast["operator"], java_script_enabled=False)
    page.goto(f"{live_server.url}/proposal/{draft.pk}/lampiran/{kind.code}/")

    page.set_input_files("[name=file]", pdf(pdfs.plain()))
    upload(page)

    expect(page.locator("[role=status] > .pemberitahuan-success")).to_contain_text("tersimpan.")
    assert stored() == ["Surat Pernyataan.pdf"]
