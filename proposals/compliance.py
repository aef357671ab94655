"""Satu instansi satu inovasi: which agency has innovated in which year? No Django.

PermenPANRB 7/2021 obliges each agency to at least one innovation a year. Who is obliged
and which states of a proposal fulfil the duty are settings, so both are arguments.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


@dataclass(frozen=True)
class Entry:
    """One proposal of an agency in the period of a year."""

    agency: str
    year: int
    status: str


class Standing(StrEnum):
    FULFILLED = "fulfilled"
    STARTED = "started"
    ABSENT = "absent"


Standings = Mapping[str, Mapping[int, Standing]]


def standing(
    entries: Iterable[Entry],
    agencies: Sequence[str],
    years: Sequence[int],
    *,
    fulfilling: Collection[str],
) -> Standings:
    """Return the standing of every obliged agency in every year, both in the given order.

    A proposal whose state does not fulfil the duty (a draft) only shows a beginning;
    proposals of agencies that are not obliged are left out.
    """
    statuses: dict[tuple[str, int], set[str]] = {}
    for entry in entries:
        statuses.setdefault((entry.agency, entry.year), set()).add(entry.status)
    return {
        agency: {year: _standing(statuses.get((agency, year), set()), fulfilling) for year in years}
        for agency in agencies
    }


def without_innovation(standings: Standings, year: int) -> list[str]:
    """Return the agencies that have not fulfilled the duty of a year, in the given order."""
    return [agency for agency, by_year in standings.items() if by_year[year] != Standing.FULFILLED]


def share_fulfilled(standings: Standings, year: int) -> Fraction | None:
    """Return the fulfilled share of a year, exact; None when no agency is obliged."""
    if not standings:
        return None
    return 1 - Fraction(len(without_innovation(standings, year)), len(standings))


def _standing(statuses: set[str], fulfilling: Collection[str]) -> Standing:
    if not statuses:
        return Standing.ABSENT
    return Standing.FULFILLED if statuses & set(fulfilling) else Standing.STARTED
