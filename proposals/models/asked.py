"""What an entry of a group is asked for, as the rule of completeness wants it."""

from collections.abc import Collection, Mapping
from typing import NamedTuple, Self

from competitions.models import EntryGroup, Period
from kipp.documents.models import FileScan
from proposals.completeness import AttachmentRule, Gap, SectionRule, missing


class Asked(NamedTuple):
    """The sections, by code, and the kinds of attachment, both in the order of the form."""

    sections: dict[str, SectionRule]
    kinds: list[AttachmentRule]

    @classmethod
    def of(cls, period: Period, group: EntryGroup) -> Self:
        """Two queries."""
        sections = period.sections.of_group(group.code)
        kinds = period.attachment_kinds.of_group(group.code)
        return cls(
            {
                section.code: SectionRule(section.number, section.title, section.max_words, section.is_required)
                for section in sections
            },
            [AttachmentRule(kind.code, kind.title, kind.is_required) for kind in kinds],
        )

    def gaps(self, answers: Mapping[str, str], attached: Collection[str], rejected: Collection[str]) -> list[Gap]:
        """Return what these answers and files lack, all by code; `rejected` are the files that hold a virus."""
        texts = {section.number: answers.get(code, "") for code, section in self.sections.items()}
        return missing(self.sections.values(), texts, self.kinds, attached, rejected)


def rejected_of(files: Mapping[str, FileScan.State | None]) -> set[str]:
    """Return the codes of the attachments that hold a virus, from what the scanner says of each."""
    return {code for code, scan in files.items() if scan == FileScan.State.REJECTED}
