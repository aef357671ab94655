"""How far a panel agrees, as stored figures; what they are is told in `judging.analysis`. No Django."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from judging import reliability
from judging.figures import Json, figure, limits, of, whole
from judging.reliability import Components
from judging.severity import Fit
from judging.table import Reason, complete_part
from kipp.text import round_half_up

SHARE = 4
DSTUDY = range(1, 11)

# Every figure here is a ratio: a whole multiple of every mark gives the same.
Scaled = Mapping[str, Mapping[str, int]]


def agreement(table: Scaled, least_entries: int) -> Json:
    """Return the agreement of the judges on one criterion or on totals."""
    squares = reliability.mean_squares(table, least_entries)
    known: Any = of(squares, reliability.coefficients)
    interval = of(squares, reliability.mean_interval)
    grid = complete_part(table)
    return {
        "entries": len(grid.entries),
        "judges": len(grid.judges),
        "icc_c": figure(of(known, lambda one: one.consistency_mean), SHARE),
        "icc_c_limits": limits(interval, SHARE),
        "word": None if isinstance(interval, Reason) else reliability.word(interval.lower).value,
        "icc_c1": figure(of(known, lambda one: one.consistency_single), SHARE),
        "icc_c1_limits": limits(of(squares, reliability.single_interval), SHARE),
        "icc_a": figure(of(known, lambda one: one.agreement_mean), SHARE),
        "icc_a1": figure(of(known, lambda one: one.agreement_single), SHARE),
        "alpha": figure(reliability.alpha(table), SHARE),
        "alpha_limits": limits(reliability.alpha_interval(table), SHARE),
        "w": figure(reliability.kendall_w(table), SHARE),
    }


def panel(totals: Scaled, fit: Fit | Reason, least_entries: int, target: Fraction) -> Json:
    """Return the agreement on totals, how far single marks scatter, and how many judges are needed."""
    squares = reliability.mean_squares(totals, least_entries)
    parts: Components | Reason = of(squares, reliability.components)
    agreed = agreement(totals, least_entries)
    return {
        **agreed,
        "sheets": sum(map(len, totals.values())),
        "complete": all(len(own) == agreed["judges"] for own in totals.values()),
        "s2": figure(of(fit, lambda one: one.variance), SHARE),
        "df": whole(of(fit, lambda one: one.df)),
        "target": str(round_half_up(target, 2)),
        "needed": whole(of(parts, lambda one: reliability.judges_needed(one, target))),
        "needed_to_agree": whole(of(parts, lambda one: reliability.judges_needed_to_agree(one, target))),
        "dstudy": [_of_size(parts, number) for number in DSTUDY],
    }


def _of_size(parts: Components | Reason, judges: int) -> Json:
    return {
        "judges": judges,
        "consistency": figure(of(parts, lambda one: reliability.expected_consistency(one, judges)), SHARE),
        "agreement": figure(of(parts, lambda one: reliability.expected_agreement(one, judges)), SHARE),
    }
