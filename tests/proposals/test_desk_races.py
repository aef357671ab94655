"""Two officers at the same moment: of every act of the desk exactly one goes through."""

import threading
from contextlib import ExitStack, nullcontext, suppress
from datetime import timedelta
from unittest.mock import patch
from uuid import uuid4

import pgtrigger
import pytest
from django.db import connection

from competitions.models import TransitionNotAllowed
from kipp.accounts.models import Role
from kipp.audit.models import Entry
from kipp.clock import today
from proposals import actions
from proposals.actions import checking, deciding
from proposals.checklist import Mark, Rule
from proposals.models import Check, Proposal, RuleOverride, checklist_of
from proposals.querysets import CheckQuerySet, OverrideQuerySet
from tests.factories.accounts import UserFactory
from tests.factories.proposals import make_checked, make_override
from tests.proposals.test_races import together

pytestmark = pytest.mark.django_db(transaction=True)

DECISIONS = {
    "verify": {},
    "send_back": {"reasons": ["evidence"], "due_on": today() + timedelta(days=9)},
    "reject": {"reasons": ["evidence"]},
}
REASON = "Dua petugas"


@pytest.fixture
def officers(organiser):
    return [organiser, UserFactory(role=Role.ORGANISER, name="Wati Penyelenggara Kedua")]


@pytest.fixture
def third(db):
    return UserFactory(role=Role.ORGANISER, name="Yanto Penyelenggara Ketiga")


def again(proposal):
    return Proposal.objects.get(pk=proposal.pk)


def decide(decision):
    def prepared(proposal, *, by):
        return lambda officer: actions.decide(again(proposal), by=officer, decision=decision, **DECISIONS[decision])

    return prepared


def release(proposal, *, by):
    check = actions.decide(proposal, by=by, decision="verify")
    return lambda officer: actions.release(Check.objects.get(pk=check.pk), by=officer)


def cancel(proposal, *, by):
    check = actions.decide(proposal, by=by, decision="verify")
    return lambda officer: actions.cancel_decision(Check.objects.get(pk=check.pk), by=officer, reason=REASON)


def confirm(proposal, *, by):
    seen = checklist_of(Proposal.objects.with_names().get(pk=proposal.pk)).state
    marks = {Rule.THEME: (Mark.NOT_MET, REASON)}
    return lambda officer: actions.confirm_rules(again(proposal), by=officer, marks=marks, seen=seen)


def approve(proposal, *, by):
    """An exception from a rule that fails: the row says so, and here the computation is made to."""
    override = make_override(proposal, by=by)
    return lambda officer: actions.approve_override(RuleOverride.objects.get(pk=override.pk), by=officer)


def decline(proposal, *, by):
    override = make_override(proposal, by=by)
    return lambda officer: actions.decline_override(RuleOverride.objects.get(pk=override.pk), by=officer, reason=REASON)


ACTS = {name: decide(name) for name in DECISIONS} | {
    "release": release,
    "cancel": cancel,
    "confirm": confirm,
    "approve": approve,
    "decline": decline,
}


@pytest.fixture
def every_age_fails(monkeypatch):
    """As after a closing that was moved: the exception of `make_override` is about what is computed."""
    monkeypatch.setattr(
        RuleOverride, "finding", property(lambda row: checklist_of(row.sent_version.proposal).finding(Rule(row.rule)))
    )


def outcomes(acts):
    """Press all of them at once; return what came of each."""
    answers = together(*acts)
    return sorted("refused" if isinstance(a, TransitionNotAllowed) else type(a).__name__ for a in answers)


