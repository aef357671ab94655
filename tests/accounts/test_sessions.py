"""A session ends when it has long been idle, and in any case after twelve hours."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from tests.factories.accounts import PASSWORD

pytestmark = pytest.mark.django_db

MORNING = datetime(2024, 6, 3, 1, 0, tzinfo=UTC)
PAGE = "/dokumen/"
SENTENCE = "Sesi berakhir karena lama tidak dipakai. Masuk kembali untuk melanjutkan."


def statuses(client, user, minutes):
    """Sign in, then look at a page after so many minutes each time; return what was answered."""
    answers = []
    with time_machine.travel(MORNING, tick=False) as clock:
        client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
        for wait in minutes:
            clock.shift(timedelta(minutes=wait))
            answers.append(client.get(PAGE).status_code)
    return answers


@pytest.mark.parametrize(
    ("who", "minutes", "expected"),
    [
        ("organiser", [29, 29, 29], [200, 200, 200]),
        ("organiser", [31], [302]),
        ("organiser", [29, 31], [200, 302]),
        ("judge", [31], [302]),
        ("operator", [31, 200, 479], [200, 200, 200]),
        ("operator", [481], [302]),
        ("operator", [400, 321], [200, 302]),
        ("organiser", [25] * 29, [200] * 28 + [302]),
    ],
    ids=["busy", "idle", "idle later", "judge", "operator", "operator idle", "12 hours", "12 hours, busy"],
)
def test_how_long_a_session_lasts(client, request, who, minutes, expected):
    assert statuses(client, request.getfixturevalue(who), minutes) == expected


def test_who_was_away_is_told_and_led_back(client, organiser):
    assert statuses(client, organiser, [31]) == [302]

    with time_machine.travel(MORNING + timedelta(minutes=31)):
        page = client.get(f"{reverse('account_login')}?next={PAGE}").content.decode()

    assert SENTENCE in page


def test_session_that_ended_is_gone(client, organiser):
    with time_machine.travel(MORNING, tick=False) as clock:
        client.post(reverse("account_login"), {"login": organiser.email, "password": PASSWORD})
        old = client.cookies["sessionid"].value
        clock.shift(timedelta(minutes=31))
        client.get(PAGE)
        client.cookies["sessionid"] = old

        assert client.get(PAGE).status_code == 302


@pytest.mark.parametrize("value", [None, "1717376400", "9999999999:abc:def"], ids=["left out", "unsigned", "forged"])
def test_cookie_left_out_or_forged_gains_nothing(client, organiser, value):
    with time_machine.travel(MORNING, tick=False) as clock:
        client.post(reverse("account_login"), {"login": organiser.email, "password": PASSWORD})
        clock.shift(timedelta(minutes=31))
        if value is None:
            del client.cookies["kipp_seen"]
        else:
            client.cookies["kipp_seen"] = value

        assert client.get(PAGE).status_code == 302


def test_cookie_of_another_session_gains_nothing(client, organiser, judge):
    other = client.__class__()
    with time_machine.travel(MORNING, tick=False) as clock:
        client.post(reverse("account_login"), {"login": organiser.email, "password": PASSWORD})
        clock.shift(timedelta(minutes=31))
        other.post(reverse("account_login"), {"login": judge.email, "password": PASSWORD})
        client.cookies["kipp_seen"] = other.cookies["kipp_seen"].value

        assert client.get(PAGE).status_code == 302


def test_cookie_is_kept_from_scripts(client, organiser):
    client.post(reverse("account_login"), {"login": organiser.email, "password": PASSWORD})

    cookie = client.cookies["kipp_seen"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_idle_sign_out_keeps_what_the_browser_has_typed(client, organiser):
    with time_machine.travel(MORNING, tick=False) as clock:
        client.post(reverse("account_login"), {"login": organiser.email, "password": PASSWORD})
        clock.shift(timedelta(minutes=31))

        assert "Clear-Site-Data" not in client.get(PAGE)
