"""Whom an organiser reminds, by what they have yet to do."""

from django import forms

from competitions.models import Period
from kipp.accounts.models import Agency
from kipp.forms import Form
from proposals.models import Proposal, has_operator, without_entry


class ReminderForm(Form):
    """One field for each stage; who has no operator cannot be chosen."""

    agencies = forms.ModelMultipleChoiceField(
        label="Belum mendaftarkan inovasi", queryset=Agency.objects.none(), required=False
    )
    drafts = forms.ModelMultipleChoiceField(
        label="Draf belum terkirim", queryset=Proposal.objects.none(), required=False
    )
    repairs = forms.ModelMultipleChoiceField(
        label="Perbaikan belum dikirim ulang", queryset=Proposal.objects.none(), required=False
    )

    def __init__(self, *args, period: Period | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.stages = stages_of(period)
        for name, rows in self.stages.items():
            self.fields[name].queryset = rows.filter(reachable=True)  # type: ignore[attr-defined]
            self.fields[name].error_messages["invalid_choice"] = "Sebagian sudah mengirim. Periksa daftar di bawah"

    def clean(self):
        data = super().clean()
        if not self.errors and not any(data[name] for name in self.stages):
            raise forms.ValidationError("Pilih paling sedikit satu instansi")
        return data


def stages_of(period: Period | None) -> dict:
    """Return who is to be reminded at each stage, first those that have come furthest."""
    if period is None:
        return {}
    entries = Proposal.objects.filter(period=period).unsent().with_names()
    entries = entries.annotate(reachable=has_operator("agency")).order_by("agency__name", "pk")
    agencies = without_entry(period).annotate(reachable=has_operator("pk")).order_by("name", "pk")
    return {
        "repairs": entries.filter(status=Proposal.Status.RETURNED),
        "drafts": entries.filter(status=Proposal.Status.DRAFT),
        "agencies": agencies if period.status == Period.Status.REGISTRATION else agencies.none(),
    }
