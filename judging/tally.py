"""All sheets of a round to its ranking, in one call. No Django."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from judging.advancing import Line, draw
from judging.ranking import Entry, Placing, rank, whole_chain
from judging.scoring import NOTHING_BROUGHT, Brought, brought, criterion_means, panel_mean, weighted_total
from kipp.text import Exact

Sheet = Mapping[str, Decimal]
NOTHING = Decimal(0)
_WEIGHT = re.compile(r"[0-9]{1,3}([.][0-9]{1,10})?")


@dataclass(frozen=True)
class RoundRules:
    """What decides a round, as frozen with its period, and what its entries come with.

    `before` is what they bring along from the rounds before, `parts` names for each what a quota counts.
    """

    weights: Mapping[str, Decimal]
    min_sheets: int
    chain: Sequence[str]
    line: Line
    before: Brought = NOTHING_BROUGHT
    parts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Standing:
    """Where an entry stands after the round, with the exact figures behind it: of this round, and of all so far."""

    placing: Placing
    own: Exact | None
    total: Exact | None
    sheets: int
    passes: bool


@dataclass(frozen=True)
class Tally:
    """The ranking, best first, and the ties that the line of the round cuts."""

    standings: Sequence[Standing]
    open_tie: Sequence[str]


def rules_from(
    frozen: Mapping[str, Any],
    values: Mapping[str, Exact] | None = None,
    parts: Mapping[str, str] | None = None,
    *,
    weight_before: Decimal = NOTHING,
) -> RoundRules:
    """Return the rules as they were frozen at closing; a later decision of the pleno ranks by the same ones.

    `values` are those of the entries after the rounds before, which weigh `weight_before`; none in the first.
    """
    line = frozen["line"]
    return RoundRules(
        weights={code: _weight(weight) for code, weight in frozen["weights"].items()},
        min_sheets=frozen["min_sheets"],
        chain=tuple(frozen["tie_breaks"]),
        line=Line(
            most=line["most"] or None,
            least=_weight(line["least"]) if line["least"] else None,
            quota=line["quota"] or None,
        ),
        before=brought(values or {}, weight_before=weight_before, weight=_weight(frozen["weight"])),
        parts=parts or {},
    )


def pleno_order(decisions: Iterable[Sequence[str]]) -> dict[str, int]:
    """Return the place inside its tie that the pleno gave to each entry, the last decision standing."""
    order: dict[str, int] = {}
    for decided in decisions:
        order |= {code: place for place, code in enumerate(decided, 1)}
    return order


def tally(sheets: Mapping[str, Sequence[Sheet]], rules: RoundRules, pleno: Mapping[str, int] | None = None) -> Tally:
    """Rank the entries by their handed-in sheets; `pleno` is the order decided inside ties.

    Source: panel mean of exact sheet totals, combined with the rounds before by weight, rounded once; the
    declared chain, over the marks of this round, breaks ties. Entries of a tie that the line cuts do not pass yet.
    """
    pleno = pleno or {}
    means = {code: _mean(own, rules) for code, own in sheets.items()}
    entries = {
        code: Entry(
            code=code,
            total=None if (own_mean := means[code]) is None else rules.before.total(code, own_mean),
            criterion_means=criterion_means(own, list(rules.weights)),
            sheet_totals=_totals(own, rules),
            pleno_order=pleno.get(code),
        )
        for code, own in sheets.items()
    }
    placings = rank(list(entries.values()), whole_chain(rules.chain))
    drawn = draw(placings, rules.line, rules.parts)
    passing = set(drawn.passing)
    return Tally(
        standings=[
            Standing(
                placing=placing,
                own=means[placing.code],
                total=entries[placing.code].total,
                sheets=len(sheets[placing.code]),
                passes=placing.code in passing,
            )
            for placing in placings
        ],
        open_tie=drawn.open_tie,
    )


def _weight(text: str) -> Decimal:
    """Read a weight; a file from elsewhere may hold a number that would never be done."""
    if not _WEIGHT.fullmatch(text):
        raise ValueError(f"{text[:20]} is no weight")
    return Decimal(text)


def _totals(sheets: Sequence[Sheet], rules: RoundRules) -> list[Exact]:
    return [weighted_total(sheet, rules.weights) for sheet in sheets]


def _mean(sheets: Sequence[Sheet], rules: RoundRules) -> Exact | None:
    return panel_mean(_totals(sheets, rules), min_sheets=rules.min_sheets)
