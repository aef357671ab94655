"""The two who visit fill in the checklist claim by claim, sign it, or give it back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.generic import FormView

from competitions.models import TransitionNotAllowed
from judging import actions, permissions
from judging.forms import FindingForm, ReasonForm, SignForm
from judging.models import Visit, VisitClaim, VisitPhoto
from judging.pact import fingerprint
from judging.views.visits import VisitScoped, claim_rows, next_claim
from kipp import uploads
from kipp.access import Guarded

MEANWHILE = "Isi daftar periksa berubah sejak halaman ini dibuka. Baca kembali, lalu tanda tangani."


class ClaimFill(Guarded):
    """One claim on one page: what the proposal says, what was found, pictures."""

    permission = permissions.may_fill_claim
    http_method_names = ["get", "head", "post"]

    def load(self):
        visits = Visit.objects.visible_to(self.request.user).named().with_progress()
        visit = get_object_or_404(visits, pk=self.kwargs["pk"])
        claim = get_object_or_404(VisitClaim.objects.filter(visit=visit), code=self.kwargs["code"])
        claim.visit = visit
        return claim

    def get(self, request, pk, code):
        return self.show(FindingForm(initial=FindingForm.initial_of(self.stored())))

    def post(self, request, pk, code):
        form = FindingForm(request.POST, request.FILES)
        is_valid = form.is_valid()
        try:
            # A picture is kept whatever becomes of the rest: it may not be possible to take it again.
            if not self.keep_photo(form):
                return self.show(form, status=422)
            if not is_valid:
                return self.show(form, status=422)
            saved = actions.save_finding(
                self.subject, by=request.user, revision=form.cleaned_data["versi"], found=form.found
            )
        except actions.FindingConflict as conflict:
            return self.show(form.on_top_of(conflict.stored), stored=conflict.stored, status=409)
        except TransitionNotAllowed as refusal:
            messages.error(request, str(refusal))
            return redirect("judging:visit", pk=pk)
        messages.success(request, f"{self.subject.title}: {saved.get_outcome_display().lower()}, tersimpan.")
        return self.onward(pk, code)

    def onward(self, pk, code):
        """Stay to take another picture, or go on to the next claim that waits."""
        if "lagi" in self.request.POST:
            return redirect("judging:claim", pk=pk, code=code)
        following = next_claim(self.subject.visit, after=self.subject.order)
        return redirect("judging:claim", pk=pk, code=following.code) if following else redirect("judging:visit", pk=pk)

    def keep_photo(self, form) -> bool:
        photo = form.cleaned_data.get("foto")
        if not photo:
            return True
        try:
            actions.add_photo(self.subject, by=self.request.user, name=photo.name, data=photo.read())
        except uploads.Refused as refused:
            form.add_error("foto", uploads.sentence(refused))
            return False
        return True

    def stored(self):
        return self.subject.findings.select_related("by").order_by("-revision").first()

    def show(self, form, *, stored=None, status=200):
        claim, user = self.subject, self.request.user
        photos = VisitPhoto.objects.visible_to(user).filter(claim=claim).with_scan().order_by("pk")
        context = {"visit": claim.visit, "claim": claim, "form": form, "photos": photos, "stored": stored}
        return render(self.request, "judging/visits/claim.html", context, status=status)


class PhotoRemove(Guarded):
    """Confirmation is a page."""

    permission = permissions.may_remove_photo
    http_method_names = ["get", "head", "post"]

    def load(self):
        visible = VisitPhoto.objects.visible_to(self.request.user).select_related("claim")
        photo = get_object_or_404(visible, pk=self.kwargs["pk"])
        photo.claim.visit = Visit.objects.named().with_progress().get(pk=photo.claim.visit_id)
        return photo

    def get(self, request, pk):
        return render(request, "judging/visits/photo_remove.html", {"photo": self.subject})

    def post(self, request, pk):
        claim = self.subject.claim
        try:
            actions.remove_photo(self.subject, by=request.user)
        except TransitionNotAllowed as refusal:
            messages.error(request, str(refusal))
            return redirect("judging:visit", pk=claim.visit_id)
        messages.success(request, "Foto dihapus.")
        return redirect("judging:claim", pk=claim.visit_id, code=claim.code)


class VisitSign(VisitScoped):
    """The whole checklist, to be read and signed."""

    permission = permissions.may_sign_visit
    http_method_names = ["get", "head", "post"]

    def get(self, request, pk):
        return self.show(SignForm())

    def post(self, request, pk):
        form = SignForm(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        typed, read = form.cleaned_data["nama"], form.cleaned_data["sidik"]
        try:
            actions.sign_visit(self.subject, by=request.user, typed_name=typed, read=read)
        except actions.NameDiffers:
            form.add_error("nama", f"Ketik nama lengkap Anda seperti tertulis di atas: {request.user.name}")
            return self.show(form, status=422)
        except actions.ReadAnother:
            form.add_error(None, MEANWHILE)
            return self.show(form, status=422)
        except TransitionNotAllowed as refusal:
            return self.refused(refusal)
        messages.success(request, "Daftar periksa ditandatangani.")
        return redirect("judging:visit", pk=pk)

    def show(self, form, *, status=200):
        visit = self.subject
        context = {
            "visit": visit,
            "rows": claim_rows(visit, self.request.user),
            "form": form.over(fingerprint(actions.contents_of(visit))),
        }
        return render(self.request, "judging/visits/sign.html", context, status=status)


class VisitReturn(VisitScoped, FormView):
    """Why the checklist is given back."""

    permission = permissions.may_return_visit
    template_name = "judging/visits/return.html"
    form_class = ReasonForm

    def form_valid(self, form):
        try:
            actions.return_visit(self.subject, by=self.request.user, reason=form.cleaned_data["alasan"])
        except TransitionNotAllowed as refusal:
            return self.refused(refusal)
        messages.success(self.request, "Daftar periksa dikembalikan. Petugas yang sudah menandatangani diberi tahu.")
        return redirect("judging:visit", pk=self.subject.pk)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        return super().get_context_data(visit=self.subject, **kwargs)
