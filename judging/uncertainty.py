"""How sure the places are: who beats whom, expected ranks, ranks in simulation, bands. No Django.

Sources: the expected rank as used at the Swiss National Science Foundation (doi
10.1080/2330443X.2022.2086190); mathematics of the simulation below. Every figure is advisory.

The declared simulation, so that anybody can repeat it digit by digit: the seed is the first 8
bytes, big-endian, of SHA-256 over the canonical JSON of the raw marks (`seed_of`), so that nobody
picks it. One draw takes a standard normal value for every entry, in order of the codes, each by
`NormalDist().inv_cdf(u)` with u from `random.Random(seed).random()`, u = 0 drawn again; q* = q + L z
with L the lower Cholesky factor of V. Only `random()` keeps its sequence across versions of Python.
The number of draws is 10,000, and for more than 20 entries 200,000 over their number, at least 500
(`draws_for`): half of all shares of .05 are then still within .007 of the truth.
"""

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from math import erfc, fsum, sqrt
from operator import mul
from statistics import NormalDist

from judging.scoring import NOTHING_BROUGHT, Brought
from judging.severity import Fit
from judging.table import Reason
from kipp.canonical import digest

LEAST_DF = 10
MOST_DRAWS = 10_000
LEAST_DRAWS = 500
MOST_VALUES = 200_000
BAND_AT = 0.8

Vector = Sequence[float]


@dataclass(frozen=True)
class Estimates:
    """Scores q with V = diag(own) + shares * common * sharesᵀ, by entry in order of the codes.

    An entry that every judge scored shares nothing with the others: its row is None.
    """

    codes: Sequence[str]
    scores: Vector
    own: Vector
    shares: Sequence[Vector | None]
    common: Sequence[Vector]


