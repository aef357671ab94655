"""Another judge's sheet and a ranking that is not there yet; what pages show is held by tests/access/test_swaps.py."""

from decimal import Decimal

import pytest
from django.urls import reverse

from judging.models import Assignment
from judging.sheet import Mark
from tests.factories.judging import judged_period


@pytest.fixture
def judged(open_period, organiser, judge, other_judge):
    return judged_period(open_period, by=organiser, proposals=3, judges=[judge, other_judge])


def test_another_judges_sheet_does_not_exist(judged, judge, other_judge, client):
    task = Assignment.objects.filter(judge=other_judge).first()
    client.force_login(judge)

    for name in ("sheet", "recuse"):
        assert client.get(reverse(f"judging:{name}", args=[task.pk])).status_code == 404
    for name in ("sheet", "hand_in", "recuse"):
        assert client.post(reverse(f"judging:{name}", args=[task.pk])).status_code == 404


def test_ranking_page_is_closed_before_closing(judged, organiser, client):
    client.force_login(organiser)

    assert client.get(reverse("judging:ranking", args=[judged.pk])).status_code == 403


def test_mark_holds_no_value_before_it_is_given():
    assert Mark().value is None
    assert Mark(Decimal(0)).value == 0
