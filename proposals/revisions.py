"""What is kept of how a text came about, and what changed from one state to the next. Pure: no Django."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from enum import StrEnum

from proposals.completeness import count_words

# A draft is saved every few seconds; one state is kept for each person and this span.
WINDOW = timedelta(minutes=10)

# Two texts are compared word by word only up to so many pairs of units: beyond, the comparison could take
# seconds, and a passage that was written anew says more as a whole.
MAX_PAIRS = 60_000

_SENTENCES = re.compile(r"[^\n]*?(?:[.!?]\s+|\n+|\Z)")
_WORDS = re.compile(r"\s+|\S+[^\S\n]*")


@dataclass(frozen=True)
class State:
    """A text that was kept: who wrote it, and since when that person was writing on it."""

    by: int
    begun_at: datetime
    text: str


class Change(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Piece:
    change: Change
    text: str


Comparison = Callable[[str, str], Iterator[Piece]]


def continues(last: State, *, by: int, at: datetime, text: str) -> bool:
    """Is this save the same piece of work as the state kept last, so that it takes its place?

    Not when somebody else saves, when the span is over, or when more than half of the text has gone: what a slip
    of the hand deletes must still be there.
    """
    return last.by == by and at - last.begun_at < WINDOW and 2 * len(text) >= len(last.text)


def differences(old: str, new: str) -> list[Piece]:
    """Return the pieces that lead from the old text to the new one, first by sentences and within them by words.

    Same and removed pieces together are the old text, same and added ones the new text, to the character.
    """
    return _joined(_compared(_SENTENCES.findall(old), _SENTENCES.findall(new), within=_by_words))


def added_and_removed(pieces: Sequence[Piece]) -> tuple[int, int]:
    """Return how many words were added and how many removed."""
    added, removed = (
        sum(count_words(piece.text) for piece in pieces if piece.change is change)
        for change in (Change.ADDED, Change.REMOVED)
    )
    return added, removed


def _by_words(old: str, new: str) -> Iterator[Piece]:
    return _compared(_WORDS.findall(old), _WORDS.findall(new), within=_as_a_whole)


def _as_a_whole(old: str, new: str) -> Iterator[Piece]:
    yield Piece(Change.REMOVED, old)
    yield Piece(Change.ADDED, new)


def _compared(
    old: Sequence[str], new: Sequence[str], *, within: Callable[[str, str], Iterator[Piece]]
) -> Iterator[Piece]:
    """Compare unit by unit; what was replaced is looked at `within`."""
    if len(old) * len(new) > MAX_PAIRS:
        yield from _as_a_whole("".join(old), "".join(new))
        return
    for tag, begin, end, new_begin, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        left, right = "".join(old[begin:end]), "".join(new[new_begin:new_end])
        if tag == "equal":
            yield Piece(Change.SAME, left)
        else:
            yield from within(left, right) if tag == "replace" else _as_a_whole(left, right)


def _joined(pieces: Iterator[Piece]) -> list[Piece]:
    """Drop empty pieces and join neighbours of one kind; of a change the removed text comes first."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].change is piece.change:
            joined[-1] = Piece(piece.change, joined[-1].text + piece.text)
        elif piece.text:
            joined.append(piece)
    return joined
