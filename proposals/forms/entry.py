"""What decides whether an innovation may enter."""

from uuid import uuid4

from django import forms

from competitions.models import Category, EntryGroup, Period
from proposals.forms.innovations import StartForm
from proposals.video import BadLink, normalised
from proposals.wording import video_sentence


class EntryForm(StartForm):
    """What decides whether an innovation may enter: title, category, group, start."""

    category = forms.ModelChoiceField(
        label="Kategori inovasi",
        queryset=Category.objects.none(),
        empty_label="Pilih kategori",
    )
    group = forms.ModelChoiceField(
        label="Kelompok inovasi",
        queryset=EntryGroup.objects.none(),
        empty_label=None,
    )
    field_order = ("title", "category", "group", "implemented_on", "times_awarded")

    def __init__(self, *args, period: Period, **kwargs):
        super().__init__(*args, **kwargs)
        self.period = period
        self.groups = list(period.groups.order_by("order", "pk"))
        self._offer("category", period.categories)
        self._offer("group", period.groups)
        if len(self.groups) == 1:
            del self.fields["group"]

    def _offer(self, name, rows):
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 (what the field is declared as)
        field.queryset = rows.order_by("order", "pk")

    def clean(self):
        data = super().clean()
        if len(self.groups) == 1:
            data["group"] = self.groups[0]
        return data


class EntryEditForm(EntryForm):
    """The same while the entry is being written, with the video that may be shown beside the text."""

    video_link = forms.CharField(
        label="Tautan video (opsional)",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
        help_text="Satu video di YouTube yang dapat ditonton tanpa masuk akun. Ikut dikirim bersama proposal.",
    )

    def clean_video_link(self):
        link = self.cleaned_data["video_link"]
        try:
            return normalised(link) if link else ""
        except BadLink as refusal:
            raise forms.ValidationError(video_sentence(refusal.fault)) from refusal


class NewEntryForm(EntryForm):
    """The same with the number of earlier awards, and the key that makes a second click harmless."""

    times_awarded = forms.IntegerField(
        label="Jumlah penghargaan yang pernah diterima",
        min_value=0,
        max_value=100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": "Isi jumlah penghargaan yang pernah diterima, 0 bila belum ada",
        },
    )
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if all(group.max_times_awarded is None for group in self.groups):
            del self.fields["times_awarded"]


class EnterForm(NewEntryForm):
    """The same for an innovation that is registered: what its record says is not asked again."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("title", "implemented_on", "times_awarded"):
            self.fields.pop(name, None)
