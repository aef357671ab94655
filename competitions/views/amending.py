"""What may still change after opening: schedule and rules on one page, each guidance on its own."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from competitions import actions, permissions
from competitions.forms import AmendmentForm, GuidanceForm
from competitions.models import What, amendable, changes_of
from competitions.views.periods import VersionScoped
from kipp.listing import Link

DONE = "Perubahan berlaku, dicatat, dan diberitahukan lewat surel."
GUIDED = {"bagian": "sections", "lampiran": "attachment_kinds"}


class AmendmentMake(VersionScoped):
    permission = permissions.may_amend
    template_name = "competitions/amendment_make.html"
    form_class = AmendmentForm
    done = DONE

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

    def act(self, form):
        data = form.cleaned_data
        actions.amend(self.subject, by=self.request.user, changes=form.changes, reason=data["reason"])


class GuidanceAmend(VersionScoped):
    permission = permissions.may_amend
    template_name = "competitions/guidance_amend.html"
    form_class = GuidanceForm
    done = DONE

    @property
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

    def act(self, form):
        data = form.cleaned_data
        actions.amend_guidance(self.part, by=self.request.user, guidance=data["guidance"], reason=data["reason"])
