"""The marks of a round as a table of entries and judges, and why a figure has no value. No Django.

A figure that cannot be computed is a `Reason`, never 0 and never a bare None.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import lcm
from typing import cast

from kipp.text import Exact

# Entry to judge to value; a sheet that was not handed in is simply not there.
Table = Mapping[str, Mapping[str, Exact]]


class Reason(StrEnum):
    """Why a figure cannot be computed."""

    FEW_ENTRIES = "few_entries"
    FEW_JUDGES = "few_judges"
    FEW_SHEETS = "few_sheets"
    FEW_CRITERIA = "few_criteria"
    NO_SPREAD = "no_spread"
    NO_FREEDOM = "no_freedom"
    LITTLE_FREEDOM = "little_freedom"
    DISCONNECTED = "disconnected"
    NOT_SIMULATED = "not_simulated"
    NEVER_TIPS = "never_tips"
    NARROW_WEIGHTS = "narrow_weights"
    NO_PLACE = "no_place"


@dataclass(frozen=True)
class Interval:
    """The lower and the upper limit of a figure."""

    lower: float
    upper: float


@dataclass(frozen=True)
class Grid:
    """A table without gaps: whole numbers, each `scale` times the value, by entry and judge in order of their codes."""

    entries: Sequence[str]
    judges: Sequence[str]
    rows: Sequence[Sequence[int]]
    scale: int


def judges_of(table: Mapping[str, Mapping[str, object]]) -> list[str]:
    """Return the judges with at least one sheet, in order of their codes."""
    return sorted({judge for sheets in table.values() for judge in sheets})


def complete_part(table: Table) -> Grid:
    """Return the entries that every judge with a sheet has scored; nothing is imputed."""
    judges = judges_of(table)
    entries = [code for code in sorted(table) if judges and len(table[code]) == len(judges)]
    values, scale = whole_numbers(table[code][judge] for code in entries for judge in judges)
    width = len(judges)
    rows = [values[start : start + width] for start in range(0, len(values), width)] if width else []
    return Grid(entries, judges, rows, scale)


def whole_numbers(values: Iterable[Exact]) -> tuple[list[int], int]:
    """Return the values as whole numbers and what they were multiplied with: exact, and much faster than fractions."""
    listed = list(values)
    if set(map(type, listed)) <= {int}:
        return cast(list[int], listed), 1
    ratios = [value.as_integer_ratio() for value in listed]
    scale = lcm(*{denominator for _, denominator in ratios})
    return [numerator * (scale // denominator) for numerator, denominator in ratios], scale


def sample_variance(values: Sequence[int], scale: int) -> Fraction:
    """Return the variance with n - 1 of whole numbers that are `scale` times the values; at least two of them."""
    count = len(values)
    squares = count * sum(value * value for value in values) - sum(values) ** 2
    return Fraction(squares, count * (count - 1) * scale * scale)
