"""What of an earlier proposal is taken over into a draft. The only home of that rule. No Django.

Sections are matched by their code, since numbers and titles change from one period to the next. What somebody has
typed is never touched.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from proposals.completeness import count_words
from proposals.content import SectionText


class Fit(StrEnum):
    COPIED = "copied"
    FILLED = "filled"  # the draft says something here already
    EMPTY = "empty"  # the earlier proposal says nothing here
    NOT_ASKED = "not_asked"  # the draft has no such section


@dataclass(frozen=True)
class Line:
    """One section: of the draft, or of the earlier proposal where the draft has none."""

    section: SectionText
    fit: Fit
    text: str

    @property
    def words(self) -> int:
        return count_words(self.text)

    @property
    def surplus(self) -> int:
        """By how many words a text that is copied is too long for the draft."""
        return max(0, self.words - self.section.max_words) if self.fit is Fit.COPIED else 0


def lines_of(draft: Sequence[SectionText], earlier: Sequence[SectionText]) -> list[Line]:
    """Say of each section what becomes of it: those of the draft in their order, then what it does not ask."""
    texts = {section.code: section.text for section in earlier}
    asked = {section.code for section in draft}
    return [_line(section, texts.get(section.code, "")) for section in draft] + [
        Line(section, Fit.NOT_ASKED, section.text)
        for section in earlier
        if section.code not in asked and section.text.strip()
    ]


def _line(section: SectionText, text: str) -> Line:
    if section.text.strip():
        return Line(section, Fit.FILLED, text)
    return Line(section, Fit.COPIED if text.strip() else Fit.EMPTY, text)
