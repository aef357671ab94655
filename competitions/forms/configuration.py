"""What entries are asked, and how they are grouped; set up before a period opens."""

from django import forms

from competitions.models import AttachmentKind, Category, Criterion, EntryGroup, Section
from competitions.presets import MEGABYTE
from kipp.fields import DecimalField
from kipp.forms import ModelForm

SIZES = [(size * MEGABYTE, f"{size} MB") for size in (1, 2, 5, 10, 20)]


class CategoryForm(ModelForm):
    class Meta:
        model = Category
        fields = ["name"]


class GroupForm(ModelForm):
    class Meta:
        model = EntryGroup
        fields = ["name", "description", "min_months", "max_months", "max_times_awarded"]
        widgets = {"description": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            "min_months": "Bulan kalender, dihitung mundur dari penutupan pendaftaran. Satu tahun adalah 12 bulan.",
            "max_months": "Kosongkan bila tidak dibatasi.",
            "max_times_awarded": "Kosongkan bila tidak dibatasi.",
        }


class ForGroupsForm(ModelForm):
    """A part of the proposal form that may be for some groups only."""

    groups = forms.MultipleChoiceField(
        label="Untuk kelompok",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tanpa pilihan, berlaku untuk semua kelompok.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._offer("groups", self.instance.period.groups)

    def _offer(self, name, rows):
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 (what the field is declared as)
        # Two rounds may have criteria of one code: it is asked about once.
        field.choices = list(dict(rows.order_by("order", "pk").values_list("code", "name")).items())


class SectionForm(ForGroupsForm):
    criteria = forms.MultipleChoiceField(
        label="Bukti untuk kriteria", required=False, widget=forms.CheckboxSelectMultiple
    )
    weight_shown = DecimalField(
        label="Bobot yang ditampilkan (%)",
        required=False,
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        help_text="Hanya petunjuk bagi peserta; nilai dihitung dari bobot kriteria.",
    )

    class Meta:
        model = Section
        fields = ["number", "title", "guidance", "max_words", "weight_shown", "criteria", "is_required", "groups"]
        widgets = {"guidance": forms.Textarea(attrs={"rows": 5})}
        labels = {"is_required": "Wajib diisi"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._offer("criteria", Criterion.objects.of_desk(self.instance.period))


class AttachmentKindForm(ForGroupsForm):
    max_bytes = forms.TypedChoiceField(label="Ukuran paling besar", coerce=int, choices=SIZES)

    class Meta:
        model = AttachmentKind
        fields = ["title", "guidance", "is_required", "takes_images", "max_bytes", "groups"]
        widgets = {"guidance": forms.Textarea(attrs={"rows": 3})}
        labels = {"is_required": "Wajib diunggah"}
        help_texts = {"takes_images": "Tanpa pilihan ini, berkas harus PDF."}
