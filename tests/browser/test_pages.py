"""Every page that a role can reach by links: accessible, quiet, and no wider than the screen."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import worlds
from tests.browser.screenshots import WIDTHS, crawl

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(400)]

NARROWEST = 320  # WCAG 2.2, 1.4.10 reflow
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
PUBLIC = re.compile(r"/(hasil|ikm|keaslian|survei/cari)/|/akun/kata-sandi/lupa/")
LIKE_BEFORE = re.compile(r"/(akun|pengguna|survei|periode/baru|meja|satu-instansi-satu-inovasi)/")
# World, who looks, pages that are no different from what another row looks at, and how many pages there are at least.
SEEN_BY = [
    (worlds.registering, "operator", [PUBLIC], 14),
    (worlds.registering, "organiser", [PUBLIC], 15),
    (worlds.scoring, "judge", [PUBLIC], 5),
    (worlds.scoring, "organiser", [PUBLIC, LIKE_BEFORE], 8),
    (worlds.announced, "visitor", [], 10),
    (worlds.announced, "operator", [PUBLIC, LIKE_BEFORE], 5),
    (worlds.announced, "organiser", [PUBLIC, LIKE_BEFORE], 6),
]
FAULTY = """<!doctype html><html lang="id"><head><title>Uji</title></head><body><main><h1>Uji</h1>
<p style="color: #bbb; background: #fff">samar</p><input type="text">
<table><tr><td>{}</td></tr></table></main></body></html>"""


def violations(page) -> list[str]:
    """What axe finds, in short: rule and the elements."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


def too_wide(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def faults_of(page, path: str) -> list[str]:
    """Look at the open page at every width."""
    faults = []
    page.set_viewport_size({"width": NARROWEST, "height": 800})
    if too_wide(page):
        faults.append(f"{path} is wider than {NARROWEST} px")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        faults += [f"{path} at {width} px: {violation}" for violation in violations(page)]
    return faults


@pytest.mark.parametrize(
    ("world", "role", "elsewhere", "least"),
    SEEN_BY,
    ids=[f"{role} while {world.__name__}" for world, role, *_ in SEEN_BY],
)
def test_pages_are_accessible_and_quiet(world, role, elsewhere, least, sign_in, live_server, complaints):
    cast = world()
    page = sign_in(cast[role])
    seen, faults = [], []

    for path in crawl(page, live_server.url, start=["/", *cast["unlinked"].get(role, [])]):
        if not any(pattern.match(path) for pattern in elsewhere):
            seen.append(path)
            faults += faults_of(page, path)

    assert faults == []
    assert complaints == []
    assert len(seen) >= least, seen


def test_the_look_finds_what_is_planted(page):
    page.set_content(FAULTY.format("lebar" * 200))

    rules = {violation.split(":")[0] for violation in violations(page)}

    assert (rules, too_wide(page)) == ({"color-contrast", "label"}, True)