def test_of_two_officers_one_wins_at_every_act(operator, officers, third, open_period, every_age_fails):
    """The control presses the same act on two entries: there both go through."""

    def entry():
        # Titles that are not alike: a new one would ask for another look at the others.
        return make_checked(by=operator, period=open_period, organiser=third, title=uuid4().hex)

    raced, apart = {}, {}
    for act, prepare in ACTS.items():
        press = prepare(entry(), by=third)
        raced[act] = outcomes([lambda officer=officer, press=press: press(officer) for officer in officers])
        each = [prepare(entry(), by=third) for _ in officers]
        apart[act] = outcomes(
            [lambda officer=officer, press=press: press(officer) for officer, press in zip(officers, each, strict=True)]
        )

    done = {"confirm": "list"} | dict.fromkeys(DECISIONS, "Check")
    assert raced == {act: sorted([done.get(act, "NoneType"), "refused"]) for act in ACTS}
    assert apart == {act: [done.get(act, "NoneType")] * 2 for act in ACTS}


def unlocked(proposal, step):
    """In the place of the lock: whoever asks goes on, whatever the other is doing."""
    return Proposal.objects.with_names().get(pk=proposal.pk)


def race_two_who_confirm(proposal, officers) -> int:
    """Both have counted before either writes, and the entry is not locked; return how many were kept."""
    counted = threading.Barrier(2)
    keep = checking._keep

    def keep_late(rows):
        with suppress(threading.BrokenBarrierError):
            counted.wait(timeout=5)
        keep(rows)

    press = confirm(proposal, by=officers[0])
    with patch.object(checking, "_keep", keep_late), patch.object(checking, "locked_for", unlocked):
        return outcomes([lambda officer=officer: press(officer) for officer in officers]).count("list")


def test_of_two_confirmations_the_constraint_keeps_one_and_without_it_both_stand(operator, officers, open_period):
    entries = [
        make_checked(by=operator, period=open_period, organiser=officers[0], title=title)
        for title in ("Antar", "Jemput")
    ]

    kept = race_two_who_confirm(entries[0], officers)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE proposals_ruleconfirmation DROP CONSTRAINT confirmation_once")
    try:
        without = race_two_who_confirm(entries[1], officers)
    finally:
        with pgtrigger.ignore(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM proposals_ruleconfirmation")
            cursor.execute(
                "ALTER TABLE proposals_ruleconfirmation ADD CONSTRAINT confirmation_once"
                " UNIQUE (sent_version_id, ordinal)"
            )

    assert (kept, without) == (1, 2)


def race_without(guard, press, officers) -> int:
    """Press at once; with the name of a trigger nothing that is asked beforehand stands in the way, nor the trigger."""

    def run(officer):
        with pgtrigger.ignore(guard) if guard else nullcontext():
            return press(officer)

    asked = [
        patch.object(CheckQuerySet, "pending", lambda rows: rows.all()),
        patch.object(OverrideQuerySet, "open", lambda rows: rows.all()),
        patch.object(checking, "locked_for", unlocked),
        patch.object(deciding, "locked_for", unlocked),
        patch.object(
            Proposal, "_update_from", lambda row, _, changes: Proposal.objects.filter(pk=row.pk).update(**changes)
        ),
    ]
    with ExitStack() as stack:
        for look in asked if guard else ():
            stack.enter_context(look)
        return outcomes([lambda officer=officer: run(officer) for officer in officers]).count("NoneType")


def test_control_without_its_guards_a_row_is_closed_twice(operator, officers, third, open_period, every_age_fails):
    guards = {
        "cancel": "proposals.Check:closes_once",
        "decline": "proposals.RuleOverride:closes_once",
        "approve": "proposals.RuleOverride:closes_once",
        "release": "proposals.Check:closes_once",
    }
    guarded, unguarded = {}, {}
    for act, guard in guards.items():
        for trigger, came in ((None, guarded), (guard, unguarded)):
            entry = make_checked(by=operator, period=open_period, organiser=third, title=uuid4().hex)
            came[act] = race_without(trigger, ACTS[act](entry, by=third), officers)

    assert (guarded, unguarded) == (dict.fromkeys(guards, 1), dict.fromkeys(guards, 2))
    # Both controls are in the audit chain twice: two approvals of one exception, two steps of one entry.
    assert [Entry.objects.filter(verb=verb).count() for verb in ("override.approve", "proposal.verify")] == [3, 3]
