"""An officer in conflict with an entry keeps out of verifying and deciding on it; another one does it."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from kipp.accounts.models import Role
from proposals import actions
from proposals.checklist import Rule
from proposals.models import Check, Conflict, RuleConfirmation, RuleOverride, checklist_of
from tests.factories.accounts import UserFactory
from tests.factories.proposals import confirm_all, make_override, make_sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(db):
    return UserFactory(role=Role.ORGANISER, name="Bayu Petugas")


@pytest.fixture
def kept_out(open_period, operator, organiser):
    """A sent entry with which the organiser has a conflict of interest."""
    entry = make_sent(by=operator, period=open_period)
    actions.declare_conflict(entry, person=organiser, by=organiser, origin="declared", reason="Kerabat.")
    return entry


def test_every_step_of_the_desk_is_left_to_another_officer(kept_out, organiser, colleague):
    checklist = checklist_of(kept_out)
    decision = {"decision": "reject", "reasons": ["incomplete"]}
    exception = {"rule": Rule.MIN_AGE, "reason": "Alasan", "evidence": "Bukti"}
    recorded = actions.decide(kept_out, by=colleague, **decision)

    for act in (
        lambda: actions.confirm_rules(kept_out, by=organiser, marks={}, seen=checklist.state),
        lambda: actions.propose_override(kept_out, by=organiser, **exception),
        lambda: actions.release(recorded, by=organiser),
        lambda: actions.cancel_decision(recorded, by=organiser, reason="Keliru"),
        lambda: actions.decide(kept_out, by=organiser, **decision),
    ):
        with pytest.raises(actions.KeptOut, match=f"{kept_out.number}. Langkah ini harus dilakukan petugas lain"):
            act()
    actions.release(recorded, by=colleague)
    kept_out.refresh_from_db()

    assert kept_out.status == kept_out.Status.REJECTED


def test_an_exception_is_answered_by_who_is_free(kept_out, organiser, colleague):
    override = make_override(kept_out, by=colleague)

    with pytest.raises(actions.KeptOut):
        actions.approve_override(override, by=organiser)
    with pytest.raises(actions.KeptOut):
        actions.decline_override(override, by=organiser, reason="Tidak")


def test_the_database_keeps_out_too(kept_out, organiser, colleague):
    confirm_all(kept_out, by=colleague)
    override = make_override(kept_out, by=colleague)
    recorded = actions.decide(kept_out, by=colleague, decision="reject", reasons=["incomplete"])
    said = RuleConfirmation.objects.first()
    said.pk, said.ordinal, said.by, said._state.adding = None, 99, organiser, True
    again = Check(proposal=kept_out, decision="reject", reasons=["incomplete"], by=organiser)
    at = recorded.at

    for write in (
        said.save,
        again.save,
        lambda: RuleOverride.objects.filter(pk=override.pk).update(approved_at=at, approved_by=organiser),
        lambda: Check.objects.filter(pk=recorded.pk).update(released_at=at, released_by=organiser),
    ):
        with pytest.raises(DatabaseError, match="an officer in conflict keeps out"), transaction.atomic():
            write()


def test_the_page_says_so_and_offers_no_decision(client, kept_out, organiser, colleague):
    page = reverse("proposals:desk_detail", args=[kept_out.pk])

    def offered(officer):
        client.force_login(officer)
        shown = client.get(page)
        return (shown.context["may_decide"], shown.context["kept_out"], "Petugas lain memverifikasi" in shown.text)

    assert (offered(organiser), offered(colleague)) == ((False, True, True), (True, False, False))
    refused = client.post(reverse("proposals:decide", args=[kept_out.pk]), {"decision": "verify"})
    assert refused.status_code == 422
    assert Conflict.objects.visible_to(organiser).count() == 1
