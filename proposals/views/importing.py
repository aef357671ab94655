"""Earlier editions from a sheet: template, upload, what it tells or what is wrong, confirm, undo."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.generic import FormView, TemplateView

from competitions.models import TransitionNotAllowed
from kipp import uploads
from kipp.access import Guarded
from kipp.accounts.models import Agency
from kipp.text import ribuan
from proposals import actions, import_sheets, permissions
from proposals.forms import ImportForm
from proposals.importing import RESULT_WORDS, PastRow, Reading
from proposals.models import ImportBatch
from proposals.titles import folded

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 200  # lines of a page; a sheet may hold thousands


def workbook_answer(data: bytes, name: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(data, content_type=XLSX, headers=headers)


class Imports(Guarded):
    permission = permissions.may_work_desk

    def agencies(self):
        return Agency.objects.visible_to(self.request.user)

    def agency_names(self) -> list[str]:
        return list(self.agencies().active().order_by("name", "pk").values_list("name", flat=True))


class ImportList(Imports, FormView):
    template_name = "proposals/import_list.html"
    form_class = ImportForm

    def get_context_data(self, **kwargs):
        batches = ImportBatch.objects.visible_to(self.request.user).select_related("uploaded_by")
        return super().get_context_data(batches=batches.defer("rows").order_by("-pk")[:SHOWN], **kwargs)

    def form_valid(self, form):
        file = form.cleaned_data["file"]
        try:
            batch = actions.read_sheet(by=self.request.user, name=file.name, data=file.read())
        except uploads.Refused as refusal:
            form.add_error("file", uploads.sentence(refusal))
            return self.form_invalid(form)
        return redirect("proposals:import_detail", pk=batch.pk)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


class ImportTemplate(Imports):
    http_method_names = ["get", "head"]

    def get(self, request):
        data = import_sheets.template(agencies=self.agency_names(), made_at=timezone.now())
        return workbook_answer(data, "Templat impor edisi lampau.xlsx")


class ImportScoped(Imports):
    def load(self):
        return get_object_or_404(ImportBatch.objects.visible_to(self.request.user), pk=self.kwargs["pk"])


class ImportDetail(ImportScoped, TemplateView):
    """What a sheet tells: before it is confirmed its entries or its faults, afterwards what was taken over."""

    template_name = "proposals/import_detail.html"

    def get_context_data(self, **kwargs):
        match self.subject.state:
            case ImportBatch.State.READ:
                shown = self.preview(actions.reading_of(self.subject))
            case ImportBatch.State.CONFIRMED:
                shown = self.taken_over()
            case _:
                shown = {"summary": "Impor ini sudah dibatalkan. Tidak ada catatannya yang tersisa."}
        return super().get_context_data(batch=self.subject, **shown, **kwargs)

    def preview(self, reading: Reading) -> dict:
        if reading.faults:
            return {
                "faults": reading.faults[:SHOWN],
                "fault_count": len(reading.faults),
                "has_file": reading.faults[0].row > 1,
                "caption": _caption("galat", len(reading.faults)),
            }
        known, names = actions.known_titles(), dict(self.agencies().values_list("code", "name"))
        entries = [self.line(row, names[row.agency], known) for row in reading.entries]
        new = len({(row.agency, folded(row.title)) for row in reading.entries} - known.keys())
        return {
            "summary": f"{ribuan(len(entries))} baris siap dicatat; {ribuan(new)} inovasi baru akan didaftarkan.",
            "entries": entries[:SHOWN],
            "caption": _caption("baris", len(entries)),
        }

    def line(self, row: PastRow, agency: str, known: dict) -> dict:
        found = known.get((row.agency, folded(row.title)))
        return {
            "year": row.year,
            "agency": agency,
            "title": row.title,
            "category": row.category,
            "implemented_on": row.implemented_on,
            "result": RESULT_WORDS[row.result],
            "kind": f"Terdaftar: {found.title}" if found else "Baru",
        }

    def taken_over(self) -> dict:
        rows = self.subject.entries.select_related("innovation__agency").order_by("year", "pk")
        entries = [
            {
                "year": entry.year,
                "agency": entry.innovation.agency.name,
                "title": entry.innovation.title,
                "category": entry.category,
                "implemented_on": entry.innovation.implemented_on,
                "result": entry.get_result_display(),
                "kind": "Baru" if entry.is_new else "Terdaftar",
            }
            for entry in rows[:SHOWN]
        ]
        count = rows.count()
        return {
            "summary": f"{ribuan(count)} catatan dari berkas ini.",
            "entries": entries,
            "caption": _caption("baris", count),
        }


def _caption(noun: str, count: int) -> str:
    return f"{SHOWN} {noun} pertama dari {ribuan(count)}" if count > SHOWN else f"{ribuan(count)} {noun}"


class ImportFaults(ImportScoped):
    """The sheet with its faults beside it."""

    http_method_names = ["get", "head"]

    def get(self, request, pk):
        faults = actions.reading_of(self.subject).faults
        if self.subject.state != ImportBatch.State.READ or not faults or faults[0].row == 1:
            raise Http404
        data = import_sheets.with_faults(
            self.subject.rows, faults, agencies=self.agency_names(), made_at=timezone.now()
        )
        return workbook_answer(data, "Galat impor edisi lampau.xlsx")


class ImportConfirm(ImportScoped):
    http_method_names = ["post"]

    def post(self, request, pk):
        try:
            count = actions.confirm(self.subject, by=request.user)
        except TransitionNotAllowed as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{ribuan(count)} catatan edisi lampau diterapkan.")
        return redirect("proposals:import_detail", pk=pk)


class ImportUndo(ImportScoped, TemplateView):
    """Confirmation is a page."""

    template_name = "proposals/import_undo.html"

    def get(self, request, pk):
        if self.subject.state == ImportBatch.State.CONFIRMED:
            return super().get(request, pk)
        messages.error(request, "Impor ini tidak dapat dibatalkan.")
        return redirect("proposals:import_detail", pk=pk)

    def get_context_data(self, **kwargs):
        return super().get_context_data(batch=self.subject, count=self.subject.entries.count(), **kwargs)

    def post(self, request, pk):
        try:
            actions.undo(self.subject, by=request.user)
        except TransitionNotAllowed as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Impor dibatalkan.")
        return redirect("proposals:import_detail", pk=pk)
