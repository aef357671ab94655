"""What is typed about a visit: who makes it, what is looked at, what was found."""

from django import forms

from judging.actions import PHOTO_MAX_BYTES, Found
from judging.claims import Outcome, needs_note
from judging.forms.sheets import MAX_REASON
from judging.models import OUTCOMES, Finding
from kipp.accounts.models import User
from kipp.fields import DateField, PhotoField
from kipp.forms import Form


class NameField(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return obj.name


class VisitPlanForm(Form):
    """The two who visit an entry, and the day."""

    juri = NameField(label="Anggota Tim Penilai", queryset=User.objects.none(), empty_label="Pilih juri")
    petugas = NameField(label="Petugas Tim Evaluasi", queryset=User.objects.none(), empty_label="Pilih penyelenggara")
    tanggal = DateField(label="Tanggal kunjungan", help_text="Hanya tanggal ini yang diberitahukan kepada instansi.")

    def __init__(self, *args, judges, officers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["juri"].queryset = judges  # type: ignore[attr-defined]
        self.fields["petugas"].queryset = officers  # type: ignore[attr-defined]


class ClaimForm(Form):
    """Something of the organisers' own to look at."""

    butir = forms.CharField(label="Butir", max_length=240)
    pernyataan = forms.CharField(
        label="Yang diperiksa", max_length=MAX_REASON, widget=forms.Textarea(attrs={"rows": 3})
    )
    menentukan = forms.BooleanField(label="Butir ini menentukan kelayakan", required=False)


class OverturnForm(Form):
    """Because of which untrue claims an entry is no longer eligible, and the reason in words."""

    butir = forms.MultipleChoiceField(
        label="Butir yang tidak sesuai",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Pilih paling sedikit satu butir"},
    )
    alasan = forms.CharField(
        label="Alasan",
        max_length=MAX_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Dikirim kepada instansi dan dicantumkan dalam Berita Acara.",
    )

    def __init__(self, *args, grounds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["butir"].choices = [  # type: ignore[attr-defined]
            (ground["code"], f"{ground['title']}: {ground['note']}") for ground in grounds
        ]


class FindingForm(Form):
    """What was found of one claim, with a picture if there is one; nothing is chosen beforehand."""

    versi = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    temuan = forms.ChoiceField(
        label="Temuan",
        choices=[(code.value, label) for code, label in OUTCOMES.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih temuan"},
    )
    catatan = forms.CharField(
        label="Catatan",
        required=False,
        max_length=MAX_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Wajib, kecuali temuannya sesuai.",
    )
    foto = PhotoField(label="Foto (opsional)", required=False, max_bytes=PHOTO_MAX_BYTES)

    @classmethod
    def initial_of(cls, stored: Finding | None) -> dict:
        if stored is None:
            return {"versi": 0}
        return {"versi": stored.revision, "temuan": stored.outcome, "catatan": stored.note}

    def clean(self):
        data = super().clean()
        outcome = data.get("temuan")
        if outcome and needs_note(outcome) and not data.get("catatan"):
            self.add_error("catatan", "Jelaskan apa yang ditemukan")
        return data

    @property
    def found(self) -> Found:
        return Found(Outcome(self.cleaned_data["temuan"]), self.cleaned_data["catatan"])

    def on_top_of(self, stored: Finding | None) -> "FindingForm":
        """Come back with what was typed, to be saved on what is stored by now."""
        self.data = {**self.data.dict(), "versi": stored.revision if stored else 0}  # type: ignore[attr-defined]
        return self
