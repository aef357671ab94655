"""What of a sent proposal is looked at on the spot? The only home of that rule. Pure: no Django.

The order is fixed, and so is the code of each claim: the same text gives the same checklist.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from kipp.text import tanggal


class Outcome(StrEnum):
    """What was found of a claim."""

    TRUE = "true"
    PARTLY = "partly"
    UNTRUE = "untrue"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Claim:
    """Something that can be seen to be so or not; `decisive`: the entry was eligible because of it."""

    code: str
    title: str
    statement: str
    decisive: bool = False


@dataclass(frozen=True)
class Part:
    """A section of the form; `criteria` are those it gives evidence for, the main one first."""

    number: str
    code: str
    title: str
    criteria: Sequence[str]


@dataclass(frozen=True)
class Copy:
    """Who took the innovation over, as its record says."""

    institution: str
    place: str
    since: date


@dataclass(frozen=True)
class Paper:
    """A paper that shows when implementation began."""

    kind: str
    dated_on: date


START = "mulai-penerapan"
RUNNING = "masih-berjalan"
# The main criterion of a section says what its text claims: results, use elsewhere, support.
RESULTS, TRANSFER, SUPPORT = "efektif", "dapat_ditransfer", "berkelanjutan"

_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_LIST_SIGN = re.compile(r"^\s*(?:\d{1,2}[.)]|[-•*])\s+")
# Numbers that count nothing: of a regulation, a year, a day.
_NO_FIGURE = re.compile(
    r"\b(?:nomor|no\.?|pasal|ayat|perwal|perda|tahap)\s*[\w./-]*\d[\w./-]*"
    r"|\b\d{1,2}\s+(?:januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember)\b"
    r"|\b(?:19|20)\d{2}\b(?![.,]?\d)(?!\s*(?:orang|warga|pelanggan|pemohon|keluarga|unit|persen|%))",
    re.IGNORECASE,
)


def claims_of(
    content: Mapping[str, Any], parts: Iterable[Part], *, copies: Iterable[Copy], papers: Iterable[Paper]
) -> list[Claim]:
    """Return what a visit looks at, in the order of the checklist."""
    parts, answers = list(parts), content["answers"]
    return [
        *_start(content, papers),
        Claim(RUNNING, "Inovasi masih berjalan", "Layanan dipakai masyarakat pada hari kunjungan.", decisive=True),
        *(claim for part in _about(RESULTS, parts) for claim in _figures(part, answers.get(part.code, ""))),
        *_use_elsewhere(_about(TRANSFER, parts)[:1], answers, copies),
        *(_as_written(part) for part in _about(SUPPORT, parts) if answers.get(part.code)),
        *(_attached(line) for line in content["attachments"]),
    ]


def needs_note(outcome: Outcome | str) -> bool:
    """Everything but plain agreement is explained."""
    return outcome != Outcome.TRUE


def camera_time(said: str) -> str:
    """Write the time that a camera gave a picture, "2024-05-06 07:08:09", as people read it; no zone is known."""
    if not said:
        return ""
    day, hour = said.split()
    return f"{tanggal(date.fromisoformat(day))} pukul {hour[:5].replace(':', '.')}"


def _start(content: Mapping[str, Any], papers: Iterable[Paper]) -> Iterator[Claim]:
    if begun := content.get("implemented_on"):
        said = f"Inovasi mulai diterapkan pada {tanggal(date.fromisoformat(begun))}."
        yield Claim(START, "Mulai diterapkan", said, decisive=True)
    for number, paper in enumerate(papers, 1):
        said = f"{paper.kind} bertanggal {tanggal(paper.dated_on)} menunjukkan mulai penerapan."
        yield Claim(f"bukti-mulai-{number}", f"Bukti mulai penerapan: {paper.kind.lower()}", said, decisive=True)


def _about(criterion: str, parts: Iterable[Part]) -> list[Part]:
    return [part for part in parts if part.criteria and part.criteria[0] == criterion]


def _figures(part: Part, text: str) -> Iterator[Claim]:
    """Return a claim for each sentence that gives a figure."""
    lines = (_LIST_SIGN.sub("", line) for line in text.splitlines())
    sentences = (sentence.strip() for line in lines for sentence in _SENTENCE.split(line))
    for number, sentence in enumerate(filter(_gives_a_figure, sentences), 1):
        yield Claim(f"{part.code}-{number}", f"{part.title}: angka {number}", sentence)


def _gives_a_figure(sentence: str) -> bool:
    counted = _NO_FIGURE.sub("", sentence)
    return any(sign.isdigit() for sign in counted) and any(sign.isalpha() for sign in counted)


def _use_elsewhere(parts: Sequence[Part], answers: Mapping[str, str], copies: Iterable[Copy]) -> Iterator[Claim]:
    for number, copy in enumerate(copies, 1):
        said = f"{copy.institution}, {copy.place}, menerapkannya sejak {tanggal(copy.since)}."
        yield Claim(f"replikasi-{number}", f"Replikasi oleh {copy.institution}", said)
    for part in parts:
        text = answers.get(part.code, "").strip()
        if text and not text.casefold().startswith("belum"):
            yield Claim(part.code, part.title, text)


def _as_written(part: Part) -> Claim:
    return Claim(part.code, part.title, f"Keadaan di lapangan seperti diuraikan pada bagian {part.number}.")


def _attached(line: Mapping[str, Any]) -> Claim:
    said = f"Isi berkas {line['name']} sesuai dengan dokumen asli dan keadaan di lapangan."
    return Claim(f"lampiran-{line['kind']}", f"Lampiran: {line['title']}", said)
