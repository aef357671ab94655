"""What a proposal says, as plain values, and the fingerprint of it. Pure: no Django.

The fingerprint is what the receipt carries: SHA-256 over canonical JSON (`kipp.canonical`), so that
anybody can compute it again from the same values.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from proposals.completeness import count_words


@dataclass(frozen=True)
class SectionText:
    """One section of the form with what was written in it."""

    number: str
    code: str
    title: str
    guidance: str
    max_words: int
    text: str

    @property
    def words(self) -> int:
        return count_words(self.text)


@dataclass(frozen=True)
class FileLine:
    """One attachment as it was sent."""

    kind: str
    title: str
    name: str
    sha256: str
    size: int


def content_of(
    *,
    title: str,
    category: str,
    group: str,
    implemented_on: date,
    answers: Mapping[str, str],
    files: Iterable[FileLine],
    video: str = "",
) -> dict[str, Any]:
    """Return everything that is sent, in a form that JSON can hold.

    Without a video nothing is said of one: what was sent before there could be any keeps its fingerprint.
    """
    content: dict[str, Any] = {
        "title": title,
        "category": category,
        "group": group,
        "implemented_on": implemented_on.isoformat(),
        "answers": dict(answers),
        "attachments": [
            {"kind": file.kind, "title": file.title, "name": file.name, "sha256": file.sha256, "size": file.size}
            for file in sorted(files, key=lambda file: (file.kind, file.sha256))
        ],
    }
    return content | ({"video": video} if video else {})
