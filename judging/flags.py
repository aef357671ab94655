"""What the panel should talk about before it decides. No Django.

A flag opens a conversation and never changes a score: nothing here feeds a total. All thresholds
are settings; only 3.5 comes from the literature (Iglewicz and Hoaglin 1993, "How to Detect and Handle
Outliers"). Standard deviations are those of a sample (n - 1).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import fsum, sqrt
from statistics import median as middle

from judging.quantiles import t_quantile
from judging.severity import TWO_SIDED, Fit
from judging.table import Reason, Table, judges_of, sample_variance, whole_numbers
from kipp.text import Exact

# The MAD of a normal distribution times this is its standard deviation.
NORMAL_MAD = Fraction(6745, 10_000)

# Entry to judge to criterion to mark: complete sheets only.
Marks = Mapping[str, Mapping[str, Mapping[str, Decimal]]]


class FlagKind(StrEnum):
    """What was noticed."""

    OUTLYING = "outlying"
    DISAGREEMENT = "disagreement"
    HALO = "halo"
    STRAIGHT_LINING = "straight_lining"
    NARROW_RANGE = "narrow_range"
    SEVERITY = "severity"
    MISFIT = "misfit"


@dataclass(frozen=True)
class Thresholds:
    """From where on something is worth talking about, in points of 0 to 100 unless a share or a ratio."""

    outlying_z: Fraction = Fraction(7, 2)
    outlying_points: Fraction = Fraction(10)
    outlying_points_without_mad: Fraction = Fraction(20)
    outlying_sheets: int = 3
    disagreement_sd: Fraction = Fraction(10)
    disagreement_range: Fraction = Fraction(20)
    halo_ratio: float = 0.5
    straight_share: Fraction = Fraction(1, 2)
    pattern_sheets: int = 5
    narrow_ratio: float = 0.5
    severity_points: Fraction = Fraction(3)
    misfit_high: Fraction = Fraction(3, 2)
    misfit_low: Fraction = Fraction(1, 2)


@dataclass(frozen=True)
class Flag:
    """One thing noticed: about an entry, a judge, or both; `criterion` is None for totals."""

    kind: FlagKind
    entry: str | None = None
    judge: str | None = None
    criterion: str | None = None
    figures: Mapping[str, Exact | float] = field(default_factory=dict)


def modified_z(values: Sequence[Exact]) -> list[Fraction] | Reason:
    """Return 0.6745 (x - median) / MAD of every value."""
    if not values:
        return Reason.FEW_SHEETS
    whole, _ = whole_numbers(values)
    gaps = _doubled_gaps(whole)
    deviation = _doubled_median([abs(gap) for gap in gaps])
    return [2 * NORMAL_MAD * gap / deviation for gap in gaps] if deviation else Reason.NO_SPREAD


def outlying(totals: Table, limits: Thresholds) -> Iterator[Flag]:
    """Find the totals far from the middle of their entry."""
    for code in sorted(totals):
        judges = sorted(totals[code])
        if len(judges) >= limits.outlying_sheets:
            yield from _outlying(code, judges, [totals[code][judge] for judge in judges], limits)


def disagreement(table: Table, limits: Thresholds, criterion: str | None = None) -> Iterator[Flag]:
    """Find the entries whose judges lie far apart: one more judge could help."""
    for code in sorted(table):
        if len(table[code]) > 1:
            whole, scale = whole_numbers(table[code].values())
            variance = sample_variance(whole, scale)
            reach = Fraction(max(whole) - min(whole), scale)
            if variance >= limits.disagreement_sd**2 or reach >= limits.disagreement_range:
                yield Flag(
                    FlagKind.DISAGREEMENT,
                    entry=code,
                    criterion=criterion,
                    figures={"sd": sqrt(variance), "range": reach, "sheets": len(whole)},
                )


def halo(marks: Marks, limits: Thresholds) -> Iterator[Flag]:
    """Find the judges whose marks hardly differ between the criteria of one sheet."""
    spreads = {judge: _mean_spread(sheets) for judge, sheets in _sheets_by_judge(marks, limits).items()}
    for judge, spread in spreads.items():
        others = [other for code, other in spreads.items() if code != judge]
        if others and spread < limits.halo_ratio * middle(others):
            yield Flag(FlagKind.HALO, judge=judge, figures={"spread": spread, "others": middle(others)})


def straight_lining(marks: Marks, limits: Thresholds) -> Iterator[Flag]:
    """Find the judges who often give all criteria of a sheet the same mark."""
    for judge, sheets in _sheets_by_judge(marks, limits).items():
        flat = sum(len(set(sheet.values())) == 1 for sheet in sheets)
        if Fraction(flat, len(sheets)) >= limits.straight_share:
            yield Flag(FlagKind.STRAIGHT_LINING, judge=judge, figures={"flat": flat, "sheets": len(sheets)})


def narrow_range(totals: Table, limits: Thresholds) -> Iterator[Flag]:
    """Find the judges whose totals lie much closer together than those of the others on the same entries."""
    columns = _columns(totals)
    spreads = {judge: _deviation(column, column) for judge, column in columns.items()}
    for judge, own in columns.items():
        others = [
            spreads[code] if column.keys() <= own.keys() else _deviation(column, own)
            for code, column in columns.items()
            if code != judge
        ]
        spread, known = spreads[judge], [one for one in others if one is not None]
        if spread is not None and known and spread < limits.narrow_ratio * middle(known):
            yield Flag(FlagKind.NARROW_RANGE, judge=judge, figures={"sd": spread, "others": middle(known)})


def severe(fits: Sequence[Fit], limits: Thresholds) -> Iterator[Flag]:
    """Find the judges clearly stricter or more lenient than the panel on the same entries."""
    for fit in fits:
        for judge, severity in fit.severity.items():
            error = fit.judge_error(judge)
            if isinstance(error, Reason) or abs(severity) < limits.severity_points:
                continue
            if abs(severity) > t_quantile(TWO_SIDED, fit.df) * error:
                yield Flag(FlagKind.SEVERITY, judge=judge, figures={"severity": severity, "se": error})


def misfit(fits: Sequence[Fit], limits: Thresholds) -> Iterator[Flag]:
    """Find the judges whose marks follow another pattern than the panel's, or suspiciously closely the same."""
    for fit in fits:
        if not fit.rss:
            continue
        usual = fit.rss / sum(fit.sheets.values())
        for judge, squares in fit.squares.items():
            ratio = squares / fit.sheets[judge] / usual
            if not limits.misfit_low <= ratio <= limits.misfit_high:
                yield Flag(FlagKind.MISFIT, judge=judge, figures={"ratio": ratio})


