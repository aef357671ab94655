"""How the text of a section came about, and a way back to what it was. For its agency alone."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import FormView, ListView

from competitions.models import TransitionNotAllowed
from kipp.listing import PAGE
from kipp.text import waktu
from proposals import actions, permissions
from proposals.forms import RestoreForm
from proposals.models import Answer
from proposals.revisions import added_and_removed, differences
from proposals.views.own import OwnScoped


class OfOneSection(OwnScoped):
    @cached_property
    def answer(self):
        written = Answer.objects.filter(proposal=self.subject).select_related("section", "updated_by")
        return get_object_or_404(written, section__code=self.kwargs["code"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            proposal=self.subject,
            section=self.answer.section,
            may_edit=permissions.may_edit(self.request.user, self.subject)
            and self.subject.part_is_open(self.answer.section.number),
            **kwargs,
        )


class AnswerRevisionList(OfOneSection, ListView):
    """Every state that was kept, newest first."""

    template_name = "proposals/revisions.html"
    context_object_name = "revisions"
    paginate_by = 30
    page_kwarg = PAGE

    def get_queryset(self):
        return self.answer.revisions.select_related("saved_by").defer("text").order_by("-pk")


class AnswerRevisionDetail(OfOneSection, FormView):
    """One state and what it changed; POST makes it the text again."""

    template_name = "proposals/revision.html"
    form_class = RestoreForm

    @cached_property
    def revision(self):
        return get_object_or_404(self.answer.revisions.select_related("saved_by"), version=self.kwargs["version"])

    def get_initial(self):
        return {"version": self.answer.version}

    def get_context_data(self, **kwargs):
        revision = self.revision
        before = self.answer.revisions.filter(pk__lt=revision.pk).order_by("-pk").first()
        pieces = differences(before.text if before else "", revision.text)
        added, removed = added_and_removed(pieces)
        return super().get_context_data(
            revision=revision,
            is_current=revision.text == self.answer.text,
            pieces=pieces,
            added=added,
            removed=removed,
            **kwargs,
        )

    def form_valid(self, form):
        try:
            actions.restore(self.revision, by=self.request.user, **form.cleaned_data)
        except actions.VersionConflict as conflict:
            messages.error(self.request, f"{conflict} Periksa riwayatnya, lalu pulihkan lagi.")
            return redirect("proposals:revisions", **self.kwargs_of_section())
        except TransitionNotAllowed as refusal:
            messages.error(self.request, str(refusal))
            return redirect("proposals:detail", pk=self.subject.pk)
        messages.success(self.request, f"Teks dari {waktu(self.revision.saved_at)} dipulihkan.")
        return redirect("proposals:section", **self.kwargs_of_section())

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def kwargs_of_section(self) -> dict:
        return {"pk": self.subject.pk, "code": self.kwargs["code"]}
