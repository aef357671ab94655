"""What the clock and the jobs start. Everything may run twice and says nothing twice."""

from datetime import timedelta

import pytest

from competitions import actions as competitions
from competitions.schedule import closing_instant
from kipp.clock import today
from kipp.jobs.models import Job, Mail
from kipp.jobs.queue import HANDLERS, run_waiting
from kipp.text import penutupan
from proposals import tasks
from proposals.eligibility import threshold
from proposals.models import EligibilityVerdict, Proposal
from tests.factories.competitions import close_now, set_rules
from tests.factories.proposals import make_complete, make_draft, make_sent, make_verified

pytestmark = pytest.mark.django_db


def moved(period, *, by, days):
    closes_on = period.registration_closes_on + timedelta(days=days)
    return competitions.move_closing(period, by=by, closes_on=closes_on, reason="Permintaan banyak instansi")


def subjects():
    return sorted(Mail.objects.values_list("to", "subject"))


def test_moving_the_closing_keeps_both_verdicts_of_every_entry(operator, organiser, open_period):
    draft = make_draft(by=operator, period=open_period, title="Draf", days_to_spare=-5)
    sent = make_sent(by=operator, period=open_period, title="Terkirim", days_to_spare=0)
    old_closing = open_period.registration_closes_on
    change = moved(open_period, by=organiser, days=7)

    tasks.closing_moved(change_id=change.pk)

    rows = EligibilityVerdict.objects.filter(closing_change=change).order_by("proposal", "pk")
    new_closing = open_period.registration_closes_on
    old_threshold, new_threshold = threshold(old_closing, 12), threshold(new_closing, 12)
    shift = (new_threshold - old_threshold).days
    fields = ("proposal", "cause", "closes_on", "threshold_on", "is_eligible", "margin_days")
    assert list(rows.values_list(*fields)) == [
        (draft.pk, "closing_moved", old_closing, old_threshold, False, -5),
        (draft.pk, "closing_moved", new_closing, new_threshold, True, shift - 5),
        (sent.pk, "closing_moved", old_closing, old_threshold, True, 0),
        (sent.pk, "closing_moved", new_closing, new_threshold, True, shift),
    ]


def test_only_agencies_whose_verdict_turned_are_told_with_both_dates(operator, other_operator, organiser, open_period):
    make_draft(by=operator, period=open_period, title="Menjadi memenuhi", days_to_spare=-5)
    make_draft(by=other_operator, period=open_period, title="Tetap memenuhi", days_to_spare=5)
    change = moved(open_period, by=organiser, days=7)

    tasks.closing_moved(change_id=change.pk)

    mail = Mail.objects.get()
    assert (mail.to, mail.subject) == (
        operator.email,
        "Periksa proposal Anda: pergeseran penutupan mengubah kelayakannya",
    )
    assert "Semula: Belum memenuhi, kurang 5 hari" in mail.body
    assert "Sekarang: Memenuhi, lebih 2 hari" in mail.body


def test_shortening_turns_a_sent_entry_and_tells_its_agency(operator, organiser, open_period):
    sent = make_sent(by=operator, period=open_period, days_to_spare=2)
    Mail.objects.all().delete()
    change = moved(open_period, by=organiser, days=-7)

    tasks.closing_moved(change_id=change.pk)

    assert list(sent.verdicts.filter(closing_change=change).order_by("pk").values_list("is_eligible", flat=True)) == [
        True,
        False,
    ]
    assert subjects() == [(operator.email, "Periksa proposal Anda: pergeseran penutupan mengubah kelayakannya")]


def test_closing_moved_twice_in_a_row_adds_nothing(operator, organiser, open_period):
    make_draft(by=operator, period=open_period, days_to_spare=-5)
    change = moved(open_period, by=organiser, days=7)

    for _ in range(2):
        tasks.closing_moved(change_id=change.pk)

    assert (EligibilityVerdict.objects.count(), Mail.objects.count()) == (2, 1)


