"""What may still change of an opened period, with the reason for it."""

from django import forms

from competitions.forms.periods import (
    AT_ONCE,
    NAMES_OF_PLACES,
    NO_RUNNERS_UP,
    Difference,
    ReadForm,
    ReasonedForm,
    ReminderDays,
)
from competitions.models import AttachmentKind, Period, Section, What, amendable
from competitions.models.changes import TEXTS
from competitions.wording import value_words
from kipp.fields import DateField


def _day(what: What) -> DateField:
    return DateField(label=str(what.label))


def _opening(what: What) -> DateField:
    return DateField(label=f"{what.label} (opsional)", required=False, help_text=AT_ONCE)


def _number(what: What, *, least: int = 1, **kwargs) -> forms.IntegerField:
    return forms.IntegerField(label=str(what.label), min_value=least, max_value=99, **kwargs)


class AmendmentForm(ReasonedForm, ReadForm):
    """Every column that may be amended now, as it stands; what is typed over is changed."""

    theme = forms.CharField(
        label=str(What.THEME.label), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
    verification_opens_on = _opening(What.VERIFICATION_OPENS_ON)
    verification_closes_on = _day(What.VERIFICATION_CLOSES_ON)
    judging_opens_on = _opening(What.JUDGING_OPENS_ON)
    judging_closes_on = _day(What.JUDGING_CLOSES_ON)
    announced_on = _day(What.ANNOUNCED_ON)
    quota_per_agency = _number(
        What.QUOTA,
        required=False,
        help_text="Kosongkan bila tidak dibatasi. Proposal yang sudah dikirim tetap sah.",
    )
    winners = _number(What.WINNERS)
    champions = _number(What.CHAMPIONS, help_text=NAMES_OF_PLACES)
    runners_up = _number(What.RUNNERS_UP, least=0, help_text=NO_RUNNERS_UP)
    reminder_days = ReminderDays()
    field_order = [*What.values, "reason", "version"]

    def __init__(self, *args, period: Period, **kwargs):
        self.columns = [what for what in amendable(period) if what not in TEXTS]
        now = {what: getattr(period, what) for what in self.columns}
        super().__init__(*args, **kwargs | {"initial": now | {"version": period.version}})
        for what in set(What.values) - set(TEXTS) - set(self.columns):
            del self.fields[what]

    @property
    def changes(self) -> dict:
        return {what: self.cleaned_data[what] for what in self.columns}

    def differing(self) -> list[Difference]:
        """What was typed and does not stand so now."""
        return [
            Difference(str(What(what).label), value_words(what, new), value_words(what, self.initial[what]))
            for what, new in self.changes.items()
            if new != self.initial[what]
        ]


class GuidanceForm(ReasonedForm, ReadForm):
    """What a section asks for, or a kind of attachment."""

    guidance = forms.CharField(widget=forms.Textarea(attrs={"rows": 6}))
    field_order = ["guidance", "reason", "version"]

    def __init__(self, *args, part: Section | AttachmentKind, **kwargs):
        now = {"guidance": part.guidance, "version": part.period.version}
        super().__init__(*args, **kwargs | {"initial": now})
        self.fields["guidance"].label = str(part._meta.get_field("guidance").verbose_name).capitalize()  # noqa: SLF001

    def differing(self) -> list[Difference]:
        new, now = self.cleaned_data["guidance"], self.initial["guidance"]
        words = [value_words(What.SECTION, text) for text in (new, now)]
        return [Difference(str(self.fields["guidance"].label), *words)] if new != now else []
