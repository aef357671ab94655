"""What is pressed on the desk: the rules are confirmed, the decision is recorded.

Both are typed on one page and sent together: whichever button is pressed, nothing that was typed is lost.
"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from competitions.models import TransitionNotAllowed
from proposals import actions, permissions
from proposals.forms import ChecklistForm, DecisionForm
from proposals.models import checklist_of
from proposals.views.desk import DeskDetail
from proposals.wording import rule_title, verdict_short


class DeskPost(DeskDetail):
    http_method_names = ["post"]
    # What was said anew of the rules, once it is kept.
    said: list | None = None

    def keep_rules(self) -> ChecklistForm | None:
        """Keep what was said of the rules; return the form that must be looked at again instead."""
        form = ChecklistForm(self.request.POST, checklist=checklist_of(self.subject))
        if not form.is_valid():
            return form
        try:
            self.said = actions.confirm_rules(
                self.subject, by=self.request.user, marks=form.marks(), seen=form.cleaned_data["seen"]
            )
        except actions.CheckedMeanwhile as refusal:
            return self.renewed(f"{refusal} Bandingkan dengan yang tersimpan, lalu simpan lagi.")
        return None

    def renewed(self, sentence: str) -> ChecklistForm:
        """Return what was typed beside what stands now."""
        checklist = checklist_of(self.subject)
        typed = self.request.POST.copy()
        typed["seen"] = checklist.state
        form = ChecklistForm(typed, checklist=checklist)
        form.add_error(None, sentence)
        return form

    def show(self, *, status: int, checklist_form=None, form=None) -> HttpResponse:
        """Show the page again; of rules that were kept, what stands now."""
        if checklist_form is None and self.said is not None:
            checklist_form = ChecklistForm(checklist=checklist_of(self.subject))
        return self.render_to_response(self.get_context_data(form=form, checklist_form=checklist_form), status=status)

    def back(self) -> HttpResponse:
        return redirect(self.address("proposals:desk_detail", self.subject))


class RulesConfirm(DeskPost):
    """Keep the whole checklist at once; what was typed stays when something is missing."""

    def post(self, request, **kwargs):
        if not permissions.may_confirm(request.user, self.subject):
            messages.error(request, "Daftar periksa hanya diisi selama proposal menunggu putusan.")
            return self.back()
        try:
            again = self.keep_rules()
        except TransitionNotAllowed as refusal:
            messages.error(request, str(refusal))
            return self.back()
        if again:
            return self.show(status=422, checklist_form=again)
        messages.success(request, "Pemeriksaan disimpan." if self.said else "Tidak ada yang berubah.")
        is_deciding = "decision" in request.POST or request.POST.get("note", "").strip()
        return self.show(status=200) if is_deciding else self.back()


class ProposalDecide(DeskPost):
    """Record the decision; what was said of the rules is kept before."""

    def post(self, request, **kwargs):
        form = DecisionForm(request.POST, parts=self.subject.repairable_parts())
        if not form.is_valid():
            return self.show(status=422, form=form)
        try:
            again = self.keep_rules() if "seen" in request.POST else None
            if again:
                return self.show(status=422, form=form, checklist_form=again)
            check = actions.decide(self.subject, by=request.user, **form.cleaned_data)
        except actions.NotEligible as refusal:
            form.add_error("decision", f"Proposal ini tidak dapat diloloskan: {verdict_short(refusal.verdict)}.")
            return self.show(status=422, form=form)
        except actions.Unchecked as refusal:
            names = "; ".join(rule_title(rule) for rule in refusal.rules)
            form.add_error("decision", f"Proposal ini belum dapat diloloskan. Periksa dahulu: {names}.")
            return self.show(status=422, form=form)
        except TransitionNotAllowed as refusal:
            messages.error(request, str(refusal))
        else:
            recorded = f"Putusan dicatat, belum disampaikan kepada instansi: {check.get_decision_display()}."
            messages.success(request, recorded)
        return self.back()
