"""Marks of one sheet to its total, sheets of a panel to the official score. No Django.

Everything here is exact and unrounded; `kipp.text.round_half_up` rounds once, when a
figure is published. Missing is not zero: an incomplete sheet has no total and too few
sheets have no mean.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from operator import mul

from judging.table import whole_numbers
from kipp.text import Exact

LOWEST_SCORE = Decimal(0)
HIGHEST_SCORE = Decimal(100)
FULL_WEIGHT = 100

_NUMBER = re.compile(r"-?[0-9]+(?:[.,](?P<decimals>[0-9]+))?")
_MAX_DECIMALS = 2


class ScoreFault(StrEnum):
    EMPTY = "empty"
    NOT_A_NUMBER = "not_a_number"
    TOO_MANY_DECIMALS = "too_many_decimals"
    OUT_OF_RANGE = "out_of_range"


class BadScore(ValueError):
    """The value is no score; `code` says why."""

    def __init__(self, code: ScoreFault) -> None:
        super().__init__(code.value)
        self.code = code


class BadWeights(ValueError):
    """The weights do not sum to exactly 100, or one is negative."""


class IncompleteScores(ValueError):
    """A sheet lacks marks; `missing` names the criteria in alphabetical order."""

    def __init__(self, missing: Iterable[str]) -> None:
        self.missing = tuple(sorted(missing))
        super().__init__(", ".join(self.missing))


class UnknownCriteria(ValueError):
    """A sheet carries marks for criteria that have no weight."""


def parse_score(text: str) -> Decimal:
    """Read a mark as typed, "82,5" or "82.5": 0 to 100 with at most two decimals."""
    typed = text.strip()
    if not typed:
        raise BadScore(ScoreFault.EMPTY)
    match = _NUMBER.fullmatch(typed)
    if match is None:
        raise BadScore(ScoreFault.NOT_A_NUMBER)
    if len(match["decimals"] or "") > _MAX_DECIMALS:
        raise BadScore(ScoreFault.TOO_MANY_DECIMALS)
    # Adding 0 turns "-0" into 0.
    return check_score(Decimal(typed.replace(",", "."))) + 0


def check_score(score: Decimal) -> Decimal:
    """Return the mark unchanged if it lies within 0 to 100, else refuse it."""
    if not (score.is_finite() and LOWEST_SCORE <= score <= HIGHEST_SCORE):
        raise BadScore(ScoreFault.OUT_OF_RANGE)
    return score


def weighted_total(scores: Mapping[str, Decimal], weights: Mapping[str, Decimal]) -> Fraction:
    """Return the total of one sheet: sum of weight times mark, over 100, exact.

    Source: KIPP scoring, "nilai 0-100 x bobot"; the weights are settings of the period.
    """
    parts, unit = whole_numbers(weights.values())
    if sum(parts) != FULL_WEIGHT * unit or min(parts) < 0:
        raise BadWeights(", ".join(f"{code}={weight}" for code, weight in weights.items()))
    _check_complete(scores, weights.keys())
    if unknown := scores.keys() - weights.keys():
        raise UnknownCriteria(", ".join(sorted(unknown)))
    marks, scale = whole_numbers(check_score(scores[code]) for code in weights)
    return Fraction(sum(map(mul, parts, marks)), unit * scale * FULL_WEIGHT)


def panel_mean(totals: Sequence[Exact | None], *, min_sheets: int = 2) -> Fraction | None:
    """Return the mean of the sheet totals, exact: sum first, divide once.

    A None total is an incomplete sheet and does not count; below `min_sheets`
    counted sheets there is no official score.
    """
    counted = [Fraction(total) for total in totals if total is not None]
    if len(counted) < max(min_sheets, 1):
        return None
    return sum(counted, Fraction(0)) / len(counted)


def median(totals: Sequence[Exact]) -> Fraction | None:
    """Return the middle sheet total, of an even number the mean of the middle two."""
    if not totals:
        return None
    ordered = sorted(Fraction(total) for total in totals)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2


def criterion_means(sheets: Sequence[Mapping[str, Decimal]], criteria: Sequence[str]) -> dict[str, Fraction | None]:
    """Return the panel mean of each criterion over complete sheets, exact; None without sheets."""
    for sheet in sheets:
        _check_complete(sheet, criteria)
    return {code: panel_mean([sheet[code] for sheet in sheets], min_sheets=1) for code in criteria}


@dataclass(frozen=True)
class Brought:
    """What the rounds before add to the value of a round: value = share x (own + offset of the entry), exact.

    With weights w of the rounds, V the value before this round and W its weight, that is (V W + w own) / (W + w): the
    weighted mean of the rounds so far, after the last round sum of weight times score over 100. What only
    compares entries may leave the share out: it is the same for all.
    """

    share: Fraction = Fraction(1)
    offsets: Mapping[str, Fraction] = field(default_factory=dict)

    def total(self, code: str, own: Exact) -> Exact:
        """Return the value after this round."""
        return self.share * (Fraction(own) + self.offsets[code]) if self.offsets else own

    def offset(self, code: str) -> Fraction:
        return self.offsets.get(code, Fraction(0))


NOTHING_BROUGHT = Brought()


def brought(values: Mapping[str, Exact], *, weight_before: Decimal, weight: Decimal) -> Brought:
    """Return what entries bring along whose values after the rounds before are these."""
    if not weight_before:
        return NOTHING_BROUGHT
    before, own = Fraction(weight_before), Fraction(weight)
    return Brought(own / (before + own), {code: Fraction(value) * before / own for code, value in values.items()})


def _check_complete(scores: Mapping[str, Decimal], criteria: Iterable[str]) -> None:
    if missing := [code for code in criteria if scores.get(code) is None]:
        raise IncompleteScores(missing)
