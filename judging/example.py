"""A small worked example of a period's rules, counted by the rules themselves. No Django.

The marks are invented and chosen so that something is to be seen: a mean that lies exactly between two
published figures, and two entries with the same total that a step of the chain tells apart.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from competitions.ties import CRITERION, MEDIAN, PLENO
from judging.ranking import PUBLISHED_PLACES, Compared, Entry, rank, whole_chain
from judging.scoring import FULL_WEIGHT, criterion_means, panel_mean, weighted_total
from kipp.text import round_half_up

Marks = Mapping[str, Decimal]

MARKS = (Decimal(80), Decimal(90), Decimal(70), Decimal(85), Decimal(75))
MIDDLE = Decimal(80)
# By how much one mark is raised in search of an exact half.
RAISES = [Decimal(half) / 2 for half in range(21)]
SHIFTS = [Decimal(whole) for whole in range(1, 16)]
MOST_PLACES = 4


@dataclass(frozen=True)
class Part:
    """What one mark of the first sheet adds to its total."""

    code: str
    weight: Decimal
    mark: Decimal
    points: Fraction


@dataclass(frozen=True)
class Counting:
    """From the marks of one sheet to its total, and from the totals of a panel to the published figure.

    `places` are the decimals that the exact figures need, `mean_places` those of their mean.
    """

    parts: Sequence[Part]
    totals: Sequence[Fraction]
    mean: Fraction
    published: Decimal
    is_half: bool
    places: int
    mean_places: int


@dataclass(frozen=True)
class Tie:
    """Two entries of one total: what was compared, step by step, and which step told them apart."""

    published: Decimal | None
    first: Sequence[Compared]
    second: Sequence[Compared]
    decided_by: str


def counting(weights: Mapping[str, Decimal], *, sheets: int) -> Counting:
    """Count the sheets of a panel; where the weights allow it, the mean lies exactly on a half."""
    tries = list(_panels(weights, sheets))
    panel = next((panel for panel in tries if _is_half(_mean(panel, weights))), tries[0])
    first = panel[0]
    parts = [
        Part(code, weight, first[code], Fraction(weight) * Fraction(first[code]) / FULL_WEIGHT)
        for code, weight in weights.items()
    ]
    totals = [weighted_total(marks, weights) for marks in panel]
    mean = _mean(panel, weights)
    return Counting(
        parts=parts,
        totals=totals,
        mean=mean,
        published=round_half_up(mean, PUBLISHED_PLACES),
        is_half=_is_half(mean),
        places=_places([*(part.points for part in parts), *totals]),
        mean_places=_places([mean]),
    )


def tie(weights: Mapping[str, Decimal], chain: Sequence[str], *, sheets: int) -> Tie:
    """Return the first step of the chain that can be shown at work; the pleno at its end always can."""
    whole = whole_chain(chain)
    first, second = rank(next(pair for step in whole for pair in _pairs(step, weights, sheets)), whole)
    return Tie(first.published, first.compared, second.compared, first.decided_by or PLENO)


def _panels(weights: Mapping[str, Decimal], sheets: int) -> Iterator[list[Marks]]:
    """Panels that differ in one mark of the last sheet."""
    codes = list(weights)
    panel = [{code: MARKS[(place + judge) % len(MARKS)] for place, code in enumerate(codes)} for judge in range(sheets)]
    for raised in RAISES:
        for code in codes:
            last = panel[-1]
            yield [*panel[:-1], {**last, code: last[code] + raised}]


def _pairs(step: str, weights: Mapping[str, Decimal], sheets: int) -> Iterator[tuple[Entry, Entry]]:
    """Pairs of entries with the same total or nearly so, one of them ahead at this step."""
    plain = [dict.fromkeys(weights, MIDDLE)] * sheets
    if step == PLENO:
        yield _entry("a", plain, weights, pleno_order=1), _entry("b", plain, weights, pleno_order=2)
    elif step == MEDIAN:
        # One low sheet under many that are a little higher: the same mean, another middle.
        count = max(sheets, 3)
        values = [MIDDLE - (count - 1), *[MIDDLE + 1] * (count - 1)]
        spread = [dict.fromkeys(weights, value) for value in values]
        yield _entry("a", spread, weights), _entry("b", [plain[0]] * count, weights)
    else:
        for moved in _moved(step.removeprefix(CRITERION), weights):
            yield _entry("a", [plain[0] | moved] * sheets, weights), _entry("b", plain, weights)


def _moved(code: str, weights: Mapping[str, Decimal]) -> list[dict[str, Decimal]]:
    """Return pairs of marks that give one criterion more and take as much weight from another, exact ones first."""
    found: list[tuple[bool, dict[str, Decimal]]] = []
    for other in (other for other in weights if other != code):
        for more in SHIFTS:
            exact = Fraction(more) * Fraction(weights[code]) / Fraction(weights[other])
            less = round_half_up(exact, 2)
            if less <= MIDDLE:
                found.append((less != exact, {code: MIDDLE + more, other: MIDDLE - less}))
    return [marks for _, marks in sorted(found, key=lambda pair: pair[0])]


def _entry(code: str, panel: Sequence[Marks], weights: Mapping[str, Decimal], pleno_order: int | None = None) -> Entry:
    totals = [weighted_total(marks, weights) for marks in panel]
    means = criterion_means(panel, list(weights))
    return Entry(code, panel_mean(totals, min_sheets=1), means, totals, pleno_order)


def _mean(panel: Sequence[Marks], weights: Mapping[str, Decimal]) -> Fraction:
    return panel_mean([weighted_total(marks, weights) for marks in panel], min_sheets=1) or Fraction(0)


def _is_half(value: Fraction) -> bool:
    return value * 10**PUBLISHED_PLACES % 1 == Fraction(1, 2)


def _places(values: Sequence[Fraction]) -> int:
    exact = (
        places
        for places in range(PUBLISHED_PLACES, MOST_PLACES)
        if all((value * 10**places).denominator == 1 for value in values)
    )
    return next(exact, MOST_PLACES)