def test_closing_moved_there_and_back_keeps_every_verdict(operator, organiser, open_period):
    make_draft(by=operator, period=open_period, days_to_spare=-5)
    for days in (7, -7, 7):
        tasks.closing_moved(change_id=moved(open_period, by=organiser, days=days).pk)

    turned = EligibilityVerdict.objects.order_by("pk").values_list("is_eligible", flat=True)
    assert list(turned) == [False, True, True, False, False, True]
    assert Mail.objects.count() == 3


def test_moving_the_closing_asks_for_this_job(operator, organiser, open_period):
    make_draft(by=operator, period=open_period, days_to_spare=-5)
    moved(open_period, by=organiser, days=7)

    run_waiting()

    assert set(Job.objects.filter(kind="competitions.closing_moved").values_list("state", "error")) == {("done", "")}
    assert EligibilityVerdict.objects.count() == 2


def test_closing_takes_the_final_check_and_tells_unsent_drafts(operator, other_operator, organiser, open_period):
    make_draft(by=other_operator, period=open_period, title="Draf")
    sent = make_sent(by=operator, period=open_period, title="Terkirim")
    verified = make_verified(by=operator, period=open_period, organiser=organiser, title="Lolos")
    close_now(open_period)
    Mail.objects.all().delete()

    for _ in range(2):
        tasks.registration_closed(period_id=open_period.pk)

    final = EligibilityVerdict.objects.filter(cause="final").order_by("proposal")
    assert list(final.values_list("proposal", "closes_on")) == [
        (sent.pk, open_period.registration_closes_on),
        (verified.pk, open_period.registration_closes_on),
    ]
    assert subjects() == [(other_operator.email, "Pendaftaran ditutup, proposal Anda tidak terkirim")]


@pytest.mark.parametrize(("days_left", "told"), [(30, 0), (8, 0), (7, 1), (5, 0), (3, 1), (1, 1), (0, 0)])
def test_reminder_comes_on_the_days_the_period_names(days_left, told, operator, open_period):
    make_draft(by=operator, period=open_period)
    closes_on = today() + timedelta(days=days_left)
    set_rules(
        open_period,
        registration_closes_on=closes_on,
        registration_closes_at=closing_instant(closes_on),
        verification_closes_on=None,
        judging_closes_on=None,
        announced_on=None,
    )

    assert [tasks.remind(), tasks.remind()] == [told, 0]
    assert Mail.objects.count() == told


def test_reminder_names_what_is_missing(operator, open_period, monkeypatch):
    draft = make_complete(by=operator, period=open_period)
    section = open_period.sections.order_by("order").first()
    draft.answers.filter(section=section).update(text="")
    monkeypatch.setattr(tasks, "today", lambda: open_period.registration_closes_on - timedelta(days=3))

    tasks.remind()

    mail = Mail.objects.get()
    assert mail.subject == f"Kirim proposal Anda paling lambat {penutupan(open_period.registration_closes_at)}"
    assert f"{penutupan(open_period.registration_closes_at)}, 3 hari lagi.\n" in mail.body
    assert f"- Isi {section}\n" in mail.body
    assert mail.body.count("\n- ") == 1


def test_sent_proposals_and_closed_periods_are_not_reminded(operator, open_period, monkeypatch):
    make_sent(by=operator, period=open_period, title="Terkirim")
    make_draft(by=operator, period=open_period, title="Draf")
    Mail.objects.all().delete()
    close_now(open_period)
    monkeypatch.setattr(tasks, "today", lambda: open_period.registration_closes_on - timedelta(days=3))

    assert tasks.remind() == 0
    assert (Mail.objects.count(), Proposal.objects.drafts().count()) == (0, 1)


def test_handlers_are_registered_under_the_names_the_period_asks_for():
    assert HANDLERS["competitions.closing_moved"] is tasks.closing_moved
    assert HANDLERS["competitions.registration_closed"] is tasks.registration_closed
