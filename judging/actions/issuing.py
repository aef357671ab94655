"""The papers that a result leads to: certificates, and what is announced of it."""

from collections.abc import Iterable

from competitions.models import Period
from judging.models import Ranking, Result, SpecialAward
from kipp.accounts.models import User
from kipp.documents.actions import issue
from kipp.jobs.queue import enqueue
from proposals.actions import award
from proposals.models import Proposal

CERTIFY = "judging.certify"


def honour(period: Period, winners: Iterable[Result], awards: Iterable[SpecialAward], *, by: User) -> None:
    """Issue a certificate for each winner and each award besides the places, and record who won.

    What is given besides a place is no victory: whether an innovation may enter again does not hang on it.
    """
    for result in winners:
        _certificate("piagam", period, result.proposal, subject=result.pk, name="Penghargaan", by=by)
        award(result.proposal, by=by, title=f"{result.distinction} {period}")
    for given in awards:
        _certificate("piagam_khusus", period, given.proposal, subject=given.pk, name=given.name, by=by)
    # As many as took part: a job issues them, so that announcing is not held up.
    enqueue(CERTIFY, key=f"certify:{period.pk}", by=by, period_id=period.pk)


def proclaim(ranking: Ranking, *, by: User) -> None:
    """Issue the announcement of the winners, and the annex to the decree on them for the office."""
    _of_ranking("pengumuman_pemenang", "Pengumuman Pemenang", ranking, by=by, is_public=True)
    _of_ranking("lampiran_sk", "Lampiran Keputusan Wali Kota", ranking, by=by, is_public=False)


def proclaim_finalists(ranking: Ranking, *, by: User) -> None:
    """Issue the announcement of who goes on from a closed round."""
    _of_ranking("pengumuman_finalis", f"Pengumuman Finalis {ranking.round.name},", ranking, by=by, is_public=True)


def _of_ranking(kind: str, label: str, ranking: Ranking, *, by: User, is_public: bool) -> None:
    year = ranking.round.period.year
    issue(
        kind,
        by=by,
        key=f"{kind}:{ranking.pk}",
        subject_id=ranking.pk,
        title=f"{label} KIPP {year}",
        year=year,
        is_public=is_public,
    )


def certify_participants(period: Period) -> None:
    """Issue a certificate for every entry that was judged, about the last round it was judged in."""
    judged = Result.objects.filter(ranking__round__period=period, sheets__gt=0).current().named()
    last = {result.proposal_id: result for result in judged.order_by("ranking__round__order", "proposal__number", "pk")}
    for result in last.values():
        _certificate("piagam_peserta", period, result.proposal, subject=result.pk, name="Peserta", by=None)


def _certificate(kind: str, period: Period, proposal: Proposal, *, subject: int, name: str, by: User | None) -> None:
    issue(
        kind,
        by=by,
        key=f"{kind}:{subject}",
        subject_id=subject,
        title=f"Piagam {name} KIPP {period.year} {proposal.number}",
        year=period.year,
        agency=proposal.agency,
        is_public=kind != "piagam_peserta",
    )
