"""What a ranking hangs on: reruns equal to the tally, weights at which two entries stand level, shares of weights."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging.advancing import Line
from judging.scoring import NOTHING_BROUGHT, brought, criterion_means, weighted_total
from judging.sensitivity import (
    Outcome,
    Recount,
    acceptability_free,
    acceptability_local,
    nearest_tip,
    tips,
)
from judging.table import Reason
from judging.tally import RoundRules, tally
from tests.judging.tables import FEW

WEIGHTS = {"a": Decimal(50), "b": Decimal("30.5"), "c": Decimal("19.5")}
NONE = {}


def rules(winners=1, min_sheets=1, chain=("criterion:b", "median"), weights=WEIGHTS, before=NOTHING_BROUGHT):
    return RoundRules(weights, min_sheets, chain, Line(most=winners), before)


def sheet(text):
    return dict(zip("abc", map(Decimal, text.split()), strict=False))


def round_of(rows):
    return {code: {judge: sheet(marks) for judge, marks in row.items()} for code, row in rows.items()}


MARKS = round_of(
    {
        "P1": {"A": "80 80 80", "B": "90 80 70", "C": "70 60 90"},
        "P2": {"A": "60 90 90", "B": "80 82.5 80", "C": "90 70 60"},
        "P3": {"A": "70 70 70", "B": "60 90 80", "C": "80 80 80"},
    }
)


@st.composite
def drawn_rounds(draw):
    mark = st.sampled_from(["60", "70", "75.5", "80"])
    return {
        code: {judge: {key: Decimal(draw(mark)) for key in "abc"} for judge in "AB" + "C" * draw(st.booleans())}
        for code in ("P1", "P2", "P3", "P4")
    }


def official(marks, counted):
    result = tally({code: list(own.values()) for code, own in marks.items()}, counted)
    return Outcome(
        {one.placing.code: one.placing.place for one in result.standings if one.placing.place is not None},
        frozenset(one.placing.code for one in result.standings if one.passes),
    )


@FEW
@given(drawn_rounds())
def test_recount_is_the_tally(marks):
    again = Recount(marks, rules(), NONE)
    without_b = {code: {judge: sheet for judge, sheet in own.items() if judge != "B"} for code, own in marks.items()}

    assert again.count() == official(marks, rules())
    assert again.count(judge="B") == official(without_b, rules())
    assert again.totals() == {
        code: {judge: weighted_total(sheet, WEIGHTS) for judge, sheet in own.items()} for code, own in marks.items()
    }
    assert again.means() == {code: criterion_means(list(own.values()), "abc") for code, own in marks.items()}


@FEW
@given(drawn_rounds(), st.lists(st.sampled_from([60, 70, Decimal("75.5")]), min_size=4, max_size=4))
def test_recount_is_the_tally_of_a_later_round_too(marks, values):
    """Whatever weights of criteria are tried, what an entry brings along is counted once."""
    earlier = dict(zip(marks, values, strict=True))
    later = rules(before=brought(earlier, weight_before=Decimal(60), weight=Decimal(40)))
    again = Recount(marks, later, NONE)

    assert again.count() == official(marks, later)
    assert {
        code: sum(Fraction(mean) * Fraction(WEIGHTS[key]) / 100 for key, mean in own.items())
        for code, own in again.means().items()
    } == {
        one.placing.code: one.total
        for one in tally({code: [*own.values()] for code, own in marks.items()}, later).standings
    }


def test_without_a_criterion_the_others_keep_their_proportions():
    weights = {"a": Decimal(50), "b": Decimal(30), "c": Decimal(20)}
    less = {
        code: {judge: {key: mark for key, mark in sheet.items() if key != "a"} for judge, sheet in own.items()}
        for code, own in MARKS.items()
    }
    scaled = {"b": Decimal(60), "c": Decimal(40)}

    recounted = Recount(MARKS, rules(weights=weights, chain=("criterion:a", "median")), NONE).count(criterion="a")

    assert recounted == official(less, rules(weights=scaled, chain=("median",)))


def test_leaving_out_says_how_far_an_entry_moves_and_whether_others_win():
    left = Recount(MARKS, rules(), NONE).left_out()

    assert left.winners == {"P1"}
    assert {code: (left.highest[code], left.lowest[code]) for code in MARKS} == {
        "P1": (1, 3),
        "P2": (1, 2),
        "P3": (2, 3),
    }
    assert {judge: sorted(run.winners) for judge, run in left.without_judge.items()} == {
        "A": ["P2"],
        "B": ["P2"],
        "C": ["P1"],
    }
    assert [left.changes(run) for run in left.without_judge.values()] == [True, True, False]
    assert {key: left.changes(run) for key, run in left.without_criterion.items()} == {"a": True, "b": False, "c": True}


def test_leaving_out_what_must_stay_says_why():
    few = Recount(MARKS, rules(min_sheets=3), NONE).left_out()
    alone = Recount(round_of({"P1": {"A": "1"}, "P2": {"A": "2"}}), rules(weights={"a": Decimal(100)}, chain=()), NONE)
    apart = round_of({"P1": {"A": "1 1 1", "B": "2 2 2"}, "P2": {"B": "1 1 1", "C": "1 1 1"}, "P3": {}})
    linked = Recount(apart, rules(), NONE).left_out()

    assert set(few.without_judge.values()) == {Reason.FEW_SHEETS}
    assert few.changes(Reason.FEW_SHEETS) is None
    assert alone.left_out().without_criterion == {"a": Reason.FEW_CRITERIA}
    assert alone.left_out().without_judge == {"A": Reason.FEW_SHEETS}
    assert linked.without_judge["B"] == Reason.DISCONNECTED
    assert "P3" not in linked.lowest


def test_what_the_pleno_decided_stays_decided():
    twins = round_of({code: {"A": "80 80 80", "B": "80 80 80", "C": "80 80 80"} for code in ("P1", "P2")})

    assert Recount(twins, rules(), NONE).left_out().winners == frozenset()
    decided = Recount(twins, rules(), {"P1": 2, "P2": 1}).left_out()
    assert decided.winners == {"P2"}
    assert {left.places["P2"] for left in decided.without_judge.values()} == {1}


def gap(tip, means, weights, at):
    """The gap of two entries when one weight is `at` and the others keep their proportions."""
    others = sum(Fraction(weight) for key, weight in weights.items() if key != tip.criterion)
    differences = {key: means[tip.ahead][key] - means[tip.behind][key] for key in weights}
    rest = sum(differences[key] * Fraction(weight) for key, weight in weights.items() if key != tip.criterion) / others
    return at * differences[tip.criterion] + (1 - at) * rest


def means_of(**rows):
    return {code: dict(zip("abc", map(Fraction, row.split()), strict=False)) for code, row in rows.items()}


@FEW
@given(st.lists(st.integers(0, 20), min_size=6, max_size=6))
def test_at_the_tipping_weight_two_entries_stand_level(marks):
    means = means_of(P1=" ".join(map(str, marks[:3])), P2=" ".join(map(str, marks[3:])))
    found = tips("P1", "P2", means, WEIGHTS)
    current = sum((means["P1"][key] - means["P2"][key]) * Fraction(weight) / 100 for key, weight in WEIGHTS.items())

    assert [one.distance for one in found] == sorted(one.distance for one in found)
    for one in found:
        assert 0 <= one.tips_at <= 1
        assert gap(one, means, WEIGHTS, one.tips_at) == 0
        assert gap(one, means, WEIGHTS, one.weight) == current


def test_tipping_weights():
    means = means_of(P1="90 60 70", P2="80 80 70", P3="70 50 60", P4="91 61 71")

    [nearest, other, last] = tips("P1", "P2", means, WEIGHTS)
    # 10 a = 20 b where a keeps 50 of the 69.5 % that b leaves: w = 500 / (500 + 20 * 69.5).
    assert (nearest.criterion, nearest.weight, nearest.tips_at) == ("b", Fraction(61, 200), Fraction(500, 1890))
    assert [other.criterion, last.criterion] == ["a", "c"]
    assert last.tips_at == 1
    # Dominated, whatever the weights: the signs of R and D are the same.
    assert tips("P4", "P1", means, WEIGHTS) == []
    assert nearest_tip(means, WEIGHTS, ["P4", "P1", "P2"]) == Reason.NEVER_TIPS
    assert nearest_tip(means, WEIGHTS, []) == Reason.NO_PLACE
    assert nearest_tip(means, WEIGHTS, ["P1"]) == nearest
    assert tips("P1", "P2", means_of(P1="1", P2="2"), {"a": 100}) == []


def test_share_of_weights_that_make_one_first():
    means = means_of(A="90 60", B="80 80")
    free = acceptability_free(means, ["A", "B"], 1, 10_000)

    assert float(free.ranks.share("A", 1)) == pytest.approx(1 / 3, abs=0.015)
    # A comes first where the weight of a is over two thirds: five sixths on average.
    assert free.central["A"] == pytest.approx([5 / 6, 1 / 6], abs=0.01)
    assert acceptability_free(means, ["A", "B"], 1, 50) == acceptability_free(means, ["A", "B"], 1, 50)


WHOLE = {"a": 50, "b": 30, "c": 20}


@FEW
@given(st.lists(st.tuples(*[st.integers(0, 20)] * 3), min_size=2, max_size=5), st.integers(0, 9))
def test_shares_add_up_and_nobody_passes_who_is_worse_in_everything(rows, seed):
    means = {f"P{i}": dict(zip("abc", map(Fraction, row), strict=True)) for i, row in enumerate(rows)}
    total = {code: sum(WHOLE[key] * mark for key, mark in row.items()) for code, row in means.items()}
    order = sorted(means, key=lambda code: (-total[code], [-mark for mark in means[code].values()]))

    for run in (acceptability_free(means, order, seed, 20), acceptability_local(means, WHOLE, order, seed, 20)):
        counts = run.ranks.counts
        assert {sum(row) for row in counts.values()} == {20}
        assert {sum(column) for column in zip(*counts.values(), strict=True)} == {20}
    for vector in range(20):
        one = acceptability_free(means, order, vector, 1).ranks.counts
        places = {code: row.index(1) for code, row in one.items()}
        for better in means:
            for worse in means:
                if worse != better and all(means[better][key] > means[worse][key] for key in "abc"):
                    assert places[better] < places[worse]
    exact = acceptability_local(means, WHOLE, order, seed, 3, points=0).ranks.counts
    assert {code: row.index(3) for code, row in exact.items()} == {code: place for place, code in enumerate(order)}


def test_local_weights_stay_within_their_points():
    means = means_of(A="90 60 70", B="80 80 70", C="70 85 90")
    tilted = {"a": Decimal("33.33"), "b": Decimal("33.33"), "c": Decimal("33.34")}
    local = acceptability_local(means, tilted, ["A", "B", "C"], 3, 400)

    for vector in local.central.values():
        assert vector is None or all(0.2833 <= part <= 0.3834 for part in vector)
    assert sum(local.ranks.share(code, 1) for code in means) == 1
    assert acceptability_local(means, tilted, ["A", "B", "C"], 3, 2, points=0).ranks.draws == 2


def test_no_share_without_order_draws_or_weights():
    means = means_of(A="90 60", B="80 80")

    assert acceptability_free(means, [], 1, 5) == Reason.NO_PLACE
    assert acceptability_free(means, ["A"], 1, 0) == Reason.NOT_SIMULATED
    assert acceptability_local(means, {"a": 20, "b": 20}, ["A"], 1, 5) == Reason.NARROW_WEIGHTS
