"""What judges and organisers type, and the sentences that answer it."""

from judging.forms.panel import (
    AppointForm,
    DeclareForm,
    DecreeForm,
    NamesakeForm,
    PostingForm,
    ReportForm,
    SignForm,
)
from judging.forms.sheets import (
    AssignForm,
    DecisionForm,
    HandInForm,
    PublicationForm,
    ReasonForm,
    SheetForm,
    typed,
)

__all__ = [
    "AppointForm",
    "AssignForm",
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
    "typed",
]
