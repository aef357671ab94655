"""Conflicts of interest: a judge declares them, the office records, confirms and lifts them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView

from competitions.models import TransitionNotAllowed
from judging import actions, permissions
from judging.forms import DeclareForm, NamesakeForm, ReasonForm, ReportForm
from judging.models import PanelMember
from judging.views.panel import PeriodScoped
from kipp.access import Guarded
from kipp.accounts.models import Role, User
from proposals.actions import lift_conflict
from proposals.models import Conflict, Proposal


def entries_in(period):
    """Everything that is judged or may still be."""
    entries = Proposal.objects.filter(period=period).filling_a_place()
    return entries.select_related("innovation", "agency").order_by("number", "pk")


class OwnConflicts(Guarded, FormView):
    """A member of the panel declares a conflict with entries, also before anything is assigned."""

    permission = permissions.may_sign
    template_name = "judging/declare.html"
    form_class = DeclareForm

    def load(self):
        return get_object_or_404(PanelMember.objects.visible_to(self.request.user).named(), pk=self.kwargs["pk"])

    def standing(self):
        seat = self.subject
        own = Conflict.objects.visible_to(self.request.user).standing().filter(person=seat.judge)
        return own.filter(proposal__period=seat.period).with_names().order_by("proposal__number", "pk")

    def get_form_kwargs(self):
        left = entries_in(self.subject.period).exclude(pk__in=self.standing().values("proposal"))
        return super().get_form_kwargs() | {"entries": left}

    def form_valid(self, form):
        seat, chosen = self.subject, list(form.cleaned_data["proposal"])
        said = {"reason": form.cleaned_data["alasan"], "origin": Conflict.Origin.DECLARED}
        try:
            actions.declare(seat.period, person=seat.judge, by=self.request.user, proposals=chosen, **said)
        except TransitionNotAllowed as refusal:
            messages.error(self.request, str(refusal))
        else:
            messages.success(self.request, f"Benturan kepentingan dengan {len(chosen)} proposal dinyatakan.")
        return redirect("judging:declare", pk=seat.pk)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        return super().get_context_data(seat=self.subject, conflicts=self.standing(), **kwargs)


class ConflictList(PeriodScoped, FormView):
    """What stands, what may be, and a form to record what the office knows."""

    permission = permissions.may_report
    template_name = "judging/conflicts.html"
    form_class = ReportForm

    def get_form_kwargs(self):
        seated = self.subject.panel_members.sitting().values("judge")
        people = User.objects.active().filter(pk__in=seated) | User.objects.active().filter(role=Role.ORGANISER)
        return super().get_form_kwargs() | {
            "people": people.order_by("name", "pk"),
            "entries": entries_in(self.subject),
        }

    def get_initial(self):
        return {"proposal": self.request.GET.get("proposal")}

    def form_valid(self, form):
        person, by = form.cleaned_data["orang"], self.request.user
        origin = Conflict.Origin.DECLARED if person == by else Conflict.Origin.REPORTED
        said = {"proposals": [form.cleaned_data["proposal"]], "reason": form.cleaned_data["alasan"], "origin": origin}
        try:
            actions.declare(self.subject, person=person, by=by, **said)
        except TransitionNotAllowed as refusal:
            messages.error(self.request, str(refusal))
        else:
            messages.success(self.request, f"Benturan kepentingan {person.name} dicatat.")
        return redirect("judging:conflicts", period_pk=self.subject.pk)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        period, user = self.subject, self.request.user
        known = Conflict.objects.visible_to(user).filter(proposal__period=period).with_names()
        standing = known.standing().order_by("proposal__number", "person__name", "pk")
        return super().get_context_data(
            period=period,
            rows=[{"conflict": conflict, "may_lift": permissions.may_lift(user, conflict)} for conflict in standing],
            matches=matches_in_words(period),
            **kwargs,
        )


class NamesakeAnswer(PeriodScoped):
    """The office says whether a member of the panel is whom an entry names."""

    permission = permissions.may_report
    http_method_names = ["post"]

    def post(self, request, period_pk):
        form = NamesakeForm(request.POST, matches=actions.possible_namesakes(self.subject))
        if not form.is_valid():
            messages.error(request, "Kemungkinan ini sudah dijawab.")
            return redirect("judging:conflicts", period_pk=period_pk)
        judge_pk, proposal_pk = form.cleaned_data["pasangan"]
        judge = User.objects.visible_to(request.user).filter(pk=judge_pk).first()
        proposal = entries_in(self.subject).filter(pk=proposal_pk).first()
        try:
            if form.cleaned_data["sama"]:
                said = {"reason": "Tercantum sebagai pemrakarsa.", "origin": Conflict.Origin.NAMED}
                actions.declare(self.subject, person=judge, by=request.user, proposals=[proposal], **said)
                messages.success(request, f"Benturan kepentingan {judge.name} dicatat.")
            else:
                actions.dismiss_namesake(proposal, judge=judge, by=request.user)
                messages.success(request, "Dicatat sebagai orang yang berbeda.")
        except TransitionNotAllowed as refusal:
            messages.error(request, str(refusal))
        return redirect("judging:conflicts", period_pk=period_pk)


class ConflictLift(Guarded, FormView):
    """End a conflict, with the reason: another officer than the one concerned."""

    permission = permissions.may_lift
    template_name = "judging/conflict_lift.html"
    form_class = ReasonForm

    def load(self):
        return get_object_or_404(Conflict.objects.visible_to(self.request.user).with_names(), pk=self.kwargs["pk"])

    def form_valid(self, form):
        try:
            lift_conflict(self.subject, by=self.request.user, reason=form.cleaned_data["alasan"])
        except TransitionNotAllowed as refusal:
            messages.error(self.request, str(refusal))
        else:
            messages.success(self.request, "Benturan kepentingan dicabut.")
        return redirect("judging:conflicts", period_pk=self.subject.proposal.period_id)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        return super().get_context_data(conflict=self.subject, **kwargs)


def matches_in_words(period) -> list[dict]:
    """Return a line for each possible namesake, with what both are called."""
    matches = actions.possible_namesakes(period)
    judges = User.objects.in_bulk([match.judge for match in matches])
    entries = entries_in(period).in_bulk([match.proposal for match in matches])
    return [
        {
            "pair": f"{match.judge}-{match.proposal}",
            "judge": judges[match.judge],
            "proposal": entries[match.proposal],
            "name": match.name,
            "why": "NIP sama" if match.same_nip else "nama sama",
        }
        for match in matches
    ]
