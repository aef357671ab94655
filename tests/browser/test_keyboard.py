"""The two journeys without a mouse: reached by Tab, pressed by Enter or Space, chosen by the arrows."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from judging import actions as judging
from judging.models import Assignment
from kipp.accounts.models import Role
from proposals.models import Proposal
from skm.models import Response
from tests.browser import worlds
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.competitions import close_now
from tests.factories.judging import assign_everyone, hand_in_all, marks
from tests.factories.proposals import fill, make_draft, make_sent, make_verified
from tests.factories.skm import make_open_survey
from tests.files import pdfs
from tests.servers import next_page

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]

MOST_STOPS = 120
# A ring at least two pixels wide, and nothing over the middle of what has the focus (WCAG 2.2, 2.4.7 and 2.4.11).
SEEN = """async () => {
  const element = document.activeElement, style = getComputedStyle(element);
  if (element.type === "file") return true; // its ring is the browser's own
  // The browser scrolls to what has the focus some frames later; a busy machine draws few of them.
  const last = performance.now() + 10000;
  while (performance.now() < last) {
    const box = element.getClientRects()[0];
    const over = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height, 40) / 2);
    const free = over && (element.contains(over) || over.contains(element));
    if (free) return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    await new Promise(done => setTimeout(done, 20));
  }
  return false;
}"""


class Keyboard:
    """Hands that never leave the keys."""

    def __init__(self, page: Page, address: str):
        self.page, self.address = page, address
        self.keys = page.keyboard
        self.unseen: list[str] = []

    def reach(self, target: Locator) -> None:
        """Press Tab until the target has the focus; note each stop that cannot be seen."""
        target.first.wait_for(state="attached")
        for _ in range(MOST_STOPS):
            self.keys.press("Tab")
            if not self.page.evaluate(SEEN):
                self.unseen.append(self.page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
            if target.first.evaluate("element => element === document.activeElement"):
                return
        raise AssertionError(f"Tab never came to {target}")

    def follow(self, name: str | re.Pattern) -> None:
        self._leave(self.page.get_by_role("main").get_by_role("link", name=name), "Enter")

    def press(self, name: str) -> None:
        self._leave(self.page.get_by_role("button", name=name, exact=True), "Enter")

    def _leave(self, target: Locator, key: str) -> None:
        self.reach(target)
        with next_page(self.page):
            self.keys.press(key)

    def type(self, name: str, text: str) -> None:
        self.reach(self.page.locator(f"[name={name}]:not([type=hidden])"))
        self.keys.type(text)

    def choose(self, name: str, steps: int = 0) -> None:
        """Mark the first of a group, then go down so many steps."""
        self.reach(self.page.locator(f"[name={name}]"))
        self.keys.press("Space")
        for _ in range(steps):
            self.keys.press("ArrowDown")

    def move(self, name: str, steps: int) -> None:
        """From what is marked in a group go down so many steps; after the last comes the first."""
        self.reach(self.page.locator(f"[name={name}]:checked"))
        for _ in range(steps):
            self.keys.press("ArrowDown")

    def sign_in(self, user) -> None:
        self.page.goto(f"{self.address}/akun/masuk/")
        self.type("login", user.email)
        self.type("password", PASSWORD)
        with next_page(self.page):
            self.keys.press("Enter")
        self.page.wait_for_url(f"{self.address}/")


@pytest.fixture
def keyboard(sign_in, live_server):
    def keyboard(user=None) -> Keyboard:
        hands = Keyboard(sign_in(viewport={"width": 1280, "height": 800}), live_server.url)
        if user:
            hands.sign_in(user)
        return hands

    return keyboard


def test_an_operator_writes_a_proposal(keyboard):
    cast = worlds.people()
    worlds.opened(cast)
    hands = keyboard(cast["operator"])

    hands.follow("Cek kelayakan dan buat proposal")
    hands.type("title", "Sapa Rumah Warga")
    hands.type("category", "Kes")
    hands.type("implemented_on_hari", "5")
    hands.type("implemented_on_bulan", "Jan")
    hands.type("implemented_on_tahun", "2020")
    hands.press("Cek kelayakan")
    hands.press("Lanjutkan isi proposal")
    hands.follow(re.compile("Ringkasan"))
    hands.type("text", "Dokumen diantar ke rumah.")
    hands.choose("is_done")
    hands.press("Simpan draf")
    expect(hands.page.locator(".pemberitahuan").first).to_contain_text("tersimpan pukul")
    hands.follow("Surat Pernyataan Implementasi")
    chooser = hands.page.locator("input[type=file]")
    hands.reach(chooser)
    chooser.set_input_files({"name": "surat.pdf", "mimeType": "application/pdf", "buffer": pdfs.plain()})
    hands.press("Unggah")

    proposal = Proposal.objects.get()
    assert proposal.innovation.title == "Sapa Rumah Warga"
    assert (proposal.answers.get().text, proposal.answers.get().is_done) == ("Dokumen diantar ke rumah.", True)
    assert proposal.attachments.get().name == "surat.pdf"
    assert hands.unseen == []


def test_an_operator_sends_a_proposal(keyboard):
    cast = worlds.people()
    draft = fill(make_draft(by=cast["operator"], period=worlds.opened(cast)), by=cast["operator"])
    hands = keyboard(cast["operator"])

    hands.page.goto(f"{hands.address}/proposal/{draft.pk}/")
    hands.follow("Periksa dan kirim")
    hands.press("Kirim proposal")

    expect(hands.page.get_by_role("heading", name="Proposal terkirim")).to_be_visible()
    draft.refresh_from_db()
    assert (draft.status, hands.unseen) == ("submitted", [])


def test_an_organiser_verifies(keyboard):
    cast = worlds.people()
    sent = make_sent(by=cast["operator"], period=worlds.opened(cast), title="Antar Dokumen ke Rumah")
    hands = keyboard(cast["organiser"])

    hands.page.goto(f"{hands.address}/meja/proposal/")
    hands.follow("Antar Dokumen ke Rumah")
    hands.press("Sesuai semua yang terhitung memenuhi")
    hands.move("nilai_start_evidence", 1)
    hands.type("catatan_start_evidence", "Lampiran 1")
    for rule in ("theme", "substance"):
        hands.move(f"nilai_{rule}", 1)
    hands.press("Simpan pemeriksaan")
    hands.choose("decision")
    hands.press("Simpan putusan")
    hands.page.goto(f"{hands.address}/meja/putusan/")
    hands.press("Sampaikan putusan yang dicentang")

    sent.refresh_from_db()
    assert (sent.status, hands.unseen) == ("verified", [])


def test_a_judge_scores_and_goes_on(keyboard):
    cast = worlds.scoring()
    hands = keyboard(cast["judge"])
    waiting = Assignment.objects.filter(judge=cast["judge"]).outstanding().count()

    hands.page.goto(f"{hands.address}/tugas/")
    hands.follow("Nilai proposal berikutnya")
    for criterion in Assignment.objects.first().round.criteria.order_by("order", "pk"):
        hands.choose(f"titik_{criterion.code}", steps=3)
    with next_page(hands.page):
        hands.keys.press("Control+Enter")

    expect(hands.page.locator(".pemberitahuan").first).to_contain_text("terkirim")
    assert Assignment.objects.filter(judge=cast["judge"]).outstanding().count() == waiting - 1
    assert hands.unseen == []


def test_two_organisers_close_the_judging_and_announce(keyboard):
    cast = worlds.people()
    period = worlds.opened(cast)
    make_verified(by=cast["operator"], period=period, organiser=cast["organiser"])
    close_now(period)
    assign_everyone(period, by=cast["organiser"])
    judging.start_judging(period, by=cast["organiser"])
    hand_in_all(period, lambda task: marks(80))
    colleague = UserFactory(role=Role.ORGANISER)
    hands = keyboard(cast["organiser"])

    take(
        hands,
        ("Tutup penilaian", "Tutup penilaian dan bekukan peringkat"),
        ("Umumkan hasil", "Usulkan pengumuman"),
    )
    other_hands = keyboard(colleague)
    take(other_hands, ("Umumkan hasil", "Setujui dan umumkan"))

    period.refresh_from_db()
    assert (period.status, hands.unseen, other_hands.unseen) == ("announced", [], [])


def take(hands, *steps):
    for link, button in steps:
        hands.page.goto(f"{hands.address}/penilaian/")
        hands.follow(link)
        hands.press(button)


def test_a_citizen_answers(keyboard):
    cast = worlds.people()
    survey = make_open_survey(by=cast["operator"], agency=cast["operator"].agency)
    hands = keyboard()

    hands.page.goto(f"{hands.address}/s/{survey.code}/")
    for question in range(9):
        hands.reach(hands.page.locator("fieldset").nth(question).get_by_role("radio"))
        hands.keys.press("Space")
        hands.keys.press("ArrowDown")
    hands.press("Kirim jawaban")

    expect(hands.page.get_by_role("heading", level=1)).to_contain_text("Terima kasih")
    assert Response.objects.get().persyaratan == 2
    assert hands.unseen == []


def test_what_cannot_be_seen_is_noticed(sign_in, live_server):
    page = sign_in()
    page.set_content("<a id=a href=/>satu</a><style>a:focus { outline: none }</style>")
    hands = Keyboard(page, live_server.url)

    hands.reach(page.locator("#a"))

    assert hands.unseen == ['<a id="a" href="/">satu</a>']
