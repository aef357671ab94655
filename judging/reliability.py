"""How far the judges of a round agree: mean squares, ICC, D-study, alpha, W. No Django.

Everything but the limits of the intervals is exact. Sources: Shrout and Fleiss 1979 (doi
10.1037/0033-2909.86.2.420) and McGraw and Wong 1996 for the coefficients and the interval,
Koo and Li 2016 (doi 10.1016/j.jcm.2016.02.012) for the words, Hayes and Krippendorff 2007
(doi 10.1080/19312450709336664) for alpha.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil, fsum, sqrt

from judging.quantiles import f_quantile, t_quantile
from judging.table import Interval, Reason, Table, complete_part, whole_numbers

LEAST_ENTRIES = 5
TARGET = Fraction(4, 5)
TWO_SIDED = 0.975


class Word(StrEnum):
    """How good a coefficient is, by its lower limit."""

    POOR = "poor"
    MODERATE = "moderate"
    GOOD = "good"
    EXCELLENT = "excellent"


@dataclass(frozen=True)
class MeanSquares:
    """The analysis of variance of a complete table: between entries, between judges, residual, within entries."""

    entries: int
    judges: int
    between: Fraction
    judge: Fraction
    residual: Fraction
    within: Fraction


@dataclass(frozen=True)
class Coefficients:
    """The six intraclass correlations: (1,1), (A,1), (C,1) of one judge, (1,J), (A,J), (C,J) of the panel mean."""

    one_way_single: Fraction
    agreement_single: Fraction
    consistency_single: Fraction
    one_way_mean: Fraction
    agreement_mean: Fraction | Reason
    consistency_mean: Fraction


@dataclass(frozen=True)
class Components:
    """Where the differences come from: entries, judges, the rest; an estimate below 0 counts as 0."""

    entry: Fraction
    judge: Fraction
    rest: Fraction


def mean_squares(table: Table, least_entries: int = LEAST_ENTRIES) -> MeanSquares | Reason:
    """Return the mean squares over the entries that all judges scored; MSR = 0 leaves nothing to compare."""
    grid = complete_part(table)
    n, j = len(grid.entries), len(grid.judges)
    if j < 2:
        return Reason.FEW_JUDGES
    if n < max(least_entries, 2):
        return Reason.FEW_ENTRIES
    total = sum(map(sum, grid.rows))
    # All four sums of squares times n * j * scale², so that they stay whole numbers.
    unit = n * j * grid.scale**2
    everything = n * j * sum(value * value for row in grid.rows for value in row)
    by_entry = n * sum(sum(row) ** 2 for row in grid.rows)
    by_judge = j * sum(sum(column) ** 2 for column in zip(*grid.rows, strict=True))
    between, judge, within = by_entry - total**2, by_judge - total**2, everything - by_entry
    if not between:
        return Reason.NO_SPREAD
    return MeanSquares(
        entries=n,
        judges=j,
        between=Fraction(between, unit * (n - 1)),
        judge=Fraction(judge, unit * (j - 1)),
        residual=Fraction(within - judge, unit * (n - 1) * (j - 1)),
        within=Fraction(within, unit * n * (j - 1)),
    )


def coefficients(squares: MeanSquares) -> Coefficients:
    """Return the six coefficients. Negative ones stay; (A,J) has none where its variance is not above 0."""
    n, j = squares.entries, squares.judges
    msr, msc, mse, msw = squares.between, squares.judge, squares.residual, squares.within
    whole = msr + (msc - mse) / n
    return Coefficients(
        one_way_single=(msr - msw) / (msr + (j - 1) * msw),
        agreement_single=(msr - mse) / (msr + (j - 1) * mse + j * (msc - mse) / n),
        consistency_single=(msr - mse) / (msr + (j - 1) * mse),
        one_way_mean=(msr - msw) / msr,
        agreement_mean=(msr - mse) / whole if whole > 0 else Reason.NO_SPREAD,
        consistency_mean=(msr - mse) / msr,
    )


def single_interval(squares: MeanSquares) -> Interval:
    """Return the 95 % interval of ICC(C,1)."""
    if not squares.residual:
        return Interval(1.0, 1.0)
    low, high = _ratio_limits(squares)
    return Interval((low - 1) / (low + squares.judges - 1), (high - 1) / (high + squares.judges - 1))


def mean_interval(squares: MeanSquares) -> Interval:
    """Return the 95 % interval of ICC(C,J)."""
    if not squares.residual:
        return Interval(1.0, 1.0)
    low, high = _ratio_limits(squares)
    return Interval(1 - 1 / low, 1 - 1 / high)


def word(lower_limit: float) -> Word:
    """Return the word for a coefficient, by its lower limit and not by its estimate."""
    if lower_limit < 0.5:
        return Word.POOR
    if lower_limit < 0.75:
        return Word.MODERATE
    return Word.GOOD if lower_limit <= 0.9 else Word.EXCELLENT


def components(squares: MeanSquares) -> Components:
    """Split the variance of a single mark (generalizability theory, entries crossed with judges)."""
    nothing = Fraction(0)
    return Components(
        entry=max(nothing, (squares.between - squares.residual) / squares.judges),
        judge=max(nothing, (squares.judge - squares.residual) / squares.entries),
        rest=squares.residual,
    )


def expected_consistency(parts: Components, judges: int) -> Fraction | Reason:
    """Return the generalizability coefficient of a panel of this size; of the present size it is ICC(C,J)."""
    return _dependable(parts.entry, parts.rest, judges)


def expected_agreement(parts: Components, judges: int) -> Fraction | Reason:
    """Return the index of dependability of a panel of this size; of the present size it is ICC(A,J)."""
    return _dependable(parts.entry, parts.judge + parts.rest, judges)


def judges_needed(parts: Components, target: Fraction = TARGET) -> int | Reason:
    """Return the smallest panel whose expected consistency reaches the target."""
    return _needed(parts.entry, parts.rest, target)


def judges_needed_to_agree(parts: Components, target: Fraction = TARGET) -> int | Reason:
    """Return the smallest panel whose expected agreement reaches the target."""
    return _needed(parts.entry, parts.judge + parts.rest, target)


def alpha(table: Table, *, nominal: bool = False) -> Fraction | Reason:
    """Return Krippendorff's alpha of scores, or of answers that are only equal or not; sheets may be missing."""
    units = _units(table, nominal=nominal)
    return _alpha(_total(units), sum((unit.observed for unit in units), Fraction(0)))


