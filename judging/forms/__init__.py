"""What judges and organisers type, and the sentences that answer it."""

from judging.forms.awards import AwardForm
from judging.forms.composing import WishForm
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

__all__ = [
    "AppointForm",
    "AssignForm",
    "AwardForm",
    "ChangeForm",
    "DecisionForm",
    "DeclareForm",
    "DecreeForm",
    "HandInForm",
    "NamesakeForm",
    "PostingForm",
    "PublicationForm",
    "ReasonForm",
    "ReportForm",
    "SheetForm",
    "SignForm",
    "WhichSheetForm",
    "WishForm",
    "typed",
]
