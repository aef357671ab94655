"""The tables of the statistics' tests: printed ones with known answers, and drawn ones."""

from hypothesis import settings
from hypothesis import strategies as st

FEW = settings(max_examples=25, deadline=None)


def table(rows, judges="ABCDEFGHIJKLMNO"):
    """Rows of numbers by entry E01, E02, ...; `*` is a missing sheet."""
    return {
        f"E{number:02}": {judge: int(value) for judge, value in zip(judges, row.split(), strict=False) if value != "*"}
        for number, row in enumerate(rows, 1)
    }


# Shrout and Fleiss 1979, table 2.
SHROUT_FLEISS = table(["9 2 5 8", "6 1 3 2", "8 4 6 8", "7 1 2 6", "10 5 6 9", "6 2 4 7"])

GAPPY = table(["9 2 5 *", "6 1 * 2", "8 4 6 8", "* 1 2 6", "10 5 6 9", "6 2 4 7"])

# Krippendorff's example of four coders and twelve units.
KRIPPENDORFF = table(
    [
        "1 1 * 1",
        "2 2 3 2",
        "3 3 3 3",
        "3 3 3 3",
        "2 2 2 2",
        "1 2 3 4",
        "4 4 4 4",
        "1 1 2 1",
        "2 2 2 2",
        "* 5 5 5",
        "* * 1 1",
        "* 3 * *",
    ]
)


@st.composite
def complete(draw, least_entries=2, most_entries=6, least_judges=2, most_judges=4):
    """A table without gaps, marks 0 to 20."""
    n = draw(st.integers(least_entries, most_entries))
    j = draw(st.integers(least_judges, most_judges))
    marks = draw(st.lists(st.integers(0, 20), min_size=n * j, max_size=n * j))
    return table([" ".join(map(str, marks[i * j : (i + 1) * j])) for i in range(n)])


@st.composite
def gappy(draw):
    """A connected table with gaps: neighbours share a judge, the rest comes and goes."""
    rows = draw(complete(least_entries=3, least_judges=3))
    judges = sorted(next(iter(rows.values())))
    kept = {}
    for number, (code, sheets) in enumerate(rows.items()):
        chain = {judges[number % len(judges)], judges[(number + 1) % len(judges)]}
        kept[code] = {judge: mark for judge, mark in sheets.items() if judge in chain or draw(st.booleans())}
    return kept


def shuffled(draw, mapping):
    """The same mapping of mappings in another order."""
    outer = draw(st.permutations(sorted(mapping)))
    return {code: {judge: mapping[code][judge] for judge in reversed(mapping[code])} for code in outer}
