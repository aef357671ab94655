"""The announcement of a result by two organisers: propose, approve, withdraw."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView

from competitions.models import TransitionNotAllowed
from judging import actions, permissions
from judging.forms import PublicationForm, ReasonForm
from judging.models import Publication, SpecialAward
from judging.views.panel import PeriodScoped, latest_ranking
from kipp.access import Guarded


class ResultAnnounce(PeriodScoped, FormView):
    """What would be announced, who has proposed it, and the step that this organiser may take."""

    permission = permissions.may_announce
    template_name = "judging/announce.html"
    form_class = PublicationForm

    def form_valid(self, form):
        try:
            actions.propose_publication(self.subject, by=self.request.user, due_at=form.due_at)
        except actions.NotReady as refusal:
            form.add_error(None, refusal.reasons)
            return self.form_invalid(form)
        except TransitionNotAllowed as refusal:
            messages.error(self.request, str(refusal))
        else:
            messages.success(self.request, "Pengumuman diusulkan. Penyelenggara lain diberi tahu melalui surel.")
        return redirect("judging:announce", period_pk=self.subject.pk)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        user, ranking = self.request.user, latest_ranking(self.subject)
        publications = Publication.objects.visible_to(user).filter(ranking__round=ranking.round).named()
        return super().get_context_data(
            period=self.subject,
            winners=ranking.results.winners().named().in_order(),
            awards=SpecialAward.objects.visible_to(user).standing().filter(round=ranking.round).named(),
            publication=publication_for(user, publications.standing().first()),
            decisions=[ended(one) for one in publications.order_by("-pk") if is_ended(one, ranking)],
            reasons=actions.reasons_against_publishing(ranking, by=user),
            **kwargs,
        )


class PublicationScoped(Guarded):
    """One proposal to announce; for everybody but organisers there is none."""

    def load(self):
        return get_object_or_404(Publication.objects.visible_to(self.request.user).named(), pk=self.kwargs["pk"])


class PublicationApprove(PublicationScoped):
    permission = permissions.may_approve_publication
    http_method_names = ["post"]

    def post(self, request, pk):
        try:
            actions.approve_publication(self.subject, by=request.user)
        except TransitionNotAllowed as refusal:
            messages.error(request, str(refusal))
        else:
            later = "Hasil diumumkan pada waktunya." if self.subject.due_at else "Hasil diumumkan."
            messages.success(request, f"Pengumuman disetujui. {later}")
        return redirect("judging:panel")


class PublicationWithdraw(PublicationScoped, FormView):
    """Take a proposal back with the reason, also when it has been approved for later."""

    permission = permissions.may_withdraw_publication
    template_name = "judging/publication_withdraw.html"
    form_class = ReasonForm

    def form_valid(self, form):
        try:
            actions.withdraw_publication(self.subject, by=self.request.user, reason=form.cleaned_data["alasan"])
        except TransitionNotAllowed as refusal:
            messages.error(self.request, str(refusal))
        else:
            messages.success(self.request, "Usul pengumuman ditarik. Penyelenggara lain diberi tahu melalui surel.")
        return redirect("judging:panel")

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        return super().get_context_data(publication=self.subject, period=self.subject.ranking.round.period, **kwargs)


def publication_for(user, publication) -> dict | None:
    """Return a standing proposal with what this organiser may do about it."""
    if publication is None:
        return None
    return {
        "row": publication,
        "may_approve": permissions.may_approve_publication(user, publication),
        "may_withdraw": permissions.may_withdraw_publication(user, publication),
    }


def is_ended(publication, ranking) -> bool:
    return publication.withdrawn_at is not None or publication.ranking_id != ranking.pk


def ended(publication) -> dict:
    """Return a proposal that nothing comes of any more, for a history."""
    if publication.withdrawn_at:
        by, note = publication.withdrawn_by, publication.withdrawn_reason
        return {"at": publication.withdrawn_at, "title": "Usul pengumuman ditarik", "by": by, "note": note}
    note = "Peringkat disusun ulang oleh keputusan pleno."
    title = "Usul pengumuman tidak berlaku lagi"
    return {"at": publication.proposed_at, "title": title, "by": publication.proposed_by, "note": note}
