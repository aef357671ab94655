"""What is set up before a period opens."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView

from competitions import actions, permissions
from competitions.forms import WeightsForm
from competitions.models import TransitionNotAllowed
from competitions.views.periods import PeriodScoped


class RoundWeights(PeriodScoped, FormView):
    permission = permissions.may_edit
    template_name = "competitions/round_weights.html"
    form_class = WeightsForm

    @property
    def round(self):
        return get_object_or_404(self.subject.rounds, code=self.kwargs["code"])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"round_": self.round}

    def get_context_data(self, **kwargs):
        return super().get_context_data(period=self.subject, round=self.round, **kwargs)

    def form_valid(self, form):
        try:
            actions.set_weights(self.round, by=self.request.user, weights=form.cleaned_data)
        except (actions.NotReady, TransitionNotAllowed) as refusal:
            messages.error(self.request, str(refusal))
        else:
            messages.success(self.request, "Bobot disimpan.")
        return redirect("competitions:period_detail", pk=self.subject.pk)
