"""Two at the same moment: a file is replaced or withdrawn, never both; one form is one announcement."""

import threading
import time
from contextlib import suppress
from functools import partial
from unittest.mock import patch
from uuid import uuid4

import pgtrigger
import pytest
from django.db import IntegrityError, connection, transaction

from competitions import actions
from competitions.models import Announcement, GuideFile, Period, TransitionNotAllowed
from kipp.accounts.models import Role
from kipp.documents.kinds import KINDS
from kipp.documents.models import Document, NumberSeries
from tests.factories.accounts import UserFactory
from tests.factories.competitions import make_guide_file
from tests.proposals.test_races import together

pytestmark = pytest.mark.django_db(transaction=True)

unlocked = patch("competitions.actions.papers._held", lambda pk: Period.objects.get(pk=pk))


def replaced_while_withdrawn(file, organiser):
    """Withdraw slowly, and replace meanwhile; return what the replacing gave, and whether both stand."""
    withdrawn = threading.Event()

    def withdraw():
        with transaction.atomic():
            actions.withdraw_guide_file(file, by=organiser, reason="Salah.")
            withdrawn.set()
            time.sleep(0.3)

    def replace():
        withdrawn.wait(timeout=10)
        return actions.replace_guide_file(file, by=organiser, title="Juknis", name="a.pdf", data=b"")

    columns = {name: getattr(file, name) for name in ("name", "path", "sha256", "original_sha256", "size", "pages")}
    with patch(
        "competitions.actions.papers.stored_pdf", lambda data, **_: columns
    ):  # reading takes longer than the race
        answer = together(withdraw, replace)[1]
    return answer, GuideFile.objects.filter(withdrawn_at__isnull=False, replaced_by__isnull=False).exists()


def test_file_is_replaced_or_withdrawn(open_period, organiser):
    answer, both = replaced_while_withdrawn(make_guide_file(open_period, by=organiser), organiser)
    with unlocked:
        by_the_database, both_again = replaced_while_withdrawn(make_guide_file(open_period, by=organiser), organiser)

    assert (type(answer), both) == (TransitionNotAllowed, False)
    assert (type(by_the_database), both_again) == (IntegrityError, False)


def test_control_without_lock_and_trigger_a_file_is_both(open_period, organiser):
    # The trigger is taken off for everybody: what is ignored holds in one connection only.
    file = make_guide_file(open_period, by=organiser)
    trigger = next(one for one in GuideFile._meta.triggers if one.name == "takes_the_place")
    trigger.disable(GuideFile)
    try:
        with unlocked:
            answer, both = replaced_while_withdrawn(file, organiser)
    finally:
        trigger.enable(GuideFile)

    assert (type(answer), both) == (GuideFile, True)


# --- Two officers who publish ------------------------------------------------------------------------


@pytest.fixture
def officers(organiser):
    return [organiser, UserFactory(role=Role.ORGANISER, name="Wati Penyelenggara Kedua")]


def publish_at_once(period, officers, tokens):
    """Neither writes before both have looked whether the form came before, or until that is in vain."""
    looked, save = threading.Barrier(2), Announcement.save

    def save_late(row, *args, **kwargs):
        with suppress(threading.BrokenBarrierError):
            looked.wait(timeout=0.3)
        save(row, *args, **kwargs)

    with patch.object(Announcement, "save", save_late):
        return together(
            *(
                partial(actions.publish, period, by=officer, token=token, title="Jadwal", body="Tetap.")
                for officer, token in zip(officers, tokens, strict=True)
            )
        )


def kinds(answers):
    return sorted(type(answer).__name__ for answer in answers)


def numbers():
    return sorted(Document.objects.values_list("number", flat=True))


def test_two_officers_publish_one_form_once_and_two_forms_under_two_numbers(open_period, officers):
    token, year = uuid4(), open_period.year

    first, second = publish_at_once(open_period, officers, [token, token])
    once = (first == second, Announcement.objects.count(), numbers())
    publish_at_once(open_period, officers, [uuid4(), uuid4()])

    assert once == (True, 1, [f"1/PENG-KIPP/{year}"])
    assert numbers() == [f"{n}/PENG-KIPP/{year}" for n in (1, 2, 3)]


def test_control_without_the_lock_the_constraint_keeps_one_and_without_it_both_stand(open_period, officers):
    with unlocked:
        refused = publish_at_once(open_period, officers, [uuid4()] * 2)
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE competitions_announcement DROP CONSTRAINT competitions_announcement_token_key")
        try:
            both = publish_at_once(open_period, officers, [uuid4()] * 2)
        finally:
            with pgtrigger.ignore(), connection.cursor() as cursor:
                cursor.execute("DELETE FROM competitions_announcement")
                cursor.execute(
                    "ALTER TABLE competitions_announcement ADD CONSTRAINT competitions_announcement_token_key"
                    " UNIQUE (token)"
                )

    assert (kinds(refused), kinds(both)) == (["Announcement", "IntegrityError"], ["Announcement"] * 2)
    assert len(numbers()) == 3


def test_control_without_the_locks_two_forms_want_one_number(open_period, officers):
    """The number is unique, so one of the two is refused; with the lock on the series both are published."""
    first = NumberSeries.objects.create(code=KINDS["announcement"].series, year=open_period.year)
    read = threading.Barrier(2)

    def read_at_once(code, year):
        series = NumberSeries.objects.get(pk=first.pk)
        read.wait(timeout=5)
        return series

    with unlocked:
        locked = publish_at_once(open_period, officers, [uuid4(), uuid4()])
        with patch.object(NumberSeries, "locked", read_at_once):
            careless = publish_at_once(open_period, officers, [uuid4(), uuid4()])

    assert (kinds(locked), kinds(careless)) == (["Announcement"] * 2, ["Announcement", "IntegrityError"])
    assert numbers() == [f"{n}/PENG-KIPP/{open_period.year}" for n in (1, 2, 3)]
