"""How a figure is stored: rounded once, half up, and beside it the exact fraction or why there is none. No Django."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any, TypeVar

from judging.table import Interval, Reason
from kipp.text import round_half_up

Json = dict[str, Any]
Known = TypeVar("Known")


def figure(value: Fraction | float | Reason, places: int) -> Json:
    """Return a figure; a float carries no exact fraction."""
    if isinstance(value, Reason):
        return {"value": None, "reason": value.value}
    text = {"value": str(round_half_up(Fraction(value), places))}
    return text if isinstance(value, float) else {**text, "exact": str(value)}


def whole(value: int | Reason) -> Json:
    """Return a count or a rank."""
    return {"value": None, "reason": value.value} if isinstance(value, Reason) else {"value": value}


def limits(interval: Interval | Reason, places: int) -> Json:
    """Return the limits of an interval."""
    if isinstance(interval, Reason):
        return {"lower": None, "upper": None, "reason": interval.value}
    lower, upper = (str(round_half_up(Fraction(one), places)) for one in (interval.lower, interval.upper))
    return {"lower": lower, "upper": upper}


def whole_limits(ends: tuple[int, int] | Reason) -> Json:
    """Return the limits of a span of ranks."""
    if isinstance(ends, Reason):
        return {"lower": None, "upper": None, "reason": ends.value}
    return {"lower": ends[0], "upper": ends[1]}


def of(known: Known | Reason, take: Callable[[Known], Any]) -> Any:
    """Return what is taken from something known, or why it is not known."""
    return known if isinstance(known, Reason) else take(known)
