"""A PDF that somebody uploads."""

from django import forms

from kipp import uploads
from kipp.text import ukuran_berkas


class PdfField(forms.FileField):
    """One PDF up to a size. It is said before the file is sent where scripts run, and before it is read into memory."""

    def __init__(self, *, max_bytes: int = 0, **kwargs):
        box = forms.FileInput(attrs={"accept": "application/pdf,.pdf"})
        super().__init__(widget=box, allow_empty_file=True, **kwargs)
        self.limit_to(max_bytes)

    def limit_to(self, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        limit = ukuran_berkas(max_bytes)
        self.help_text = f"PDF, paling besar {limit}."
        too_large = f"Berkas ini lebih besar dari {limit}. Perkecil berkas, lalu pilih lagi."
        self.widget.attrs |= {"data-paling-besar": max_bytes, "data-terlalu-besar": too_large}

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if file and file.size > self.max_bytes:
            limit, size = ukuran_berkas(self.max_bytes), ukuran_berkas(file.size)
            raise forms.ValidationError(uploads.sentence(uploads.Refused("size", limit=limit, size=size)))
        return file
