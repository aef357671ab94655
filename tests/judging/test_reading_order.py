"""In which order does each judge read? No database."""

from fractions import Fraction
from itertools import product
from math import factorial

from hypothesis import given
from hypothesis import strategies as st

from judging.assignment import drawing, shuffled
from judging.balancing import Bounds, balanced
from judging.reading_order import reading_orders
from tests.judging.tables import FEW


def orders_of(pairs, standing=None, seed="2024/seleksi"):
    new = {judge: [entry for own, entry in pairs if own == judge] for judge, _ in pairs}
    return reading_orders(new, standing or {}, seed=seed)


def distances(orders):
    """How far the mean place of each entry is from the middle, as a part of the list."""
    places = {}
    for order in orders.values():
        for place, entry in enumerate(order):
            places.setdefault(entry, []).append(Fraction(2 * place + 1, 2 * len(order)) - Fraction(1, 2))
    return [abs(sum(own) / len(own)) for own in places.values()]


def test_drawing_is_fixed_across_versions():
    assert shuffled(range(1, 9), drawing("2024/7")) == [8, 2, 6, 5, 3, 7, 4, 1]


def test_two_judges_read_in_opposite_orders_and_the_next_two_begin_anew():
    orders = orders_of(list(product("abcd", range(8))))

    assert sorted(orders) == ["a", "b", "c", "d"]
    assert {tuple(order[::-1]) for order in orders.values()} == {tuple(order) for order in orders.values()}
    assert len({tuple(order) for order in orders.values()}) == 4


@FEW
@given(st.integers(2, 9), st.integers(1, 30), st.text(max_size=3))
def test_when_all_judge_all_every_proposal_stands_in_the_middle_on_average(judges, entries, seed):
    orders = orders_of(list(product(range(judges), range(entries))), seed=seed)

    assert all(sorted(order) == list(range(entries)) for order in orders.values())
    assert len({tuple(order) for order in orders.values()}) == min(judges, factorial(entries))
    if judges <= factorial(entries):
        # In pairs exactly; of an odd number at most four places shared by all judges (the worst measured is 2.5).
        assert max(distances(orders)) * entries <= (judges % 2) * Fraction(4, judges)


def test_a_few_judges_per_proposal_come_near_the_middle_too():
    pairs = balanced(range(7), range(60), refused=(), standing=(), bounds=Bounds(3), seed="a").pairs
    drawn = {
        judge: shuffled([entry for own, entry in pairs if own == judge], drawing(str(judge))) for judge in range(7)
    }

    assert max(distances(orders_of(pairs))) < Fraction(1, 20) < Fraction(1, 4) < max(distances(drawn))


@FEW
@given(st.sets(st.tuples(st.integers(0, 4), st.integers(10, 15)), min_size=1), st.randoms(), st.integers(0, 12))
def test_input_order_changes_nothing_and_what_stands_is_not_moved(pairs, random, cut):
    listed = sorted(pairs)
    before, after = listed[:cut], listed[cut:]
    standing = orders_of(before) if before else {}
    expected = orders_of(after, standing) if after else {}

    random.shuffle(after)
    assert (orders_of(after, standing) if after else {}) == expected
    own = {judge: sorted(entry for name, entry in after if name == judge) for judge, _ in after}
    assert {judge: sorted(order) for judge, order in expected.items()} == own


def test_a_judge_who_comes_later_reads_early_what_the_others_read_late():
    standing = {"a": [1, 2, 3, 4], "b": [2, 1, 3, 4]}

    assert reading_orders({"c": [1, 2, 3, 4]}, standing, seed="s")["c"][:2] == [4, 3]
    assert reading_orders({"a": [5], "b": [5]}, standing, seed="s") == {"a": [5], "b": [5]}
    assert reading_orders({}, standing, seed="s") == {}
