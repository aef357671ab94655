"""Words and fields of the organiser's period pages."""

from competitions.forms.amending import AmendmentForm, GuidanceForm
from competitions.forms.configuration import AttachmentKindForm, CategoryForm, GroupForm, SectionForm
from competitions.forms.papers import AnnouncementForm, BlankFormForm, GuideFileForm, GuideWithdrawalForm
from competitions.forms.periods import ClosingForm, CopyForm, ExtensionForm, PeriodForm, ReadForm
from competitions.forms.rounds import CriterionForm, RoundForm, WeightsForm

__all__ = [
    "AmendmentForm",
    "AnnouncementForm",
    "AttachmentKindForm",
    "BlankFormForm",
    "CategoryForm",
    "ClosingForm",
    "CopyForm",
    "CriterionForm",
    "ExtensionForm",
    "GroupForm",
    "GuidanceForm",
    "GuideFileForm",
    "GuideWithdrawalForm",
    "PeriodForm",
    "ReadForm",
    "RoundForm",
    "SectionForm",
    "WeightsForm",
]
