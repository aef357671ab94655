"""Hand out the tasks of a round as a whole: show what would be stored, and store that and nothing else."""

from collections.abc import Collection
from dataclasses import asdict, dataclass

from django.db import transaction

from competitions.models import Period
from judging.actions.assigning import Candidates, Pair, candidates, lock_for_assigning, reassign
from judging.balancing import Bounds, Plan, balanced, plan_of
from judging.models import Assignment, round_of
from kipp.accounts.models import User
from kipp.audit.chain import record
from kipp.canonical import digest


@dataclass(frozen=True)
class Wish:
    """How tasks are to be handed out: to everyone, or so many judges per proposal and proposals per judge."""

    per_proposal: int | None = None
    per_judge: int | None = None
    # What nobody has begun is handed out anew; otherwise all that stands stays.
    is_anew: bool = False


@dataclass(frozen=True)
class Draft:
    """What a wish would make of the assignments as they stand."""

    wish: Wish
    known: Candidates
    standing: Collection[Pair]
    plan: Plan[int, int]

    @property
    def added(self) -> int:
        return len(set(self.plan.pairs) - set(self.standing))

    @property
    def removed(self) -> int:
        return len(set(self.standing) - set(self.plan.pairs))

    @property
    def sha256(self) -> str:
        """The same only as long as nothing that matters has changed."""
        return digest({"plan": [list(pair) for pair in self.plan.pairs], "standing": sorted(map(list, self.standing))})


class DraftChanged(Exception):
    """What was shown is not what would be stored now."""

    def __init__(self) -> None:
        super().__init__(
            "Tim Penilai, proposal, benturan kepentingan, atau penugasan berubah sejak rancangan ditampilkan. "
            "Belum ada yang disimpan. Periksa rancangan yang baru."
        )


def draft_assignments(period: Period, wish: Wish) -> Draft:
    """Work out whom this wish would give what; nothing is stored."""
    round_ = round_of(period)
    known = candidates(period)
    # A sheet that was left is none: it neither counts nor comes back.
    rows = list(Assignment.objects.of(round_).order_by("pk"))
    left = {(row.judge_id, row.proposal_id) for row in rows if row.state == Assignment.State.RECUSED}
    standing = {(row.judge_id, row.proposal_id) for row in rows} - left
    begun = {(row.judge_id, row.proposal_id) for row in rows if row.state != Assignment.State.TODO} - left
    offered = set(known.all_pairs()) - left
    kept = begun if wish.is_anew else begun | standing & offered
    entries = [proposal.pk for proposal in known.proposals]
    if wish.per_proposal is None:
        plan = plan_of(kept | offered, entries, round_.min_sheets)
    else:
        plan = balanced(
            [judge.pk for judge in known.judges],
            entries,
            refused=left | known.refused.keys(),
            standing=kept,
            bounds=Bounds(wish.per_proposal, wish.per_judge),
            seed=f"{period.year}/{round_.code}",
        )
    return Draft(wish, known, standing, plan)


@transaction.atomic
def assign_as_drafted(period: Period, *, by: User, wish: Wish, sha256: str) -> int:
    """Store the draft that was shown under this fingerprint; return how many assignments are new."""
    lock_for_assigning(period)
    draft = draft_assignments(period, wish)
    if draft.sha256 != sha256:
        raise DraftChanged
    record("round.compose", round_of(period), by=by, **asdict(wish))
    return reassign(period, by=by, pairs=draft.plan.pairs)
