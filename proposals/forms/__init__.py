"""Fields and words of the pages about proposals."""

from proposals.forms.checking import ALL_COMPUTED, ChecklistForm, OverrideDeclineForm, OverrideForm
from proposals.forms.coaching import CoachingForm
from proposals.forms.desk import PAGE_FORM, CancellationForm, DecisionForm, ReleaseForm
from proposals.forms.entry import EnterForm, EntryEditForm, NewEntryForm
from proposals.forms.files import ImportForm
from proposals.forms.innovation_parts import AwardForm, EvidenceForm, InitiatorForm, ReplicationForm
from proposals.forms.innovations import InnovationForm
from proposals.forms.reminding import ReminderForm
from proposals.forms.writing import AnswerForm, AttachmentForm, RestoreForm, WithdrawalForm

__all__ = [
    "ALL_COMPUTED",
    "PAGE_FORM",
    "AnswerForm",
    "AttachmentForm",
    "AwardForm",
    "CancellationForm",
    "ChecklistForm",
    "CoachingForm",
    "DecisionForm",
    "EnterForm",
    "EntryEditForm",
    "EvidenceForm",
    "ImportForm",
    "InitiatorForm",
    "InnovationForm",
    "NewEntryForm",
    "OverrideDeclineForm",
    "OverrideForm",
    "ReleaseForm",
    "ReminderForm",
    "ReplicationForm",
    "RestoreForm",
    "WithdrawalForm",
]
