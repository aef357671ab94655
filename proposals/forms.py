"""Fields and words of the pages about proposals."""

from uuid import uuid4

from django import forms

from competitions.models import Category, Period, Section
from kipp.clock import today
from kipp.fields import DateField
from kipp.forms import Form
from kipp.text import ukuran_berkas
from proposals.completeness import Gap, excesses
from proposals.models import Check, Innovation
from proposals.wording import gap_sentence

# A title is judged by eye, not by a dictionary; this only stops what no register can print.
TITLE_LENGTH = Innovation._meta.get_field("title").max_length  # noqa: SLF001 (_meta is Django's public API)


class EntryForm(Form):
    """What decides whether an innovation may enter: title, category, start."""

    title = forms.CharField(label="Judul inovasi", max_length=TITLE_LENGTH)
    category = forms.ModelChoiceField(
        label="Kategori inovasi",
        queryset=Category.objects.none(),
        empty_label="Pilih kategori",
    )
    implemented_on = DateField(
        label="Tanggal mulai penerapan", help_text="Tanggal inovasi mulai diterapkan, bukan tanggal peluncurannya."
    )
    times_awarded = forms.IntegerField(
        label="Jumlah penghargaan yang pernah diterima",
        min_value=0,
        max_value=100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": "Isi jumlah penghargaan yang pernah diterima, 0 bila belum ada",
        },
    )

    def __init__(self, *args, period: Period, **kwargs):
        super().__init__(*args, **kwargs)
        self.period = period
        category = self.fields["category"]
        assert isinstance(category, forms.ModelChoiceField)  # noqa: S101 (what the field is declared as)
        category.queryset = period.categories.order_by("order", "pk")
        if period.max_times_awarded is None:
            del self.fields["times_awarded"]

    def clean_title(self):
        return " ".join(self.cleaned_data["title"].split())

    def clean_implemented_on(self):
        day = self.cleaned_data["implemented_on"]
        if day and day > today():
            raise forms.ValidationError("Tanggal mulai penerapan tidak boleh setelah hari ini")
        return day


class NewEntryForm(EntryForm):
    """The same with the key that makes a second click harmless."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


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


class AttachmentForm(Form):
    """One PDF."""

    file = forms.FileField(widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}), allow_empty_file=True)

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["file"]
        field.label = kind.title if kind.is_required else f"{kind.title} (opsional)"
        field.error_messages["required"] = f"Pilih berkas {kind.title}"  # a name of its own, not a word in a sentence
        field.help_text = f"PDF, paling besar {ukuran_berkas(kind.max_bytes)}."


class DecisionForm(Form):
    """What the desk decides, with coded reasons."""

    decision = forms.ChoiceField(
        label="Putusan",
        choices=Check.Decision.choices,
        widget=forms.RadioSelect,
    )
    reasons = forms.MultipleChoiceField(
        label="Alasan",
        choices=Check.Reason.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Wajib untuk pengembalian dan penolakan.",
    )
    note = forms.CharField(
        label="Catatan untuk instansi (opsional)",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    due_on = DateField(label="Batas perbaikan", required=False, help_text="Wajib untuk pengembalian.")

    def clean(self):
        data = super().clean()
        decision = data.get("decision")
        if decision in {Check.Decision.SEND_BACK, Check.Decision.REJECT} and not data.get("reasons"):
            self.add_error("reasons", "Pilih paling sedikit satu alasan")
        if decision == Check.Decision.SEND_BACK and "due_on" not in self.errors:
            if not data.get("due_on"):
                self.add_error("due_on", "Isi batas perbaikan")
            elif data["due_on"] < today():
                self.add_error("due_on", "Batas perbaikan harus hari ini atau sesudahnya")
        return data
