"""What decides whether an innovation may enter."""

from uuid import uuid4

from django import forms

from competitions.models import Category, Period
from kipp.clock import today
from kipp.fields import DateField
from kipp.forms import Form
from proposals.models import Innovation

# A title is judged by eye, not by a dictionary; this only stops what no register can print.
TITLE_LENGTH = Innovation._meta.get_field("title").max_length  # noqa: SLF001 (_meta is Django's public API)


class EntryForm(Form):
    """What decides whether an innovation may enter: title, category, start."""

    title = forms.CharField(label="Judul inovasi", max_length=TITLE_LENGTH)
    category = forms.ModelChoiceField(
        label="Kategori inovasi",
        queryset=Category.objects.none(),
        empty_label="Pilih kategori",
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
        category = self.fields["category"]
        assert isinstance(category, forms.ModelChoiceField)  # noqa: S101 (what the field is declared as)
        category.queryset = period.categories.order_by("order", "pk")
        if period.max_times_awarded is None:
            del self.fields["times_awarded"]

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
