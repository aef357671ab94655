"""The organiser composes the Tim Penilai of a period."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.generic import FormView

from competitions.models import TransitionNotAllowed
from judging import actions, permissions
from judging.assignment import CONFLICT_YEARS
from judging.forms import AppointForm, DecreeForm
from judging.models import Panel, PanelMember
from judging.views.panel import PeriodScoped, reminded_sentence
from kipp.access import Guarded
from kipp.clock import today
from kipp.documents.models import Document


class Team(PeriodScoped):
    """Who sits, and who may be appointed."""

    permission = permissions.may_see_panel
    http_method_names = ["get", "head"]

    def get(self, request, period_pk):
        return show_team(request, self.subject, AppointForm(period=self.subject))


class TeamAppoint(PeriodScoped):
    """Give a seat to the judges chosen on the page of the team."""

    permission = permissions.may_compose
    http_method_names = ["post"]

    def post(self, request, period_pk):
        form = AppointForm(request.POST, period=self.subject)
        if not form.is_valid():
            return show_team(request, self.subject, form, status=422)
        try:
            seats = actions.appoint(self.subject, by=request.user, judges=form.cleaned_data["juri"])
        except TransitionNotAllowed as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{len(seats)} juri menjadi anggota Tim Penilai dan diberi tahu lewat surel.")
        return redirect("judging:team", period_pk=period_pk)


class TeamDecree(PeriodScoped, FormView):
    """By which decree the team sits."""

    permission = permissions.may_compose
    template_name = "judging/team_decree.html"
    form_class = DecreeForm

    def get_form_kwargs(self):
        panel = Panel.objects.filter(period=self.subject).first()
        return super().get_form_kwargs() | {"instance": panel}

    def form_valid(self, form):
        data = form.cleaned_data
        try:
            actions.set_decree(
                self.subject,
                by=self.request.user,
                number=data["decree_number"],
                on=data["decree_on"],
                years=data["conflict_years"],
            )
        except TransitionNotAllowed as refusal:
            messages.error(self.request, str(refusal))
        else:
            messages.success(self.request, "SK Tim Penilai disimpan.")
        return redirect("judging:team", period_pk=self.subject.pk)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        return super().get_context_data(period=self.subject, **kwargs)


class TeamRemind(PeriodScoped):
    """One press reminds every member who has not signed; who was told today is not told again."""

    permission = permissions.may_compose
    http_method_names = ["post"]

    def post(self, request, period_pk):
        try:
            told = actions.remind_members(self.subject, by=request.user, on=today())
        except TransitionNotAllowed as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, reminded_sentence(told))
        return redirect("judging:team", period_pk=period_pk)


class SeatStep(Guarded):
    """One step about one seat; the subclass names the step and the sentence."""

    permission = permissions.may_change_seat
    http_method_names = ["post"]

    def load(self):
        return get_object_or_404(PanelMember.objects.visible_to(self.request.user).named(), pk=self.kwargs["pk"])

    def post(self, request, pk):
        try:
            type(self).step(self.subject, by=request.user)
        except TransitionNotAllowed as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, self.sentence.format(self.subject.judge.name))
        return redirect("judging:team", period_pk=self.subject.period_id)


class SeatChair(SeatStep):
    step = actions.set_chair
    sentence = "{} menjadi ketua Tim Penilai."


class SeatRemove(SeatStep):
    step = actions.remove_member
    sentence = "{} dikeluarkan dari Tim Penilai."


def show_team(request, period, form, *, status=200):
    seats = list(PanelMember.objects.visible_to(request.user).filter(period=period).sitting().with_pact().named())
    papers = Document.objects.visible_to(request.user).filter(kind="pakta_integritas")
    signed = dict(papers.filter(subject_id__in=[seat.pact_id for seat in seats]).values_list("subject_id", "pk"))
    context = {
        "period": period,
        "panel": Panel.objects.filter(period=period).first(),
        "years": CONFLICT_YEARS,
        "rows": [{"seat": seat, "paper": signed.get(seat.pact_id)} for seat in seats],
        "unsigned": sum(seat.signed_at is None for seat in seats),
        "has_chair": any(seat.seat == PanelMember.Seat.CHAIR for seat in seats),
        "form": form,
        "may": permissions.may(request.user, period),
    }
    return render(request, "judging/team.html", context, status=status)
