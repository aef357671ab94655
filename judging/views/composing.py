"""Hand out all tasks at once: the organiser says how, sees what that gives, and stores exactly that."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.generic import TemplateView

from competitions.models import TransitionNotAllowed
from judging import actions, permissions
from judging.forms import WishForm
from judging.models import round_of
from judging.views.panel import PeriodScoped


class AssignmentCompose(PeriodScoped, TemplateView):
    """The wish stands in the address, so that looking stores nothing; a POST stores what was looked at."""

    permission = permissions.may_assign
    template_name = "judging/compose.html"

    def get(self, request, period_pk):
        return self.answer(self.wishes())

    def post(self, request, period_pk):
        form = self.wishes()
        if not form.is_valid():
            return self.answer(form)
        shown_sha256 = request.POST.get("sidik", "")
        try:
            actions.assign_as_drafted(self.subject, by=request.user, wish=form.wish, sha256=shown_sha256)
        except (actions.DraftChanged, actions.NotReady, TransitionNotAllowed) as refusal:
            return self.answer(form, refusal=str(refusal))
        messages.success(request, "Penugasan juri disimpan seperti rancangan.")
        return redirect("judging:panel")

    def wishes(self):
        asked = self.request.GET
        min_sheets = round_of(self.subject).min_sheets
        return WishForm(asked if asked or self.request.method == "POST" else None, min_sheets=min_sheets)

    def answer(self, form, refusal=""):
        context = self.get_context_data(form=form, period=self.subject, round=round_of(self.subject))
        if form.is_valid():
            draft = actions.draft_assignments(self.subject, form.wish)
            context |= {"draft": draft, **shown(draft), "wanted": form.wish.per_proposal or context["round"].min_sheets}
        if refusal:
            form.add_error(None, refusal)
        return self.render_to_response(context, status=422 if form.errors else 200)


def shown(draft) -> dict:
    """Return a draft in rows: each judge before and after, each proposal with its judges."""
    before = [judge for judge, _ in draft.standing]
    names = {judge.pk: judge.name for judge in draft.known.judges}
    panels: dict[int, list[str]] = {proposal.pk: [] for proposal in draft.known.proposals}
    for judge, proposal in draft.plan.pairs:
        if judge in names and proposal in panels:
            panels[proposal].append(names[judge])
    loads = draft.plan.loads
    lacking = {shortage.proposal: shortage.judges for shortage in draft.plan.shortages}
    return {
        "judges": [
            {"name": judge.name, "before": before.count(judge.pk), "after": loads[judge.pk]}
            for judge in draft.known.judges
        ],
        "proposals": [
            {"proposal": proposal, "judges": sorted(panels[proposal.pk]), "has": lacking.get(proposal.pk)}
            for proposal in draft.known.proposals
        ],
    }
