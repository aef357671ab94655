"""Forms with something missing: a summary that takes the focus, links that lead to the fields, no new barrier."""

import pytest

from tests.browser import worlds
from tests.browser.looking import AXE_SCRIPT, axe
from tests.servers import next_page

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]

REGISTERING = [
    ("visitor", "/akun/masuk/", "Masuk"),
    ("visitor", "/akun/kata-sandi/lupa/", "Kirim tautan"),
    ("visitor", "/survei/cari/", "Lanjutkan"),
    ("operator", "/proposal/baru/", "Cek kelayakan"),
    ("operator", "/survei/layanan/baru/", "Simpan layanan"),
    ("operator", "/survei/baru/", "Simpan survei"),
    ("organiser", "/periode/baru/", "Simpan periode"),
    ("organiser", "/pengguna/undang/", "Kirim undangan"),
    ("organiser", "/survei/periode/baru/", "Simpan periode"),
]


def summary_of(page) -> dict:
    """What the error summary is worth to somebody who cannot see it."""
    summary = page.locator(".galat-ringkas")
    links = summary.locator("a")
    page.evaluate(AXE_SCRIPT)
    targets = links.evaluate_all("links => links.filter(link => !document.querySelector(link.hash)).map(a => a.hash)")
    return {
        "title": page.title().startswith("Galat: "),
        "focused": summary.evaluate("summary => summary === document.activeElement"),
        "links": links.count() > 0,
        "lead nowhere": targets,
        "violations": axe(page),
    }


GOOD = {"title": True, "focused": True, "links": True, "lead nowhere": [], "violations": []}


@pytest.mark.parametrize("role", ["visitor", "operator", "organiser"])
def test_an_empty_form_says_what_is_missing(role, sign_in, live_server):
    page = sign_in(worlds.registering()[role], viewport={"width": 360, "height": 800})
    found = {}

    for _, path, button in filter(lambda row: row[0] == role, REGISTERING):
        page.goto(live_server.url + path)
        with next_page(page):
            page.get_by_role("button", name=button, exact=True).click()
        found[path] = summary_of(page)

    assert found == dict.fromkeys(found, GOOD)


def test_an_empty_survey_says_what_is_missing(sign_in, live_server):
    (address, _) = worlds.registering()["unlinked"]["visitor"]
    page = sign_in(viewport={"width": 360, "height": 800})

    page.goto(live_server.url + address)
    with next_page(page):
        page.get_by_role("button", name="Kirim jawaban").click()

    assert summary_of(page) == GOOD


def test_an_empty_score_sheet_says_what_is_missing(sign_in, live_server):
    page = sign_in(worlds.scoring()["judge"], viewport={"width": 1280, "height": 800})

    page.goto(f"{live_server.url}/tugas/")
    with next_page(page):
        page.get_by_role("link", name="Nilai proposal berikutnya").click()
    with next_page(page):
        page.get_by_role("button", name="Kirim dan lanjut").click()

    assert summary_of(page) == GOOD
