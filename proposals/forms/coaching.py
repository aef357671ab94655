"""What the organisers write down after a meeting."""

from uuid import uuid4

from django import forms

from kipp.fields import DateField
from kipp.forms import Form
from proposals.forms.innovation_parts import past


class CoachingForm(Form):
    """A dated note; the key makes a second click harmless."""

    met_on = DateField(label="Tanggal pembinaan")
    text = forms.CharField(
        label="Catatan",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Dibaca oleh instansi. Catatan yang disimpan tidak dapat diubah.",
    )
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def clean_met_on(self):
        return past(self.cleaned_data["met_on"], "Tanggal pembinaan")
