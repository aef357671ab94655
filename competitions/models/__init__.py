"""A period of the competition and everything that is copied into it and frozen at opening."""

from competitions.models.changes import AgencyExtension, Amendment, ClosingChange, What, amendable, changes_of
from competitions.models.configuration import AttachmentKind, Category, Criterion, EntryGroup, Round, Section
from competitions.models.papers import (
    BLANK_FORM_MAX_BYTES,
    GUIDE_MAX_BYTES,
    Announcement,
    BlankForm,
    GuideFile,
)
from competitions.models.period import LocalMidnight, Period, TransitionNotAllowed

__all__ = [
    "BLANK_FORM_MAX_BYTES",
    "GUIDE_MAX_BYTES",
    "AgencyExtension",
    "Amendment",
    "Announcement",
    "AttachmentKind",
    "BlankForm",
    "Category",
    "ClosingChange",
    "Criterion",
    "EntryGroup",
    "GuideFile",
    "LocalMidnight",
    "Period",
    "Round",
    "Section",
    "TransitionNotAllowed",
    "What",
    "amendable",
    "changes_of",
]
