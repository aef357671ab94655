"""An agency takes its entry out, and may take that back while registration is open."""

import pytest

from judging import actions as judging
from judging.models import Assignment
from kipp.jobs.models import Mail
from proposals import actions
from proposals.compliance import without_innovation
from proposals.models import Proposal, standings_of
from proposals.wording import quota_sentence
from tests.factories.competitions import close_now, set_rules
from tests.factories.judging import assign_everyone
from tests.factories.proposals import (
    decide_and_tell,
    make_checked,
    make_complete,
    make_draft,
    make_returned,
    make_sent,
    make_verified,
)

pytestmark = pytest.mark.django_db


def make(state, *, by, period, organiser):
    match state:
        case "draft":
            return make_draft(by=by, period=period)
        case "submitted":
            return make_sent(by=by, period=period)
        case "returned":
            return make_returned(by=by, period=period, organiser=organiser)
        case "verified":
            return make_verified(by=by, period=period, organiser=organiser)
        case "rejected":
            proposal = make_sent(by=by, period=period)
            decide_and_tell(proposal, by=organiser, decision="reject", reasons=["evidence"])
            return proposal
        case "withdrawn":
            proposal = make_sent(by=by, period=period)
            actions.withdraw(proposal, by=by, reason="Salah unggah")
            return proposal


