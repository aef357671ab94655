"""Awards besides the places: record, offer the best of each category, withdraw."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView

from competitions.models import TransitionNotAllowed
from judging import actions, permissions
from judging.forms import AwardForm, ReasonForm
from judging.models import Publication, SpecialAward
from judging.views.panel import PeriodScoped, latest_ranking
from kipp.access import Guarded


class AwardList(PeriodScoped, FormView):
    """What is awarded so far, who is best of each category, and the form for one more."""

    permission = permissions.may_announce
    template_name = "judging/awards.html"
    form_class = AwardForm

    def get_form_kwargs(self):
        self.ranking = latest_ranking(self.subject)
        placed = self.ranking.results.exclude(place=None).named().in_order()
        return super().get_form_kwargs() | {"results": placed}

    def get_initial(self):
        return {"proposal": self.request.GET.get("proposal"), "nama": self.request.GET.get("nama", "")}

    def form_valid(self, form):
        data = form.cleaned_data
        given = {"result": data["proposal"], "name": data["nama"], "reason": data["alasan"]}
        try:
            actions.record_award(self.subject, by=self.request.user, **given)
        except TransitionNotAllowed as refusal:
            messages.error(self.request, str(refusal))
        else:
            messages.success(self.request, "Penghargaan dicatat. Penghargaan ini diumumkan bersama hasil.")
        return redirect("judging:awards", period_pk=self.subject.pk)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(period=self.subject, **kwargs)
        awards = SpecialAward.objects.visible_to(self.request.user).filter(round=self.ranking.round).named()
        given = [award for award in awards if award.withdrawn_at is None]
        named = {(award.proposal_id, award.name) for award in given}
        offers = [
            offer
            for offer in actions.best_per_category(self.ranking)
            if (offer.result.proposal_id, offer.name) not in named
        ]
        return context | {
            "awards": given,
            "withdrawn": [withdrawn_entry(award) for award in awards if award.withdrawn_at],
            "offers": offers,
            "is_settled": Publication.objects.standing().filter(ranking=self.ranking).exists(),
        }


class AwardWithdraw(Guarded, FormView):
    """Take an award back with the reason, while nothing is proposed; for everybody but organisers there is none."""

    permission = permissions.may_withdraw_award
    template_name = "judging/award_withdraw.html"
    form_class = ReasonForm

    def load(self):
        return get_object_or_404(SpecialAward.objects.visible_to(self.request.user).named(), pk=self.kwargs["pk"])

    def form_valid(self, form):
        try:
            actions.withdraw_award(self.subject, by=self.request.user, reason=form.cleaned_data["alasan"])
        except TransitionNotAllowed as refusal:
            messages.error(self.request, str(refusal))
        else:
            messages.success(self.request, "Penghargaan dicabut.")
        return redirect("judging:awards", period_pk=self.subject.round.period_id)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        return super().get_context_data(award=self.subject, period=self.subject.round.period, **kwargs)


def withdrawn_entry(award) -> dict:
    """Return a withdrawn award for a history."""
    title = f"{award.name} untuk {award.proposal.number} dicabut"
    return {"at": award.withdrawn_at, "title": title, "by": award.withdrawn_by, "note": award.withdrawn_reason}
