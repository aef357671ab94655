"""Adjusted scores: what an entry would have had if every judge had scored every entry. No Django.

The additive model y = q + b + e with the b of all judges summing to 0; q is the adjusted score of
an entry, b above 0 a lenient judge. Source: doi 10.1098/rsos.160760, all confidences 1. Least
squares by the bordered normal equations, exact: the entries are eliminated first, what is left is
one equation per judge. On a complete table this is the plain panel mean, and V = (MSE / J) * I.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import gcd, lcm, sqrt

from judging.connectivity import Component, components
from judging.quantiles import t_quantile
from judging.ranking import Entry, rank
from judging.table import Interval, Reason, Table, whole_numbers
from kipp.text import Exact

TWO_SIDED = 0.975


@dataclass(frozen=True)
class Fit:
    """The solution for one connected part of a table, entries and judges in order of their codes.

    `block` over `unit` is the part of the judges in the inverse of the bordered matrix; with `marked_by`, the judges
    of each entry by their place, it gives every other element. `squares` are the squared residuals by judge.
    """

    means: Mapping[str, Fraction]
    adjusted: Mapping[str, Fraction]
    severity: Mapping[str, Fraction]
    sheets: Mapping[str, int]
    squares: Mapping[str, Fraction]
    marked_by: Mapping[str, tuple[int, ...]]
    block: Sequence[Sequence[int]]
    unit: int

    @property
    def rss(self) -> Fraction:
        return sum(self.squares.values(), Fraction(0))

    @property
    def df(self) -> int:
        return sum(self.sheets.values()) - len(self.adjusted) - len(self.severity) + 1

    @cached_property
    def variance(self) -> Fraction | Reason:
        """The error variance s²."""
        return self.rss / self.df if self.df else Reason.NO_FREEDOM

    def factor(self, one: str, other: str) -> Fraction:
        """Return the element of G for two entries: their covariance is s² times this."""
        own, others = self.marked_by[one], self.marked_by[other]
        through_judges = sum(self.block[j][k] for j in own for k in others)
        alone = Fraction(1, len(own)) if one == other else Fraction(0)
        return Fraction(through_judges, self.unit * len(own) * len(others)) + alone

    def entry_error(self, code: str) -> float | Reason:
        """Return the standard error of an adjusted score."""
        if isinstance(self.variance, Reason):
            return self.variance
        return sqrt(self.variance * self.factor(code, code))

    def judge_error(self, code: str) -> float | Reason:
        """Return the standard error of a judge's severity."""
        if isinstance(self.variance, Reason):
            return self.variance
        place = list(self.severity).index(code)
        return sqrt(self.variance * Fraction(self.block[place][place], self.unit))

    def interval(self, value: Fraction, error: float | Reason) -> Interval | Reason:
        """Return the 95 % interval around a value of this solution; nothing is clipped to 0 to 100."""
        if isinstance(error, Reason):
            return error
        reach = t_quantile(TWO_SIDED, self.df) * error
        return Interval(float(value) - reach, float(value) + reach)


def fit(table: Table) -> Fit | Reason:
    """Solve the whole table; what does not hang together has no common ranking."""
    parts = fits(table)
    if not parts:
        return Reason.FEW_SHEETS
    return parts[0] if len(parts) == 1 else Reason.DISCONNECTED


def fits(table: Table) -> list[Fit]:
    """Solve each part of the table that hangs together; their scores cannot be compared with each other."""
    return [_solve(table, part) for part in components(table)]


def shared_places(values: Mapping[str, Exact]) -> dict[str, int]:
    """Place values as published, without any chain of tie-breaks: 1, 2, 2, 4."""
    placings = rank([Entry(code, value, {}) for code, value in values.items()], ())
    return {placing.code: placing.place for placing in placings if placing.place is not None}


