"""What officers say of each rule, and the exceptions they propose."""

from dataclasses import dataclass

from django import forms

from kipp.forms import Form
from proposals.checklist import Mark, Outcome, Rule, needs_note
from proposals.models import Checklist
from proposals.wording import mark_label, rule_title

# The button that also confirms every rule which is met by computation and was left open.
ALL_COMPUTED = "semua"


@dataclass(frozen=True)
class RuleFields:
    rule: Rule
    mark: forms.BoundField
    note: forms.BoundField


class ChecklistForm(Form):
    """One form for the whole checklist: a mark and a note for each rule."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, checklist: Checklist, **kwargs):
        super().__init__(*args, **kwargs)
        self.checklist = checklist
        self.fields["seen"].initial = checklist.state
        for finding in checklist.findings:
            said = checklist.standing.get(finding.rule)
            marks = [mark for mark in Mark if (finding.outcome, mark) != (Outcome.FAILED, Mark.MET)]
            self.fields[_mark(finding.rule)] = forms.ChoiceField(
                label=rule_title(finding.rule),
                choices=[(mark.value, mark_label(mark)) for mark in marks],
                initial=said.mark if said else Mark.UNCHECKED.value,
                widget=forms.RadioSelect,
                required=False,
            )
            self.fields[_note(finding.rule)] = forms.CharField(
                label="Catatan",
                initial=said.note if said else "",
                max_length=2000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2, "class": "masukan masukan-alasan"}),
            )

    def clean(self):
        data = super().clean()
        for finding in self.checklist.findings:
            mark, note = self._said(finding.rule)
            if needs_note(finding.outcome, mark) and not note and _note(finding.rule) not in self.errors:
                self.add_error(_note(finding.rule), f"Isi catatan {rule_title(finding.rule).lower()}")
        return data

    def marks(self) -> dict[Rule, tuple[Mark, str]]:
        """What was said; pressed by that button, with everything confirmed that is met by computation."""
        said = {finding.rule: self._said(finding.rule) for finding in self.checklist.findings}
        if ALL_COMPUTED in self.data:
            for finding in self.checklist.findings:
                mark, note = said[finding.rule]
                if finding.outcome is Outcome.MET and mark is Mark.UNCHECKED:
                    said[finding.rule] = (Mark.MET, note)
        return said

    def of_rule(self, rule: Rule) -> RuleFields:
        return RuleFields(rule, self[_mark(rule)], self[_note(rule)])

    def _said(self, rule: Rule) -> tuple[Mark, str]:
        # Without an answer nothing is said, whatever the browser left out.
        mark = self.cleaned_data.get(_mark(rule)) or Mark.UNCHECKED
        return Mark(mark), self.cleaned_data.get(_note(rule), "")


class OverrideForm(Form):
    """Why a rule should not stand against this entry, and what shows it."""

    reason = forms.CharField(label="Alasan pengecualian", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    evidence = forms.CharField(
        label="Bukti yang dirujuk",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Sebutkan dokumen, tanggal, dan halamannya.",
    )


class OverrideDeclineForm(Form):
    reason = forms.CharField(label="Alasan penolakan", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


def _mark(rule: Rule) -> str:
    return f"nilai_{rule}"


def _note(rule: Rule) -> str:
    return f"catatan_{rule}"
