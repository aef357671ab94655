"""One semester of the satisfaction survey of one service, from the printed code to the poster on the wall."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from kipp.accounts.models import Role
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.journeys.people import Citizen, Operator, Organiser, Visitor
from tests.journeys.test_competition_year import words_of

pytestmark = pytest.mark.timeout(300)

SEMESTER = "Semester II Tahun 2024"
SERVICE = "Penerbitan Akta Kelahiran"


def test_a_survey_semester(enter):
    disdukcapil = AgencyFactory(code="DISDUKCAPIL", name="Dinas Kependudukan dan Pencatatan Sipil")
    budi = UserFactory(role=Role.OPERATOR, agency=disdukcapil, name="Budi Operator")

    # The organiser sets the semester; three answers are enough to publish.
    organiser = enter(Organiser).log_in(UserFactory(role=Role.ORGANISER, name="Ratna Penyelenggara"))
    organiser.create_survey_period(
        name=SEMESTER, starts_on=date(2024, 7, 1), ends_on=date(2024, 12, 31), minimum_respondents=3
    )

    # The agency adds its service and opens the survey; the page shows the address for the counter.
    operator = enter(Operator).log_in(budi)
    operator.add_service(name=SERVICE, served=3)
    address = operator.open_survey(period=SEMESTER)

    # The first citizen's phone runs no scripts.
    first = enter(Citizen, java_script_enabled=False)
    first.open_survey(address)
    first.answer(*[4] * 9)
    first.send()
    first.is_thanked()

    # The second sends twice; the same thanks, counted once.
    second = enter(Citizen)
    second.open_survey(address)
    second.answer(*[3] * 9)
    second.send_twice()
    second.is_thanked()

    # The third forgets a question, is told which, and finds the others as they were.
    third = enter(Citizen)
    third.open_survey(address)
    third.answer(*[3] * 9, except_for=4)
    third.say("Antrean lebih tertib.")
    third.send()
    third.sees("Pilih jawaban pertanyaan 4")
    assert third.chosen() == [3, 3, 3, None, 3, 3, 3, 3, 3]
    third.choose_level(4, 3)
    third.send()
    third.is_thanked()

    # The agency sees three respondents and closes; the figures are frozen.
    operator.open("/survei/")
    operator.follow(SERVICE)
    expect(operator.fact("Responden dihitung")).to_have_text("3")
    operator.close_survey()
    operator.sees("83,33", "B (Baik)")

    # Suggestions are read by the unit; report and poster say what the page says, and nobody's words.
    operator.follow(re.compile("saran", re.IGNORECASE))
    operator.sees("Antrean lebih tertib.")
    report = words_of(operator.download_document("Laporan SKM"))
    assert [word for word in (disdukcapil.name, SERVICE, "83,33") if word not in report] == []
    assert "Antrean lebih tertib." not in report
    poster = words_of(operator.download_document("Poster hasil SKM"))
    assert [word for word in (SERVICE, "83,33", "Baik", "3 orang") if word not in poster] == []

    # Everyone sees index, grade and number of respondents; the code takes no answer any more.
    visitor = enter(Visitor)
    visitor.open("/ikm/")
    visitor.follow(SERVICE)
    visitor.sees("83,33", "B (Baik)")
    expect(visitor.fact("Responden")).to_have_text("3 orang")
    assert words_of(visitor.download(re.compile("^Poster hasil SKM"))) == poster
    late = enter(Citizen)
    late.open_survey(address)
    late.sees("Survei sudah ditutup")
