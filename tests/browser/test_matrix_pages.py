"""Every page of the access matrix as everyone who gets it: no barrier, no complaint, nothing too wide or too small."""

import logging
import re

import pytest
from django.conf import settings
from django.urls import reverse

from tests.access import rows_account, rows_judging, rows_kipp, rows_proposals, rows_skm
from tests.access.matrix import resolved
from tests.access.world import ROWS_OF, label, make_things, visitors
from tests.browser.conftest import bring_session
from tests.browser.looking import AXE_SCRIPT, BY_PLACE, axe, faults_of, small_targets, too_wide
from tests.servers import next_page

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(1200)]

# The rows of an area, and how many pages it has at least: a look that finds nothing to look at is no look.
# None takes so long that the others have ended and a core is idle.
HALF = len(ROWS_OF[rows_proposals]) // 2
AREAS = {
    "account": (ROWS_OF[rows_account], 10),
    # The gallery is looked at in full by a file of its own.
    "house": ([row for row in ROWS_OF[rows_kipp] if not row[0].startswith("gallery")], 10),
    "proposals": (ROWS_OF[rows_proposals][:HALF], 20),
    "more of proposals": (ROWS_OF[rows_proposals][HALF:], 20),
    "judging": (ROWS_OF[rows_judging], 10),
    "survey": (ROWS_OF[rows_skm], 10),
}
PASS = "x" * 32  # what a form brings to show that it came from our own page
ANSWERS = {"get": (200, 410), "post": (422, 410)}
REFUSED = re.compile(r"status of (403|404|410|422) ")  # a page, and the browser notes its status
# Words, passes and addresses of rows: a page is built the same whichever row it is about.
PARTS_THAT_VARY = re.compile(
    r'(?<=>)[^<]+(?=<)|value="[\w-]{32,}"|"X-CSRFToken": "\w+"|(?<=/)(?:\d+|[0-9a-f-]{36})(?=/)|(?<=value=")\d+(?=")'
)
MAIN = re.compile(r"<main.*</main>", re.DOTALL)
POST = """([address, pass]) => {
  const form = document.createElement("form");
  form.method = "post"; form.action = address;
  const field = document.createElement("input");
  field.type = "hidden"; field.name = "csrfmiddlewaretoken"; field.value = pass;
  form.append(field); document.body.append(form); form.submit();
}"""
FAULTY = """<!doctype html><html lang="id"><head><title>Uji</title><style>
* {{ box-sizing: border-box; }} a, button, input {{ display: block; width: 100px; height: 44px; }}</style></head><body>
<main><h1>Uji</h1><p style="color: #bbb; background: #fff">samar</p><input type="text" name="a">
<button style="height: 43px">Kirim</button><a href="/a" style="height: 23px">Daftar</a><a href="/b">Daftar</a>
<p>Baca <a href="/c" style="display: inline">aturan</a> dahulu.</p>
<table><tr><td>{}</td></tr></table></main></body></html>"""
ON_PHONE = "<link rel='stylesheet' href='survei.css'></head>"


def asked(role, rows) -> list[tuple]:
    """The rows that answer this role with a page of its own: also a form sent empty, what is gone, and one refusal."""
    answered = [row for row in rows if row[2][role] in ANSWERS[row[3]]]
    gets = {row[2][role]: row for row in rows if row[3] == "get"}
    return answered + [gets[status] for status in (403, 404) if status in gets]


def browser_of(client, new_context, live_server):
    """A browser that is signed in as the client is."""
    context = new_context()
    bring_session(client, context, live_server.url, **{settings.CSRF_COOKIE_NAME: PASS})
    return context


def main_part(context, url, method) -> str:
    """How the page is built, without what differs between two rows; nothing when it is no page."""
    if method == "get":
        answer = context.request.get(url)
    else:
        answer = context.request.post(url, form={"csrfmiddlewaretoken": PASS})
    found = MAIN.search(answer.text()) if answer.headers["content-type"].startswith("text/html") else None
    return PARTS_THAT_VARY.sub("", found[0]) if found else ""


def open_page(page, url, method, live_server):
    if method == "get":
        page.goto(url)
    else:
        page.goto(f"{live_server.url}/keaslian/")
        with next_page(page):
            page.evaluate(POST, [url, PASS])


@pytest.mark.parametrize("area", AREAS)
def test_pages_of_the_matrix_are_accessible_and_quiet(area, cast, new_context, live_server, complaints, caplog):
    """What is built the same for two roles is looked at as the first of them.

    Contrast, which takes longer than all else, is asked at one width: colours belong to the components, and the
    gallery asks it of each of them at every width.
    """
    caplog.set_level(logging.CRITICAL, "django.request")
    things = make_things(cast)
    rows, least = AREAS[area]
    seen, faults = set(), {}
    for role, client in visitors(cast).items():
        context = browser_of(client, new_context, live_server)
        page = context.new_page()
        complaints.listen_to(page)
        for row in asked(role, rows):
            name, kwargs, _, method = row
            url = live_server.url + reverse(name, kwargs=resolved(kwargs, things))
            part = main_part(context, url, method)
            if part and part not in seen:
                seen.add(part)
                open_page(page, url, method, live_server)
                for fault in faults_of(page, again=BY_PLACE):
                    faults.setdefault(fault, f"{label(row)} as {role}")

    assert faults == {}, "\n".join(f"{where} {fault}" for fault, where in faults.items())
    assert [complaint for complaint in complaints if not REFUSED.search(complaint)] == []
    assert len(seen) >= least


def test_the_look_finds_what_is_planted(page):
    page.set_content(FAULTY.format("lebar" * 200))
    page.evaluate(AXE_SCRIPT)

    rules = {violation.split(":")[0] for violation in axe(page)}

    assert (rules, too_wide(page)) == ({"color-contrast", "label", "target-size"}, True)
    assert small_targets(page) == [
        '100 x 43 px, 44 wanted: <button style="height: 43px">Kirim</button>',
        '100 x 23 px, 24 wanted: <a href="/a" style="height: 23px">Daftar</a>',
    ]


def test_the_survey_must_be_larger(page):
    page.set_content(FAULTY.format("").replace("</head>", ON_PHONE))

    assert small_targets(page) == [
        '100 x 44 px, 52 wanted: <input type="text" name="a">',
        '100 x 43 px, 52 wanted: <button style="height: 43px">Kirim</button>',
        '100 x 23 px, 24 wanted: <a href="/a" style="height: 23px">Daftar</a>',
    ]
