"""An entry passes when every rule is confirmed; two officers may except a rule that fails by computation."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from competitions.models import TransitionNotAllowed
from kipp.accounts.models import Role
from kipp.audit.models import Entry
from kipp.jobs.models import Mail
from proposals import actions
from proposals.actions import checking
from proposals.checklist import Mark, Rule
from proposals.models import ENTRY_PART, Proposal, RuleConfirmation, RuleOverride, checklist_of
from proposals.views.own import EXCEPTED
from tests.factories.accounts import UserFactory
from tests.factories.competitions import set_rules
from tests.factories.proposals import confirm_all, decide_and_tell, make_draft, make_override, make_sent

pytestmark = pytest.mark.django_db
DUE_IN = timedelta(days=9)


@pytest.fixture
def second(db):
    return UserFactory(role=Role.ORGANISER, name="Wati Penyelenggara Kedua")


@pytest.fixture
def sent(operator, open_period):
    return make_sent(by=operator, period=open_period, days_to_spare=0)


def fresh(proposal):
    return Proposal.objects.with_names().get(pk=proposal.pk)


def confirm(proposal, *, by, **marks):
    state = checklist_of(fresh(proposal)).state
    said = {Rule(rule): (Mark(mark), note) for rule, (mark, note) in marks.items()}
    return actions.confirm_rules(proposal, by=by, marks=said, seen=state)


def move_closing(period, *, days):
    """The closing comes earlier, and an entry that was exactly old enough is too young."""
    set_rules(
        period,
        registration_closes_on=period.registration_closes_on - timedelta(days=days),
        registration_closes_at=period.registration_closes_at - timedelta(days=days),
    )
    period.refresh_from_db()


def refused(proposal, *, by):
    try:
        actions.decide(proposal, by=by, decision="verify")
    except (actions.Unchecked, actions.NotEligible) as refusal:
        return refusal.rules if isinstance(refusal, actions.Unchecked) else list(refusal.verdict.reasons)
    return []


# Confirming


def test_every_rule_must_be_confirmed_before_an_entry_passes(sent, organiser):
    assert refused(sent, by=organiser) == list(Rule)

    confirm_all(sent, by=organiser)
    confirm(sent, by=organiser, theme=("not_met", "Di luar tema"))
    assert refused(sent, by=organiser) == [Rule.THEME]

    confirm(sent, by=organiser, theme=("unchecked", ""))
    assert refused(sent, by=organiser) == [Rule.THEME]

    confirm(sent, by=organiser, theme=("met", ""))
    decide_and_tell(sent, by=organiser, decision="verify")
    assert sent.status == "verified"


def test_a_confirmation_keeps_what_was_computed_and_who_said_it(sent, organiser):
    rows = confirm(sent, by=organiser, min_age=("met", ""), theme=("not_met", "Di luar tema"), title=("unchecked", ""))
    again = confirm(sent, by=organiser, min_age=("met", ""), theme=("not_met", "Di luar tema"))

    finding = checklist_of(fresh(sent)).finding(Rule.MIN_AGE)
    kept = [(row.ordinal, row.rule, row.version, row.outcome, row.mark, row.note, row.by) for row in rows]
    assert kept == [
        (1, "min_age", 1, "met", "met", "", organiser),
        (2, "theme", 1, "judged", "not_met", "Di luar tema", organiser),
    ]
    assert rows[0].inputs == finding.inputs
    assert finding.inputs["margin"] == 0
    assert again == []
    noted = Entry.objects.filter(verb="proposal.confirm_rules").values_list("data", flat=True)
    assert list(noted) == [{"sent": 1, "marks": {"min_age": ["met", ""], "theme": ["not_met", "Di luar tema"]}}]


def test_a_new_text_is_checked_afresh_and_the_earlier_word_is_still_there(sent, organiser, operator, client):
    confirm(sent, by=organiser, theme=("not_met", "KENARI-TEMA"))
    due_on = sent.period.registration_closes_on + DUE_IN
    decide_and_tell(sent, by=organiser, decision="send_back", reasons=["incomplete"], due_on=due_on)
    actions.resubmit(sent, by=operator)

    checklist = checklist_of(fresh(sent))
    client.force_login(organiser)
    rows = {row["id"]: row for row in client.get(f"/meja/proposal/{sent.pk}/").context["checklist"]["rows"]}

    assert (checklist.latest, checklist.unsettled) == ({}, list(Rule))
    assert [line.split(",")[0] for line in rows["aturan-theme"]["earlier"]] == ["Naskah ke-1: Tidak sesuai"]
    assert "KENARI-TEMA" in rows["aturan-theme"]["earlier"][0]


def test_a_moved_closing_and_a_similar_title_ask_for_another_look(sent, organiser, operator):
    confirm_all(sent, by=organiser)
    make_draft(by=operator, period=sent.period, title=f"{sent.innovation.title} 2")
    assert refused(sent, by=organiser) == [Rule.TITLE]

    set_rules(
        sent.period,
        registration_closes_on=sent.period.registration_closes_on + timedelta(days=3),
        registration_closes_at=sent.period.registration_closes_at + timedelta(days=3),
    )

    assert refused(sent, by=organiser) == [Rule.MIN_AGE, Rule.START_EVIDENCE, Rule.TITLE]


def test_what_changed_after_the_decision_stops_its_release(sent, organiser):
    confirm_all(sent, by=organiser)
    check = actions.decide(sent, by=organiser, decision="verify")
    confirm(sent, by=organiser, substance=("not_met", "Isian asal-asalan"))

    with pytest.raises(actions.Unchecked) as refusal:
        actions.release(check, by=organiser)

    assert refusal.value.rules == [Rule.SUBSTANCE]


def test_a_stale_checklist_is_not_saved(sent, organiser, second):
    seen = checklist_of(fresh(sent)).state
    confirm(sent, by=second, theme=("met", ""))

    with pytest.raises(actions.CheckedMeanwhile):
        actions.confirm_rules(sent, by=organiser, marks={Rule.THEME: (Mark.NOT_MET, "Lain")}, seen=seen)


def test_what_another_officer_keeps_in_between_is_not_overwritten(sent, organiser, second, monkeypatch):
    """The last guard is the database's: both have counted what was said before either writes."""
    keep = checking._keep

    def overtaken(rows):
        monkeypatch.setattr(checking, "_keep", keep)
        confirm(sent, by=second, theme=("met", ""))
        keep(rows)

    monkeypatch.setattr(checking, "_keep", overtaken)

    with pytest.raises(actions.CheckedMeanwhile):
        confirm(sent, by=organiser, theme=("not_met", "Lain"))

    assert RuleConfirmation.objects.filter(mark=Mark.NOT_MET).count() == 0


