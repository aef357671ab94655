"""A whole proposal over three sessions, by two colleagues, through every mishap: not one character is lost."""

import pytest
from playwright.sync_api import expect

from kipp.accounts.models import Role
from kipp.clock import today
from proposals.models import Answer, AnswerRevision, Proposal, SentVersion
from tests.browser import worlds
from tests.browser.test_typing import end_session, sign_in_again
from tests.browser.test_uploading import pdf
from tests.factories.accounts import UserFactory
from tests.files import pdfs
from tests.servers import next_page

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]

FROM_WORD = "Tujuan layanan:\r\n\u2022\tmende\u00adkat\r\n\u00b7\tcepat\u00a0dan mudah\r\n\r\nParagraf kedua."
AS_KEPT = "Tujuan layanan:\n- mendekat\n- cepat dan mudah\n\nParagraf kedua."
PASTE = """(area, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  area.focus();
  area.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


class Writer:
    """Somebody in front of the sections of one proposal."""

    def __init__(self, page, address):
        self.page, self.address = page, address
        self.area = page.locator("[name=text]")

    def open(self, code):
        self.page.goto(f"{self.address}bagian/{code}/")
        return self

    def write(self, text):
        self.area.fill(text)
        return self

    def add(self, text):
        self.area.press("Control+End")
        self.area.press_sequentially(text)
        return self

    def paste(self, text):
        self.area.evaluate(PASTE, text)
        return self

    def told(self, words):
        expect(self.page.locator("#status-simpan")).to_contain_text(words)
        return self

    def save(self):
        with next_page(self.page):
            self.page.get_by_role("button", name="Simpan draf").click()
        expect(self.page.locator("[role=status] > .pemberitahuan-success")).to_be_visible()


def begin(page, live_server):
    """Ask whether the innovation may enter, and keep it as a draft."""
    page.goto(f"{live_server.url}/proposal/baru/")
    page.fill("[name=title]", "Antar Dokumen ke Rumah")
    page.select_option("[name=category]", index=1)
    page.select_option("[name=group]", label="Umum")
    page.fill("[name=implemented_on_hari]", "1")
    page.select_option("[name=implemented_on_bulan]", label="Februari")
    page.fill("[name=implemented_on_tahun]", str(today().year - 2))
    page.locator("main button[type=submit]").click()
    page.get_by_role("button", name="Lanjutkan isi proposal").click()
    page.get_by_role("heading", name="Bagian proposal").wait_for()
    return page.url


def test_a_proposal_of_two_colleagues_through_every_mishap_loses_no_character(sign_in, live_server):
    cast = worlds.people()
    period = worlds.opened(cast)
    budi = cast["operator"]
    sari = UserFactory(role=Role.OPERATOR, agency=budi.agency, name="Sari Operator")
    first, second, third, *others = period.sections.order_by("order").values_list("code", flat=True)

    # Monday: Budi begins; the network fails while he writes, and comes back.
    page = sign_in(budi)
    monday = Writer(page, begin(page, live_server))
    monday.open(first).paste(FROM_WORD).told("Tersimpan pukul")
    monday.open(second).write("Warga menunggu lama.").told("Tersimpan pukul")
    page.context.set_offline(True)
    monday.add(" Antrean sampai ke jalan.").told("Belum tersimpan. Periksa sambungan internet")
    page.context.set_offline(False)
    monday.told("Tersimpan pukul")

    # Tuesday: Sari goes on in the same section while it still stands open at Budi's.
    tuesday = Writer(sign_in(sari), monday.address).open(second)
    expect(tuesday.page.get_by_role("main")).to_contain_text("Budi Operator menyunting bagian ini pukul")
    tuesday.add(" Petugas datang ke rumah.").save()
    monday.add(" Kini selesai dalam sehari.").told("Bagian ini sudah diubah oleh Sari Operator.")
    with next_page(page):
        page.get_by_role("button", name="Simpan draf").click()
    main = page.get_by_role("main")
    expect(main).to_contain_text("Warga menunggu lama. Antrean sampai ke jalan. Petugas datang ke rumah.")
    both = "Warga menunggu lama. Antrean sampai ke jalan. Petugas datang ke rumah. Kini selesai dalam sehari."
    assert monday.area.input_value() == "Warga menunggu lama. Antrean sampai ke jalan. Kini selesai dalam sehari."
    monday.write(both).save()

    # Wednesday: his session ends while he writes; he signs in beside it and finishes.
    page = sign_in(budi)
    wednesday = Writer(page, monday.address).open(third)
    end_session(page)
    wednesday.write("Naskah yang tertahan.").told("Sesi berakhir")
    sign_in_again(page, budi)
    wednesday.save()
    for code in others:
        wednesday.open(code).write(f"Uraian {code}.").told("Tersimpan pukul")
    for kind in period.attachment_kinds.filter(is_required=True):
        page.goto(f"{monday.address}lampiran/{kind.code}/")
        page.set_input_files("[name=file]", pdf(pdfs.plain()))
        page.get_by_role("button", name="Unggah", exact=True).click()
        page.wait_for_url(monday.address)
    page.goto(f"{monday.address}periksa/")
    page.get_by_role("button", name="Kirim proposal").click()
    page.get_by_role("heading", name="Proposal terkirim").wait_for()

    written = {first: AS_KEPT, second: both, third: "Naskah yang tertahan."}
    written |= {code: f"Uraian {code}." for code in others}
    kept = AnswerRevision.objects.filter(answer__section__code=second).order_by("pk")
    assert SentVersion.objects.get().content["answers"] == written
    assert dict(Answer.objects.values_list("section__code", "text")) == written
    assert list(kept.values_list("text", "saved_by__name")) == [
        ("Warga menunggu lama. Antrean sampai ke jalan.", "Budi Operator"),
        ("Warga menunggu lama. Antrean sampai ke jalan. Petugas datang ke rumah.", "Sari Operator"),
        (both, "Budi Operator"),
    ]
    assert Proposal.objects.get().number.endswith("-0001")
