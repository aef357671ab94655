"""What a frozen result leads to: the next round, or the announcement."""

from django.db import transaction

from competitions.models import Period, Round, TransitionNotAllowed
from judging import notices
from judging.actions.assigning import NotReady
from judging.models import Ranking, Result, round_after, round_of
from kipp.accounts.models import User
from kipp.audit.chain import record
from kipp.documents.actions import issue
from proposals.actions import award


def reasons_against_next_round(ranking: Ranking) -> list[str]:
    """Return why nobody may go on yet, as sentences; empty when the next round may begin."""
    if reasons := reasons_against_announcing(ranking):
        return reasons
    if not ranking.results.advancing().exists():
        return ["Tidak ada proposal yang lolos ke tahap berikutnya."]
    return []


@transaction.atomic
def begin_next_round(period: Period, *, by: User) -> None:
    """Let those who passed go on, for good, and tell every agency of the round whether its entry did."""
    locked = Period.objects.select_for_update().get(pk=period.pk)
    following = locked.can("next_round") and _following(locked)
    if not following:
        raise TransitionNotAllowed("Tidak ada tahap berikutnya yang dapat dimulai.")
    ranking = round_of(locked).rankings.latest("revision")
    if reasons := reasons_against_next_round(ranking):
        raise NotReady(reasons)
    locked.take("next_round", by=by)
    results = list(ranking.results.named().in_order())
    record("round.begin", following, by=by, entries=[str(row.proposal.number) for row in results if row.is_advancing])
    notices.went_on(ranking.round, following, results)
    period.refresh_from_db()


def reasons_against_announcing(ranking: Ranking) -> list[str]:
    if not ranking.open_tie:
        return []
    return [f"Nilai sama melewati batas kelulusan dan menunggu keputusan pleno: {', '.join(ranking.open_tie)}."]


@transaction.atomic
def announce(period: Period, *, by: User) -> None:
    """Make the frozen result public, issue a certificate and record an award per winner, tell the agencies."""
    locked = Period.objects.select_for_update().get(pk=period.pk)
    if not locked.can("announce"):
        raise TransitionNotAllowed("Hasil hanya dapat diumumkan setelah penilaian ditutup.")
    if following := _following(locked):
        raise TransitionNotAllowed(f"Hasil hanya dapat diumumkan setelah tahap {following.name} selesai.")
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


def _following(period: Period) -> Round | None:
    return round_after(round_of(period))


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
