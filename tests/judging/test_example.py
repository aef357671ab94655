"""The worked example of a period: counted by the rules, and chosen so that it shows something. No database."""

from decimal import Decimal
from fractions import Fraction

import pytest

from competitions.presets import CRITERIA, TIE_BREAKS
from judging import example
from judging.ranking import Compared

PRESET = {criterion.code: criterion.weight for criterion in CRITERIA}
UNEVEN = {"a": Decimal("33.33"), "b": Decimal("33.33"), "c": Decimal("33.34")}
ONE = {"a": Decimal(100)}
LOPSIDED = {"a": Decimal("99.99"), "b": Decimal("0.01")}


def test_preset_is_counted_to_an_exact_half_and_rounded_up():
    counted = example.counting(PRESET, sheets=2)

    assert [(part.code, part.mark, part.points) for part in counted.parts] == [
        ("kebaruan", 80, 12),
        ("efektif", 90, Fraction(45, 2)),
        ("bermanfaat", 70, 14),
        ("dapat_ditransfer", 85, 17),
        ("berkelanjutan", 75, 15),
    ]
    assert counted.totals == [Fraction("80.5"), Fraction("79.15")]
    assert (counted.mean, counted.published) == (Fraction("79.825"), Decimal("79.83"))
    assert (counted.is_half, counted.places, counted.mean_places) == (True, 2, 3)


@pytest.mark.parametrize(
    ("weights", "sheets", "is_half", "mean_places"),
    [(PRESET, 3, True, 3), (PRESET, 5, True, 3), (UNEVEN, 2, False, 3), (ONE, 2, False, 2), (ONE, 7, False, 4)],
)
def test_half_is_shown_where_the_weights_allow_it(weights, sheets, is_half, mean_places):
    counted = example.counting(weights, sheets=sheets)

    assert (counted.is_half, counted.mean_places, len(counted.totals)) == (is_half, mean_places, sheets)
    assert sum(part.points for part in counted.parts) == counted.totals[0]


@pytest.mark.parametrize(
    ("weights", "chain", "decided_by", "first", "second"),
    [
        (PRESET, TIE_BREAKS, "criterion:bermanfaat", 83, 80),
        (PRESET, ("criterion:efektif", "criterion:bermanfaat"), "criterion:efektif", 83, 80),
        (PRESET, ("median", "criterion:efektif"), "median", 81, 80),
        (PRESET, ("pleno",), "pleno", 1, 2),
        (PRESET, (), "pleno", 1, 2),
        (UNEVEN, ("criterion:c",), "criterion:c", 81, 80),
        # Nothing can be moved between criteria: the next step is shown.
        (ONE, ("criterion:a", "median"), "median", 81, 80),
        (LOPSIDED, ("criterion:a",), "pleno", 1, 2),
    ],
)
def test_tie_shows_the_first_step_that_can_be_shown(weights, chain, decided_by, first, second):
    tie = example.tie(weights, chain, sheets=2)

    assert (tie.published, tie.decided_by) == (Decimal("80.00"), decided_by)
    assert (tie.first[-1], tie.second[-1]) == (Compared(decided_by, first), Compared(decided_by, second))
