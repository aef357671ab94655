"""What the desk decides."""

from django import forms

from kipp.clock import today
from kipp.fields import DateField
from kipp.forms import Form
from proposals.models import Check


class ReleaseForm(Form):
    """Which of the recorded decisions are released."""

    checks = forms.ModelMultipleChoiceField(
        label="Putusan",
        queryset=Check.objects.none(),
        error_messages={
            "required": "Pilih paling sedikit satu putusan",
            "invalid_choice": "Sebagian putusan sudah disampaikan atau dibatalkan. Periksa daftar di bawah",
        },
    )

    def __init__(self, *args, pending, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["checks"].queryset = pending  # type: ignore[attr-defined]

    def rows(self) -> list[dict]:
        """Return every decision that waits, and whether it is chosen; before anything is chosen all are."""
        chosen = {str(pk) for pk in self["checks"].value()} if self.is_bound else None
        pending = self.fields["checks"].queryset  # type: ignore[attr-defined]
        return [{"check": check, "is_chosen": chosen is None or str(check.pk) in chosen} for check in pending]


class CancellationForm(Form):
    """Why a recorded decision is taken back."""

    reason = forms.CharField(label="Alasan pembatalan", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


# Everything that is typed on the desk is sent together, so that neither button drops what belongs to the other.
PAGE_FORM = "meja"


class DecisionForm(Form):
    """What the desk decides, with coded reasons. Its fields are sent with the form of the checklist."""

    decision = forms.ChoiceField(
        label="Putusan",
        choices=Check.Decision.choices,
        widget=forms.RadioSelect,
    )
    reasons = forms.MultipleChoiceField(
        label="Alasan",
        choices=[choice for choice in Check.Reason.choices if choice[0] != Check.Reason.FALSE_CLAIM],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Wajib untuk pengembalian dan penolakan.",
    )
    note = forms.CharField(
        label="Catatan untuk instansi (opsional)",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    parts = forms.MultipleChoiceField(
        label="Bagian yang diperbaiki (opsional)",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Untuk pengembalian. Tanpa pilihan, semua bagian dapat diubah instansi.",
    )
    due_on = DateField(label="Batas perbaikan", required=False, help_text="Wajib untuk pengembalian.")

    def __init__(self, *args, parts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parts"].choices = list(parts.items())  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.widget.attrs["form"] = PAGE_FORM

    def clean(self):
        data = super().clean()
        decision = data.get("decision")
        if decision in {Check.Decision.SEND_BACK, Check.Decision.REJECT} and not data.get("reasons"):
            self.add_error("reasons", "Pilih paling sedikit satu alasan")
        if decision != Check.Decision.SEND_BACK:
            data |= {"due_on": None, "parts": []}
        elif "due_on" not in self.errors:
            if not data.get("due_on"):
                self.add_error("due_on", "Isi batas perbaikan")
            elif data["due_on"] < today():
                self.add_error("due_on", "Batas perbaikan harus hari ini atau sesudahnya")
        return data
