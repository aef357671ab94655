"""How the tasks of a round are to be handed out."""

from django import forms

from judging.actions import Wish
from kipp.forms import Form
from kipp.sentences import fill_in

MAX_COUNT = 999
COUNTED = {"inputmode": "numeric", "autocomplete": "off", "class": "masukan-pendek"}


class WishForm(Form):
    """How the tasks of a round are to be handed out."""

    ALL, SOME = "semua", "sejumlah"

    cara = forms.ChoiceField(
        label="Cara membagi proposal",
        choices=[(ALL, "Semua juri menilai semua proposal"), (SOME, "Setiap proposal dinilai sejumlah juri")],
        widget=forms.RadioSelect,
    )
    jumlah = forms.IntegerField(
        label="Jumlah juri per proposal",
        required=False,
        max_value=MAX_COUNT,
        help_text="Diisi bila setiap proposal dinilai sejumlah juri.",
        widget=forms.TextInput(attrs=COUNTED),
    )
    batas = forms.IntegerField(
        label="Batas proposal per juri (opsional)",
        required=False,
        min_value=1,
        max_value=MAX_COUNT,
        help_text="Kosongkan bila tidak dibatasi.",
        widget=forms.TextInput(attrs=COUNTED),
    )
    ulang = forms.BooleanField(
        label="Susun ulang penugasan yang belum mulai dinilai",
        required=False,
        help_text="Tanpa pilihan ini semua penugasan yang ada tetap. Yang sudah mulai dinilai selalu tetap.",
    )

    def __init__(self, data=None, *, min_sheets: int):
        super().__init__(data, initial={"cara": self.ALL, "jumlah": min_sheets})
        self.min_sheets = min_sheets

    def clean(self):
        data = super().clean()
        if data.get("cara") == self.SOME and "jumlah" in data:
            if data["jumlah"] is None:
                self.add_error("jumlah", fill_in("Jumlah juri per proposal"))
            elif data["jumlah"] < self.min_sheets:
                self.add_error("jumlah", f"Jumlah juri per proposal paling sedikit {self.min_sheets} pada tahap ini")
        return data

    @property
    def wish(self) -> Wish:
        data = self.cleaned_data
        if data["cara"] == self.ALL:
            return Wish()
        return Wish(data["jumlah"], data["batas"], data["ulang"])
