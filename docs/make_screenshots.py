"""Pictures for the README, taken from a running demonstration.

    .venv/bin/python -m docs.make_screenshots STAGE ADDRESS PASSWORD

STAGE is the one that the demonstration was made with: registration, judging or announced. Each gives its part of
the pictures. PASSWORD was printed when the demonstration was made.
"""

import io
import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from kipp import bootstrap

FOLDER = Path(__file__).with_name("screenshots")
LARGEST = 150_000  # bytes of one picture
DESKTOP, TALL, PHONE = (1280, 800), (1280, 1120), (360, 740)

ORGANISER = "anisa.wulandari@contoh.kotategal.example"
OPERATOR = "nurul.hidayati@contoh.kotategal.example"
JUDGE = "ningrum.astuti@contoh.kotategal.example"  # still reading at the stage of judging


def home(page: Page) -> None:
    page.goto("/")


def proposal(page: Page) -> None:
    page.goto("/proposal/")
    page.locator("main table a").first.click()


def eligibility(page: Page) -> None:
    """An innovation that began some days too late: registration closes two weeks after the demonstration was made."""
    page.goto("/proposal/baru/")
    page.get_by_label("Judul inovasi").fill("Antrean Obat dari Rumah")
    page.get_by_label("Kategori inovasi").select_option(label="Kesehatan")
    today = datetime.now(UTC).date()  # noqa: TID251 - this script knows no Django settings
    began = today + timedelta(days=14 - 365 + 12)
    page.get_by_label("Tanggal", exact=True).fill(str(began.day))
    page.get_by_label("Bulan", exact=True).select_option(str(began.month))
    page.get_by_label("Tahun", exact=True).fill(str(began.year))
    page.get_by_role("button", name="Cek kelayakan").click()


def desk(page: Page) -> None:
    page.goto("/meja/proposal/")


def sheet(page: Page) -> None:
    page.goto("/tugas/")
    page.get_by_role("link", name="Nilai proposal berikutnya").click()


def results(page: Page) -> None:
    page.goto("/hasil/")


def survey(page: Page) -> None:
    page.goto("/survei/")
    page.get_by_role("row").filter(has_text="Dibuka").get_by_role("link").first.click()
    code = re.search(r"/s/(\w+)/", page.content())
    page.goto(f"/s/{code[1]}/")


def index(page: Page) -> None:
    page.goto("/ikm/")
    page.locator("main table a").first.click()


class Picture(NamedTuple):
    stage: str
    name: str
    open: Callable[[Page], None]
    who: str | None = None
    size: tuple[int, int] = DESKTOP


PICTURES = (
    Picture("registration", "beranda", home),
    Picture("registration", "kelayakan", eligibility, OPERATOR),
    Picture("registration", "proposal", proposal, OPERATOR),
    Picture("judging", "meja", desk, ORGANISER, TALL),
    Picture("judging", "lembar-nilai", sheet, JUDGE, TALL),
    Picture("announced", "hasil", results),
    Picture("announced", "survei", survey, ORGANISER, PHONE),
    Picture("announced", "ikm", index, size=TALL),
)


def sign_in(page: Page, email: str, password: str) -> None:
    page.goto("/akun/masuk/")
    page.get_by_label("Alamat surel").fill(email)
    page.get_by_label("Kata sandi").fill(password)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url("**/")


def small(png: bytes) -> bytes:
    """The same picture with as many colours as fit into the size."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for colours in (256, 128, 64, 32, 16):
        out = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if out.tell() <= LARGEST:
            return out.getvalue()
    raise ValueError(f"no number of colours brings it under {LARGEST} bytes")


def main(stage: str, address: str, password: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=bootstrap.browser(), args=["--no-sandbox"])
        for picture in PICTURES:
            if picture.stage != stage:
                continue
            width, height = picture.size
            page = browser.new_page(base_url=address, locale="id-ID", viewport={"width": width, "height": height})
            if picture.who:
                sign_in(page, picture.who, password)
            picture.open(page)
            page.wait_for_load_state("networkidle")
            (FOLDER / f"{picture.name}.png").write_bytes(small(page.screenshot()))
            page.close()
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
