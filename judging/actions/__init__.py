"""What people do in judging, as sentences: verb, object, `by`."""

from judging.actions.analysing import analyse
from judging.actions.assigning import (
    Candidates,
    NotReady,
    assign,
    assign_all,
    candidates,
    reasons_against_start,
    reassign,
    start_judging,
)
from judging.actions.awarding import Offer, best_per_category, record_award, withdraw_award
from judging.actions.closing import (
    RecountDiffers,
    close_judging,
    reasons_against_closing,
)
from judging.actions.composing import Draft, DraftChanged, Wish, assign_as_drafted, draft_assignments
from judging.actions.conflicts import add_posting, declare, dismiss_namesake, possible_namesakes, remove_posting
from judging.actions.countersigning import contents_of, return_visit, sign_visit
from judging.actions.deliberating import BadDecision, change_mark, decide_tie, tied_groups
from judging.actions.issuing import certify_participants
from judging.actions.objections import answer_objection, hand_in_objection, judged_entries
from judging.actions.opening import open_visits
from judging.actions.overturning import another_may, overturn
from judging.actions.panelling import appoint, remove_member, set_chair, set_decree
from judging.actions.publishing import (
    announce_due,
    approve_publication,
    begin_next_round,
    propose_publication,
    reasons_against_announcing,
    reasons_against_next_round,
    reasons_against_publishing,
    withdraw_publication,
)
from judging.actions.reading import ReadingCopy, TooLarge, ask_for_copy, clear_copies, reading_copy
from judging.actions.releasing import release_sheets
from judging.actions.reminding import Reminded, remind_judges
from judging.actions.sheets import (
    SheetClosed,
    SheetIncomplete,
    VersionConflict,
    hand_in,
    marks_of,
    record_absence,
    recuse,
    save_sheet,
)
from judging.actions.signing import NameDiffers, ReadAnother, pact_of, remind_members, sign
from judging.actions.visiting import (
    PHOTO_MAX_BYTES,
    FindingConflict,
    Found,
    add_claim,
    add_photo,
    plan_visit,
    remove_photo,
    save_finding,
)

__all__ = [
    "PHOTO_MAX_BYTES",
    "BadDecision",
    "Candidates",
    "Draft",
    "DraftChanged",
    "FindingConflict",
    "Found",
    "NameDiffers",
    "NotReady",
    "Offer",
    "ReadAnother",
    "ReadingCopy",
    "RecountDiffers",
    "Reminded",
    "SheetClosed",
    "SheetIncomplete",
    "TooLarge",
    "VersionConflict",
    "Wish",
    "add_claim",
    "add_photo",
    "add_posting",
    "analyse",
    "announce_due",
    "another_may",
    "answer_objection",
    "appoint",
    "approve_publication",
    "ask_for_copy",
    "assign",
    "assign_all",
    "assign_as_drafted",
    "begin_next_round",
    "best_per_category",
    "candidates",
    "certify_participants",
    "change_mark",
    "clear_copies",
    "close_judging",
    "contents_of",
    "decide_tie",
    "declare",
    "dismiss_namesake",
    "draft_assignments",
    "hand_in",
    "hand_in_objection",
    "judged_entries",
    "marks_of",
    "open_visits",
    "overturn",
    "pact_of",
    "plan_visit",
    "possible_namesakes",
    "propose_publication",
    "reading_copy",
    "reasons_against_announcing",
    "reasons_against_closing",
    "reasons_against_next_round",
    "reasons_against_publishing",
    "reasons_against_start",
    "reassign",
    "record_absence",
    "record_award",
    "recuse",
    "release_sheets",
    "remind_judges",
    "remind_members",
    "remove_member",
    "remove_photo",
    "remove_posting",
    "return_visit",
    "save_finding",
    "save_sheet",
    "set_chair",
    "set_decree",
    "sign",
    "sign_visit",
    "start_judging",
    "tied_groups",
    "withdraw_award",
    "withdraw_publication",
]
