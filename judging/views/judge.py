"""The judge's tasks and score sheets."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.generic import FormView, ListView

from competitions.models import Period, Round
from judging import actions, permissions
from judging.forms import HandInForm, ReasonForm, SheetForm, typed
from judging.models import Assignment, PanelMember, Visit
from judging.sheet import REASON_RULE, Mark, so_far
from judging.views.own_marks import own_marks
from judging.views.rounds import ROUND, judging_span, round_tabs
from judging.views.visits import claim_rows
from kipp.access import Guarded
from kipp.accounts.permissions import is_judge


class TaskList(Guarded, ListView):
    """Own proposals in the own order, and the next one that waits."""

    permission = is_judge
    template_name = "judging/task_list.html"
    context_object_name = "tasks"
    paginate_by = 50
    page_kwarg = "halaman"

    def load(self):
        """Show the round that is judged now, unless an earlier one of the own is named or is all there is."""
        period = Period.objects.current()
        own = Assignment.objects.visible_to(self.request.user).filter(round__period=period)
        self.rounds = list(Round.objects.filter(pk__in=own.values("round")).select_related("period").order_by("order"))
        asked = self.request.GET.get(ROUND)
        named = [round_ for round_ in self.rounds if asked in (None, round_.code)]
        self.round = named[-1] if named else None
        return period

    def get_queryset(self):
        return Assignment.objects.visible_to(self.request.user).of(self.round).named().order_by("order", "pk")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        period, own = self.subject, self.get_queryset()
        is_open = period is not None and period.status == Period.Status.JUDGING
        seat = PanelMember.objects.visible_to(self.request.user).sitting().filter(period=period).with_pact().first()
        is_signed = seat is None or seat.signed_at is not None
        next_task = own.outstanding().first() if is_open and is_signed else None
        counts = own.counted()
        return context | {
            "lead": judging_span(self.round) if self.round else period.title if period else "",
            "tabs": round_tabs(self.rounds, self.round),
            "is_open": is_open,
            "seat": seat,
            "is_signed": is_signed,
            "copied": self.copied(own),
            "counts": counts,
            "own_marks": own_marks(self.request.user, self.round, counts),
            "rows": [task_row(task, is_signed=is_signed) for task in context["tasks"]],
            "visits": Visit.objects.visible_to(self.request.user)
            .waiting_for(self.request.user)
            .named()
            .order_by("visit_on"),
            "next_task": next_task,
            "next_place": place_of(self.request.user, next_task) if next_task else "",
        }

    def copied(self, own):
        """Return the round of which everything may be taken along, or nothing."""
        task = own.filter(recused_at=None).first()
        return task.round if task and permissions.may_take_copy(self.request.user, task) else None


def task_row(task, *, is_signed: bool) -> dict:
    """Return what a line of the task list shows; what is sent stays plain, so that open work stands out.

    Before the pact is signed it leads nowhere.
    """
    is_done = task.state == Assignment.State.HANDED_IN
    return {
        "task": task,
        "url": reverse("judging:sheet", args=[task.pk]) if is_signed else "",
        "label": task.proposal.innovation.title,
        "note": named(task.proposal),
        "kind": "done" if is_done else task.state,
    }


class SheetScoped(Guarded):
    """What is about one own score sheet."""

    permission = permissions.may_open_sheet

    def load(self):
        visible = Assignment.objects.visible_to(self.request.user).named()
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    def criteria(self):
        return list(self.subject.round.criteria.order_by("order", "pk"))

    def show(self, form, criteria, marks, *, status=200):
        context = sheet_context(self.request.user, self.subject, form, criteria, marks)
        return render(self.request, "judging/sheet.html", context, status=status)


class Sheet(SheetScoped):
    """The proposal beside its score sheet. POST saves a draft, whole or in part."""

    http_method_names = ["get", "head", "post"]

    def get(self, request, pk):
        criteria = self.criteria()
        marks = actions.marks_of(self.subject)
        form = SheetForm(criteria=criteria, initial=SheetForm.initial_of(self.subject.version, marks, criteria))
        return self.show(form, criteria, marks)

    def post(self, request, pk):
        criteria = self.criteria()
        form = SheetForm(request.POST, criteria=criteria)
        if not form.is_valid():
            return self.refused(form, criteria)
        try:
            marks = actions.save_sheet(
                self.subject, by=request.user, version=form.cleaned_data["versi"], marks=form.marks
            )
        except actions.SheetClosed as closed:
            return self.closed(closed)
        except actions.VersionConflict as conflict:
            return conflicting(request, self.subject, form, conflict)
        if request.htmx:
            context = saved_context(self.subject, criteria, marks)
            return render(request, "judging/_saved.html", context)
        messages.success(request, "Draf disimpan.")
        return redirect("judging:sheet", pk=pk)

    def refused(self, form, criteria):
        if self.request.htmx:
            return render(self.request, "judging/_refused.html", {"form": form}, status=422)
        return self.show(form, criteria, actions.marks_of(self.subject), status=422)

    def closed(self, closed):
        if self.request.htmx:
            context = {"sentence": str(closed)}
            return render(self.request, "judging/_refused.html", context, status=422)
        messages.error(self.request, str(closed))
        return redirect("judging:sheet", pk=self.subject.pk)


class SheetHandIn(SheetScoped):
    """Send the sheet for good and go on to the next."""

    http_method_names = ["post"]

    def post(self, request, pk):
        criteria = self.criteria()
        form = HandInForm(request.POST, criteria=criteria)
        if not form.is_valid():
            return self.show(form, criteria, actions.marks_of(self.subject), status=422)
        try:
            marks = actions.hand_in(self.subject, by=request.user, version=form.cleaned_data["versi"], marks=form.marks)
        except actions.SheetClosed as closed:
            messages.error(request, str(closed))
            return redirect("judging:sheet", pk=pk)
        except actions.VersionConflict as conflict:
            return conflicting(request, self.subject, form, conflict)
        messages.success(request, sent_sentence(self.subject, criteria, marks))
        return redirect(next_url(request.user, self.subject))


class SheetRecuse(Guarded, FormView):
    """Declare a conflict of interest: the reason, on a page of its own."""

    permission = permissions.may_recuse
    template_name = "judging/recuse.html"
    form_class = ReasonForm

    def load(self):
        visible = Assignment.objects.visible_to(self.request.user).named()
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    def form_valid(self, form):
        try:
            actions.recuse(self.subject, by=self.request.user, reason=form.cleaned_data["alasan"])
        except actions.SheetClosed as closed:
            messages.error(self.request, str(closed))
        else:
            messages.success(self.request, f"Anda tidak menilai proposal {self.subject.proposal.number}.")
        return redirect("judging:task_list")

    def get_context_data(self, **kwargs):
        return super().get_context_data(assignment=self.subject, **kwargs)


def sheet_context(user, assignment, form, criteria, marks) -> dict:
    proposal = assignment.proposal
    return {
        "assignment": assignment,
        "lead": f"{place_of(user, assignment)}. {named(proposal)}",
        "proposal": proposal,
        "sections": proposal.as_sent(),
        "form": form,
        "may": permissions.may_on_sheet(user, assignment),
        "stored": [{"criterion": criterion, "mark": marks.get(criterion.code, Mark())} for criterion in criteria],
        "so_far": running_total(criteria, marks),
        "period": assignment.round.period,
        "rule": REASON_RULE,
        **findings_of(user, assignment),
    }


def findings_of(user, assignment) -> dict:
    """Return what was found on the visit to this entry in the round, once both have signed it."""
    if assignment.round.kind != Round.Kind.FIELD:
        return {}
    made = Visit.objects.visible_to(user).complete().of(assignment.round).filter(proposal=assignment.proposal)
    visit = made.first()
    return {"visit": visit, "findings": claim_rows(visit, user)} if visit else {}


def place_of(user, assignment) -> str:
    """Say how far this sheet is in the judge's own reading order."""
    own = Assignment.objects.visible_to(user).of(assignment.round)
    place = own.place_of(assignment)
    return f"Proposal {place['place']} dari {place['total']}"


