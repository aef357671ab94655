"""Conflicts of interest: declared or recorded at any time, lifted by somebody else, and asked before every decision."""

from django.db import transaction
from django.utils import timezone

from competitions.models import TransitionNotAllowed
from kipp.accounts.models import User
from kipp.audit.chain import record
from proposals.models import Conflict, Proposal

KEPT_OUT = "Anda memiliki benturan kepentingan dengan proposal {number}. Langkah ini harus dilakukan petugas lain."


class KeptOut(TransitionNotAllowed):
    """The officer has a conflict of interest with the entry: another one must take the step."""


@transaction.atomic
def declare_conflict(proposal: Proposal, *, person: User, by: User, origin: str, reason: str) -> Conflict:
    """Let a conflict stand from now on; one that stands already is returned as it is."""
    # Whoever decides on the entry holds it too: a decision in flight is over before the conflict stands.
    Proposal.objects.select_for_update(no_key=True, of=["self"]).get(pk=proposal.pk)
    if standing := Conflict.objects.standing().filter(person=person, proposal=proposal).first():
        return standing
    conflict: Conflict = Conflict.objects.create(
        person=person, proposal=proposal, origin=Conflict.Origin(origin), reason=reason, by=by
    )
    record("conflict.declare", proposal, by=by, note=reason, person=person.pk, origin=origin)
    return conflict


@transaction.atomic
def lift_conflict(conflict: Conflict, *, by: User, reason: str) -> None:
    """End a conflict: never one's own, and nobody who has one with the same entry."""
    require_free(conflict.proposal, by=by)
    lifted = {"lifted_at": timezone.now(), "lifted_by": by, "lifted_reason": reason}
    if not Conflict.objects.standing().filter(pk=conflict.pk).update(**lifted):
        raise TransitionNotAllowed("Benturan kepentingan ini sudah dicabut.")
    record("conflict.lift", conflict.proposal, by=by, note=reason, person=conflict.person_id)
    conflict.refresh_from_db(fields=list(lifted))


def require_free(*proposals: Proposal, by: User) -> None:
    """Refuse a step about these entries to an officer who has a conflict of interest with one of them."""
    standing = Conflict.objects.standing().filter(person=by, proposal__in=proposals)
    if found := standing.select_related("proposal").order_by("pk").first():
        raise KeptOut(KEPT_OUT.format(number=found.proposal.number))
