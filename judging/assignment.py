"""Who may judge what? The only home of that rule. No Django."""

import hashlib
import random
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from proposals.eligibility import threshold

Judge = TypeVar("Judge", int, str)
Proposal = TypeVar("Proposal", int, str)
Agency = TypeVar("Agency", int, str)
Drawn = TypeVar("Drawn", int, str)


CONFLICT_YEARS = 5  # where a panel says nothing else


class Refusal(StrEnum):
    """Why a judge may not judge a proposal; what is read off the structure of the city stands first."""

    SAME_AGENCY = "same_agency"
    PARENT_AGENCY = "parent_agency"
    CHILD_AGENCY = "child_agency"
    POSTED = "posted"
    CONFLICT = "conflict"


HOUSE = (Refusal.SAME_AGENCY, Refusal.PARENT_AGENCY, Refusal.CHILD_AGENCY)


@dataclass(frozen=True)
class Stay(Generic[Agency]):
    """Where a judge was posted, and until when; without a last day the posting goes on."""

    agency: Agency
    until: date | None


@dataclass(frozen=True)
class Bonds(Generic[Agency, Proposal]):
    """What ties one judge: the own agency, postings, and the entries with a standing conflict of interest."""

    agency: Agency | None = None
    stays: Sequence[Stay[Agency]] = ()
    conflicts: Collection[Proposal] = ()


@dataclass(frozen=True)
class Shortage(Generic[Proposal]):
    """A proposal with fewer judges than the period asks for."""

    proposal: Proposal
    judges: int


def counts_from(closes_on: date, years: int) -> date:
    """Return the first day that counts: a posting that ended before it ties nobody any more."""
    return threshold(closes_on, years * 12)


def refusal(
    bonds: Bonds[Agency, Proposal],
    proposal: Proposal,
    proposal_agency: Agency,
    parents: Mapping[Agency, Agency | None],
    *,
    since: date,
) -> Refusal | None:
    """Return why this judge may not judge this proposal, or None.

    An agency and all that stand above or below it count as one house; agencies under the same parent do not. A judge
    from outside the city has no agency. A posting ties to the whole house while it lasted on or after `since`.
    """
    if bonds.agency is not None and (found := _in_one_house(bonds.agency, proposal_agency, parents)):
        return found
    for stay in bonds.stays:
        counts = stay.until is None or stay.until >= since
        if counts and _in_one_house(stay.agency, proposal_agency, parents):
            return Refusal.POSTED
    return Refusal.CONFLICT if proposal in bonds.conflicts else None


def all_to_all(
    judges: Sequence[Judge],
    proposals: Sequence[Proposal],
    refused: Collection[tuple[Judge, Proposal]],
) -> list[tuple[Judge, Proposal]]:
    """Assign every judge to every proposal except the refused pairs, so that severity cancels."""
    return [(judge, proposal) for judge in judges for proposal in proposals if (judge, proposal) not in refused]


def drawing(seed: str) -> Callable[[], float]:
    """Return what draws numbers from 0 to 1, the same ones for the same seed.

    Only `random()` is drawn, because only its sequence is promised to stay the same across versions of Python.
    """
    digest = hashlib.sha256(seed.encode()).digest()
    return random.Random(int.from_bytes(digest[:8], "big")).random  # noqa: S311 (an order, no secret)


def shuffled(items: Iterable[Drawn], draw: Callable[[], float]) -> list[Drawn]:
    """Return them in an order drawn by chance; the order they come in changes nothing."""
    drawn = [(draw(), item) for item in sorted(items)]
    return [item for _, item in sorted(drawn)]


def problems(assignments: Mapping[Proposal, Collection[Judge]], min_sheets: int) -> list[Shortage[Proposal]]:
    """Return the proposals that cannot reach the minimum of sheets, in the given order.

    A proposal without any judge must stand in the mapping with an empty collection.
    """
    return [
        Shortage(proposal, len(set(judges)))
        for proposal, judges in assignments.items()
        if len(set(judges)) < min_sheets
    ]


def _in_one_house(judges: Agency, proposals: Agency, parents: Mapping[Agency, Agency | None]) -> Refusal | None:
    if judges == proposals:
        return Refusal.SAME_AGENCY
    if judges in _above(proposals, parents):
        return Refusal.PARENT_AGENCY
    if proposals in _above(judges, parents):
        return Refusal.CHILD_AGENCY
    return None


def _above(agency: Agency, parents: Mapping[Agency, Agency | None]) -> set[Agency]:
    above: set[Agency] = set()
    parent = parents.get(agency)
    # The tree is data an organiser edits: a ring must end the walk, not hang the page.
    while parent is not None and parent not in above:
        above.add(parent)
        parent = parents.get(parent)
    return above
