"""Who may do what with people. No database."""

import pytest
from django.contrib.auth.models import AnonymousUser

from kipp.accounts import permissions
from kipp.accounts.models import Role, User


def person(pk, role, *, active=True, password=True):
    user = User(pk=pk, role=role, is_active=active)
    if password:
        user.password = "md5$a$b"
    else:
        user.set_unusable_password()
    return user


PEOPLE = {
    "stranger": AnonymousUser(),
    "organiser": person(1, Role.ORGANISER),
    "other_organiser": person(2, Role.ORGANISER),
    "dismissed_organiser": person(3, Role.ORGANISER, active=False),
    "operator": person(4, Role.OPERATOR),
    "judge": person(5, Role.JUDGE),
}
SUBJECTS = {
    "active": person(9, Role.JUDGE),
    "invited": person(9, Role.JUDGE, password=False),
    "inactive": person(9, Role.JUDGE, active=False),
    "inactive invited": person(9, Role.JUDGE, active=False, password=False),
}
ORGANISERS = {"organiser", "other_organiser"}
MAY = {
    ("may_deactivate", "active"): ORGANISERS,
    ("may_deactivate", "invited"): ORGANISERS,
    ("may_reactivate", "inactive"): ORGANISERS,
    ("may_reactivate", "inactive invited"): ORGANISERS,
    ("may_invite_again", "invited"): ORGANISERS,
}


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("step", ["may_deactivate", "may_reactivate", "may_invite_again"])
def test_who_may_take_step(step, subject):
    may = getattr(permissions, step)

    allowed = {name for name, user in PEOPLE.items() if may(user, SUBJECTS[subject])}

    assert allowed == MAY.get((step, subject), set())


def test_nobody_deactivates_the_own_account():
    allowed = {name for name, user in PEOPLE.items() if permissions.may_deactivate(user, PEOPLE["organiser"])}

    assert allowed == {"other_organiser"}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (permissions.is_organiser, ORGANISERS),
        (permissions.is_operator, {"operator"}),
        (permissions.is_judge, {"judge"}),
    ],
)
def test_roles(question, expected):
    assert {name for name, user in PEOPLE.items() if question(user)} == expected
