"""How the totals of one judge lie."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging.spread import Band, spread

TOTALS = st.lists(st.fractions(0, 100, max_denominator=700), min_size=1, max_size=40)


def test_lowest_middle_highest_and_how_many_between():
    middle = Decimal("79.375"), Fraction(556, 7)

    found = spread([*middle, 80, Decimal("76.75")])

    assert (found.lowest, found.median, found.highest) == (Decimal("76.75"), sum(map(Fraction, middle)) / 2, 80)
    assert found.bands == [Band(75, 80, 3), Band(80, 85, 1)]


@pytest.mark.parametrize(
    ("totals", "bands"),
    [
        ([], None),
        ([100], [Band(95, 100, 1)]),
        ([0], [Band(0, 5, 1)]),
        ([Fraction("79.995"), Fraction("79.994")], [Band(75, 80, 1), Band(80, 85, 1)]),
        ([50, 99], [Band(low, low + 5, int(low in (50, 95))) for low in range(50, 100, 5)]),
        ([49, 99], [Band(low, low + 10, int(low in (40, 90))) for low in range(40, 100, 10)]),
    ],
    ids=["none", "the highest", "the lowest", "by what is shown", "ten narrow bands", "wide bands"],
)
def test_bands_cover_all_totals(totals, bands):
    found = spread(totals)

    assert (found.bands if found else None) == bands


@given(TOTALS)
def test_every_total_is_in_one_band(totals):
    found = spread(totals)

    assert sum(band.count for band in found.bands) == len(totals)
    assert found.bands[0].count > 0 < found.bands[-1].count
    assert len(found.bands) <= 10
    assert found.lowest <= found.median <= found.highest
