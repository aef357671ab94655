"""The organiser's panel: assign, watch progress, close, decide."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView, TemplateView

from competitions.models import Period, TransitionNotAllowed
from judging import actions, permissions
from judging.filters import OutstandingFilter
from judging.forms import AssignForm, ReasonForm, WishForm
from judging.models import Assignment, Publication, Ranking, Result, Visit, round_after, round_of
from judging.views.rounds import ROUND, judging_span, round_tabs
from kipp.access import Guarded
from kipp.clock import today
from kipp.listing import FilteredList

ROWS = 50
VIEW, BY_PROPOSAL = "tampilan", "proposal"


class Panel(Guarded, TemplateView):
    """Where judging stands: who has sent how many sheets, never which marks."""

    permission = permissions.may_see_panel
    template_name = "judging/panel.html"

    def load(self):
        return Period.objects.visible_to(self.request.user).current()

    def get_context_data(self, **kwargs):
        period = self.subject
        if period is None:
            return super().get_context_data(period=None, **kwargs)
        round_ = round_of(period) if period.is_running else None
        rows = Assignment.objects.visible_to(self.request.user).of(round_)
        by_proposal = self.request.GET.get(VIEW) == BY_PROPOSAL
        shown = {"per_judge": rows.per_judge()}
        if by_proposal:
            pages = Paginator(rows.per_proposal(), ROWS)
            shown = {"per_judge": None, "page_obj": pages.get_page(self.request.GET.get("halaman"))}
        return super().get_context_data(
            period=period,
            lead=judging_span(round_) if round_ else period.title,
            may=steps(self.request.user, period),
            counts=rows.counted(),
            tabs=[
                {"label": "Per juri", "url": "?", "current": not by_proposal},
                {"label": "Per proposal", "url": f"?{VIEW}={BY_PROPOSAL}", "current": by_proposal},
            ],
            waiting=self.waiting(period),
            has_visits=Visit.objects.visible_to(self.request.user).filter(round__period=period).exists(),
            publication=Publication.objects.visible_to(self.request.user).of(period).standing().named().first(),
            **shown,
            **kwargs,
        )

    def waiting(self, period) -> list[str]:
        """Return what stands against the next step, in sentences."""
        match period.status:
            case Period.Status.VERIFICATION:
                return actions.reasons_against_start(period)
            case Period.Status.JUDGING:
                return actions.reasons_against_closing(round_of(period))
            case Period.Status.DECIDED:
                return actions.reasons_against_announcing(latest_ranking(period))
            case _:
                return []


class PeriodScoped(Guarded):
    """What is about one period."""

    def load(self):
        return get_object_or_404(Period.objects.visible_to(self.request.user), pk=self.kwargs["period_pk"])


class RankingScoped(PeriodScoped):
    """What is about the standing ranking of a closed round, the newest unless one is named in the address.

    Editions from before the application have none.
    """

    permission = permissions.may_see_ranking

    def load(self):
        period = super().load()
        rankings = Ranking.objects.filter(round__period=period).select_related("round__closing", "round__period")
        standing = list(
            rankings.select_related("analysis").order_by("-round__order", "-revision").distinct("round__order")
        )
        asked = self.request.GET.get(ROUND)
        self.ranking = next((one for one in standing if asked in (None, one.round.code)), None)
        if self.ranking is None and permissions.may_see_ranking(self.request.user, period):
            raise Http404
        self.tabs = round_tabs([one.round for one in reversed(standing)], self.ranking and self.ranking.round)
        return period


class PeriodStep(PeriodScoped, TemplateView):
    """One step of a period: a page that asks, a POST that does it."""

    def post(self, request, period_pk):
        try:
            type(self).step(self.subject, by=request.user)
        except actions.NotReady as refusal:
            for reason in refusal.reasons:
                messages.error(request, reason)
        except (TransitionNotAllowed, actions.RecountDiffers) as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, self.sentence)
        return redirect("judging:panel")

    def get_context_data(self, **kwargs):
        return super().get_context_data(period=self.subject, reasons=self.reasons(), **kwargs)


class JudgingStart(PeriodStep):
    permission = permissions.may_start
    template_name = "judging/start.html"
    step = actions.start_judging
    sentence = "Penilaian dimulai."

    def reasons(self):
        return actions.reasons_against_start(self.subject)


class JudgingClose(PeriodStep):
    permission = permissions.may_close
    template_name = "judging/close.html"
    step = actions.close_judging
    sentence = "Penilaian ditutup dan peringkat dibekukan."

    def reasons(self):
        return actions.reasons_against_closing(round_of(self.subject))

    def get_context_data(self, **kwargs):
        return super().get_context_data(round=round_of(self.subject), **kwargs)


class NextRound(PeriodStep):
    permission = permissions.may_begin_next_round
    template_name = "judging/next_round.html"
    step = actions.begin_next_round
    sentence = "Tahap berikutnya dimulai. Atur penugasan jurinya."

    def reasons(self):
        return actions.reasons_against_next_round(latest_ranking(self.subject))

    def get_context_data(self, **kwargs):
        ranking = latest_ranking(self.subject)
        return super().get_context_data(
            closed=ranking.round,
            following=round_after(ranking.round),
            advancing=ranking.results.advancing().named().in_order(),
            **kwargs,
        )


class JudgeAssign(PeriodScoped, FormView):
    """The matrix of judges and proposals. "Hitung ulang" shows the load before anything is stored."""

    permission = permissions.may_assign
    template_name = "judging/assign.html"
    form_class = AssignForm

    def get_form_kwargs(self):
        self.candidates = actions.candidates(self.subject)
        return super().get_form_kwargs() | {"candidates": self.candidates}

    def get_initial(self):
        standing = Assignment.objects.visible_to(self.request.user).of(round_of(self.subject))
        pairs = list(standing.values_list("judge", "proposal"))
        # At first everyone judges everything: severity then cancels.
        return AssignForm.initial_of(pairs or actions.candidates(self.subject).all_pairs())

    def form_valid(self, form):
        if "pratinjau" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        try:
            actions.reassign(self.subject, by=self.request.user, pairs=form.cleaned_data["pasangan"])
        except (actions.NotReady, TransitionNotAllowed) as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, "Penugasan juri disimpan.")
        return redirect("judging:panel")

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(period=self.subject, **kwargs)
        rows = context["form"].rows()
        round_ = round_of(self.subject)
        min_sheets = round_.min_sheets
        short = [row["proposal"] for row in rows if row["count"] < min_sheets]
        return context | {
            "rows": rows,
            "columns": context["form"].columns(),
            "total": sum(row["count"] for row in rows),
            "min_sheets": min_sheets,
            "short": short,
            "round": round_,
            "wishes": WishForm(min_sheets=min_sheets),
        }


class AbsenceRecord(Guarded, FormView):
    """An organiser records that a judge will not send this sheet, and why."""

    permission = permissions.may_record_absence
    template_name = "judging/absence.html"
    form_class = ReasonForm

    def load(self):
        visible = Assignment.objects.visible_to(self.request.user).named()
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    def form_valid(self, form):
        try:
            actions.record_absence(self.subject, by=self.request.user, reason=form.cleaned_data["alasan"])
        except actions.SheetClosed as closed:
            messages.error(self.request, str(closed))
        else:
            messages.success(
                self.request,
                f"{self.subject.judge.name} tercatat tidak menilai {self.subject.proposal.number}.",
            )
        return redirect("judging:outstanding", period_pk=self.subject.round.period_id)

    def get_context_data(self, **kwargs):
        return super().get_context_data(assignment=self.subject, **kwargs)


class Outstanding(PeriodScoped, FilteredList):
    """Every sheet that is missing, by judge, with the way to record an absence."""

    permission = permissions.may_see_panel
    template_name = "judging/outstanding.html"
    filterset_class = OutstandingFilter
    paginate_by = ROWS
    noun = "lembar"
    nothing = "Semua lembar nilai sudah terkirim."

    def visible(self):
        missing = Assignment.objects.visible_to(self.request.user).of(round_of(self.subject)).outstanding()
        return missing.named().order_by("judge__name", "judge", "proposal__number", "pk")

    def get_context_data(self, **kwargs):
        may = steps(self.request.user, self.subject)
        is_judging = self.subject.status == Period.Status.JUDGING
        return super().get_context_data(period=self.subject, is_judging=is_judging, may=may, **kwargs)


class JudgesRemind(PeriodScoped):
    """One press reminds every judge who is late; who was told today is not told again."""

    permission = permissions.may_remind
    http_method_names = ["post"]

    def post(self, request, period_pk):
        try:
            told = actions.remind_judges(self.subject, by=request.user, on=today())
        except TransitionNotAllowed as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, reminded_sentence(told))
        return redirect("judging:outstanding", period_pk=period_pk)


def reminded_sentence(told: actions.Reminded) -> str:
    earlier = f" {told.earlier} juri sudah diingatkan hari ini." if told.earlier else ""
    if told.now:
        return f"Pengingat dikirim kepada {told.now} juri.{earlier}"
    return f"Tidak ada pengingat yang dikirim.{earlier}"


def steps(user, period) -> dict[str, bool]:
    """What the pages offer: a decision of the pleno only while there is something to decide."""
    may = permissions.may(user, period)
    return may | {"decide": may["decide"] and bool(standing_tie(period))}


def standing_tie(period) -> list[Result]:
    """The first tie among the awards that a pleno may decide, in the order of the ranking."""
    groups = actions.tied_groups(latest_ranking(period))
    return groups[0] if groups else []


def latest_ranking(period) -> Ranking:
    """Return the standing ranking of the round that was closed last."""
    return round_of(period).rankings.latest("revision")
