"""Pictures of every page for every role at three widths, to be looked at by people.

    python -m tests.browser.screenshots OUTDIR --address http://127.0.0.1:8000 --password … \
        --organiser E-MAIL --operator E-MAIL --judge E-MAIL

The pages are found by following links from each role's home, one of each shape of address.
"""

import argparse
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, sync_playwright

from kipp import bootstrap

WIDTHS = (360, 768, 1280)
ROLES = ("visitor", "operator", "judge", "organiser")
NEVER = re.compile(r"/unduh/|/akun/keluar/")
PARTS = re.compile(r"(?<=/)(\d+|[0-9a-f-]{36}|[0-9A-Z]{5,10})(?=/)|(?<=/bagian/)[a-z_]+|(?<=/lampiran/)[a-z_]+")


def shape(path: str) -> str:
    """The address without numbers, codes and names of parts: pages of one shape look alike."""
    return PARTS.sub("x", path)


def crawl(page: Page, address: str, *, start: Sequence[str] = ("/",), limit: int = 60) -> Iterator[str]:
    """Visit one page of each shape, breadth first; yields when the page is open."""
    waiting, known = list(start), {shape(path) for path in start}
    while waiting and limit:
        path = waiting.pop(0)
        page.goto(address + path)
        limit -= 1
        yield path
        for link in page.locator("a[href]").evaluate_all("links => links.map(link => link.href)"):
            parts = urlsplit(link)
            if link.startswith(address) and not NEVER.search(parts.path) and shape(parts.path) not in known:
                known.add(shape(parts.path))
                waiting.append(parts.path)


def log_in(page: Page, address: str, email: str, password: str) -> None:
    page.goto(f"{address}/akun/masuk/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", password)
    page.click("main button[type=submit]")
    page.wait_for_url(f"{address}/")


def picture(page: Page, folder: Path, name: str) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--address", default="http://127.0.0.1:8000")
    parser.add_argument("--password", required=True)
    for role in ROLES[1:]:
        parser.add_argument(f"--{role}", metavar="E-MAIL")
    wanted = parser.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=bootstrap.browser(), args=["--no-sandbox"])
        for role in ROLES:
            email = getattr(wanted, role, None)
            if role != "visitor" and not email:
                continue
            page = browser.new_context(locale="id-ID").new_page()
            if email:
                log_in(page, wanted.address, email, wanted.password)
            for path in crawl(page, wanted.address):
                name = re.sub(r"[^a-z0-9]+", "-", shape(path).lower()).strip("-") or "beranda"
                picture(page, wanted.folder, f"{role}-{name}")
        browser.close()


if __name__ == "__main__":
    main()
