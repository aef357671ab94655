"""When may a score sheet be handed in, and what does it amount to so far? No Django."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from judging.scoring import FULL_WEIGHT


@dataclass(frozen=True)
class Mark:
    """What a judge wrote for one criterion; a reason may stand before there is a value."""

    value: Decimal | None = None
    reason: str = ""


@dataclass(frozen=True)
class ReasonRule:
    """At which values a mark must be explained. Both bounds belong to the rule."""

    low: Decimal
    high: Decimal

    def asks(self, value: Decimal) -> bool:
        return value <= self.low or value >= self.high


# The one home of the bounds until they are columns of the round; closing keeps a copy of them.
REASON_RULE = ReasonRule(low=Decimal(20), high=Decimal(95))


class Fault(StrEnum):
    NO_VALUE = "no_value"
    NO_REASON = "no_reason"


@dataclass(frozen=True)
class SoFar:
    """The sum of weight times mark of what is scored, and how much weight that covers."""

    points: Fraction
    weight: Decimal

    @property
    def is_complete(self) -> bool:
        return self.weight == FULL_WEIGHT


def faults(
    marks: Mapping[str, Mark], criteria: Sequence[str], rule: ReasonRule = REASON_RULE
) -> list[tuple[str, Fault]]:
    """Return every reason against handing in, in the order of the criteria; empty: complete."""
    found: list[tuple[str, Fault]] = []
    for code in criteria:
        mark = marks.get(code, Mark())
        if mark.value is None:
            found.append((code, Fault.NO_VALUE))
        elif rule.asks(mark.value) and not mark.reason.strip():
            found.append((code, Fault.NO_REASON))
    return found


def so_far(marks: Mapping[str, Mark], weights: Mapping[str, Decimal]) -> SoFar:
    """Return the running total of an unfinished sheet: what is missing adds neither points nor weight."""
    scored = {code: mark.value for code, mark in marks.items() if mark.value is not None}
    points = sum((Fraction(value) * Fraction(weights[code]) for code, value in scored.items()), Fraction(0))
    return SoFar(points / FULL_WEIGHT, sum((weights[code] for code in scored), Decimal(0)))


def changes(before: Mapping[str, Mark], after: Mapping[str, Mark]) -> dict[str, Mark]:
    """Return what a save adds: the marks that differ from those that stand."""
    return {code: mark for code, mark in after.items() if mark != before.get(code, Mark())}
