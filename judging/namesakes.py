"""Which members of the panel may be the people an entry names? A hint for the office, never a refusal. No Django."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """Somebody as a list names them; the NIP may be empty."""

    key: int
    name: str
    nip: str


@dataclass(frozen=True)
class Namesake:
    """A member of the panel and somebody an entry names who may be the same person."""

    judge: int
    proposal: int
    name: str
    same_nip: bool


def plain_name(name: str) -> str:
    """Return a name without degrees, titles and capitals: "Dr. H. Hasan Basri, M.Si." → "hasan basri"."""
    words = name.split(",")[0].casefold().split()
    while words and words[0].endswith("."):
        words.pop(0)
    return " ".join(words)


def namesakes(judges: Sequence[Person], initiators: Iterable[Person]) -> list[Namesake]:
    """Return who may be whom, by NIP or by plain name; `key` of an initiator is the proposal."""
    return [
        Namesake(judge.key, initiator.key, initiator.name, _same_nip(judge, initiator))
        for initiator in initiators
        for judge in judges
        if _same_nip(judge, initiator) or plain_name(judge.name) == plain_name(initiator.name) != ""
    ]


def _same_nip(judge: Person, initiator: Person) -> bool:
    return judge.nip == initiator.nip != ""
