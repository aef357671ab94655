"""The days of a period, and moving its closing."""

from datetime import datetime, time
from itertools import pairwise

from django import forms

from competitions.models import Period
from competitions.schedule import closing_instant
from kipp.accounts.models import Agency
from kipp.clock import WIB, today
from kipp.fields import DateField
from kipp.forms import Form, ModelForm

LATER_DAYS = ("verification_closes_on", "judging_closes_on", "announced_on")


class PeriodForm(ModelForm):
    """Year, theme and the days of the stages. The closing lasts to the end of its day."""

    opens_on = DateField(label="Pendaftaran dibuka")
    closes_on = DateField(label="Pendaftaran ditutup", help_text="Dibuka sampai akhir hari ini, waktu Tegal (WIB).")
    verification_closes_on = DateField(label="Verifikasi selesai")
    judging_closes_on = DateField(label="Penilaian selesai")
    announced_on = DateField(label="Pengumuman")
    invited_kinds = forms.MultipleChoiceField(
        label="Instansi yang diundang",
        choices=Agency.Kind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tanpa pilihan, semua jenis instansi boleh ikut.",
    )

    class Meta:
        model = Period
        fields = ["year", "title", "theme", "invited_kinds", "is_title_once", "quota_per_agency", "winners"]
        widgets = {"theme": forms.Textarea(attrs={"rows": 3})}
        labels = {"is_title_once": "Satu judul hanya boleh dikirim satu kali pada periode ini"}
        help_texts = {"quota_per_agency": "Kosongkan bila jumlah proposal tidak dibatasi."}
        error_messages = {
            "year": {
                "unique": "Periode tahun ini sudah ada",
                "invalid": "Tahun harus berupa angka, misalnya 2024",
            },
            "title": {"required": "Isi nama periode"},
            "quota_per_agency": {"invalid": "Kuota per instansi harus berupa angka, misalnya 3"},
            "winners": {"invalid": "Jumlah pemenang harus berupa angka, misalnya 3"},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        period = self.instance
        if period.registration_opens_at:
            self.initial["opens_on"] = period.registration_opens_at.astimezone(WIB).date()
        self.initial["closes_on"] = period.registration_closes_on
        for name in LATER_DAYS:
            self.initial[name] = getattr(period, name)

    def clean(self):
        data = super().clean()
        order = ["opens_on", "closes_on", *LATER_DAYS]
        for earlier, later in pairwise(order):
            first, second = data.get(earlier), data.get(later)
            if first and second and second < first:
                self.add_error(later, f"{self.fields[later].label} tidak boleh sebelum {self.fields[earlier].label}")
        return data

    def _post_clean(self):
        """Hand the dates to the row before its constraints are checked."""
        data, period = self.cleaned_data, self.instance
        if data.get("opens_on") and data.get("closes_on"):
            period.registration_opens_at = datetime.combine(data["opens_on"], time(), tzinfo=WIB)
            period.registration_closes_on = data["closes_on"]
            period.registration_closes_at = closing_instant(data["closes_on"])
        for name in LATER_DAYS:
            setattr(period, name, data.get(name))
        super()._post_clean()

    def dates(self) -> dict:
        """Return what `actions.create_period` takes beside year, title and theme."""
        period = self.instance
        names = (
            "registration_opens_at registration_closes_on registration_closes_at verification_closes_on"
            " judging_closes_on announced_on invited_kinds is_title_once quota_per_agency winners"
        )
        return {name: getattr(period, name) for name in names.split()}


class ClosingForm(Form):
    """A new closing date for everyone, with the reason."""

    closes_on = DateField(label="Tanggal penutupan baru")
    reason = forms.CharField(
        label="Alasan",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": "Isi alasan pergeseran"},
    )

    def clean_closes_on(self):
        day = self.cleaned_data["closes_on"]
        if day < today():
            raise forms.ValidationError("Tanggal penutupan baru tidak boleh sebelum hari ini")
        return day


class ExtensionForm(ClosingForm):
    """A later closing for one agency that the period invites."""

    agency = forms.ModelChoiceField(label="Instansi", queryset=Agency.objects.none(), empty_label="Pilih instansi")
    field_order = ["agency", "closes_on", "reason"]

    def __init__(self, *args, period: Period, **kwargs):
        super().__init__(*args, **kwargs)
        agency = self.fields["agency"]
        assert isinstance(agency, forms.ModelChoiceField)  # noqa: S101 (what the field is declared as)
        agency.queryset = period.invited_agencies().order_by("name", "pk")
