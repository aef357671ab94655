"""Except a sent proposal from a rule, by two officers."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView

from competitions.models import TransitionNotAllowed
from kipp.access import Guarded
from proposals import actions, permissions
from proposals.checklist import Rule
from proposals.forms import OverrideDeclineForm, OverrideForm
from proposals.models import Proposal, RuleOverride, checklist_of
from proposals.wording import finding_short, rule_title


class OverridePropose(Guarded, FormView):
    """Propose an exception from one rule that fails by computation."""

    permission = permissions.may_work_desk
    template_name = "proposals/override_propose.html"
    form_class = OverrideForm

    def load(self):
        proposals = Proposal.objects.visible_to(self.request.user).submitted().with_names()
        return get_object_or_404(proposals, pk=self.kwargs["pk"])

    @cached_property
    def rule(self) -> Rule:
        try:
            return Rule(self.kwargs["rule"])
        except ValueError as unknown:
            raise Http404 from unknown

    def get_context_data(self, **kwargs):
        finding = checklist_of(self.subject).finding(self.rule)
        shown = {"proposal": self.subject, "title": rule_title(self.rule), "words": finding_short(finding)}
        return super().get_context_data(back_url=page_of(self.subject), **shown, **kwargs)

    def form_valid(self, form):
        try:
            actions.propose_override(self.subject, by=self.request.user, rule=self.rule, **form.cleaned_data)
        except TransitionNotAllowed as refusal:
            messages.error(self.request, str(refusal))
        else:
            messages.success(self.request, "Pengecualian diusulkan. Penyelenggara lain sudah diberi tahu.")
        return redirect(page_of(self.subject))

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


class OverrideScoped(Guarded):
    """One exception; for everybody but organisers there is none."""

    def load(self):
        return get_object_or_404(RuleOverride.objects.visible_to(self.request.user).with_names(), pk=self.kwargs["pk"])

    def back(self):
        return redirect(page_of(self.subject.sent_version.proposal))


class OverrideApprove(OverrideScoped):
    permission = permissions.may_work_desk
    http_method_names = ["post"]

    def post(self, request, pk):
        try:
            actions.approve_override(self.subject, by=request.user)
        except TransitionNotAllowed as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Pengecualian disetujui.")
        return self.back()


class OverrideDecline(OverrideScoped, FormView):
    """Turn it down, or take back one's own, with the reason."""

    permission = permissions.may_work_desk
    template_name = "proposals/override_decline.html"
    form_class = OverrideDeclineForm

    def get_context_data(self, **kwargs):
        override = self.subject
        shown = {"override": override, "title": rule_title(Rule(override.rule))}
        return super().get_context_data(back_url=page_of(override.sent_version.proposal), **shown, **kwargs)

    def form_valid(self, form):
        try:
            actions.decline_override(self.subject, by=self.request.user, reason=form.cleaned_data["reason"])
        except TransitionNotAllowed as refusal:
            messages.error(self.request, str(refusal))
        else:
            messages.success(self.request, "Pengecualian ditolak.")
        return self.back()

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


def page_of(proposal: Proposal) -> str:
    return reverse("proposals:desk_detail", args=[proposal.pk])
