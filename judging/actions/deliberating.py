"""What the pleno decides between closing and announcement: the order inside a tie, and a mark that was wrong.

Every decision makes a new ranking; those before stay as they were.
"""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction
from django.db.models import Q

from competitions.models import Criterion, Period, TransitionNotAllowed
from judging import notices
from judging.actions.closing import freeze
from judging.models import Assignment, Ranking, Result, Score, round_of
from kipp.accounts.models import User
from kipp.audit.chain import record
from proposals.actions import require_free
from proposals.models import Proposal


class BadDecision(Exception):
    """The decision is about nothing that can be decided; str() is a sentence."""


def tied_groups(ranking: Ranking) -> list[list[Result]]:
    """Return the shared places that a pleno may decide: among the awards, and where a line is cut."""
    frozen = ranking.round.closing.settings
    at_stake = Q(proposal__number__in=ranking.open_tie)
    if frozen["is_last"]:
        at_stake |= Q(place__lte=frozen["line"]["most"])
    groups = defaultdict(list)
    for result in ranking.results.filter(at_stake).of_entries().in_order():
        groups[result.place].append(result)
    return [group for group in groups.values() if len(group) > 1]


@transaction.atomic
def decide_tie(period: Period, *, by: User, order: Sequence[str], reason: str, present: str) -> Ranking:
    """Record the order the pleno gives to one tie, with its reason, and rank anew."""
    last = _held_for_pleno(period)
    ties = [sorted(str(result.proposal.number) for result in group) for group in tied_groups(last)]
    if sorted(order) not in ties:
        raise BadDecision("Urutan harus memuat setiap proposal dari satu kelompok nilai sama, sekali saja.")
    require_free(*Proposal.objects.filter(period=period, number__in=order), by=by)
    record("round.decide_tie", last.round, by=by, note=reason, order=list(order), present=present)
    next_revision = last.revision + 1
    return freeze(last.round, by=by, revision=next_revision, decided_order=list(order), reason=reason, present=present)


@transaction.atomic
def change_mark(
    assignment: Assignment, *, by: User, criterion: Criterion, value: Decimal, reason: str, present: str
) -> Ranking:
    """Record that the pleno changes one mark of a sheet that counts, as a revision with its reason; rank anew."""
    last = _held_for_pleno(assignment.round.period)
    if assignment.round_id != last.round_id or assignment.handed_in_at is None:
        raise BadDecision("Lembar nilai ini tidak dihitung pada tahap yang ditutup terakhir.")
    require_free(assignment.proposal, by=by)
    standing = Score.objects.filter(assignment=assignment, criterion=criterion).current().get()
    if standing.value == value:
        raise BadDecision("Nilai baru sama dengan nilai yang berlaku. Isi nilai yang lain.")
    revision = last.revision + 1
    changed = {"revision": standing.revision + 1, "value": value, "reason": reason, "decided_in": revision}
    Score.objects.create(assignment=assignment, criterion=criterion, by=by, **changed)
    record(
        "round.change_mark",
        last.round,
        by=by,
        note=reason,
        judge=assignment.judge_id,
        proposal=assignment.proposal.number,
        criterion=criterion.code,
        before=str(standing.value),
        after=str(value),
        present=present,
    )
    notices.mark_changed(assignment)
    return freeze(last.round, by=by, revision=revision, reason=reason, present=present)


def _held_for_pleno(period: Period) -> Ranking:
    """Hold the period, and return the ranking that a decision would replace: of several each waits for the other."""
    locked = Period.objects.select_for_update().get(pk=period.pk)
    if locked.status != Period.Status.DECIDED:
        raise TransitionNotAllowed("Keputusan pleno hanya dicatat sebelum hasil diumumkan.")
    last: Ranking = round_of(locked).rankings.latest("revision")
    return last
