"""Words and fields of the organiser's period pages."""

from competitions.forms.configuration import AttachmentKindForm, CategoryForm, GroupForm, SectionForm, WeightsForm
from competitions.forms.periods import ClosingForm, ExtensionForm, PeriodForm

__all__ = [
    "AttachmentKindForm",
    "CategoryForm",
    "ClosingForm",
    "ExtensionForm",
    "GroupForm",
    "PeriodForm",
    "SectionForm",
    "WeightsForm",
]
