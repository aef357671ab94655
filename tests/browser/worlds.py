"""Worlds to look at, at three moments of the year; each returns the people by role.

`unlinked`: pages that somebody reaches by a printed code, not by a link.
"""

from uuid import uuid4

from competitions import actions as competitions
from judging import actions as judging
from kipp.accounts.models import Role
from kipp.documents.models import Document
from kipp.jobs.queue import run_waiting
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.competitions import close_now, make_blank_form, make_guide_file, make_period, open_now
from tests.factories.judging import assign_everyone, hand_in_all, marks, publish
from tests.factories.proposals import make_complete, make_draft, make_returned, make_sent, make_verified
from tests.factories.skm import make_closed_survey, make_open_survey


def people() -> dict:
    agency = AgencyFactory(code="DISDUKCAPIL", name="Dinas Kependudukan dan Pencatatan Sipil")
    return {
        "visitor": None,
        "unlinked": {},
        "organiser": UserFactory(role=Role.ORGANISER, name="Ratna Penyelenggara"),
        "operator": UserFactory(role=Role.OPERATOR, agency=agency, name="Budi Operator"),
        "judge": UserFactory(role=Role.JUDGE, name="Dr. Hasan Juri"),
        "other_judge": UserFactory(role=Role.JUDGE, name="Dr. Lestari Juri"),
    }


def opened(cast: dict):
    return open_now(make_period(by=cast["organiser"]), by=cast["organiser"])


def registering() -> dict:
    """Entries in every state that registration knows; something is announced and handed out; a survey is open."""
    cast = people()
    operator, organiser = cast["operator"], cast["organiser"]
    period = make_period(by=organiser)
    make_blank_form(period, by=organiser)
    open_now(period, by=organiser)
    make_guide_file(period, by=organiser)
    competitions.publish(period, by=organiser, token=uuid4(), title="Klinik proposal", body="Setiap hari Rabu.")
    make_returned(by=operator, period=period, organiser=organiser, title="Sapa Rumah Warga")
    make_sent(by=operator, period=period, title="Antar Dokumen ke Rumah")
    make_draft(by=operator, period=period, title="Kalender Pajak Kampung", days_to_spare=-12)
    make_complete(by=operator, period=period, title="Ruang Dengar Konsultasi")
    survey = make_open_survey(by=operator, agency=operator.agency, population=1200)
    cast["unlinked"]["visitor"] = [f"/s/{survey.code}/", f"/s/{survey.code}/terima-kasih/"]
    return cast


def scoring() -> dict:
    """Half of the sheets have been handed in."""
    cast = people()
    period, operator, organiser = opened(cast), cast["operator"], cast["organiser"]
    for title in ("Sapa Rumah Warga", "Antar Dokumen ke Rumah", "Kalender Pajak Kampung"):
        make_verified(by=operator, period=period, organiser=organiser, title=title)
    close_now(period)
    assign_everyone(period, by=organiser)
    judging.start_judging(period, by=organiser)
    tasks = cast["judge"].assignments.select_related("judge", "round__period", "proposal")
    for task in tasks.order_by("order")[:2]:
        judging.hand_in(task, by=task.judge, version=task.version, marks=marks(80))
    return cast


def announced() -> dict:
    """Everything is decided and printed, and a survey has been closed."""
    cast = scoring()
    period = cast["judge"].assignments.first().round.period
    hand_in_all(period, lambda task: marks(60 + task.proposal_id % 7))
    judging.close_judging(period, by=cast["organiser"])
    publish(period, by=cast["organiser"])
    operator = cast["operator"]
    make_closed_survey(by=operator, agency=operator.agency, population=100)
    survey = make_open_survey(by=operator, agency=operator.agency)
    run_waiting()
    minutes = Document.objects.get(kind="berita_acara")
    cast["unlinked"]["visitor"] = [
        f"/s/{survey.code}/",
        f"/s/{survey.code}/terima-kasih/",
        f"/keaslian/{minutes.code}/",
    ]
    return cast
