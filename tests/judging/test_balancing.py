"""How many judges each proposal gets, and how evenly. Held against every possible assignment of a small round."""

from collections import Counter
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging.assignment import Shortage
from judging.balancing import Bounds, Plan, balanced, plan_of
from judging.connectivity import connectivity
from tests.judging.tables import FEW

JUDGES, ENTRIES = range(1, 5), range(10, 13)
PAIRS = list(product(JUDGES, ENTRIES))


def plan(judges, entries, k, *, cap=None, refused=(), standing=(), seed="2024/seleksi"):
    return balanced(judges, entries, refused=refused, standing=standing, bounds=Bounds(k, cap), seed=seed)


def graph(pairs):
    return connectivity({str(entry): {str(judge) for judge, own in pairs if own == entry} for _, entry in pairs})


@st.composite
def rounds(draw):
    """A small round, with what is refused and what stands; also of a judge and an entry that have left it."""
    refused = draw(st.sets(st.sampled_from(PAIRS), max_size=5))
    standing = draw(st.sets(st.sampled_from(PAIRS), max_size=3)) | draw(st.sets(st.just((9, 10)) | st.just((1, 99))))
    return {
        "k": draw(st.integers(1, 3)),
        "cap": draw(st.none() | st.integers(1, 3)),
        "refused": refused,
        "standing": standing,
        "seed": draw(st.sampled_from("abc")),
    }


def every_assignment(k, cap, refused, standing):
    """Every way to add judges without going beyond a bound."""
    old = Counter(judge for judge, _ in standing)
    choices = []
    for entry in ENTRIES:
        held = [judge for judge, own in standing if own == entry]
        free = [judge for judge in JUDGES if judge not in held and (judge, entry) not in refused]
        sizes = range(max(k - len(held), 0) + 1)
        choices.append([[(judge, entry) for judge in some] for size in sizes for some in combinations(free, size)])
    for parts in product(*choices):
        added = [pair for part in parts for pair in part]
        new = Counter(judge for judge, _ in added)
        if cap is None or all(old[judge] + more <= cap for judge, more in new.items()):
            yield standing | set(added)


@FEW
@given(rounds())
def test_of_every_possible_assignment_it_is_a_fullest_and_of_those_a_most_even(case):
    found = plan(JUDGES, ENTRIES, **case)
    seed = case.pop("seed")
    possible = list(every_assignment(**case))

    def cost(pairs):
        counts = Counter(entry for _, entry in pairs)
        lacking = sorted((max(case["k"] - counts[entry], 0) for entry in ENTRIES), reverse=True)
        return -len(pairs), sum(load**2 for load in Counter(judge for judge, _ in pairs).values()), lacking

    assert set(found.pairs) in possible
    assert cost(found.pairs)[:2] == min(cost(pairs)[:2] for pairs in possible)
    assert cost(found.pairs)[2] == min(cost(pairs)[2] for pairs in possible)
    assert found == plan_of(found.pairs, ENTRIES, case["k"])
    again = plan(JUDGES, ENTRIES, **case | {"standing": set(found.pairs)}, seed=seed)
    turned = plan(JUDGES[::-1], ENTRIES[::-1], **case | {"standing": sorted(case["standing"])[::-1]}, seed=seed)
    assert (again, turned) == (found, found)


@FEW
@given(st.integers(1, 6), st.integers(1, 12), st.integers(1, 3), st.text(max_size=3))
def test_where_nothing_is_refused_loads_differ_by_one_and_all_is_joined_that_can_be(judges, entries, k, seed):
    found = plan(range(judges), range(100, 100 + entries), k, seed=seed)
    sheets = entries * min(k, judges)
    nodes = entries + min(judges, sheets)

    loads = [found.loads[judge] for judge in range(judges)]
    assert (sum(loads), max(loads) - min(loads) <= 1) == (sheets, True)
    # A tree over n nodes has n - 1 edges: with fewer nothing could join them.
    assert found.is_connected == (sheets >= nodes - 1)
    assert found.groups == len(graph(found.pairs).components)


def test_two_groups_are_joined_by_a_swap_which_leaves_loads_and_what_stands_alone():
    halves = {(judge, entry) for judge, entry in product(range(4), range(10, 14)) if judge // 2 != entry % 2}

    apart = plan(range(4), range(10, 14), 2, refused=halves)
    standing = {(0, 10), (1, 10), (2, 11), (3, 11)}
    joined = [plan(range(4), range(10, 13), 2, standing=standing, seed=str(seed)) for seed in range(20)]

    assert (apart.groups, apart.is_connected, apart.shortages) == (2, False, [])
    assert {found.is_connected for found in joined} == {False, True}
    assert all(standing <= set(found.pairs) and sorted(found.loads.values()) == [1, 1, 2, 2] for found in joined)


@pytest.mark.parametrize(
    ("k", "more", "expected"),
    [
        (2, {}, []),
        (3, {}, [Shortage(10, 2), Shortage(11, 2), Shortage(12, 2)]),
        (2, {"cap": 2}, [Shortage(10, 1), Shortage(11, 1)]),
        (2, {"refused": {(1, 11), (2, 11)}}, [Shortage(11, 0)]),
        (1, {"cap": 0}, [Shortage(10, 0), Shortage(11, 0), Shortage(12, 0)]),
    ],
    ids=["enough", "too few judges", "the cap", "nobody may", "no room"],
)
def test_names_every_proposal_that_lacks_judges(k, more, expected):
    assert plan([1, 2], ENTRIES, k, **more).shortages == expected


def test_nothing_to_judge_and_nobody_to_judge():
    assert plan([], [], 2) == Plan([], [], 0)
    assert plan([], [10], 1) == Plan([], [Shortage(10, 0)], 0)
