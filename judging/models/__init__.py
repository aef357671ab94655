"""Who judges what, the marks, and the results frozen from them."""

from judging.models.awards import SpecialAward
from judging.models.objections import Objection, ObjectionAnswer, ObjectionWindow
from judging.models.panelists import IntegrityPact, Panel, PanelMember, Posting
from judging.models.publishing import Publication, PublishedPeriod, SheetRelease
from judging.models.results import (
    Analysis,
    Ranking,
    Result,
    RoundClosing,
    entries_of,
    has_closed_round,
    has_open_round,
    is_closed,
    is_over,
    overturned_in,
    parts_of,
    round_after,
    round_of,
    rounds_of,
    rules_of,
)
from judging.models.sheets import Assignment, Score
from judging.models.visits import OUTCOMES, Finding, Visit, VisitClaim, VisitPhoto, VisitSignature

__all__ = [
    "OUTCOMES",
    "Analysis",
    "Assignment",
    "Finding",
    "IntegrityPact",
    "Objection",
    "ObjectionAnswer",
    "ObjectionWindow",
    "Panel",
    "PanelMember",
    "Posting",
    "Publication",
    "PublishedPeriod",
    "Ranking",
    "Result",
    "RoundClosing",
    "Score",
    "SheetRelease",
    "SpecialAward",
    "Visit",
    "VisitClaim",
    "VisitPhoto",
    "VisitSignature",
    "entries_of",
    "has_closed_round",
    "has_open_round",
    "is_closed",
    "is_over",
    "overturned_in",
    "parts_of",
    "round_after",
    "round_of",
    "rounds_of",
    "rules_of",
]
