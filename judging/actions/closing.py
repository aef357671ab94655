"""Freeze the result of a round: at closing, and anew with every decision of the pleno."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction

from competitions.models import Period, Round, TransitionNotAllowed
from judging.actions.assigning import NotReady
from judging.models import Assignment, Ranking, Result, RoundClosing, Score, Visit, entries_of, round_after, round_of
from judging.models import rules_of as rules_of_round
from judging.querysets import recounted_totals
from judging.ranking import PUBLISHED_PLACES, Compared
from judging.sheet import REASON_RULE
from judging.tally import Sheet, Standing, Tally, pleno_order, tally
from kipp.accounts.models import User
from kipp.audit.chain import head, record
from kipp.canonical import digest
from kipp.documents.actions import issue
from kipp.jobs.queue import enqueue
from kipp.text import round_half_up
from proposals.models import Proposal


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
        f"Kunjungan {visit.proposal.number} belum ditandatangani kedua petugasnya."
        for visit in Visit.objects.of(round_).unfinished().filter(proposal__in=entries_of(round_)).named()
    ]
    assigned = set(Assignment.objects.of(round_).values_list("proposal", flat=True))
    reasons += [
        f"Proposal {entry.number} belum ditugaskan kepada juri."
        for entry in entries_of(round_)
        if entry.pk not in assigned
    ]
    return reasons


@transaction.atomic
def close_judging(period: Period, *, by: User) -> Ranking:
    """Freeze the ranking of the round. Waits for saves in flight; afterwards it takes no mark."""
    locked = Period.objects.select_for_update().get(pk=period.pk)
    if not locked.can("close_judging"):
        raise TransitionNotAllowed("Penilaian hanya dapat ditutup selama berlangsung.")
    round_ = round_of(locked)
    if reasons := reasons_against_closing(round_):
        raise NotReady(reasons)
    locked.take("close_judging", by=by)
    record("round.close", round_, by=by, marks_sha256=_marks_digest(round_))
    seq, audit_head = head()
    RoundClosing.objects.create(
        round=round_, closed_by=by, settings=_settings(round_), audit_seq=seq, audit_head=audit_head
    )
    period.refresh_from_db()
    return freeze(round_, by=by, revision=1)


def _settings(round_: Round) -> dict[str, Any]:
    """Return the rules as they stand at closing, for good: weights as text, so that nothing is rounded."""
    criteria = round_.criteria.order_by("order", "pk")
    is_last = round_after(round_) is None
    return {
        "weights": {criterion.code: str(criterion.weight) for criterion in criteria},
        "weight": str(round_.weight),
        "min_sheets": round_.min_sheets,
        "tie_breaks": list(round_.tie_breaks),
        "is_last": is_last,
        "line": _line(round_, is_last=is_last),
        "reason_at_or_below": str(REASON_RULE.low),
        "reason_at_or_above": str(REASON_RULE.high),
    }


def _line(round_: Round, *, is_last: bool) -> dict[str, Any]:
    """Return who passes: 0 or nothing where there is no such limit. After the last round these are the winners."""
    if is_last:
        return {"most": round_.period.winners, "least": "", "per": "", "quota": 0}
    return {
        "most": round_.advance_most or 0,
        "least": "" if round_.advance_least is None else str(round_.advance_least),
        "per": round_.advance_per,
        "quota": round_.advance_quota or 0,
    }


def _marks_digest(round_: Round) -> str:
    """SHA-256 over every counting mark: the chain then pins what the ranking was made from."""
    rows = Score.objects.counting_in(round_).values_list("assignment_id", "criterion_id", "revision", "value", "reason")
    return digest([[*row[:3], str(row[3]), row[4]] for row in rows])


def _tally(round_: Round, entries: Sequence[Proposal], decisions: Sequence[Ranking]) -> Tally:
    numbers = {entry.pk: str(entry.number) for entry in entries}
    sheets: dict[str, list[Sheet]] = {number: [] for number in numbers.values()}
    for (proposal, _), marks in Score.objects.sheets_in(round_).items():
        if proposal in numbers:  # the sheets of an entry that is out stay, and do not count
            sheets[numbers[proposal]].append(marks)
    pleno = pleno_order(decision.decided_order for decision in decisions)
    return tally(sheets, rules_of_round(round_, entries), pleno)


def freeze(round_: Round, *, by: User, revision: int, **decision: Any) -> Ranking:
    """Rank from the marks alone, check against the recount, and store it for good."""
    entries = list(entries_of(round_))
    ranking = Ranking(round=round_, revision=revision, by=by, **decision)
    outcome = _tally(round_, entries, [*round_.rankings.order_by("revision"), ranking])
    pks = {str(entry.number): entry.pk for entry in entries}
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
    placing, is_last = standing.placing, ranking.round.closing.settings["is_last"]
    return Result(
        ranking=ranking,
        proposal_id=proposal_id,
        own_exact="" if standing.own is None else str(standing.own),
        own=None if standing.own is None else round_half_up(standing.own, PUBLISHED_PLACES),
        total_exact="" if standing.total is None else str(standing.total),
        total=placing.published,
        sheets=standing.sheets,
        place=placing.place,
        decided_by=placing.decided_by or "",
        compared=[_compared(step) for step in placing.compared],
        is_winner=standing.passes and is_last,
        is_advancing=standing.passes and not is_last,
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
        if period.rounds.count() > 1:
            title += f", {ranking.round.name}"
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
