"""The page on which organisers set letterhead, emblem, paper and signatory."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.views.generic import FormView

from kipp.access import Guarded
from kipp.accounts.permissions import is_organiser
from kipp.documents import actions
from kipp.documents.forms import LetterheadForm
from kipp.documents.models import Letterhead, Signatory


class LetterheadEdit(Guarded, FormView):
    permission = is_organiser
    template_name = "documents/letterhead.html"
    form_class = LetterheadForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": Letterhead.current(), "signatory": Signatory.current()}

    def get_context_data(self, **kwargs):
        return super().get_context_data(letterhead=Letterhead.current(), **kwargs)

    @transaction.atomic
    def form_valid(self, form):
        actions.change_letterhead(by=self.request.user, emblem=form.cleaned_data["emblem"], **form.lines)
        actions.appoint_signatory(by=self.request.user, **form.signatory)
        messages.success(self.request, "Kop surat dan penanda tangan disimpan. Dokumen yang sudah jadi tidak berubah.")
        return redirect("documents:letterhead")