ROWS = {
    "only what waits": ("about_what_waits", {}),
    "a failed rule is not met": ("confirmation_failed_is_not_met", {"outcome": "failed"}),
    "evidence is named": ("confirmation_explained", {"outcome": "needs_evidence"}),
    "what is not met is explained": ("confirmation_explained", {"mark": "not_met"}),
    "a known rule": ("confirmation_known", {"rule": "lain"}),
    "once": ("confirmation_once", {}),
}


@pytest.mark.parametrize("story", ROWS)
def test_what_the_database_refuses_of_a_confirmation(story, sent, organiser):
    refusal, changes = ROWS[story]
    if refusal == "about_what_waits":
        refusal = "only what waits on the desk is checked"
        due_on = sent.period.registration_closes_on + DUE_IN
        decide_and_tell(sent, by=organiser, decision="send_back", reasons=["incomplete"], due_on=due_on)
    given = {"rule": "theme", "version": 1, "outcome": "met", "inputs": {}, "mark": "met"} | changes
    row = {"sent_version": sent.last_sent(), "ordinal": 1, "by": organiser} | given
    if refusal == "confirmation_once":
        RuleConfirmation.objects.create(**row)

    with pytest.raises(IntegrityError, match=refusal):
        RuleConfirmation.objects.create(**row)


