"""Sheets of answers to counts per unsur and per kind of respondent. No Django.

The live figures of an open survey and the frozen ones of a closed survey pass through here, so
that both leave out the same sheets.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from skm.index import UNSUR, Counts, Result, index, usable


@dataclass(frozen=True)
class Tally:
    """How many sheets were counted, how many carried too few answers, and what was answered.

    `profile` tells for each field how many of the counted respondents gave which code.
    """

    n: int
    excluded: int
    counts: Mapping[str, Counts]
    profile: Mapping[str, Mapping[str, int]]

    @property
    def result(self) -> Result:
        return index(self.counts)


def tally(
    sheets: Iterable[tuple[Mapping[str, Any], int]], *, minimum_answers: int, fields: Sequence[str] = ()
) -> Tally:
    """Count sheets; each comes with the number of times that exactly this sheet occurred."""
    n = excluded = 0
    given = {unsur: [0, 0, 0, 0] for unsur in UNSUR}
    profile: dict[str, Counter[str]] = {field: Counter() for field in fields}
    for sheet, times in sheets:
        if not usable(sheet, minimum_answers):
            excluded += times
            continue
        n += times
        for unsur in UNSUR:
            if (answer := sheet.get(unsur)) is not None:
                given[unsur][answer - 1] += times
        for field in fields:
            profile[field][sheet[field]] += times
    return Tally(
        n=n,
        excluded=excluded,
        counts={unsur: Counts(*counts) for unsur, counts in given.items()},
        profile={field: dict(sorted(counts.items())) for field, counts in profile.items()},
    )