def alpha_interval(table: Table, *, nominal: bool = False) -> Interval | Reason:
    """Return the 95 % interval of alpha: leave one entry out, t with one degree less than entries. At most 1."""
    units = _units(table, nominal=nominal)
    whole, observed = _total(units), sum((unit.observed for unit in units), Fraction(0))
    estimate = _alpha(whole, observed)
    without = [_alpha(whole.minus(unit), observed - unit.observed) for unit in units]
    if isinstance(estimate, Reason):
        return estimate
    if len(units) < 2:
        return Reason.FEW_ENTRIES
    known = [value for value in without if not isinstance(value, Reason)]
    count = len(known)
    if count < len(units):
        return Reason.NO_SPREAD
    # Floats from here on: fractions of several hundred denominators grow without end.
    mean = fsum(map(float, known)) / count
    squares = fsum((float(value) - mean) ** 2 for value in known)
    reach = t_quantile(TWO_SIDED, count - 1) * sqrt(squares * (count - 1) / count)
    return Interval(float(estimate) - reach, min(1.0, float(estimate) + reach))


def kendall_w(table: Table) -> Fraction | Reason:
    """Return how alike the judges order the entries that all of them scored, 0 to 1, with mid-ranks for ties."""
    grid = complete_part(table)
    n, j = len(grid.entries), len(grid.judges)
    if j < 2:
        return Reason.FEW_JUDGES
    if n < 2:
        return Reason.FEW_ENTRIES
    columns = list(zip(*grid.rows, strict=True))
    # Ranks doubled are whole numbers; their sums lie around j * (n + 1).
    sums = [sum(ranks) for ranks in zip(*map(_doubled_ranks, columns), strict=True)]
    squares = Fraction(sum((one - j * (n + 1)) ** 2 for one in sums), 4)
    ties = sum(count**3 - count for column in columns for count in Counter(column).values())
    room = j * j * (n**3 - n) - j * ties
    return 12 * squares / room if room else Reason.NO_SPREAD


@dataclass(frozen=True)
class _Unit:
    """The values of one entry, or of all, as sums that can be added and taken away.

    The disagreement of all pairs is count * squares - sum of the squared sums. With one sum this is half the sum of
    all (a - b)²; with one sum of ones per answer, half the number of pairs that differ, twice. Alpha is a ratio.
    """

    count: int
    squares: int
    sums: Mapping[int, int]

    @property
    def pairs(self) -> int:
        return self.count * self.squares - sum(one * one for one in self.sums.values())

    @property
    def observed(self) -> Fraction:
        return Fraction(self.pairs, self.count - 1)

    def minus(self, other: "_Unit") -> "_Unit":
        sums = {key: one - other.sums.get(key, 0) for key, one in self.sums.items()}
        return _Unit(self.count - other.count, self.squares - other.squares, sums)


def _units(table: Table, *, nominal: bool) -> list[_Unit]:
    """Return the entries with at least two values; others tell nothing of agreement."""
    codes = [code for code in sorted(table) if len(table[code]) > 1]
    values, _ = whole_numbers(value for code in codes for value in table[code].values())
    rest = iter(values)
    return [_unit([next(rest) for _ in table[code]], nominal=nominal) for code in codes]


def _unit(values: Sequence[int], *, nominal: bool) -> _Unit:
    if nominal:
        return _Unit(len(values), len(values), Counter(values))
    return _Unit(len(values), sum(value * value for value in values), {0: sum(values)})


def _total(units: Iterable[_Unit]) -> _Unit:
    count, squares, sums = 0, 0, Counter[int]()
    for unit in units:
        count += unit.count
        squares += unit.squares
        sums.update(unit.sums)
    return _Unit(count, squares, sums)


def _alpha(whole: _Unit, observed: Fraction) -> Fraction | Reason:
    if not whole.count:
        return Reason.FEW_SHEETS
    if not whole.pairs:
        return Reason.NO_SPREAD
    return 1 - observed * (whole.count - 1) / whole.pairs


def _ratio_limits(squares: MeanSquares) -> tuple[float, float]:
    df1, df2 = squares.entries - 1, (squares.entries - 1) * (squares.judges - 1)
    ratio = float(squares.between / squares.residual)
    return ratio / f_quantile(TWO_SIDED, df1, df2), ratio * f_quantile(TWO_SIDED, df2, df1)


def _dependable(entry: Fraction, error: Fraction, judges: int) -> Fraction | Reason:
    whole = entry + error / judges
    return entry / whole if whole else Reason.NO_SPREAD


def _needed(entry: Fraction, error: Fraction, target: Fraction) -> int | Reason:
    if not entry:
        return Reason.NO_SPREAD
    return max(1, ceil(target / (1 - target) * error / entry))


def _doubled_ranks(values: Sequence[int]) -> list[int]:
    """Return twice the mid-rank of each value, 1 for the lowest: equal values share the mean of their ranks."""
    doubled, below = {}, 0
    for value, count in sorted(Counter(values).items()):
        doubled[value] = 2 * below + count + 1
        below += count
    return [doubled[value] for value in values]
