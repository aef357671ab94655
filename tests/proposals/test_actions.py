"""Registering, writing, sending and deciding."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError

from kipp.audit.models import Entry
from kipp.canonical import digest
from kipp.clock import today
from kipp.documents.models import Document
from kipp.jobs.models import Mail
from kipp.text import hari_tanggal, tanggal
from proposals import actions
from proposals.actions import registering
from proposals.completeness import GapCode
from proposals.eligibility import Reason, threshold
from proposals.models import Answer, EligibilityVerdict, Innovation, Proposal
from tests.factories.competitions import close_now, make_period, open_now, set_rules
from tests.factories.proposals import (
    add_file,
    decide_and_tell,
    make_complete,
    make_draft,
    make_returned,
    make_sent,
    make_verified,
)

pytestmark = pytest.mark.django_db


def test_same_token_gives_the_same_proposal(operator, open_period):
    token, category = uuid4(), open_period.categories.first()
    start = today() - timedelta(days=900)

    first, second = (
        actions.begin_entry(
            by=operator,
            token=token,
            category=category,
            group=open_period.groups.first(),
            title="Antar",
            implemented_on=start,
        )
        for _ in range(2)
    )

    assert first == second
    assert (Innovation.objects.count(), Proposal.objects.count()) == (1, 1)


def test_the_twin_that_comes_second_gets_the_proposal_of_the_first(operator, open_period, monkeypatch):
    """Both have looked and found none; the first is stored while the second is about to register."""
    token, first = uuid4(), []
    form = {"category": open_period.categories.first(), "group": open_period.groups.first(), "token": token}
    register = registering.register_innovation

    def overtaken(**innovation):
        first.append(actions.start_proposal(register(**innovation), by=operator, **form))
        return register(**innovation)

    monkeypatch.setattr(registering, "register_innovation", overtaken)

    second = actions.begin_entry(by=operator, title="Antar", implemented_on=today() - timedelta(days=900), **form)

    assert ([second], Innovation.objects.count()) == (first, 1)


def test_starting_with_the_same_token_again_is_the_same_proposal(operator, open_period):
    draft = make_draft(by=operator, period=open_period)

    again = actions.start_proposal(
        draft.innovation, by=operator, category=draft.category, group=draft.group, token=draft.token
    )

    assert again == draft
    assert Entry.objects.filter(verb="proposal.start").count() == 1


def test_innovation_without_title_is_refused_by_the_database(operator):
    with pytest.raises(IntegrityError, match="innovation_has_title"):
        actions.register_innovation(by=operator, title="", implemented_on=today())


def test_innovation_that_competes_elsewhere_is_not_changed(operator, organiser, open_period):
    sent = make_sent(by=operator, period=open_period)
    later = make_period(by=organiser, year=2025)
    open_now(later, by=organiser)
    draft = actions.start_proposal(
        sent.innovation, by=operator, category=later.categories.first(), group=later.groups.first()
    )

    asked = {"category": draft.category, "group": draft.group, "video_link": ""}

    with pytest.raises(actions.TransitionNotAllowed, match="sedang diikutkan pada kompetisi"):
        actions.change_entry(draft, by=operator, implemented_on=today(), **asked)


def test_entry_is_not_begun_after_closing(operator, open_period):
    close_now(open_period)

    with pytest.raises(actions.RegistrationClosed):
        actions.begin_entry(
            by=operator,
            token=uuid4(),
            category=open_period.categories.first(),
            group=open_period.groups.first(),
            title="Antar",
            implemented_on=today(),
        )

    assert Innovation.objects.count() == 0


def test_changed_title_that_is_taken_is_refused_and_nothing_changes(operator, open_period):
    make_draft(by=operator, period=open_period, title="Pertama")
    draft = make_draft(by=operator, period=open_period, title="Kedua")

    asked = {"category": draft.category, "group": draft.group, "video_link": ""}

    with pytest.raises(actions.AlreadyRegistered):
        actions.change_entry(draft, by=operator, title="pertama", implemented_on=today(), **asked)

    draft.innovation.refresh_from_db()
    assert draft.innovation.title == "Kedua"


def test_answer_counts_its_versions(operator, open_period):
    draft, section = make_draft(by=operator, period=open_period), open_period.sections.first()

    versions = [
        actions.save_answer(draft, by=operator, section=section, text=f"Teks {n}", version=n).version for n in range(3)
    ]

    assert versions == [1, 2, 3]
    assert Answer.objects.values_list("text", "version").get() == ("Teks 2", 3)


def test_answer_saved_on_an_old_version_keeps_both_texts(operator, open_period):
    draft, section = make_draft(by=operator, period=open_period), open_period.sections.first()
    actions.save_answer(draft, by=operator, section=section, text="Tab pertama", version=0)

    with pytest.raises(actions.VersionConflict) as conflict:
        actions.save_answer(draft, by=operator, section=section, text="Tab kedua", version=0)

    assert (conflict.value.stored.text, conflict.value.stored.version) == ("Tab pertama", 1)
    assert conflict.value.typed == "Tab kedua"


def test_same_text_sent_twice_is_no_conflict(operator, open_period):
    draft, section = make_draft(by=operator, period=open_period), open_period.sections.first()

    answers = [actions.save_answer(draft, by=operator, section=section, text="Teks", version=0) for _ in range(2)]

    assert [answer.version for answer in answers] == [1, 1]


def test_sent_proposal_refuses_text_and_files(operator, open_period):
    sent = make_sent(by=operator, period=open_period)

    with pytest.raises(actions.TransitionNotAllowed):
        actions.save_answer(sent, by=operator, section=open_period.sections.first(), text="Susulan", version=1)
    with pytest.raises(actions.TransitionNotAllowed):
        actions.detach(sent.files().first(), by=operator)


def test_file_is_taken_out_of_a_draft(operator, open_period):
    draft = make_draft(by=operator, period=open_period)
    file = add_file(draft, by=operator, kind=open_period.attachment_kinds.first())

    actions.detach(file, by=operator)

    assert draft.attachments.count() == 0
    assert Entry.objects.order_by("-seq").first().verb == "proposal.detach"


def test_submit_keeps_number_hash_version_verdict_receipt_and_tells_everyone(operator, organiser, open_period):
    draft = make_complete(by=operator, period=open_period)
    expected = digest(draft.content())

    sent = actions.submit(draft, by=operator)

    assert (draft.status, draft.number, draft.submitted_by) == ("submitted", "KIPP-2024-0001", operator)
    assert draft.content_sha256 == sent.content_sha256 == digest(sent.content) == expected
    assert (sent.ordinal, sent.sent_at, sent.sent_by) == (1, draft.submitted_at, operator)
    closes_on = open_period.registration_closes_on
    verdict = EligibilityVerdict.objects.get()
    assert (verdict.cause, verdict.sent_version, verdict.closes_on, verdict.threshold_on, verdict.margin_days) == (
        "submitted",
        sent,
        closes_on,
        threshold(closes_on, 12),
        41,
    )
    receipt = Document.objects.get()
    assert (receipt.kind, receipt.subject_id, receipt.agency, receipt.is_public) == (
        "receipt",
        sent.pk,
        operator.agency,
        False,
    )
    assert sorted(Mail.objects.values_list("to", "subject")) == sorted(
        [
            (operator.email, "Proposal KIPP-2024-0001 diterima"),
            (organiser.email, "Verifikasi proposal KIPP-2024-0001"),
        ]
    )
    step = Entry.objects.get(verb="proposal.submit")
    assert (step.actor_id, step.data) == (operator.pk, {"sha256": expected})


def test_numbers_follow_each_other_without_gap(operator, open_period):
    for title in ("Satu", "Dua", "Tiga"):
        make_sent(by=operator, period=open_period, title=title)

    numbers = Proposal.objects.order_by("pk").values_list("number", flat=True)
    assert list(numbers) == ["KIPP-2024-0001", "KIPP-2024-0002", "KIPP-2024-0003"]


def test_submit_names_every_gap_and_changes_nothing(operator, open_period):
    draft = make_complete(by=operator, period=open_period)
    section = open_period.sections.order_by("order").first()
    actions.save_answer(draft, by=operator, section=section, text=" ", version=1)
    draft.attachments.filter(kind=open_period.attachment_kinds.filter(is_required=True).first()).delete()

    with pytest.raises(actions.Incomplete) as refusal:
        actions.submit(draft, by=operator)

    assert [gap.code for gap in refusal.value.gaps] == [GapCode.EMPTY, GapCode.ATTACHMENT_MISSING]
    draft.refresh_from_db()
    assert (draft.status, draft.number, Document.objects.count(), Mail.objects.count()) == ("draft", None, 0, 0)


def test_submit_of_an_ineligible_entry_is_refused_with_its_verdict(operator, open_period):
    draft = make_complete(by=operator, period=open_period, days_to_spare=-1)

    with pytest.raises(actions.NotEligible) as refusal:
        actions.submit(draft, by=operator)

    assert (list(refusal.value.verdict.reasons), refusal.value.verdict.margin) == ([Reason.TOO_YOUNG], -1)
    assert Proposal.objects.get().status == "draft"


def test_submit_after_closing_is_refused(operator, open_period):
    draft = make_complete(by=operator, period=open_period)
    close_now(open_period)

    with pytest.raises(actions.RegistrationClosed):
        actions.submit(draft, by=operator)


def test_submit_refused_by_the_trigger_is_the_same_refusal(operator, open_period, monkeypatch):
    draft = make_complete(by=operator, period=open_period)
    close_now(open_period)
    monkeypatch.setattr("competitions.querysets.PeriodQuerySet.accepts_entries", lambda self, pk, agency_id: True)

    with pytest.raises(actions.RegistrationClosed):
        actions.submit(draft, by=operator)


def test_quota_counts_what_was_sent_and_not_refused(operator, organiser, open_period):
    set_rules(open_period, quota_per_agency=1)
    first = make_sent(by=operator, period=open_period, title="Satu")
    second = make_complete(by=operator, period=open_period, title="Dua")

    with pytest.raises(actions.QuotaReached):
        actions.submit(second, by=operator)
    decide_and_tell(first, by=organiser, decision="reject", reasons=["evidence"])
    actions.submit(second, by=operator)

    assert second.number == "KIPP-2024-0002"


def test_returned_proposal_is_sent_again_with_its_number_and_first_time(operator, organiser, open_period):
    returned = make_returned(by=operator, period=open_period, organiser=organiser)
    first = returned.last_sent()
    section = open_period.sections.order_by("order").first()
    actions.save_answer(returned, by=operator, section=section, text="Teks yang diperbaiki", version=1)
    submitted_at = returned.submitted_at

    second = actions.resubmit(returned, by=operator)

    assert (returned.status, returned.number, returned.submitted_at) == ("submitted", "KIPP-2024-0001", submitted_at)
    assert (second.ordinal, returned.content_sha256) == (2, second.content_sha256)
    assert second.content_sha256 != first.content_sha256
    assert second.content["answers"][section.code] == "Teks yang diperbaiki"
    assert Document.objects.filter(kind="receipt").count() == 2
    assert list(returned.verdicts.order_by("pk").values_list("sent_version__ordinal", flat=True)) == [1, 2]


def test_repair_after_its_date_is_refused(operator, organiser, open_period):
    returned = make_returned(by=operator, period=open_period, organiser=organiser)
    Proposal.objects.filter(pk=returned.pk).update(repair_due_on=today() - timedelta(days=1))

    with pytest.raises(actions.TransitionNotAllowed, match="Batas perbaikan sudah lewat"):
        actions.resubmit(returned, by=operator)


def test_decisions_keep_their_reasons_and_tell_the_agency(operator, organiser, open_period):
    sent = make_sent(by=operator, period=open_period)
    Mail.objects.all().delete()
    due_on = today() + timedelta(days=3)

    reasons = ["incomplete", "evidence"]
    check = decide_and_tell(sent, by=organiser, decision="send_back", reasons=reasons, due_on=due_on, note="Bab 2.")

    assert (sent.status, sent.repair_due_on) == ("returned", due_on)
    assert check.reason_labels == ["Isian tidak lengkap", "Bukti penerapan tidak memadai"]
    mail = Mail.objects.get()
    assert (mail.to, mail.subject) == (
        operator.email,
        f"Proposal KIPP-2024-0001: Dikembalikan untuk perbaikan, kirim ulang paling lambat {tanggal(due_on)}",
    )
    for words in (
        "- Isian tidak lengkap",
        "- Bukti penerapan tidak memadai",
        "Bab 2.",
        f"paling lambat {hari_tanggal(due_on)} pukul 24.00 WIB",
    ):
        assert words in mail.body


def test_verified_proposal_tells_the_agency(operator, organiser, open_period):
    verified = make_verified(by=operator, period=open_period, organiser=organiser)

    assert verified.status == "verified"
    assert Mail.objects.order_by("-pk").first().subject == "Proposal KIPP-2024-0001: Lolos verifikasi"


@pytest.mark.parametrize("decision", ["reject", "send_back"])
def test_refusal_needs_a_reason(decision, operator, organiser, open_period):
    sent = make_sent(by=operator, period=open_period)
    due_on = today() if decision == "send_back" else None

    with pytest.raises(actions.TransitionNotAllowed, match="paling sedikit satu alasan"):
        actions.decide(sent, by=organiser, decision=decision, due_on=due_on)


def test_repair_date_in_the_past_is_refused(operator, organiser, open_period):
    sent = make_sent(by=operator, period=open_period)

    with pytest.raises(actions.TransitionNotAllowed, match="Batas perbaikan"):
        actions.decide(
            sent, by=organiser, decision="send_back", reasons=["evidence"], due_on=today() - timedelta(days=1)
        )


def test_ineligible_proposal_is_never_verified(operator, organiser, open_period):
    sent = make_sent(by=operator, period=open_period, days_to_spare=0)
    set_rules(
        open_period,
        registration_closes_on=open_period.registration_closes_on - timedelta(days=1),
        registration_closes_at=open_period.registration_closes_at - timedelta(days=1),
    )

    with pytest.raises(actions.NotEligible):
        actions.decide(sent, by=organiser, decision="verify")


def test_decision_after_judging_began_is_refused(operator, organiser, open_period):
    sent = make_sent(by=operator, period=open_period)
    set_rules(open_period, status="judging")

    with pytest.raises(actions.TransitionNotAllowed, match="Verifikasi sudah selesai"):
        actions.decide(sent, by=organiser, decision="reject", reasons=["evidence"])

    assert sent.checks.count() == 0


def test_text_as_sent_stays_while_the_repair_is_written(operator, organiser, open_period):
    returned = make_returned(by=operator, period=open_period, organiser=organiser)
    section = open_period.sections.order_by("order").first()
    sent_text = returned.as_sent()[0].text

    actions.save_answer(returned, by=operator, section=section, text="Sedang ditulis", version=1)

    assert (returned.as_written()[0].text, returned.as_sent()[0].text) == ("Sedang ditulis", sent_text)


def test_reading_takes_constant_queries(operator, open_period, django_assert_num_queries):
    sent = make_sent(by=operator, period=open_period)
    sent = Proposal.objects.with_names().get(pk=sent.pk)

    with django_assert_num_queries(3):
        sections, files = sent.as_sent(), list(sent.files())

    assert all(section.text for section in sections)
    assert {file.kind.is_required for file in files} == {True}
