"""Freeze the result, decide what the chain leaves open, announce."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from competitions.models import Period, Round, TransitionNotAllowed
from judging import notices
from judging.actions.assigning import NotReady
from judging.models import Assignment, Ranking, Result, RoundClosing, Score, round_of
from judging.querysets import recounted_totals
from judging.ranking import Compared
from judging.sheet import REASON_RULE
from judging.tally import Sheet, Standing, Tally, pleno_order, rules_from, tally
from kipp.accounts.models import User
from kipp.audit.chain import head, record
from kipp.documents.actions import issue
from kipp.jobs.queue import enqueue
from proposals.actions import award
from proposals.models import Proposal


class BadDecision(Exception):
    """The decision does not order exactly one standing tie; str() is a sentence."""


class RecountDiffers(Exception):
    """The database's own count disagrees with ours: nothing is frozen."""


def reasons_against_closing(round_: Round) -> list[str]:
    """Return whose sheets are missing, as sentences; empty when judging may be closed."""
    waiting = defaultdict(list)
    for row in Assignment.objects.of(round_).outstanding().named().order_by("judge__name", "judge", "order"):
        waiting[row.judge].append(str(row.proposal.number))
    reasons = [
        f"{judge.name} belum mengirim {len(numbers)} lembar: {', '.join(sorted(numbers))}."
        for judge, numbers in waiting.items()
    ]
    reasons += [
        f"Proposal {entry.number} belum ditugaskan kepada juri." for entry in _entries(round_).filter(assignments=None)
    ]
    return reasons


@transaction.atomic
def close_judging(period: Period, *, by: User) -> Ranking:
    """Freeze the ranking. Waits for saves in flight; afterwards no mark is taken."""
    locked = Period.objects.select_for_update().get(pk=period.pk)
    if not locked.can("close_judging"):
        raise TransitionNotAllowed("Penilaian hanya dapat ditutup selama berlangsung.")
    round_ = round_of(locked)
    if reasons := reasons_against_closing(round_):
        raise NotReady(reasons)
    locked.take("close_judging", by=by)
    record("round.close", round_, by=by, marks_sha256=_marks_digest(round_))
    seq, digest = head()
    RoundClosing.objects.create(
        round=round_, closed_by=by, settings=_settings(round_), audit_seq=seq, audit_head=digest
    )
    period.refresh_from_db()
    return _freeze(round_, by=by, revision=1)


def tied_groups(ranking: Ranking) -> list[list[Result]]:
    """Return the shared places among the awards, the ties a pleno may decide."""
    winners = ranking.round.closing.settings["winners"]
    groups = defaultdict(list)
    for result in ranking.results.named().in_order():
        if result.place and result.place <= winners:
            groups[result.place].append(result)
    return [group for group in groups.values() if len(group) > 1]


@transaction.atomic
def decide_tie(period: Period, *, by: User, order: Sequence[str], reason: str, present: str) -> Ranking:
    """Record the order the pleno gives to one tie, with its reason, and rank anew."""
    locked = Period.objects.select_for_update().get(pk=period.pk)
    if locked.status != Period.Status.DECIDED:
        raise TransitionNotAllowed("Keputusan pleno hanya dicatat sebelum hasil diumumkan.")
    round_ = round_of(locked)
    last = round_.rankings.latest("revision")
    ties = [sorted(str(result.proposal.number) for result in group) for group in tied_groups(last)]
    if sorted(order) not in ties:
        raise BadDecision("Urutan harus memuat setiap proposal dari satu kelompok nilai sama, sekali saja.")
    record("round.decide_tie", round_, by=by, note=reason, order=list(order), present=present)
    return _freeze(
        round_,
        by=by,
        revision=last.revision + 1,
        decided_order=list(order),
        reason=reason,
        present=present,
    )


def reasons_against_announcing(ranking: Ranking) -> list[str]:
    if not ranking.open_tie:
        return []
    return [f"Nilai sama melewati batas pemenang dan menunggu keputusan pleno: {', '.join(ranking.open_tie)}."]


@transaction.atomic
def announce(period: Period, *, by: User) -> None:
    """Make the frozen result public, issue a certificate and record an award per winner, tell the agencies."""
    locked = Period.objects.select_for_update().get(pk=period.pk)
    if not locked.can("announce"):
        raise TransitionNotAllowed("Hasil hanya dapat diumumkan setelah penilaian ditutup.")
    ranking = round_of(locked).rankings.latest("revision")
    if reasons := reasons_against_announcing(ranking):
        raise NotReady(reasons)
    locked.take("announce", by=by)
    results = list(ranking.results.named().in_order())
    for result in results:
        if result.is_winner:
            _issue_certificate(locked, result, by=by)
            award(result.proposal, by=by, title=f"Juara {result.place} {locked}")
    notices.announced(locked, results)
    period.refresh_from_db()


