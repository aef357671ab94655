"""The agency's proposals: list, a new one with its eligibility first, and the page of each."""

from uuid import uuid4

from django.contrib import messages
from django.db.models import F
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views import View
from django.views.generic import ListView, TemplateView

from competitions.models import Period
from kipp.access import Guarded
from kipp.text import penutupan
from proposals import actions, permissions
from proposals.completeness import GapCode
from proposals.eligibility import judge_entry
from proposals.forms import NewEntryForm
from proposals.models import Proposal, entry_rules
from proposals.wording import gap_sentence, verdict_sentences, verdict_short


class ProposalList(Guarded, ListView):
    permission = permissions.may_start
    template_name = "proposals/own_list.html"
    context_object_name = "proposals"
    paginate_by = 30
    page_kwarg = "halaman"

    def get_queryset(self):
        visible = Proposal.objects.visible_to(self.request.user).with_names()
        return visible.order_by("-period__year", F("submitted_at").desc(nulls_first=True), "pk")


class ProposalCreate(Guarded, TemplateView):
    """GET answers whether the innovation may enter; POST registers it, eligible or not, as a draft."""

    permission = permissions.may_start
    template_name = "proposals/create.html"

    def get(self, request):
        period = Period.objects.current()
        checked = period and "cek" in request.GET
        form = NewEntryForm(self._typed(request), period=period) if checked else None
        return self.render_to_response(self.context(period, form))

    def post(self, request):
        period = Period.objects.current()
        form = NewEntryForm(request.POST, period=period) if period else None
        if form is None or not form.is_valid():
            return self.render_to_response(self.context(period, form), status=422)
        try:
            proposal = actions.begin_entry(by=request.user, **form.cleaned_data)
        except actions.AlreadyRegistered as refusal:
            form.add_error("title", str(refusal))
        except actions.RegistrationClosed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Proposal disimpan sebagai draf.")
            return redirect("proposals:detail", pk=proposal.pk)
        return self.render_to_response(self.context(period, form), status=422)

    def context(self, period, form):
        open_now = period is not None and period.status == Period.Status.REGISTRATION
        shown = {"period": period, "open_now": open_now, "form": form}
        if open_now:
            shown["closing"] = penutupan(period.registration_closes_at)
            shown["form"] = form or NewEntryForm(period=period)
            if form is not None and form.is_valid():
                shown["verdict"] = verdict_panel(
                    judge_entry(
                        implemented_on=form.cleaned_data["implemented_on"],
                        times_awarded=form.cleaned_data.get("times_awarded", 0),
                        rules=entry_rules(period),
                    ),
                    implemented_on=form.cleaned_data["implemented_on"],
                    rules=entry_rules(period),
                )
        return self.get_context_data(**shown)

    def _typed(self, request):
        # The key is made with the page that carries the sending button, not with the question.
        typed = request.GET.copy()
        typed.setdefault("token", str(uuid4()))
        return typed


class OwnScoped(Guarded):
    """A page of the agency about its own proposal."""

    permission = permissions.may_view_own

    def load(self):
        return get_object_or_404(Proposal.objects.visible_to(self.request.user).with_names(), pk=self.kwargs["pk"])


class WhileEditable(View):
    """What changes the text is open only while it may change; afterwards the page says so instead of failing."""

    def dispatch(self, request, *args, **kwargs):
        if not permissions.may_edit(request.user, self.subject):
            messages.error(request, "Proposal ini tidak dapat diubah lagi.")
            return redirect("proposals:detail", pk=self.subject.pk)
        return super().dispatch(request, *args, **kwargs)


class ProposalDetail(OwnScoped, TemplateView):
    """The task list while it is written, the text as sent afterwards."""

    def get_template_names(self):
        return ["proposals/tasks.html" if self.subject.is_editable else "proposals/detail.html"]

    def get_context_data(self, **kwargs):
        proposal = self.subject
        common = {
            "proposal": proposal,
            "may": permissions.may(self.request.user, proposal),
            "checks": list(proposal.checks.order_by("-pk")),
            "closing": penutupan(proposal.period.registration_closes_at),
        }
        if proposal.is_editable:
            common |= task_list(proposal) | {"verdict": verdict_of(proposal)}
        else:
            common["sections"] = proposal.as_sent()
        return super().get_context_data(**common, **kwargs)


def verdict_panel(verdict, *, implemented_on, rules) -> dict:
    """Return what the template `proposals/_verdict.html` declares."""
    return {
        "eligible": verdict.eligible,
        "heading": verdict_short(verdict),
        "sentences": verdict_sentences(verdict, implemented_on=implemented_on, rules=rules),
    }


def verdict_of(proposal: Proposal) -> dict:
    return verdict_panel(
        proposal.verdict(), implemented_on=proposal.innovation.implemented_on, rules=proposal.entry_rules()
    )


def task_list(proposal: Proposal) -> dict:
    """Return every section and attachment with its state, and the gaps with the page where each is mended."""
    answers = {answer.section_id: answer for answer in proposal.answers.all()}
    files = {file.kind_id: file for file in proposal.files()}
    sections = list(proposal.period.sections.order_by("order", "pk"))
    kinds = list(proposal.period.attachment_kinds.order_by("order", "pk"))
    pages = {section.number: ("proposals:section", section.code) for section in sections}
    titles = {section.number: str(section) for section in sections} | {kind.code: kind.title for kind in kinds}
    gaps = []
    for gap in proposal.gaps():
        is_file = gap.code == GapCode.ATTACHMENT_MISSING
        name, code = ("proposals:attachment", gap.where) if is_file else pages[gap.where]
        url = reverse(name, kwargs={"pk": proposal.pk, "code": code})
        gaps.append({"sentence": gap_sentence(gap, titles), "url": url})
    return {
        "gaps": gaps,
        "tasks": [{"section": section, **_state(answers.get(section.pk))} for section in sections],
        "files": [{"kind": kind, "file": files.get(kind.pk)} for kind in kinds],
    }


def _state(answer) -> dict:
    if answer is None or not answer.text:
        return {"answer": answer, "state": "empty", "label": "Belum diisi"}
    if answer.is_done:
        return {"answer": answer, "state": "done", "label": "Selesai"}
    return {"answer": answer, "state": "started", "label": "Sedang diisi"}
