"""The text of a section, and the files beside it."""

from django import forms

from competitions.models import Section
from kipp.fields import PdfField, PdfOrImageField
from kipp.forms import Form
from proposals.completeness import Gap, excesses
from proposals.wording import gap_sentence


class AnswerForm(Form):
    """The text of one section and the version it was written on."""

    text = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 16}))
    is_done = forms.BooleanField(required=False, label="Bagian ini sudah selesai")
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args, section: Section, **kwargs):
        super().__init__(*args, **kwargs)
        self.section = section
        area = self.fields["text"]
        area.label = section.title
        area.widget.attrs |= {"data-batas-kata": section.max_words, "data-penghitung": "penghitung"}

    def clean_text(self):
        # Too many words may be saved and only keep the proposal from being sent; these limits protect the printing.
        text = self.cleaned_data["text"].replace("\r\n", "\n")
        titles = {self.section.number: self.section.title}
        gaps = [Gap(excess.code, self.section.number, excess.found, excess.limit) for excess in excesses(text)]
        if gaps:
            raise forms.ValidationError([gap_sentence(gap, titles) for gap in gaps])
        return text


class RestoreForm(Form):
    """The version of the section that was read when an earlier text was chosen."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class AttachmentForm(Form):
    """One file, of what its kind may be."""

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        field = PdfOrImageField if kind.takes_images else PdfField
        self.fields["file"] = field(
            label=kind.title if kind.is_required else f"{kind.title} (opsional)",
            max_bytes=kind.max_bytes,
            # The title is a name of its own, not a word in a sentence.
            error_messages={"required": f"Pilih berkas {kind.title}"},
        )


class WithdrawalForm(Form):
    """Why an agency takes its entry out."""

    reason = forms.CharField(label="Alasan penarikan", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
