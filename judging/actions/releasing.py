"""Let the agencies read what the judges wrote about their entries."""

from django.db import transaction

from competitions.models import Period, Round, TransitionNotAllowed
from judging import notices
from judging.models import SheetRelease, is_over
from kipp.accounts.models import User
from kipp.audit.chain import record


@transaction.atomic
def release_sheets(round_: Round, *, by: User) -> None:
    """Open marks and reasons of a round to each entry's agency, for good, and tell it."""
    Period.objects.select_for_update().get(pk=round_.period_id)
    # As it stands now that the period is held, not as the page has read it.
    round_ = Round.objects.select_related("period").get(pk=round_.pk)
    if not is_over(round_):
        raise TransitionNotAllowed("Lembar nilai baru dapat dibagikan setelah tahap ini selesai.")
    _, is_new = SheetRelease.objects.get_or_create(round=round_, defaults={"by": by})
    if not is_new:
        raise TransitionNotAllowed("Lembar nilai tahap ini sudah dibagikan.")
    record("round.release_sheets", round_, by=by)
    notices.sheets_released(round_, round_.rankings.latest("revision").results.named().in_order())
