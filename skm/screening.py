"""Which responses deserve a second look. No Django.

A flag never refuses an answer: a shared phone, a shared connection or a quick reader is no fraud.
"""

from enum import StrEnum


class Flag(StrEnum):
    TRAP = "trap"
    QUICK = "quick"


def flags(*, trap: str, seconds: int, quick_below_seconds: int) -> list[str]:
    """Return the flags of one sheet: the field no person sees was filled; faster than reading."""
    found = []
    if trap:
        found.append(Flag.TRAP.value)
    if seconds < quick_below_seconds:
        found.append(Flag.QUICK.value)
    return found
