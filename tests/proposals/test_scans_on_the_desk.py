"""Files and the virus scanner on the desk: what is computed of them, and who hears of a virus found later."""

from datetime import timedelta

import pytest
from django.db import transaction

from kipp.documents.models import FileScan
from kipp.documents.scans import ask_again
from kipp.jobs.models import Mail
from proposals import actions
from proposals.checklist import Outcome, Rule
from proposals.models import checklist_of
from proposals.tasks import file_rejected
from tests.factories.proposals import confirm_all, decide_and_tell, make_complete, make_evidence
from tests.proposals.test_scans import NOBODY, attach, work_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(operator, open_period):
    return make_complete(by=operator, period=open_period)


def computed(proposal, rule):
    found = checklist_of(type(proposal).objects.get(pk=proposal.pk)).finding(rule)
    return found.outcome, found.inputs


def test_an_entry_does_not_pass_while_a_file_waits(client, operator, organiser, draft, settings, scanner):
    reachable, settings.CLAMAV_ADDRESS = settings.CLAMAV_ADDRESS, NOBODY
    kind = attach(draft, operator).kind
    actions.submit(draft, by=operator)
    confirm_all(draft, by=organiser)
    client.force_login(organiser)

    waiting, page = computed(draft, Rule.FILES), client.get(f"/meja/proposal/{draft.pk}/").content.decode()
    with pytest.raises(actions.Unchecked) as refusal:
        actions.decide(draft, by=organiser, decision="verify")
    settings.CLAMAV_ADDRESS = reachable
    ask_again()
    work_off()

    assert waiting == (Outcome.FAILED, {"gaps": [["attachment_waiting", kind.code]]})
    assert f"{kind.title} masih menunggu pemindaian" in page
    assert refusal.value.rules == [Rule.FILES]
    assert computed(draft, Rule.FILES) == (Outcome.MET, {"gaps": []})


def test_evidence_that_nobody_can_open_shows_nothing(operator, draft):
    evidence = make_evidence(draft.innovation, by=operator)
    FileScan.objects.create(sha256=evidence.sha256)
    actions.submit(draft, by=operator)

    waiting = computed(draft, Rule.START_EVIDENCE)[0]
    FileScan.settle(evidence.sha256, clean=True)

    assert (waiting, computed(draft, Rule.START_EVIDENCE)[0]) == (Outcome.NEEDS_EVIDENCE, Outcome.JUDGED)


def test_the_desk_sees_nothing_of_a_repair_before_it_is_sent(client, operator, organiser, draft, settings):
    actions.submit(draft, by=operator)
    due_on, note = draft.period.registration_closes_on + timedelta(days=2), "Lengkapi."
    decide_and_tell(draft, by=organiser, decision="send_back", reasons=["incomplete"], due_on=due_on, note=note)
    before, category = computed(draft, Rule.FILES), draft.category
    other = draft.period.categories.exclude(pk=category.pk).first()
    settings.CLAMAV_ADDRESS = NOBODY
    file = attach(draft, operator)
    FileScan.settle(file.sha256, clean=False)
    type(draft).objects.filter(pk=draft.pk).update(category=other)
    draft.refresh_from_db()
    client.force_login(organiser)

    page = client.get(f"/meja/proposal/{draft.pk}/").content.decode()

    assert (computed(draft, Rule.FILES), before[0]) == (before, Outcome.MET)
    assert (category.name in page, other.name in page) == (True, False)


def test_organisers_hear_of_a_virus_in_what_was_sent_and_nobody_reads_a_name(
    operator, organiser, draft, scanner, settings
):
    settings.CLAMAV_ADDRESS = NOBODY
    file = attach(draft, operator)

    def told():
        with transaction.atomic():
            FileScan.settle(file.sha256, clean=False)
            file_rejected(file.sha256)
            mails = list(Mail.objects.filter(subject__contains="virus").order_by("pk").values_list("to", flat=True))
            texts = [f"{mail.subject} {mail.body}" for mail in Mail.objects.all()]
            transaction.set_rollback(True)
        return mails, [text for text in texts if file.name in text]

    as_draft = told()
    actions.submit(draft, by=operator)
    as_sent = told()

    assert (as_draft, as_sent) == (([operator.email], []), ([operator.email, organiser.email], []))