@dataclass(frozen=True)
class Ranks:
    """How often each entry had each rank: `counts[code][r - 1]` of `draws`."""

    counts: Mapping[str, Sequence[int]]
    draws: int

    def share(self, code: str, rank: int) -> Fraction:
        """Return the share of draws in which the entry had exactly this rank."""
        return Fraction(self.counts[code][rank - 1], self.draws)

    def top(self, code: str, places: int) -> Fraction:
        """Return the share of draws in which the entry was among the first `places`."""
        return Fraction(sum(self.counts[code][:places]), self.draws)

    def interval(self, code: str) -> tuple[int, int]:
        """Return the 90 % interval: of the sorted ranks those number ⌈.05 M⌉ and ⌈.95 M⌉."""
        return self._sorted_rank(code, -(-self.draws // 20)), self._sorted_rank(code, -(-19 * self.draws // 20))

    def _sorted_rank(self, code: str, number: int) -> int:
        rank = seen = 0
        while seen < number:
            seen += self.counts[code][rank]
            rank += 1
        return rank


def seed_of(marks: Mapping[str, Mapping[str, Mapping[str, Decimal]]]) -> int:
    """Return the seed of every simulation over these marks; 80 and 80.00 are the same mark."""
    texts = {
        code: {judge: {key: f"{mark.normalize():f}" for key, mark in sheet.items()} for judge, sheet in sheets.items()}
        for code, sheets in marks.items()
    }
    return int(digest(texts)[:16], 16)


def draws_for(entries: int) -> int:
    """Return the declared number of draws."""
    return min(MOST_DRAWS, max(LEAST_DRAWS, MOST_VALUES // max(entries, 1)))


def estimates(fit: Fit, least_df: int = LEAST_DF, before: Brought = NOTHING_BROUGHT) -> Estimates | Reason:
    """Return scores and covariance of a solution; withheld where too few sheets say how far they scatter.

    What an entry brings from the rounds before is added as it was decided: only this round is uncertain here.
    """
    if isinstance(fit.variance, Reason):
        return fit.variance
    if fit.df < least_df:
        return Reason.LITTLE_FREEDOM
    variance, codes, judges = float(fit.variance), sorted(fit.adjusted), len(fit.severity)
    return Estimates(
        codes=codes,
        scores=[float(fit.adjusted[code] + before.offset(code)) for code in codes],
        own=[variance / len(fit.marked_by[code]) for code in codes],
        shares=[_share(fit.marked_by[code], judges) for code in codes],
        common=[[variance * (value / fit.unit) for value in row] for row in fit.block],
    )


def pairwise(known: Estimates) -> list[list[float]]:
    """Return the probability that the entry of the row beats the entry of the column; 1/2 on the diagonal."""
    spread = [_through(share, known.common) for share in known.shares]
    alone = [
        own + _product(share, towards) for own, share, towards in zip(known.own, known.shares, spread, strict=True)
    ]
    table: list[list[float]] = []
    for i, (score, share) in enumerate(zip(known.scores, known.shares, strict=True)):
        variances = [alone[i] + one for one in alone[:i]]
        if share is not None:
            variances = [one - 2 * _product(share, towards) for one, towards in zip(variances, spread, strict=False)]
        row = [_beats(score - other, variance) for other, variance in zip(known.scores, variances, strict=False)]
        for above, chance in zip(table, row, strict=True):
            above.append(1 - chance)
        table.append([*row, 0.5])
    return table


def expected_ranks(beats: Sequence[Vector]) -> list[float]:
    """Return 1 plus the probabilities of every other entry to be ahead."""
    return [len(row) + 0.5 - fsum(row) for row in beats]


def bands(known: Estimates, beats: Sequence[Vector], at: float = BAND_AT) -> dict[str, int]:
    """Number the bands from the best: a new one starts where the entry above beats this one with P of `at`."""
    order = sorted(range(len(known.codes)), key=lambda place: -known.scores[place])
    band, numbered = 1, {}
    for above, place in zip([None, *order], order, strict=False):
        if above is not None and beats[above][place] >= at:
            band += 1
        numbered[known.codes[place]] = band
    return numbered


def first_beats_last(known: Estimates, beats: Sequence[Vector], numbered: Mapping[str, int]) -> dict[int, float]:
    """Return by band the probability that its first entry beats its last: bands can chain far."""
    order = sorted(range(len(known.codes)), key=lambda place: -known.scores[place])
    ends: dict[int, list[int]] = {}
    for place in order:
        ends.setdefault(numbered[known.codes[place]], []).append(place)
    return {band: beats[places[0]][places[-1]] for band, places in ends.items()}


def simulate(known: Estimates, seed: int, draws: int) -> Ranks | Reason:
    """Draw the scores again and again and count the ranks."""
    if draws < 1:
        return Reason.NOT_SIMULATED
    size = len(known.codes)
    # Scores without any error can be equal: neither of two entries is then always ahead.
    turns = (range(size), range(size - 1, -1, -1))
    return counted(
        known.codes,
        [
            sorted(turns[number % 2], key=values.__getitem__, reverse=True)
            for number, values in enumerate(_drawn(known, seed, draws))
        ],
    )


def counted(codes: Sequence[str], orders: Sequence[Sequence[int]]) -> Ranks:
    """Count how often each entry stands at each rank of these orders, which name entries by their place in `codes`."""
    counts = [[0] * len(codes) for _ in codes]
    for rank, column in enumerate(zip(*orders, strict=True)):
        for place, times in Counter(column).items():
            counts[place][rank] = times
    return Ranks(dict(zip(codes, counts, strict=True)), len(orders))


def _drawn(known: Estimates, seed: int, draws: int) -> Iterator[list[float]]:
    normal = _normals(seed)
    diagonal, factors = _cholesky(known)
    coupled = [
        (place, share, factor)
        for place, (share, factor) in enumerate(zip(known.shares, factors, strict=True))
        if share is not None and factor is not None
    ]
    for _ in range(draws):
        drawn = list(islice(normal, len(diagonal)))
        values = [score + scale * z for score, scale, z in zip(known.scores, diagonal, drawn, strict=True)]
        moved = [0.0] * len(known.common)
        for place, share, factor in coupled:
            values[place] += sum(map(mul, share, moved))
            z = drawn[place]
            moved = [one + z * part for one, part in zip(moved, factor, strict=True)]
        yield values


def _normals(seed: int) -> Iterator[float]:
    draw = random.Random(seed).random  # noqa: S311 (a declared sequence, no secret)
    return map(NormalDist().inv_cdf, filter(None, iter(draw, None)))


def _cholesky(known: Estimates) -> tuple[list[float], list[Vector | None]]:
    """Return the diagonal of L and for each column the vector that gives its elements: L[i][k] = share[i] * factor[k].

    Below the diagonal V is shares * common * sharesᵀ, and so stays what is left of it after every column: `common`
    loses the outer product of the factor.
    """
    common = [list(row) for row in known.common]
    diagonal: list[float] = []
    factors: list[Vector | None] = []
    for own, share in zip(known.own, known.shares, strict=True):
        towards = _through(share, common)
        scale = sqrt(own + _product(share, towards))
        diagonal.append(scale)
        if towards is None or not scale:
            factors.append(None)
            continue
        factor = [value / scale for value in towards]
        common = [
            [value - one * two for value, two in zip(row, factor, strict=True)]
            for row, one in zip(common, factor, strict=True)
        ]
        factors.append(factor)
    return diagonal, factors


def _share(own: Sequence[int], judges: int) -> Vector | None:
    """Return what the severity of every judge takes from an entry's score; of all judges together it is nothing."""
    if len(own) == judges:
        return None
    return [(1 / len(own) if place in own else 0.0) - 1 / judges for place in range(judges)]


def _through(share: Vector | None, common: Sequence[Vector]) -> Vector | None:
    return None if share is None else [sum(map(mul, row, share)) for row in common]


def _product(share: Vector | None, towards: Vector | None) -> float:
    return 0.0 if share is None or towards is None else sum(map(mul, share, towards))


def _beats(gap: float, variance: float) -> float:
    if variance > 0:
        return erfc(-gap / sqrt(2 * variance)) / 2
    return 0.5 if gap == 0 else float(gap > 0)
