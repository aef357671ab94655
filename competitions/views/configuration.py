"""Pages that set weights which total 100."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView

from competitions import actions, permissions
from competitions.forms import WeightsForm
from competitions.models import TransitionNotAllowed
from competitions.views.periods import PeriodScoped


class PeriodWeights(PeriodScoped, FormView):
    """What each round counts in the final value."""

    permission = permissions.may_edit
    template_name = "competitions/weights.html"
    form_class = WeightsForm
    title = "Bobot tahap penilaian"

    @property
    def rows(self):
        return self.subject.rounds.order_by("order", "pk")

    def act(self, weights):
        actions.set_round_weights(self.subject, by=self.request.user, weights=weights)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"rows": self.rows}

    def get_context_data(self, **kwargs):
        return super().get_context_data(period=self.subject, title=self.title, **kwargs)

    def form_valid(self, form):
        try:
            self.act(form.cleaned_data)
        except (actions.NotReady, TransitionNotAllowed) as refusal:
            messages.error(self.request, str(refusal))
        else:
            messages.success(self.request, "Bobot disimpan.")
        return redirect("competitions:period_detail", pk=self.subject.pk)


class RoundWeights(PeriodWeights):
    """What each criterion counts in the value of its round."""

    title = "Bobot kriteria"

    @property
    def round(self):
        return get_object_or_404(self.subject.rounds, code=self.kwargs["code"])

    @property
    def rows(self):
        return self.round.criteria.order_by("order", "pk")

    def act(self, weights):
        actions.set_weights(self.round, by=self.request.user, weights=weights)

    def get_context_data(self, **kwargs):
        return super().get_context_data(round=self.round, **kwargs)
