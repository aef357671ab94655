"""Own documents, their files, and the public check of authenticity."""

import logging
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from kipp.access import Guarded, public, signed_in
from kipp.accounts.permissions import is_organiser
from kipp.documents.filters import DocumentFilter, NumberForm
from kipp.documents.kinds import KINDS
from kipp.documents.models import Document
from kipp.jobs.models import Job
from kipp.jobs.permissions import may_retry
from kipp.listing import FilteredList, list_address

logger = logging.getLogger(__name__)


class DocumentList(FilteredList):
    permission = signed_in
    template_name = "documents/list.html"
    context_object_name = "documents"
    filterset_class = DocumentFilter
    columns = {"judul": ["title"], "nomor": ["number"], "instansi": ["agency__name"], "tanggal": ["dated_on"]}
    noun = "dokumen"
    nothing = "Belum ada dokumen."

    def visible(self):
        visible = Document.objects.visible_to(self.request.user)
        return visible.select_related("agency").order_by("-created_at", "pk")

    def get_context_data(self, **kwargs):
        return super().get_context_data(may_set_letterhead=is_organiser(self.request.user), **kwargs)


class DocumentScoped(Guarded):
    permission = public

    def load(self):
        return get_object_or_404(Document.objects.visible_to(self.request.user), pk=self.kwargs["pk"])


class DocumentDetail(DocumentScoped, TemplateView):
    """State of a document; polls while the worker makes it."""

    def get_template_names(self):
        return ["documents/_state.html" if self.request.htmx else "documents/detail.html"]

    def get_context_data(self, **kwargs):
        document = self.subject
        job = Job.objects.filter(key=f"document:{document.pk}").first()
        retry = job is not None and may_retry(self.request.user, job)
        back = list_address("documents:list", self.request.GET)
        return super().get_context_data(document=document, job=job, may_retry=retry, back_url=back, **kwargs)


class DocumentDownload(DocumentScoped):
    http_method_names = ["get", "head"]

    def get(self, request, pk):
        document = self.subject
        if not document.ready_at:
            raise Http404
        extension = KINDS[document.kind].extension
        return attachment(document.path, f"{document.title} {document.number}.{extension}")


def attachment(path: str, name: str) -> FileResponse:
    """Answer with a stored file: always as attachment, never sniffed, never cached, never run."""
    try:
        file = (Path(settings.MEDIA_ROOT) / path).open("rb")
    except FileNotFoundError:
        logger.exception("a stored file is missing")
        raise Http404 from None
    safe = "".join(c if c.isalnum() or c in " .-_()" else "-" for c in name)
    response = FileResponse(file, as_attachment=True, filename=safe)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


class DocumentLookup(Guarded, TemplateView):
    """By number only what is public; what is not yet announced is found by the code on its paper."""

    permission = public
    template_name = "documents/lookup.html"

    def get_context_data(self, **kwargs):
        number = " ".join(self.request.GET.get("nomor", "").split())[:80]
        found = None
        if number:
            found = Document.objects.ready().filter(number__iexact=number, is_public=True).first()
        form = NumberForm(initial={"nomor": number})
        return super().get_context_data(number=number, document=found, form=form, **kwargs)


class DocumentVerify(Guarded, TemplateView):
    permission = public
    template_name = "documents/verify.html"

    def load(self):
        return get_object_or_404(Document.objects.ready(), code=self.kwargs["code"].upper())

    def get_context_data(self, **kwargs):
        return super().get_context_data(document=self.subject, **kwargs)
