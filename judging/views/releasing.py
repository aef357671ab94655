"""The sheets of a round leave the house: the organiser's step, and the page of the agency."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import TemplateView

from competitions.models import Round, TransitionNotAllowed
from judging import actions, permissions
from judging.models import Visit
from judging.released import released_among, rounds_read
from kipp.access import Guarded
from proposals.models import Proposal


class SheetsRelease(Guarded, TemplateView):
    """A page that asks, a POST that does it."""

    permission = permissions.may_release_sheets
    template_name = "judging/release.html"

    def load(self):
        visible = Round.objects.filter(closing__isnull=False).select_related("period", "closing", "release")
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    def post(self, request, pk):
        try:
            actions.release_sheets(self.subject, by=request.user)
        except TransitionNotAllowed as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Lembar nilai dibagikan. Setiap instansi diberi tahu melalui surel.")
        return redirect("judging:ranking", period_pk=self.subject.period_id)

    def get_context_data(self, **kwargs):
        return super().get_context_data(round=self.subject, period=self.subject.period, **kwargs)


class OwnSheets(Guarded, TemplateView):
    """What the judges wrote about the own entry, round by round."""

    permission = permissions.may_read_sheets
    template_name = "judging/own_sheets.html"

    def load(self):
        proposal = get_object_or_404(Proposal.objects.visible_to(self.request.user).with_names(), pk=self.kwargs["pk"])
        if not released_among([proposal]):
            raise Http404
        return proposal

    def get_context_data(self, **kwargs):
        rounds = rounds_read(self.subject, by=self.request.user)
        visits = Visit.objects.visible_to(self.request.user).filter(proposal=self.subject).select_related("round")
        return super().get_context_data(
            proposal=self.subject, rounds=rounds, visits=visits.order_by("round__order"), **kwargs
        )
