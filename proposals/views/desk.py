"""The organiser's desk: what has come in, and the decision on each."""

from django.contrib import messages
from django.db.models import F
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView, ListView

from competitions.models import TransitionNotAllowed
from kipp.access import Guarded
from proposals import actions, permissions
from proposals.filters import ProposalFilter
from proposals.forms import DecisionForm
from proposals.models import Check, Proposal
from proposals.views.own import verdict_of
from proposals.wording import verdict_short


class DeskList(Guarded, ListView):
    """Oldest first: who has waited longest stands on top."""

    permission = permissions.may_work_desk
    template_name = "proposals/desk_list.html"
    context_object_name = "proposals"
    paginate_by = 30
    page_kwarg = "halaman"

    def get_queryset(self):
        visible = Proposal.objects.visible_to(self.request.user)
        self.filter = ProposalFilter(self.request.GET, queryset=visible)
        return self.filter.qs.with_names().order_by(F("submitted_at").asc(nulls_last=True), "pk")

    def get_context_data(self, **kwargs):
        # How many each status would show: every filter but that of the status itself.
        others = self.request.GET.copy()
        others.pop("status", None)
        visible = Proposal.objects.visible_to(self.request.user)
        counts = ProposalFilter(others, queryset=visible).qs.counts_by_status()
        statuses = [
            {"status": status, "label": label, "count": counts[status]} for status, label in Proposal.Status.choices
        ]
        return super().get_context_data(filter=self.filter, statuses=statuses, **kwargs)


class DeskDetail(Guarded, FormView):
    """One proposal on the desk. An unsent text stays with its agency: only its state is shown."""

    permission = permissions.may_work_desk
    template_name = "proposals/desk_detail.html"
    form_class = DecisionForm
    http_method_names = ["get", "head"]

    def load(self):
        return get_object_or_404(
            Proposal.objects.visible_to(self.request.user).with_names().select_related("submitted_by"),
            pk=self.kwargs["pk"],
        )

    def get_context_data(self, **kwargs):
        proposal, user = self.subject, self.request.user
        shown = {"proposal": proposal, "may": permissions.may(user, proposal)}
        if permissions.may_read_text(user, proposal):
            verdicts = proposal.verdicts.select_related("closing_change").order_by("pk")
            shown |= {
                "sections": proposal.as_sent(),
                "verdict": verdict_of(proposal),
                "verdicts": [{"row": row, "words": verdict_short(row.as_verdict)} for row in verdicts],
                "checks": list(proposal.checks.select_related("by").order_by("-pk")),
                "may_decide": permissions.may_decide(user, proposal),
            }
        return super().get_context_data(**shown, **kwargs)


class ProposalDecide(DeskDetail):
    """Take the decision; what was typed stays when something is missing."""

    http_method_names = ["post"]

    def form_valid(self, form):
        try:
            check = self.decide(form.cleaned_data)
        except actions.NotEligible as refusal:
            form.add_error("decision", f"Proposal ini tidak dapat diloloskan: {verdict_short(refusal.verdict)}.")
            return self.form_invalid(form)
        except TransitionNotAllowed as refusal:
            messages.error(self.request, str(refusal))
        else:
            messages.success(self.request, f"Proposal {self.subject.number}: {check.get_decision_display()}.")
        return redirect("proposals:desk_detail", pk=self.subject.pk)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def decide(self, data: dict) -> Check:
        by, reasons, note = self.request.user, data["reasons"], data["note"]
        match data["decision"]:
            case Check.Decision.VERIFY:
                return actions.verify(self.subject, by=by, note=note)
            case Check.Decision.SEND_BACK:
                return actions.send_back(self.subject, by=by, reasons=reasons, due_on=data["due_on"], note=note)
            case Check.Decision.REJECT:
                return actions.reject(self.subject, by=by, reasons=reasons, note=note)
            case unknown:
                raise ValueError(unknown)
