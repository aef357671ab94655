"""The days of a period, and moving its closing."""

import re
from datetime import date, datetime, time
from itertools import pairwise
from typing import Any, NamedTuple

from django import forms

from competitions.models import Period
from competitions.models.changes import DAYS, What
from competitions.models.period import FIRST_YEAR, LAST_YEAR
from competitions.schedule import closing_instant
from competitions.wording import value_words
from kipp.accounts.models import Agency
from kipp.clock import WIB, today
from kipp.fields import DateField
from kipp.forms import Form, ModelForm
from kipp.text import tanggal

LATER_DAYS = tuple(map(str, DAYS))
LONGEST_NOTICE = 60
YEARS = f"Tahun harus antara {FIRST_YEAR} dan {LAST_YEAR}"
NAMES_OF_PLACES = "Pemenang teratas disebut Juara I, Juara II, dan seterusnya sebanyak ini."
NO_RUNNERS_UP = "Pemenang berikutnya disebut Harapan I, Harapan II, dan seterusnya. Isi 0 bila tidak ada."
AT_ONCE = "Kosongkan bila dimulai sehari setelah tahap sebelumnya selesai."


class Difference(NamedTuple):
    """Something that was typed and is stored otherwise, in words."""

    label: str
    typed: str
    stored: str


def _in_words(name: str, value: Any) -> str:
    if name in What.values:
        return value_words(name, value)
    match value:
        case bool():
            return "Ya" if value else "Tidak"
        case date():
            return tanggal(value)
        case list():
            return ", ".join(str(Agency.Kind(kind).label) for kind in value) or "semua jenis instansi"
        case _:
            return str(value or "belum diisi")


class ReminderDays(forms.CharField):
    """Days before the closing, typed with commas between them."""

    def __init__(self, **kwargs):
        super().__init__(
            label="Pengingat (hari sebelum batas waktu)",
            required=False,
            help_text="Draf dan perbaikan yang belum dikirim diingatkan. Pisahkan dengan koma, misalnya 7, 3, 1.",
            **kwargs,
        )

    def prepare_value(self, value):
        return ", ".join(map(str, value)) if isinstance(value, list) else value

    def clean(self, value):
        typed = super().clean(value)
        if not re.fullmatch(r"[0-9, ]*", typed):
            raise forms.ValidationError("Pengingat harus berupa angka, misalnya 7, 3, 1")
        days = {int(part) for part in re.findall(r"[0-9]+", typed)}
        if any(day > LONGEST_NOTICE for day in days):
            raise forms.ValidationError(f"Pengingat paling lama {LONGEST_NOTICE} hari sebelum batas waktu")
        return sorted(days, reverse=True)


