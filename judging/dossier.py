"""The result bundle of a ranking: gathered from what is frozen, sealed with the key of the office."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db.models import Prefetch

from judging.bundle import pseudonyms, results_of, sealed
from judging.models import Assignment, Ranking, Result, Score
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
    counted = {row["entry"]: (row["place"] or None, row["total_exact"], row["is_winner"]) for row in results_of(inputs)}
    frozen = Result.objects.filter(ranking=document.subject_id).values_list(
        "proposal__number", "place", "total_exact", "is_winner"
    )
    if counted != {number: tuple(rest) for number, *rest in frozen}:
        raise Differs(f"The recount of ranking {document.subject_id} differs from what was frozen.")
    return sealed(
        inputs,
        key=published_key(),
        sign=lambda message: sign(settings.RESULT_SIGNING_KEY, message),
    )


def inputs_of(document: Document) -> dict[str, Any]:
    """Return everything a result rests on, without the names of the judges and without their reasons."""
    ranking = Ranking.objects.select_related("round__period", "round__closing").get(pk=document.subject_id)
    round_ = ranking.round
    entries = list(_entries(ranking))
    numbers = {entry.pk: str(entry.number) for entry in entries}
    rows = list(Assignment.objects.of(round_).order_by("proposal__number", "judge", "pk"))
    names = pseudonyms((row.judge_id for row in rows), salt=round_.closing.audit_head)
    places = {row.pk: {"entry": numbers[row.proposal_id], "judge": names[row.judge_id]} for row in rows}
    return {
        "competition": _competition(document, ranking),
        "rules": round_.closing.settings,
        "rubric": [
            {
                "code": criterion.code,
                "name": criterion.name,
                "weight": round_.closing.settings["weights"][criterion.code],
            }
            for criterion in round_.criteria.order_by("order", "pk")
        ],
        "entries": [_entry(entry) for entry in entries],
        "sheets": _in_order(places[row.pk] | {"state": _state(row), "at": _instant(_ended(row))} for row in rows),
        "marks": _marks(ranking, places),
        "decisions": [
            {"order": decision.decided_order, "reason": decision.reason, "at": _instant(decision.at)}
            for decision in round_.rankings.filter(revision__gt=1, revision__lte=ranking.revision).order_by("revision")
        ],
        "chain": {"sequence": round_.closing.audit_seq, "head": round_.closing.audit_head},
    }


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
    return judged.select_related("innovation", "agency").prefetch_related(
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
    }


def _verdict(verdict: EligibilityVerdict) -> dict[str, Any]:
    return {
        "is_eligible": verdict.is_eligible,
        "margin_days": verdict.margin_days,
        "implemented_on": verdict.implemented_on.isoformat(),
        "closes_on": verdict.closes_on.isoformat(),
    }


def _marks(ranking: Ranking, places: Mapping[int, dict[str, str]]) -> list[dict[str, Any]]:
    """Return every revision of every mark, also of sheets that do not count."""
    rows = Score.objects.filter(assignment__round=ranking.round).select_related("criterion")
    return _in_order(
        places[row.assignment_id]
        | {
            "criterion": row.criterion.code,
            "revision": row.revision,
            "value": "" if row.value is None else str(row.value),
            "at": _instant(row.at),
        }
        for row in rows.order_by("criterion__order", "criterion", "revision")
    )


def _in_order(rows: Any) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: (row["entry"], row["judge"]))


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
