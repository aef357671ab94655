"""Who judges what: assign, and open judging."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from competitions.models import Period, Round, TransitionNotAllowed
from judging import notices
from judging.actions.opening import open_visits
from judging.assignment import (
    CONFLICT_YEARS,
    Bonds,
    Refusal,
    Stay,
    all_to_all,
    counts_from,
    refusal,
)
from judging.models import Assignment, Panel, Posting, entries_of, round_of
from judging.reading_order import reading_orders
from judging.wording import REFUSAL_SENTENCES
from kipp.accounts.models import Agency, User
from kipp.audit.chain import record
from kipp.text import penutupan
from proposals.models import Conflict, Proposal

Pair = tuple[int, int]  # judge, proposal


class NotReady(Exception):
    """The step cannot be taken yet; `reasons` are sentences, each saying what stands against it."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = list(reasons)


@dataclass(frozen=True)
class Candidates:
    """Everyone who could judge, everything to be judged, and the pairs that may not be."""

    judges: Sequence[User]
    proposals: Sequence[Proposal]
    refused: dict[Pair, Refusal]

    def all_pairs(self) -> list[Pair]:
        judges = [judge.pk for judge in self.judges]
        return all_to_all(judges, [proposal.pk for proposal in self.proposals], self.refused)


def candidates(period: Period) -> Candidates:
    """Return who may judge what in the round that is prepared or judged now."""
    judges = list(User.objects.judges().filter(panel_seats__in=period.panel_members.sitting()))
    proposals = list(entries_of(round_of(period)).select_related("innovation"))
    parents = dict(Agency.objects.values_list("pk", "parent"))
    bonds = bonds_of(judges)
    panel = Panel.objects.filter(period=period).first()
    since = counts_from(period.reference_date, panel.conflict_years if panel else CONFLICT_YEARS)
    asked = {
        (judge.pk, proposal.pk): refusal(bonds[judge.pk], proposal.pk, proposal.agency_id, parents, since=since)
        for judge in judges
        for proposal in proposals
    }
    return Candidates(judges, proposals, {pair: code for pair, code in asked.items() if code})


def bonds_of(judges: Sequence[User]) -> dict[int, Bonds[int, int]]:
    """Return what ties each of these judges, by key."""
    stays: dict[int, list[Stay[int]]] = defaultdict(list)
    for judge, agency, until in Posting.objects.filter(judge__in=judges).values_list("judge", "agency", "until"):
        stays[judge].append(Stay(agency, until))
    conflicts: dict[int, set[int]] = defaultdict(set)
    for person, entry in Conflict.objects.standing().filter(person__in=judges).values_list("person", "proposal"):
        conflicts[person].add(entry)
    return {judge.pk: Bonds(judge.agency_id, stays[judge.pk], conflicts[judge.pk]) for judge in judges}


def reasons_against_start(period: Period) -> list[str]:
    """Return what must be done before judging, as sentences; empty when it may start."""
    entries = Proposal.objects.filter(period=period).select_related("innovation").order_by("number").with_pending()
    reasons = [
        f"Proposal {entry.number} ({entry.innovation.title}) "
        + ("memiliki putusan yang belum disampaikan." if entry.pending else "masih menunggu keputusan verifikasi.")
        for entry in entries.filter(status=Proposal.Status.SUBMITTED)
    ]
    reasons += [
        f"Proposal {entry.number} ({entry.innovation.title}) masih menunggu perbaikan dari instansi."
        for entry in entries.filter(status=Proposal.Status.RETURNED)
    ]
    reasons += [
        f"Perpanjangan untuk {extension.agency} masih berlaku sampai {penutupan(extension.until)}."
        for extension in period.extensions.running().select_related("agency").order_by("until", "pk")
    ]
    if not entries.filter(status=Proposal.Status.VERIFIED).exists():
        reasons.append("Belum ada proposal yang lolos verifikasi.")
    return reasons


@transaction.atomic
def start_judging(period: Period, *, by: User) -> None:
    """Open judging once every entry has its decision, and tell the judges assigned so far."""
    locked = Period.objects.select_for_update().get(pk=period.pk)
    if locked.can("start_judging") and (reasons := reasons_against_start(locked)):
        raise NotReady(reasons)
    locked.take("start_judging", by=by)
    # Their agencies withdrew them after the judges were assigned.
    Assignment.objects.of(round_of(locked)).exclude(proposal__status=Proposal.Status.VERIFIED).delete()
    open_visits(round_of(locked), by=by)
    period.refresh_from_db()
    _tell(round_of(period), Assignment.objects.of(round_of(period)).outstanding().select_related("judge"))