def _solve(table: Table, part: Component) -> Fit:
    places = {judge: place for place, judge in enumerate(part.judges)}
    marked_by = {code: tuple(sorted(places[judge] for judge in table[code])) for code in part.entries}
    flat, scale = whole_numbers(table[code][part.judges[place]] for code, own in marked_by.items() for place in own)
    rest = iter(flat)
    marks = {code: [next(rest) for _ in own] for code, own in marked_by.items()}
    means = {code: Fraction(sum(own), len(own) * scale) for code, own in marks.items()}
    block, unit = _judge_block(Counter(marked_by.values()), len(places))
    leniency, denominator = _leniency(marked_by, marks, block, unit)
    severity = [Fraction(value, denominator * scale) for value in leniency]
    adjusted = {
        code: means[code] - Fraction(sum(leniency[place] for place in own), len(own) * denominator * scale)
        for code, own in marked_by.items()
    }
    squares, square_unit = _squares(marked_by, marks, leniency, denominator)
    return Fit(
        means=means,
        adjusted=adjusted,
        severity=dict(zip(part.judges, severity, strict=True)),
        sheets={judge: sum(place in own for own in marked_by.values()) for judge, place in places.items()},
        squares={judge: Fraction(squares[place], (square_unit * scale) ** 2) for judge, place in places.items()},
        marked_by=marked_by,
        block=block,
        unit=unit,
    )


def _judge_block(patterns: Mapping[tuple[int, ...], int], judges: int) -> tuple[list[list[int]], int]:
    """Return the block of the judges in the inverse of the bordered matrix, as whole numbers over one unit.

    What eliminating the entries leaves is S, singular along (1, ..., 1); the block is its pseudo-inverse,
    (S + 11'/J)⁻¹ - 11'/J.
    """
    factor = lcm(*map(len, patterns))
    matrix = [[factor] * judges for _ in range(judges)]
    for own, count in patterns.items():
        for j in own:
            matrix[j][j] += judges * factor * count
            for k in own:
                matrix[j][k] -= judges * factor // len(own) * count
    inverse, determinant = _inverse(matrix)
    rows = [[judges * judges * factor * value - determinant for value in row] for row in inverse]
    common = gcd(judges * determinant, *(value for row in rows for value in row))
    return [[value // common for value in row] for row in rows], judges * determinant // common


def _inverse(matrix: list[list[int]]) -> tuple[list[list[int]], int]:
    """Return the inverse of a positive definite matrix times its determinant, and the determinant.

    Every division comes out even (Bareiss 1968, doi 10.1090/S0025-5718-1968-0226829-0), and no row need be exchanged.
    """
    size = len(matrix)
    rows = [[*row, *(int(i == j) for j in range(size))] for i, row in enumerate(matrix)]
    before = 1
    for k in range(size):
        pivot = rows[k]
        for i, row in enumerate(rows):
            if i != k:
                rows[i] = [(pivot[k] * a - row[k] * b) // before for a, b in zip(row, pivot, strict=True)]
        before = pivot[k]
    return [row[size:] for row in rows], before


def _leniency(
    marked_by: Mapping[str, tuple[int, ...]],
    marks: Mapping[str, Sequence[int]],
    block: Sequence[Sequence[int]],
    unit: int,
) -> tuple[list[int], int]:
    """Return b of every judge as whole numbers, and their common denominator."""
    factor = lcm(*map(len, marked_by.values()))
    right = [0] * len(block)
    for code, own in marked_by.items():
        mean = factor // len(own) * sum(marks[code])
        for place, mark in zip(own, marks[code], strict=True):
            right[place] += factor * mark - mean
    return [sum(a * b for a, b in zip(row, right, strict=True)) for row in block], unit * factor


def _squares(
    marked_by: Mapping[str, tuple[int, ...]],
    marks: Mapping[str, Sequence[int]],
    leniency: Sequence[int],
    denominator: int,
) -> tuple[list[int], int]:
    """Return the sum of squared residuals of every judge, and the unit whose square they are counted in."""
    factor = lcm(*map(len, marked_by.values()))
    sums = [0] * len(leniency)
    for code, own in marked_by.items():
        parts = [denominator * mark - leniency[place] for place, mark in zip(own, marks[code], strict=True)]
        mean = factor // len(own) * sum(parts)
        for place, one in zip(own, parts, strict=True):
            sums[place] += (factor * one - mean) ** 2
    return sums, factor * denominator
