"""The record of an innovation lives across the years: profile, entries, freezing while it competes."""

from datetime import date, timedelta
from uuid import uuid4

import pgtrigger
import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from competitions.models import Period
from competitions.schedule import closing_instant
from kipp.audit.models import Entry
from proposals import actions
from proposals.models import Innovation, Proposal
from tests.factories.competitions import set_rules
from tests.factories.proposals import make_draft, make_sent

pytestmark = pytest.mark.django_db

PROFILE = {
    "title": "  Antar   Dokumen ",
    "implemented_on_hari": "3",
    "implemented_on_bulan": "2",
    "implemented_on_tahun": "2021",
    "summary": "Dokumen diantar ke rumah.",
    "is_digital": "on",
    "goals": ["16", "3"],
}


@pytest.fixture
def as_operator(client, operator):
    client.force_login(operator)
    return client


@pytest.fixture
def innovation(operator):
    return actions.register_innovation(by=operator, title="Antar Dokumen", implemented_on=date(2021, 2, 3))


def profile(innovation):
    innovation.refresh_from_db()
    return {name: getattr(innovation, name) for name in ("title", "implemented_on", "summary", "is_digital", "goals")}


FILLED = {
    "title": "Antar Dokumen",
    "implemented_on": date(2021, 2, 3),
    "summary": "Dokumen diantar ke rumah.",
    "is_digital": True,
    "goals": [16, 3],
}


def test_innovation_is_registered_outside_of_a_period(as_operator, operator):
    answer = as_operator.post("/inovasi/baru/", PROFILE)

    made = Innovation.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/inovasi/{made.pk}/")
    assert profile(made) == FILLED
    assert made.agency == operator.agency
    assert Proposal.objects.count() == 0


def test_profile_changes_and_leaves_a_trail(as_operator, innovation):
    answer = as_operator.post(f"/inovasi/{innovation.pk}/ubah/", PROFILE)

    assert (answer.status_code, answer.url) == (302, f"/inovasi/{innovation.pk}/")
    assert profile(innovation) == FILLED
    assert Entry.objects.latest("seq").verb == "innovation.change"
    shown = as_operator.get(f"/inovasi/{innovation.pk}/").content.decode()
    assert shown.index("3. Kehidupan Sehat") < shown.index("16. Perdamaian")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": ""}, "Isi judul inovasi"),
        ({"goals": ["18"]}, "Pilih tujuan Pembangunan"),
        ({"implemented_on_tahun": "2099"}, "Tanggal mulai penerapan tidak boleh setelah hari ini"),
        ({"title": "sapa WARGA"}, "Inovasi dengan judul ini sudah terdaftar."),
    ],
)
@pytest.mark.parametrize("page", ["/inovasi/baru/", "/inovasi/{pk}/ubah/"])
def test_profile_is_refused_with_what_is_wrong(page, changes, sentence, as_operator, operator, innovation):
    actions.register_innovation(by=operator, title="Sapa Warga", implemented_on=date(2021, 2, 3))

    answer = as_operator.post(page.format(pk=innovation.pk), PROFILE | changes)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Innovation.objects.count() == 2


def test_innovation_in_competition_is_frozen(as_operator, operator, open_period):
    innovation = make_sent(by=operator, period=open_period).innovation
    before = profile(innovation)

    answer = as_operator.post(f"/inovasi/{innovation.pk}/ubah/", PROFILE)

    assert (answer.status_code, answer.url) == (302, f"/inovasi/{innovation.pk}/")
    assert profile(innovation) == before
    page = as_operator.get(f"/inovasi/{innovation.pk}/").content.decode()
    assert "sedang diikutkan pada kompetisi dan tidak dapat diubah" in page
    assert "Ubah profil" not in page
    with pytest.raises(actions.TransitionNotAllowed, match="sedang diikutkan pada kompetisi"):
        actions.change_innovation(innovation, by=operator, summary="Lain")


def test_sending_while_the_form_is_open_refuses_the_change(as_operator, operator, open_period, monkeypatch):
    """The look at the state comes before the sending, the save after it."""
    innovation = make_sent(by=operator, period=open_period).innovation
    monkeypatch.setattr(Innovation, "is_frozen", False)

    answer = as_operator.post(f"/inovasi/{innovation.pk}/ubah/", PROFILE, follow=True)

    assert "Inovasi ini sedang diikutkan pada kompetisi dan tidak dapat diubah." in answer.content.decode()


@pytest.mark.parametrize("status", ["announced", "archived"])
def test_innovation_is_free_again_after_the_announcement(status, operator, open_period):
    innovation = make_sent(by=operator, period=open_period).innovation
    frozen = innovation.is_frozen
    with pgtrigger.ignore():
        Period.objects.update(status=status)

    actions.change_innovation(innovation, by=operator, summary="Baru")

    assert (frozen, innovation.is_frozen, profile(innovation)["summary"]) == (True, False, "Baru")


@pytest.mark.parametrize("goals", [[0], [18], [3, 99]])
def test_database_refuses_a_goal_that_does_not_exist(goals, innovation):
    with pytest.raises(IntegrityError, match="innovation_goals_known"), transaction.atomic():
        Innovation.objects.filter(pk=innovation.pk).update(goals=goals)


