"""The rows of the record of an innovation: initiators, replications, awards and the evidence of its start."""

from collections.abc import Callable, Iterable
from operator import methodcaller
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from competitions.models import TransitionNotAllowed
from kipp import uploads
from kipp.access import Guarded
from kipp.documents.views import attachment as file_response
from kipp.forms import ModelForm
from kipp.text import nip, tanggal
from proposals import actions, permissions
from proposals.forms import AwardForm, EvidenceForm, InitiatorForm, ReplicationForm
from proposals.models import Award, Initiator, Innovation, Replication, StartEvidence
from proposals.views.innovations import InnovationScoped, WhileUnfrozen


class Kind(NamedTuple):
    """One kind of row: how pages call it, where an innovation keeps it, its form, and what a line says of it."""

    title: str
    noun: str
    rows: str
    form: type[ModelForm]
    note: Callable[[Any], str]
    read: Callable[[Any], Iterable[Any]] = methodcaller("all")


def _initiator(row: Initiator) -> str:
    return f"{row.position}, NIP {nip(row.nip)}" if row.nip else row.position


def _replication(row: Replication) -> str:
    return f"{row.place}, sejak {tanggal(row.since)}"


def _evidence(row: StartEvidence) -> str:
    return f"Tertanggal {tanggal(row.dated_on)}, halaman {row.page}"


def _award(row: Award) -> str:
    return f"Tingkat {row.get_level_display().lower()}, {row.year}" if row.year else "Tahun dan tingkat belum diisi"


KINDS = {
    "bukti": Kind("Bukti mulai penerapan", "bukti", "evidence", EvidenceForm, _evidence, methodcaller("with_scan")),
    "pemrakarsa": Kind("Pemrakarsa", "pemrakarsa", "initiators", InitiatorForm, _initiator),
    "penghargaan": Kind("Penghargaan", "penghargaan", "awards", AwardForm, _award),
    "replikasi": Kind("Replikasi", "replikasi", "replications", ReplicationForm, _replication),
}


def record_of(innovation: Innovation, *, may_keep: bool) -> list[dict[str, Any]]:
    """Return every kind of row with its lines; without the right to keep it there are no addresses. A query each."""

    def page(name: str, *where: Any) -> str:
        return reverse(f"proposals:innovation_part_{name}", args=[innovation.pk, *where]) if may_keep else ""

    def line(slug: str, kind: Kind, row: Any) -> dict[str, Any]:
        # What was won here stays as it was given.
        won = getattr(row, "proposal_id", None)
        return {"row": row, "note": kind.note(row), "edit": "" if won else page("edit", slug, row.pk)}

    return [
        {
            "title": kind.title,
            "add_label": f"Tambah {kind.noun}",
            "add": page("add", slug),
            "lines": [line(slug, kind, row) for row in kind.read(getattr(innovation, kind.rows))],
        }
        for slug, kind in KINDS.items()
    ]


class PartScoped(InnovationScoped, WhileUnfrozen):
    """A page about one row, or a new one."""

    @cached_property
    def kind(self) -> Kind:
        if self.kwargs["part"] not in KINDS:
            raise Http404
        return KINDS[self.kwargs["part"]]

    @cached_property
    def row(self):
        rows = getattr(self.subject, self.kind.rows)
        own = rows.filter(proposal=None) if self.kind.rows == "awards" else rows
        return get_object_or_404(own, pk=self.kwargs["row"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(kind=self.kind, back_url=self.own_page, back_label="halaman inovasi", **kwargs)


class PartEdit(PartScoped, FormView):
    template_name = "proposals/innovation_form.html"
    verb = "Ubah"

    def get_form_class(self):
        return self.kind.form

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.row}

    def get_context_data(self, **kwargs):
        shown = {"heading": f"{self.verb} {self.kind.noun}", "submit": "Simpan"}
        if self.row.pk:
            shown["remove"] = reverse("proposals:innovation_part_remove", kwargs=self.kwargs)
        return super().get_context_data(**shown, **kwargs)

    def form_valid(self, form):
        try:
            self.keep(form)
        except uploads.Refused as refusal:
            form.add_error("file", uploads.sentence(refusal))
            return self.form_invalid(form)
        except TransitionNotAllowed as refusal:
            messages.error(self.request, str(refusal))
        else:
            messages.success(self.request, f"{self.kind.title} disimpan.")
        return redirect(self.own_page)

    def keep(self, form) -> None:
        file = form.cleaned_data.get("file")
        if file:
            actions.add_evidence(form.instance, by=self.request.user, name=file.name, data=file.read())
        else:
            actions.save_part(form.instance, by=self.request.user)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


class PartAdd(PartEdit):
    verb = "Tambah"

    @cached_property
    def row(self):
        return getattr(self.subject, self.kind.rows).model(innovation=self.subject)


class PartRemove(PartScoped, TemplateView):
    """Confirmation is a page."""

    template_name = "proposals/innovation_part_remove.html"

    def get_context_data(self, **kwargs):
        shown = {"row": self.row, "note": self.kind.note(self.row), "here": self.request.path}
        return super().get_context_data(**kwargs | shown)

    def post(self, request, **kwargs):
        try:
            actions.remove_part(self.row, by=request.user)
        except TransitionNotAllowed as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{self.kind.title} dihapus.")
        return redirect(self.own_page)


class EvidenceDownload(Guarded):
    permission = permissions.may_view_innovations
    http_method_names = ["get", "head"]

    def load(self):
        return get_object_or_404(StartEvidence.objects.visible_to(self.request.user), pk=self.kwargs["pk"])

    def get(self, request, pk):
        return file_response(self.subject.path, self.subject.name)
