"""The database's wall clock and the dates of Tegal."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection, transaction

from kipp import clock


@pytest.mark.django_db(transaction=True)
def test_database_now_moves_on_within_a_transaction():
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        began = cursor.fetchone()[0]
        cursor.execute("SELECT pg_sleep(0.05)")

        assert (clock.database_now() - began).total_seconds() >= 0.05


@pytest.mark.django_db
def test_database_now_does_not_ask_the_application():
    with time_machine.travel(datetime(2031, 1, 1, tzinfo=UTC)):
        assert clock.database_now().year != 2031


@pytest.mark.parametrize(
    ("instant", "expected"),
    [
        (datetime(2024, 6, 28, 16, 59, 59, tzinfo=UTC), date(2024, 6, 28)),
        (datetime(2024, 6, 28, 17, 0, 0, tzinfo=UTC), date(2024, 6, 29)),
        (datetime(2023, 12, 31, 17, 0, 0, tzinfo=UTC), date(2024, 1, 1)),
    ],
)
def test_day_begins_at_midnight_in_tegal(instant, expected):
    with time_machine.travel(instant, tick=False):
        assert (clock.today(), clock.local_date(instant)) == (expected, expected)
