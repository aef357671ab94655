"""The result of a round and of those before it as one file that anyone can count again, sealed and signed.

Pure: no Django. The same file is made here and checked by `judging.verifying`, which outsiders run by themselves
(`judging.verifier`); so every figure in it is made by `outputs`, from nothing but `inputs`.

Written in the canonical form of `kipp.canonical`; marks and weights are texts: "82.50".
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from judging.analysis import analyse
from judging.figures import Json
from judging.scoring import weighted_total
from judging.tally import RoundRules, Sheet, Standing, Tally, pleno_order, rules_from, tally
from kipp.canonical import canonical, digest
from kipp.text import Exact

FORMAT = "kipp-hasil-2"
HANDED_IN = "handed_in"

Inputs = Mapping[str, Any]


def digests(inputs: Inputs) -> dict[str, Any]:
    """Return a digest per section, and one per row where it is a list, so that what was altered can be named."""
    return {
        section: [digest(row) for row in content] if isinstance(content, list) else digest(content)
        for section, content in inputs.items()
    }


@dataclass(frozen=True)
class Counted:
    """One round, counted: what it was ranked by, its sheets and what came out."""

    code: str
    rules: RoundRules
    sheets: Mapping[tuple[str, str], Sheet]
    tally: Tally


def counted(inputs: Inputs) -> list[Counted]:
    """Count every round in its order: the entries of the first are all, of the others those who passed before.

    Without those that were found on the spot, in that round, not to be eligible.
    """
    out = {(one["round"], one["entry"]) for one in inputs.get("overturned", ())}
    rounds: list[Counted] = []
    entries = [entry["number"] for entry in inputs["entries"]]
    values: dict[str, Exact] = {}
    weights = Decimal(0)
    for row in inputs["rounds"]:
        entries = [entry for entry in entries if (row["code"], entry) not in out]
        parts = {entry["number"]: entry.get(row["rules"]["line"]["per"], "") for entry in inputs["entries"]}
        rules = rules_from(row["rules"], values, parts, weight_before=weights)
        sheets = sheets_in(inputs, row["code"])
        panels: dict[str, list[Sheet]] = {entry: [] for entry in entries}
        for (entry, _), marks in sheets.items():
            panels[entry].append(marks)
        decisions = (one["order"] for one in inputs["decisions"] if one["round"] == row["code"])
        outcome = tally(panels, rules, pleno_order(decisions))
        rounds.append(Counted(row["code"], rules, sheets, outcome))
        weights += Decimal(row["rules"]["weight"])
        entries = sorted(one.placing.code for one in outcome.standings if one.passes)
        values = {one.placing.code: one.total for one in outcome.standings if one.total is not None}
    return rounds


def outputs(inputs: Inputs) -> dict[str, Any]:
    """Count everything that the file publishes, from its inputs alone."""
    rounds = counted(inputs)
    last = rounds[-1]
    return {
        "sheets": [
            {
                "round": one.code,
                "entry": entry,
                "judge": judge,
                "total": str(Fraction(weighted_total(marks, one.rules.weights))),
            }
            for one in rounds
            for (entry, judge), marks in one.sheets.items()
        ],
        "results": [_result(one.code, standing) for one in rounds for standing in one.tally.standings],
        "open_tie": list(last.tally.open_tie),
        "analysis": analysis_of(
            last.sheets, last.rules, {one.placing.code: one.placing.place for one in last.tally.standings}
        ),
    }


def results_of(inputs: Inputs) -> list[dict[str, Any]]:
    """Return places and values alone, of every round."""
    return [_result(one.code, standing) for one in counted(inputs) for standing in one.tally.standings]


def analysis_of(sheets: Mapping[tuple[str, str], Sheet], rules: RoundRules, places: Mapping[str, int | None]) -> Json:
    """Return how sure the ranking is; the seed of its simulations follows from the marks and the names used here."""
    panels: dict[str, dict[str, Sheet]] = {entry: {} for entry in places}
    for (entry, judge), marks in sheets.items():
        panels[entry][judge] = marks
    return analyse(panels, rules, places)


def pseudonyms(judges: Iterable[int], *, salt: str) -> dict[int, str]:
    """Return a name for each judge that is the same in every bundle of the round and follows no list of names."""
    shuffled = sorted(set(judges), key=lambda judge: hashlib.sha256(f"{salt}:{judge}".encode()).digest())
    return {judge: f"Juri {place}" for place, judge in enumerate(shuffled, 1)}


def sealed(inputs: Inputs, *, key: str, sign: Callable[[bytes], str]) -> bytes:
    """Return the whole file: `key` is the public key in hex, `sign` gives the signature over the canonical content."""
    content = {
        "format": FORMAT,
        "inputs": inputs,
        "outputs": outputs(inputs),
        "digests": digests(inputs),
        "key": key,
    }
    return canonical({"content": content, "signature": sign(canonical(content))})


def sheets_in(inputs: Inputs, code: str) -> dict[tuple[str, str], dict[str, Decimal]]:
    """Return (entry, judge) -> newest marks by criterion, of every sheet of a round handed in, in order of the file."""
    newest: dict[tuple[str, str], dict[str, Any]] = defaultdict(dict)
    for mark in inputs["marks"]:
        if mark["round"] != code:
            continue
        known = newest[mark["entry"], mark["judge"]].get(mark["criterion"])
        if known is None or known["revision"] < mark["revision"]:
            newest[mark["entry"], mark["judge"]][mark["criterion"]] = mark
    handed_in = (
        (sheet["entry"], sheet["judge"])
        for sheet in inputs["sheets"]
        if sheet["round"] == code and sheet["state"] == HANDED_IN
    )
    return {place: {key: Decimal(mark["value"]) for key, mark in newest[place].items()} for place in _once(handed_in)}


def _once(places: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    seen = set()
    for place in places:
        if place in seen:
            raise ValueError(f"sheet of {place[1]} for {place[0]} is listed twice")
        seen.add(place)
        yield place


def _result(round_: str, standing: Standing) -> dict[str, Any]:
    placing = standing.placing
    return {
        "round": round_,
        "entry": placing.code,
        "own_exact": "" if standing.own is None else str(Fraction(standing.own)),
        "total_exact": "" if standing.total is None else str(Fraction(standing.total)),
        "total": "" if placing.published is None else str(placing.published),
        "sheets": standing.sheets,
        "place": placing.place or 0,
        "decided_by": placing.decided_by or "",
        "compared": [
            {"step": step.step, "value": "" if step.value is None else str(step.value)} for step in placing.compared
        ],
        "passes": standing.passes,
    }
