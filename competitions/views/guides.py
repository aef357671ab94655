"""Guide files and blank forms: kept by the organisers, downloaded by everybody."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from competitions import actions, permissions
from competitions.forms import BlankFormForm, GuideFileForm, GuideWithdrawalForm
from competitions.models import BlankForm, GuideFile, Period, TransitionNotAllowed
from competitions.views.periods import PeriodScoped
from kipp import uploads
from kipp.access import Guarded, public
from kipp.documents.views import attachment as file_response
from kipp.listing import Link
from kipp.text import waktu


class Guide(Guarded, TemplateView):
    """What everybody may read and take along of the period that runs."""

    permission = public
    template_name = "competitions/guide.html"

    def get_context_data(self, **kwargs):
        period = Period.objects.current()
        visible = GuideFile.objects.visible_to(self.request.user).current().filter(period=period)
        forms = BlankForm.objects.visible_to(self.request.user).filter(kind__period=period)
        return super().get_context_data(
            period=period,
            files=visible.order_by("title", "pk"),
            forms=forms.select_related("kind").order_by("kind__order", "kind"),
            **kwargs,
        )


class GuideFileDownload(Guarded):
    permission = public
    http_method_names = ["get", "head"]

    def load(self):
        return get_object_or_404(GuideFile.objects.visible_to(self.request.user), pk=self.kwargs["pk"])

    def get(self, request, pk):
        return file_response(self.subject.path, self.subject.name)


class BlankFormDownload(GuideFileDownload):
    def load(self):
        return get_object_or_404(BlankForm.objects.visible_to(self.request.user), pk=self.kwargs["pk"])


class GuideFileList(PeriodScoped, TemplateView):
    """Every version with its state, newest first."""

    permission = permissions.may_keep_guides
    template_name = "competitions/guide_files.html"

    def get_context_data(self, **kwargs):
        files = self.subject.guide_files.select_related("period", "replaced_by", "withdrawn_by").order_by("-pk")
        rows = [
            {"file": file, "note": note_of(file), "may": permissions.may_on_guide(self.request.user, file)}
            for file in files
        ]
        return super().get_context_data(period=self.subject, rows=rows, **kwargs)


def note_of(file: GuideFile) -> str:
    """Say what became of a version that does not hold any more."""
    if file.withdrawn_at:
        return f"Ditarik {waktu(file.withdrawn_at)}. Alasan: {file.withdrawal_reason}"
    if file.state == GuideFile.State.REPLACED:
        return f"Digantikan oleh {file.replaced_by.title}, {waktu(file.replaced_by.uploaded_at)}."
    return ""


class FileForm(FormView):
    """A form that takes a file or another step, says how it went, and goes back to its list."""

    template_name = "competitions/file_form.html"
    submit = "Simpan"
    title: str

    @property
    def lead(self) -> str:
        """What the step means, under the title."""
        return ""

    def get_context_data(self, **kwargs):
        shown = {"title": self.title, "lead": self.lead, "submit": self.submit, "back": self.back}
        return super().get_context_data(**shown, **kwargs)

    def form_valid(self, form):
        try:
            done = self.act(**form.cleaned_data)
        except uploads.Refused as refusal:
            form.add_error("file", uploads.sentence(refusal))
            return self.form_invalid(form)
        except TransitionNotAllowed as refusal:
            messages.error(self.request, str(refusal))
        else:
            messages.success(self.request, done)
        return redirect(self.back.url)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


class GuideFileAdd(PeriodScoped, FileForm):
    permission = permissions.may_keep_guides
    form_class = GuideFileForm
    title = "Tambah berkas panduan"

    @property
    def back(self) -> Link:
        return Link("berkas panduan", reverse("competitions:guide_files", args=[self.subject.pk]))

    def act(self, *, title, file) -> str:
        actions.add_guide_file(self.subject, by=self.request.user, title=title, name=file.name, data=file.read())
        return f"{title} disimpan."


class GuideFileScoped(Guarded):
    def load(self):
        visible = GuideFile.objects.visible_to(self.request.user).select_related("period", "replaced_by")
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    @property
    def back(self) -> Link:
        return Link("berkas panduan", reverse("competitions:guide_files", args=[self.subject.period_id]))


class GuideFileReplace(GuideFileScoped, FileForm):
    permission = permissions.may_replace_guide
    form_class = GuideFileForm
    title = "Ganti berkas panduan"

    @property
    def lead(self) -> str:
        if self.subject.period.is_frozen:
            return "Versi lama tetap disimpan dan ditandai digantikan; peserta mengunduh versi baru."
        return "Periode belum dibuka: versi lama dihapus."

    def get_initial(self):
        return {"title": self.subject.title}

    def act(self, *, title, file) -> str:
        actions.replace_guide_file(self.subject, by=self.request.user, title=title, name=file.name, data=file.read())
        return f"{title} diganti."


class GuideFileWithdraw(GuideFileScoped, FileForm):
    permission = permissions.may_withdraw_guide
    form_class = GuideWithdrawalForm
    title = "Tarik berkas panduan"
    submit = "Tarik berkas"

    @property
    def lead(self) -> str:
        return f"{self.subject.title} tidak dapat diunduh lagi oleh peserta, tetapi tetap tercatat beserta alasannya."

    def act(self, *, reason) -> str:
        actions.withdraw_guide_file(self.subject, by=self.request.user, reason=reason)
        return f"{self.subject.title} ditarik."


class Removal(TemplateView):
    """Confirmation is a page."""

    template_name = "competitions/file_remove.html"
    title: str

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            title=self.title, row=self.row, back=self.back, here=self.request.path, **kwargs
        )

    def post(self, request, **kwargs):
        try:
            self.act()
        except TransitionNotAllowed as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{self.row} dihapus.")
        return redirect(self.back.url)


class GuideFileRemove(GuideFileScoped, Removal):
    permission = permissions.may_remove_guide
    title = "Hapus berkas panduan"

    @property
    def row(self):
        return self.subject

    def act(self) -> None:
        actions.remove_guide_file(self.subject, by=self.request.user)


class BlankFormScoped(PeriodScoped):
    """About the blank form of one kind of attachment, while the period is a draft."""

    permission = permissions.may_edit

    @cached_property
    def kind(self):
        kinds = self.subject.attachment_kinds.select_related("blank_form")
        return get_object_or_404(kinds, code=self.kwargs["code"])

    @property
    def back(self) -> Link:
        return Link("jenis lampiran", reverse("competitions:part_list", args=[self.subject.pk, "lampiran"]))


class BlankFormEdit(BlankFormScoped, FileForm):
    form_class = BlankFormForm
    title = "Formulir kosong"

    @property
    def lead(self) -> str:
        return self.kind.title

    def get_context_data(self, **kwargs):
        file = getattr(self.kind, "blank_form", None)
        shown = {}
        if file:
            shown = {
                "file": file,
                "download": reverse("competitions:blank_form_download", args=[file.pk]),
                "remove": reverse("competitions:blank_form_remove", kwargs=self.kwargs),
            }
        return super().get_context_data(**shown, **kwargs)

    def act(self, *, file) -> str:
        actions.set_blank_form(self.kind, by=self.request.user, name=file.name, data=file.read())
        return f"Formulir kosong {self.kind} disimpan."


class BlankFormRemove(BlankFormScoped, Removal):
    title = "Hapus formulir kosong"

    @cached_property
    def row(self):
        forms = BlankForm.objects.visible_to(self.request.user).select_related("kind__period")
        return get_object_or_404(forms, kind=self.kind)

    def act(self) -> None:
        actions.remove_blank_form(self.row, by=self.request.user)
