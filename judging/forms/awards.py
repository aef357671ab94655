"""What is awarded besides the places."""

from django import forms

from judging.forms.sheets import MAX_REASON
from judging.models import Result
from kipp.forms import Form


class ResultField(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return f"{obj.proposal.number} {obj.proposal.innovation.title}, {obj.proposal.agency.name}"


class AwardForm(Form):
    """Which entry of the ranking, what the award is called, and why it is given."""

    proposal = ResultField(label="Proposal", queryset=Result.objects.none(), empty_label="Pilih proposal")
    nama = forms.CharField(
        label="Nama penghargaan", max_length=80, help_text="Misalnya: Inovasi Favorit. Dicantumkan pada piagam."
    )
    alasan = forms.CharField(
        label="Alasan",
        max_length=MAX_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Hanya untuk catatan penyelenggara, tidak diumumkan.",
    )

    def __init__(self, *args, results, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["proposal"].queryset = results  # type: ignore[attr-defined]
