"""Recorded decisions: release them to the agencies, or take one back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView

from competitions.models import TransitionNotAllowed
from kipp.access import Guarded
from kipp.text import ribuan
from proposals import actions, permissions
from proposals.forms import CancellationForm, ReleaseForm
from proposals.models import Check
from proposals.wording import rule_title, verdict_short


class DecisionsRelease(Guarded, FormView):
    """Everything that was decided and not told. Each is released on its own: one refusal holds up no other."""

    permission = permissions.may_work_desk
    template_name = "proposals/desk_release.html"
    form_class = ReleaseForm

    def get_form_kwargs(self):
        pending = Check.objects.visible_to(self.request.user).pending().with_names().order_by("at", "pk")
        return super().get_form_kwargs() | {"pending": pending}

    def form_valid(self, form):
        chosen = list(form.cleaned_data["checks"])
        told = sum(self.release(check) for check in chosen)
        if told:
            messages.success(self.request, f"{ribuan(told)} putusan disampaikan kepada instansi.")
        if len(chosen) == 1:
            return redirect("proposals:desk_detail", pk=chosen[0].proposal_id)
        return redirect("proposals:release" if told < len(chosen) else "proposals:desk_list")

    def release(self, check: Check) -> bool:
        try:
            actions.release(check, by=self.request.user)
        except actions.NotEligible as refusal:
            messages.error(self.request, f"{check.proposal.number}: {verdict_short(refusal.verdict)}.")
        except actions.Unchecked as refusal:
            names = "; ".join(rule_title(rule) for rule in refusal.rules)
            messages.error(self.request, f"{check.proposal.number}: periksa dahulu {names}.")
        except TransitionNotAllowed as refusal:
            messages.error(self.request, f"{check.proposal.number}: {refusal}")
        else:
            return True
        return False

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


class DecisionCancel(Guarded, FormView):
    """Take one recorded decision back, with the reason."""

    permission = permissions.may_work_desk
    template_name = "proposals/desk_cancel.html"
    form_class = CancellationForm

    def load(self):
        return get_object_or_404(Check.objects.visible_to(self.request.user).with_names(), pk=self.kwargs["pk"])

    def get(self, request, **kwargs):
        if permissions.may_cancel(request.user, self.subject):
            return super().get(request, **kwargs)
        messages.error(request, "Putusan ini sudah disampaikan atau dibatalkan.")
        return redirect("proposals:desk_detail", pk=self.subject.proposal_id)

    def get_context_data(self, **kwargs):
        back = reverse("proposals:desk_detail", args=[self.subject.proposal_id])
        return super().get_context_data(check=self.subject, back_url=back, **kwargs)

    def form_valid(self, form):
        try:
            actions.cancel_decision(self.subject, by=self.request.user, reason=form.cleaned_data["reason"])
        except TransitionNotAllowed as refusal:
            messages.error(self.request, str(refusal))
        else:
            messages.success(self.request, "Putusan dibatalkan.")
        return redirect("proposals:desk_detail", pk=self.subject.proposal_id)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)
