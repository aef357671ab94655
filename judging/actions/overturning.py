"""What was found on the spot takes an entry out of the competition: the desk's own decision, taken once more."""

from collections.abc import Sequence

from django.db import transaction

from competitions.models import Period, TransitionNotAllowed
from judging.actions.visiting import held
from judging.models import Visit
from kipp.accounts.models import User
from kipp.audit.chain import record
from proposals.actions import decide, release, require_free
from proposals.models import Check, Conflict, Proposal

NOT_YET = "Kelayakan hanya dapat dibatalkan setelah daftar periksa ditandatangani kedua petugasnya."
NO_GROUND = "Pilih paling sedikit satu butir yang menentukan kelayakan dan ditemukan tidak sesuai."
ANOTHER = "Anda menandatangani kunjungan ini. Pembatalan harus diputuskan penyelenggara lain."


@transaction.atomic
def overturn(visit: Visit, *, by: User, claims: Sequence[str], reason: str) -> Check:
    """Take back that the entry is eligible, because of these claims by code, and tell its agency why."""
    # Closing holds the period too: a result has left the entry out, or is frozen before it is.
    Period.objects.select_for_update().get(pk=visit.round.period_id)
    locked = held(visit)
    if len(locked.standing) != 2:
        raise TransitionNotAllowed(NOT_YET)
    titles = {ground["code"]: ground["title"] for ground in locked.grounds}
    if not claims or set(claims) - titles.keys():
        raise TransitionNotAllowed(NO_GROUND)
    require_free(locked.proposal, by=by)
    if by.pk == locked.officer_id and another_may(locked.proposal, by=by):
        raise TransitionNotAllowed(ANOTHER)
    named = "; ".join(title for code, title in titles.items() if code in claims)
    check = decide(
        locked.proposal,
        by=by,
        decision=Check.Decision.OVERTURN,
        reasons=[Check.Reason.FALSE_CLAIM],
        note=f"Butir tidak sesuai: {named}. {reason}",
    )
    release(check, by=by)
    record("visit.overturn", locked, by=by, note=reason, claims=sorted(claims), check=check.pk)
    return check


def another_may(proposal: Proposal, *, by: User) -> bool:
    """Tell whether another organiser could decide: one without a conflict of interest with the entry."""
    kept_out = Conflict.objects.standing().filter(proposal=proposal).values("person")
    free: bool = User.objects.organisers().exclude(pk=by.pk).exclude(pk__in=kept_out).exists()
    return free
