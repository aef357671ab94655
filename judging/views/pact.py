"""A member of the Tim Penilai reads and signs the pakta integritas."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from competitions.models import TransitionNotAllowed
from judging import actions, permissions
from judging.forms import SignForm
from judging.models import IntegrityPact, PanelMember
from judging.pact import fingerprint
from judging.querysets import CLOSED
from kipp.access import Guarded
from kipp.documents.models import Document

MEANWHILE = "Kedudukan atau SK Tim Penilai berubah sejak halaman ini dibuka. Baca kembali, lalu tanda tangani."


class Pact(Guarded):
    """The text of the own pact: to be signed once, and to be read ever after."""

    permission = permissions.may_sign
    http_method_names = ["get", "head", "post"]

    def load(self):
        return get_object_or_404(PanelMember.objects.visible_to(self.request.user).named(), pk=self.kwargs["pk"])

    def get(self, request, pk):
        return self.show(SignForm())

    def post(self, request, pk):
        form = SignForm(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            actions.sign(self.subject, typed_name=form.cleaned_data["nama"], read=form.cleaned_data["sidik"])
        except actions.NameDiffers:
            form.add_error("nama", f"Ketik nama lengkap Anda seperti tertulis di atas: {self.subject.judge.name}")
            return self.show(form, status=422)
        except actions.ReadAnother:
            form.add_error(None, MEANWHILE)
            return self.show(form, status=422)
        except TransitionNotAllowed as refusal:
            messages.error(request, str(refusal))
            return redirect("judging:pact", pk=pk)
        messages.success(request, "Pakta integritas ditandatangani.")
        return redirect("judging:task_list")

    def show(self, form, *, status=200):
        seat, user = self.subject, self.request.user
        signed = IntegrityPact.objects.visible_to(user).filter(period=seat.period, judge=user).first()
        text = signed.text if signed else actions.pact_of(seat)
        papers = Document.objects.visible_to(user).filter(kind="pakta_integritas")
        context = {
            "seat": seat,
            "signed": signed,
            "paper": papers.filter(subject_id=signed.pk).first() if signed else None,
            "paragraphs": text.split("\n"),
            "form": form.over(fingerprint(text)),
            "is_over": seat.period.status in CLOSED,
        }
        return render(self.request, "judging/pact.html", context, status=status)
