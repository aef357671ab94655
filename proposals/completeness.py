"""What does this proposal still lack? The only home of that rule. No Django."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

# Longer texts are refused before layout: a page engine can be stalled by them.
MAX_CHARACTERS = 10_000
MAX_LINES = 500
MAX_LONG_WORDS = 40
LONG_WORD = 60

_ZERO_WIDTH_SPACE = "\u200b"


@dataclass(frozen=True)
class SectionRule:
    number: str
    title: str
    max_words: int
    required: bool


@dataclass(frozen=True)
class AttachmentRule:
    code: str
    title: str
    required: bool


class GapCode(StrEnum):
    EMPTY = "empty"
    TOO_LONG = "too_long"
    TOO_MANY_CHARACTERS = "too_many_characters"
    TOO_MANY_LINES = "too_many_lines"
    TOO_MANY_LONG_WORDS = "too_many_long_words"
    ATTACHMENT_MISSING = "attachment_missing"
    ATTACHMENT_REJECTED = "attachment_rejected"
    ATTACHMENT_WAITING = "attachment_waiting"  # for the virus scanner, whom the desk waits for and the agency does not


@dataclass(frozen=True)
class Excess:
    """One limit a text breaks, with what was found and what is allowed."""

    code: GapCode
    found: int
    limit: int


@dataclass(frozen=True)
class Gap:
    """One thing to mend; `where` is the number of a section or the code of an attachment."""

    code: GapCode
    where: str
    found: int = 0
    limit: int = 0


def count_words(text: str) -> int:
    """Count words by the one rule of the product.

    A word is a run of characters between spaces or line ends (a zero-width space ends
    it too) that holds at least one letter or digit. So "dan/atau", "24/7" and "UU-25"
    are one word each, and a dash or bullet standing alone is none.
    """
    return sum(any(map(str.isalnum, word)) for word in _split(text))


def excesses(text: str, *, max_words: int | None = None) -> list[Excess]:
    """Return every limit a text breaks; without `max_words` only the technical ones."""
    measures = [
        (GapCode.TOO_MANY_CHARACTERS, len(text), MAX_CHARACTERS),
        (GapCode.TOO_MANY_LINES, len(text.splitlines()), MAX_LINES),
        (GapCode.TOO_MANY_LONG_WORDS, _long_words(text), MAX_LONG_WORDS),
    ]
    if max_words is not None:
        measures.insert(0, (GapCode.TOO_LONG, count_words(text), max_words))
    return [Excess(code, found, limit) for code, found, limit in measures if found > limit]


def missing(
    sections: Iterable[SectionRule],
    answers: Mapping[str, str],
    attachment_kinds: Iterable[AttachmentRule],
    attached: Collection[str],
    rejected: Collection[str] = (),
) -> list[Gap]:
    """Return every gap in the order of the form: its sections, then its attachments.

    `rejected` are the codes of those whose file holds a virus.
    """
    gaps = []
    for section in sections:
        gaps += _gaps_in(section, answers.get(section.number, ""))
    for kind in attachment_kinds:
        if kind.code in rejected:
            gaps.append(Gap(GapCode.ATTACHMENT_REJECTED, kind.code))
        elif kind.required and kind.code not in attached:
            gaps.append(Gap(GapCode.ATTACHMENT_MISSING, kind.code))
    return gaps


def _gaps_in(section: SectionRule, text: str) -> list[Gap]:
    gaps = [
        Gap(excess.code, section.number, excess.found, excess.limit)
        for excess in excesses(text, max_words=section.max_words)
    ]
    if section.required and count_words(text) == 0:
        gaps.insert(0, Gap(GapCode.EMPTY, section.number))
    return gaps


def _split(text: str) -> list[str]:
    return text.replace(_ZERO_WIDTH_SPACE, " ").split()


def _long_words(text: str) -> int:
    return sum(len(word) > LONG_WORD for word in _split(text))
