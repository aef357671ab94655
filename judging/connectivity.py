"""Which entries can be compared through the judges they share? No Django.

Entries and judges are the two sides of a graph, a sheet is an edge. Only what hangs together
has a common ranking, whatever the method: two panels without a common entry say nothing of each
other. One bit per judge: an entry is the set of the judges that scored it.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Component:
    """Entries and judges that hang together, in order of their codes."""

    entries: Sequence[str]
    judges: Sequence[str]


@dataclass(frozen=True)
class Connectivity:
    """The components, and what alone holds one of them together: without it the rest falls apart."""

    components: Sequence[Component]
    weak_judges: Sequence[str]
    weak_entries: Sequence[str]

    @property
    def is_connected(self) -> bool:
        return len(self.components) <= 1


def components(assignments: Mapping[str, Collection[str]]) -> list[Component]:
    """Split entries, each with the judges it has, into what hangs together; entries without judges are dropped."""
    return _components(*_as_bits(assignments))


def connectivity(assignments: Mapping[str, Collection[str]]) -> Connectivity:
    """Return the components and their weak links, of sheets handed in as well as of assignments planned."""
    sets, bits = _as_bits(assignments)
    groups = merged(sets.values())
    counts = Counter(own for own in sets.values() if own)
    return Connectivity(
        components=_components(sets, bits),
        weak_judges=[judge for judge, bit in bits.items() if _holds_as_judge(bit, counts, groups)],
        weak_entries=[code for code, own in sets.items() if counts[own] == 1 and _holds_as_entry(own, counts, groups)],
    )


def _as_bits(assignments: Mapping[str, Collection[str]]) -> tuple[dict[str, int], dict[str, int]]:
    """Return every entry as the set of its judges, and the bit of every judge."""
    judges = sorted({judge for own in assignments.values() for judge in own})
    bits = {judge: 1 << place for place, judge in enumerate(judges)}
    return {code: sum(bits[judge] for judge in set(assignments[code])) for code in sorted(assignments)}, bits


def _components(sets: Mapping[str, int], bits: Mapping[str, int]) -> list[Component]:
    found = [
        Component(
            entries=[code for code, own in sets.items() if own & group],
            judges=[judge for judge, bit in bits.items() if bit & group],
        )
        for group in merged(sets.values())
    ]
    return sorted(found, key=lambda component: component.judges[0])


def merged(sets: Iterable[int]) -> list[int]:
    """Return the sets united wherever two of them meet."""
    groups: list[int] = []
    for own in filter(None, sets):
        # What the last group already holds unites nothing; of hundreds of entries that is nearly every one.
        if groups and own & groups[-1] == own:
            continue
        apart = [group for group in groups if not group & own]
        united = own
        for group in groups:
            united |= group if group & own else 0
        groups = [*apart, united]
    return groups


def _holds_as_judge(bit: int, counts: Mapping[int, int], groups: Sequence[int]) -> bool:
    group = next(group for group in groups if group & bit)
    rest = [(own & ~bit, count) for own, count in counts.items() if own & group]
    # An entry that nobody else scored stands alone then.
    alone = sum(count for own, count in rest if not own)
    return alone + len(merged(own for own, _ in rest)) > 1


def _holds_as_entry(entry: int, counts: Mapping[int, int], groups: Sequence[int]) -> bool:
    group = next(group for group in groups if group & entry)
    remaining = merged(own for own in counts if own & group and own != entry)
    left_alone = (group & ~sum(remaining)).bit_count()
    return len(remaining) + left_alone > 1
