"""A mark is one of the labelled points or another value; nothing is chosen beforehand, nothing typed is lost."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from judging import actions
from judging.models import Assignment
from judging.sheet import Mark
from tests.factories.judging import CODES, judged_period, marks, typed_sheet

HTMX = {"HX-Request": "true"}


@pytest.fixture
def task(open_period, organiser, judge, other_judge):
    period = judged_period(open_period, by=organiser, proposals=2, judges=[judge, other_judge])
    return Assignment.objects.filter(judge=judge, round__period=period).named().order_by("order").first()


@pytest.fixture
def sheet(client, judge, task):
    client.force_login(judge)
    return reverse("judging:sheet", args=[task.pk])


def given(html: str) -> dict[str, tuple[list[str], str]]:
    """Criterion -> points that are chosen, and the other value, as the page shows them."""
    points = re.findall(r'<input type="radio" name="titik_([a-z_]+)" value="(\d+)"[^>]* checked', html)
    others = dict(re.findall(r'<input type="text" name="nilai_([a-z_]+)" value="([^"]*)"', html))
    return {code: ([value for name, value in points if name == code], others.get(code, "")) for code in CODES}


def test_sheet_offers_the_points_with_their_words_and_chooses_none(client, sheet, task):
    html = client.get(sheet).content.decode()

    offered = re.findall(
        r'type="radio" name="titik_([a-z_]+)" value="(\d+)".*?<strong>\d+</strong> (.*?)</span>', html, re.DOTALL
    )
    criteria = task.round.criteria.order_by("order")
    assert offered == [(c.code, str(a["score"]), a["words"]) for c in criteria for a in c.anchors]
    assert given(html) == dict.fromkeys(CODES, ([], ""))
    assert html.count("Belum dinilai") == 1 + len(CODES)


@pytest.mark.parametrize(
    ("typed", "stored", "shown"),
    [
        ({"titik_efektif": "75"}, 75, (["75"], "")),
        ({"nilai_efektif": "75"}, 75, (["75"], "")),
        ({"titik_efektif": "75", "nilai_efektif": "75,00"}, 75, (["75"], "")),
        ({"titik_efektif": "0"}, 0, (["0"], "")),
        ({"nilai_efektif": "100"}, 100, (["100"], "")),
        ({"nilai_efektif": "82,5"}, Decimal("82.5"), ([], "82,5")),
        ({"titik_efektif": ""}, None, ([], "")),
    ],
)
def test_a_point_and_another_value_are_stored_alike_and_shown_apart(client, sheet, task, typed, stored, shown):
    response = client.post(sheet, {"versi": "1", **typed}, follow=True)

    assert actions.marks_of(task).get("efektif", Mark()).value == stored
    assert given(response.content.decode())["efektif"] == shown


@pytest.mark.parametrize(("headers", "status"), [({}, 422), (HTMX, 422)])
def test_a_point_and_another_value_that_differ_are_refused_and_both_stay(client, sheet, task, headers, status):
    response = client.post(sheet, {"versi": "1", "titik_efektif": "75", "nilai_efektif": "80"}, headers=headers)

    html = response.content.decode()
    assert response.status_code == status
    assert "Pilih satu nilai Efektif: titik 75, atau nilai lain 80" in html
    assert headers or given(html)["efektif"] == (["75"], "80")
    assert actions.marks_of(task) == {}


def test_a_point_that_is_none_of_the_criterion_is_refused(client, sheet, task):
    response = client.post(sheet, {"versi": "1", "titik_efektif": "76"})

    assert response.status_code == 422
    assert "Pilih nilai Efektif dari daftar" in response.content.decode()


def test_points_alone_hand_a_sheet_in(client, sheet, task):
    chosen = {f"titik_{code}": "75" for code in CODES}

    response = client.post(reverse("judging:hand_in", args=[task.pk]), {"versi": "1", **chosen})

    assert response.status_code == 302
    assert {mark.value for mark in actions.marks_of(task).values()} == {75}


def test_a_missing_mark_is_named_and_its_link_leads_to_the_first_point(client, sheet, task):
    data = typed_sheet(task, 80) | {"nilai_efektif": ""}

    html = client.post(reverse("judging:hand_in", args=[task.pk]), data).content.decode()

    summary = html.partition('id="ringkasan-galat"')[2].partition("</ul>")[0]
    assert re.findall(r'<a href="#(.*?)">(.*?)</a>', summary) == [("id_titik_efektif_0", "Pilih nilai Efektif")]
    assert html.count('id="id_titik_efektif_0"') == 1


def test_the_conflict_page_carries_points_too(client, sheet, task, judge):
    actions.save_sheet(task, by=judge, version=1, marks=marks(60))
    page = client.post(sheet, typed_sheet(task, 75) | {"versi": "1"}).content.decode()
    hidden = dict(
        re.findall(r'<input type="hidden" name="((?:versi|titik|nilai|alasan)[a-z_]*)" value="([^"]*)"', page)
    )

    client.post(sheet, hidden)

    assert {mark.value for mark in actions.marks_of(task).values()} == {75}


def test_sheet_says_how_far_it_is_in_the_own_order(client, sheet, task, judge):
    second = Assignment.objects.filter(judge=judge).order_by("order")[1]

    assert "Proposal 1 dari 2." in client.get(sheet).content.decode()
    assert "Proposal 2 dari 2." in client.get(reverse("judging:sheet", args=[second.pk])).content.decode()
