"""What the ranking hangs on: one judge, one criterion, the weights. No Django.

Leaving one out reruns the official method: panel mean, published rounding, chain of tie-breaks.
Tipping weights: Triantaphyllou and Sanchez 1997 (Decision Sciences 28(1):151-194). Shares of
acceptability (SMAA-2): Lahdelma and Salminen 2001 (Operations Research 49(3):444-454). In every
draw totals are compared as published and equal ones keep their official order, so that the official
weights give the official ranking. Every figure is advisory.
"""

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice, pairwise
from math import log1p
from operator import mul, sub

from competitions.ties import CRITERION, MEDIAN
from judging.advancing import draw
from judging.connectivity import components
from judging.flags import Marks
from judging.ranking import PUBLISHED_PLACES, Entry, rank, whole_chain
from judging.scoring import FULL_WEIGHT
from judging.table import Reason, judges_of, whole_numbers
from judging.tally import RoundRules
from judging.uncertainty import Ranks, counted
from kipp.text import Exact

LOCAL_POINTS = 5
# Sums of floats miss a limit by far less than this, and no weight has so many decimals.
_SLACK = 1e-9
_HALF = 0.5 + _SLACK
_PUBLISHED_STEP = 10**-PUBLISHED_PLACES + _SLACK
_MOST_TRIES = 100

Means = Mapping[str, Mapping[str, Exact]]


@dataclass(frozen=True)
class Outcome:
    """The official method on part of the marks."""

    places: Mapping[str, int]
    winners: frozenset[str]


@dataclass(frozen=True)
class LeftOut:
    """Every rerun by what was left out, and between which places each entry moves, the full ranking included."""

    without_judge: Mapping[str, Outcome | Reason]
    without_criterion: Mapping[str, Outcome | Reason]
    lowest: Mapping[str, int]
    highest: Mapping[str, int]
    winners: frozenset[str]

    def changes(self, outcome: Outcome | Reason) -> bool | None:
        """Say whether another set wins; None where the rerun was not possible."""
        return None if isinstance(outcome, Reason) else outcome.winners != self.winners


@dataclass(frozen=True)
class Tip:
    """The weight of one criterion at which two entries stand level, as a share of 1."""

    ahead: str
    behind: str
    criterion: str
    weight: Fraction
    tips_at: Fraction

    @property
    def distance(self) -> Fraction:
        return abs(self.tips_at - self.weight)


@dataclass(frozen=True)
class Acceptability:
    """Ranks over all weights drawn, and for each entry the mean of the weights with which it came first."""

    ranks: Ranks
    central: Mapping[str, Sequence[float] | None]


