"""A recorded decision changes nothing for the agency until it is released, and then everything at once."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from competitions.models import TransitionNotAllowed
from judging.actions import reasons_against_start
from kipp.audit.models import Entry
from kipp.clock import today
from kipp.jobs.models import Mail
from proposals import actions
from proposals.models import Check, Proposal
from tests.factories.competitions import set_rules
from tests.factories.proposals import decide_and_tell, make_checked, make_draft, make_returned, make_verified

pytestmark = pytest.mark.django_db

# A token of the form is drawn anew for every answer and says nothing about decisions.
TOKEN = re.compile(rb'(csrfmiddlewaretoken" value="|X-CSRFToken": ")[A-Za-z0-9]+')
LISTS = [
    "/proposal/?status=submitted",
    "/proposal/?status=verified",
    "/proposal/?urut=-dikirim",
    "/proposal/?cari=a&urut=judul",
    "/dokumen/",
    "/",
]
DECISIONS = [
    {"decision": "verify"},
    {"decision": "send_back", "reasons": ["evidence"], "due_on": today() + timedelta(days=9), "note": "RAHASIA-MEJA"},
    {"decision": "reject", "reasons": ["evidence"], "note": "RAHASIA-MEJA"},
]


def seen(user, urls):
    client = Client()
    client.force_login(user)
    answers = [client.get(url) for url in urls]
    return [(answer.status_code, TOKEN.sub(b"", answer.content)) for answer in answers]


def pages_of(proposal):
    pages = ("", "isian/", "periksa/", "terkirim/", "bagian/ringkasan/")
    return [*LISTS, *(f"/proposal/{proposal.pk}/{page}" for page in pages)]


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda decision: decision["decision"])
def test_agency_sees_no_byte_of_a_recorded_decision(decision, operator, organiser, open_period):
    make_draft(by=operator, period=open_period, title="Draf")
    sent = make_checked(by=operator, period=open_period, organiser=organiser, title="Antar")
    urls, mails = pages_of(sent), Mail.objects.count()
    before = seen(operator, urls)

    check = actions.decide(sent, by=organiser, **decision)

    assert seen(operator, urls) == before
    assert Mail.objects.count() == mails
    actions.cancel_decision(check, by=organiser, reason="Salah pilih")
    assert seen(operator, urls) == before
    # The control: the same comparison sees a released decision.
    decide_and_tell(sent, by=organiser, **decision)
    assert seen(operator, urls) != before


def test_rejecting_what_is_being_repaired_is_not_seen_either(operator, organiser, open_period):
    returned = make_returned(by=operator, period=open_period, organiser=organiser)
    before = seen(operator, pages_of(returned))

    actions.decide(returned, by=organiser, decision="reject", reasons=["evidence"], note="RAHASIA-MEJA")

    assert seen(operator, pages_of(returned)) == before


def test_release_takes_the_step_notes_it_and_tells_the_agency(operator, organiser, open_period):
    sent = make_checked(by=operator, period=open_period, organiser=organiser)
    check = actions.decide(sent, by=organiser, **DECISIONS[1])
    noted = list(Entry.objects.order_by("-pk").values_list("verb", flat=True)[:1])

    actions.release(check, by=organiser)

    sent.refresh_from_db()
    assert noted == ["check.decide"]
    assert Entry.objects.order_by("-pk").first().verb == "proposal.send_back"
    assert (sent.status, sent.repair_due_on) == ("returned", DECISIONS[1]["due_on"])
    assert (check.released_by, check.is_pending) == (organiser, False)
    assert Mail.objects.order_by("-pk").first().to == operator.email


def test_decision_is_closed_once(operator, organiser, open_period):
    sent = make_checked(by=operator, period=open_period, organiser=organiser)
    told = decide_and_tell(sent, by=organiser, **DECISIONS[0])
    mails = Mail.objects.count()

    for act, more in ((actions.release, {}), (actions.cancel_decision, {"reason": "Salah"})):
        with pytest.raises(TransitionNotAllowed):
            act(told, by=organiser, **more)

    assert Mail.objects.count() == mails


def test_cancelled_decision_makes_room_for_another(operator, organiser, open_period):
    sent = make_checked(by=operator, period=open_period, organiser=organiser)
    first = actions.decide(sent, by=organiser, **DECISIONS[0])
    actions.cancel_decision(first, by=organiser, reason="Bukti perlu dilihat lagi")

    second = actions.decide(sent, by=organiser, **DECISIONS[2])

    assert list(sent.checks.order_by("pk").values_list("pk", "cancelled_reason")) == [
        (first.pk, "Bukti perlu dilihat lagi"),
        (second.pk, ""),
    ]


def test_sending_again_cancels_what_was_decided_about_the_older_text(operator, organiser, open_period):
    returned = make_returned(by=operator, period=open_period, organiser=organiser)
    check = actions.decide(returned, by=organiser, **DECISIONS[2])

    actions.resubmit(returned, by=operator)

    check.refresh_from_db()
    assert (check.cancelled_by, check.cancelled_reason) == (operator, "Proposal dikirim ulang oleh instansi.")
    assert Proposal.objects.get(pk=returned.pk).status == "submitted"


def test_repair_date_that_passed_before_the_release_is_refused(operator, organiser, open_period, monkeypatch):
    sent = make_checked(by=operator, period=open_period, organiser=organiser)
    check = actions.decide(sent, by=organiser, **DECISIONS[1])
    monkeypatch.setattr("proposals.actions.deciding.today", lambda: today() + timedelta(days=10))

    with pytest.raises(TransitionNotAllowed, match="Batas perbaikan"):
        actions.release(check, by=organiser)

    check.refresh_from_db()
    assert check.is_pending


def test_judging_waits_for_recorded_decisions(operator, organiser, open_period):
    make_verified(by=operator, period=open_period, organiser=organiser, title="Lolos")
    sent = make_checked(by=operator, period=open_period, organiser=organiser, title="Antar")
    before = reasons_against_start(open_period)

    actions.decide(sent, by=organiser, **DECISIONS[0])

    assert before == ["Proposal KIPP-2024-0002 (Antar) masih menunggu keputusan verifikasi."]
    assert reasons_against_start(open_period) == [
        "Proposal KIPP-2024-0002 (Antar) memiliki putusan yang belum disampaikan."
    ]


def test_decisions_exist_for_whom(operator, other_operator, organiser, judge, open_period):
    make_verified(by=operator, period=open_period, organiser=organiser, title="Lolos")
    actions.decide(
        make_checked(by=operator, period=open_period, organiser=organiser, title="Antar"), by=organiser, **DECISIONS[2]
    )

    counts = {person.role: Check.objects.visible_to(person).count() for person in (organiser, operator, judge)} | {
        "other": Check.objects.visible_to(other_operator).count()
    }

    assert counts == {"organiser": 2, "operator": 1, "judge": 0, "other": 0}


# The pages of the desk


@pytest.fixture
def at_desk(client, organiser):
    client.force_login(organiser)
    return client


def test_decisions_are_released_together_and_one_refusal_holds_up_no_other(at_desk, operator, organiser, open_period):
    passed, moved = (
        make_checked(by=operator, period=open_period, organiser=organiser, title=title) for title in ("Antar", "Jemput")
    )
    checks = [actions.decide(proposal, by=organiser, **DECISIONS[0]) for proposal in (passed, moved)]
    Proposal.objects.filter(pk=moved.pk).update(status="returned", repair_due_on=today())

    listed = at_desk.get("/meja/putusan/").content.decode()
    page = at_desk.post("/meja/putusan/", {"checks": [check.pk for check in checks]}, follow=True)

    assert [title in listed for title in ("Antar", "Jemput", "Lolos verifikasi")] == [True, True, True]
    assert [str(message) for message in page.context["messages"]] == [
        "KIPP-2024-0002: Proposal ini sudah berubah. Muat ulang halaman.",
        "1 putusan disampaikan kepada instansi.",
    ]
    assert Proposal.objects.get(pk=passed.pk).status == "verified"
    assert page.redirect_chain == [("/meja/putusan/", 302)]


def test_release_of_an_entry_that_has_become_too_young_says_why(at_desk, operator, organiser, open_period):
    sent = make_checked(by=operator, period=open_period, organiser=organiser, days_to_spare=0)
    check = actions.decide(sent, by=organiser, **DECISIONS[0])
    set_rules(
        open_period,
        registration_closes_on=open_period.registration_closes_on - timedelta(days=1),
        registration_closes_at=open_period.registration_closes_at - timedelta(days=1),
    )

    page = at_desk.post("/meja/putusan/", {"checks": [check.pk]}, follow=True)

    assert [str(message) for message in page.context["messages"]] == ["KIPP-2024-0001: Belum memenuhi, kurang 1 hari."]
    assert page.redirect_chain == [(f"/meja/proposal/{sent.pk}/", 302)]


@pytest.mark.parametrize(
    ("chosen", "error"),
    [
        ([], "Pilih paling sedikit satu putusan"),
        (["told"], "Sebagian putusan sudah disampaikan atau dibatalkan. Periksa daftar di bawah"),
    ],
)
def test_nothing_or_something_stale_chosen_is_explained(chosen, error, at_desk, operator, organiser, open_period):
    told = make_verified(by=operator, period=open_period, organiser=organiser, title="Lolos").checks.get()
    actions.decide(make_checked(by=operator, period=open_period, organiser=organiser), by=organiser, **DECISIONS[0])

    page = at_desk.post("/meja/putusan/", {"checks": [told.pk for _ in chosen]})

    assert (page.status_code, page.context["form"].errors["checks"]) == (422, [error])


def test_desk_shows_what_was_recorded_instead_of_the_form(at_desk, operator, organiser, open_period):
    sent, other = (
        make_checked(by=operator, period=open_period, organiser=organiser, title=title) for title in ("Antar", "Jemput")
    )
    actions.decide(sent, by=organiser, **DECISIONS[2])

    page = at_desk.get(f"/meja/proposal/{sent.pk}/")
    rows = at_desk.get("/meja/proposal/")

    text = page.content.decode()
    assert ["Simpan putusan" in text, "Sampaikan putusan" in text, "RAHASIA-MEJA" in text] == [False, True, True]
    assert page.context["history"][0].title == "Putusan dicatat, belum disampaikan: Tidak lolos"
    assert rows.context["pending"] == 1
    assert [(row.innovation.title, row.decided) for row in rows.context["proposals"]] == [
        ("Antar", "Tidak lolos"),
        ("Jemput", ""),
    ]
    assert at_desk.get(f"/meja/proposal/{other.pk}/").context["following"] is None


def test_cancelling_is_told_in_the_history_of_the_desk(at_desk, operator, organiser, open_period):
    sent = make_checked(by=operator, period=open_period, organiser=organiser)
    check = actions.decide(sent, by=organiser, **DECISIONS[0])

    done = at_desk.post(f"/meja/putusan/{check.pk}/batalkan/", {"reason": "Salah pilih"}, follow=True)
    again = at_desk.post(f"/meja/putusan/{check.pk}/batalkan/", {"reason": "Salah pilih"}, follow=True)

    line = done.context["history"][0]
    assert (line.title, line.by) == ("Putusan dibatalkan: Lolos verifikasi", organiser.name)
    assert "Alasan pembatalan: Salah pilih" in line.note
    assert "Putusan ini sudah disampaikan atau dibatalkan." in again.content.decode()


def test_home_counts_what_waits_for_a_decision_and_for_its_release(at_desk, operator, organiser, open_period):
    for title in ("Antar", "Jemput", "Sapa"):
        sent = make_checked(by=operator, period=open_period, organiser=organiser, title=title)
    actions.decide(sent, by=organiser, **DECISIONS[0])

    todo = [entry.text for entry in at_desk.get("/").context["todo"]]

    assert todo == ["1 putusan belum disampaikan kepada instansi.", "2 proposal menunggu verifikasi."]
