"""Words and fields of the organiser's period pages."""

from competitions.forms.configuration import WeightsForm
from competitions.forms.periods import ClosingForm, ExtensionForm, PeriodForm

__all__ = ["ClosingForm", "ExtensionForm", "PeriodForm", "WeightsForm"]
