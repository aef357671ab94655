"""A mark has two ways in, the labelled points and another value; the last one used is the one that counts."""

import pytest
from playwright.sync_api import expect

from judging import actions
from judging.models import Assignment
from tests.browser import worlds

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]


@pytest.fixture
def task():
    judge = worlds.scoring()["judge"]
    return Assignment.objects.filter(judge=judge).outstanding().named().first()


@pytest.fixture
def sheet(sign_in, live_server, task):
    page = sign_in(task.judge, viewport={"width": 1280, "height": 900})
    page.goto(f"{live_server.url}/tugas/{task.pk}/")
    return page


def novelty(sheet):
    return sheet.get_by_role("group", name="Kebaruan")


def test_a_point_takes_the_other_value_back_and_the_other_way_round(sheet, task):
    criterion = novelty(sheet)
    point, other = criterion.locator("[value='75']"), criterion.get_by_label("Nilai lain")
    expect(criterion.get_by_text("Belum dinilai")).to_be_visible()

    point.check()
    expect(criterion.get_by_text("Belum dinilai")).to_be_hidden()
    other.fill("82,5")
    expect(point).not_to_be_checked()
    point.check()
    expect(other).to_have_value("")

    expect(sheet.locator("#status-simpan")).to_contain_text("Tersimpan pukul")
    assert actions.marks_of(task)["kebaruan"].value == 75


def test_other_criteria_keep_their_marks(sheet):
    effect = sheet.get_by_role("group", name="Efektif")
    effect.locator("[value='50']").check()

    novelty(sheet).get_by_label("Nilai lain").fill("82,5")

    expect(effect.locator("[value='50']")).to_be_checked()
