"""Nobody sees another judge's marks before closing: pages do not change by one byte when only marks change."""

import re
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from judging import actions
from judging.models import Assignment
from judging.sheet import Mark
from tests.factories.judging import judged_period, marks

SECRET = "Alasan rahasia juri pertama"
# A token of the form is drawn anew for every answer and says nothing about marks.
TOKEN = re.compile(rb'(csrfmiddlewaretoken" value="|X-CSRFToken": ")[A-Za-z0-9]+')


@pytest.fixture
def judged(open_period, organiser, judge, other_judge):
    return judged_period(open_period, by=organiser, proposals=3, judges=[judge, other_judge])


def pages_of_other_judge(judged, other_judge):
    tasks = Assignment.objects.filter(judge=other_judge).order_by("pk")
    return [reverse("judging:task_list"), *(reverse("judging:sheet", args=[task.pk]) for task in tasks)]


def pages_of_organiser(judged):
    names = ("assign", "outstanding", "close")
    return [reverse("judging:panel"), *(reverse(f"judging:{name}", args=[judged.pk]) for name in names)]


def seen(user, urls):
    client = Client()
    client.force_login(user)
    answers = [client.get(url) for url in urls]
    assert {answer.status_code for answer in answers} == {200}
    return [TOKEN.sub(b"", answer.content) for answer in answers]


def write(judge, value):
    """The first judge marks every proposal, as a draft that is there before and after."""
    for task in Assignment.objects.filter(judge=judge).named():
        sheet = marks(value, reason=f"{SECRET} {value}")
        actions.save_sheet(task, by=judge, version=task.version, marks=sheet)


def test_other_judges_pages_do_not_change_with_the_marks(judged, judge, other_judge):
    write(judge, 40)
    before = seen(other_judge, pages_of_other_judge(judged, other_judge))
    write(judge, 90)

    after = seen(other_judge, pages_of_other_judge(judged, other_judge))

    assert after == before
    assert not any(SECRET.encode() in page for page in after)


def test_organisers_pages_do_not_change_with_the_marks(judged, judge, organiser):
    write(judge, 40)
    before = seen(organiser, pages_of_organiser(judged))
    write(judge, 90)

    after = seen(organiser, pages_of_organiser(judged))

    assert after == before
    assert not any(SECRET.encode() in page for page in after)


def test_own_pages_do_change_so_the_comparison_can_fail(judged, judge):
    """The control: the same comparison on the pages of the judge who wrote."""
    write(judge, 40)
    urls = pages_of_other_judge(judged, judge)[1:]
    before = seen(judge, urls)
    write(judge, 90)

    after = seen(judge, urls)

    assert all(old != new for old, new in zip(before, after, strict=True))
    assert all(SECRET.encode() in page for page in after)


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
