"""What organisers do with a period. Every act is keyword-only after its subject and names `by`."""

from competitions.actions.closing import close_registration, end_extensions, extend_for, move_closing
from competitions.actions.parts import Part, move_part, remove_part, save_part
from competitions.actions.setting_up import (
    NotReady,
    archive_past,
    create_period,
    edit_period,
    open_period,
    reasons_against_opening,
    set_weights,
)

__all__ = [
    "NotReady",
    "Part",
    "archive_past",
    "close_registration",
    "create_period",
    "edit_period",
    "end_extensions",
    "extend_for",
    "move_closing",
    "move_part",
    "open_period",
    "reasons_against_opening",
    "remove_part",
    "save_part",
    "set_weights",
]
