from decimal import Decimal
from fractions import Fraction

from judging.advancing import Line
from judging.scoring import brought
from judging.tally import RoundRules, Standing, tally

RULES = RoundRules(
    weights={"a": Decimal(60), "b": Decimal(40)}, min_sheets=2, chain=("criterion:b",), line=Line(most=1)
)


def sheet(a, b):
    return {"a": Decimal(a), "b": Decimal(b)}


def summary(result):
    return [
        (s.placing.code, s.placing.place, s.total, s.sheets, s.passes, s.placing.decided_by) for s in result.standings
    ]


def test_tally_ranks_by_the_exact_panel_mean():
    result = tally(
        {"P1": [sheet(80, 70), sheet(81, 70), sheet(80, 70)], "P2": [sheet(90, 90), sheet(70, 90)]},
        RULES,
    )

    assert summary(result) == [
        ("P2", 1, Fraction(84), 2, True, "total"),
        ("P1", 2, Fraction(381, 5), 3, False, "total"),
    ]
    assert list(result.open_tie) == []


def test_tally_gives_no_place_below_the_minimum_of_sheets():
    result = tally({"P1": [sheet(80, 80)], "P2": []}, RULES)

    assert summary(result) == [
        ("P1", None, None, 1, False, None),
        ("P2", None, None, 0, False, None),
    ]


def test_tally_breaks_a_tie_by_the_chain():
    result = tally({"P1": [sheet(80, 80)] * 2, "P2": [sheet(76, 86)] * 2}, RULES)

    assert summary(result) == [
        ("P2", 1, Fraction(80), 2, True, "criterion:b"),
        ("P1", 2, Fraction(80), 2, False, "criterion:b"),
    ]


def test_tally_has_no_winner_while_a_tie_lies_across_the_line():
    sheets = {"P1": [sheet(80, 80)] * 2, "P2": [sheet(80, 80)] * 2}

    result = tally(sheets, RULES)

    assert summary(result) == [
        ("P1", 1, Fraction(80), 2, False, None),
        ("P2", 1, Fraction(80), 2, False, None),
    ]
    assert list(result.open_tie) == ["P1", "P2"]


def test_tally_takes_the_decision_of_the_pleno_also_where_the_chain_does_not_name_it():
    sheets = {"P1": [sheet(80, 80)] * 2, "P2": [sheet(80, 80)] * 2}

    result = tally(sheets, RULES, {"P2": 1, "P1": 2})

    assert summary(result) == [
        ("P2", 1, Fraction(80), 2, True, "pleno"),
        ("P1", 2, Fraction(80), 2, False, "pleno"),
    ]
    assert list(result.open_tie) == []


def test_tally_keeps_the_pleno_where_the_chain_puts_it():
    rules = RoundRules(weights=RULES.weights, min_sheets=1, chain=("pleno",), line=Line(most=2))

    result = tally({"P1": [sheet(1, 1)], "P2": [sheet(1, 1)]}, rules, {"P2": 1, "P1": 2})

    assert [(s.placing.code, s.passes) for s in result.standings] == [("P2", True), ("P1", True)]
    assert isinstance(result.standings[0], Standing)


def test_a_later_round_ranks_by_all_rounds_so_far():
    """P2 is best in this round, P1 after both: 60 % of 90 and 40 % of 70 against 60 % of 80 and 40 % of 80."""
    before = brought({"P1": Decimal(90), "P2": Decimal(80), "P3": Decimal(70)}, weight_before=60, weight=40)
    rules = RoundRules(RULES.weights, 2, RULES.chain, Line(most=2), before)

    result = tally({"P1": [sheet(70, 70)] * 2, "P2": [sheet(80, 80)] * 2, "P3": [sheet(60, 60)]}, rules)

    assert [(s.placing.code, s.placing.place, s.own, s.total, s.passes) for s in result.standings] == [
        ("P1", 1, 70, 82, True),
        ("P2", 2, 80, 80, True),
        ("P3", None, None, None, False),
    ]
