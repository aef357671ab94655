"""Check a result bundle (`judging.bundle`): is it as it was signed, does every figure come out again? No Django.

Made for files that somebody may have altered: whatever stands in one, the answer is sentences, the first of which
names the first place that is not as it should be.
"""

import json
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

from judging.bundle import FORMAT, outputs
from judging.signatures import holds
from kipp.canonical import canonical, digest

CONTENT = {"format", "inputs", "outputs", "digests", "key"}
BROKEN = (KeyError, TypeError, ValueError, AttributeError, IndexError, ArithmeticError, RecursionError)
SECTIONS = {
    "competition": "Kompetisi",
    "rounds": "Tahap",
    "entries": "Proposal",
    "sheets": "Lembar",
    "marks": "Nilai",
    "decisions": "Keputusan pleno",
}
# What stands in a file only where there was any.
AT_TIMES = {"overturned": "Pembatalan kelayakan"}
# What names a row, in this order; and what is a number in it.
NAMES = ("round", "number", "entry", "judge", "criterion", "code", "revision")
OUTPUTS = {
    "sheets": "Nilai lembar",
    "results": "Hasil",
    "open_tie": "Nilai sama yang belum diputus",
    "analysis": "Keandalan",
}
FIELDS = {
    "own_exact": "nilai eksak tahap ini",
    "total": "nilai",
    "total_exact": "nilai eksak",
    "sheets": "jumlah lembar",
    "place": "peringkat",
    "decided_by": "langkah penentu",
    "compared": "nilai yang dibandingkan",
    "passes": "lolos",
}
NOTHING = "tidak ada"


def faults(data: bytes, *, key: str = "") -> list[str]:
    """Return a sentence for everything wrong with the file, in its order; empty when it is whole and comes out again.

    `key` is the public key in hex as the office publishes it; without it only the key inside the file is used.
    """
    try:
        file = json.loads(data.decode())
    except (UnicodeDecodeError, ValueError, RecursionError) as refusal:
        return [_plain(f"Berkas tidak dapat dibaca: {refusal}.")]
    try:
        return [_plain(fault) for fault in _of(file, data, key)]
    except BROKEN as refusal:
        return [_plain(f"Susunan berkas tidak dikenal: {type(refusal).__name__} {refusal}.")]


def _plain(sentence: str) -> str:
    """Keep what stands in a hostile file from steering the screen it is shown on."""
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in sentence)


def _of(file: Any, data: bytes, key: str) -> Iterator[str]:
    if set(file) != {"content", "signature"} or set(file["content"]) != CONTENT:
        yield "Susunan berkas tidak dikenal: bagian berkas kurang atau lebih."
        return
    content = file["content"]
    if content["format"] != FORMAT:
        yield f"Bentuk berkas {content['format']} tidak dikenal oleh pemeriksa ini."
        return
    yield from _altered(content["inputs"], content["digests"])
    yield from _recounted(content)
    if canonical(file) != data:
        yield f"Cara menulis berkas berubah mulai huruf ke-{_first_byte(canonical(file), data) + 1}."
    if key and content["key"] != key.strip().lower():
        yield f"Berkas ditandatangani dengan kunci lain: {content['key']}."
    if not holds(content["key"], canonical(content), file["signature"]):
        yield "Tanda tangan berkas tidak cocok dengan isinya."


def _altered(inputs: Mapping[str, Any], digests: Mapping[str, Any]) -> Iterator[str]:
    """Compare each section and each row of it with the digest that was signed with it."""
    for section in [*SECTIONS, *sorted((inputs.keys() | digests.keys()) - SECTIONS.keys())]:
        content, known = inputs.get(section), digests.get(section)
        if isinstance(content, list) and isinstance(known, list):
            for row, expected in zip_longest(content, known, fillvalue=None):
                if row is None or digest(row) != expected:
                    yield f"{_place(_section(section), row)} tidak sesuai sidik digitalnya: {_said(row)}."
        elif digest(content) != known:
            yield f"{_section(section)} tidak sesuai sidik digitalnya: {_said(content)}."


def _section(code: str) -> str:
    return (SECTIONS | AT_TIMES).get(code, code)


def _recounted(content: Mapping[str, Any]) -> Iterator[str]:
    """Count anew and compare, row by row and figure by figure."""
    try:
        counted = outputs(content["inputs"])
    except BROKEN as refusal:
        yield f"Hasil tidak dapat dihitung ulang: {type(refusal).__name__} {refusal}."
        return
    recorded = content["outputs"]
    if recorded.keys() != counted.keys():
        yield f"Bagian hasil tidak dikenal: {', '.join(sorted(recorded.keys() ^ counted.keys()))}."
    for section, rows in counted.items():
        if isinstance(rows, dict):
            yield from _walked(OUTPUTS[section], recorded.get(section), rows)
            continue
        for kept, new in zip_longest(recorded.get(section, []), rows, fillvalue=None):
            yield from _compared(OUTPUTS[section], kept, new)


def _walked(where: str, kept: Any, new: Any) -> Iterator[str]:
    """Compare figures inside figures; the sentence says where the one is that differs."""
    if digest(kept) == digest(new):
        return
    if isinstance(kept, dict) and isinstance(new, dict):
        for name in [*new, *sorted(kept.keys() - new.keys())]:
            yield from _walked(f"{where}, {name}", kept.get(name), new.get(name))
    elif isinstance(kept, list) and isinstance(new, list) and len(kept) == len(new):
        for one, other in zip(kept, new, strict=True):
            yield from _walked(_place(where, other if isinstance(other, dict) else ""), one, other)
    else:
        yield f"{where}: tercatat {_said(kept)}, dihitung {_said(new)}."


def _compared(section: str, kept: Any, new: Any) -> Iterator[str]:
    if kept == new and digest(kept) == digest(new):
        return
    if not isinstance(kept, dict) or not isinstance(new, dict) or _name(kept) != _name(new):
        yield f"{_place(section, new or kept)}: tercatat {_said(kept)}, dihitung {_said(new)}."
        return
    for field in [*new, *sorted(kept.keys() - new.keys())]:
        if digest(kept.get(field)) != digest(new.get(field)):
            where = f"{_place(section, new)}, {FIELDS.get(field, field)}"
            yield f"{where}: tercatat {_said(kept.get(field))}, dihitung {_said(new.get(field))}."


def _name(row: Any) -> str:
    if not isinstance(row, dict):
        return "" if row is None else str(row)
    return " ".join(str(row[name]) for name in NAMES if name in row)


def _place(section: str, row: Any) -> str:
    return f"{section} {_name(row)}".strip()


def _said(value: Any) -> str:
    return NOTHING if value is None or value == "" else canonical(value).decode().strip('"')


def _first_byte(expected: bytes, found: bytes) -> int:
    pairs = enumerate(zip_longest(expected, found))
    return next(place for place, (one, other) in pairs if one != other)
