"""Until when a result may be objected to. No database."""

from datetime import UTC, date, datetime

import pytest

from judging.objecting import Span, span_of


@pytest.mark.parametrize(
    ("announced_at", "days", "answer_days", "closes_at", "due"),
    [
        # 10.00 WIB on 1 August: the five days are 2 to 6 August.
        (datetime(2024, 8, 1, 3, tzinfo=UTC), 5, 5, datetime(2024, 8, 6, 17, tzinfo=UTC), date(2024, 8, 11)),
        # 23.59 WIB still counts as that day; one minute later it is the next.
        (datetime(2024, 8, 1, 16, 59, tzinfo=UTC), 5, 5, datetime(2024, 8, 6, 17, tzinfo=UTC), date(2024, 8, 11)),
        (datetime(2024, 8, 1, 17, tzinfo=UTC), 5, 5, datetime(2024, 8, 7, 17, tzinfo=UTC), date(2024, 8, 12)),
        (datetime(2024, 12, 30, 3, tzinfo=UTC), 5, 3, datetime(2025, 1, 4, 17, tzinfo=UTC), date(2025, 1, 7)),
        (datetime(2024, 2, 27, 3, tzinfo=UTC), 2, 1, datetime(2024, 2, 29, 17, tzinfo=UTC), date(2024, 3, 1)),
    ],
    ids=["plain", "last minute", "next day", "over the year", "leap day"],
)
def test_days_are_counted_from_the_day_after_the_announcement(announced_at, days, answer_days, closes_at, due):
    assert span_of(announced_at, days=days, answer_days=answer_days) == Span(closes_at, due)
