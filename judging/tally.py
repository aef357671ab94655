"""All sheets of a round to its ranking, in one call. No Django."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from judging.ranking import Entry, Placing, rank, ties_crossing, whole_chain
from judging.scoring import criterion_means, panel_mean, weighted_total
from kipp.text import Exact

Sheet = Mapping[str, Decimal]


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


def _entry(code: str, sheets: Sequence[Sheet], rules: RoundRules, pleno_order: int | None) -> Entry:
    totals = [weighted_total(sheet, rules.weights) for sheet in sheets]
    return Entry(
        code=code,
        total=panel_mean(totals, min_sheets=rules.min_sheets),
        criterion_means=criterion_means(sheets, list(rules.weights)),
        sheet_totals=totals,
        pleno_order=pleno_order,
    )
