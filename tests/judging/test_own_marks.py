"""A judge sees how the own totals of a round lie once the last of them is handed in, and nothing of others."""

import re

import pytest
from django.test import Client

from judging import actions
from judging.models import Assignment
from tests.factories.judging import hand_in_all, judged_period, marks

pytestmark = pytest.mark.django_db
HEADING = "Nilai lembar Anda"


def shown(user):
    client = Client()
    client.force_login(user)
    response = client.get("/tugas/")
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_own_totals_are_shown_after_the_last_own_sheet(open_period, organiser, judge, other_judge):
    judged_period(open_period, by=organiser, proposals=4, judges=[judge, other_judge])
    *tasks, recused, last = Assignment.objects.filter(judge=judge).named().order_by("order")
    for task, value in zip(tasks, (61, "78.25"), strict=True):
        actions.hand_in(task, by=judge, version=1, marks=marks(value))
    actions.recuse(recused, by=judge, reason="Kerabat.")

    assert HEADING not in shown(judge)
    actions.hand_in(last, by=judge, version=1, marks=marks(100, 90, 90, 90, 90))
    before = shown(judge)
    hand_in_all(open_period, 42)

    assert "Terendah 61,00 Nilai tengah 78,25 Tertinggi 91,50" in before
    assert re.findall(r"(\d\d,00–\d\d,99) (\d)(?= )", before.partition("Lihat tabel data")[2]) == [
        ("60,00–64,99", "1"),
        ("65,00–69,99", "0"),
        ("70,00–74,99", "0"),
        ("75,00–79,99", "1"),
        ("80,00–84,99", "0"),
        ("85,00–89,99", "0"),
        ("90,00–94,99", "1"),
    ]
    assert shown(judge) == before
    assert "42,00" in shown(other_judge)
    actions.close_judging(open_period, by=organiser)
    assert "Terendah 61,00 Nilai tengah 78,25 Tertinggi 91,50" in shown(judge)


def test_nothing_is_shown_to_who_judged_nothing(open_period, organiser, judge, other_judge):
    judged_period(open_period, by=organiser, proposals=1, judges=[judge, other_judge])
    actions.recuse(Assignment.objects.named().get(judge=judge), by=judge, reason="Kerabat.")

    assert HEADING not in shown(judge)