def by_criterion(marks: Marks, criterion: str) -> dict[str, dict[str, Decimal]]:
    """Return the marks of one criterion as a table."""
    return {code: {judge: sheet[criterion] for judge, sheet in sheets.items()} for code, sheets in marks.items()}


def flags(
    marks: Marks,
    totals: Table,
    fits: Sequence[Fit],
    criteria: Sequence[str],
    limits: Thresholds,
) -> list[Flag]:
    """Return every flag of a round: of sheets, of entries, of judges."""
    found = [*outlying(totals, limits), *disagreement(totals, limits)]
    for criterion in criteria:
        found += disagreement(by_criterion(marks, criterion), limits, criterion)
    if len(criteria) > 1:
        found += [*halo(marks, limits), *straight_lining(marks, limits)]
    return [*found, *narrow_range(totals, limits), *severe(fits, limits), *misfit(fits, limits)]


def _outlying(code: str, judges: Sequence[str], values: Sequence[Exact], limits: Thresholds) -> Iterator[Flag]:
    whole, scale = whole_numbers(values)
    gaps = [Fraction(gap, 2 * scale) for gap in _doubled_gaps(whole)]
    # Most sheets of most entries are far from any threshold.
    if max(map(abs, gaps)) < min(limits.outlying_points, limits.outlying_points_without_mad):
        return
    scores = modified_z(values)
    for place, (judge, value) in enumerate(zip(judges, values, strict=True)):
        figures: dict[str, Exact | float] = {"value": value, "median": Fraction(value) - gaps[place]}
        if isinstance(scores, Reason):
            if abs(gaps[place]) >= limits.outlying_points_without_mad:
                yield Flag(FlagKind.OUTLYING, entry=code, judge=judge, figures=figures)
        elif abs(scores[place]) > limits.outlying_z and abs(gaps[place]) >= limits.outlying_points:
            yield Flag(FlagKind.OUTLYING, entry=code, judge=judge, figures={**figures, "z": scores[place]})


def _doubled_median(values: Sequence[int]) -> int:
    ordered = sorted(values)
    return ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]


def _doubled_gaps(values: Sequence[int]) -> list[int]:
    """Return twice the distance of every value from their median: whole numbers also between two values."""
    middle_twice = _doubled_median(values)
    return [2 * value - middle_twice for value in values]


def _sheets_by_judge(marks: Marks, limits: Thresholds) -> dict[str, list[Mapping[str, Decimal]]]:
    """Return the sheets of the judges who have enough of them to show a pattern."""
    owned = {
        judge: [marks[code][judge] for code in sorted(marks) if judge in marks[code]] for judge in judges_of(marks)
    }
    return {judge: sheets for judge, sheets in owned.items() if len(sheets) >= limits.pattern_sheets}


def _mean_spread(sheets: Sequence[Mapping[str, Decimal]]) -> float:
    spreads = (sqrt(sample_variance(*whole_numbers(sheet.values()))) for sheet in sheets)
    return fsum(spreads) / len(sheets)


def _columns(totals: Table) -> dict[str, dict[str, Exact]]:
    """Return the totals by judge."""
    return {
        judge: {code: sheets[judge] for code, sheets in totals.items() if judge in sheets}
        for judge in judges_of(totals)
    }


def _deviation(column: Mapping[str, Exact], entries: Mapping[str, Exact]) -> float | None:
    shared = [value for code, value in column.items() if code in entries]
    return sqrt(sample_variance(*whole_numbers(shared))) if len(shared) > 1 else None
