"""In which order does each judge read? The only home of that rule. No Django.

Judges grow stricter or milder while they read. So that this hits every proposal alike, the places a proposal has with
its judges lie on average in the middle: what others read late, the next judge reads early. Two judges of the same
proposals so read in opposite orders, the next two begin anew.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from itertools import islice, permutations
from typing import Generic

from judging.assignment import Judge, Proposal, drawing, shuffled

ROUNDS = 8  # of mending; it stands still after two or three


def reading_orders(
    new: Mapping[Judge, Collection[Proposal]],
    standing: Mapping[Judge, Sequence[Proposal]],
    *,
    seed: str,
) -> dict[Judge, list[Proposal]]:
    """Return the order of what is new to each judge, to follow what stands; that is not moved.

    No two judges read in the same order as long as another one is left to them.
    """
    desk = _Desk(new, standing, seed)
    for judge in desk.readers:
        desk.place(judge, desk.best(judge, shuffled(new[judge], desk.draw)))
    desk.settle()
    return {judge: list(desk.orders[judge][len(standing.get(judge, ())) :]) for judge in sorted(new)}


class _Desk(Generic[Judge, Proposal]):
    """The orders so far, and how far each proposal stands from the middle, added up over its judges.

    Distances are whole numbers: in a list of n the place i is (2i + 1 - n) / n of half the list away, times a number
    that every n divides.
    """

    def __init__(
        self, new: Mapping[Judge, Collection[Proposal]], standing: Mapping[Judge, Sequence[Proposal]], seed: str
    ) -> None:
        self.draw = drawing(seed)
        self.readers: list[Judge] = shuffled(new, self.draw)
        self.standing: Mapping[Judge, Sequence[Proposal]] = standing
        self.orders: dict[Judge, tuple[Proposal, ...]] = {judge: tuple(order) for judge, order in standing.items()}
        self.lengths: dict[Judge, int] = {judge: len(order) for judge, order in standing.items()}
        for judge, added in new.items():
            self.lengths[judge] = self.lengths.get(judge, 0) + len(set(added))
        self.unit = math.lcm(*filter(None, self.lengths.values()))
        self.sums: dict[Proposal, int] = {}
        for judge in standing:
            self._add(judge, 1)

    def best(self, judge: Judge, added: Sequence[Proposal]) -> tuple[Proposal, ...]:
        """Return what is read late elsewhere first; where that decides nothing the given order stays."""
        first = tuple(self.standing.get(judge, ()))
        order = tuple(sorted(added, key=lambda proposal: -self.sums.get(proposal, 0)))
        taken = {other for name, other in self.orders.items() if name != judge}
        # Among one more than are taken one is left, if there is any.
        untaken = (first + other for other in islice(permutations(order), len(taken) + 1) if first + other not in taken)
        return next(untaken, first + order)

    def place(self, judge: Judge, order: tuple[Proposal, ...]) -> None:
        if judge in self.orders:
            self._add(judge, -1)
        self.orders[judge] = order
        self._add(judge, 1)

    def settle(self) -> bool:
        """Order everybody anew until nothing moves; return whether it came to that within the rounds."""
        return any(not sum(self.mend(judge) for judge in self.readers) for _ in range(ROUNDS))

    def mend(self, judge: Judge) -> bool:
        """Order this judge anew after all the others; return whether that changed anything."""
        before = self.orders[judge]
        self._add(judge, -1)
        del self.orders[judge]
        after = self.best(judge, before[len(self.standing.get(judge, ())) :])
        self.place(judge, after)
        return after != before

    def _add(self, judge: Judge, sign: int) -> None:
        length = self.lengths[judge]
        for place, proposal in enumerate(self.orders[judge]):
            distance = (2 * place + 1 - length) * (self.unit // length)
            self.sums[proposal] = self.sums.get(proposal, 0) + sign * distance
