"""Ask every URL as every role, with own and foreign objects, by GET and POST, and read what comes."""

import logging
from http.cookies import SimpleCookie

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from kipp.access import Guarded
from kipp.jobs.models import Mail
from tests.access.matrix import ROLES, all_names, resolved, stale, unlisted
from tests.access.world import ROWS, label, make_things, visitors
from tests.kipp.stacked import filled_tables, unlabelled
from tests.language.english import findings, read

MOST_QUERIES = 25  # of one page
HTML = "text/html"
# The other two see the same pages as their like, or less of them.
READERS = ("anonymous", "organiser", "operator", "judge")
REFUSALS = {403, 404, 405}
pytestmark = pytest.mark.django_db


def own_names():
    return set(all_names(get_resolver().url_patterns))


def ask(row, client, things):
    """What one person gets: the answer, its number of queries, the pages and mails that come of it.

    Whatever the answer changed is undone before the next one asks.
    """
    name, kwargs, _, method = row
    url = reverse(name, kwargs=resolved(kwargs, things))
    signed_in = {name: morsel.value for name, morsel in client.cookies.items()}
    with transaction.atomic():
        before = list(Mail.objects.values_list("pk", flat=True))
        with CaptureQueriesContext(connection) as captured:
            response = getattr(client, method)(url)
        shown = [response]
        if method == "post" and response.status_code == 302:
            shown.append(client.get(response["Location"]))
        pages = [page.content.decode() for page in shown if page.headers.get("content-type", "").startswith(HTML)]
        mails = [text for mail in Mail.objects.exclude(pk__in=before).values_list("subject", "body") for text in mail]
        transaction.set_rollback(True)
    client.cookies = SimpleCookie(signed_in)
    return response.status_code, len(captured), pages, mails


class Read:
    """Which words of the pages and mails are English, and which cells of stacking tables say no head."""

    def __init__(self):
        self.refused, self.texts, self.faults, self.tables = set(), set(), {}, 0

    def take(self, where, role, status, pages, mails):
        """A refusal looks the same everywhere: each sort is read once. The others see the pages of their like."""
        if role not in READERS or (status in REFUSALS and (role, status) in self.refused):
            return
        self.refused.add((role, status))
        pieces = {*mails, *(text for page in pages for text in read(page))} - self.texts
        self.texts |= pieces
        self.faults |= dict.fromkeys(findings(pieces), where)
        for page in pages:
            self.tables += filled_tables(page)
            self.faults |= dict.fromkeys(map(str, unlabelled(page)), where)


def test_each_role_gets_what_the_rows_say_in_indonesian(cast, caplog, settings):
    caplog.set_level(logging.CRITICAL, "django.request")
    settings.EMAIL_BACKEND = "kipp.jobs.mail.OutboxBackend"
    things = make_things(cast)
    clients = visitors(cast)
    wrong, costly, reading = {}, {}, Read()
    for row in ROWS:
        for role, client in clients.items():
            where = f"{label(row)} as {role}"
            status, queries, pages, mails = ask(row, client, things)
            reading.take(where, role, status, pages, mails)
            if row[3] == "get" and queries > MOST_QUERIES:
                costly[where] = queries
            if status != row[2].get(role):
                wrong[where] = (row[2].get(role), status)

    assert wrong == {}, "\n".join(f"{where}: {cells}" for where, cells in wrong.items())
    assert costly == {}
    assert reading.faults == {}, "\n".join(f"{where}: {fault}" for fault, where in reading.faults.items())
    assert (len(ROWS) * len(ROLES) > 1000, len(reading.texts) > 1000, reading.tables > 20) == (True, True, True)


def test_every_url_is_asked_by_get_and_post():
    assert unlisted(own_names(), ROWS) == set()


def test_no_row_asks_about_a_url_that_is_gone():
    assert stale(own_names(), ROWS) == set()


def test_matrix_finds_an_unlisted_url_and_a_stale_row():
    names = own_names()
    without_home = [row for row in ROWS if row[0] != "home"]

    assert unlisted(names, without_home) == {("home", "get"), ("home", "post")}
    assert stale(names - {"home"}, ROWS) == {"home"}


def views(patterns):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from views(pattern.url_patterns)
        else:
            yield pattern


def test_every_view_of_ours_is_guarded():
    unguarded = {
        pattern.lookup_str
        for pattern in views(get_resolver().url_patterns)
        if not pattern.lookup_str.startswith(("allauth.", "kipp.accounts.allauth"))
        and not issubclass(getattr(pattern.callback, "view_class", object), Guarded)
    }

    assert unguarded == set()


def test_a_deactivated_person_is_a_stranger_on_the_next_request(organiser):
    client = Client()
    client.force_login(organiser)
    url = reverse("accounts:user_list")
    before = client.get(url).status_code

    type(organiser).objects.filter(pk=organiser.pk).update(is_active=False)

    assert (before, client.get(url).status_code) == (200, 302)
