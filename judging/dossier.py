"""The result bundle of a ranking and those before it: gathered from what is frozen, sealed by the office."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db.models import Prefetch

from competitions.models import Round
from judging.bundle import pseudonyms, results_of, sealed
from judging.models import Assignment, Ranking, Result, Score, overturned_in, parts_of
from judging.signatures import public_key, sign
from kipp.documents.kinds import Kind, register
from kipp.documents.models import Document, Letterhead
from proposals.models import EligibilityVerdict, Proposal, RuleOverride, SentVersion

BUNDLE = "berkas_hasil"


def published_key() -> str:
    """Return the public key, in hex, by which everyone can check the bundles of this office."""
    return public_key(settings.RESULT_SIGNING_KEY)


class Differs(Exception):
    """What is counted now is not what was frozen: nothing is signed."""


def build(document: Document) -> bytes:
    """Return the file. It may be made twice: the signature of the same content is the same."""
    inputs = inputs_of(document)
    counted = {
        (row["round"], row["entry"]): (row["place"] or None, row["own_exact"], row["total_exact"], row["passes"])
        for row in results_of(inputs)
    }
    if counted != _frozen(_rankings(document)):
        raise Differs(f"The recount of ranking {document.subject_id} differs from what was frozen.")
    return sealed(
        inputs,
        key=published_key(),
        sign=lambda message: sign(settings.RESULT_SIGNING_KEY, message),
    )


def _frozen(rankings: Iterable[Ranking]) -> dict[tuple[str, str], tuple[Any, ...]]:
    rows = Result.objects.filter(ranking__in=rankings).select_related("proposal", "ranking__round")
    return {
        (row.ranking.round.code, str(row.proposal.number)): (
            row.place,
            row.own_exact,
            row.total_exact,
            row.is_winner or row.is_advancing,
        )
        for row in rows
    }


def _rankings(document: Document) -> list[Ranking]:
    """Return the ranking the document is about, after those of the rounds before as they stood when it was frozen."""
    last = Ranking.objects.select_related("round__period", "round__closing").get(pk=document.subject_id)
    before = Ranking.objects.filter(round__period=last.round.period_id, round__order__lt=last.round.order)
    standing = before.order_by("round__order", "-revision").distinct("round__order")
    return [*standing.select_related("round__period", "round__closing"), last]


def inputs_of(document: Document) -> dict[str, Any]:
    """Return everything a result rests on, without the names of the judges and without their reasons."""
    rankings = _rankings(document)
    last = rankings[-1]
    rounds = [ranking.round for ranking in rankings]
    entries = list(_entries(rankings[0]))
    numbers = {entry.pk: str(entry.number) for entry in entries}
    ranked = set(Result.objects.filter(ranking__in=rankings).values_list("ranking__round", "proposal"))
    tasks = Assignment.objects.filter(round__in=rounds).select_related("round", "proposal")
    # The sheets of an entry that is out stay, and do not count.
    rows = [
        row
        for row in tasks.order_by("round__order", "proposal__number", "judge", "pk")
        if (row.round_id, row.proposal_id) in ranked
    ]
    names = judge_names(last.round)
    places = {
        row.pk: {"round": row.round.code, "entry": numbers[row.proposal_id], "judge": names[row.judge_id]}
        for row in rows
    }
    ranks = {round_.code: place for place, round_ in enumerate(rounds)}

    def in_order(found: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        return sorted(found, key=lambda row: (ranks[row["round"]], row["entry"], row["judge"]))

    return {
        "competition": _competition(document, last),
        "rounds": [_round(round_) for round_ in rounds],
        "entries": [_entry(entry) for entry in entries],
        "sheets": in_order(places[row.pk] | {"state": _state(row), "at": _instant(_ended(row))} for row in rows),
        "marks": in_order(_marks(rankings, places)),
        "decisions": [decision for ranking in rankings for decision in _decisions(ranking)],
        **_overturned(rankings, numbers),
    }


def _overturned(rankings: Iterable[Ranking], numbers: Mapping[int, str]) -> dict[str, Any]:
    """Return which entries passed the round before and were found not to be eligible; nothing where there are none."""
    checks = [(ranking.round.code, check) for ranking in rankings for check in overturned_in(ranking.round)]
    said = [
        {"round": code, "entry": numbers[check.proposal_id], "reason": check.note}
        for code, check in checks
        if check.proposal_id in numbers
    ]
    return {"overturned": said} if said else {}


def judge_names(round_: Round) -> dict[int, str]:
    """Return the number of each judge until this round, as its bundle and the sheets that agencies read give it."""
    until = Assignment.objects.filter(round__period=round_.period_id, round__order__lte=round_.order)
    return pseudonyms(until.values_list("judge_id", flat=True), salt=round_.closing.audit_head)


def _round(round_: Round) -> dict[str, Any]:
    frozen = round_.closing.settings
    return {
        "code": round_.code,
        "name": round_.name,
        "rules": frozen,
        "rubric": [
            {"code": criterion.code, "name": criterion.name, "weight": frozen["weights"][criterion.code]}
            for criterion in round_.criteria.order_by("order", "pk")
        ],
        "chain": {"sequence": round_.closing.audit_seq, "head": round_.closing.audit_head},
    }


def _decisions(ranking: Ranking) -> list[dict[str, Any]]:
    taken = ranking.round.rankings.filter(revision__gt=1, revision__lte=ranking.revision).order_by("revision")
    return [
        {
            "round": ranking.round.code,
            "order": decision.decided_order,
            "reason": decision.reason,
            "at": _instant(decision.at),
        }
        for decision in taken
    ]


def _competition(document: Document, ranking: Ranking) -> dict[str, Any]:
    period = ranking.round.period
    earlier = ranking.round.rankings.filter(revision=ranking.revision - 1).values_list("pk", flat=True)
    replaced = Document.objects.filter(kind=BUNDLE, subject_id__in=earlier).first()
    return {
        "issuer": Letterhead.current().government,
        "title": period.title,
        "year": period.year,
        "round": ranking.round.name,
        "revision": ranking.revision,
        "number": document.number,
        "code": document.code,
        "replaces": replaced.number if replaced else "",
        "frozen_at": _instant(ranking.at),
    }


def _entries(ranking: Ranking) -> Any:
    judged = Proposal.objects.filter(results__ranking=ranking).order_by("number", "pk")
    return judged.select_related("innovation", "agency", "category", "group").prefetch_related(
        Prefetch("sent_versions", SentVersion.objects.order_by("-ordinal").defer("content")),
        Prefetch("sent_versions__overrides", RuleOverride.objects.filter(approved_at__isnull=False).order_by("pk")),
        Prefetch("verdicts", EligibilityVerdict.objects.order_by("-at", "-pk")),
    )


def _entry(entry: Proposal) -> dict[str, Any]:
    sent, verdict = entry.sent_versions.all()[0], next(iter(entry.verdicts.all()), None)
    return {
        "number": entry.number,
        "title": entry.innovation.title,
        "agency": entry.agency.name,
        "content_sha256": sent.content_sha256,
        "verdict": _verdict(verdict) if verdict else {},
        "excepted": sorted({override.rule for override in sent.overrides.all()}),
        **parts_of(entry),
    }


def _verdict(verdict: EligibilityVerdict) -> dict[str, Any]:
    return {
        "is_eligible": verdict.is_eligible,
        "margin_days": verdict.margin_days,
        "implemented_on": verdict.implemented_on.isoformat(),
        "closes_on": verdict.closes_on.isoformat(),
    }


def _marks(rankings: Iterable[Ranking], places: Mapping[int, dict[str, str]]) -> Iterator[dict[str, Any]]:
    """Return every revision of every mark, also of sheets that do not count; by the pleno as far as it had decided."""
    for ranking in rankings:
        rows = Score.objects.filter(assignment__round=ranking.round).as_of(ranking).select_related("criterion")
        for row in rows.filter(assignment__in=places).order_by("criterion__order", "criterion", "revision"):
            yield places[row.assignment_id] | {
                "criterion": row.criterion.code,
                "revision": row.revision,
                "value": "" if row.value is None else str(row.value),
                "at": _instant(row.at),
                "by_pleno": row.decided_in is not None,
            }


def _state(row: Assignment) -> str:
    return "absent" if row.is_absence else str(row.state)


def _ended(row: Assignment) -> datetime | None:
    return row.handed_in_at or row.recused_at


def _instant(at: datetime | None) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds") if at else ""


register(
    Kind(
        code=BUNDLE,
        label="Berkas hasil",
        series=BUNDLE,
        number="{n}/BH-KIPP/{year}",
        build=build,
        extension="json",
    )
)
