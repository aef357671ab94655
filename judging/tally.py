"""All sheets of a round to its ranking, in one call. No Django."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from judging.ranking import Entry, Placing, rank, ties_crossing, whole_chain
from judging.scoring import criterion_means, panel_mean, weighted_total
from kipp.text import Exact

Sheet = Mapping[str, Decimal]
_WEIGHT = re.compile(r"[0-9]{1,3}([.][0-9]{1,10})?")


@dataclass(frozen=True)
class RoundRules:
    """What decides a round, as frozen with its period."""

    weights: Mapping[str, Decimal]
    min_sheets: int
    chain: Sequence[str]
    winners: int


@dataclass(frozen=True)
class Standing:
    """Where an entry stands, with the exact figure behind it."""

    placing: Placing
    total: Exact | None
    sheets: int
    is_winner: bool


@dataclass(frozen=True)
class Tally:
    """The ranking, best first, and the tie that lies across the winners' line."""

    standings: Sequence[Standing]
    open_tie: Sequence[str]


def rules_from(frozen: Mapping[str, Any]) -> RoundRules:
    """Return the rules as they were frozen at closing; a later decision of the pleno ranks by the same ones."""
    return RoundRules(
        weights={code: _weight(weight) for code, weight in frozen["weights"].items()},
        min_sheets=frozen["min_sheets"],
        chain=tuple(frozen["tie_breaks"]),
        winners=frozen["winners"],
    )


def pleno_order(decisions: Iterable[Sequence[str]]) -> dict[str, int]:
    """Return the place inside its tie that the pleno gave to each entry, the last decision standing."""
    order: dict[str, int] = {}
    for decided in decisions:
        order |= {code: place for place, code in enumerate(decided, 1)}
    return order


def tally(sheets: Mapping[str, Sequence[Sheet]], rules: RoundRules, pleno: Mapping[str, int] | None = None) -> Tally:
    """Rank the entries by their handed-in sheets; `pleno` is the order decided inside ties.

    Source: panel mean of exact sheet totals, rounded once; the declared chain breaks ties.
    Entries of an unresolved tie across the winners' line are not winners yet.
    """
    pleno = pleno or {}
    entries = {code: _entry(code, own, rules, pleno.get(code)) for code, own in sheets.items()}
    placings = rank(list(entries.values()), whole_chain(rules.chain))
    open_tie = ties_crossing(placings, rules.winners)
    return Tally(
        standings=[
            Standing(
                placing=placing,
                total=entries[placing.code].total,
                sheets=len(sheets[placing.code]),
                is_winner=placing.place is not None and placing.place <= rules.winners and placing.code not in open_tie,
            )
            for placing in placings
        ],
        open_tie=open_tie,
    )


def _weight(text: str) -> Decimal:
    """Read a weight; a file from elsewhere may hold a number that would never be done."""
    if not _WEIGHT.fullmatch(text):
        raise ValueError(f"{text[:20]} is no weight")
    return Decimal(text)


def _entry(code: str, sheets: Sequence[Sheet], rules: RoundRules, pleno_order: int | None) -> Entry:
    totals = [weighted_total(sheet, rules.weights) for sheet in sheets]
    return Entry(
        code=code,
        total=panel_mean(totals, min_sheets=rules.min_sheets),
        criterion_means=criterion_means(sheets, list(rules.weights)),
        sheet_totals=totals,
        pleno_order=pleno_order,
    )
