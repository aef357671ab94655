"""Ask every URL as every role, with own and foreign objects, by GET and POST."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse

from kipp.access import Guarded
from tests.access import rows_judging, rows_kipp, rows_proposals, rows_skm
from tests.access.matrix import ROLES, all_names, resolved, stale, unlisted
from tests.access.third_party import THIRD_PARTY

pytestmark = pytest.mark.django_db

ROWS = [*rows_kipp.ROWS, *rows_proposals.ROWS, *rows_judging.ROWS, *rows_skm.ROWS]


def own_names():
    return set(all_names(get_resolver().url_patterns)) - THIRD_PARTY


@pytest.fixture
def world(organiser, operator, other_operator, judge, other_judge):
    cast = {
        "organiser": organiser,
        "operator": operator,
        "other_operator": other_operator,
        "judge": judge,
        "other_judge": other_judge,
    }
    things = {}
    for rows in (rows_kipp, rows_proposals, rows_judging, rows_skm):
        build = next(value for name, value in vars(rows).items() if name.startswith("build_"))
        things |= build(cast)
    return cast, things


def label(row):
    name, kwargs, _, method = row
    return f"{method} {name} {' '.join(str(value) for value in kwargs.values())}".strip()


def asked(row, cast, things):
    """Ask as every role; whatever an answer changed is undone before the next one asks."""
    name, kwargs, _, method = row
    url = reverse(name, kwargs=resolved(kwargs, things))
    answers = {}
    for role in ROLES:
        client = Client()
        with transaction.atomic():
            if role != "anonymous":
                client.force_login(cast[role])
            answers[role] = getattr(client, method)(url).status_code
            transaction.set_rollback(True)
    return answers


def test_each_role_gets_what_the_rows_say(world):
    wrong = {}
    for row in ROWS:
        answers = asked(row, *world)
        if answers != row[2]:
            wrong[label(row)] = {
                role: (row[2].get(role), answers[role]) for role in ROLES if row[2].get(role) != answers[role]
            }

    assert wrong == {}
    assert len(ROWS) * len(ROLES) > 500


def test_every_url_is_asked_by_get_and_post():
    assert unlisted(own_names(), ROWS) == set()


def test_no_row_asks_about_a_url_that_is_gone():
    assert stale(own_names(), ROWS) == set()


def test_third_party_list_names_exactly_the_urls_of_the_login_library():
    assert THIRD_PARTY - set(all_names(get_resolver().url_patterns)) == set()


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
        if not pattern.lookup_str.startswith("allauth.")
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
