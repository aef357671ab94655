"""An innovation lives for years; a proposal enters it into one period."""

from proposals.models.checking import ANSWERED_ALREADY, Checklist, RuleConfirmation, RuleOverride, checklist_of
from proposals.models.coaching import CoachingNote
from proposals.models.conflict import Conflict
from proposals.models.duty import OBLIGED, DutyExtract, board_years, obliged, standings_of, years_held
from proposals.models.entry import Answer, Attachment, Proposal, SentVersion, entry_rules
from proposals.models.innovation import Innovation
from proposals.models.innovation_parts import EVIDENCE_MAX_BYTES, Award, Initiator, Replication, StartEvidence
from proposals.models.ledger import DECIDED_ALREADY, Check, EligibilityVerdict, Notice, Withdrawal
from proposals.models.lifecycle import ENTRY_PART, ONLY_WHILE_JUDGING, RegistrationClosed
from proposals.models.past import ImportBatch, PastEntry
from proposals.models.progress import gaps_of, has_operator, hindrances_of, used_up_of, verdict_left_of, without_entry
from proposals.models.revision import AnswerRevision

__all__ = [
    "ANSWERED_ALREADY",
    "DECIDED_ALREADY",
    "ENTRY_PART",
    "EVIDENCE_MAX_BYTES",
    "OBLIGED",
    "ONLY_WHILE_JUDGING",
    "Answer",
    "AnswerRevision",
    "Attachment",
    "Award",
    "Check",
    "Checklist",
    "CoachingNote",
    "Conflict",
    "DutyExtract",
    "EligibilityVerdict",
    "ImportBatch",
    "Initiator",
    "Innovation",
    "Notice",
    "PastEntry",
    "Proposal",
    "RegistrationClosed",
    "Replication",
    "RuleConfirmation",
    "RuleOverride",
    "SentVersion",
    "StartEvidence",
    "Withdrawal",
    "board_years",
    "checklist_of",
    "entry_rules",
    "gaps_of",
    "has_operator",
    "hindrances_of",
    "obliged",
    "standings_of",
    "used_up_of",
    "verdict_left_of",
    "without_entry",
    "years_held",
]
