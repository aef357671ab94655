"""Scores by the scale of each judge. A comparison only: it takes the entries of every judge for equally good.

z = (y - m) / s with the mean and the sample SD of the judge's own totals; an entry's value is m + s times the mean of
its z, with m and s over all totals. One z that has no value leaves the entry without one: a judge left out in
silence would be another comparison. No Django.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import fsum, sqrt

from judging.table import Reason, Table, judges_of, sample_variance, whole_numbers
from kipp.text import Exact


@dataclass(frozen=True)
class Standardised:
    """By entry: the mean of its z, and what that is on the scale of the marks."""

    z: Mapping[str, float | Reason]
    values: Mapping[str, float | Reason]


@dataclass(frozen=True)
class _Scale:
    """Where marks lie and how far they spread."""

    mean: Fraction
    sd: float


def standardised(table: Table) -> Standardised:
    """Return the standardised scores of the entries with a sheet."""
    scales = {judge: _scale([own[judge] for own in table.values() if judge in own]) for judge in judges_of(table)}
    overall = _scale([mark for own in table.values() for mark in own.values()])
    z = {code: _mean_z(own, scales) for code, own in sorted(table.items()) if own}
    return Standardised(z, {code: _valued(mean, overall) for code, mean in z.items()})


def _scale(marks: Sequence[Exact]) -> _Scale | Reason:
    if len(marks) < 2:
        return Reason.FEW_SHEETS
    values, scale = whole_numbers(marks)
    variance = sample_variance(values, scale)
    return _Scale(Fraction(sum(values), len(values) * scale), sqrt(variance)) if variance else Reason.NO_SPREAD


def _mean_z(own: Mapping[str, Exact], scales: Mapping[str, _Scale | Reason]) -> float | Reason:
    """Return the mean of one entry's z, summed so that the order of the judges changes no digit."""
    parts = []
    for judge in sorted(own):
        scale = scales[judge]
        if isinstance(scale, Reason):
            return scale
        parts.append(float(Fraction(own[judge]) - scale.mean) / scale.sd)
    return fsum(parts) / len(parts)


def _valued(z: float | Reason, overall: _Scale | Reason) -> float | Reason:
    if isinstance(z, Reason):
        return z
    return overall if isinstance(overall, Reason) else float(overall.mean) + overall.sd * z
