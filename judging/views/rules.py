"""How judging goes in a period, in plain words from its real settings. Nothing on the page is typed in."""

from decimal import Decimal
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from competitions.models import Period, Round
from competitions.ties import CRITERION, step_label
from judging import example
from judging.assignment import CONFLICT_YEARS, HOUSE
from judging.ranking import PUBLISHED_PLACES, Compared, whole_chain
from judging.scoring import FULL_WEIGHT, HIGHEST_SCORE, LOWEST_SCORE
from judging.sheet import REASON_RULE
from judging.wording import REFUSAL_SENTENCES, ROUNDING, chain_labels, combination, reason_rule, who_sees_what
from kipp.access import Guarded, public
from kipp.clock import today
from kipp.text import angka, ribuan
from proposals.eligibility import threshold


class Rules(Guarded, TemplateView):
    """Of the period that runs, or of a named one; a draft is shown to its organisers only."""

    permission = public
    template_name = "judging/rules.html"

    def load(self):
        if "period_pk" not in self.kwargs:
            return Period.objects.current()
        period = get_object_or_404(Period.objects.visible_to(self.request.user), pk=self.kwargs["period_pk"])
        if period.status == Period.Status.ARCHIVED:
            raise Http404  # was held before this application: nothing is known of its rules
        return period

    def get_context_data(self, **kwargs):
        period = self.subject
        return super().get_context_data(period=period, **(rules_in_words(period) if period else {}), **kwargs)


def rules_in_words(period: Period) -> dict[str, Any]:
    """Return everything that the page says about a period."""
    rounds = list(period.rounds.prefetch_related("criteria").order_by("order", "pk"))
    read = [round_ for round_ in rounds if round_.kind == Round.Kind.PROPOSAL]  # what a section gives evidence for
    names = {criterion.code: criterion.name for round_ in read for criterion in round_.criteria.all()}
    groups = list(period.groups.order_by("order", "pk"))
    return {
        "phases": period.phases(today()),
        "groups": [group_in_words(group, period) for group in groups],
        "sections": sections_in_words(period, names, {group.code: group.name for group in groups}),
        "rounds": [round_in_words(round_, weighted=len(rounds) > 1) for round_ in rounds],
        "combination": combination([(round_.name, round_.weight) for round_ in rounds]) if len(rounds) > 1 else "",
        "going_on": rounds[:-1],
        "lowest": LOWEST_SCORE,
        "highest": HIGHEST_SCORE,
        "full": FULL_WEIGHT,
        "rounding": ROUNDING,
        "reason_rule": reason_rule(REASON_RULE),
        "visibility": who_sees_what(),
        "refusals": [REFUSAL_SENTENCES[code].lower() for code in HOUSE],
        "conflict_years": getattr(getattr(period, "panel", None), "conflict_years", CONFLICT_YEARS),
    }


def group_in_words(group, period: Period) -> dict[str, Any]:
    """Return what a group asks, with the first and the last day on which an innovation may have begun."""
    closes_on = period.registration_closes_on
    first = closes_on and group.max_months is not None and threshold(closes_on, group.max_months)
    return {"group": group, "first": first, "last": closes_on and threshold(closes_on, group.min_months)}


def sections_in_words(period: Period, criteria: dict[str, str], groups: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "section": section,
            "criteria": [criteria[code] for code in section.criteria if code in criteria],
            "groups": [groups[code] for code in section.groups if code in groups],
        }
        for section in period.sections.order_by("order", "pk")
    ]


def round_in_words(round_: Round, *, weighted: bool) -> dict[str, Any]:
    """Return criteria, chain and worked examples of a round; a draft whose weights do not add up has no examples."""
    criteria = sorted(round_.criteria.all(), key=lambda criterion: (criterion.order, criterion.pk))
    names = {criterion.code: criterion.name for criterion in criteria}
    weights = {criterion.code: criterion.weight for criterion in criteria}
    shown = {
        "round": round_,
        "weight": round_.weight if weighted else None,
        "criteria": criteria,
        "chain": chain_labels(round_.tie_breaks, names),
    }
    known = all(step.removeprefix(CRITERION) in weights for step in round_.tie_breaks if step.startswith(CRITERION))
    if known and sum(weights.values(), Decimal(0)) == FULL_WEIGHT:
        sheets = max(round_.min_sheets, 2)  # of one sheet there is no mean to show
        shown |= counting_in_words(weights, names, sheets) | tie_in_words(round_, weights, names, sheets)
    return shown


def counting_in_words(weights: dict[str, Decimal], names: dict[str, str], sheets: int) -> dict[str, Any]:
    counted = example.counting(weights, sheets=sheets)
    return {
        "parts": [
            {
                "name": names[part.code],
                "weight": part.weight,
                "mark": angka(part.mark, counted.places if part.mark % 1 else 0),
                "points": angka(part.points, counted.places),
            }
            for part in counted.parts
        ],
        "totals": [angka(total, counted.places) for total in counted.totals],
        "mean": angka(counted.mean, counted.mean_places),
        "published": counted.published,
        "is_half": counted.is_half,
    }


def tie_in_words(round_: Round, weights: dict[str, Decimal], names: dict[str, str], sheets: int) -> dict[str, Any]:
    shown = example.tie(weights, whole_chain(round_.tie_breaks), sheets=sheets)
    rows = [
        {"step": step_label(ahead.step, names), "first": compared(ahead), "second": compared(behind)}
        for ahead, behind in zip(shown.first, shown.second, strict=True)
    ]
    return {"tied_at": shown.published, "tie_rows": rows, "decided_by": step_label(shown.decided_by, names)}


def compared(value: Compared) -> str:
    """Write what an entry brought to a step: a figure, or the place that the pleno gave."""
    if isinstance(value.value, int):
        return f"urutan {ribuan(value.value)}"
    return angka(value.value, PUBLISHED_PLACES)
