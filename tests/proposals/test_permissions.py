"""Who may take which step, without a database."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from competitions.models import Period
from kipp.accounts.models import Role, User
from proposals import permissions
from proposals.models import Check, Proposal, RuleOverride, SentVersion

OURS, THEIRS = 1, 2
PEOPLE = {
    "anonymous": AnonymousUser(),
    "organiser": User(pk=1, role=Role.ORGANISER),
    "second_organiser": User(pk=2, role=Role.ORGANISER),
    "operator": User(role=Role.OPERATOR, agency_id=OURS),
    "other_operator": User(role=Role.OPERATOR, agency_id=THEIRS),
    "inactive_operator": User(role=Role.OPERATOR, agency_id=OURS, is_active=False),
    "judge": User(role=Role.JUDGE),
}
OFFICERS = {"organiser", "second_organiser"}
PS, S = Period.Status, Proposal.Status
MAY = {  # (step, status of the period, status of the proposal) -> who; everyone not named may not
    ("edit", PS.REGISTRATION, S.DRAFT): {"operator"},
    ("edit", PS.REGISTRATION, S.RETURNED): {"operator"},
    ("edit", PS.VERIFICATION, S.RETURNED): {"operator"},
    ("take_over", PS.REGISTRATION, S.DRAFT): {"operator"},
    ("submit", PS.REGISTRATION, S.DRAFT): {"operator"},
    ("resubmit", PS.REGISTRATION, S.RETURNED): {"operator"},
    ("resubmit", PS.VERIFICATION, S.RETURNED): {"operator"},
    **{
        ("withdraw", period, status): {"operator"}
        for period in (PS.REGISTRATION, PS.VERIFICATION)
        for status in (S.SUBMITTED, S.RETURNED, S.VERIFIED)
    },
    ("take_back", PS.REGISTRATION, S.WITHDRAWN): {"operator"},
    **{
        (act, period, S.SUBMITTED): OFFICERS
        for period in (PS.REGISTRATION, PS.VERIFICATION)
        for act in ("verify", "send_back", "reject", "confirm", "decline an exception")
    },
    **{
        (f"release {decision}", period, S.SUBMITTED): OFFICERS
        for period in (PS.REGISTRATION, PS.VERIFICATION)
        for decision in ("verify", "send_back", "reject")
    },
    **{(act, PS.JUDGING, S.VERIFIED): OFFICERS for act in ("overturn", "release overturn")},
    **{
        (act, period, S.RETURNED): OFFICERS
        for period in (PS.REGISTRATION, PS.VERIFICATION)
        for act in ("reject", "release reject")
    },
    **{
        ("approve an exception", period, S.SUBMITTED): {"second_organiser"}
        for period in (PS.REGISTRATION, PS.VERIFICATION)
    },
    # What can no longer be carried out may still be taken back.
    **{("cancel", period, status): OFFICERS for period in PS for status in S},
}


def _check(proposal, decision="verify", **closed):
    return Check(proposal=proposal, decision=decision, **closed)


def _override(proposal, **closed):
    """An exception that the first organiser proposed."""
    return RuleOverride(sent_version=SentVersion(proposal=proposal), by_id=1, **closed)


ACTS = {
    **{step: lambda user, proposal, step=step: permissions.may(user, proposal)[step] for step in permissions.STEPS},
    **{
        f"release {decision}": lambda user, proposal, decision=decision: permissions.may_release(
            user, _check(proposal, decision)
        )
        for decision in Check.Decision.values
    },
    "cancel": lambda user, proposal: permissions.may_cancel(user, _check(proposal)),
    "approve an exception": lambda user, proposal: permissions.may_approve(user, _override(proposal)),
    "decline an exception": lambda user, proposal: permissions.may_decline(user, _override(proposal)),
}


def entry(status=S.DRAFT, period=PS.REGISTRATION, extended_until=None):
    made = Proposal(agency_id=OURS, status=status, period=Period(status=period))
    made.extended_until = extended_until
    return made


@pytest.mark.parametrize("status", S)
@pytest.mark.parametrize("period", PS)
@pytest.mark.parametrize(("hours", "more"), [(1, True), (-1, False)])
def test_more_time_opens_drafts_during_verification(hours, more, period, status):
    extended = entry(status, period, timezone.now() + timedelta(hours=hours))
    plain = MAY.get(("edit", period, status), set())

    allowed = {name for name, user in PEOPLE.items() if permissions.may_edit(user, extended)}

    assert allowed == ({"operator"} if more and (period, status) == (PS.VERIFICATION, S.DRAFT) else plain)


@pytest.mark.parametrize("status", S)
@pytest.mark.parametrize("period", PS)
@pytest.mark.parametrize("act", ACTS)
def test_who_may_act(act, period, status):
    allowed = {name for name, user in PEOPLE.items() if ACTS[act](user, entry(status, period))}

    assert allowed == MAY.get((act, period, status), set())


def test_what_is_closed_stays_as_it_is():
    proposal, now = entry(S.SUBMITTED), timezone.now()
    check, override = _check(proposal, released_at=now), _override(proposal, approved_at=now)
    answers = [
        ask(PEOPLE["second_organiser"], row)
        for ask, row in (
            (permissions.may_release, check),
            (permissions.may_cancel, check),
            (permissions.may_approve, override),
            (permissions.may_decline, override),
        )
    ]

    assert answers == [False] * 4


@pytest.mark.parametrize("status", S)
def test_who_may_decide_at_all(status):
    allowed = {name for name, user in PEOPLE.items() if permissions.may_decide(user, entry(status))}

    assert allowed == (OFFICERS if status in {S.SUBMITTED, S.RETURNED} else set())


@pytest.mark.parametrize("status", S)
def test_draft_is_read_by_its_agency_only(status):
    allowed = {name for name, user in PEOPLE.items() if permissions.may_read_text(user, entry(status))}

    assert allowed == ({"operator"} if status == S.DRAFT else {"operator", "judge"} | OFFICERS)


@pytest.mark.parametrize(
    ("predicate", "subject", "who"),
    [
        (permissions.may_start, None, {"operator", "other_operator"}),
        (permissions.may_view_own, None, {"operator", "other_operator"}),
        (permissions.may_view_own, entry(), {"operator"}),
        (permissions.may_work_desk, None, OFFICERS),
        (permissions.may_download, None, {"operator", "other_operator", "judge"} | OFFICERS),
    ],
)
def test_who_may_open_pages(predicate, subject, who):
    assert {name for name, user in PEOPLE.items() if predicate(user, subject)} == who