STATES = list(Proposal.Status.values)
# (act, status) -> the status it leads to; every other pair is refused and changes nothing
LEADS = {
    ("withdraw", "submitted"): "withdrawn",
    ("withdraw", "returned"): "withdrawn",
    ("withdraw", "verified"): "withdrawn",
    ("take_back", "withdrawn"): "submitted",
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("act", ["withdraw", "take_back"])
def test_where_a_withdrawal_leads_from_every_status(act, state, operator, organiser, open_period):
    proposal = make(state, by=operator, period=open_period, organiser=organiser)
    more = {"reason": "Data berubah"} if act == "withdraw" else {}

    if (act, state) in LEADS:
        getattr(actions, act)(proposal, by=operator, **more)
    else:
        with pytest.raises(actions.TransitionNotAllowed):
            getattr(actions, act)(proposal, by=operator, **more)

    assert Proposal.objects.get(pk=proposal.pk).status == LEADS.get((act, state), state)


def test_withdrawal_keeps_its_reason_and_tells_the_organisers(operator, organiser, open_period):
    sent = make_checked(by=operator, period=open_period, organiser=organiser)
    check = actions.decide(sent, by=organiser, decision="verify")

    withdrawal = actions.withdraw(sent, by=operator, reason="Data berubah")

    mail = Mail.objects.order_by("-pk").first()
    check.refresh_from_db()
    assert (withdrawal.left, withdrawal.reason, withdrawal.by) == ("submitted", "Data berubah", operator)
    assert (mail.to, mail.subject) == (organiser.email, "Proposal KIPP-2024-0001 ditarik oleh instansi")
    assert "Data berubah" in mail.body
    assert check.cancelled_reason == "Proposal ditarik oleh instansi."


def test_withdrawal_taken_back_is_sent_anew_under_its_number(operator, organiser, open_period):
    verified = make_verified(by=operator, period=open_period, organiser=organiser)
    actions.withdraw(verified, by=operator, reason="Data berubah")

    actions.take_back(verified, by=operator)

    withdrawal = verified.withdrawals.get()
    assert (verified.status, verified.number) == ("submitted", "KIPP-2024-0001")
    assert verified.last_sent().ordinal == 2
    assert (withdrawal.left, withdrawal.undone_by) == ("verified", operator)


def test_repair_goes_on_after_its_withdrawal_is_taken_back(operator, organiser, open_period):
    returned = make_returned(by=operator, period=open_period, organiser=organiser)
    due_on = returned.repair_due_on
    actions.withdraw(returned, by=operator, reason="Data berubah")

    actions.take_back(returned, by=operator)

    assert (returned.status, returned.repair_due_on, returned.sent_versions.count()) == ("returned", due_on, 1)
    assert Mail.objects.order_by("-pk").first().subject == "Proposal KIPP-2024-0001 diikutkan lagi oleh instansi"


def test_withdrawn_entry_leaves_its_place_in_the_quota_and_asks_for_it_again(operator, open_period):
    set_rules(open_period, quota_per_agency=1)
    first = make_sent(by=operator, period=open_period, title="Satu")
    second = make_complete(by=operator, period=open_period, title="Dua")
    actions.withdraw(first, by=operator, reason="Data berubah")
    actions.submit(second, by=operator)

    with pytest.raises(actions.QuotaReached):
        actions.take_back(first, by=operator)

    assert first.status == "withdrawn"


@pytest.mark.parametrize("state", ["submitted", "returned"])
def test_withdrawal_is_final_once_registration_is_closed(state, operator, organiser, open_period, monkeypatch):
    proposal = make(state, by=operator, period=open_period, organiser=organiser)
    actions.withdraw(proposal, by=operator, reason="Data berubah")
    close_now(open_period)

    with pytest.raises(actions.RegistrationClosed):
        actions.take_back(proposal, by=operator)
    # The database says the same to whoever does not ask first.
    monkeypatch.setattr("competitions.querysets.PeriodQuerySet.accepts_entries", lambda *_, **__: True)
    with pytest.raises(actions.RegistrationClosed):
        actions.take_back(proposal, by=operator)


def test_withdrawal_after_judging_began_is_refused(operator, open_period):
    sent = make_sent(by=operator, period=open_period)
    set_rules(open_period, status="judging")

    with pytest.raises(actions.TransitionNotAllowed, match="Verifikasi sudah selesai"):
        actions.withdraw(sent, by=operator, reason="Data berubah")


def test_withdrawn_entry_is_not_judged(operator, organiser, judge, other_judge, open_period):
    kept, gone = (
        make_verified(by=operator, period=open_period, organiser=organiser, title=title) for title in ("Satu", "Dua")
    )
    set_rules(open_period, status="verification")
    open_period.refresh_from_db()
    assign_everyone(open_period, by=organiser)
    actions.withdraw(gone, by=operator, reason="Data berubah")

    judging.start_judging(open_period, by=organiser)

    assert set(Assignment.objects.values_list("proposal", flat=True)) == {kept.pk}


def test_agency_withdraws_on_a_page_and_takes_it_back(client, operator, open_period):
    sent = make_sent(by=operator, period=open_period)
    client.force_login(operator)
    page = f"/proposal/{sent.pk}/"

    empty = client.post(f"{page}tarik/", {"reason": ""})
    done = client.post(f"{page}tarik/", {"reason": "Data berubah"}, follow=True)
    again = client.post(f"{page}tarik/", {"reason": "Data berubah"}, follow=True)
    asked = client.get(f"{page}tarik/", follow=True)
    back = client.post(f"{page}batalkan-penarikan/", follow=True)

    assert (empty.status_code, empty.context["form"].errors) == (422, {"reason": ["Isi alasan penarikan"]})
    assert done.context["history"][0].title == "Ditarik"
    assert "Batalkan penarikan" in done.content.decode()
    told = [[str(message) for message in answer.context["messages"]] for answer in (done, again, asked, back)]
    assert told == [
        ["Proposal ditarik. Penyelenggara sudah diberi tahu."],
        ["Proposal ini sudah berubah. Muat ulang halaman."],
        ["Proposal ini tidak dapat ditarik."],
        ["Proposal diikutkan lagi."],
    ]
    assert "Penarikan dibatalkan" in [line.title for line in back.context["history"]]


def test_refusals_of_taking_back_are_told(client, operator, open_period):
    sent = make_sent(by=operator, period=open_period, days_to_spare=0)
    actions.withdraw(sent, by=operator, reason="Data berubah")
    innovation = type(sent.innovation).objects.filter(pk=sent.innovation_id)
    client.force_login(operator)
    answers = []
    for start in (open_period.registration_closes_on, sent.innovation.implemented_on):
        innovation.update(implemented_on=start)
        answers.append(client.post(f"/proposal/{sent.pk}/batalkan-penarikan/", follow=True))
        set_rules(open_period, quota_per_agency=0)

    told = [[str(message) for message in answer.context["messages"]] for answer in answers]
    assert [message[:70] for (message,) in told] == [
        "Proposal tidak dapat diikutkan lagi: Belum memenuhi, kurang 365 hari.",
        quota_sentence(0)[:70],
    ]


def test_withdrawn_entry_is_no_duty_done(client, operator, organiser, open_period):
    sent = make_sent(by=operator, period=open_period)
    actions.withdraw(sent, by=operator, reason="Data berubah")
    client.force_login(organiser)

    page = client.get("/satu-instansi-satu-inovasi/")
    desk = client.get(f"/meja/proposal/{sent.pk}/")

    cells = [cell["label"] for row in page.context["rows"] for cell in row["years"]]
    board = standings_of([operator.agency], [2024])
    assert (cells, without_innovation(board, 2024)) == (["Berinovasi"], [operator.agency.code])
    assert ["Simpan putusan" in desk.content.decode(), "/unduh/" in desk.content.decode()] == [False, False]
