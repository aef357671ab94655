"""All figures about a ranking take less than two seconds at the largest round, on one core."""

import random
import time
from decimal import Decimal

from competitions.presets import CRITERIA, TIE_BREAKS
from judging.advancing import Line
from judging.analysis import Settings, analyse
from judging.tally import RoundRules, tally
from judging.uncertainty import draws_for
from kipp.bootstrap import say

WEIGHTS = {criterion.code: criterion.weight for criterion in CRITERIA}
RULES = RoundRules(WEIGHTS, 2, TIE_BREAKS, Line(most=3))
SIZES = ((20, 7), (500, 15))
RUNS = 3


def measure() -> None:
    for entries, judges in SIZES:
        for missing in (0, 0.02):
            marks = _marks(entries, judges, missing)
            sheets = f"{entries} x {judges} x {len(WEIGHTS)}" + (
                f", {missing:.0%} of the sheets missing" if missing else ""
            )
            declared = draws_for(entries)
            say(f"{sheets}: {_seconds(marks, 0):.2f} s, with {declared} draws {_seconds(marks, declared):.2f} s")


def _seconds(marks, draws: int) -> float:
    """The least of some runs, in time of the processor: others on the machine only ever add."""
    placings = tally({code: list(own.values()) for code, own in marks.items()}, RULES).standings
    places = {one.placing.code: one.placing.place for one in placings}
    needed = []
    for _ in range(RUNS):
        began = time.process_time()
        analyse(marks, RULES, places, Settings(draws=draws))
        needed.append(time.process_time() - began)
    return min(needed)


def _marks(entries: int, judges: int, missing: float):
    """Entries and judges that differ by some points, every mark by some more."""
    draw = random.Random(1)
    severity = [draw.gauss(0, 4) for _ in range(judges)]
    marks = {}
    for number in range(entries):
        quality = draw.gauss(75, 6)
        marks[f"P{number:03}"] = {
            f"J{judge:02}": {code: _mark(quality + severity[judge] + draw.gauss(0, 6)) for code in WEIGHTS}
            for judge in range(judges)
            if draw.random() >= missing
        }
    return marks


def _mark(value: float) -> Decimal:
    return Decimal(round(min(max(value, 0), 100) * 4)) / 4
