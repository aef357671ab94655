"""What agencies and the desk do with entries. Every act is keyword-only after its subject and names `by`."""

from competitions.models import TransitionNotAllowed
from proposals.actions.checking import (
    CheckedMeanwhile,
    Unchecked,
    approve_override,
    confirm_rules,
    decline_override,
    propose_override,
)
from proposals.actions.coaching import coach
from proposals.actions.conflicts import KeptOut, declare_conflict, lift_conflict, require_free
from proposals.actions.deciding import decide, release
from proposals.actions.importing import confirm, known_titles, read_sheet, reading_of, undo
from proposals.actions.innovating import add_evidence, award, change_innovation, enter, remove_part, save_part
from proposals.actions.pending import cancel_decision
from proposals.actions.registering import (
    AlreadyRegistered,
    NotInvited,
    begin_entry,
    change_entry,
    register_innovation,
    start_proposal,
)
from proposals.actions.reminding import Reminded, agency_subject, remind, remind_chosen, remind_to_enter
from proposals.actions.sending import Incomplete, NotEligible, QuotaReached, ask_for_complete_file, resubmit, submit
from proposals.actions.urging import extract_board, to_be_urged, urge
from proposals.actions.verdicts import check_finally, judge_again
from proposals.actions.withdrawing import take_back, withdraw
from proposals.actions.writing import VersionConflict, attach, detach, restore, save_answer, take_over
from proposals.models import RegistrationClosed

__all__ = [
    "AlreadyRegistered",
    "CheckedMeanwhile",
    "Incomplete",
    "KeptOut",
    "NotEligible",
    "NotInvited",
    "QuotaReached",
    "RegistrationClosed",
    "Reminded",
    "TransitionNotAllowed",
    "Unchecked",
    "VersionConflict",
    "add_evidence",
    "agency_subject",
    "approve_override",
    "ask_for_complete_file",
    "attach",
    "award",
    "begin_entry",
    "cancel_decision",
    "change_entry",
    "change_innovation",
    "check_finally",
    "coach",
    "confirm",
    "confirm_rules",
    "decide",
    "declare_conflict",
    "decline_override",
    "detach",
    "enter",
    "extract_board",
    "judge_again",
    "known_titles",
    "lift_conflict",
    "propose_override",
    "read_sheet",
    "reading_of",
    "register_innovation",
    "release",
    "remind",
    "remind_chosen",
    "remind_to_enter",
    "remove_part",
    "require_free",
    "restore",
    "resubmit",
    "save_answer",
    "save_part",
    "start_proposal",
    "submit",
    "take_back",
    "take_over",
    "to_be_urged",
    "undo",
    "urge",
    "withdraw",
]