class Recount:
    """The marks of a round, ready to be counted again and again: whole numbers, the same answer as the tally."""

    def __init__(self, marks: Marks, rules: RoundRules, places: Mapping[str, int | None]) -> None:
        self._rules = rules
        self._places = places
        self._criteria = list(rules.weights)
        self._judges = judges_of(marks)
        self._owners = {code: sorted(marks[code]) for code in sorted(marks)}
        flat, self._scale = whole_numbers(
            marks[code][judge][key] for code, own in self._owners.items() for judge in own for key in self._criteria
        )
        values = iter(flat)
        self._marks = {
            code: {judge: [next(values) for _ in self._criteria] for judge in own} for code, own in self._owners.items()
        }
        self._sums = {code: self._columns(list(sheets.values())) for code, sheets in self._marks.items()}
        self._weights, self._weight_scale = whole_numbers(rules.weights.values())

    def totals(self) -> dict[str, dict[str, Fraction]]:
        """Return the total of every sheet."""
        unit = FULL_WEIGHT * self._weight_scale * self._scale
        return {
            code: {judge: Fraction(total, unit) for judge, total in row.items()}
            for code, row in self.scaled_totals().items()
        }

    def scaled_totals(self) -> dict[str, dict[str, int]]:
        """Return a whole multiple of every total: enough, and much faster, for what only compares."""
        return {
            code: {judge: sum(map(mul, self._weights, sheet)) for judge, sheet in sheets.items()}
            for code, sheets in self._marks.items()
        }

    def scaled_marks(self, criterion: str) -> dict[str, dict[str, int]]:
        """Return a whole multiple of every mark of one criterion."""
        place = self._criteria.index(criterion)
        return {code: {judge: sheet[place] for judge, sheet in sheets.items()} for code, sheets in self._marks.items()}

    def means(self) -> dict[str, dict[str, Exact]]:
        """Return the panel mean of every criterion, of entries with a sheet.

        What an entry brings from the rounds before is added to every criterion alike: whatever weights are tried,
        they sum to 1, and so it is counted once.
        """
        return {
            code: {
                key: self._rules.before.total(code, Fraction(one, len(sheets) * self._scale))
                for key, one in self._sums[code].items()
            }
            for code, sheets in self._marks.items()
            if sheets
        }

    def left_out(self) -> LeftOut:
        """Leave out each judge, then each criterion, and count again."""
        official = self.count()
        judges = {judge: self._without_judge(judge) for judge in self._judges}
        criteria = {key: self._without_criterion(key) for key in self._criteria}
        runs = [run for run in (official, *judges.values(), *criteria.values()) if isinstance(run, Outcome)]
        seen = {code: [run.places[code] for run in runs if code in run.places] for code in official.places}
        return LeftOut(
            without_judge=judges,
            without_criterion=criteria,
            lowest={code: max(places) for code, places in seen.items()},
            highest={code: min(places) for code, places in seen.items()},
            winners=official.winners,
        )

    def count(self, *, judge: str | None = None, criterion: str | None = None) -> Outcome:
        """Count again without this judge or this criterion; the other weights grow in proportion.

        A tie that the chain does not break keeps the official order: what the pleno decided stays decided.
        """
        chain = [step for step in whole_chain(self._rules.chain) if step != f"{CRITERION}{criterion}"]
        named = zip(self._criteria, self._weights, strict=True)
        weights = [0 if key == criterion else weight for key, weight in named]
        entries = [self._entry(code, judge, weights, chain) for code in self._owners]
        if MEDIAN in chain:
            near = _near(entries)
            entries = [
                replace(entry, sheet_totals=self._totals(entry.code, judge, weights)) if entry.code in near else entry
                for entry in entries
            ]
        placings = rank(entries, chain)
        places = {placing.code: placing.place for placing in placings if placing.place is not None}
        return Outcome(places, frozenset(draw(placings, self._rules.line, self._rules.parts).passing))

    def _without_judge(self, judge: str) -> Outcome | Reason:
        rest = {code: [one for one in owners if one != judge] for code, owners in self._owners.items()}
        before, least = self._owners, max(self._rules.min_sheets, 1)
        if any(len(rest[code]) < least <= len(before[code]) for code in rest):
            return Reason.FEW_SHEETS
        if len(components(rest)) > 1:
            return Reason.DISCONNECTED
        return self.count(judge=judge)

    def _without_criterion(self, criterion: str) -> Outcome | Reason:
        if self._rules.weights[criterion] == FULL_WEIGHT:
            return Reason.FEW_CRITERIA
        return self.count(criterion=criterion)

    def _entry(self, code: str, without: str | None, weights: Sequence[int], chain: Sequence[str]) -> Entry:
        """Return an entry with the means that the chain may ask for."""
        gone = self._marks[code].get(without or "")
        count, sums = len(self._marks[code]), list(self._sums[code].values())
        if gone is not None:
            count, sums = count - 1, list(map(sub, sums, gone))
        if count < max(self._rules.min_sheets, 1):
            return Entry(code, None, {})
        return Entry(
            code=code,
            total=self._rules.before.total(
                code, Fraction(sum(map(mul, weights, sums)), count * sum(weights) * self._scale)
            ),
            criterion_means={
                key: Fraction(one, count * self._scale)
                for key, one in zip(self._criteria, sums, strict=True)
                if f"{CRITERION}{key}" in chain
            },
            pleno_order=self._places.get(code),
        )

    def _totals(self, code: str, without: str | None, weights: Sequence[int]) -> list[Fraction]:
        unit = sum(weights) * self._scale
        sheets = self._marks[code].items()
        return [Fraction(sum(map(mul, weights, sheet)), unit) for judge, sheet in sheets if judge != without]

    def _columns(self, sheets: Sequence[Sequence[int]]) -> dict[str, int]:
        sums = map(sum, zip(*sheets, strict=True)) if sheets else [0] * len(self._criteria)
        return dict(zip(self._criteria, sums, strict=True))


def _near(entries: Sequence[Entry]) -> set[str]:
    """Return the entries that may be published with the same total as another: only they ask the chain."""
    ordered = sorted((float(entry.total), entry.code) for entry in entries if entry.total is not None)
    close = [(one[1], other[1]) for one, other in pairwise(ordered) if other[0] - one[0] <= _PUBLISHED_STEP]
    return {code for pair in close for code in pair}


def tips(ahead: str, behind: str, means: Means, weights: Mapping[str, Exact]) -> list[Tip]:
    """Return where two entries stand level when one weight changes and the others keep their proportions.

    The nearest first; criteria that never tip within 0 to 1 are not there. With D the gap on the criterion and R the
    gap without it, the gap is w D + (1 - w) R, and 0 at R / (R - D).
    """
    return _nearest_first([(ahead, behind)], means, weights)


