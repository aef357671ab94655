"""Objections to an announced result: handed in by agencies, answered by organisers."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView

from competitions.models import TransitionNotAllowed
from judging import actions
from judging.filters import ObjectionFilter
from judging.forms import AnswerForm, ObjectionForm
from judging.models import Objection, ObjectionWindow
from kipp.access import Guarded
from kipp.accounts.permissions import is_operator, is_organiser
from kipp.listing import FilteredList


class WindowScoped(Guarded):
    """What is about the stage of one period; before its announcement there is none."""

    def load(self):
        windows = ObjectionWindow.objects.counted().select_related("period")
        return get_object_or_404(windows, period=self.kwargs["period_pk"])


class OwnObjections(WindowScoped, FormView):
    """What the own agency has objected to and what was answered; while the stage lasts, one more."""

    permission = is_operator
    template_name = "judging/objections/own.html"
    form_class = ObjectionForm

    def load(self):
        window = super().load()
        if is_operator(self.request.user):
            self.entries = actions.judged_entries(window, self.request.user)
            if not self.entries:
                raise Http404
        return window

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"entries": self.entries}

    def form_valid(self, form):
        data = form.cleaned_data
        given = {"proposal": data["proposal"], "grounds": data["alasan"]}
        try:
            objection = actions.hand_in_objection(self.subject, by=self.request.user, **given)
        except TransitionNotAllowed as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, f"Sanggahan terkirim dengan nomor {objection.number}.")
        return redirect("judging:own_objections", period_pk=self.subject.period_id)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        own = Objection.objects.visible_to(self.request.user).filter(window=self.subject).named()
        return super().get_context_data(window=self.subject, objections=own, **kwargs)


class ObjectionList(WindowScoped, FilteredList):
    """Every objection to the result of a period, the latest first."""

    permission = is_organiser
    template_name = "judging/objections/list.html"
    filterset_class = ObjectionFilter
    noun = "sanggahan"
    nothing = "Tidak ada sanggahan."

    def visible(self):
        return Objection.objects.visible_to(self.request.user).filter(window=self.subject).named()

    def get_context_data(self, **kwargs):
        return super().get_context_data(window=self.subject, **kwargs)


class ObjectionAnswerView(Guarded, FormView):
    """One objection with its answer, or the form for it."""

    permission = is_organiser
    template_name = "judging/objections/answer.html"
    form_class = AnswerForm

    def load(self):
        return get_object_or_404(Objection.objects.visible_to(self.request.user).named(), pk=self.kwargs["pk"])

    def form_valid(self, form):
        data = form.cleaned_data
        given = {"outcome": data["keputusan"], "reasons": data["jawaban"]}
        try:
            actions.answer_objection(self.subject, by=self.request.user, **given)
        except TransitionNotAllowed as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, f"Jawaban sanggahan {self.subject.number} terkirim kepada instansi.")
        return redirect("judging:objections", period_pk=self.subject.window.period_id)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        return super().get_context_data(objection=self.subject, **kwargs)
