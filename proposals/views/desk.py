"""The organiser's desk: what has come in, and the decision on each."""

from datetime import datetime

from django.db.models import F
from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.generic import TemplateView

from kipp.access import Guarded
from kipp.clock import today
from kipp.listing import FilteredList, carried_on, list_address
from kipp.text import ribuan
from proposals import permissions
from proposals.filters import ProposalFilter
from proposals.forms import ChecklistForm, DecisionForm
from proposals.models import Check, Checklist, Proposal, checklist_of
from proposals.views.checklist import as_shown
from proposals.views.history import history
from proposals.wording import draft_sentence


class DeskList(FilteredList):
    """Oldest first: who has waited longest stands on top."""

    permission = permissions.may_work_desk
    template_name = "proposals/desk_list.html"
    context_object_name = "proposals"
    filterset_class = ProposalFilter
    columns = {
        "nomor": ["number"],
        "judul": ["innovation__title"],
        "instansi": ["agency__name"],
        "dikirim": ["submitted_at"],
        "umur": ["draft_since"],
    }
    noun = "proposal"
    nothing = "Belum ada proposal pada periode ini."

    def visible(self):
        visible = Proposal.objects.visible_to(self.request.user).with_names().with_pending().with_last_change()
        return visible.order_by(F("submitted_at").asc(nulls_last=True), "pk")

    def get_context_data(self, **kwargs):
        pending = Check.objects.visible_to(self.request.user).pending().count()
        shown = super().get_context_data(statuses=self.statuses(), pending=pending, **kwargs)
        words = dict(Check.Decision.choices)
        for proposal in shown["proposals"]:
            proposal.decided = words.get(proposal.pending, "")
            proposal.draft_words = draft_words(proposal)
        return shown

    def statuses(self) -> list[dict]:
        """Return a tab for each status: how many it would show under every other filter."""
        others = self.request.GET.copy()
        for name in ("status", self.page_kwarg):
            others.pop(name, None)
        counts = self.filtered_by(others).qs.counts_by_status()
        chosen = self.request.GET.get("status", "")
        tabs = [("", "Semua", counts.total())]
        tabs += [(status, words, counts[status]) for status, words in Proposal.Status.choices]
        return [
            {
                "label": f"{words} ({ribuan(count)})",
                "url": f"?{_with_status(others, status)}",
                "current": status == chosen,
            }
            for status, words, count in tabs
        ]


def draft_words(proposal: Proposal) -> str:
    """Say how old a draft is and who changed it last; of what was sent nothing."""
    if proposal.status != Proposal.Status.DRAFT:
        return ""
    saved = [
        (proposal.text_changed_at, proposal.text_changed_by),
        (proposal.file_changed_at, proposal.file_changed_by),
    ]
    changed_at, editor = max((change for change in saved if change[0]), default=(None, ""))
    idle = _days_since(changed_at) if changed_at else None
    return draft_sentence(age=_days_since(proposal.created_at), idle=idle, editor=editor)


def _days_since(instant: datetime) -> int:
    return (today() - localdate(instant)).days


def _with_status(others: QueryDict, status: str) -> str:
    query = others.copy()
    if status:
        query["status"] = status
    return query.urlencode()


class DeskDetail(Guarded, TemplateView):
    """One proposal on the desk. What is not sent stays with its agency: only its state is shown."""

    permission = permissions.may_work_desk
    template_name = "proposals/desk_detail.html"
    http_method_names = ["get", "head"]

    def load(self):
        proposal = get_object_or_404(
            Proposal.objects.visible_to(self.request.user)
            .with_names()
            .with_last_change()
            .with_conflict_of(self.request.user),
            pk=self.kwargs["pk"],
        )
        if not proposal.files_are_as_sent:
            proposal.choose_as_sent()
        return proposal

    def get_context_data(self, **kwargs):
        proposal, user = self.subject, self.request.user
        shown = {
            "proposal": proposal,
            "back_url": list_address("proposals:desk_list", self.request.GET),
        }
        if permissions.may_read_text(user, proposal):
            shown |= self.read(kwargs.pop("form", None), kwargs.pop("checklist_form", None))
        else:
            shown["draft_words"] = draft_words(proposal)
        return super().get_context_data(**shown, **kwargs)

    def read(self, form, checklist_form) -> dict:
        """Return everything about a text that was sent; a form that did not come back shows what was typed in it."""
        proposal, user = self.subject, self.request.user
        checklist = checklist_of(proposal)
        kept_out = proposal.is_kept_out
        faulty = next((one for one in (form, checklist_form) if one and one.errors), None)
        form = form or self.decision_form().as_typed()
        checklist_form = checklist_form or self.checklist_form(checklist).as_typed()
        sections = proposal.section_texts(checklist.sent.content["answers"])
        pending = proposal.checks.visible_to(user).pending().select_related("by").first()
        return {
            "sections": sections,
            "checklist": as_shown(
                checklist,
                proposal=proposal,
                user=user,
                sections=sections,
                form=None if kept_out else checklist_form,
            ),
            "confirm_url": self.address("proposals:confirm_rules", proposal),
            "history": history(proposal, user=user, checklist=checklist),
            "pending": pending,
            "may_release": pending is not None and permissions.may_release(user, pending) and not kept_out,
            "may_decide": permissions.may_decide(user, proposal) and not kept_out,
            "kept_out": kept_out,
            "form": self.offered(form),
            "faulty": faulty,
            "decide_url": self.address("proposals:decide", proposal),
            "following": self.following(),
        }

    def decision_form(self) -> DecisionForm:
        """Return the decision as it was typed, or empty."""
        typed = self.request.POST if "note" in self.request.POST else None
        return DecisionForm(typed, parts=self.subject.repairable_parts())

    def checklist_form(self, checklist: Checklist) -> ChecklistForm:
        """Return what was typed of the rules, or what stands."""
        typed = self.request.POST if "seen" in self.request.POST else None
        return ChecklistForm(typed, checklist=checklist)

    def offered(self, form):
        """Show only the decisions that may be taken now; what is sent is still judged by the step itself."""
        may = permissions.may(self.request.user, self.subject)
        form.fields["decision"].choices = [(step, words) for step, words in Check.Decision.choices if may[step]]
        if not may[Check.Decision.SEND_BACK]:
            del form.fields["due_on"], form.fields["parts"]
        return form

    def address(self, url_name: str, proposal) -> str:
        """Return a page behind the same list."""
        return reverse(url_name, args=[proposal.pk]) + carried_on(self.request.GET)

    def following(self) -> dict | None:
        """Return what has waited longest in this period, other than this proposal."""
        waiting = Proposal.objects.visible_to(self.request.user).awaiting_decision().filter(period=self.subject.period)
        oldest = waiting.exclude(pk=self.subject.pk).select_related("innovation").order_by("submitted_at", "pk").first()
        return oldest and {"title": oldest.innovation.title, "url": self.address("proposals:desk_detail", oldest)}
