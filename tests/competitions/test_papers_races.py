"""Two at the same moment: a file is replaced or withdrawn, never both; one click is one announcement."""

import threading
import time
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from competitions import actions
from competitions.models import Announcement, GuideFile, Period, TransitionNotAllowed
from kipp.documents.models import Document
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


def publish_twice(period, organiser):
    token = uuid4()

    def publish():
        return actions.publish(period, by=organiser, token=token, title="Jadwal", body="Tetap.")

    return together(publish, publish)


def test_two_clicks_are_one_announcement(open_period, organiser):
    first, second = publish_twice(open_period, organiser)

    assert (first, Announcement.objects.count(), Document.objects.count()) == (second, 1, 1)
