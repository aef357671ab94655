"""What an agency says of its innovation, in a period or outside of one."""

from django import forms

from kipp.clock import today
from kipp.fields import DateField
from kipp.forms import Form
from proposals.goals import GOALS, goal_name
from proposals.models import Innovation

# A title is judged by eye, not by a dictionary; this only stops what no register can print.
TITLE_LENGTH = Innovation._meta.get_field("title").max_length  # noqa: SLF001 (_meta is Django's public API)


class StartForm(Form):
    """Title and start: what every form about an innovation asks."""

    title = forms.CharField(label="Judul inovasi", max_length=TITLE_LENGTH)
    implemented_on = DateField(
        label="Tanggal mulai penerapan", help_text="Tanggal inovasi mulai diterapkan, bukan tanggal peluncurannya."
    )

    def clean_title(self):
        return " ".join(self.cleaned_data["title"].split())

    def clean_implemented_on(self):
        day = self.cleaned_data["implemented_on"]
        if day and day > today():
            raise forms.ValidationError("Tanggal mulai penerapan tidak boleh setelah hari ini")
        return day


class InnovationForm(StartForm):
    """The profile."""

    summary = forms.CharField(
        label="Gambaran singkat (opsional)", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )
    is_digital = forms.BooleanField(label="Inovasi ini berupa layanan digital", required=False)
    goals = forms.TypedMultipleChoiceField(
        label="Tujuan Pembangunan Berkelanjutan yang didukung (opsional)",
        required=False,
        coerce=int,
        choices=[(number, goal_name(number)) for number in range(1, len(GOALS) + 1)],
        widget=forms.CheckboxSelectMultiple,
    )
