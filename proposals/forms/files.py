"""A file that somebody uploads: a PDF, or a filled sheet."""

from typing import ClassVar

from django import forms

from kipp import sheets, uploads
from kipp.forms import Form
from kipp.text import ukuran_berkas


class UploadField(forms.FileField):
    """One file up to a size.

    The size is said before the file is sent where scripts run, and before it is read into memory.
    """

    kinds: ClassVar[str]
    accept: ClassVar[str]

    def __init__(self, *, max_bytes: int = 0, **kwargs):
        super().__init__(widget=forms.FileInput(attrs={"accept": self.accept}), allow_empty_file=True, **kwargs)
        self.limit_to(max_bytes)

    def limit_to(self, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        limit = ukuran_berkas(max_bytes)
        self.help_text = f"{self.kinds}, paling besar {limit}."
        too_large = f"Berkas ini lebih besar dari {limit}. Perkecil berkas, lalu pilih lagi."
        self.widget.attrs |= {"data-paling-besar": max_bytes, "data-terlalu-besar": too_large}

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if file and file.size > self.max_bytes:
            limit, size = ukuran_berkas(self.max_bytes), ukuran_berkas(file.size)
            raise forms.ValidationError(uploads.sentence(uploads.Refused("size", limit=limit, size=size)))
        return file


class PdfField(UploadField):
    kinds, accept = "PDF", "application/pdf,.pdf"


class SheetField(UploadField):
    kinds, accept = "XLSX", ".xlsx"


class ImportForm(Form):
    """A filled template of earlier editions."""

    file = SheetField(label="Templat yang sudah diisi", max_bytes=sheets.MAX_BYTES)
