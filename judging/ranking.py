"""Totals to places, with the declared chain of tie-breaks. The only home of that rule. No Django.

Equal means equal as published: totals and every value of the chain are compared after
rounding to two decimals. Ranking on unrounded values would let two entries that both
read "81,50" stand on different places for a reason nobody can see in the minutes.
Never decided by identity, alphabet, time of submission or chance.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from competitions.ties import CRITERION, MEDIAN, PLENO
from judging.scoring import median
from kipp.text import Exact, round_half_up

PUBLISHED_PLACES = 2

TOTAL = "total"


class BadChain(ValueError):
    """A step of the chain is unknown, or names a criterion an entry has no mean for."""


@dataclass(frozen=True)
class Entry:
    """What one proposal brings to the ranking.

    `total` is exact, None when it has no official score. `pleno_order` is the place
    within its tie that the pleno decided, 1 before 2, None without a decision.
    """

    code: str
    total: Exact | None
    criterion_means: Mapping[str, Exact | None]
    sheet_totals: Sequence[Exact] = ()
    pleno_order: int | None = None


@dataclass(frozen=True)
class Compared:
    """The value an entry brought to one step, as it was compared; None: no value, step skipped."""

    step: str
    value: Decimal | int | None


@dataclass(frozen=True)
class Placing:
    """The place of an entry and how it came about.

    `decided_by` is the step that gave the entry its place among equals, "total" where
    nobody was equal, None where the tie stands and `tied_with` shares the place.
    An entry without an official score has no place.
    """

    code: str
    place: int | None
    published: Decimal | None
    decided_by: str | None
    compared: Sequence[Compared] = ()
    tied_with: Sequence[str] = ()


@dataclass(frozen=True)
class _Settled:
    group: Sequence[Entry]
    decided_by: str | None
    steps: Sequence[str]


def rank(entries: Sequence[Entry], chain: Sequence[str]) -> list[Placing]:
    """Place the entries, best first; unresolved ties share a place: 1, 2, 2, 4.

    A step is applied to the whole tied group and splits it; inside each remaining
    group the next step follows, never the first again. The order of the input changes
    nothing; inside a shared place, and among entries without a score, the list is by
    code so that it is always the same list.
    """
    _check(entries, chain)
    scored = [entry for entry in entries if entry.total is not None]
    placings: list[Placing] = []
    for settled in _resolve(scored, [TOTAL, *chain], TOTAL, ()):
        placings += _placed(settled, place=len(placings) + 1)
    unscored = sorted(entry.code for entry in entries if entry.total is None)
    return placings + [Placing(code, None, None, None) for code in unscored]


def whole_chain(chain: Sequence[str]) -> list[str]:
    """Return the declared chain; the pleno has the last word, also where it is not named."""
    return list(chain) if PLENO in chain else [*chain, PLENO]


def _resolve(group: Sequence[Entry], chain: Sequence[str], decided_by: str, taken: Sequence[str]) -> list[_Settled]:
    if len(group) == 1:
        return [_Settled(group, decided_by, taken)]
    if not chain:
        return [_Settled(group, None, taken)]
    step, *rest = chain
    steps = (*taken, step)
    parts = _split(group, step)
    if len(parts) == 1:
        return _resolve(group, rest, decided_by, steps)
    return [settled for part in parts for settled in _resolve(part, rest, step, steps)]


def _split(group: Sequence[Entry], step: str) -> list[Sequence[Entry]]:
    parts: dict[Decimal | int, list[Entry]] = {}
    for entry in group:
        value = _value(entry, step)
        if value is None:
            # A step that cannot speak for all of the tied entries decides nothing.
            return [group]
        parts.setdefault(value, []).append(entry)
    # In the pleno 1 goes before 2; everywhere else the higher value goes first.
    return [parts[value] for value in sorted(parts, reverse=step != PLENO)]


def _value(entry: Entry, step: str) -> Decimal | int | None:
    if step == TOTAL:
        return _published(entry.total)
    if step == PLENO:
        return entry.pleno_order
    if step == MEDIAN:
        return _published(median(entry.sheet_totals))
    return _published(entry.criterion_means[step.removeprefix(CRITERION)])


def _published(value: Exact | None) -> Decimal | None:
    return None if value is None else round_half_up(value, PUBLISHED_PLACES)


def _placed(settled: _Settled, *, place: int) -> list[Placing]:
    codes = sorted(entry.code for entry in settled.group)
    return [
        Placing(
            code=entry.code,
            place=place,
            published=_published(entry.total),
            decided_by=settled.decided_by,
            compared=tuple(Compared(step, _value(entry, step)) for step in settled.steps if step != TOTAL),
            tied_with=tuple(code for code in codes if code != entry.code),
        )
        for entry in sorted(settled.group, key=lambda entry: entry.code)
    ]


def _check(entries: Sequence[Entry], chain: Sequence[str]) -> None:
    if len({entry.code for entry in entries}) < len(entries):
        raise ValueError("an entry is listed twice")
    for step in chain:
        if step in (MEDIAN, PLENO):
            continue
        criterion = step.removeprefix(CRITERION)
        if criterion == step or any(
            criterion not in entry.criterion_means for entry in entries if entry.total is not None
        ):
            raise BadChain(step)