class PeriodForm(ModelForm):
    """Year, theme and the days of the stages. The closing lasts to the end of its day."""

    opens_on = DateField(label="Pendaftaran dibuka")
    closes_on = DateField(label="Pendaftaran ditutup", help_text="Dibuka sampai akhir hari ini, waktu Tegal (WIB).")
    verification_opens_on = DateField(label="Verifikasi dimulai (opsional)", required=False, help_text=AT_ONCE)
    verification_closes_on = DateField(label="Verifikasi selesai")
    judging_opens_on = DateField(label="Penilaian dimulai (opsional)", required=False, help_text=AT_ONCE)
    judging_closes_on = DateField(label="Penilaian selesai")
    announced_on = DateField(label="Pengumuman")
    invited_kinds = forms.MultipleChoiceField(
        label="Instansi yang diundang",
        choices=Agency.Kind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tanpa pilihan, semua jenis instansi boleh ikut.",
    )
    reminder_days = ReminderDays()
    is_renewed = False  # as of a `ReadForm`

    class Meta:
        model = Period
        fields = [
            "year",
            "title",
            "theme",
            "invited_kinds",
            "is_title_once",
            "quota_per_agency",
            "winners",
            "champions",
            "runners_up",
            "objection_days",
            "objection_answer_days",
            "reminder_days",
            "version",
        ]
        widgets = {"theme": forms.Textarea(attrs={"rows": 3}), "version": forms.HiddenInput}
        labels = {"is_title_once": "Satu judul hanya boleh dikirim satu kali pada periode ini"}
        help_texts = {
            "quota_per_agency": "Kosongkan bila jumlah proposal tidak dibatasi.",
            "champions": NAMES_OF_PLACES,
            "runners_up": NO_RUNNERS_UP,
            "objection_days": "Hari kalender setelah pengumuman. Isi 0 bila tidak ada masa sanggah.",
            "objection_answer_days": "Hari kalender setelah masa sanggah berakhir.",
        }
        error_messages = {
            "year": {
                "unique": "Periode tahun ini sudah ada",
                "invalid": "Tahun harus berupa angka, misalnya 2024",
                "min_value": YEARS,
                "max_value": YEARS,
            },
            "title": {"required": "Isi nama periode"},
            "quota_per_agency": {"invalid": "Kuota per instansi harus berupa angka, misalnya 3"},
            "winners": {"invalid": "Jumlah pemenang harus berupa angka, misalnya 3"},
            "champions": {"invalid": "Jumlah juara harus berupa angka, misalnya 3"},
            "runners_up": {"invalid": "Jumlah juara harapan harus berupa angka, misalnya 3"},
            "objection_days": {"invalid": "Masa sanggah harus berupa angka, misalnya 5"},
            "objection_answer_days": {"invalid": "Waktu jawaban sanggahan harus berupa angka, misalnya 5"},
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
        given = {name: data[name] for name in order if data.get(name)}  # an error takes its field out of the data
        for earlier, later in pairwise(given):
            if given[later] < given[earlier]:
                labels = [self.fields[name].label.partition(" (")[0] for name in (later, earlier)]
                self.add_error(later, " tidak boleh sebelum ".join(labels))
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

    def differing(self) -> list[Difference]:
        """What was typed and does not stand so now."""
        given = {
            name: self.cleaned_data[name] for name in self.fields if name != "version" and name in self.cleaned_data
        }
        return [
            Difference(str(self.fields[name].label), _in_words(name, new), _in_words(name, self.initial.get(name)))
            for name, new in given.items()
            if (new or None) != (self.initial.get(name) or None)
        ]

    def dates(self) -> dict:
        """Return what `actions.create_period` takes beside year, title and theme."""
        period = self.instance
        names = (
            "registration_opens_at registration_closes_on registration_closes_at"
            " invited_kinds is_title_once quota_per_agency winners champions runners_up"
            " objection_days objection_answer_days reminder_days"
        )
        return {name: getattr(period, name) for name in [*names.split(), *LATER_DAYS]}


class CopyForm(ModelForm):
    """Which edition a new period is made like."""

    edition = forms.ModelChoiceField(label="Salin dari", queryset=Period.objects.none(), empty_label="Pilih edisi")
    field_order = ["edition", "year", "title"]

    class Meta:
        model = Period
        fields = ["year", "title"]
        error_messages = PeriodForm.Meta.error_messages

    def __init__(self, *args, editions, **kwargs):
        super().__init__(*args, **kwargs)
        edition = self.fields["edition"]
        assert isinstance(edition, forms.ModelChoiceField)  # noqa: S101 (what the field is declared as)
        edition.queryset = editions


class ReasonedForm(Form):
    """What changes an opened period says why."""

    reason = forms.CharField(label="Alasan", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)


class ReadForm(Form):
    """It changes the state that the officer has read, and no other."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    is_renewed = False  # another officer was first, and it now stands on top of that


class DayForm(ReasonedForm):
    """A new closing date."""

    closes_on = DateField(label="Tanggal penutupan baru")
    field_order = ["closes_on", "reason"]

    def clean_closes_on(self):
        day = self.cleaned_data["closes_on"]
        if day < today():
            raise forms.ValidationError("Tanggal penutupan baru tidak boleh sebelum hari ini")
        return day


class ClosingForm(DayForm, ReadForm):
    """A later or earlier closing for everyone."""


class ExtensionForm(DayForm):
    """A later closing for one agency that the period invites."""

    agency = forms.ModelChoiceField(label="Instansi", queryset=Agency.objects.none(), empty_label="Pilih instansi")
    field_order = ["agency", "closes_on", "reason"]

    def __init__(self, *args, period: Period, **kwargs):
        super().__init__(*args, **kwargs)
        agency = self.fields["agency"]
        assert isinstance(agency, forms.ModelChoiceField)  # noqa: S101 (what the field is declared as)
        agency.queryset = period.invited_agencies().order_by("name", "pk")