def test_lineage_leads_to_the_pages_of_each_reader(client, operator, organiser, open_period):
    sent = make_sent(by=operator, period=open_period)
    pages = {}
    for person in (operator, organiser):
        client.force_login(person)
        lineage = client.get(f"/inovasi/{sent.innovation_id}/").context["lineage"]
        pages[person.role] = [(line["proposal"].number, line["url"]) for line in lineage]

    assert pages == {
        "operator": [(sent.number, f"/proposal/{sent.pk}/")],
        "organiser": [(sent.number, f"/meja/proposal/{sent.pk}/")],
    }


def test_registered_innovation_is_entered_once(as_operator, innovation, open_period):
    offered = as_operator.get("/proposal/baru/").content.decode()
    page = as_operator.get(f"/inovasi/{innovation.pk}/usulkan/")
    entered = {
        "category": open_period.categories.first().pk,
        "group": open_period.groups.first().pk,
        "token": str(uuid4()),
    }

    first = as_operator.post(f"/inovasi/{innovation.pk}/usulkan/", entered)
    second = as_operator.post(f"/inovasi/{innovation.pk}/usulkan/", entered)

    proposal = Proposal.objects.get()
    assert f"/inovasi/{innovation.pk}/usulkan/" in offered
    assert "Memenuhi, lebih" in page.content.decode()
    assert (first.url, second.url) == (f"/proposal/{proposal.pk}/", f"/proposal/{proposal.pk}/")
    assert (proposal.innovation, proposal.status) == (innovation, "draft")
    assert f"/inovasi/{innovation.pk}/usulkan/" not in as_operator.get("/proposal/baru/").content.decode()


def test_twin_that_enters_the_same_innovation_is_told(operator, innovation, open_period):
    chosen = {"category": open_period.categories.first(), "group": open_period.groups.first()}
    actions.enter(innovation, by=operator, token=uuid4(), **chosen)

    with pytest.raises(actions.AlreadyRegistered, match="sudah diusulkan pada periode ini"):
        actions.enter(innovation, by=operator, token=uuid4(), **chosen)


def test_entering_is_refused_when_registration_closes_under_the_form(as_operator, innovation, open_period):
    # The clock is past the closing, and the job that closes the period has not run yet.
    now = timezone.now()
    set_rules(
        open_period,
        registration_opens_at=now - timedelta(days=2),
        registration_closes_on=now.date() - timedelta(days=1),
        registration_closes_at=closing_instant(now.date() - timedelta(days=1)),
    )

    answer = as_operator.post(
        f"/inovasi/{innovation.pk}/usulkan/",
        {
            "category": open_period.categories.first().pk,
            "group": open_period.groups.first().pk,
            "token": str(uuid4()),
        },
        follow=True,
    )

    assert "Pendaftaran sudah ditutup." in answer.content.decode()
    assert Proposal.objects.count() == 0


def test_entering_without_an_open_period_leads_back(as_operator, innovation):
    answer = as_operator.get(f"/inovasi/{innovation.pk}/usulkan/", follow=True)

    assert answer.redirect_chain == [(f"/inovasi/{innovation.pk}/", 302)]
    assert "Pendaftaran tidak sedang dibuka." in answer.content.decode()


def test_entering_without_a_category_says_so(as_operator, innovation, open_period):
    answer = as_operator.post(f"/inovasi/{innovation.pk}/usulkan/", {"token": str(uuid4())})

    assert answer.status_code == 422
    assert "Pilih kategori inovasi" in answer.content.decode()


def titles(page):
    return [row.title for row in page.context["innovations"]]


def test_list_shows_operators_their_own_and_organisers_all(client, operator, organiser, other_operator, innovation):
    foreign = actions.register_innovation(
        by=other_operator, title="Posyandu Malam", implemented_on=date(2020, 1, 1), is_digital=True
    )
    client.force_login(operator)
    own = titles(client.get("/inovasi/"))
    client.force_login(organiser)

    assert own == ["Antar Dokumen"]
    assert titles(client.get("/inovasi/")) == ["Antar Dokumen", "Posyandu Malam"]
    assert titles(client.get("/inovasi/?digital=True")) == ["Posyandu Malam"]
    assert titles(client.get(f"/inovasi/?instansi={foreign.agency_id}")) == ["Posyandu Malam"]
    assert titles(client.get("/inovasi/?urut=mulai")) == ["Posyandu Malam", "Antar Dokumen"]


def test_list_names_the_last_year_and_costs_the_same_for_more(as_operator, operator, organiser, open_period):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            page = as_operator.get("/inovasi/")
        return {row.title: row.last_year for row in page.context["innovations"]}, len(captured)

    make_draft(by=operator, period=open_period, title="Satu")
    as_operator.get("/inovasi/")
    one, cost = asked()
    make_draft(by=operator, period=open_period, title="Dua")
    actions.register_innovation(by=operator, title="Tiga", implemented_on=date(2020, 1, 1))

    assert one == {"Satu": open_period.year}
    assert asked() == ({"Satu": open_period.year, "Dua": open_period.year, "Tiga": None}, cost)
