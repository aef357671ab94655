"""What organisers do with a period. Every act is keyword-only after its subject and names `by`."""

from competitions.actions.amending import amend, amend_guidance
from competitions.actions.closing import close_registration, end_extensions, extend_for, move_closing
from competitions.actions.copying import left_behind
from competitions.actions.papers import (
    add_guide_file,
    publish,
    remove_blank_form,
    remove_guide_file,
    replace_guide_file,
    set_blank_form,
    withdraw_guide_file,
)
from competitions.actions.parts import Part, move_part, remove_part, save_part
from competitions.actions.setting_up import (
    ChangedMeanwhile,
    NotReady,
    archive_past,
    copy_period,
    create_period,
    edit_period,
    open_period,
    reasons_against_opening,
    set_round_weights,
    set_weights,
)

__all__ = [
    "ChangedMeanwhile",
    "NotReady",
    "Part",
    "add_guide_file",
    "amend",
    "amend_guidance",
    "archive_past",
    "close_registration",
    "copy_period",
    "create_period",
    "edit_period",
    "end_extensions",
    "extend_for",
    "left_behind",
    "move_closing",
    "move_part",
    "open_period",
    "publish",
    "reasons_against_opening",
    "remove_blank_form",
    "remove_guide_file",
    "remove_part",
    "replace_guide_file",
    "save_part",
    "set_blank_form",
    "set_round_weights",
    "set_weights",
    "withdraw_guide_file",
]