def test_the_database_lets_nothing_pass_that_is_not_confirmed(sent, organiser):
    confirm_all(sent, by=organiser)
    confirm(sent, by=organiser, theme=("not_met", "Di luar tema"))

    with pytest.raises(IntegrityError, match="a rule is not confirmed"), transaction.atomic():
        Proposal.objects.filter(pk=sent.pk).update(status="verified")

    confirm(sent, by=organiser, theme=("met", ""))
    assert Proposal.objects.filter(pk=sent.pk).update(status="verified") == 1


# Exceptions


def test_a_mark_that_its_rule_forbids_is_refused_by_the_database(sent, organiser):
    """The form does not offer it."""
    move_closing(sent.period, days=12)

    with pytest.raises(IntegrityError, match="confirmation_failed_is_not_met"), transaction.atomic():
        confirm(sent, by=organiser, min_age=("met", ""))
    with pytest.raises(IntegrityError, match="override_has_reason_and_evidence"), transaction.atomic():
        actions.propose_override(sent, by=organiser, rule=Rule.MIN_AGE, reason="", evidence="")

    assert not RuleConfirmation.objects.exists()


def except_from_age(sent, *, by):
    reason, evidence = "SK memuat tanggal lebih awal.", "SK Nomor 12, halaman 2"
    return actions.propose_override(sent, by=by, rule=Rule.MIN_AGE, reason=reason, evidence=evidence)


def test_an_exception_counts_once_another_officer_approves_it(sent, organiser, second):
    move_closing(sent.period, days=12)
    confirm_all(sent, by=organiser)
    mails = Mail.objects.count()
    override = except_from_age(sent, by=organiser)
    told = list(Mail.objects.order_by("pk").values_list("to", flat=True)[mails:])
    proposed = refused(sent, by=organiser)

    with pytest.raises(TransitionNotAllowed, match="penyelenggara lain"):
        actions.approve_override(override, by=organiser)
    actions.approve_override(override, by=second)
    decide_and_tell(sent, by=organiser, decision="verify")

    assert told == [second.email]
    assert (proposed, sent.status) == (["too_young"], "verified")
    (decisive,) = RuleOverride.objects.decisive(sent.period)
    assert (decisive.by, decisive.approved_by, decisive.inputs["margin"]) == (organiser, second, -12)
    entry = Entry.objects.get(verb="override.approve")
    assert (entry.actor, entry.note, entry.data["proposed_by"]) == (str(second), override.reason, str(organiser))


def test_what_fails_by_computation_is_sent_back_only_when_it_can_be_sent_again(
    client, sent, operator, organiser, second
):
    repair = {"reasons": ["incomplete"], "due_on": sent.period.registration_closes_on + DUE_IN}
    number = sent.sections().first().number
    before = actions.decide(sent, by=organiser, decision="send_back", parts=[number], **repair)
    move_closing(sent.period, days=12)

    with pytest.raises(TransitionNotAllowed, match="bagian yang dipilih tidak dapat memperbaikinya"):
        actions.release(before, by=organiser)
    actions.cancel_decision(before, by=organiser, reason="Penutupan digeser")
    for parts in ([], [ENTRY_PART, number]):  # a wrong start may be put right
        check = actions.decide(sent, by=organiser, decision="send_back", parts=parts, **repair)
        actions.cancel_decision(check, by=organiser, reason="Uji")
    actions.approve_override(except_from_age(sent, by=organiser), by=second)
    decide_and_tell(sent, by=organiser, decision="send_back", parts=[number], **repair)

    client.force_login(operator)
    page = client.get(f"/proposal/{sent.pk}/periksa/")
    assert (page.context["ready"], page.context["verdict"]["sentences"][-1]) == (True, EXCEPTED)
    again = actions.resubmit(sent, by=operator)
    # What is kept is what was computed, and the new text passes by an exception of its own.
    assert (again.verdict.is_eligible, again.verdict.margin_days) == (False, -12)
    confirm_all(sent, by=organiser)
    assert refused(sent, by=organiser) == ["too_young"]


