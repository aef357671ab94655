"""Who may take which step, without a database."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from competitions.models import Period
from kipp.accounts.models import Role, User
from proposals import permissions
from proposals.models import Proposal

OURS, THEIRS = 1, 2
PEOPLE = {
    "anonymous": AnonymousUser(),
    "organiser": User(role=Role.ORGANISER),
    "operator": User(role=Role.OPERATOR, agency_id=OURS),
    "other_operator": User(role=Role.OPERATOR, agency_id=THEIRS),
    "inactive_operator": User(role=Role.OPERATOR, agency_id=OURS, is_active=False),
    "judge": User(role=Role.JUDGE),
}
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
    ("verify", PS.REGISTRATION, S.SUBMITTED): {"organiser"},
    ("verify", PS.VERIFICATION, S.SUBMITTED): {"organiser"},
    ("send_back", PS.REGISTRATION, S.SUBMITTED): {"organiser"},
    ("send_back", PS.VERIFICATION, S.SUBMITTED): {"organiser"},
    ("reject", PS.REGISTRATION, S.SUBMITTED): {"organiser"},
    ("reject", PS.VERIFICATION, S.SUBMITTED): {"organiser"},
    ("reject", PS.REGISTRATION, S.RETURNED): {"organiser"},
    ("reject", PS.VERIFICATION, S.RETURNED): {"organiser"},
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
@pytest.mark.parametrize("step", permissions.STEPS)
def test_who_may_take_step(step, period, status):
    allowed = {name for name, user in PEOPLE.items() if permissions.may(user, entry(status, period))[step]}

    assert allowed == MAY.get((step, period, status), set())


@pytest.mark.parametrize("status", S)
def test_who_may_decide_at_all(status):
    allowed = {name for name, user in PEOPLE.items() if permissions.may_decide(user, entry(status))}

    assert allowed == ({"organiser"} if status in {S.SUBMITTED, S.RETURNED} else set())


@pytest.mark.parametrize("status", S)
def test_draft_is_read_by_its_agency_only(status):
    allowed = {name for name, user in PEOPLE.items() if permissions.may_read_text(user, entry(status))}

    assert allowed == ({"operator"} if status == S.DRAFT else {"operator", "organiser", "judge"})


@pytest.mark.parametrize(
    ("predicate", "subject", "who"),
    [
        (permissions.may_start, None, {"operator", "other_operator"}),
        (permissions.may_view_own, None, {"operator", "other_operator"}),
        (permissions.may_view_own, entry(), {"operator"}),
        (permissions.may_work_desk, None, {"organiser"}),
        (permissions.may_download, None, {"organiser", "operator", "other_operator", "judge"}),
    ],
)
def test_who_may_open_pages(predicate, subject, who):
    assert {name for name, user in PEOPLE.items() if predicate(user, subject)} == who
