"""What the record of an innovation is made of beside its profile."""

from django import forms

from kipp.clock import today
from kipp.fields import DateField, NipField, PdfOrImageField
from kipp.forms import ModelForm
from proposals.models import EVIDENCE_MAX_BYTES, Award, Initiator, Replication, StartEvidence

OLDEST_AWARD = 1945


def past(day, label: str):
    """Refuse a date that has not come yet."""
    if day and day > today():
        raise forms.ValidationError(f"{label} tidak boleh setelah hari ini")
    return day


class InitiatorForm(ModelForm):
    nip = NipField(label="NIP (opsional)", required=False)

    class Meta:
        model = Initiator
        fields = ["name", "nip", "position", "order"]
        help_texts = {"order": "Nomor urut pada daftar pemrakarsa."}


class ReplicationForm(ModelForm):
    since = DateField(label="Tanggal mulai replikasi")
    link = forms.URLField(
        label="Tautan bukti (opsional)",
        required=False,
        max_length=300,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        error_messages={"invalid": "Tautan bukti harus berbentuk https://contoh.go.id/halaman"},
    )

    class Meta:
        model = Replication
        fields = ["institution", "place", "since", "link"]

    def clean_since(self):
        return past(self.cleaned_data["since"], "Tanggal mulai replikasi")


class AwardForm(ModelForm):
    year = forms.IntegerField(
        label="Tahun",
        min_value=OLDEST_AWARD,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "masukan-pendek"}),
    )
    level = forms.ChoiceField(label="Tingkat", choices=Award.Level.choices, widget=forms.RadioSelect)

    class Meta:
        model = Award
        fields = ["title", "year", "level"]

    def clean_year(self):
        year = self.cleaned_data["year"]
        if year > today().year:
            raise forms.ValidationError("Tahun tidak boleh setelah tahun ini")
        return year


class EvidenceForm(ModelForm):
    """What shows the start; the file is given once, another one is another piece of evidence."""

    kind = forms.ChoiceField(label="Jenis bukti", choices=StartEvidence.Kind.choices, widget=forms.RadioSelect)
    dated_on = DateField(label="Tanggal pada bukti")
    file = PdfOrImageField(
        label="Berkas", max_bytes=EVIDENCE_MAX_BYTES, error_messages={"required": "Pilih berkas bukti"}
    )

    class Meta:
        model = StartEvidence
        fields = ["kind", "dated_on", "page"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["file"]

    def clean_dated_on(self):
        return past(self.cleaned_data["dated_on"], "Tanggal pada bukti")
