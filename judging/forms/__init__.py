"""What judges and organisers type, and the sentences that answer it."""

from judging.forms.awards import AwardForm
from judging.forms.composing import WishForm
from judging.forms.objections import AnswerForm, ObjectionForm
from judging.forms.panel import (
    AppointForm,
    DeclareForm,
    DecreeForm,
    NamesakeForm,
    PostingForm,
    ReportForm,
    SignForm,
)
from judging.forms.pleno import ChangeForm, DecisionForm, WhichSheetForm
from judging.forms.sheets import (
    AssignForm,
    HandInForm,
    PublicationForm,
    ReasonForm,
    SheetForm,
    typed,
)
from judging.forms.visits import ClaimForm, FindingForm, OverturnForm, VisitPlanForm

__all__ = [
    "AnswerForm",
    "AppointForm",
    "AssignForm",
    "AwardForm",
    "ChangeForm",
    "ClaimForm",
    "DecisionForm",
    "DeclareForm",
    "DecreeForm",
    "FindingForm",
    "HandInForm",
    "NamesakeForm",
    "ObjectionForm",
    "OverturnForm",
    "PostingForm",
    "PublicationForm",
    "ReasonForm",
    "ReportForm",
    "SheetForm",
    "SignForm",
    "VisitPlanForm",
    "WhichSheetForm",
    "WishForm",
    "typed",
]
