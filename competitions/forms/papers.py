"""Guide files, blank forms, announcements."""

from uuid import uuid4

from django import forms

from competitions.models import BLANK_FORM_MAX_BYTES, GUIDE_MAX_BYTES, Announcement, Period
from kipp.fields import PdfField
from kipp.forms import Form


class GuideFileForm(Form):
    """A file for everybody and what it is called on the page."""

    title = forms.CharField(
        label="Judul", max_length=160, help_text="Misalnya: Petunjuk teknis, Templat surat pernyataan, Jadwal."
    )
    file = PdfField(label="Berkas", max_bytes=GUIDE_MAX_BYTES, error_messages={"required": "Pilih berkas panduan"})


class GuideWithdrawalForm(Form):
    """Why a file does not hold any more."""

    reason = forms.CharField(label="Alasan penarikan", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class BlankFormForm(Form):
    file = PdfField(
        label="Formulir kosong", max_bytes=BLANK_FORM_MAX_BYTES, error_messages={"required": "Pilih berkas formulir"}
    )


class AnnouncementForm(Form):
    """The text of an announcement, and the key that makes a second click harmless."""

    title = forms.CharField(
        label="Tentang", max_length=200, help_text="Judul pengumuman, misalnya: Perpanjangan pendaftaran."
    )
    body = forms.CharField(
        label="Isi",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Teks biasa. Baris kosong memulai paragraf baru.",
    )
    corrects = forms.ModelChoiceField(
        label="Membetulkan pengumuman (opsional)",
        queryset=Announcement.objects.none(),
        required=False,
        empty_label="Tidak membetulkan pengumuman lain",
    )
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args, period: Period, **kwargs):
        super().__init__(*args, **kwargs)
        corrects = self.fields["corrects"]
        assert isinstance(corrects, forms.ModelChoiceField)  # noqa: S101 (what the field is declared as)
        corrects.queryset = period.announcements.newest_first()
        if not corrects.queryset:
            del self.fields["corrects"]
