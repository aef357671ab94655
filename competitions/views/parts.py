"""The rows that a period is made of, while it is a draft: one set of pages for every kind of row.

The criteria of a round have the same pages; they stand below their round, all others below the period.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from competitions import actions, permissions
from competitions.forms import (
    AttachmentKindForm,
    CategoryForm,
    CriterionForm,
    GroupForm,
    RoundForm,
    SectionForm,
)
from competitions.models import Round, TransitionNotAllowed
from competitions.views.periods import PeriodScoped
from kipp.forms import ModelForm
from kipp.listing import Link


class Kind(NamedTuple):
    """One kind of row: how pages call it, where its owner keeps it, its form, and where else a row leads.

    `weights` leads from the owner to the page that sets the weights of all rows together.
    """

    title: str
    noun: str
    rows: str
    form: type[ModelForm]
    caption: str = "Urutan seperti pada formulir peserta"
    more: Callable[[Any], Link] | None = None
    weights: Callable[[Any], str] | None = None


def _blank_form(kind) -> Link:
    return Link("Formulir kosong", reverse("competitions:blank_form_edit", args=[kind.period_id, kind.code]))


def criteria_of(round_: Round) -> Link:
    where = {"pk": round_.period_id, "part": "kriteria", "round": round_.code}
    return Link("Kriteria", reverse("competitions:part_list", kwargs=where))


KINDS = {
    "kategori": Kind("Kategori", "kategori", "categories", CategoryForm),
    "kelompok": Kind("Kelompok", "kelompok", "groups", GroupForm),
    "bagian": Kind("Bagian proposal", "bagian", "sections", SectionForm),
    "lampiran": Kind("Jenis lampiran", "jenis lampiran", "attachment_kinds", AttachmentKindForm, more=_blank_form),
    "tahap": Kind(
        "Tahap penilaian",
        "tahap penilaian",
        "rounds",
        RoundForm,
        "Urutan pelaksanaan",
        criteria_of,
        lambda period: reverse("competitions:period_weights", args=[period.pk]),
    ),
}
CRITERIA = Kind(
    "Kriteria",
    "kriteria",
    "criteria",
    CriterionForm,
    "Urutan seperti pada lembar nilai",
    weights=lambda round_: reverse("competitions:round_weights", args=[round_.period_id, round_.code]),
)


class Line(NamedTuple):
    """One row of the list and where its buttons lead."""

    row: Any
    edit: str
    move: str
    remove: str
    more: Link | None


class PartsScoped(PeriodScoped):
    permission = permissions.may_edit

    @cached_property
    def kind(self) -> Kind:
        if "round" in self.kwargs:
            return CRITERIA
        if self.kwargs["part"] not in KINDS:
            raise Http404
        return KINDS[self.kwargs["part"]]

    @cached_property
    def owner(self):
        """What the rows belong to: a round of the period, or the period itself."""
        if "round" in self.kwargs:
            return get_object_or_404(self.subject.rounds, code=self.kwargs["round"])
        return self.subject

    @property
    def rows(self):
        return getattr(self.owner, self.kind.rows).order_by("order", "pk")

    @cached_property
    def row(self):
        return get_object_or_404(self.rows, code=self.kwargs["code"])

    def address(self, page: str, **row: str) -> str:
        where = {name: self.kwargs[name] for name in ("pk", "part", "round") if name in self.kwargs}
        return reverse(f"competitions:part_{page}", kwargs=where | row)

    @property
    def list_url(self) -> str:
        return self.address("list")

    def get_context_data(self, **kwargs):
        back = Link(self.kind.title.lower(), self.list_url)
        return super().get_context_data(**{"owner": self.owner, "kind": self.kind, "back": back} | kwargs)

    def carried_out(self, done: str, act):
        """Take the step, say how it went, and go back to the list."""
        try:
            act()
        except (actions.NotReady, TransitionNotAllowed) as refusal:
            messages.error(self.request, str(refusal))
        else:
            messages.success(self.request, done)
        return redirect(self.list_url)


class PartList(PartsScoped, TemplateView):
    template_name = "competitions/part_list.html"

    def get_context_data(self, **kwargs):
        rows = list(self.rows)
        return super().get_context_data(
            lines=[self.line(row) for row in rows],
            add=self.address("add"),
            back=self.way_back(),
            weights=self.kind.weights(self.owner) if self.kind.weights and len(rows) > 1 else "",
            total=sum(row.weight for row in rows) if self.kind.weights else None,  # None: nothing is weighed here
            **kwargs,
        )

    def line(self, row) -> Line:
        edit, move, remove = (self.address(page, code=row.code) for page in ("edit", "move", "remove"))
        return Line(row, edit, move, remove, self.kind.more(row) if self.kind.more else None)

    def way_back(self) -> Link:
        period = self.subject
        if self.owner is not period:
            return Link("tahap penilaian", reverse("competitions:part_list", args=[period.pk, "tahap"]))
        return Link(period.title, reverse("competitions:period_detail", args=[period.pk]))


class PartEdit(PartsScoped, FormView):
    template_name = "competitions/part_form.html"

    @property
    def title(self) -> str:
        return f"Ubah {self.kind.noun}"

    def get_form_class(self):
        return self.kind.form

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.row}

    def get_context_data(self, **kwargs):
        return super().get_context_data(title=self.title, **kwargs)

    def form_valid(self, form):
        part = form.instance
        return self.carried_out(f"{part} disimpan.", lambda: actions.save_part(part, by=self.request.user))


class PartAdd(PartEdit):
    @property
    def title(self) -> str:
        return f"Tambah {self.kind.noun}"

    @cached_property
    def row(self):
        return self.rows.model(**{"period" if self.owner is self.subject else "round": self.owner})


class PartMove(PartsScoped):
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        up = request.POST.get("arah") == "naik"
        return self.carried_out(
            f"Urutan {self.row} disimpan.", lambda: actions.move_part(self.row, by=request.user, up=up)
        )


class PartRemove(PartsScoped, TemplateView):
    """Confirmation is a page."""

    template_name = "competitions/part_remove.html"

    def get_context_data(self, **kwargs):
        here = self.address("remove", code=self.row.code)
        return super().get_context_data(row=self.row, here=here, title=f"Hapus {self.kind.noun}", **kwargs)

    def post(self, request, **kwargs):
        return self.carried_out(f"{self.row} dihapus.", lambda: actions.remove_part(self.row, by=request.user))
