"""What time it is. Deadlines are decided by the database's clock, dates are those of Tegal."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import connection
from django.utils import timezone

WIB = ZoneInfo("Asia/Jakarta")


def database_now() -> datetime:
    """Return the database's wall clock now, not the start of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def today() -> date:
    """Return today's date in Tegal (Asia/Jakarta)."""
    return timezone.now().astimezone(WIB).date()


def local_date(instant: datetime) -> date:
    """Return the date in Tegal at that instant."""
    return instant.astimezone(WIB).date()
