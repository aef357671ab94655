"""People and agencies: what the database refuses, and who sees whom."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from kipp.accounts.models import Agency, Role, User
from tests.factories.accounts import AgencyFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("statement", "constraint"),
    [
        ("UPDATE accounts_user SET agency_id = NULL", "user_operator_has_agency"),
        ("UPDATE accounts_user SET role = 'tamu'", "user_role_known"),
        ("UPDATE accounts_agency SET kind = 'swasta'", "agency_kind_known"),
        ("UPDATE accounts_agency SET parent_id = id", "agency_not_own_parent"),
        ("UPDATE accounts_user SET email = NULL", "null value"),
    ],
    ids=["operator without agency", "unknown role", "unknown kind", "own parent", "no address"],
)
def test_database_refuses(operator, statement, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_address_belongs_to_one_person(operator):
    with pytest.raises(IntegrityError, match="accounts_user_email"), transaction.atomic():
        UserFactory(email=operator.email)


def test_create_user_writes_the_address_in_lower_case_and_leaves_no_password():
    user = User.objects.create_user(email="Ani@Contoh.Example", name="Ani", role=Role.JUDGE)

    assert (user.email, user.has_usable_password()) == ("ani@contoh.example", False)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"role": Role.OPERATOR}, "Pilih instansi operator ini."),
        ({"nip": "123"}, "NIP harus 18 angka, misalnya 19750101 200003 2 001."),
    ],
)
def test_create_user_refuses_with_a_sentence(fields, sentence):
    with pytest.raises(ValidationError) as refusal:
        User.objects.create_user(**{"email": "a@contoh.example", "name": "A", "role": Role.JUDGE, **fields})

    assert refusal.value.messages == [sentence]


def test_who_sees_which_people(organiser, operator, judge):
    seen = {
        "organiser": set(User.objects.visible_to(organiser)),
        "operator": set(User.objects.visible_to(operator)),
        "stranger": set(User.objects.visible_to(AnonymousUser())),
    }

    assert seen == {"organiser": {organiser, operator, judge}, "operator": {operator}, "stranger": set()}


def test_who_sees_which_agencies(organiser, operator, judge, agency, other_agency):
    people = {"organiser": organiser, "operator": operator, "judge": judge, "stranger": AnonymousUser()}

    seen = {name: set(Agency.objects.visible_to(user)) for name, user in people.items()}

    assert seen == {"organiser": {agency, other_agency}, "operator": {agency}, "judge": set(), "stranger": set()}


def test_querysets_name_the_people_of_a_role(organiser, operator, judge, agency, other_operator):
    UserFactory(role=Role.JUDGE, is_active=False)
    AgencyFactory(is_active=False)

    assert list(User.objects.organisers()) == [organiser]
    assert list(User.objects.judges()) == [judge]
    assert list(User.objects.operators_of(agency.pk)) == [operator]
    assert set(Agency.objects.active()) == {agency, other_operator.agency}


def test_role_of_a_person(organiser, operator, judge):
    roles = [(user.is_organiser, user.is_operator, user.is_judge) for user in (organiser, operator, judge)]

    assert roles == [(True, False, False), (False, True, False), (False, False, True)]
    assert (str(judge), str(operator.agency)) == ("Dr. Hasan Juri", "Dinas Kependudukan dan Pencatatan Sipil")
