"""How the sheet totals of one judge lie: lowest, middle, highest, and how many in each band of marks. No Django."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from judging.ranking import PUBLISHED_PLACES
from judging.scoring import HIGHEST_SCORE, median
from kipp.text import Exact, round_half_up

NARROW, WIDE = 5, 10  # how many marks a band covers
MOST_NARROW = 10  # bands; of more than that wide ones are made


@dataclass(frozen=True)
class Band:
    """Totals from `low` on and below `high`; in the last band of the scale 100 itself is one of them."""

    low: int
    high: int
    count: int


@dataclass(frozen=True)
class Spread:
    """What a judge may know of the own totals; as they are, to be rounded where they are shown."""

    lowest: Fraction
    median: Fraction
    highest: Fraction
    bands: Sequence[Band]


def spread(totals: Sequence[Exact]) -> Spread | None:
    """Return how these totals lie; nothing of none."""
    middle = median(totals)
    if middle is None:
        return None
    # By what is shown: a total that reads 80,00 belongs to the band that begins there.
    shown = [Fraction(round_half_up(total, PUBLISHED_PLACES)) for total in totals]
    return Spread(Fraction(min(totals)), middle, Fraction(max(totals)), _bands(shown))


def _bands(shown: Sequence[Fraction]) -> list[Band]:
    narrow = _covering(shown, NARROW)
    starts, width = (narrow, NARROW) if len(narrow) <= MOST_NARROW else (_covering(shown, WIDE), WIDE)
    counts = dict.fromkeys(starts, 0)
    for total in shown:
        counts[_start(total, width)] += 1
    return [Band(low, low + width, count) for low, count in counts.items()]


def _covering(shown: Sequence[Fraction], width: int) -> range:
    return range(_start(min(shown), width), _start(max(shown), width) + width, width)


def _start(total: Fraction, width: int) -> int:
    return min(int(total // width) * width, int(HIGHEST_SCORE) - width)
