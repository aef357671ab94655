"""The kinds of paper the upper apps know how to make."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

KINDS: dict[str, "Kind"] = {}


@dataclass(frozen=True)
class Kind:
    """How one sort of document is numbered and made.

    `number` is a pattern with {n} and {year}; `build` takes the Document and returns the bytes of
    the file. It reads what is already frozen and writes nothing, so it may run twice. `subjects` takes a user and
    returns what this user may see such papers of, where that is not simply the agency's own and the office's.
    """

    code: str
    label: str
    series: str
    number: str
    build: Callable[[Any], bytes]
    extension: str = "pdf"
    subjects: Callable[[Any], Any] | None = None


def register(kind: Kind) -> None:
    """Make a kind known; called once by the module that builds it."""
    KINDS[kind.code] = kind
