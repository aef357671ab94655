"""A period of the competition and everything that is copied into it and frozen at opening."""

from competitions.models.changes import AgencyExtension, ClosingChange
from competitions.models.configuration import AttachmentKind, Category, Criterion, EntryGroup, Round, Section
from competitions.models.period import LocalMidnight, Period, TransitionNotAllowed

__all__ = [
    "AgencyExtension",
    "AttachmentKind",
    "Category",
    "ClosingChange",
    "Criterion",
    "EntryGroup",
    "LocalMidnight",
    "Period",
    "Round",
    "Section",
    "TransitionNotAllowed",
]
