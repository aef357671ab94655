"""The result of a round as one file that anyone can count again: what went in, what came out, digests, signature.

Pure: no Django. The same file is made here and checked by `judging.verifying`, which outsiders run by themselves
(`judging.verifier`); so every figure in it is made by `outputs`, from nothing but `inputs`.

Written in the canonical form of `kipp.canonical`; marks and weights are texts: "82.50".
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from judging.analysis import analyse
from judging.figures import Json
from judging.scoring import weighted_total
from judging.tally import RoundRules, Sheet, Standing, Tally, pleno_order, rules_from, tally
from kipp.canonical import canonical, digest

FORMAT = "kipp-hasil-1"
HANDED_IN = "handed_in"

Inputs = Mapping[str, Any]


def digests(inputs: Inputs) -> dict[str, Any]:
    """Return a digest per section, and one per row where it is a list, so that what was altered can be named."""
    return {
        section: [digest(row) for row in content] if isinstance(content, list) else digest(content)
        for section, content in inputs.items()
    }


def outputs(inputs: Inputs) -> dict[str, Any]:
    """Count everything that the file publishes, from its inputs alone."""
    rules, sheets, outcome = rules_from(inputs["rules"]), sheets_in(inputs), _tally(inputs)
    return {
        "sheets": [
            {"entry": entry, "judge": judge, "total": str(Fraction(weighted_total(marks, rules.weights)))}
            for (entry, judge), marks in sheets.items()
        ],
        "results": [_result(standing) for standing in outcome.standings],
        "open_tie": list(outcome.open_tie),
        "analysis": analysis_of(
            sheets, rules, {standing.placing.code: standing.placing.place for standing in outcome.standings}
        ),
    }


def results_of(inputs: Inputs) -> list[dict[str, Any]]:
    """Return places and totals alone."""
    return [_result(standing) for standing in _tally(inputs).standings]


def _tally(inputs: Inputs) -> Tally:
    panels: dict[str, list[Sheet]] = {entry["number"]: [] for entry in inputs["entries"]}
    for (entry, _), marks in sheets_in(inputs).items():
        panels[entry].append(marks)
    return tally(
        panels, rules_from(inputs["rules"]), pleno_order(decision["order"] for decision in inputs["decisions"])
    )


def analysis_of(sheets: Mapping[tuple[str, str], Sheet], rules: RoundRules, places: Mapping[str, int | None]) -> Json:
    """Return how sure the ranking is; the seed of its simulations follows from the marks and the names used here."""
    panels: dict[str, dict[str, Sheet]] = {entry: {} for entry in places}
    for (entry, judge), marks in sheets.items():
        panels[entry][judge] = marks
    return analyse(
        panels,
        weights=rules.weights,
        winners=rules.winners,
        places=places,
        chain=rules.chain,
        min_sheets=rules.min_sheets,
    )


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


def sheets_in(inputs: Inputs) -> dict[tuple[str, str], dict[str, Decimal]]:
    """Return (entry, judge) -> newest marks by criterion, of every sheet handed in, in the order of the file."""
    newest: dict[tuple[str, str], dict[str, Any]] = defaultdict(dict)
    for mark in inputs["marks"]:
        known = newest[mark["entry"], mark["judge"]].get(mark["criterion"])
        if known is None or known["revision"] < mark["revision"]:
            newest[mark["entry"], mark["judge"]][mark["criterion"]] = mark
    handed_in = ((sheet["entry"], sheet["judge"]) for sheet in inputs["sheets"] if sheet["state"] == HANDED_IN)
    return {place: {code: Decimal(mark["value"]) for code, mark in newest[place].items()} for place in _once(handed_in)}


def _once(places: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    seen = set()
    for place in places:
        if place in seen:
            raise ValueError(f"sheet of {place[1]} for {place[0]} is listed twice")
        seen.add(place)
        yield place


def _result(standing: Standing) -> dict[str, Any]:
    placing = standing.placing
    return {
        "entry": placing.code,
        "total_exact": "" if standing.total is None else str(Fraction(standing.total)),
        "total": "" if placing.published is None else str(placing.published),
        "sheets": standing.sheets,
        "place": placing.place or 0,
        "decided_by": placing.decided_by or "",
        "compared": [
            {"step": step.step, "value": "" if step.value is None else str(step.value)} for step in placing.compared
        ],
        "is_winner": standing.is_winner,
    }