def _entries(round_: Round) -> "QuerySet[Proposal]":
    return Proposal.objects.filter(period=round_.period_id, status=Proposal.Status.VERIFIED).order_by("number", "pk")


def _settings(round_: Round) -> dict[str, Any]:
    """Return the rules as they stand at closing, for good: weights as text, so that nothing is rounded."""
    criteria = round_.criteria.order_by("order", "pk")
    return {
        "weights": {criterion.code: str(criterion.weight) for criterion in criteria},
        "min_sheets": round_.min_sheets,
        "tie_breaks": list(round_.tie_breaks),
        "winners": round_.period.winners,
        "reason_at_or_below": str(REASON_RULE.low),
        "reason_at_or_above": str(REASON_RULE.high),
    }


def _marks_digest(round_: Round) -> str:
    """SHA-256 over every counting mark: the chain then pins what the ranking was made from."""
    rows = Score.objects.counting_in(round_).values_list("assignment_id", "criterion_id", "revision", "value", "reason")
    canonical = json.dumps([[*row[:3], str(row[3]), row[4]] for row in rows], ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _tally(round_: Round, numbers: dict[int, str], decisions: Sequence[Ranking]) -> Tally:
    sheets: dict[str, list[Sheet]] = {number: [] for number in numbers.values()}
    for (proposal, _), marks in Score.objects.sheets_in(round_).items():
        sheets[numbers[proposal]].append(marks)
    pleno = pleno_order(decision.decided_order for decision in decisions)
    return tally(sheets, rules_from(round_.closing.settings), pleno)


def _freeze(round_: Round, *, by: User, revision: int, **decision: Any) -> Ranking:
    """Rank from the marks alone, check against the recount, and store it for good."""
    numbers = {pk: str(number) for pk, number in _entries(round_).values_list("pk", "number")}
    ranking = Ranking(round=round_, revision=revision, by=by, **decision)
    outcome = _tally(round_, numbers, [*round_.rankings.order_by("revision"), ranking])
    pks = {number: pk for pk, number in numbers.items()}
    _compare(outcome, recounted_totals(round_.pk), pks)
    ranking.open_tie = list(outcome.open_tie)
    ranking.save(force_insert=True)
    Result.objects.bulk_create(_result(ranking, pks[standing.placing.code], standing) for standing in outcome.standings)
    enqueue("judging.analyse", key=f"analysis:{ranking.pk}", by=by, ranking_id=ranking.pk)
    if not ranking.open_tie:
        _issue_minutes(ranking, by=by)
    return ranking


def _compare(outcome: Tally, recount: dict[int, tuple[int, Decimal]], pks: dict[str, int]) -> None:
    for standing in outcome.standings:
        placing = standing.placing
        sheets, total = recount.get(pks[placing.code], (0, None))
        if sheets != standing.sheets or (placing.published is not None and total != placing.published):
            raise RecountDiffers(f"{placing.code}: {placing.published} / {total}")


def _result(ranking: Ranking, proposal_id: int, standing: Standing) -> Result:
    placing = standing.placing
    return Result(
        ranking=ranking,
        proposal_id=proposal_id,
        total_exact="" if standing.total is None else str(standing.total),
        total=placing.published,
        sheets=standing.sheets,
        place=placing.place,
        decided_by=placing.decided_by or "",
        compared=[_compared(step) for step in placing.compared],
        is_winner=standing.is_winner,
    )


def _compared(step: Compared) -> dict[str, str | None]:
    return {"step": step.step, "value": None if step.value is None else str(step.value)}


def _issue_minutes(ranking: Ranking, *, by: User) -> None:
    period = ranking.round.period
    for kind, label in (
        ("berita_acara", "Berita Acara Penilaian"),
        ("rekap_nilai", "Rekap Nilai"),
        ("rekap_nilai_xlsx", "Rekap Nilai (XLSX)"),
        ("berkas_hasil", "Berkas Hasil"),
    ):
        title = f"{label} KIPP {period.year}"
        if ranking.revision > 1:
            title += f", keputusan pleno ke-{ranking.revision - 1}"
        issue(
            kind,
            by=by,
            key=f"{kind}:{ranking.pk}",
            subject_id=ranking.pk,
            title=title,
            year=period.year,
        )


def _issue_certificate(period: Period, result: Result, *, by: User) -> None:
    proposal = result.proposal
    issue(
        "piagam",
        by=by,
        key=f"piagam:{result.pk}",
        subject_id=result.pk,
        title=f"Piagam Penghargaan KIPP {period.year} {proposal.number}",
        year=period.year,
        agency=proposal.agency,
        is_public=True,
    )