def nearest_tip(means: Means, weights: Mapping[str, Exact], winners: Sequence[str]) -> Tip | Reason:
    """Return the smallest change of one weight that lets an entry without a prize draw level with a winner."""
    if not winners:
        return Reason.NO_PLACE
    others = set(means) - set(winners)
    found = _nearest_first(((ahead, behind) for ahead in winners for behind in others), means, weights)
    return found[0] if found else Reason.NEVER_TIPS


def _nearest_first(pairs: Iterable[tuple[str, str]], means: Means, weights: Mapping[str, Exact]) -> list[Tip]:
    keys = list(weights)
    parts, _ = whole_numbers(weights.values())
    flat, _ = whole_numbers(own[key] for own in means.values() for key in keys)
    values = iter(flat)
    rows = {code: [next(values) for _ in keys] for code in means}
    found = [
        Tip(ahead, behind, keys[place], Fraction(parts[place], sum(parts)), at)
        for ahead, behind in pairs
        for place, at in _levels(list(map(sub, rows[ahead], rows[behind])), parts)
    ]
    return sorted(found, key=lambda one: (one.distance, one.ahead, one.behind, one.criterion))


def _levels(gaps: Sequence[int], weights: Sequence[int]) -> Iterator[tuple[int, Fraction]]:
    whole, total = sum(weights), sum(map(mul, gaps, weights))
    for place, (gap, weight) in enumerate(zip(gaps, weights, strict=True)):
        # R and D, both times what the other weights sum to; of opposite signs, or nothing tips between 0 and 1.
        rest, own = total - gap * weight, gap * (whole - weight)
        if weight != whole and rest != own and rest * own <= 0:
            yield place, Fraction(rest, rest - own)


def acceptability_free(means: Means, order: Sequence[str], seed: int, draws: int) -> Acceptability | Reason:
    """Return the ranks over all weights there are, each vector as likely as any other."""
    draw = random.Random(seed).random  # noqa: S311 (a declared sequence, no secret)

    size = len(means[order[0]]) if order else 0
    parts = ([-log1p(-draw()) for _ in range(size)] for _ in range(draws))
    return _acceptability(means, order, [[part / sum(vector) for part in vector] for vector in parts])


def acceptability_local(
    means: Means,
    weights: Mapping[str, Exact],
    order: Sequence[str],
    seed: int,
    draws: int,
    points: int = LOCAL_POINTS,
) -> Acceptability | Reason:
    """Return the ranks over the weights within some points of the official ones, none below 0.

    All weights but the last are drawn evenly, the last is what is missing to 100; a draw is refused when that lies
    outside its own range.
    """
    exact = [Fraction(weight) for weight in weights.values()]
    spans = [(max(float(one - points), 0.0), min(float(one + points), float(FULL_WEIGHT))) for one in exact]
    draw = random.Random(seed).random  # noqa: S311 (a declared sequence, no secret)
    vectors = list(islice(_within(spans, draw, _MOST_TRIES * draws), draws))
    if len(vectors) < draws:
        return Reason.NARROW_WEIGHTS
    return _acceptability({code: {key: means[code][key] for key in weights} for code in order}, order, vectors)


def _within(spans: Sequence[tuple[float, float]], draw: Callable[[], float], tries: int) -> Iterator[list[float]]:
    *free, (low, high) = spans
    for _ in range(tries):
        drawn = [start + (end - start) * draw() for start, end in free]
        last = FULL_WEIGHT - sum(drawn)
        if low - _SLACK <= last <= high + _SLACK:
            yield [one / FULL_WEIGHT for one in (*drawn, last)]


def _acceptability(means: Means, order: Sequence[str], vectors: Sequence[list[float]]) -> Acceptability | Reason:
    if not order:
        return Reason.NO_PLACE
    if not vectors:
        return Reason.NOT_SIMULATED
    size, scale = len(order), 10**PUBLISHED_PLACES
    columns = [
        [float(mean * scale) for mean in column]
        for column in zip(*(means[code].values() for code in order), strict=True)
    ]
    orders: list[list[int]] = []
    firsts: dict[int, list[list[float]]] = {}
    for vector in vectors:
        scaled = [_HALF] * size
        for weight, column in zip(vector, columns, strict=True):
            scaled = [one + weight * mean for one, mean in zip(scaled, column, strict=True)]
        # Nothing is below 0, where cutting off would not be rounding down.
        published = list(map(int, scaled))
        ranked = sorted(range(size), key=published.__getitem__, reverse=True)
        orders.append(ranked)
        firsts.setdefault(ranked[0], []).append(vector)
    return Acceptability(
        ranks=counted(order, orders),
        central={code: _mean_vector(firsts.get(place)) for place, code in enumerate(order)},
    )


def _mean_vector(vectors: Sequence[Sequence[float]] | None) -> list[float] | None:
    return None if vectors is None else [sum(column) / len(vectors) for column in zip(*vectors, strict=True)]
