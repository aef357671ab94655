"""Lists cost the same number of queries at 3 and at 60 rows, and never more than 25."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from judging import actions
from judging.models import Assignment, Visit
from kipp.jobs.queue import run_waiting
from tests.factories.competitions import set_rules
from tests.factories.judging import (
    assign_everyone,
    hand_in_all,
    judged_period,
    plan,
    publish,
    verified_proposal,
    visit_of,
    visited_period,
)


def queries(user, url):
    client = Client()
    client.force_login(user)
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
    assert response.status_code == 200
    return len(captured)


@pytest.fixture
def judged(open_period, organiser, judge, other_judge):
    return judged_period(open_period, by=organiser, proposals=3, judges=[judge, other_judge])


def grow(period, by):
    for _ in range(57):
        verified_proposal(period, by=by)
    assign_everyone(period, by=by)


@pytest.mark.parametrize("name", ["panel", "team", "conflicts", "assign", "outstanding", "close"])
def test_organisers_pages_while_judging(judged, organiser, name):
    args = [] if name == "panel" else [judged.pk]
    url = reverse(f"judging:{name}", args=args)
    few = queries(organiser, url)
    grow(judged, organiser)

    assert Assignment.objects.count() == 120
    assert queries(organiser, url) == few <= 25


def test_task_list(judged, organiser, judge):
    few = queries(judge, reverse("judging:task_list"))
    grow(judged, organiser)

    assert queries(judge, reverse("judging:task_list")) == few <= 25


def test_copy(judged, organiser, judge):
    url = reverse("judging:copy", args=[judged.rounds.get().pk])
    few = queries(judge, url)
    grow(judged, organiser)

    assert queries(judge, url) == few <= 25


def test_sheet(judged, organiser, judge):
    url = reverse("judging:sheet", args=[Assignment.objects.filter(judge=judge).first().pk])
    few = queries(judge, url)
    grow(judged, organiser)

    assert queries(judge, url) == few <= 25


def test_visits_and_their_claims(open_period, organiser, judge):
    period = visited_period(open_period, by=organiser, proposals=3)
    visit = plan(visit_of(period.proposals.order_by("number").first()), by=organiser, judge=judge)
    urls = [reverse("judging:visits", args=[period.pk]), reverse("judging:visit", args=[visit.pk])]
    few = [queries(organiser, url) for url in urls]
    for number in range(57):
        Visit.objects.create(round=visit.round, proposal=verified_proposal(period, by=organiser))
        actions.add_claim(visit, by=organiser, title=f"Butir {number}", statement="Loket dibuka.")

    assert [queries(organiser, url) for url in urls] == few
    assert max(few) <= 25


@pytest.mark.parametrize("more", [0, 57], ids=["3 rows", "60 rows"])
def test_ranking_and_results(judged, organiser, more):
    """Marks cannot grow after closing, so both sizes are held against the same written numbers."""
    if more:
        grow(judged, organiser)
    set_rules(judged, winners=60)
    hand_in_all(judged, 80)
    actions.close_judging(judged, by=organiser)
    run_waiting()
    names = ("ranking", "reliability")
    decided = [queries(organiser, reverse(f"judging:{name}", args=[judged.pk])) for name in names]
    publish(judged, by=organiser)

    assert (decided, queries(organiser, reverse("judging:results"))) == ([21, 8], 8)
