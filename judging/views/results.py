"""Results: frozen rows only. Before announcement for the organiser, afterwards the winners for everyone."""

from collections import defaultdict
from itertools import groupby

from django.urls import reverse
from django.views.generic import ListView

from judging import permissions
from judging.documents import judges_of, rows_of, stages_of
from judging.forms import typed
from judging.models import ObjectionWindow, Result, Score, SpecialAward
from judging.views.panel import RankingScoped, steps
from judging.views.rounds import address_of
from kipp.access import Guarded, public
from kipp.accounts.permissions import is_operator, is_organiser
from kipp.documents.models import Document

ANNOUNCEMENTS = ("pengumuman_pemenang", "pengumuman_finalis")
PAPERS = ("berita_acara", "rekap_nilai", "rekap_nilai_xlsx", "berkas_hasil", "lampiran_sk", *ANNOUNCEMENTS)
LATEST = 20


class ResultList(Guarded, ListView):
    """The winners of every announced period, newest first."""

    permission = public
    template_name = "judging/results.html"
    context_object_name = "results"
    paginate_by = 50
    page_kwarg = "halaman"

    def get_queryset(self):
        results = Result.objects.visible_to(self.request.user).current().named()
        # What an agency may see of its own beyond the winners has its place on the own pages.
        announced = results.winners().filter(ranking__round__period__status__in=("announced", "archived"))
        return announced.order_by("-ranking__round__period__year", "place", "proposal__number", "pk")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        periods = {result.ranking.round.period_id for result in context["results"]}
        awards = defaultdict(list)
        for award in (
            SpecialAward.objects.visible_to(self.request.user).standing().filter(round__period__in=periods).named()
        ):
            awards[award.round.period_id].append(award)
        windows = {
            row.period_id: {"row": row, **way_to_objections(self.request.user, row)}
            for row in ObjectionWindow.objects.counted().filter(period__in=periods)
        }
        by_period = groupby(context["results"], key=lambda result: result.ranking.round.period)
        groups = [
            {
                "period": period,
                "caption": f"Pemenang tahun {period.year}",
                "results": list(results),
                "awards": awards[period.pk],
                "awards_caption": f"Penghargaan khusus tahun {period.year}",
                "window": windows.get(period.pk),
            }
            for period, results in by_period
        ]
        papers = Document.objects.visible_to(self.request.user).filter(kind__in=ANNOUNCEMENTS)
        return context | {"groups": groups, "announcements": papers.order_by("-created_at", "pk")[:LATEST]}


class RankingDetail(RankingScoped, ListView):
    """The whole ranking with the total of every judge: the organiser's table once judging is closed."""

    template_name = "judging/ranking.html"
    context_object_name = "results"
    paginate_by = 50
    page_kwarg = "halaman"

    def get_queryset(self):
        return self.ranking.results.of_entries().in_order()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        papers = Document.objects.visible_to(self.request.user).filter(kind__in=PAPERS, subject_id=self.ranking.pk)
        return context | {
            "period": self.subject,
            "ranking": self.ranking,
            "rows": rows_of(self.ranking, list(context["results"])),
            "tabs": self.tabs,
            "reliability_url": address_of(self.ranking.round, reverse("judging:reliability", args=[self.subject.pk])),
            "stages": stages_of(self.ranking),
            "judges": judges_of(self.ranking),
            "documents": papers.order_by("kind", "pk"),
            "decisions": pleno_entries(self.ranking),
            "may_release": permissions.may_release_sheets(self.request.user, self.ranking.round),
            "may": steps(self.request.user, self.subject),
        }


def pleno_entries(ranking) -> list[dict]:
    """Return the decisions of the pleno for a history, newest first."""
    taken = ranking.round.rankings.filter(revision__gt=1, revision__lte=ranking.revision)
    if not (taken := list(taken.select_related("by").order_by("-revision"))):
        return []
    changes = {row.decided_in: change_in_words(row) for row in Score.objects.changed_until(ranking)}
    return [
        {
            "at": decision.at,
            "title": changes.get(decision.revision) or f"Urutan {', '.join(decision.decided_order)}",
            "by": decision.by,
            "note": f"{decision.reason} Hadir: {decision.present}",
        }
        for decision in taken
    ]


def change_in_words(row) -> str:
    """Say which mark the pleno changed, from what to what."""
    sheet = f"{row.assignment.judge.name} untuk {row.assignment.proposal.number}"
    return f"Nilai {row.criterion.name} {sheet}: {typed(row.before)} menjadi {typed(row.value)}"


def way_to_objections(user, window) -> dict[str, str]:
    """Lead agencies to their own objections, organisers to all; whether an agency was judged is asked of the page."""
    if is_organiser(user):
        return {"link": reverse("judging:objections", args=[window.period_id]), "label": "Sanggahan"}
    if is_operator(user) and (window.is_open or window.handed_in):
        return {"link": reverse("judging:own_objections", args=[window.period_id]), "label": "Sanggahan instansi Anda"}
    return {"link": "", "label": ""}
