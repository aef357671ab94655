"""What a pleno decides, and why: the order inside a tie, a mark that was wrong."""

from collections.abc import Sequence

from django import forms

from competitions.models import Criterion
from judging.forms.sheets import MAX_REASON, SCORE_SENTENCES, typed
from judging.models import Result
from judging.scoring import BadScore, parse_score
from judging.sheet import Mark
from kipp.accounts.models import User
from kipp.forms import Form
from proposals.models import Proposal


class PlenoForm(Form):
    """Any decision has a reason and people who were there."""

    alasan = forms.CharField(
        label="Alasan keputusan pleno",
        max_length=MAX_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    hadir = forms.CharField(
        label="Peserta pleno yang hadir",
        max_length=MAX_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class DecisionForm(PlenoForm):
    """The order a pleno gives to the entries of one tie."""

    def __init__(self, *args, tie: Sequence[Result], **kwargs):
        super().__init__(*args, **kwargs)
        self.tie = tie
        places = [("", "Pilih urutan")] + [(str(n), str(n)) for n in range(1, len(tie) + 1)]
        order = {}
        for result in tie:
            title = result.proposal.innovation.title
            order[f"urutan_{result.proposal.pk}"] = forms.ChoiceField(
                label=f"Urutan {title} ({result.proposal.number})",
                choices=places,
                error_messages={"required": f"Pilih urutan {title}"},
            )
        self.fields = order | self.fields

    def clean(self):
        cleaned = super().clean()
        chosen = {
            int(cleaned[f"urutan_{result.proposal.pk}"]): result.proposal.number
            for result in self.tie
            if cleaned.get(f"urutan_{result.proposal.pk}")
        }
        if not self.errors and len(chosen) < len(self.tie):
            self.add_error(None, "Setiap proposal harus mendapat urutan yang berbeda")
        self.order = [chosen[place] for place in sorted(chosen)]
        return cleaned


class EntryField(forms.ModelChoiceField):
    """An entry by number and title."""

    def label_from_instance(self, obj):
        return f"{obj.number}, {obj.innovation.title}"


class WhichSheetForm(Form):
    """Whose sheet for which entry a pleno wants to change."""

    proposal = EntryField(label="Proposal", queryset=Proposal.objects.none(), empty_label="Pilih proposal")
    juri = forms.ModelChoiceField(label="Juri", queryset=User.objects.none(), empty_label="Pilih juri")

    def __init__(self, *args, sheets, **kwargs):
        super().__init__(*args, **kwargs)
        self.sheets = sheets
        entries = Proposal.objects.filter(pk__in=sheets.values("proposal")).select_related("innovation")
        self.fields["proposal"].queryset = entries.order_by("number", "pk")  # type: ignore[attr-defined]
        judges = User.objects.filter(pk__in=sheets.values("judge")).order_by("name", "pk")
        self.fields["juri"].queryset = judges  # type: ignore[attr-defined]

    def clean(self):
        cleaned = super().clean()
        self.sheet = None
        if not self.errors:
            self.sheet = self.sheets.filter(proposal=cleaned["proposal"], judge=cleaned["juri"]).first()
            if self.sheet is None:
                self.add_error("juri", "Juri ini tidak mengirim lembar nilai untuk proposal itu. Pilih juri yang lain")
        return cleaned


class ChangeForm(PlenoForm):
    """One mark of a sheet, changed."""

    kriteria = forms.ChoiceField(
        label="Kriteria yang nilainya diubah",
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih kriteria yang nilainya diubah"},
    )
    nilai = forms.CharField(
        label="Nilai baru",
        help_text="0 sampai 100, misalnya 82,5.",
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    field_order = ("kriteria", "nilai", "alasan", "hadir")

    def __init__(self, *args, criteria: Sequence[Criterion], marks: dict[str, Mark], **kwargs):
        super().__init__(*args, **kwargs)
        self.criteria = {criterion.code: criterion for criterion in criteria}
        self.fields["kriteria"].choices = [  # type: ignore[attr-defined]
            (code, f"{one.name}, nilai sekarang {typed(marks[code].value)}") for code, one in self.criteria.items()
        ]

    def clean_nilai(self):
        try:
            return parse_score(self.cleaned_data["nilai"])
        except BadScore as refusal:
            raise forms.ValidationError(SCORE_SENTENCES[refusal.code].format(name="baru")) from refusal
