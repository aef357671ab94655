"""Satu instansi satu inovasi: every agency, every year; files of it, and letters to those who lack an innovation."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import TemplateView

from competitions.models import Period
from kipp.access import Guarded
from kipp.accounts.models import Agency
from kipp.listing import FilteredList, active_filters
from kipp.text import ribuan
from proposals import actions, permissions
from proposals.compliance import Standing
from proposals.filters import DutyFilter
from proposals.models import years_held
from proposals.wording import level_label, level_totals

TAGS = {
    Standing.ABSENT: "empty",
    Standing.INNOVATED: "queued",
    Standing.SUBMITTED: "submitted",
    Standing.PASSED: "verified",
    Standing.AWARDED: "done",
}
# How the files of the board are called in its address, and the kinds of paper they are.
FILES = {"pdf": "duty_board", "xlsx": "duty_board_xlsx"}


class Compliance(FilteredList):
    permission = permissions.may_work_desk
    template_name = "proposals/compliance.html"
    filterset_class = DutyFilter
    columns = {"instansi": ["name"], "jenis": ["kind"]}
    paginate_by = 50
    noun = "instansi"
    nothing = "Belum ada instansi yang terdaftar."

    def visible(self):
        return Agency.objects.visible_to(self.request.user).active().order_by("name", "pk")

    def get_context_data(self, **kwargs):
        years = self.filter.years
        shown = super().get_context_data(years=years, files=self.files(), **kwargs)
        shown["rows"] = [{"agency": agency, "years": self.cells(agency)} for agency in shown["object_list"]]
        shown["totals"] = [
            line
            | {"cells": [{"year": year, "value": value} for year, value in zip(years, line["values"], strict=True)]}
            for line in level_totals(self.filter.shown(), years)
        ]
        shown["letters"] = [
            {"label": f"Surat imbauan {year}", "url": reverse("proposals:compliance_urge", args=[year])}
            for year in reversed(years_held())
        ]
        return shown

    def cells(self, agency) -> list[dict]:
        by_year = self.filter.standings[agency.code].items()
        return [{"year": year, "kind": TAGS[level], "label": level_label(level)} for year, level in by_year]

    def files(self) -> list[dict]:
        """Return where a file of what is shown is asked for."""
        query = self.request.GET.urlencode()
        return [
            {"label": f"Buat {kind.upper()}", "url": f"{reverse('proposals:compliance_extract', args=[kind])}?{query}"}
            for kind in FILES
        ]


class ComplianceExtract(Compliance):
    """Ask for a file of what the board shows, all pages of it."""

    http_method_names = ["post"]

    def load(self):
        if self.kwargs["kind"] not in FILES:
            raise Http404
        return FILES[self.kwargs["kind"]]

    def post(self, request, kind):
        rows = self.get_queryset()
        document = actions.extract_board(by=request.user, kind=self.subject, content=self.content(rows))
        return redirect("documents:detail", pk=document.pk)

    def content(self, rows) -> dict:
        years, form = self.filter.years, self.filter.form
        return {
            "title": " ".join(["Satu Instansi Satu Inovasi", *_span(years)]),
            "filters": [link.label for link in active_filters(form, form.data)],
            "years": years,
            "rows": [
                [agency.name, agency.get_kind_display(), list(self.filter.standings[agency.code].values())]
                for agency in rows
            ],
        }


def _span(years: list[int]) -> list[str]:
    """Return the years of the board as they stand in a title, if there are any."""
    return ["\u2013".join(str(year) for year in sorted({years[0], years[-1]}))] if years else []


class ComplianceUrge(Guarded, TemplateView):
    """Letters to every agency that lacks an innovation of a year. Confirmation is a page."""

    permission = permissions.may_work_desk
    template_name = "proposals/compliance_urge.html"

    def load(self):
        return get_object_or_404(Period.objects.filter(year__in=years_held()), year=self.kwargs["year"])

    def get_context_data(self, **kwargs):
        agencies = actions.to_be_urged(self.subject)
        return super().get_context_data(agencies=agencies, count=len(agencies), **kwargs)

    def post(self, request, year):
        written = actions.urge(self.subject, by=request.user)
        if written:
            messages.success(request, f"{ribuan(written)} surat imbauan dibuat dan dikabarkan melalui surel.")
        else:
            messages.info(request, f"Semua instansi yang belum memenuhi sudah menerima surat imbauan {year}.")
        return redirect("proposals:compliance")
