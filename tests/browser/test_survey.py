"""A citizen's phone: no script, one answer however often it is sent, also by way of Back."""

import pytest
from playwright.sync_api import Page, expect

from skm.models import Response
from tests.browser import worlds
from tests.factories.skm import make_open_survey
from tests.servers import next_page

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]

THANKS = "Terima kasih. Jawaban Anda sudah kami terima."


@pytest.fixture
def survey():
    operator = worlds.people()["operator"]
    return make_open_survey(by=operator, agency=operator.agency)


@pytest.fixture
def phone(sign_in, live_server, survey) -> Page:
    """A phone without script, in front of the questions."""
    page = sign_in(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page.goto(f"{live_server.url}/s/{survey.code}/")
    return page


def answer(page: Page, worth: int, *, besides: str = "") -> None:
    """Choose the same level of every question, but for one that is forgotten."""
    for radio in page.locator(f"input[type=radio][value='{worth}']").all():
        if radio.get_attribute("name") != besides:
            radio.check()


def send(page: Page) -> None:
    with next_page(page):
        page.get_by_role("button", name="Kirim jawaban").click()


def is_thanked(page: Page) -> None:
    expect(page.get_by_role("heading", name=THANKS)).to_be_visible()


def stored() -> list[int]:
    return list(Response.objects.values_list("biaya", flat=True))


def test_back_after_the_thanks_and_sending_again_counts_once(phone):
    answer(phone, 3)
    send(phone)
    is_thanked(phone)

    phone.go_back()
    answer(phone, 1)
    send(phone)

    is_thanked(phone)
    assert stored() == [3]


def test_back_after_a_forgotten_answer_was_added_counts_once(phone):
    answer(phone, 3, besides="biaya")
    send(phone)
    answer(phone, 3)
    send(phone)
    is_thanked(phone)

    phone.go_back()
    phone.go_back()
    answer(phone, 1)
    send(phone)

    is_thanked(phone)
    assert stored() == [3]


def test_a_double_click_counts_once(phone):
    answer(phone, 4)

    phone.get_by_role("button", name="Kirim jawaban").dblclick()

    is_thanked(phone)
    assert stored() == [4]


def test_the_code_opened_anew_counts_again(phone, survey, live_server):
    for worth in (3, 1):
        phone.goto(f"{live_server.url}/s/{survey.code}/")
        answer(phone, worth)
        send(phone)
        is_thanked(phone)

    assert sorted(stored()) == [1, 3]