def named(proposal) -> str:
    return f"{proposal.number}, {proposal.agency.name}, {proposal.category.name}"


def saved_context(assignment, criteria, marks) -> dict:
    return {
        "assignment": assignment,
        "saved_at": timezone.now(),
        "so_far": running_total(criteria, marks),
    }


def running_total(criteria, marks):
    return so_far(marks, {criterion.code: criterion.weight for criterion in criteria})


def conflicting(request, assignment, form, conflict):
    """Show what was typed here beside what was stored elsewhere; nothing of either is lost."""
    rows = [
        {
            "criterion": criterion,
            "typed": form.marks[criterion.code],
            "stored": conflict.stored.get(criterion.code, Mark()),
        }
        for criterion in form.criteria
    ]
    mine = SheetForm(criteria=form.criteria, initial=SheetForm.initial_of(conflict.version, form.marks, form.criteria))
    context = {
        "assignment": assignment,
        "rows": [row | {"differs": row["typed"] != row["stored"]} for row in rows],
        "hidden": [field.as_hidden() for field in mine],
    }
    template = "judging/_conflict.html" if request.htmx else "judging/conflict.html"
    return render(request, template, context, status=409)


def sent_sentence(assignment, criteria, marks) -> str:
    """Echo the stored values: what the judge reads is what was kept."""
    values = ", ".join(f"{criterion.name} {typed(marks[criterion.code].value)}" for criterion in criteria)
    return f"Nilai {assignment.proposal.number} terkirim: {values}."


def next_url(user, assignment):
    """Return the next own sheet in reading order after this one, else the first that waits, else the list."""
    waiting = Assignment.objects.visible_to(user).of(assignment.round).outstanding().order_by("order", "pk")
    following = waiting.filter(order__gt=assignment.order).first() or waiting.first()
    if following is None:
        return reverse("judging:task_list")
    return reverse("judging:sheet", kwargs={"pk": following.pk})
