"""What judges and organisers type, and the sentences that answer it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django import forms

from competitions.models import Criterion
from judging.actions import Candidates
from judging.assignment import Refusal
from judging.models import Result
from judging.scoring import BadScore, ScoreFault, parse_score
from judging.sheet import Fault, Mark, faults

MAX_REASON = 2000

SCORE_SENTENCES = {
    ScoreFault.NOT_A_NUMBER: "Nilai {name} harus berupa angka, misalnya 82,5.",
    ScoreFault.TOO_MANY_DECIMALS: "Nilai {name} paling banyak dua angka di belakang koma.",
    ScoreFault.OUT_OF_RANGE: "Nilai {name} harus antara 0 dan 100.",
}
FAULT_SENTENCES = {
    Fault.NO_VALUE: "Isi nilai {name}.",
    Fault.NO_REASON: "Isi alasan nilai {name}: nilai 20 atau kurang dan 95 atau lebih harus disertai alasan.",
}
REFUSAL_SENTENCES = {
    Refusal.SAME_AGENCY: "Instansi yang sama",
    Refusal.PARENT_AGENCY: "Instansi induk",
    Refusal.CHILD_AGENCY: "Instansi di bawahnya",
}


def typed(value: Decimal | None) -> str:
    """Write a mark as it would be typed: "82,5", "80"."""
    return "" if value is None else f"{value.normalize():f}".replace(".", ",")


class SheetForm(forms.Form):
    """A score sheet as a draft: whatever is there is saved, as long as it can be read."""

    use_required_attribute = False

    versi = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args, criteria: Sequence[Criterion], **kwargs):
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for criterion in criteria:
            self.fields[f"nilai_{criterion.code}"] = forms.CharField(
                label=f"Nilai {criterion.name}",
                required=False,
                max_length=12,
                widget=forms.TextInput(
                    attrs={
                        "inputmode": "decimal",
                        "autocomplete": "off",
                        "class": "masukan masukan-pendek",
                    }
                ),
                error_messages={"max_length": f"Nilai {criterion.name} harus antara 0 dan 100."},
            )
            self.fields[f"alasan_{criterion.code}"] = forms.CharField(
                label=f"Alasan nilai {criterion.name}",
                required=False,
                max_length=MAX_REASON,
                widget=forms.Textarea(attrs={"rows": 3, "class": "masukan masukan-alasan"}),
                error_messages={"max_length": f"Alasan nilai {criterion.name} paling banyak {MAX_REASON} huruf."},
            )

    @staticmethod
    def initial_of(version: int, marks: Mapping[str, Mark]) -> dict:
        initial: dict[str, int | str] = {"versi": version}
        for code, mark in marks.items():
            initial |= {f"nilai_{code}": typed(mark.value), f"alasan_{code}": mark.reason}
        return initial

    def groups(self) -> list[dict]:
        """Return criterion, value and reason together, for the fieldsets."""
        return [
            {
                "criterion": criterion,
                "value": self[f"nilai_{criterion.code}"],
                "reason": self[f"alasan_{criterion.code}"],
            }
            for criterion in self.criteria
        ]

    def clean(self):
        cleaned = super().clean()
        self.marks = {criterion.code: self._mark(cleaned, criterion) for criterion in self.criteria}
        return cleaned

    def _mark(self, cleaned: dict, criterion: Criterion) -> Mark:
        reason = cleaned.get(f"alasan_{criterion.code}", "").replace("\r\n", "\n")
        value = None
        if text := cleaned.get(f"nilai_{criterion.code}"):
            try:
                value = parse_score(text)
            except BadScore as bad:
                sentence = SCORE_SENTENCES[bad.code].format(name=criterion.name)
                self.add_error(f"nilai_{criterion.code}", sentence)
        return Mark(value, reason)


class HandInForm(SheetForm):
    """The same sheet, to be sealed: every criterion scored, extremes explained."""

    def clean(self):
        cleaned = super().clean()
        names = {criterion.code: criterion.name for criterion in self.criteria}
        for code, fault in faults(self.marks, list(names)):
            field = f"nilai_{code}" if fault is Fault.NO_VALUE else f"alasan_{code}"
            if f"nilai_{code}" not in self.errors and field not in self.errors:
                self.add_error(field, FAULT_SENTENCES[fault].format(name=names[code]))
        return cleaned


class ReasonForm(forms.Form):
    """One reason, for stepping back from a proposal or for an absence."""

    use_required_attribute = False

    alasan = forms.CharField(
        label="Alasan",
        max_length=MAX_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": "Isi alasan.",
            "max_length": f"Alasan paling banyak {MAX_REASON} huruf.",
        },
    )


class AssignForm(forms.Form):
    """The matrix of judges and proposals; each cell is the pair "judge-proposal"."""

    use_required_attribute = False

    pasangan = forms.MultipleChoiceField(
        label="Penugasan",
        required=False,
        error_messages={"invalid_choice": "Pasangan juri dan proposal ini tidak dapat dipilih."},
    )

    def __init__(self, *args, candidates: Candidates, **kwargs):
        super().__init__(*args, **kwargs)
        self.candidates = candidates
        keys = [f"{judge}-{proposal}" for judge, proposal in candidates.all_pairs()]
        self.fields["pasangan"].choices = [(key, key) for key in keys]  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(pairs) -> dict:
        return {"pasangan": [f"{judge}-{proposal}" for judge, proposal in pairs]}

    def clean_pasangan(self) -> set[tuple[int, int]]:
        pairs = (value.split("-") for value in self.cleaned_data["pasangan"])
        return {(int(judge), int(proposal)) for judge, proposal in pairs}

    def rows(self) -> list[dict]:
        """Return a row per proposal with a cell per judge: chosen, or why it cannot be."""
        chosen = set(self["pasangan"].value() or [])
        rows = []
        for proposal in self.candidates.proposals:
            cells = [self._cell(judge, proposal, chosen) for judge in self.candidates.judges]
            rows.append(
                {
                    "proposal": proposal,
                    "cells": cells,
                    "count": sum(cell["is_chosen"] for cell in cells),
                }
            )
        return rows

    def columns(self) -> list[dict]:
        """Return a column per judge with the number of proposals chosen."""
        chosen = self["pasangan"].value() or []
        return [
            {"judge": judge, "count": sum(key.startswith(f"{judge.pk}-") for key in chosen)}
            for judge in self.candidates.judges
        ]

    def _cell(self, judge, proposal, chosen: set[str]) -> dict:
        key = f"{judge.pk}-{proposal.pk}"
        refusal = self.candidates.refused.get((judge.pk, proposal.pk))
        return {
            "key": key,
            "judge": judge,
            "is_chosen": key in chosen and refusal is None,
            "refusal": REFUSAL_SENTENCES[refusal] if refusal else "",
        }


class DecisionForm(forms.Form):
    """The order a pleno gives to the entries of one tie, and why."""

    use_required_attribute = False

    alasan = forms.CharField(
        label="Alasan keputusan pleno",
        max_length=MAX_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": "Isi alasan keputusan pleno.",
            "max_length": f"Alasan paling banyak {MAX_REASON} huruf.",
        },
    )
    hadir = forms.CharField(
        label="Peserta pleno yang hadir",
        max_length=MAX_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": "Isi peserta pleno yang hadir.",
            "max_length": f"Peserta pleno paling banyak {MAX_REASON} huruf.",
        },
    )

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
                error_messages={"required": f"Pilih urutan {title}."},
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
            self.add_error(None, "Setiap proposal harus mendapat urutan yang berbeda.")
        self.order = [chosen[place] for place in sorted(chosen)]
        return cleaned
