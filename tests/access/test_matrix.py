"""Ask every URL as every role, with own and foreign objects, by GET and POST."""

import logging
from http.cookies import SimpleCookie

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from kipp.access import Guarded
from tests.access.matrix import ROLES, all_names, resolved, stale, unlisted
from tests.access.world import ROWS, label, make_things, visitors

MOST_QUERIES = 25  # of one page
pytestmark = pytest.mark.django_db


def own_names():
    return set(all_names(get_resolver().url_patterns))


def asked(row, clients, things):
    """Ask as every role and return each status and number of queries.

    Whatever an answer changed is undone before the next one asks.
    """
    name, kwargs, _, method = row
    url = reverse(name, kwargs=resolved(kwargs, things))
    answers, queries = {}, {}
    for role, client in clients.items():
        signed_in = {name: morsel.value for name, morsel in client.cookies.items()}
        with transaction.atomic(), CaptureQueriesContext(connection) as captured:
            answers[role] = getattr(client, method)(url).status_code
            queries[role] = len(captured)
            transaction.set_rollback(True)
        client.cookies = SimpleCookie(signed_in)
    return answers, queries


def test_each_role_gets_what_the_rows_say(cast, caplog):
    caplog.set_level(logging.CRITICAL, "django.request")
    things = make_things(cast)
    clients = visitors(cast)
    wrong, costly = {}, {}
    for row in ROWS:
        answers, queries = asked(row, clients, things)
        if row[3] == "get" and max(queries.values()) > MOST_QUERIES:
            costly[label(row)] = queries
        if answers != row[2]:
            wrong[label(row)] = {
                role: (row[2].get(role), answers[role]) for role in ROLES if row[2].get(role) != answers[role]
            }

    assert wrong == {}, "\n".join(f"{row}: {cells}" for row, cells in wrong.items())
    assert costly == {}
    assert len(ROWS) * len(ROLES) > 1000


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
