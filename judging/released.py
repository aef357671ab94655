"""What an agency reads of its own entry once a round is released. Nothing of any other entry is asked."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from competitions.models import Round
from judging.dossier import judge_names
from judging.models import Result, Score
from judging.querysets import PUBLIC
from kipp.accounts.models import User
from proposals.models import Proposal


def released_among(proposals: Iterable[Proposal]) -> set[int]:
    """Return which of these entries have sheets that their agency may read."""
    judged = Result.objects.filter(proposal__in=list(proposals), ranking__round__release__isnull=False)
    return set(judged.values_list("proposal_id", flat=True))


def rounds_read(proposal: Proposal, *, by: User) -> list[dict[str, Any]]:
    """Return each released round of the entry: its value, its sheets by number of the judge; places once announced."""
    own = Result.objects.current().filter(proposal=proposal, ranking__round__release__isnull=False)
    results = own.select_related("ranking__round__closing", "ranking__round__period").order_by("ranking__round__order")
    return [
        {
            "round": result.ranking.round,
            "own": result.own,
            "place": result.place if result.ranking.round.period.status in PUBLIC else None,
            "sheets": _sheets(result.ranking.round, proposal, by=by),
        }
        for result in results
    ]


def _sheets(round_: Round, proposal: Proposal, *, by: User) -> list[dict[str, Any]]:
    names = judge_names(round_)
    marks = Score.objects.visible_to(by).counting_in(round_).filter(assignment__proposal=proposal)
    sheets: dict[str, list[Score]] = defaultdict(list)
    for mark in marks.select_related("assignment", "criterion"):
        sheets[names[mark.assignment.judge_id]].append(mark)
    return [
        {"judge": name, "marks": sorted(sheets[name], key=lambda mark: (mark.criterion.order, mark.criterion_id))}
        for name in sorted(sheets, key=lambda name: (len(name), name))
    ]
