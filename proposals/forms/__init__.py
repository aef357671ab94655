"""Fields and words of the pages about proposals."""

from proposals.forms.desk import CancellationForm, DecisionForm, ReleaseForm
from proposals.forms.entry import EntryForm, NewEntryForm
from proposals.forms.writing import AnswerForm, AttachmentForm, RestoreForm, WithdrawalForm

__all__ = [
    "AnswerForm",
    "AttachmentForm",
    "CancellationForm",
    "DecisionForm",
    "EntryForm",
    "NewEntryForm",
    "ReleaseForm",
    "RestoreForm",
    "WithdrawalForm",
]
