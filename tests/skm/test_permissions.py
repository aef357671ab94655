import pytest
from django.contrib.auth.models import AnonymousUser

from kipp.accounts.models import Agency, Role, User
from skm import permissions
from skm.models import Service, Survey

OURS, THEIRS = Agency(pk=1, name="Kami"), Agency(pk=2, name="Mereka")
PEOPLE = {
    "organiser": User(role=Role.ORGANISER),
    "operator": User(role=Role.OPERATOR, agency=OURS),
    "other_operator": User(role=Role.OPERATOR, agency=THEIRS),
    "judge": User(role=Role.JUDGE),
    "inactive": User(role=Role.ORGANISER, is_active=False),
    "visitor": AnonymousUser(),
}
MAY = {  # (step, status) -> who may; everyone not named may not
    ("open", Survey.Status.DRAFT): {"organiser", "operator"},
    ("close", Survey.Status.OPEN): {"organiser", "operator"},
}


def survey(status):
    return Survey(service=Service(agency=OURS), status=status)


@pytest.mark.parametrize("status", Survey.Status)
@pytest.mark.parametrize("step", permissions.STEPS)
def test_who_may_take_step(step, status):
    allowed = {name for name, user in PEOPLE.items() if permissions.may(user, survey(status))[step]}

    assert allowed == MAY.get((step, status), set())


def test_steps_of_the_permissions_are_those_of_the_model():
    assert permissions.STEPS.keys() == Survey.STEPS.keys()


RIGHTS = {
    permissions.may_manage: {"organiser", "operator", "other_operator"},
    permissions.may_create_period: {"organiser"},
    permissions.may_see: {"organiser", "operator"},
}


@pytest.mark.parametrize("right", RIGHTS, ids=lambda right: right.__name__)
def test_who_has_right(right):
    subject = survey(Survey.Status.DRAFT)

    assert {name for name, user in PEOPLE.items() if right(user, subject)} == RIGHTS[right]
