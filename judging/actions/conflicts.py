"""Conflicts of interest and postings of the panel: whoever is tied to an entry steps aside from it at once."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from competitions.models import Period, TransitionNotAllowed
from judging.actions.assigning import candidates
from judging.actions.sheets import recuse
from judging.models import Assignment, Posting
from judging.namesakes import Namesake, Person, namesakes
from judging.querysets import PUBLIC
from judging.wording import REFUSAL_SENTENCES
from kipp.accounts.models import Agency, User
from kipp.audit.chain import record
from proposals.actions import declare_conflict, lift_conflict
from proposals.models import Conflict, Proposal

ASSIGNED_WHILE = (Period.Status.VERIFICATION, Period.Status.JUDGING)
OVER = "Benturan kepentingan hanya dapat dinyatakan sebelum hasil diumumkan."
NOT_THE_SAME = "Bukan orang yang sama."


@transaction.atomic
def declare(
    period: Period, *, person: User, by: User, proposals: Iterable[Proposal], reason: str, origin: str
) -> list[Conflict]:
    """Let conflicts of this person with these entries stand; a judge leaves their sheets."""
    # Assigning and closing hold the period too: nobody is given meanwhile what they are just leaving.
    locked = Period.objects.select_for_update().get(pk=period.pk)
    if locked.status in PUBLIC:
        raise TransitionNotAllowed(OVER)
    conflicts = [
        declare_conflict(proposal, person=person, by=by, origin=origin, reason=reason) for proposal in proposals
    ]
    _step_aside(locked, person, by=by, reason=reason)
    return conflicts


def possible_namesakes(period: Period) -> list[Namesake]:
    """Return which members may be whom an entry names, without those the office has answered."""
    judges = [seat.judge for seat in period.panel_members.sitting().named()]
    people = [Person(judge.pk, judge.name, judge.nip) for judge in judges]
    known = Conflict.objects.filter(proposal__period=period, person__in=judges)
    answered = set(known.values_list("person", "proposal"))
    entries = Proposal.objects.filter(period=period, innovation__initiators__isnull=False).filling_a_place()
    named = entries.values_list("pk", "innovation__initiators__name", "innovation__initiators__nip")
    found = namesakes(people, [Person(*row) for row in named.order_by("number", "pk", "innovation__initiators")])
    return [match for match in found if (match.judge, match.proposal) not in answered]


@transaction.atomic
def dismiss_namesake(proposal: Proposal, *, judge: User, by: User) -> None:
    """Keep that a member is not whom the entry names, so that nobody is asked again."""
    named = Conflict.Origin.NAMED
    conflict = declare_conflict(proposal, person=judge, by=by, origin=named, reason="Nama yang sama.")
    lift_conflict(conflict, by=by, reason=NOT_THE_SAME)


@transaction.atomic
def add_posting(judge: User, *, by: User, agency: Agency, since: date, until: date | None = None) -> Posting:
    """Keep where a judge was posted; sheets from there are left. The same posting is kept once."""
    posting, is_new = Posting.objects.get_or_create(
        judge=judge, agency=agency, since=since, defaults={"until": until, "by": by}
    )
    if is_new:
        record("posting.add", judge, by=by, agency=agency.code, since=str(since), until=str(until or ""))
        for period in Period.objects.select_for_update().filter(status__in=ASSIGNED_WHILE).order_by("pk"):
            _step_aside(period, judge, by=by, reason="")
    return posting


@transaction.atomic
def remove_posting(posting: Posting, *, by: User) -> None:
    """Take back a posting that was entered by mistake."""
    ended = str(posting.until or "")
    record("posting.remove", posting.judge, by=by, agency=posting.agency.code, since=str(posting.since), until=ended)
    posting.delete()


def _step_aside(period: Period, judge: User, *, by: User, reason: str) -> None:
    """Take a judge off every open sheet that they may not judge any more: as a recusal once judging has begun."""
    if period.status not in ASSIGNED_WHILE:
        return
    refused = candidates(period).refused
    for task in Assignment.objects.filter(round__period=period, judge=judge).outstanding().named().order_by("pk"):
        code = refused.get((judge.pk, task.proposal_id))
        if code is None:
            continue
        if period.status == Period.Status.JUDGING:
            recuse(task, by=by, reason=reason or f"{REFUSAL_SENTENCES[code]}.")
        else:
            record("round.unassign", task.round, by=by, pairs=[[task.judge_id, task.proposal_id]])
            task.delete()
