"""Words and fields of the organiser's period pages."""

from competitions.forms.configuration import AttachmentKindForm, CategoryForm, GroupForm, SectionForm, WeightsForm
from competitions.forms.papers import AnnouncementForm, BlankFormForm, GuideFileForm, GuideWithdrawalForm
from competitions.forms.periods import ClosingForm, ExtensionForm, PeriodForm

__all__ = [
    "AnnouncementForm",
    "AttachmentKindForm",
    "BlankFormForm",
    "CategoryForm",
    "ClosingForm",
    "ExtensionForm",
    "GroupForm",
    "GuideFileForm",
    "GuideWithdrawalForm",
    "PeriodForm",
    "SectionForm",
    "WeightsForm",
]
