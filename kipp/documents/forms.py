"""What stands above and below every paper: letterhead, emblem and signatory on one page."""

from django import forms

from kipp import uploads
from kipp.documents.models import Letterhead, Signatory
from kipp.fields import NipField
from kipp.forms import ModelForm

EMBLEM_MAX_BYTES = 500 * 1024
LINES = ("government", "office", "unit", "address", "contact", "city", "paper")


class LetterheadForm(ModelForm):
    """The lines of the letterhead and the person who signs."""

    emblem = forms.FileField(
        label="Lambang (opsional)",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
        help_text="PNG atau JPEG, paling besar 500 KB. Bila tidak dipilih, lambang yang sekarang tetap dipakai.",
    )
    position = forms.CharField(
        label="Jabatan penanda tangan", max_length=160, help_text="Misalnya Kepala Bagian Organisasi."
    )
    name = forms.CharField(label="Nama penanda tangan", max_length=160, help_text="Lengkap dengan gelar.")
    rank = forms.CharField(label="Pangkat penanda tangan (opsional)", required=False, max_length=80)
    nip = NipField(label="NIP penanda tangan (opsional)", required=False)

    class Meta:
        model = Letterhead
        fields = LINES
        labels = {
            "government": "Nama pemerintah daerah",
            "office": "Nama perangkat daerah",
            "unit": "Nama bagian (opsional)",
            "address": "Alamat",
            "contact": "Telepon dan surel (opsional)",
            "city": "Tempat penandatanganan",
            "paper": "Ukuran kertas",
        }
        help_texts = {
            "government": "Dicetak pada baris pertama kop surat.",
            "city": "Dicetak di depan tanggal, misalnya Tegal, 1 Januari 2024.",
        }

    def __init__(self, *args, signatory: Signatory | None, **kwargs):
        super().__init__(*args, **kwargs)
        if signatory:
            for name in ("position", "name", "rank", "nip"):
                self.initial[name] = getattr(signatory, name)

    def clean_emblem(self):
        """Return the picture drawn anew from its pixels, or None when none was chosen."""
        upload = self.cleaned_data["emblem"]
        if upload is None:
            return None
        try:
            return uploads.accept_image(upload.read(), name=upload.name, max_bytes=EMBLEM_MAX_BYTES).data
        except uploads.Refused as refused:
            raise forms.ValidationError(uploads.sentence(refused)) from None

    @property
    def lines(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in LINES}

    @property
    def signatory(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("position", "name", "rank", "nip")}