def test_an_exception_does_not_keep_a_repair_sendable_after_a_moved_closing(sent, operator, organiser, second):
    move_closing(sent.period, days=12)
    actions.approve_override(except_from_age(sent, by=organiser), by=second)
    due_on = sent.period.registration_closes_on + DUE_IN
    decide_and_tell(sent, by=organiser, decision="send_back", reasons=["incomplete"], due_on=due_on)
    move_closing(sent.period, days=1)

    with pytest.raises(actions.NotEligible):
        actions.resubmit(fresh(sent), by=operator)


def test_an_exception_does_not_outlive_a_moved_closing(sent, organiser, second):
    move_closing(sent.period, days=12)
    confirm_all(sent, by=organiser)
    approved = except_from_age(sent, by=organiser)
    actions.approve_override(approved, by=second)
    check = actions.decide(sent, by=organiser, decision="verify")
    move_closing(sent.period, days=1)
    with pytest.raises(actions.NotEligible):
        actions.release(check, by=organiser)

    again = except_from_age(sent, by=organiser)
    move_closing(sent.period, days=1)
    with pytest.raises(TransitionNotAllowed, match="sudah berubah"):
        actions.approve_override(again, by=second)
    actions.decline_override(again, by=organiser, reason="Penutupan digeser lagi")

    actions.approve_override(except_from_age(sent, by=organiser), by=second)
    confirm_all(sent, by=organiser)
    actions.release(check, by=organiser)
    assert fresh(sent).status == "verified"


def test_a_title_that_is_taken_may_be_excepted_up_to_the_release(sent, organiser, second, other_operator):
    other = make_sent(by=other_operator, period=sent.period, title=sent.innovation.title)
    set_rules(sent.period, is_title_once=True)
    confirm_all(other, by=organiser)
    refusal = refused(other, by=organiser)
    override = actions.propose_override(other, by=organiser, rule=Rule.TITLE, reason="Berbeda isi", evidence="Bab 2")
    actions.approve_override(override, by=second)

    decide_and_tell(other, by=organiser, decision="verify")

    assert (refusal, other.status) == (["duplicate_title"], "verified")


def test_what_cannot_be_excepted(sent, organiser, second):
    with pytest.raises(TransitionNotAllowed, match="tidak memerlukan"):
        except_from_age(sent, by=organiser)
    move_closing(sent.period, days=12)
    override = except_from_age(sent, by=organiser)
    with pytest.raises(TransitionNotAllowed, match="sudah diusulkan"):
        except_from_age(sent, by=second)
    actions.approve_override(override, by=second)
    with pytest.raises(TransitionNotAllowed, match="sudah dikecualikan"):
        except_from_age(sent, by=second)
    with pytest.raises(TransitionNotAllowed, match="sudah dijawab"):
        actions.decline_override(override, by=second, reason="Terlambat")

    set_rules(sent.period, status="judging")
    with pytest.raises(TransitionNotAllowed, match="Verifikasi sudah selesai"):
        except_from_age(sent, by=organiser)


def test_what_the_database_refuses_of_an_exception(sent, organiser, second):
    override = make_override(sent, by=organiser)
    same = RuleOverride.objects.filter(pk=override.pk)
    now = override.at
    wrong = [
        ("override_approved_by_another", {"approved_at": now, "approved_by": organiser}),
        ("override_approved_by_another", {"approved_at": now}),
        ("override_declined_by_someone_for_a_reason", {"declined_at": now, "declined_by": second}),
        ("recorded_stays|Cannot update", {"reason": "Lain"}),
    ]
    for refusal, changes in wrong:
        with pytest.raises(Exception, match=refusal), transaction.atomic():
            same.update(**changes)
    with pytest.raises(IntegrityError, match="override_one_open"), transaction.atomic():
        make_override(sent, by=second)
    same.update(approved_at=now, approved_by=second)
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        same.update(approved_by=organiser)


def test_exceptions_exist_for_organisers_only(sent, cast):
    make_override(sent, by=cast["organiser"])

    seen = {role for role, person in cast.items() if RuleOverride.objects.visible_to(person).exists()}

    assert seen == {"organiser"}
