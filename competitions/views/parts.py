"""The rows that a period is made of, while it is a draft: one set of pages for every kind of row."""

from typing import NamedTuple

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from competitions import actions, permissions
from competitions.forms import AttachmentKindForm, CategoryForm, GroupForm, SectionForm
from competitions.models import TransitionNotAllowed
from competitions.views.periods import PeriodScoped
from kipp.forms import ModelForm
from kipp.listing import Link


class Kind(NamedTuple):
    """One kind of row: how pages call it, where a period keeps it, and its form."""

    title: str
    noun: str
    rows: str
    form: type[ModelForm]


KINDS = {
    "kategori": Kind("Kategori", "kategori", "categories", CategoryForm),
    "kelompok": Kind("Kelompok", "kelompok", "groups", GroupForm),
    "bagian": Kind("Bagian proposal", "bagian", "sections", SectionForm),
    "lampiran": Kind("Jenis lampiran", "jenis lampiran", "attachment_kinds", AttachmentKindForm),
}


class PartsScoped(PeriodScoped):
    permission = permissions.may_edit

    @cached_property
    def kind(self) -> Kind:
        if self.kwargs["part"] not in KINDS:
            raise Http404
        return KINDS[self.kwargs["part"]]

    @property
    def rows(self):
        return getattr(self.subject, self.kind.rows).order_by("order", "pk")

    @cached_property
    def row(self):
        return get_object_or_404(self.rows, code=self.kwargs["code"])

    @property
    def list_url(self) -> str:
        return reverse("competitions:part_list", args=[self.subject.pk, self.kwargs["part"]])

    def get_context_data(self, **kwargs):
        back = Link(self.kind.title.lower(), self.list_url)
        return super().get_context_data(
            period=self.subject, kind=self.kind, slug=self.kwargs["part"], back=back, **kwargs
        )

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
        return super().get_context_data(rows=self.rows, **kwargs)


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
        return self.rows.model(period=self.subject)


class PartMove(PartsScoped):
    http_method_names = ["post"]

    def post(self, request, pk, part, code):
        up = request.POST.get("arah") == "naik"
        return self.carried_out(
            f"Urutan {self.row} disimpan.", lambda: actions.move_part(self.row, by=request.user, up=up)
        )


class PartRemove(PartsScoped, TemplateView):
    """Confirmation is a page."""

    template_name = "competitions/part_remove.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(row=self.row, title=f"Hapus {self.kind.noun}", **kwargs)

    def post(self, request, pk, part, code):
        return self.carried_out(f"{self.row} dihapus.", lambda: actions.remove_part(self.row, by=request.user))
