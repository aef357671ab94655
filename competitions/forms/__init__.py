"""Words and fields of the organiser's period pages."""

from competitions.forms.amending import AmendmentForm, GuidanceForm
from competitions.forms.configuration import AttachmentKindForm, CategoryForm, GroupForm, SectionForm, WeightsForm
from competitions.forms.papers import AnnouncementForm, BlankFormForm, GuideFileForm, GuideWithdrawalForm
from competitions.forms.periods import ClosingForm, CopyForm, ExtensionForm, PeriodForm, ReadForm

__all__ = [
    "AmendmentForm",
    "AnnouncementForm",
    "AttachmentKindForm",
    "BlankFormForm",
    "CategoryForm",
    "ClosingForm",
    "CopyForm",
    "ExtensionForm",
    "GroupForm",
    "GuidanceForm",
    "GuideFileForm",
    "GuideWithdrawalForm",
    "PeriodForm",
    "ReadForm",
    "SectionForm",
    "WeightsForm",
]
