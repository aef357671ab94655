"""Which judges does each proposal get when it gets a number of them? No Django.

A flow of least cost: every proposal asks for judges, and the m-th proposal of a judge costs 2m - 1, so that a judge
costs the square of the load and an even distribution is the cheapest. Only the last judge of a path raises a cost, so
the shortest path is the one that ends with the judge who has least.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic

from judging.assignment import Judge, Proposal, Shortage, drawing, problems, shuffled
from judging.connectivity import components, merged


@dataclass(frozen=True)
class Plan(Generic[Judge, Proposal]):
    """Who would judge what, which proposals lack judges, and into how many groups without a common judge it falls."""

    pairs: Sequence[tuple[Judge, Proposal]]
    shortages: Sequence[Shortage[Proposal]]
    groups: int

    @property
    def loads(self) -> Counter[Judge]:
        return Counter(judge for judge, _ in self.pairs)

    @property
    def is_connected(self) -> bool:
        """All values have a common scale: every proposal leads to every other through the judges they share."""
        return self.groups <= 1


@dataclass(frozen=True)
class Bounds:
    """How many judges each proposal is to have, and how many proposals a judge has at most."""

    per_proposal: int
    per_judge: int | None = None


def plan_of(
    pairs: Collection[tuple[Judge, Proposal]], proposals: Iterable[Proposal], per_proposal: int
) -> Plan[Judge, Proposal]:
    """Say what these pairs lack."""
    panels: dict[Proposal, set[Judge]] = defaultdict(set)
    for judge, proposal in pairs:
        panels[proposal].add(judge)
    by_code = {str(proposal): [str(judge) for judge in panel] for proposal, panel in panels.items()}
    asking = {proposal: panels[proposal] for proposal in sorted(proposals)}
    return Plan(sorted(set(pairs)), problems(asking, per_proposal), len(components(by_code)))


def balanced(
    judges: Collection[Judge],
    proposals: Collection[Proposal],
    *,
    refused: Collection[tuple[Judge, Proposal]],
    standing: Collection[tuple[Judge, Proposal]],
    bounds: Bounds,
    seed: str,
) -> Plan[Judge, Proposal]:
    """Give each proposal as many judges as the bounds ask for, with loads as equal as can be.

    What stands stays, also beyond the bounds and of judges who take nothing more. Where judges run short, no proposal
    lacks two that could lack one. Of the even solutions a connected one is taken, where swapping two judges finds it.
    """
    board = _Board(judges, proposals, refused, standing, bounds, seed)
    for level in range(1, bounds.per_proposal + 1):
        for entry in board.asking:
            if board.panels[entry].bit_count() < level:
                board.give(entry)
    board.join()
    return plan_of(board.pairs(), proposals, bounds.per_proposal)


class _Board(Generic[Judge, Proposal]):
    """Judges as bits, in an order drawn from the seed; a proposal has the set of its judges as a number."""

    def __init__(
        self,
        judges: Collection[Judge],
        proposals: Collection[Proposal],
        refused: Collection[tuple[Judge, Proposal]],
        standing: Collection[tuple[Judge, Proposal]],
        bounds: Bounds,
        seed: str,
    ) -> None:
        self.draw = drawing(seed)
        self.most = bounds.per_judge
        # Of a judge or a proposal that is no longer there only what stands counts.
        self.judges = shuffled({*judges, *(judge for judge, _ in standing)}, self.draw)
        self.proposals = shuffled({*proposals, *(proposal for _, proposal in standing)}, self.draw)
        free = [(place, judge) for place, judge in enumerate(self.judges) if judge in set(judges)]
        self.free = [place for place, _ in free]
        wanted, ruled_out = set(proposals), set(refused)
        self.asking = [entry for entry, proposal in enumerate(self.proposals) if proposal in wanted]
        self.open_to = [
            sum(1 << place for place, judge in free if (judge, proposal) not in ruled_out)
            for proposal in self.proposals
        ]
        held = set(standing)
        self.fixed = [
            sum(1 << place for place, judge in enumerate(self.judges) if (judge, proposal) in held)
            for proposal in self.proposals
        ]
        self.panels = list(self.fixed)
        self.loads = [sum(panel >> place & 1 for panel in self.panels) for place in range(len(self.judges))]

    def pairs(self) -> list[tuple[Judge, Proposal]]:
        return [
            (self.judges[place], proposal)
            for panel, proposal in zip(self.panels, self.proposals, strict=True)
            for place in _places(panel)
        ]

    def give(self, entry: int) -> None:
        """Give this proposal one judge more, along the path that ends with the judge who has least."""
        lightest = min((self.loads[place] for place in self.free if self._has_room(place)), default=None)
        if lightest is None:
            return
        steps = self._steps_from(entry, lightest)
        ends = [place for place in steps if self._has_room(place)]
        if ends:
            self._walk(steps, min(ends, key=self.loads.__getitem__))

    def join(self) -> None:
        """Swap two judges of two groups for each other, as long as that makes one group of them."""
        while swap := self._joining_swap(merged(self.panels)):
            for entry, place, instead in swap:
                self.panels[entry] ^= 1 << place | 1 << instead

    def _has_room(self, place: int) -> bool:
        return self.most is None or self.loads[place] < self.most

    def _steps_from(self, entry: int, lightest: int) -> dict[int, tuple[int, int | None]]:
        """Return the judges who can be reached, nearest first: which proposal each would take over, and from whom.

        The search ends with the first who has no more than anybody: none can be better.
        """
        first = sorted((self.loads[place], self.draw(), place) for place in _places(self._takers(entry)))
        steps: dict[int, tuple[int, int | None]] = {place: (entry, None) for _, _, place in first}
        queue = list(steps)
        for place in queue:
            if self.loads[place] == lightest:
                break
            for handed_on in self._movable_of(place):
                for taker in _places(self._takers(handed_on)):
                    if taker not in steps:
                        steps[taker] = (handed_on, place)
                        queue.append(taker)
        return steps

    def _walk(self, steps: dict[int, tuple[int, int | None]], end: int) -> None:
        self.loads[end] += 1
        taker: int | None = end
        while taker is not None:
            entry, giver = steps[taker]
            self.panels[entry] ^= 1 << taker
            if giver is not None:
                self.panels[entry] ^= 1 << giver
            taker = giver

    def _takers(self, entry: int) -> int:
        return self.open_to[entry] & ~self.panels[entry]

    def _movable_of(self, place: int) -> Iterator[int]:
        for entry, panel in enumerate(self.panels):
            if (panel & ~self.fixed[entry]) >> place & 1:
                yield entry

    def _movable(self) -> list[tuple[int, int]]:
        return [
            (entry, place) for entry, panel in enumerate(self.panels) for place in _places(panel & ~self.fixed[entry])
        ]

    def _joining_swap(self, groups: Sequence[int]) -> list[tuple[int, int, int]] | None:
        """Return (proposal, judge, judge instead) twice. One of the two pairs must not be what holds its group."""
        if len(groups) <= 1:
            return None
        movable = self._movable()
        for entry, place in movable:
            own = next(group for group in groups if group >> place & 1)
            partners = [
                (other, instead)
                for other, instead in movable
                if not own >> instead & 1 and self.open_to[entry] >> instead & 1 and self.open_to[other] >> place & 1
            ]
            if partners and self._is_loose(entry, place, groups):
                other, instead = partners[0]
                return [(entry, place, instead), (other, instead, place)]
        return None

    def _is_loose(self, entry: int, place: int, groups: Sequence[int]) -> bool:
        """Without this pair its group still holds together."""
        rest = self.panels[entry] & ~(1 << place)
        without = merged([*self.panels[:entry], rest, *self.panels[entry + 1 :]])
        return rest > 0 and sorted(without) == sorted(groups)


def _places(bits: int) -> list[int]:
    return [place for place in range(bits.bit_length()) if bits >> place & 1]
