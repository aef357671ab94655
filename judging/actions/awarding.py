"""Awards besides the places, settled by the panel before the announcement is proposed."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models.functions import Now

from competitions.models import Period, TransitionNotAllowed
from judging.actions.publishing import held_for_announcement
from judging.awards import best_of_parts, category_award
from judging.models import Publication, Ranking, Result, SpecialAward
from kipp.accounts.models import User
from kipp.audit.chain import record
from proposals.actions import require_free

SETTLED = "Penghargaan tidak dapat diubah selama pengumuman sedang diusulkan. Tarik usul itu lebih dahulu."


@dataclass(frozen=True)
class Offer:
    """The best entry of a category, under the name that its award would have."""

    name: str
    result: Result


def best_per_category(ranking: Ranking) -> list[Offer]:
    """Return who is best in each category of a ranking, in the order of the categories; who shares that place, too."""
    results = list(ranking.results.exclude(place=None).named().order_by("proposal__category__order", "place", "pk"))
    best = best_of_parts((row.proposal.category.name, row.place or 0, row.pk) for row in results)
    chosen = {row.pk: row for row in results}
    return [Offer(category_award(category), chosen[pk]) for category, pks in best.items() for pk in pks]


@transaction.atomic
def record_award(period: Period, *, by: User, result: Result, name: str, reason: str) -> SpecialAward:
    """Award an entry of the standing ranking something besides its place, with the reason."""
    ranking = held_for_announcement(period)
    _require_unproposed(ranking)
    if result.ranking_id != ranking.pk or result.place is None:
        raise TransitionNotAllowed("Penghargaan hanya untuk proposal yang dinilai pada tahap terakhir.")
    require_free(result.proposal, by=by)
    if SpecialAward.objects.standing().filter(round=ranking.round, proposal=result.proposal, name=name).exists():
        raise TransitionNotAllowed("Penghargaan ini sudah dicatat untuk proposal itu.")
    award: SpecialAward = SpecialAward.objects.create(
        round=ranking.round, proposal=result.proposal, name=name, reason=reason, by=by
    )
    record("round.award", ranking.round, by=by, note=reason, award=name, proposal=str(result.proposal.number))
    return award


@transaction.atomic
def withdraw_award(award: SpecialAward, *, by: User, reason: str) -> None:
    """Take an award back while nothing is proposed yet."""
    ranking = held_for_announcement(award.round.period)
    _require_unproposed(ranking)
    left = SpecialAward.objects.standing().filter(pk=award.pk)
    if not left.update(withdrawn_at=Now(), withdrawn_by=by, withdrawn_reason=reason):
        raise TransitionNotAllowed("Penghargaan ini sudah dicabut.")
    award.refresh_from_db()
    named = {"award": award.name, "proposal": str(award.proposal.number)}
    record("round.withdraw_award", ranking.round, by=by, note=reason, **named)


def _require_unproposed(ranking: Ranking) -> None:
    if Publication.objects.standing().filter(ranking=ranking).exists():
        raise TransitionNotAllowed(SETTLED)
