"""What decides whether an innovation may enter."""

from uuid import uuid4

from django import forms

from competitions.models import Category, EntryGroup, Period
from kipp.clock import today
from kipp.fields import DateField
from kipp.forms import Form
from proposals.models import Innovation

# A title is judged by eye, not by a dictionary; this only stops what no register can print.
TITLE_LENGTH = Innovation._meta.get_field("title").max_length  # noqa: SLF001 (_meta is Django's public API)


class EntryForm(Form):
    """What decides whether an innovation may enter: title, category, group, start."""

    title = forms.CharField(label="Judul inovasi", max_length=TITLE_LENGTH)
    category = forms.ModelChoiceField(
        label="Kategori inovasi",
        queryset=Category.objects.none(),
        empty_label="Pilih kategori",
    )
    group = forms.ModelChoiceField(
        label="Kelompok inovasi",
        queryset=EntryGroup.objects.none(),
        empty_label=None,
    )
    implemented_on = DateField(
        label="Tanggal mulai penerapan", help_text="Tanggal inovasi mulai diterapkan, bukan tanggal peluncurannya."
    )
    times_awarded = forms.IntegerField(
        label="Jumlah penghargaan yang pernah diterima",
        min_value=0,
        max_value=100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": "Isi jumlah penghargaan yang pernah diterima, 0 bila belum ada",
        },
    )

    def __init__(self, *args, period: Period, **kwargs):
        super().__init__(*args, **kwargs)
        self.period = period
        self.groups = list(period.groups.order_by("order", "pk"))
        self._offer("category", period.categories)
        self._offer("group", period.groups)
        if len(self.groups) == 1:
            del self.fields["group"]
        if all(group.max_times_awarded is None for group in self.groups):
            del self.fields["times_awarded"]

    def _offer(self, name, rows):
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 (what the field is declared as)
        field.queryset = rows.order_by("order", "pk")

    def clean(self):
        data = super().clean()
        if len(self.groups) == 1:
            data["group"] = self.groups[0]
        return data

    def clean_title(self):
        return " ".join(self.cleaned_data["title"].split())

    def clean_implemented_on(self):
        day = self.cleaned_data["implemented_on"]
        if day and day > today():
            raise forms.ValidationError("Tanggal mulai penerapan tidak boleh setelah hari ini")
        return day


class NewEntryForm(EntryForm):
    """The same with the key that makes a second click harmless."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
