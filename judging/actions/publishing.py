"""What a frozen result leads to: the next round, or the announcement that two organisers release."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models.functions import Now

from competitions.models import Period, Round, TransitionNotAllowed
from judging import notices
from judging.actions.assigning import NotReady
from judging.actions.issuing import honour, proclaim, proclaim_finalists
from judging.actions.objections import open_window
from judging.actions.opening import open_visits
from judging.models import Publication, Ranking, SpecialAward, round_after, round_of
from kipp.accounts.models import User
from kipp.audit.chain import record
from kipp.clock import database_now


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
    open_visits(following, by=by)
    proclaim_finalists(ranking, by=by)
    notices.went_on(ranking.round, following, results)
    period.refresh_from_db()


def reasons_against_announcing(ranking: Ranking) -> list[str]:
    if not ranking.open_tie:
        return []
    return [f"Nilai sama melewati batas kelulusan dan menunggu keputusan pleno: {', '.join(ranking.open_tie)}."]


def reasons_against_publishing(ranking: Ranking, *, by: User) -> list[str]:
    """Return why this organiser may not propose the announcement yet, as sentences."""
    if reasons := reasons_against_announcing(ranking):
        return reasons
    if not User.objects.organisers().exclude(pk=by.pk).exists():
        return [
            "Hasil diumumkan oleh dua penyelenggara. Undang penyelenggara kedua di menu Pengguna, lalu usulkan lagi."
        ]
    return []


@transaction.atomic
def propose_publication(period: Period, *, by: User, due_at: datetime | None = None) -> Publication:
    """Propose to announce the standing ranking, at once or at an instant; another organiser has to approve it."""
    ranking = held_for_announcement(period)
    if reasons := reasons_against_publishing(ranking, by=by):
        raise NotReady(reasons)
    if due_at is not None and due_at <= database_now():
        raise NotReady(["Waktu pengumuman harus setelah saat ini."])
    if ranking.publications.standing().exists():
        raise TransitionNotAllowed("Pengumuman hasil ini sudah diusulkan.")
    publication: Publication = Publication.objects.create(ranking=ranking, proposed_by=by, due_at=due_at)
    record("round.propose_publication", ranking.round, by=by, **_named(publication))
    notices.publication_proposed(publication)
    return publication


@transaction.atomic
def approve_publication(publication: Publication, *, by: User) -> None:
    """Release the announcement; without an instant, or once it has come, everybody sees the result now."""
    if publication.proposed_by_id == by.pk:
        raise TransitionNotAllowed("Pengumuman harus disetujui penyelenggara lain.")
    ranking = held_for_announcement(publication.ranking.round.period)
    if ranking.pk != publication.ranking_id:
        raise TransitionNotAllowed("Peringkat sudah disusun ulang, maka usul ini tidak berlaku. Usulkan lagi.")
    if not Publication.objects.unanswered().filter(pk=publication.pk).update(approved_at=Now(), approved_by=by):
        raise TransitionNotAllowed("Usul ini sudah disetujui atau ditarik.")
    publication.refresh_from_db()
    record("round.approve_publication", ranking.round, by=by, **_named(publication))
    _announce_if_due(publication)


@transaction.atomic
def withdraw_publication(publication: Publication, *, by: User, reason: str) -> None:
    """Take a proposal back, approved or not, while nothing is public yet."""
    ranking = held_for_announcement(publication.ranking.round.period)
    left = Publication.objects.filter(pk=publication.pk, withdrawn_at=None)
    if not left.update(withdrawn_at=Now(), withdrawn_by=by, withdrawn_reason=reason):
        raise TransitionNotAllowed("Usul ini sudah ditarik.")
    publication.refresh_from_db()
    record("round.withdraw_publication", ranking.round, by=by, note=reason, **_named(publication))
    notices.publication_withdrawn(publication)


@transaction.atomic
def announce_due(publication: Publication) -> None:
    """Announce what two organisers have released, once its instant has come."""
    ranking = held_for_announcement(publication.ranking.round.period)
    if ranking.pk != publication.ranking_id or not _announce_if_due(publication):
        raise TransitionNotAllowed("Pengumuman ini belum waktunya atau tidak berlaku lagi.")


def held_for_announcement(period: Period) -> Ranking:
    """Hold the period, and return the ranking that may be announced: of several at once each waits for the other."""
    locked = Period.objects.select_for_update().get(pk=period.pk)
    if not locked.can("announce"):
        raise TransitionNotAllowed("Hasil hanya dapat diumumkan setelah penilaian ditutup.")
    if following := _following(locked):
        raise TransitionNotAllowed(f"Hasil hanya dapat diumumkan setelah tahap {following.name} selesai.")
    standing: Ranking = round_of(locked).rankings.select_related("round__period").latest("revision")
    return standing


def _named(publication: Publication) -> dict[str, Any]:
    due_at = publication.due_at
    return {"ranking": publication.ranking_id, "due_at": due_at.isoformat() if due_at else ""}


def _announce_if_due(publication: Publication) -> bool:
    released = Publication.objects.due().named().filter(pk=publication.pk).first()
    if released is None or released.approved_by is None:
        return False
    _announce(released, by=released.approved_by)
    return True


def _announce(released: Publication, *, by: User) -> None:
    """Make the result public, issue its papers and record what was won, tell the agencies."""
    period = released.ranking.round.period
    note = f"Diusulkan oleh {released.proposed_by.name}, disetujui oleh {by.name}."
    period.take("announce", by=by, note=note)
    results = list(released.ranking.results.named().in_order())
    awards = list(SpecialAward.objects.standing().filter(round=released.ranking.round).named())
    honour(period, [result for result in results if result.is_winner], awards, by=by)
    proclaim(released.ranking, by=by)
    open_window(period)
    notices.announced(period, results, awards)


def _following(period: Period) -> Round | None:
    return round_after(round_of(period))
