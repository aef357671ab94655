"""Which cells of a breakdown may be shown. No Django.

A small cell could point at a person (UU 27/2022), and a single hidden cell could be computed from
the total and the others: then the smallest cell that is still shown is hidden with it.
"""

from collections.abc import Mapping


def shown(cells: Mapping[str, int], below: int) -> dict[str, int | None]:
    """Return the cells with None for each that must not be shown; an empty cell names nobody."""
    hidden = {name for name, count in cells.items() if 0 < count < below}
    if len(hidden) == 1:
        rest = {name: count for name, count in cells.items() if count and name not in hidden}
        if rest:
            hidden.add(min(rest, key=lambda name: rest[name]))
    return {name: None if name in hidden else count for name, count in cells.items()}
