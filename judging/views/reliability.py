"""How sure a ranking is, for the organiser: every figure with a sentence and a picture, none of which decides."""

from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.views.generic import TemplateView
from django_htmx.http import HttpResponseClientRefresh

from judging import meaning
from judging.bundle import pseudonyms
from judging.documents import judges_of
from judging.table import Reason
from judging.views.panel import ROWS, RankingScoped
from kipp.charts import Axis, Interval, interval_chart, line_chart
from kipp.jobs.models import Job
from kipp.text import angka


class Reliability(RankingScoped, TemplateView):
    """Reads what a job has counted from the frozen marks; until it has, the page asks again by itself."""

    def load(self):
        period = super().load()
        analysis = getattr(self.ranking, "analysis", None)
        self.figures = analysis.figures if analysis else None
        return period

    def get(self, request, *args, **kwargs):
        """A script only asks whether the figures are there; then the page comes anew."""
        if request.htmx and self.figures:
            return HttpResponseClientRefresh()
        return super().get(request, *args, **kwargs)

    def get_template_names(self):
        return ["judging/reliability/_counting.html" if self.request.htmx else "judging/reliability.html"]

    def get_context_data(self, **kwargs):
        context = {"period": self.subject, "ranking": self.ranking, "figures": self.figures, "tabs": self.tabs}
        if self.figures is None:
            context["job"] = Job.objects.filter(key=f"analysis:{self.ranking.pk}").first()
        else:
            context |= self.shown(self.figures)
        return super().get_context_data(**context, **kwargs)

    def shown(self, figures: dict[str, Any]) -> dict[str, Any]:
        page = Paginator(figures["entries"], ROWS).get_page(self.request.GET.get("halaman"))
        codes = [entry["code"] for entry in page]
        results = self.ranking.results.named().filter(proposal__number__in=codes)
        titles = {result.proposal.number: result.proposal.innovation.title for result in results}
        judges = judges_of(self.ranking)
        names = pseudonyms((judge.pk for judge in judges), salt=self.ranking.round.closing.audit_head)
        people = {names[judge.pk]: judge.name for judge in judges}
        criteria = dict(self.ranking.round.criteria.values_list("code", "name"))
        return {
            "page_obj": page,
            "rows": [entry_row(entry, titles) for entry in page],
            "ranks": rank_chart(list(page)),
            "no_ranks": no_ranks(list(page)),
            "winners": figures["settings"]["winners"],
            "panel": panel_sentences(figures),
            "sizes": size_chart(figures["panel"]["dstudy"]),
            "criteria": [{"name": criteria[row["code"]], **agreement(row)} for row in figures["criteria"]],
            "bands": [
                {"entries": ", ".join(band["entries"]), "sentence": meaning.band(band)}
                for band in figures["bands"]
                if len(band["entries"]) > 1 and set(codes) & set(band["entries"])
            ],
            "ahead": [winner_row(entry, titles, figures) for entry in page if is_winner(entry, figures)],
            "judges": sorted((judge_row(judge, people) for judge in figures["judges"]), key=lambda row: row["name"]),
            # What is about an entry stands on the page of that entry.
            "talks": [talk(found, people, criteria) for found in figures["flags"] if found["entry"] in {None, *codes}],
            "what_ifs": what_ifs(figures, people, criteria),
            "flag_term": meaning.TERMS["flag"],
            "terms": [
                meaning.TERMS[name] for name in ("icc_c", "icc_a1", "adjusted", "se", "standard", "rank_limits", "band")
            ],
        }


def shown(figure: dict[str, Any]) -> str:
    """Return a figure as it is written in a cell; a dash where it cannot be computed."""
    return angka(None if figure["value"] is None else Decimal(figure["value"]))


def entry_row(entry: dict[str, Any], titles: dict[str, str]) -> dict[str, Any]:
    chance = entry["p_top"]["value"]
    limits = entry["rank_limits"]
    return {
        "place": entry["place"],
        "code": entry["code"],
        "title": titles.get(entry["code"], ""),
        "mean": shown(entry["mean"]),
        "adjusted": shown(entry["adjusted"]),
        "error": shown(entry["se"]),
        "standard": shown(entry["standard"]),
        "limits": span(limits["lower"], limits["upper"]),
        "chance": "–" if chance is None else meaning.chance(chance),
        "moved": span(entry["best"], entry["worst"]),
        "band": entry["band"]["value"] or "–",
        "sentence": meaning.adjusted(entry) if entry["raw_rank"] != entry["adjusted_rank"] else "",
    }


