"""Who passes the line of a round: goes on to the next, or is awarded at the end of the last. No Django.

Source: settings of the edition (KIPP, "ambang", "number of finalists, winners", quota per category): none of
them is known of a regulation, so all are data. Places come in and stay as they are.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from judging.ranking import Placing


@dataclass(frozen=True)
class Line:
    """All limits hold at once; without any, every entry with a place passes.

    `most` counts entries, `least` is the lowest published value, `quota` counts the entries of one part
    (a category, a group, a kind of agency). The quota is drawn before `most`.
    """

    most: int | None = None
    least: Decimal | None = None
    quota: int | None = None


@dataclass(frozen=True)
class Drawn:
    """Who passes, best first; and who stands in a tie that the line cuts, so that nobody can say."""

    passing: Sequence[str]
    open_tie: Sequence[str]


def draw(placings: Sequence[Placing], line: Line, parts: Mapping[str, str] | None = None) -> Drawn:
    """Draw the line through a ranking in its order; `parts` names the part of each entry, for the quota.

    A shared place that would be cut passes nobody of it: the tie must be broken first.
    """
    rows = [
        row for row in placings if row.published is not None and (line.least is None or row.published >= line.least)
    ]
    crossing: set[str] = set()
    if line.quota is not None:
        by_part = defaultdict(list)
        for row in rows:
            by_part[(parts or {})[row.code]].append(row)
        kept: set[str] = set()
        for own in by_part.values():
            passing, cut = _cut(own, line.quota)
            kept |= passing
            crossing |= cut
        rows = [row for row in rows if row.code in kept]
    if line.most is not None:
        kept, cut = _cut(rows, line.most)
        crossing |= cut
        rows = [row for row in rows if row.code in kept]
    return Drawn(passing=[row.code for row in rows], open_tie=[row.code for row in placings if row.code in crossing])


def _cut(rows: Sequence[Placing], most: int) -> tuple[set[str], set[str]]:
    """Return who is among the first so many, and the tie that lies across that line."""
    if len(rows) <= most or rows[most - 1].place != rows[most].place:
        return {row.code for row in rows[:most]}, set()
    place = rows[most].place
    return {row.code for row in rows[:most] if row.place != place}, {row.code for row in rows if row.place == place}
