"""Agencies are reminded by what they have yet to do, once a day, by the clock or by an organiser."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from competitions import actions as competitions
from competitions.schedule import closing_instant
from kipp.accounts.models import Role
from kipp.audit.models import Entry
from kipp.clock import today
from kipp.jobs.models import Mail
from kipp.text import hari_tanggal, penutupan, tanggal
from proposals import actions, tasks
from proposals.forms import ReminderForm
from proposals.models import Proposal
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.competitions import close_now, set_rules
from tests.factories.proposals import make_complete, make_draft, make_returned, make_sent

pytestmark = pytest.mark.django_db

PAGE = "/meja/pengingat/"


@pytest.fixture
def idle(db):
    """An agency that has not begun an entry, and its operator."""
    agency = AgencyFactory(code="RSUD", name="RSUD Kardinah")
    return UserFactory(role=Role.OPERATOR, agency=agency)


def rows(page):
    return {
        stage["name"]: [(row["agency"].name, row["note"], row["told"], row["is_chosen"]) for row in stage["rows"]]
        for stage in page.context["stages"]
    }


def told(page):
    return [str(message) for message in page.context["messages"]]


def test_organiser_reminds_those_that_are_chosen_once_a_day(
    client, operator, other_operator, organiser, open_period, idle
):
    silent = AgencyFactory(code="SMP1", name="SMP Negeri 1")
    draft = make_draft(by=operator, period=open_period, title="Draf")
    returned = make_returned(by=other_operator, period=open_period, organiser=organiser, title="Kembali")
    make_sent(by=other_operator, period=open_period, title="Terkirim")
    Mail.objects.all().delete()
    client.force_login(organiser)
    lacking = len(draft.gaps())
    chosen = {"agencies": [idle.agency_id], "drafts": [draft.pk], "repairs": [returned.pk]}

    before = client.get(PAGE)
    ticked = client.post(PAGE, {"centang": "agencies:semua", "drafts": [draft.pk]})
    emptied = client.post(PAGE, {"centang": "drafts:", "drafts": [draft.pk]})
    none = client.post(PAGE)
    unreachable = client.post(PAGE, {"agencies": [silent.pk]})
    first = client.post(PAGE, chosen, follow=True)
    second = client.post(PAGE, chosen, follow=True)

    assert rows(before) == {
        "agencies": [
            ("RSUD Kardinah", idle.agency.get_kind_display(), "Belum pernah", False),
        ],
        "drafts": [(operator.agency.name, f"{lacking} hal belum lengkap", "Belum pernah", False)],
        "repairs": [(other_operator.agency.name, returned.number, "Belum pernah", False)],
    }
    assert [[row[3] for row in rows(page)[name]] for page in (ticked, emptied) for name in ("agencies", "drafts")] == [
        [True],
        [True],
        [False],
        [False],
    ]
    assert [stage["unreachable"] for stage in before.context["stages"]] == [[], [], ["SMP Negeri 1"]]
    assert [none.status_code, unreachable.status_code] == [422, 422]
    assert told(first) == ["3 pengingat dikirim."]
    assert told(second) == ["3 sudah diingatkan hari ini dan tidak dikirimi lagi."]
    assert {row[2][:16] for found in rows(second).values() for row in found} == {"1 kali, terakhir"}
    closing, due = penutupan(open_period.registration_closes_at), returned.repair_due_on
    sent = {mail.to: mail for mail in Mail.objects.all()}
    assert {to: mail.subject for to, mail in sent.items()} == {
        idle.email: f"Daftarkan inovasi instansi Anda pada {open_period.title}",
        operator.email: f"Kirim proposal Anda paling lambat {closing}",
        other_operator.email: f"Kirim ulang proposal {returned.number} paling lambat {tanggal(due)}",
    }
    assert sent[operator.email].body.count("\n- ") == lacking
    assert {to: mail.is_open for to, mail in sent.items()} == {
        idle.email: True,
        operator.email: False,
        other_operator.email: False,
    }
    assert f"{closing}, 30 hari lagi." in sent[idle.email].body
    assert f"{hari_tanggal(due)} pukul 24.00 WIB, 35 hari lagi." in sent[other_operator.email].body
    assert Entry.objects.get(verb="period.remind").data == {"reminded": 3}


def test_the_clock_and_an_organiser_together_remind_once(client, operator, organiser, open_period):
    draft = make_draft(by=operator, period=open_period)
    set_rules(open_period, reminder_days=[30])
    tasks.remind()
    client.force_login(organiser)

    assert told(client.post(PAGE, {"drafts": [draft.pk]}, follow=True)) == [
        "1 sudah diingatkan hari ini dan tidak dikirimi lagi."
    ]
    assert Mail.objects.count() == 1


def test_what_was_sent_since_it_was_looked_up_is_not_reminded(operator, organiser, open_period, client):
    set_rules(open_period, reminder_days=[30])
    proposals = [make_complete(by=operator, period=open_period, title=title) for title in ("Satu", "Dua")]
    client.force_login(organiser)
    in_time = ReminderForm.clean

    def clean_late(form):
        data = in_time(form)
        actions.submit(Proposal.objects.get(pk=proposals[0].pk), by=operator)
        Mail.objects.all().delete()
        return data

    with patch.object(ReminderForm, "clean", clean_late):
        page = client.post(PAGE, {"drafts": [draft.pk for draft in proposals]}, follow=True)

    assert told(page) == ["1 pengingat dikirim.", "1 proposal baru saja dikirim dan tidak diingatkan lagi."]
    assert 'Proposal "Dua" belum dikirim.' in Mail.objects.get().body


def test_reminder_says_what_stands_against_sending(operator, other_operator, open_period):
    set_rules(open_period, reminder_days=[30], quota_per_agency=1)
    make_sent(by=other_operator, period=open_period, title="Terkirim")
    drafts = [
        make_complete(by=operator, period=open_period, title="Siap"),
        make_complete(by=operator, period=open_period, title="Muda", days_to_spare=-5),
        make_draft(by=operator, period=open_period, title="Muda dan kosong", days_to_spare=-5),
        make_complete(by=other_operator, period=open_period, title="Kedua"),
    ]
    Mail.objects.all().delete()
    ready = "Semua bagian sudah lengkap. Proposal tinggal diperiksa dan dikirim."
    against = "Isian sudah lengkap, tetapi proposal belum dapat dikirim:\n- "
    young = "Inovasi belum memenuhi syarat: penerapan harus paling sedikit"
    used_up = "Setiap instansi paling banyak mengirim 1 proposal. Kuota instansi Anda sudah terpakai.\n\nBuka proposal:"

    assert tasks.remind() == 4

    bodies = Mail.objects.order_by("pk").values_list("body", flat=True)
    said = [ready, f"{against}{young}", f"Selain itu, proposal belum dapat dikirim:\n- {young}", f"{against}{used_up}"]
    # Of what is not sent organisers know a count: they may see that the mail went, not what it says.
    assert set(Mail.objects.values_list("is_open", flat=True)) == {False}
    assert [[words in body for words in said] for body in bodies] == [
        [place == draft for place in range(4)] for draft in range(len(drafts))
    ]


@pytest.mark.parametrize(("days_left", "expected"), [(8, 0), (7, 1), (3, 1), (2, 0), (-1, 0)])
def test_repair_is_reminded_on_the_days_the_period_names(operator, organiser, open_period, days_left, expected):
    returned = make_returned(by=operator, period=open_period, organiser=organiser)
    Proposal.objects.filter(pk=returned.pk).update(repair_due_on=today() + timedelta(days=days_left))
    Mail.objects.all().delete()

    assert [tasks.remind(), tasks.remind()] == [expected, 0]
    assert Mail.objects.count() == expected


def test_page_without_anything_to_send_says_so(client, organiser, operator, open_period):
    client.force_login(organiser)
    close_now(open_period)
    during = rows(client.get(PAGE))
    set_rules(open_period, status="judging")

    after = client.get(PAGE)

    assert during == {"agencies": [], "drafts": [], "repairs": []}
    assert "Tidak ada periode yang sedang menerima proposal atau perbaikan." in after.content.decode()


def test_agency_without_an_operator_is_counted_once(client, organiser, operator, open_period):
    for title in ("Satu", "Dua"):
        make_draft(by=operator, period=open_period, title=title)
    type(operator).objects.filter(pk=operator.pk).update(is_active=False)
    client.force_login(organiser)

    stages = client.get(PAGE).context["stages"]

    assert {stage["name"]: stage["unreachable"] for stage in stages}["drafts"] == [operator.agency.name]


def test_page_asks_the_same_number_of_questions_for_3_and_60_rows(client, organiser, open_period):
    client.force_login(organiser)
    counts = []
    for total in (3, 60):
        while Proposal.objects.count() < total:
            person = UserFactory(role=Role.OPERATOR, agency=AgencyFactory())
            make_draft(by=person, period=open_period, title=person.email)
            AgencyFactory()
        with CaptureQueriesContext(connection) as captured:
            client.get(PAGE)
        counts.append(len(captured))

    assert counts[0] == counts[1] <= 25


def test_agency_gets_its_deadlines_for_a_calendar(client, operator, other_operator, organiser, open_period):
    draft = make_draft(by=operator, period=open_period, title="Draf; koma, dan")
    returned = make_returned(by=operator, period=open_period, organiser=organiser, title="Kembali")
    until = closing_instant(open_period.registration_closes_on + timedelta(days=2))
    reason = "Listrik padam"
    competitions.extend_for(open_period, by=organiser, agency=operator.agency, until=until, reason=reason)
    client.force_login(operator)

    answer = client.get("/proposal/kalender/unduh/")

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    text = answer.content.decode().replace("\r\n ", "")
    days = [open_period.registration_closes_on + timedelta(days=2), returned.repair_due_on]
    starts = [line for line in text.split("\r\n") if line.startswith("DTSTART;")]
    assert starts == [f"DTSTART;TZID=Asia/Jakarta:{day:%Y%m%d}T235900" for day in days]
    assert [page in text for page in (f"/proposal/{draft.pk}/", f"/proposal/{returned.pk}/")] == [True, True]
    client.force_login(other_operator)
    other = client.get("/proposal/kalender/unduh/").content.decode()
    assert ("Kembali" in other, f"{open_period.registration_closes_on:%Y%m%d}T235900" in other) == (False, True)
    close_now(open_period)
    assert told(client.get("/proposal/kalender/unduh/", follow=True)) == ["Tidak ada tenggat yang sedang berjalan."]
