"""Totals to places, with the declared chain of tie-breaks. No database."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging.ranking import (
    BadChain,
    Compared,
    Entry,
    Placing,
    rank,
)

CHAIN = ("criterion:bermanfaat", "criterion:efektif", "median", "pleno")


def entry(code, total, bermanfaat=80, efektif=80, sheets=(), pleno=None):
    means = {"bermanfaat": Decimal(bermanfaat), "efektif": Decimal(efektif)}
    exact = None if total is None else Fraction(total)
    return Entry(code, exact, means, tuple(map(Decimal, sheets)), pleno)


def places(placings):
    return [(placing.place, placing.code, placing.decided_by) for placing in placings]


def test_rank_without_ties_follows_the_total():
    placings = rank([entry("A", "79.375"), entry("B", "76.75"), entry("C", "90")], CHAIN)

    assert placings == [
        Placing("C", 1, Decimal("90.00"), "total"),
        Placing("A", 2, Decimal("79.38"), "total"),
        Placing("B", 3, Decimal("76.75"), "total"),
    ]


def test_rank_splits_a_tie_and_goes_on_with_the_next_step():
    placings = rank(
        [
            entry("A", "81.50", bermanfaat=85, efektif=80),
            entry("B", "81.50", bermanfaat=85, efektif=83),
            entry("C", "81.50", bermanfaat=82, efektif=99),
        ],
        CHAIN,
    )

    bermanfaat, efektif = CHAIN[:2]
    assert placings == [
        Placing(
            "B",
            1,
            Decimal("81.50"),
            efektif,
            (Compared(bermanfaat, Decimal("85.00")), Compared(efektif, Decimal("83.00"))),
        ),
        Placing(
            "A",
            2,
            Decimal("81.50"),
            efektif,
            (Compared(bermanfaat, Decimal("85.00")), Compared(efektif, Decimal("80.00"))),
        ),
        Placing("C", 3, Decimal("81.50"), bermanfaat, (Compared(bermanfaat, Decimal("82.00")),)),
    ]


def test_rank_never_restarts_the_chain_inside_a_smaller_group():
    chain = ("criterion:efektif", "median", "criterion:bermanfaat")
    placings = rank(
        [
            entry("A", 80, efektif=70, sheets=[75, 85], bermanfaat=60),
            entry("B", 80, efektif=70, sheets=[75, 85], bermanfaat=61),
            entry("C", 80, efektif=70, sheets=[70, 90, 90], bermanfaat=10),
            entry("D", 80, efektif=71, sheets=[0, 0], bermanfaat=0),
        ],
        chain,
    )

    assert places(placings) == [
        (1, "D", "criterion:efektif"),
        (2, "C", "median"),
        (3, "B", "criterion:bermanfaat"),
        (4, "A", "criterion:bermanfaat"),
    ]
    assert [[seen.step for seen in placing.compared] for placing in placings] == [
        ["criterion:efektif"],
        ["criterion:efektif", "median"],
        list(chain),
        list(chain),
    ]


def test_rank_ties_what_reads_the_same_when_published():
    entries = [
        entry("A", "81.5049", bermanfaat=80),
        entry("B", "81.4951", bermanfaat=81),
        entry("C", "81.505", bermanfaat=0),
    ]

    assert places(rank(entries, CHAIN)) == [
        (1, "C", "total"),
        (2, "B", "criterion:bermanfaat"),
        (3, "A", "criterion:bermanfaat"),
    ]


def test_rank_compares_every_step_at_the_published_rounding():
    entries = [
        entry("A", 80, bermanfaat="70.004", efektif="60"),
        entry("B", 80, bermanfaat="70.001", efektif="61"),
    ]

    assert places(rank(entries, CHAIN)) == [
        (1, "B", "criterion:efektif"),
        (2, "A", "criterion:efektif"),
    ]


def test_rank_shares_a_place_when_the_tie_stands():
    entries = [
        entry("D", 70),
        entry("C", 80, sheets=[80]),
        entry("B", 80, sheets=[80]),
        entry("A", 90),
    ]

    placings = rank(entries, CHAIN)

    assert places(placings) == [
        (1, "A", "total"),
        (2, "B", None),
        (2, "C", None),
        (4, "D", "total"),
    ]
    assert [placing.tied_with for placing in placings] == [(), ("C",), ("B",), ()]
    assert placings[1].compared == (
        Compared("criterion:bermanfaat", Decimal("80.00")),
        Compared("criterion:efektif", Decimal("80.00")),
        Compared("median", Decimal("80.00")),
        Compared("pleno", None),
    )


def test_rank_takes_the_order_of_the_pleno_with_the_lower_number_first():
    entries = [entry("A", 80, pleno=2), entry("B", 80, pleno=1), entry("C", 80, pleno=3)]

    assert places(rank(entries, CHAIN)) == [(1, "B", "pleno"), (2, "A", "pleno"), (3, "C", "pleno")]


def test_rank_takes_no_pleno_order_that_leaves_out_a_tied_entry():
    entries = [entry("A", 80, pleno=2), entry("B", 80, pleno=1), entry("C", 80)]

    assert places(rank(entries, CHAIN)) == [(1, "A", None), (1, "B", None), (1, "C", None)]


def test_rank_takes_no_pleno_order_without_the_step_in_the_chain():
    entries = [entry("A", 80, pleno=2), entry("B", 80, pleno=1)]

    assert places(rank(entries, CHAIN[:3])) == [(1, "A", None), (1, "B", None)]


def test_rank_gives_no_place_to_an_entry_without_an_official_score():
    entries = [entry("Z", None), entry("A", 0), Entry("Y", None, {})]

    assert rank(entries, CHAIN) == [
        Placing("A", 1, Decimal("0.00"), "total"),
        Placing("Y", None, None, None),
        Placing("Z", None, None, None),
    ]


def test_rank_of_nothing_is_empty():
    assert rank([], CHAIN) == []


@pytest.mark.parametrize("step", ["undian", "efektif", "total", "criterion:", "criterion:video"])
def test_rank_refuses_a_chain_with_an_unknown_step(step):
    with pytest.raises(BadChain, match=step):
        rank([entry("A", 80)], ["median", step])


def test_rank_refuses_an_entry_listed_twice():
    with pytest.raises(ValueError, match="an entry is listed twice"):
        rank([entry("A", 80), entry("A", 81)], CHAIN)


# Few distinct values, so that ties of every kind are common.
few = st.sampled_from([Decimal("79.995"), Decimal(80), Decimal("80.004"), Decimal("80.006"), Decimal(81)])
drawn = st.lists(
    st.tuples(st.none() | few, few, few, st.lists(few, max_size=3), st.none() | st.integers(1, 3)),
    max_size=8,
).map(lambda rows: [entry(f"P{number}", *row) for number, row in enumerate(rows)])


@given(drawn, st.randoms())
def test_ranking_does_not_depend_on_the_order_of_entries(entries, random):
    assert rank(random.sample(entries, len(entries)), CHAIN) == rank(entries, CHAIN)


@given(drawn)
def test_ranking_is_a_permutation_with_standard_places(entries):
    placings = rank(entries, CHAIN)

    assert sorted(placing.code for placing in placings) == sorted(one.code for one in entries)
    scored = [placing for placing in placings if placing.place is not None]
    assert len(scored) == sum(one.total is not None for one in entries)
    for position, placing in enumerate(scored, start=1):
        group = [other.code for other in scored if other.place == placing.place]
        assert placing.place <= position < placing.place + len(group)
        assert {placing.code, *placing.tied_with} == set(group)
        assert (placing.decided_by is None) == (len(group) > 1)
    assert [placing.published for placing in scored] == sorted((placing.published for placing in scored), reverse=True)


@given(drawn)
def test_a_pleno_that_orders_every_entry_leaves_no_tie(entries):
    ordered = [
        entry(one.code, one.total, *one.criterion_means.values(), one.sheet_totals, number)
        for number, one in enumerate(entries)
    ]

    assert all(placing.tied_with == () for placing in rank(ordered, CHAIN))


@given(drawn.filter(bool), st.integers(0, 7))
def test_raising_a_total_never_costs_a_place(entries, chosen):
    one = entries[chosen % len(entries)]
    total = one.total if one.total is not None else Decimal(79)
    before = [other if other is not one else _with_total(one, total) for other in entries]
    after = [other if other is not one else _with_total(one, total + 1) for other in entries]

    assert _place(rank(after, CHAIN), one.code) <= _place(rank(before, CHAIN), one.code)


def _with_total(one, total):
    return entry(one.code, total, *one.criterion_means.values(), one.sheet_totals, one.pleno_order)


def _place(placings, code):
    return next(placing.place for placing in placings if placing.code == code)
