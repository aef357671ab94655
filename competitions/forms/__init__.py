"""Words and fields of the organiser's period pages."""

from competitions.forms.configuration import WeightsForm
from competitions.forms.periods import ClosingForm, PeriodForm

__all__ = ["ClosingForm", "PeriodForm", "WeightsForm"]
