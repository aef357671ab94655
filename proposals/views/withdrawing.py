"""Take a sent proposal out of the competition, and take that back."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.generic import FormView

from competitions.models import TransitionNotAllowed
from proposals import actions, permissions
from proposals.forms import WithdrawalForm
from proposals.views.own import OwnScoped
from proposals.wording import verdict_short


class ProposalWithdraw(OwnScoped, FormView):
    """A page that says what follows and asks for the reason."""

    template_name = "proposals/withdraw.html"
    form_class = WithdrawalForm

    def get(self, request, pk):
        if permissions.may_withdraw(request.user, self.subject):
            return super().get(request, pk)
        messages.error(request, "Proposal ini tidak dapat ditarik.")
        return redirect("proposals:detail", pk=pk)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            proposal=self.subject, takes_entries=permissions.takes_entries(self.subject), **kwargs
        )

    def form_valid(self, form):
        try:
            actions.withdraw(self.subject, by=self.request.user, reason=form.cleaned_data["reason"])
        except TransitionNotAllowed as refusal:
            messages.error(self.request, str(refusal))
        else:
            messages.success(self.request, "Proposal ditarik. Penyelenggara sudah diberi tahu.")
        return redirect("proposals:detail", pk=self.subject.pk)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


class ProposalTakeBack(OwnScoped):
    http_method_names = ["post"]

    def post(self, request, pk):
        try:
            actions.take_back(self.subject, by=request.user)
        except actions.NotEligible as refusal:
            messages.error(request, f"Proposal tidak dapat diikutkan lagi: {verdict_short(refusal.verdict)}.")
        except (actions.QuotaReached, TransitionNotAllowed) as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Proposal diikutkan lagi.")
        return redirect("proposals:detail", pk=pk)