@transaction.atomic
def assign_all(period: Period, *, by: User) -> int:
    """Assign every member of the panel to every proposal, except the pairs of one house; return how many are new."""
    return assign(period, by=by, pairs=candidates(period).all_pairs())


@transaction.atomic
def assign(period: Period, *, by: User, pairs: Iterable[Pair]) -> int:
    """Add these pairs of judge and proposal; those that stand already stay. Return how many are new."""
    lock_for_assigning(period)
    round_ = round_of(period)
    wanted = set(pairs)
    standing = set(Assignment.objects.of(round_).values_list("judge", "proposal"))
    _refuse(wanted - standing, candidates(period))
    new = _in_reading_order(period, round_, wanted - standing)
    rows = Assignment.objects.bulk_create(
        Assignment(round=round_, judge_id=judge, proposal_id=proposal, order=order, created_by=by)
        for judge, proposal, order in new
    )
    if rows:
        record("round.assign", round_, by=by, pairs=sorted([judge, entry] for judge, entry, _ in new))
    if period.status == Period.Status.JUDGING:
        _tell(round_, Assignment.objects.filter(pk__in=[row.pk for row in rows]).select_related("judge"))
    return len(rows)


@transaction.atomic
def reassign(period: Period, *, by: User, pairs: Iterable[Pair]) -> int:
    """Make the assignments exactly these pairs. What a judge has begun stays: it is recused, not removed.

    Nobody can ask for what is recused, or begun by who could not be assigned any more; that stays unasked.
    """
    lock_for_assigning(period)
    wanted = set(pairs)
    round_ = round_of(period)
    rows = Assignment.objects.of(round_).named().order_by("pk")
    dropped = [row for row in rows if (row.judge_id, row.proposal_id) not in wanted and not row.recused_at]
    untouched = [row for row in dropped if row.state == Assignment.State.TODO]
    offered = set(candidates(period).all_pairs())
    begun = [row for row in dropped if row not in untouched and (row.judge_id, row.proposal_id) in offered]
    if begun:
        raise NotReady([f"{row.judge.name} sudah mulai menilai {row.proposal.number}." for row in begun])
    if untouched:
        Assignment.objects.filter(pk__in=[row.pk for row in untouched]).delete()
        removed = sorted([row.judge_id, row.proposal_id] for row in untouched)
        record("round.unassign", round_, by=by, pairs=removed)
    return assign(period, by=by, pairs=wanted)


def lock_for_assigning(period: Period) -> None:
    locked = Period.objects.select_for_update().get(pk=period.pk)
    if locked.status not in (Period.Status.VERIFICATION, Period.Status.JUDGING):
        raise TransitionNotAllowed("Juri hanya dapat ditugaskan selama verifikasi dan penilaian.")


def _refuse(pairs: set[Pair], known: Candidates) -> None:
    judges = {judge.pk: judge for judge in known.judges}
    proposals = {proposal.pk: proposal for proposal in known.proposals}
    reasons = [
        f"{judges[judge].name} tidak dapat menilai {proposals[proposal].number}: "
        f"{REFUSAL_SENTENCES[known.refused[judge, proposal]].lower()}."
        for judge, proposal in sorted(pairs & known.refused.keys())
    ]
    if any(judge not in judges or proposal not in proposals for judge, proposal in pairs):
        reasons.append("Hanya anggota Tim Penilai dan proposal yang lolos verifikasi dapat dipasangkan.")
    if reasons:
        raise NotReady(reasons)


def _in_reading_order(period: Period, round_: Round, pairs: set[Pair]) -> list[tuple[int, int, int]]:
    """Return (judge, proposal, order): new tasks follow those a judge already has."""
    new, standing, last = defaultdict(list), defaultdict(list), defaultdict(int)
    for judge, proposal in pairs:
        new[judge].append(proposal)
    rows = Assignment.objects.of(round_).order_by("judge", "order").values_list("judge", "proposal", "order")
    for judge, proposal, order in rows:
        standing[judge].append(proposal)
        last[judge] = order
    orders = reading_orders(new, standing, seed=f"{period.year}/{round_.code}")
    return [
        (judge, proposal, order) for judge, own in orders.items() for order, proposal in enumerate(own, last[judge] + 1)
    ]


def _tell(round_: Round, rows: Iterable[Assignment]) -> None:
    notices.assigned(round_, Counter(row.judge for row in rows))
