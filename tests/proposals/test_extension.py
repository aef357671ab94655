"""More time for one agency: its drafts go on, everybody else's and the date of reference stay as they were."""

from datetime import timedelta

import pgtrigger
import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from competitions import actions as competitions
from competitions.models import AgencyExtension
from competitions.tasks import close_due
from judging.actions import reasons_against_start
from kipp.jobs.models import Job, Mail
from kipp.text import penutupan
from proposals import actions, permissions
from proposals.models import EligibilityVerdict, Notice, Proposal
from tests.factories.competitions import close_now
from tests.factories.proposals import make_complete, make_draft, make_verified

pytestmark = pytest.mark.django_db

RAW_SENDING = {"status": "submitted", "number": "X", "content_sha256": "x"}


@pytest.fixture
def drafts(operator, other_operator, open_period):
    """A complete draft of each of two agencies, after closing."""
    made = {by: make_complete(by=by, period=open_period) for by in (operator, other_operator)}
    close_now(open_period)
    return made


def extend(period, operator, organiser, **span):
    until = timezone.now() + timedelta(**(span or {"days": 2}))
    return competitions.extend_for(
        period, by=organiser, agency=operator.agency, until=until, reason="Listrik padam sejak pagi"
    )


def end(extension):
    """Let the extra time be over, past the trigger that keeps the record."""
    with pgtrigger.ignore("competitions.AgencyExtension:append_only"):
        AgencyExtension.objects.filter(pk=extension.pk).update(until=timezone.now() - timedelta(seconds=1))


def outcome(draft, by) -> str:
    try:
        actions.submit(Proposal.objects.get(pk=draft.pk), by=by)
    except actions.RegistrationClosed:
        return "closed"
    return "sent"


def test_only_the_extended_agency_sends_after_closing(drafts, open_period, operator, other_operator, organiser):
    extend(open_period, operator, organiser)

    assert {by.name: outcome(draft, by) for by, draft in drafts.items()} == {
        operator.name: "sent",
        other_operator.name: "closed",
    }


def test_control_without_extension_nobody_sends_after_closing(drafts):
    assert [outcome(draft, by) for by, draft in drafts.items()] == ["closed", "closed"]


def test_nobody_sends_when_the_extra_time_is_over(drafts, open_period, operator, organiser):
    end(extend(open_period, operator, organiser))

    assert [outcome(draft, by) for by, draft in drafts.items()] == ["closed", "closed"]


@pytest.mark.parametrize("over", [False, True])
def test_database_repeats_the_extended_deadline(over, drafts, open_period, operator, other_operator, organiser):
    extension = extend(open_period, operator, organiser)
    if over:
        end(extension)
    answers = []
    for by, draft in drafts.items():
        try:
            with transaction.atomic():
                Proposal.objects.filter(pk=draft.pk).update(
                    **RAW_SENDING | {"number": by.name, "submitted_at": timezone.now(), "submitted_by": by}
                )
        except IntegrityError as refusal:
            answers.append("registration is closed" in str(refusal))
        else:
            answers.append("sent")

    assert answers == ([True, True] if over else ["sent", True])


def test_reference_date_does_not_move(drafts, open_period, operator, organiser):
    before = Proposal.objects.get(pk=drafts[operator].pk).verdict()

    extend(open_period, operator, organiser, days=20)

    after = Proposal.objects.get(pk=drafts[operator].pk)
    assert after.verdict() == before
    assert after.period.registration_closes_on == open_period.registration_closes_on


def test_draft_stays_editable_for_the_extended_agency_only(drafts, open_period, operator, other_operator, organiser):
    extension = extend(open_period, operator, organiser)
    during = {by: permissions.may_edit(by, Proposal.objects.get(pk=draft.pk)) for by, draft in drafts.items()}
    end(extension)
    after = {by: permissions.may_edit(by, Proposal.objects.get(pk=draft.pk)) for by, draft in drafts.items()}

    assert during == {operator: True, other_operator: False}
    assert after == {operator: False, other_operator: False}


def test_extension_begins_no_new_entry(drafts, open_period, operator, organiser, client):
    extend(open_period, operator, organiser)
    client.force_login(operator)

    assert "Pendaftaran tidak sedang dibuka" in client.get("/proposal/baru/").content.decode()


def test_pages_of_the_agency_say_its_own_closing(drafts, open_period, operator, other_operator, organiser, client):
    until = penutupan(extend(open_period, operator, organiser).until)
    said = {}
    for by, draft in drafts.items():
        client.force_login(by)
        pages = [client.get(page).content.decode() for page in ("/", f"/proposal/{draft.pk}/")]
        said[by] = [until in page for page in pages]

    assert said == {operator: [True, True], other_operator: [False, False]}


def test_only_the_agency_is_told(drafts, open_period, operator, organiser):
    earlier = list(Mail.objects.values_list("pk", flat=True))
    until = penutupan(extend(open_period, operator, organiser).until)

    told = list(Mail.objects.exclude(pk__in=earlier).values_list("to", "subject"))
    assert told == [(operator.email, f"Kirim proposal Anda paling lambat {until}: perpanjangan untuk instansi Anda")]


def test_final_check_waits_for_the_extended_agency(drafts, open_period, operator, other_operator, organiser):
    extension = extend(open_period, operator, organiser)
    keys = {by: f"not_sent:{draft.pk}" for by, draft in drafts.items()}

    def told():
        return [by for by, key in keys.items() if Notice.objects.filter(key=key).exists()]

    actions.check_finally(open_period)
    during = told()
    end(extension)
    actions.check_finally(open_period)

    assert (during, told()) == ([other_operator], [operator, other_operator])


def test_what_was_sent_in_the_extra_time_is_checked_when_it_is_over(drafts, open_period, operator, organiser):
    extension = extend(open_period, operator, organiser)
    actions.submit(drafts[operator], by=operator)
    close_due()
    running = Job.objects.filter(key=f"extension_over:{extension.pk}").count()
    end(extension)
    close_due()
    close_due()

    actions.check_finally(open_period)

    assert (running, Job.objects.filter(key=f"extension_over:{extension.pk}").count()) == (0, 1)
    assert EligibilityVerdict.objects.get(cause="final").proposal == drafts[operator]


def test_judging_waits_for_the_extended_agency(open_period, operator, other_operator, organiser):
    make_draft(by=operator, period=open_period)
    make_verified(by=other_operator, period=open_period, organiser=organiser)
    close_now(open_period)
    extension = extend(open_period, operator, organiser)
    sentence = f"Perpanjangan untuk {operator.agency} masih berlaku sampai {penutupan(extension.until)}."

    assert reasons_against_start(open_period) == [sentence]
