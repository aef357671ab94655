"""Satu instansi satu inovasi: how far has each agency come in each year? No Django.

PermenPANRB 7/2021 obliges each agency to at least one innovation a year. Who is obliged is a setting,
so the agencies are an argument; a proposal that was sent fulfils the duty.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Standing(StrEnum):
    """The levels, lowest first."""

    ABSENT = "absent"
    INNOVATED = "innovated"
    SUBMITTED = "submitted"
    PASSED = "passed"
    AWARDED = "awarded"


LEVELS = tuple(Standing)
FULFILLING = frozenset({Standing.SUBMITTED, Standing.PASSED, Standing.AWARDED})
# What is a draft, was withdrawn or refused, shows that the agency innovates, and no more.
_BY_STATUS = {
    "submitted": Standing.SUBMITTED,
    "returned": Standing.SUBMITTED,
    "verified": Standing.PASSED,
}


@dataclass(frozen=True)
class Entry:
    """One innovation of an agency in a year, and how far it came there."""

    agency: str
    year: int
    standing: Standing


Standings = Mapping[str, Mapping[int, Standing]]


def standing_of(status: str, *, is_awarded: bool) -> Standing:
    """Return how far a proposal came, by its state and whether its award has been announced."""
    return Standing.AWARDED if is_awarded else _BY_STATUS.get(status, Standing.INNOVATED)


def standings(entries: Iterable[Entry], agencies: Sequence[str], years: Sequence[int]) -> Standings:
    """Return the highest level of every agency in every year, both in the given order.

    Entries of other agencies or years are left out.
    """
    highest: dict[tuple[str, int], Standing] = {}
    for entry in entries:
        place = (entry.agency, entry.year)
        highest[place] = max(highest.get(place, Standing.ABSENT), entry.standing, key=LEVELS.index)
    return {agency: {year: highest.get((agency, year), Standing.ABSENT) for year in years} for agency in agencies}


def without_innovation(board: Standings, year: int) -> list[str]:
    """Return the agencies that have not fulfilled the duty of a year, in the given order."""
    return [agency for agency, by_year in board.items() if by_year[year] not in FULFILLING]


def counts(board: Standings, year: int) -> Counter[Standing]:
    """Return how many agencies reached each level in a year and went no further."""
    return Counter(by_year[year] for by_year in board.values())
