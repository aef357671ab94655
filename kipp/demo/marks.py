"""Plausible marks of the invented jurors, the same at every run. Only `Random.random()` is drawn from.

A mark is the quality of the proposal on the criterion, moved by the severity of the juror and a little chance. One
pair of proposals is given equal totals, so that the tie-break chain has something to decide: each juror's marks of
the second are those of the first with some points moved from one criterion to another of the same weight.
"""

from decimal import Decimal
from random import Random
from typing import NamedTuple

from kipp.demo.reasons import LEVELS, PRESENTED, REASONS

CRITERIA = tuple(REASONS)

# Quality of the proposal as a whole, then what it is better or worse at, in the order of CRITERIA.
QUALITY: dict[str, tuple[float, tuple[float, float, float, float, float]]] = {
    "posyandu-senja": (81, (3, 2, 4, -4, 0)),
    "resep-sampai": (84, (-3, 5, 4, 2, 1)),
    "kawan-tuntas": (88, (3, 4, 5, 2, 0)),
    "bengkel-angka": (79, (5, 3, -2, 1, -1)),
    "rak-singgah": (74, (4, -4, -1, 2, -3)),
    "lapak-bergilir": (80, (6, 1, 1, 0, -2)),
    "dermaga-kerja": (78, (-2, 3, 4, -5, 1)),
    "meja-pintas": (83, (1, 2, 3, 4, -1)),
    "rembuk-data": (86, (2, 4, 3, 5, -2)),
    "gotong-atap": (82, (-1, 2, 5, 1, 2)),
    "dapur-pesisir": (79, (2, -1, 5, -3, 0)),
    "kebun-payau": (72, (6, -3, -2, 3, -5)),
    "sapa-rumah": (85, (-2, 3, 7, 2, 2)),
    "ruang-dengar": (80, (5, 0, 6, -2, -2)),
    "minyak-pulang": (80, (-4, 2, 1, 4, 6)),
    "pipa-siaga": (77, (2, 4, -3, 2, 3)),
    "satu-simpul": (75, (-3, 4, 2, -1, -3)),
    "kalender-pajak": (76, (5, 3, -3, 2, -2)),
    "tegur-dulu": (78, (1, 4, -1, 2, -3)),
    "menara-rob": (89, (4, 2, 6, 3, 0)),
}
UNKNOWN = (76.0, (0.0, 0.0, 0.0, 0.0, 0.0))

# Points a juror stands above or below the panel, and whether half points are given.
SEVERITY: dict[str, tuple[float, bool]] = {
    "satriya": (-1.5, False),
    "kirana": (0.5, True),
    "fathoni": (-3.0, False),
    "melati": (2.0, True),
    "yohana": (-0.5, False),
    "darmawan": (3.0, False),
    "ningrum": (0.0, True),
}
AVERAGE = (0.0, False)
SPREAD = 5.0

TIED = ("resep-sampai", "meja-pintas")
MOVED_FROM, MOVED_TO = "berkelanjutan", "bermanfaat"  # of equal weight in the presets


class Mark(NamedTuple):
    score: Decimal
    reason: str


def mark(judge_code: str, innovation_code: str, criterion_code: str) -> Mark:
    """Return the mark this juror gives, whatever else has been asked before."""
    score = _score(judge_code, innovation_code, criterion_code)
    variants = REASONS[criterion_code][level(score)]
    which = _random(judge_code, innovation_code, criterion_code, "reason").random()
    return Mark(score=score, reason=variants[int(which * len(variants))])


def sheet(judge_code: str, innovation_code: str) -> dict[str, Mark]:
    """Criterion -> mark: one complete sheet."""
    return {criterion: mark(judge_code, innovation_code, criterion) for criterion in CRITERIA}


def presented(judge_code: str, innovation_code: str) -> dict[str, Mark]:
    """Criterion -> mark: one complete sheet of the presentation."""
    return {criterion: _presented(judge_code, innovation_code, criterion) for criterion in PRESENTED}


def _presented(judge: str, innovation: str, criterion: str) -> Mark:
    overall, strengths = QUALITY.get(innovation, UNKNOWN)
    severity, gives_halves = SEVERITY.get(judge, AVERAGE)
    random = _random(judge, innovation, criterion, "presented")
    chance = (random.random() + random.random() + random.random() - 1.5) * SPREAD
    score = _on_scale(overall + strengths[0] / 2 + severity + chance, gives_halves=gives_halves)
    variants = PRESENTED[criterion][level(score)]
    return Mark(score=score, reason=variants[int(random.random() * len(variants))])


def level(score: Decimal) -> str:
    return next(name for bound, name in LEVELS if score >= bound)


def _score(judge: str, innovation: str, criterion: str) -> Decimal:
    first, second = TIED
    if innovation == second:
        return _drawn(judge, first, criterion) + _moved(judge, criterion)
    return _drawn(judge, innovation, criterion)


def _drawn(judge: str, innovation: str, criterion: str) -> Decimal:
    overall, strengths = QUALITY.get(innovation, UNKNOWN)
    severity, gives_halves = SEVERITY.get(judge, AVERAGE)
    random = _random(judge, innovation, criterion, "score")
    # The sum of three draws is nearly normal and never far out.
    chance = (random.random() + random.random() + random.random() - 1.5) * SPREAD
    return _on_scale(overall + strengths[CRITERIA.index(criterion)] + severity + chance, gives_halves=gives_halves)


def _on_scale(raw: float, *, gives_halves: bool) -> Decimal:
    steps = 2 if gives_halves else 1
    return min(Decimal(99), Decimal(round(raw * steps)) / steps)


def _moved(judge: str, criterion: str) -> Decimal:
    points = Decimal(1 + int(_random(judge, *TIED, "moved").random() * 3))
    return {MOVED_TO: points, MOVED_FROM: -points}.get(criterion, Decimal(0))


def _random(*parts: str) -> Random:
    return Random("/".join(parts))
