"""Form fields as Indonesians write: a date of day, month name and year; a number with a comma; and files."""

import re
from datetime import date
from decimal import Decimal
from typing import ClassVar

from django import forms

from kipp import uploads
from kipp.sentences import NIP, fill_in
from kipp.text import MONTHS, ukuran_berkas

# Nothing here is older or plans further; the ends of the calendar itself cannot be counted on from.
FIRST_YEAR, LAST_YEAR = 1900, 2100


class DateWidget(forms.MultiWidget):
    """Three inputs; no calendar of the browser, which follows the browser's language."""

    template_name = "widgets/date.html"

    def __init__(self, attrs=None):
        months = [("", "Bulan"), *((str(n), name) for n, name in enumerate(MONTHS, start=1))]
        short = {"inputmode": "numeric", "autocomplete": "off", "class": "masukan masukan-pendek"}
        super().__init__(
            {
                "hari": forms.TextInput({**short, "aria-label": "Tanggal", "maxlength": "2"}),
                "bulan": forms.Select({"aria-label": "Bulan", "class": "masukan"}, choices=months),
                "tahun": forms.TextInput({**short, "aria-label": "Tahun", "maxlength": "4"}),
            },
            attrs,
        )

    def id_for_label(self, id_):
        """Where a link of the error summary leads: the first of the three."""
        return f"{id_}_0" if id_ else id_

    def decompress(self, value):
        return [value.day, str(value.month), value.year] if value else [None, None, None]


class DateField(forms.MultiValueField):
    """A date typed as day, month and year; the errors name the field and say what is missing."""

    widget = DateWidget

    def __init__(self, *, label: str, required: bool = True, **kwargs):
        parts = [forms.CharField(required=False) for _ in range(3)]
        super().__init__(parts, label=label, required=False, require_all_fields=False, **kwargs)
        self.is_needed = required

    def clean(self, value):
        typed = [str(part or "").strip() for part in (value or [])]
        if not any(typed):
            if self.is_needed:
                raise forms.ValidationError(fill_in(self.label))
            return None
        for part, name in zip(typed, ("tanggal", "bulan", "tahun"), strict=True):
            if not part:
                raise forms.ValidationError(f"{self.label} harus memuat {name}")
        if not re.fullmatch(r"[0-9]{4}", typed[2]):
            raise forms.ValidationError(f"Tahun pada {self.label} harus empat angka, misalnya 2024")
        if not FIRST_YEAR <= int(typed[2]) <= LAST_YEAR:
            raise forms.ValidationError(f"Tahun pada {self.label} harus antara {FIRST_YEAR} dan {LAST_YEAR}")
        try:
            return date(int(typed[2]), int(typed[1]), int(typed[0]))
        except (ValueError, OverflowError):
            raise forms.ValidationError(f"{self.label} harus ada di kalender") from None

    def compress(self, data_list):
        raise AssertionError("clean() answers itself")


class DecimalField(forms.DecimalField):
    """Accepts 3,56 and 3.56."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "masukan-pendek"})

    def prepare_value(self, value):
        """Show a stored number as it is written here."""
        return str(value).replace(".", ",") if isinstance(value, Decimal) else value

    def to_python(self, value):
        text = "" if value is None else str(value).strip()
        if re.fullmatch(r"-?\d+,\d+", text):
            text = text.replace(",", ".")
        return super().to_python(text)


class NipField(forms.CharField):
    """Eighteen digits, with or without spaces between them; what they stand for is not asked."""

    def __init__(self, *, max_length: int = 30, **kwargs):
        super().__init__(max_length=max_length, **kwargs)

    def clean(self, value):
        nip = "".join(super().clean(value).split())
        if nip and not re.fullmatch(r"[0-9]{18}", nip):
            raise forms.ValidationError(NIP)
        return nip


class UploadField(forms.FileField):
    """One file up to a size.

    The size is said before the file is sent where scripts run, and before it is read into memory.
    """

    kinds: ClassVar[str]
    accept: ClassVar[str]

    def __init__(self, *, max_bytes: int, **kwargs):
        super().__init__(widget=forms.FileInput(attrs={"accept": self.accept}), allow_empty_file=True, **kwargs)
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


class PdfOrImageField(UploadField):
    kinds, accept = uploads.PDF_OR_IMAGE, f"{PdfField.accept},image/jpeg,image/png,.jpg,.jpeg,.png"


class PhotoField(UploadField):
    kinds, accept = "Gambar (JPG, PNG)", "image/jpeg,image/png,.jpg,.jpeg,.png"


class SheetField(UploadField):
    kinds, accept = "XLSX", ".xlsx"
