"""What the pleno decides between closing and announcement."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.generic import FormView

from competitions.models import TransitionNotAllowed
from judging import actions, permissions
from judging.forms import ChangeForm, DecisionForm, WhichSheetForm
from judging.models import Assignment, round_of
from judging.views.panel import PeriodScoped, standing_tie
from kipp.access import Guarded


class TieDecide(PeriodScoped):
    """Record the decision of the pleno on the first standing tie among the awards."""

    permission = permissions.may_decide
    http_method_names = ["get", "head", "post"]

    def get(self, request, period_pk):
        tie = standing_tie(self.subject)
        if not tie:
            messages.info(request, "Tidak ada nilai sama pada peringkat pemenang.")
            return redirect("judging:panel")
        return self.show(DecisionForm(tie=tie))

    def post(self, request, period_pk):
        tie = standing_tie(self.subject)
        if not tie:
            return redirect("judging:panel")
        form = DecisionForm(request.POST, tie=tie)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            actions.decide_tie(
                self.subject,
                by=request.user,
                order=form.order,
                reason=form.cleaned_data["alasan"],
                present=form.cleaned_data["hadir"],
            )
        except (actions.BadDecision, TransitionNotAllowed) as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Keputusan pleno dicatat dan peringkat disusun ulang.")
        return redirect("judging:panel")

    def show(self, form, *, status=200):
        context = {"period": self.subject, "form": form}
        return render(self.request, "judging/tie.html", context, status=status)


class SheetToChange(PeriodScoped, FormView):
    """Which sheet the pleno wants to change: of the round that was closed last, and sent."""

    permission = permissions.may_decide
    template_name = "judging/change_sheet.html"
    form_class = WhichSheetForm

    def get_form_kwargs(self):
        sheets = Assignment.objects.visible_to(self.request.user).of(round_of(self.subject)).handed_in()
        return super().get_form_kwargs() | {"sheets": sheets}

    def form_valid(self, form):
        return redirect("judging:change_mark", pk=form.sheet.pk)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        return super().get_context_data(period=self.subject, **kwargs)


class MarkChange(Guarded, FormView):
    """Record that the pleno changes one mark of a sheet, why, and who was present."""

    permission = permissions.may_change_mark
    template_name = "judging/change_mark.html"
    form_class = ChangeForm

    def load(self):
        visible = Assignment.objects.visible_to(self.request.user).named()
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    def get_form_kwargs(self):
        criteria = self.subject.round.criteria.order_by("order", "pk")
        return super().get_form_kwargs() | {"criteria": criteria, "marks": actions.marks_of(self.subject)}

    def form_valid(self, form):
        data = form.cleaned_data
        changed = {"criterion": form.criteria[data["kriteria"]], "value": data["nilai"]}
        said = {"reason": data["alasan"], "present": data["hadir"]}
        try:
            actions.change_mark(self.subject, by=self.request.user, **changed, **said)
        except actions.BadDecision as refusal:
            form.add_error("nilai", str(refusal).rstrip("."))
            return self.form_invalid(form)
        except TransitionNotAllowed as refusal:
            form.add_error(None, str(refusal).rstrip("."))
            return self.form_invalid(form)
        messages.success(self.request, "Perubahan nilai dicatat dan peringkat disusun ulang.")
        return redirect("judging:ranking", period_pk=self.subject.round.period_id)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        return super().get_context_data(assignment=self.subject, period=self.subject.round.period, **kwargs)
