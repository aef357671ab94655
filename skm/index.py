"""Answers to NRR, IKM and mutu. The only home of that rule. No Django.

PermenPANRB 14/2017: NRR of an unsur is the mean of its answers 1 to 4; the index is
25 times the mean of the NRR. The printed weight "0,11" is 1/9 and is computed as 1/9.
Everything is a Fraction until the index is rounded once, and the mutu follows the
rounded index, because its bands leave gaps between 88,30 and 88,31.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from kipp.text import Exact, round_half_up

# The order of the definitions: 8 is pengaduan, 9 is sarpras.
UNSUR = (
    "persyaratan",
    "prosedur",
    "waktu",
    "biaya",
    "produk",
    "kompetensi",
    "perilaku",
    "pengaduan",
    "sarpras",
)
LIST_ORDER = UNSUR
# The official questionnaire asks the last two the other way round.
QUESTIONNAIRE_ORDER = (*UNSUR[:7], "sarpras", "pengaduan")

LOWEST_ANSWER = 1
HIGHEST_ANSWER = 4
CONVERSION = 25
IKM_PLACES = 2
NRR_PLACES = 3

# Weights as some older reports print them; only for a line beside the official index.
COMPARISON_WEIGHTS = (Decimal("0.11"), Decimal("0.111"))


class Mutu(StrEnum):
    A = "A"
    B = "B"
    C = "C"
    D = "D"


KINERJA = {
    Mutu.A: "Sangat Baik",
    Mutu.B: "Baik",
    Mutu.C: "Kurang Baik",
    Mutu.D: "Tidak Baik",
}


class Rule(StrEnum):
    """The regulation whose bands grade an index; stored with every historic value."""

    PERMENPANRB_14_2017 = "14/2017"
    KEPMENPAN_25_2004 = "25/2004"


# Lower bounds, best first; below the last one is D.
_BANDS = {
    Rule.PERMENPANRB_14_2017: (
        (Decimal("88.31"), Mutu.A),
        (Decimal("76.61"), Mutu.B),
        (Decimal("65.00"), Mutu.C),
    ),
    Rule.KEPMENPAN_25_2004: (
        (Decimal("81.26"), Mutu.A),
        (Decimal("62.51"), Mutu.B),
        (Decimal("43.76"), Mutu.C),
    ),
}


class Counts(NamedTuple):
    """How often each answer was given to one unsur; blanks are in none of them."""

    ones: int = 0
    twos: int = 0
    threes: int = 0
    fours: int = 0

    @property
    def n(self) -> int:
        return sum(self)

    @property
    def points(self) -> int:
        return sum(answer * count for answer, count in enumerate(self, start=LOWEST_ANSWER))


@dataclass(frozen=True)
class Result:
    """The figures of a survey; whatever has no answers is None, never 0.

    Printed weighted NRR need not add up to the printed total: each is rounded by itself.
    """

    n: Mapping[str, int]
    nrr: Mapping[str, Fraction | None]
    weighted: Mapping[str, Fraction | None]
    ikm: Fraction | None
    ikm_rounded: Decimal | None
    mutu: Mutu | None


def count(answers: Iterable[int | None]) -> Counts:
    """Count the answers to one unsur; a blank is missing, not 0."""
    given = [0, 0, 0, 0]
    for answer in answers:
        if answer is None:
            continue
        if not LOWEST_ANSWER <= answer <= HIGHEST_ANSWER:
            raise ValueError(f"{answer} is not an answer from 1 to 4")
        given[answer - LOWEST_ANSWER] += 1
    return Counts(*given)


def usable(answers: Mapping[str, int | None], minimum: int = 5) -> bool:
    """Tell whether a sheet carries enough answers to be counted at all."""
    return sum(answers.get(unsur) is not None for unsur in UNSUR) >= minimum


def nrr(counts: Counts) -> Fraction | None:
    """Return the mean answer, exact, over the answers given; None without any."""
    if min(counts) < 0:
        raise ValueError(f"{counts} holds a negative count")
    return Fraction(counts.points, counts.n) if counts.n else None


def index(counts_by_unsur: Mapping[str, Counts]) -> Result:
    """Compute the index of a survey from the counts of its active unsur.

    Each active unsur weighs 1/k. An active unsur nobody answered leaves the survey
    without an index: dropping it would silently change the weights of the others.
    """
    means = {unsur: nrr(counts) for unsur, counts in counts_by_unsur.items()}
    known = [mean for mean in means.values() if mean is not None]
    ikm = None
    if known and len(known) == len(means):
        ikm = CONVERSION * sum(known, Fraction(0)) / len(known)
    return Result(
        n={unsur: counts.n for unsur, counts in counts_by_unsur.items()},
        nrr=means,
        weighted={unsur: None if mean is None else mean / len(means) for unsur, mean in means.items()},
        ikm=ikm,
        ikm_rounded=None if ikm is None else round_half_up(ikm, IKM_PLACES),
        mutu=None if ikm is None else mutu(ikm),
    )


def mutu(ikm: Exact, rule: Rule = Rule.PERMENPANRB_14_2017) -> Mutu:
    """Grade an index after rounding it to two decimals, so that no value falls into a gap."""
    rounded = round_half_up(ikm, IKM_PLACES)
    if not LOWEST_ANSWER * CONVERSION <= rounded <= HIGHEST_ANSWER * CONVERSION:
        raise ValueError(f"{ikm} is no index from 25 to 100")
    return next((grade for bound, grade in _BANDS[rule] if rounded >= bound), Mutu.D)


def mutu_of_nrr(value: Exact) -> Mutu:
    """Grade a single unsur by the same bands, its NRR times 25."""
    return mutu(Fraction(value) * CONVERSION)


def lowest(result: Result, k: int) -> list[str]:
    """Return the k weakest unsur, weakest first; equal NRR follow the order of the definitions."""
    return _by_nrr(result, 1)[:k]


def highest(result: Result, k: int) -> list[str]:
    """Return the k strongest unsur, strongest first; equal NRR as in `lowest`."""
    return _by_nrr(result, -1)[:k]


def comparison(result: Result, weight: Decimal) -> Fraction | None:
    """Return the index as an older report with a rounded weight would print it, or None.

    Beside the official index only: with 0,11 a perfect unit would read 99,00.
    """
    if result.ikm is None:
        return None
    known = [mean for mean in result.nrr.values() if mean is not None]
    return CONVERSION * Fraction(weight) * sum(known, Fraction(0))


def _by_nrr(result: Result, sign: int) -> list[str]:
    known = [(sign * mean, unsur) for unsur, mean in result.nrr.items() if mean is not None]
    ordered = sorted(known, key=lambda pair: (pair[0], _position(pair[1])))
    return [unsur for _, unsur in ordered]


def _position(unsur: str) -> int:
    # A unit may add unsur of its own; they follow the nine of the regulation as given.
    return UNSUR.index(unsur) if unsur in UNSUR else len(UNSUR)
