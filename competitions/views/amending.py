"""What may still change after opening: schedule and rules on one page, each guidance on its own."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView

from competitions import actions, permissions
from competitions.forms import AmendmentForm, GuidanceForm
from competitions.models import TransitionNotAllowed, What, amendable, changes_of
from competitions.views.periods import PeriodScoped
from kipp.listing import Link

GUIDED = {"bagian": "sections", "lampiran": "attachment_kinds"}


class AmendmentScoped(PeriodScoped, FormView):
    """A form that is refused when another officer was first, with what was typed kept."""

    permission = permissions.may_amend

    def form_valid(self, form):
        self.subject.version = form.cleaned_data["version"]  # what the officer has read, and not what was read just now
        try:
            self.amend(form)
        except (actions.NotReady, TransitionNotAllowed) as refusal:
            form.add_error(None, refusal.reasons if isinstance(refusal, actions.NotReady) else str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, "Perubahan berlaku, dicatat, dan diberitahukan lewat surel.")
        return redirect("competitions:period_detail", pk=self.subject.pk)


class AmendmentMake(AmendmentScoped):
    template_name = "competitions/amendment_make.html"
    form_class = AmendmentForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"period": self.subject}

    def get_context_data(self, **kwargs):
        period = self.subject
        may_guide = What.SECTION in amendable(period)
        guided = [
            Link(str(row), reverse("competitions:guidance_amend", args=[period.pk, slug, row.code]))
            for slug, rows in GUIDED.items()
            if may_guide
            for row in getattr(period, rows).order_by("order", "pk")
        ]
        changes = changes_of(period, self.request.user)
        return super().get_context_data(period=period, guided=guided, changes=changes, **kwargs)

    def amend(self, form):
        data = form.cleaned_data
        actions.amend(self.subject, by=self.request.user, changes=form.changes, reason=data["reason"])


class GuidanceAmend(AmendmentScoped):
    template_name = "competitions/guidance_amend.html"
    form_class = GuidanceForm

    @cached_property
    def part(self):
        if self.kwargs["part"] not in GUIDED:
            raise Http404
        rows = getattr(self.subject, GUIDED[self.kwargs["part"]])
        return get_object_or_404(rows, code=self.kwargs["code"])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"part": self.part}

    def get_context_data(self, **kwargs):
        back = Link("perubahan jadwal dan ketentuan", reverse("competitions:amendment_make", args=[self.subject.pk]))
        return super().get_context_data(part=self.part, back=back, **kwargs)

    def amend(self, form):
        data = form.cleaned_data
        actions.amend_guidance(self.part, by=self.request.user, guidance=data["guidance"], reason=data["reason"])
