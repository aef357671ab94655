"""The line of a round: so many, from a value on, so many of a part; a tie that it cuts passes nobody."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging.advancing import Drawn, Line, draw
from judging.ranking import Entry, Placing, rank

PARTS = {"A": "x", "B": "x", "C": "y", "D": "x", "E": "y", "F": "y"}


def ranked(**totals):
    return rank([Entry(code, total, {}) for code, total in totals.items()], ())


SIX = ranked(A=90, B=80, C=80, D=80, E=70, F=None)


@pytest.mark.parametrize(
    ("line", "passing", "open_tie"),
    [
        (Line(), "ABCDE", ""),
        (Line(most=1), "A", ""),
        (Line(most=2), "A", "BCD"),
        (Line(most=3), "A", "BCD"),
        (Line(most=4), "ABCD", ""),
        (Line(most=9), "ABCDE", ""),
        (Line(least=Decimal(80)), "ABCD", ""),
        (Line(least=Decimal("80.01")), "A", ""),
        (Line(least=Decimal(91)), "", ""),
        (Line(most=3, least=Decimal("80.01")), "A", ""),
        (Line(quota=1), "AC", ""),
        (Line(quota=2), "ACE", "BD"),
        (Line(quota=3), "ABCDE", ""),
        (Line(quota=1, most=1), "A", ""),
        (Line(quota=2, least=Decimal(80)), "AC", "BD"),
        (Line(quota=3, most=2), "A", "BCD"),
    ],
)
def test_the_line(line, passing, open_tie):
    assert draw(SIX, line, PARTS) == Drawn(list(passing), list(open_tie))


def test_what_the_pleno_ordered_is_no_tie():
    ordered = rank([Entry(code, Decimal(80), {}, pleno_order=place) for place, code in enumerate("BAC", 1)], ["pleno"])

    assert draw(ordered, Line(most=2)) == Drawn(["B", "A"], [])


few = st.lists(st.sampled_from([None, 60, 70, 80]), max_size=8)


@given(few, st.none() | st.integers(1, 6), st.none() | st.sampled_from([60, 70]), st.none() | st.integers(1, 3))
def test_nobody_passes_before_somebody_better(totals, most, least, quota):
    codes = [f"P{number}" for number in range(len(totals))]
    parts = {code: "xy"[number % 2] for number, code in enumerate(codes)}
    placings = ranked(**dict(zip(codes, totals, strict=True)))

    drawn = draw(placings, Line(most, least and Decimal(least), quota), parts)

    placed: dict[str, Placing] = {row.code: row for row in placings}
    passing = set(drawn.passing)
    assert most is None or len(passing) <= most
    assert passing.isdisjoint(drawn.open_tie)
    assert all(placed[code].published is not None and placed[code].published >= (least or 0) for code in passing)
    for part in "xy":
        own = [row for row in placings if parts[row.code] == part and row.code in passing]
        assert quota is None or len(own) <= quota
    # Of one part, whoever is better than somebody who passes does too.
    for code in passing:
        better = [
            row.code
            for row in placings
            if row.place is not None and row.place < placed[code].place and parts[row.code] == parts[code]
        ]
        assert set(better) <= passing
