"""The cast: the people every test knows, and what the tests may not touch."""

import gc
import os

import pgtrigger
import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import settings as hypothesis

from kipp.accounts.models import Role
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.competitions import make_period, open_now

# What is imported stays until the end: to look through it again and again for rubbish took a tenth of the time.
gc.disable()

# The synchronous browser driver runs an event loop in the thread that also talks to the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# A slow machine is no failure of a property.
hypothesis.register_profile("kipp", deadline=None)
hypothesis.load_profile("kipp")


def pytest_collection_finish():
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)
    gc.enable()


_teardown = TransactionTestCase._fixture_teardown


def _teardown_past_append_only(self):
    """Emptying the tables between tests is the one truncate that the append-only rows allow."""
    with pgtrigger.ignore():
        _teardown(self)


TransactionTestCase._fixture_teardown = _teardown_past_append_only


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """A live server that still answers a browser which has left must not keep the database from being dropped."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
        )


@pytest.fixture(autouse=True)
def media_root(tmp_path):
    old, settings.MEDIA_ROOT = settings.MEDIA_ROOT, tmp_path / "media"
    yield settings.MEDIA_ROOT
    settings.MEDIA_ROOT = old


@pytest.fixture
def agency(db):
    return AgencyFactory(code="DISDUKCAPIL", name="Dinas Kependudukan dan Pencatatan Sipil")


@pytest.fixture
def other_agency(db):
    return AgencyFactory(code="DINKES", name="Dinas Kesehatan")


@pytest.fixture
def organiser(db):
    return UserFactory(role=Role.ORGANISER, name="Ratna Penyelenggara")


@pytest.fixture
def operator(agency):
    return UserFactory(role=Role.OPERATOR, agency=agency, name="Budi Operator")


@pytest.fixture
def other_operator(other_agency):
    return UserFactory(role=Role.OPERATOR, agency=other_agency, name="Sari Operator Lain")


@pytest.fixture
def judge(db):
    return UserFactory(role=Role.JUDGE, name="Dr. Hasan Juri")


@pytest.fixture
def other_judge(db):
    return UserFactory(role=Role.JUDGE, name="Dr. Lestari Juri Lain")


@pytest.fixture
def cast(organiser, operator, other_operator, judge, other_judge):
    """Everybody with an account, by role."""
    return {
        "organiser": organiser,
        "operator": operator,
        "other_operator": other_operator,
        "judge": judge,
        "other_judge": other_judge,
    }


@pytest.fixture
def period(organiser):
    """A draft period with the standard configuration; closes in thirty days."""
    return make_period(by=organiser)


@pytest.fixture
def open_period(period, organiser):
    return open_now(period, by=organiser)
