"""Files beside the text: put in, replace, take out, download."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView
from django_htmx.http import HttpResponseClientRedirect

from competitions.models import TransitionNotAllowed
from kipp import uploads
from kipp.access import Guarded
from kipp.accounts.models import Role
from kipp.documents.views import attachment as file_response
from proposals import actions, permissions
from proposals.forms import AttachmentForm
from proposals.models import Attachment, SentVersion
from proposals.views.own import OwnScoped, Part, WhileEditable

# Where each role has its button for the complete file; that of judges is a page of the upper app.
PAGES = {Role.OPERATOR: "proposals:detail", Role.ORGANISER: "proposals:desk_detail"}


class AttachmentEdit(Part, FormView):
    template_name = "proposals/attachment.html"
    form_class = AttachmentForm

    @cached_property
    def kind(self):
        return get_object_or_404(self.subject.attachment_kinds().select_related("blank_form"), code=self.kwargs["code"])

    @property
    def part(self):
        return self.kind.code

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"kind": self.kind}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            kind=self.kind,
            file=self.subject.attachments.with_scan().filter(kind=self.kind).first(),
            **kwargs,
        )

    def form_valid(self, form):
        file = form.cleaned_data["file"]
        try:
            actions.attach(self.subject, by=self.request.user, kind=self.kind, name=file.name, data=file.read())
        except uploads.Refused as refusal:
            form.add_error("file", uploads.sentence(refusal))
            return self.form_invalid(form)
        except TransitionNotAllowed as refusal:
            return self.refused(str(refusal))
        messages.success(self.request, f"{self.kind.title} tersimpan.")
        return HttpResponseClientRedirect(self.back.url) if self.request.htmx else redirect(self.back.url)


class AttachmentRemove(OwnScoped, WhileEditable, TemplateView):
    """Confirmation is a page."""

    template_name = "proposals/attachment_remove.html"

    def is_open(self):
        return self.subject.part_is_open(self.kwargs["code"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(proposal=self.subject, file=self.file(), **kwargs)

    def post(self, request, pk, code):
        try:
            actions.detach(self.file(), by=request.user)
        except TransitionNotAllowed as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Berkas dihapus.")
        return redirect("proposals:detail", pk=pk)

    def file(self):
        return get_object_or_404(self.subject.files(), kind__code=self.kwargs["code"])


class AttachmentDownload(Guarded):
    permission = permissions.may_download
    http_method_names = ["get", "head"]

    def load(self):
        return get_object_or_404(
            Attachment.objects.visible_to(self.request.user).select_related("kind"), pk=self.kwargs["pk"]
        )

    def get(self, request, pk):
        return file_response(self.subject.path, self.subject.name)


class CompleteFileAsk(Guarded):
    """Have the proposal and its files made into one PDF; the page of the document says when it is ready."""

    permission = permissions.may_download
    http_method_names = ["post"]

    def load(self):
        sent = SentVersion.objects.visible_to(self.request.user).newest()
        return get_object_or_404(
            sent.select_related("proposal__agency", "proposal__period"), proposal=self.kwargs["pk"]
        )

    def post(self, request, pk):
        try:
            document = actions.ask_for_complete_file(self.subject, by=request.user)
        except TransitionNotAllowed as refusal:
            messages.error(request, str(refusal))
            page = PAGES.get(request.user.role)
            return redirect(page, pk=pk) if page else redirect("home")
        return redirect("documents:detail", pk=document.pk)