def span(lower: int | None, upper: int | None) -> str:
    if lower is None or upper is None:
        return "–"
    return str(lower) if lower == upper else f"{lower}–{upper}"


def rank_chart(entries: list[dict[str, Any]]) -> Any:
    """Return the picture of the ranks an entry may have; None where they cannot be computed."""
    known = [(entry, entry["rank_limits"]) for entry in entries if entry["place"] and entry["rank_limits"]["lower"]]
    if not known:
        return None
    return interval_chart(
        [
            (
                f"{entry['place']}. {entry['code']}",
                # The simulation may leave the official place outside: then the mark stands at the nearer end.
                Interval(limits["lower"], min(max(entry["place"], limits["lower"]), limits["upper"]), limits["upper"]),
            )
            for entry, limits in known
        ],
        id="rentang-peringkat",
        title="Rentang peringkat pada 90% simulasi",
        axis=Axis("Peringkat", 1, max(limits["upper"] for _, limits in known) + 1, 0),
        of="Proposal",
    )


def no_ranks(entries: list[dict[str, Any]]) -> str:
    """Return why there is no picture: what keeps the ranks from being computed, or that none of these has a place."""
    if not entries:
        return ""
    reason = entries[0]["rank_limits"].get("reason", Reason.NO_PLACE)
    return f"Rentang peringkat {meaning.unknown(reason)}."


def is_winner(entry: dict[str, Any], figures: dict[str, Any]) -> bool:
    return entry["code"] in figures["leave_one_out"]["winners"]


def winner_row(entry: dict[str, Any], titles: dict[str, str], figures: dict[str, Any]) -> dict[str, Any]:
    """Return everything that is known of how sure the place of a winner is, in sentences."""
    return {
        "head": f"{entry['place']}. {titles.get(entry['code'], '')} ({entry['code']})",
        "sentences": [
            meaning.rank_limits(entry),
            meaning.expected_rank(entry),
            meaning.top(entry, figures["settings"]["winners"]),
            meaning.error(entry),
            meaning.left_out(entry),
            meaning.acceptability(entry["first_local"]),
        ],
    }


def size_chart(sizes: list[dict[str, Any]]) -> Any:
    values = [(str(row["judges"]), row["consistency"]["value"]) for row in sizes]
    return line_chart(
        [(label, None if value is None else Decimal(value)) for label, value in values],
        id="konsistensi-jumlah-juri",
        title="Konsistensi menurut jumlah juri",
        floor=0,
        ceiling=1,
        of="Jumlah juri",
        measure="Konsistensi",
    )


def panel_sentences(figures: dict[str, Any]) -> list[str]:
    panel = figures["panel"]
    says = (meaning.consistency, meaning.single_judge, meaning.needed, meaning.alpha, meaning.order_agreement)
    larger = [row for row in panel["dstudy"] if row["judges"] == len(figures["judges"]) + 1]
    return [
        meaning.connected(figures["connectivity"]),
        *(say(panel) for say in says),
        *(meaning.panel_size(row) for row in larger),
    ]


def agreement(row: dict[str, Any]) -> dict[str, str]:
    return {"consistency": shown(row["icc_c"]), "single": shown(row["icc_a1"]), "alpha": shown(row["alpha"])}


def judge_row(judge: dict[str, Any], people: dict[str, str]) -> dict[str, Any]:
    return {
        "name": people[judge["code"]],
        "sheets": judge["sheets"],
        "severity": shown(judge["severity"]),
        "error": shown(judge["se"]),
        "range": f"{shown(judge['lowest'])}–{shown(judge['highest'])}",
        "sd": shown(judge["sd"]),
        "sentence": meaning.severity(judge),
    }


def talk(found: dict[str, Any], people: dict[str, str], criteria: dict[str, str]) -> dict[str, str]:
    about = [people.get(found["judge"] or "", ""), found["entry"] or ""]
    return {"about": ", ".join(part for part in about if part), "sentence": meaning.flag(found, criteria)}


def what_ifs(figures: dict[str, Any], people: dict[str, str], criteria: dict[str, str]) -> list[str]:
    tip, runs = figures["tipping"], figures["leave_one_out"]
    first = meaning.tipping(tip, criteria)
    if tip["criterion"]:
        first = f"{tip['ahead']} dan {tip['behind']}: {first}"
    return [
        first,
        *(meaning.rerun(run, people[run["code"]]) for run in runs["judges"]),
        *(meaning.rerun(run, f"kriteria {criteria[run['code']]}") for run in runs["criteria"]),
    ]
