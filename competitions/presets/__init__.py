"""Starting points of a new period: copied into it once, then owned and changed there. No Django."""

from competitions.presets.edition import (
    ATTACHMENT_KINDS,
    CATEGORIES,
    GROUPS,
    MEGABYTE,
    REMINDER_DAYS,
    SECTIONS,
    TEMA_2024,
)
from competitions.presets.rubrics import CRITERIA, ROUND, RUBRICS, SCORES, TIE_BREAKS

__all__ = [
    "ATTACHMENT_KINDS",
    "CATEGORIES",
    "CRITERIA",
    "GROUPS",
    "MEGABYTE",
    "REMINDER_DAYS",
    "ROUND",
    "RUBRICS",
    "SCORES",
    "SECTIONS",
    "TEMA_2024",
    "TIE_BREAKS",
]
