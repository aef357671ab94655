"""What the database itself refuses, whoever writes the row and by whatever path."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from proposals import actions
from proposals.models import Attachment, Innovation, Proposal
from tests.factories.competitions import close_now, set_rules
from tests.factories.judging import give_to
from tests.factories.proposals import make_checked, make_complete, make_draft, make_returned, make_sent, make_verified

pytestmark = pytest.mark.django_db


def refused(sql: str, *params) -> str:
    """Run raw SQL that must fail and return what the database says."""
    with pytest.raises(DatabaseError) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)
    return str(refusal.value)


def test_proposal_is_born_as_draft(operator, open_period):
    draft = make_draft(by=operator, period=open_period)

    said = refused(
        "INSERT INTO proposals_proposal (period_id, innovation_id, agency_id, category_id, group_id, status,"
        " content_sha256, created_by_id, token)"
        " SELECT period_id, innovation_id, agency_id, category_id, group_id, 'verified', '',"
        " created_by_id, gen_random_uuid() FROM proposals_proposal WHERE id = %s",
        draft.pk,
    )

    assert "a proposal begins as a draft" in said


@pytest.mark.parametrize("status", ["verified", "returned", "rejected"])
def test_draft_takes_no_unknown_step(status, operator, open_period):
    draft = make_draft(by=operator, period=open_period)

    assert f"no step leads from draft to {status}" in refused(
        "UPDATE proposals_proposal SET status = %s WHERE id = %s", status, draft.pk
    )


def test_sent_proposal_never_becomes_a_draft_again(operator, open_period):
    sent = make_sent(by=operator, period=open_period)

    assert "no step leads from submitted to draft" in refused(
        "UPDATE proposals_proposal SET status = 'draft' WHERE id = %s", sent.pk
    )


def test_draft_is_not_sent_after_closing_by_raw_sql(operator, open_period):
    draft = make_complete(by=operator, period=open_period)
    close_now(open_period)

    said = refused(
        "UPDATE proposals_proposal SET status = 'submitted', number = 'X', submitted_at = now(),"
        " submitted_by_id = created_by_id, content_sha256 = 'x' WHERE id = %s",
        draft.pk,
    )

    assert "registration is closed" in said


def test_decision_after_judging_began_is_refused(operator, open_period):
    sent = make_sent(by=operator, period=open_period)
    set_rules(open_period, status="judging")

    said = refused("UPDATE proposals_proposal SET status = 'verified' WHERE id = %s", sent.pk)

    assert "verification is over" in said


def test_overdue_repair_is_refused(operator, organiser, open_period):
    returned = make_returned(by=operator, period=open_period, organiser=organiser)
    Proposal.objects.filter(pk=returned.pk).update(repair_due_on="2020-01-01")

    said = refused("UPDATE proposals_proposal SET status = 'submitted' WHERE id = %s", returned.pk)

    assert "repair is overdue" in said


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("proposals_answer", "text = 'lain'"),
        ("proposals_attachment", "sha256 = 'lain'"),
    ],
)
def test_text_and_files_of_a_sent_proposal_are_frozen(table, change, operator, open_period):
    sent = make_sent(by=operator, period=open_period)

    for sql in (f"UPDATE {table} SET {change} WHERE proposal_id = %s", f"DELETE FROM {table} WHERE proposal_id = %s"):  # noqa: S608
        assert "a sent proposal is frozen" in refused(sql, sent.pk)


def test_answer_cannot_be_added_to_a_sent_proposal(operator, open_period):
    sent = make_sent(by=operator, period=open_period)

    said = refused(
        "INSERT INTO proposals_answer (proposal_id, section_id, text, is_done, version, updated_by_id)"
        " SELECT %s, id, 'susulan', false, 1, %s FROM competitions_section LIMIT 1",
        sent.pk,
        operator.pk,
    )

    assert "a sent proposal is frozen" in said


def test_returned_proposal_may_be_changed(operator, organiser, open_period):
    returned = make_returned(by=operator, period=open_period, organiser=organiser)

    changed = returned.answers.update(text="diperbaiki")

    assert changed == open_period.sections.count()


@pytest.mark.parametrize(
    "change", ["category_id = category_id + 1", "number = 'KIPP-2024-9999'", "submitted_at = now()"]
)
def test_sent_entry_is_frozen(change, operator, open_period):
    sent = make_sent(by=operator, period=open_period)

    assert "sent proposal" in refused(f"UPDATE proposals_proposal SET {change} WHERE id = %s", sent.pk)  # noqa: S608


def test_sent_proposal_is_not_deleted(operator, open_period):
    sent = make_sent(by=operator, period=open_period)

    assert "Cannot delete" in refused("DELETE FROM proposals_proposal WHERE id = %s", sent.pk)


def test_entry_stays_with_its_agency(operator, other_agency, open_period):
    draft = make_draft(by=operator, period=open_period)

    assert "an entry stays with" in refused(
        "UPDATE proposals_proposal SET agency_id = %s WHERE id = %s", other_agency.pk, draft.pk
    )


def test_innovation_in_competition_is_frozen(operator, open_period):
    sent = make_sent(by=operator, period=open_period)

    assert "an innovation in competition is frozen" in refused(
        "UPDATE proposals_innovation SET implemented_on = '2000-01-01' WHERE id = %s", sent.innovation_id
    )


def test_innovation_is_free_again_after_announcement(operator, organiser, open_period):
    verified = make_verified(by=operator, period=open_period, organiser=organiser)
    set_rules(open_period, status="announced")

    verified.innovation.title = "Judul tahun berikutnya"
    verified.innovation.save()

    verified.innovation.refresh_from_db()
    assert verified.innovation.title == "Judul tahun berikutnya"


@pytest.mark.parametrize("table", ["proposals_eligibilityverdict", "proposals_check", "proposals_sentversion"])
def test_ledger_is_append_only(table, operator, organiser, open_period):
    make_returned(by=operator, period=open_period, organiser=organiser)

    assert "Cannot update" in refused(f"UPDATE {table} SET id = id + 1000")  # noqa: S608
    assert "delete rows" in refused(f"DELETE FROM {table}")  # noqa: S608


def test_eligible_verdict_that_starts_too_late_is_refused(operator, open_period):
    sent = make_sent(by=operator, period=open_period)

    said = refused(
        "INSERT INTO proposals_eligibilityverdict (proposal_id, cause, closes_on, threshold_on, implemented_on,"
        " is_eligible, margin_days, reasons) VALUES (%s, 'final', '2024-06-28', '2023-06-28', '2023-06-29', true, -1,"
        " '{}')",
        sent.pk,
    )

    assert "verdict_eligible_starts_in_time" in said


def test_final_verdict_stands_once(operator, open_period):
    sent = make_sent(by=operator, period=open_period)
    insert = (
        "INSERT INTO proposals_eligibilityverdict (proposal_id, cause, closes_on, threshold_on, implemented_on,"
        " is_eligible, margin_days, reasons) VALUES (%s, 'final', '2024-06-28', '2023-06-28', '2023-06-28', true, 0,"
        " '{}')"
    )
    with connection.cursor() as cursor:
        cursor.execute(insert, [sent.pk])

    assert "verdict_final_once" in refused(insert, sent.pk)


def test_refusal_without_reason_is_refused(operator, organiser, open_period):
    sent = make_sent(by=operator, period=open_period)

    said = refused(
        "INSERT INTO proposals_check (proposal_id, decision, reasons, note, cancelled_reason, repair_parts, by_id)"
        " VALUES (%s, 'reject', '{}', '', '', '{}', %s)",
        sent.pk,
        organiser.pk,
    )

    assert "check_refusal_has_reason" in said


def test_title_is_once_per_agency_whatever_the_case(operator, other_operator, open_period):
    make_draft(by=operator, period=open_period, title="Antar Jemput")
    make_draft(by=other_operator, period=open_period, title="Antar Jemput")

    with pytest.raises(actions.AlreadyRegistered):
        make_draft(by=operator, period=open_period, title="ANTAR JEMPUT")


def test_of_two_simultaneous_decisions_one_wins(operator, organiser, open_period):
    first = make_checked(by=operator, period=open_period, organiser=organiser)
    second = Proposal.objects.get(pk=first.pk)
    actions.decide(first, by=organiser, decision="verify")

    with pytest.raises(actions.TransitionNotAllowed, match="sudah memiliki putusan"):
        actions.decide(second, by=organiser, decision="reject", reasons=["evidence"])

    assert list(first.checks.values_list("decision", flat=True)) == ["verify"]


def test_submission_time_is_within_registration(operator, open_period):
    before = timezone.now()
    sent = make_sent(by=operator, period=open_period)

    assert before <= sent.submitted_at < open_period.registration_closes_at


def seen(manager, **people):
    return {
        name: sorted(str(row) for row in manager.visible_to(person))
        for name, person in (people | {"anonymous": AnonymousUser()}).items()
    }


def test_what_exists_for_whom(operator, other_operator, organiser, judge, other_judge, open_period):
    make_draft(by=operator, period=open_period, title="Draf")
    make_returned(by=operator, period=open_period, organiser=organiser, title="Kembali")
    verified = make_verified(by=operator, period=open_period, organiser=organiser, title="Lolos")
    give_to(judge, verified, by=organiser)
    people = {
        "operator": operator,
        "other_operator": other_operator,
        "organiser": organiser,
        "judge": judge,
        "other_judge": other_judge,
    }
    all_of_them, files = ["Draf", "Kembali", "Lolos"], sorted(file.name for file in verified.files())
    nothing = {"other_operator": [], "other_judge": [], "anonymous": []}

    assert seen(Innovation.objects, **people) == nothing | {
        "operator": all_of_them,
        "organiser": all_of_them,
        "judge": [],
    }
    assert seen(Proposal.objects, **people) == nothing | {
        "operator": all_of_them,
        "organiser": all_of_them,
        "judge": ["Lolos"],
    }
    assert seen(Attachment.objects, **people) == nothing | {
        "operator": sorted(files * 2),  # those of the returned one and of the verified one
        "organiser": files,
        "judge": files,
    }


DECISION_REFUSALS = [
    ("note = 'lain'", "Cannot update"),
    ("by_id = released_by_id", "Cannot update"),
    ("released_at = now()", "check_released_by_someone"),
    ("cancelled_at = now(), cancelled_by_id = by_id", "check_cancelled_by_someone_for_a_reason"),
    ("repair_due_on = now()", "Cannot update"),
]


@pytest.mark.parametrize(("change", "says"), DECISION_REFUSALS)
def test_recorded_decision_is_only_closed(change, says, operator, organiser, open_period):
    checked = make_checked(by=operator, period=open_period, organiser=organiser)
    actions.decide(checked, by=organiser, decision="verify")

    assert says in refused(f"UPDATE proposals_check SET {change}")  # noqa: S608


def test_closed_decision_stays_and_none_is_deleted(operator, organiser, open_period):
    make_verified(by=operator, period=open_period, organiser=organiser)

    assert "Cannot update" in refused("UPDATE proposals_check SET released_at = now()")
    assert "Cannot delete" in refused("DELETE FROM proposals_check")


@pytest.mark.parametrize("decision", ["verify", "reject"])
def test_draft_is_not_decided(decision, operator, organiser, open_period):
    draft = make_draft(by=operator, period=open_period)

    said = refused(
        "INSERT INTO proposals_check (proposal_id, decision, reasons, note, cancelled_reason, repair_parts, by_id)"
        " VALUES (%s, %s, '{evidence}', '', '', '{}', %s)",
        draft.pk,
        decision,
        organiser.pk,
    )

    assert f"no {decision} from draft" in said
