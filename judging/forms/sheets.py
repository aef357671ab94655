"""The score sheet, the matrix of judges and the decision of a pleno, as forms."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from decimal import Decimal

from django import forms

from competitions.models import Criterion
from judging.actions import Candidates
from judging.scoring import BadScore, ScoreFault, parse_score
from judging.sheet import REASON_RULE, Fault, Mark, faults
from judging.wording import REFUSAL_SENTENCES, reason_rule
from kipp.clock import WIB
from kipp.fields import DateField
from kipp.forms import Form

MAX_REASON = 2000

SCORE_SENTENCES = {
    ScoreFault.NOT_A_NUMBER: "Nilai {name} harus berupa angka, misalnya 82,5",
    ScoreFault.TOO_MANY_DECIMALS: "Nilai {name} paling banyak dua angka di belakang koma",
    ScoreFault.OUT_OF_RANGE: "Nilai {name} harus antara 0 dan 100",
}
FAULT_SENTENCES = {
    Fault.NO_VALUE: "Pilih nilai {name}",
    Fault.NO_REASON: "Isi alasan nilai {name}: " + reason_rule(REASON_RULE),
}
TWO_MARKS = "Pilih satu nilai {name}: titik {point}, atau nilai lain {value}"


def typed(value: Decimal | None) -> str:
    """Write a mark as it would be typed: "82,5", "80"."""
    return "" if value is None else f"{value.normalize():f}".replace(".", ",")


class Points(forms.RadioSelect):
    """The labelled points of a criterion; a link to the group leads to its first point."""

    def id_for_label(self, id_, index=None):
        return super().id_for_label(id_, "0" if index is None else index)


class SheetForm(Form):
    """A score sheet as a draft: whatever is there is saved, as long as it can be read.

    A mark is one of the labelled points or another value; both together only when they agree.
    """

    versi = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args, criteria: Sequence[Criterion], **kwargs):
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for criterion in criteria:
            self._add_fields(criterion)

    def _add_fields(self, criterion: Criterion) -> None:
        code, name = criterion.code, criterion.name
        self.fields[f"titik_{code}"] = forms.ChoiceField(
            label=f"Nilai {name}",
            required=False,
            choices=[(str(anchor["score"]), anchor["words"]) for anchor in criterion.anchors],
            widget=Points,
            error_messages={"invalid_choice": f"Pilih nilai {name} dari daftar"},
        )
        self.fields[f"nilai_{code}"] = forms.CharField(
            label="Nilai lain",
            required=False,
            max_length=12,
            # The blank placeholder lets the stylesheet see whether anything is typed.
            widget=forms.TextInput(
                attrs={
                    "inputmode": "decimal",
                    "autocomplete": "off",
                    "class": "masukan masukan-pendek",
                    "placeholder": " ",
                }
            ),
            error_messages={"max_length": SCORE_SENTENCES[ScoreFault.OUT_OF_RANGE].format(name=name)},
        )
        self.fields[f"alasan_{code}"] = forms.CharField(
            label=f"Alasan nilai {name}",
            required=False,
            max_length=MAX_REASON,
            widget=forms.Textarea(attrs={"rows": 2, "class": "masukan masukan-alasan"}),
        )

    @staticmethod
    def initial_of(version: int, marks: Mapping[str, Mark], criteria: Sequence[Criterion]) -> dict:
        """Return what the sheet opens with: a mark that is a point is chosen, any other is written."""
        initial: dict[str, int | str] = {"versi": version}
        for criterion in criteria:
            mark = marks.get(criterion.code, Mark())
            is_point = mark.value in [Decimal(str(anchor["score"])) for anchor in criterion.anchors]
            initial |= {
                f"titik_{criterion.code}": typed(mark.value) if is_point else "",
                f"nilai_{criterion.code}": "" if is_point else typed(mark.value),
                f"alasan_{criterion.code}": mark.reason,
            }
        return initial

    def groups(self) -> list[dict]:
        """Return criterion, points, other value and reason together, for the fieldsets."""
        return [
            {
                "criterion": criterion,
                "point": self[f"titik_{criterion.code}"],
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
        return Mark(self._value(cleaned, criterion), reason)

    def _value(self, cleaned: dict, criterion: Criterion) -> Decimal | None:
        point, text = cleaned.get(f"titik_{criterion.code}"), cleaned.get(f"nilai_{criterion.code}")
        chosen = Decimal(point) if point else None
        if not text:
            return chosen
        try:
            value = parse_score(text)
        except BadScore as bad:
            self.add_error(f"nilai_{criterion.code}", SCORE_SENTENCES[bad.code].format(name=criterion.name))
            return None
        if chosen not in (None, value):
            two = TWO_MARKS.format(name=criterion.name, point=typed(chosen), value=typed(value))
            self.add_error(f"nilai_{criterion.code}", two)
        return value


class HandInForm(SheetForm):
    """The same sheet, to be sealed: every criterion scored, extremes explained."""

    def clean(self):
        cleaned = super().clean()
        names = {criterion.code: criterion.name for criterion in self.criteria}
        for code, fault in faults(self.marks, list(names)):
            field = f"titik_{code}" if fault is Fault.NO_VALUE else f"alasan_{code}"
            if not {f"titik_{code}", f"nilai_{code}", field} & set(self.errors):
                self.add_error(field, FAULT_SENTENCES[fault].format(name=names[code]))
        return cleaned


class ReasonForm(Form):
    """One reason, for stepping back from a proposal or for an absence."""

    alasan = forms.CharField(label="Alasan", max_length=MAX_REASON, widget=forms.Textarea(attrs={"rows": 4}))


class PublicationForm(Form):
    """When the result becomes public: without a day as soon as another organiser approves."""

    tanggal = DateField(
        label="Tanggal pengumuman (opsional)",
        required=False,
        help_text="Kosongkan bila hasil langsung diumumkan setelah disetujui.",
    )
    jam = forms.RegexField(
        r"^([01]?[0-9]|2[0-3])[.:][0-5][0-9]( WIB)?$",
        label="Jam pengumuman (opsional)",
        required=False,
        help_text="Misalnya 10.00 WIB",
        error_messages={"invalid": "Jam pengumuman harus berupa jam dan menit, misalnya 10.00 WIB"},
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "masukan-pendek"}),
    )

    def clean(self):
        data = super().clean()
        if "tanggal" in data and "jam" in data and bool(data["tanggal"]) != bool(data["jam"]):
            lacking, name = ("jam", "Jam") if data["tanggal"] else ("tanggal", "Tanggal")
            self.add_error(lacking, f"Isi {name} pengumuman, atau kosongkan tanggal dan jam")
        return data

    @property
    def due_at(self) -> datetime | None:
        day, hour = self.cleaned_data["tanggal"], self.cleaned_data["jam"]
        if not day:
            return None
        hours, minutes = (int(part) for part in hour.removesuffix(" WIB").replace(":", ".").split("."))
        return datetime.combine(day, time(hours, minutes), WIB)


class AssignForm(Form):
    """The matrix of judges and proposals; each cell is the pair "judge-proposal"."""

    pasangan = forms.MultipleChoiceField(
        label="Penugasan",
        required=False,
        error_messages={"invalid_choice": "Pasangan juri dan proposal ini tidak dapat dipilih"},
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
            "label": f"{judge.name} menilai {proposal.number}",
        }
