"""Who may do what with a period. No database."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from competitions import permissions
from competitions.models import GuideFile, Period
from kipp.accounts.models import Role, User

Status = Period.Status
PEOPLE = {
    "stranger": AnonymousUser(),
    "organiser": User(pk=1, role=Role.ORGANISER),
    "dismissed_organiser": User(pk=2, role=Role.ORGANISER, is_active=False),
    "operator": User(pk=3, role=Role.OPERATOR),
    "judge": User(pk=4, role=Role.JUDGE),
}
RUNNING = [status for status in Status if status not in (Status.DRAFT, Status.ARCHIVED)]
MAY = {
    ("edit", Status.DRAFT): {"organiser"},
    ("open", Status.DRAFT): {"organiser"},
    ("move_closing", Status.REGISTRATION): {"organiser"},
    ("extend", Status.REGISTRATION): {"organiser"},
    ("extend", Status.VERIFICATION): {"organiser"},
    ("amend", Status.REGISTRATION): {"organiser"},
    ("amend", Status.VERIFICATION): {"organiser"},
    ("amend", Status.JUDGING): {"organiser"},
    ("amend", Status.DECIDED): {"organiser"},
    **{("publish", status): {"organiser"} for status in RUNNING},
    **{("keep_guides", status): {"organiser"} for status in (Status.DRAFT, *RUNNING)},
}
# What an organiser may do with a guide file, by the state of its period and its own; nobody else may anything.
GUIDE = {
    **{(status, "current"): {"replace", "withdraw"} for status in RUNNING},
    (Status.DRAFT, "current"): {"replace", "remove"},
    (Status.DRAFT, "withdrawn"): {"remove"},
}


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("step", permissions.STEPS)
def test_who_may_take_step(step, status):
    period = Period(status=status)

    allowed = {name for name, user in PEOPLE.items() if permissions.may(user, period)[step]}

    assert allowed == MAY.get((step, status), set())


@pytest.mark.parametrize("state", ["current", "withdrawn"])
@pytest.mark.parametrize("status", Status)
def test_who_may_do_what_with_a_guide_file(status, state):
    withdrawn_at = timezone.now() if state == "withdrawn" else None
    file = GuideFile(period=Period(status=status), withdrawn_at=withdrawn_at)

    allowed = {
        (name, step)
        for name, user in PEOPLE.items()
        for step, may in permissions.may_on_guide(user, file).items()
        if may
    }

    assert allowed == {("organiser", step) for step in GUIDE.get((status, state), set())}


@pytest.mark.parametrize("question", [permissions.may_create, permissions.may_manage])
def test_periods_belong_to_the_organiser(question):
    assert {name for name, user in PEOPLE.items() if question(user, Period())} == {"organiser"}


CAN = {
    "open": {Status.DRAFT},
    "close_registration": {Status.REGISTRATION},
    "start_judging": {Status.VERIFICATION},
    "close_judging": {Status.JUDGING},
    "next_round": {Status.DECIDED},
    "announce": {Status.DECIDED},
}


@pytest.mark.parametrize("step", Period.STEPS)
def test_from_which_status_a_step_leads(step):
    assert {status for status in Status if Period(status=status).can(step)} == CAN[step]


@pytest.mark.parametrize("status", Status)
def test_only_a_draft_is_not_frozen(status):
    assert Period(status=status).is_frozen is (status != Status.DRAFT)
