"""What an agency objects to, and what the office answers."""

from django import forms

from judging.forms.pleno import EntryField
from judging.models import ObjectionAnswer
from kipp.forms import Form
from proposals.models import Proposal

LEAST, MOST = 30, 5000


class ObjectionForm(Form):
    """One objection: to the result of an own entry, or to the result as a whole."""

    proposal = EntryField(
        label="Mengenai",
        queryset=Proposal.objects.none(),
        required=False,
        empty_label="Hasil secara keseluruhan",
    )
    alasan = forms.CharField(
        label="Alasan dan bukti",
        min_length=LEAST,
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Tulis apa yang tidak sesuai dan sebutkan buktinya. Sanggahan yang sudah dikirim tidak dapat diubah.",
        error_messages={"min_length": f"Alasan dan bukti paling sedikit {LEAST} huruf"},
    )

    def __init__(self, *args, entries, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["proposal"].queryset = entries  # type: ignore[attr-defined]


class AnswerForm(Form):
    """The answer to one objection, for good."""

    keputusan = forms.ChoiceField(label="Keputusan", choices=ObjectionAnswer.Outcome.choices, widget=forms.RadioSelect)
    jawaban = forms.CharField(
        label="Jawaban kepada instansi",
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Sebutkan alasannya dan apa yang dilakukan selanjutnya.",
    )
