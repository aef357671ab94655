"""Move the closing of registration, and close."""

from datetime import date, datetime

from django.db import transaction

from competitions.actions.setting_up import NotReady
from competitions.models import ClosingChange, Period, TransitionNotAllowed
from competitions.schedule import closing_instant
from kipp.accounts.models import User
from kipp.audit.chain import record
from kipp.clock import database_now
from kipp.jobs.queue import enqueue


@transaction.atomic
def move_closing(
    period: Period, *, by: User, closes_on: date, reason: str, closes_at: datetime | None = None
) -> ClosingChange:
    """Move the closing of registration for everyone; a job recomputes every verdict.

    `closes_at` defaults to the end of that date in Tegal.
    """
    locked = Period.objects.select_for_update().get(pk=period.pk)
    opens_at, old_closes_at = locked.registration_opens_at, locked.registration_closes_at
    if locked.status != Period.Status.REGISTRATION or not (opens_at and old_closes_at):
        raise TransitionNotAllowed("Penutupan hanya dapat digeser selama pendaftaran dibuka.")
    closes_at = closes_at or closing_instant(closes_on)
    if closes_at <= max(opens_at, database_now()):
        raise NotReady(["Penutupan harus setelah pembukaan dan setelah saat ini."])
    change = ClosingChange.objects.create(
        period=locked,
        old_closes_on=locked.reference_date,
        old_closes_at=old_closes_at,
        new_closes_on=closes_on,
        new_closes_at=closes_at,
        reason=reason,
        by=by,
    )
    locked.registration_closes_on, locked.registration_closes_at = closes_on, closes_at
    for later in ("verification_closes_on", "judging_closes_on", "announced_on"):
        # A later stage never ends before registration does.
        if (day := getattr(locked, later)) and day < closes_on:
            setattr(locked, later, closes_on)
    locked.save(
        update_fields=[
            "registration_closes_on",
            "registration_closes_at",
            "verification_closes_on",
            "judging_closes_on",
            "announced_on",
        ]
    )
    record(
        "period.move_closing",
        locked,
        by=by,
        note=reason,
        old=change.old_closes_at.isoformat(),
        new=closes_at.isoformat(),
    )
    enqueue("competitions.closing_moved", key=f"closing_moved:{change.pk}", change_id=change.pk)
    period.refresh_from_db()
    return change


@transaction.atomic
def close_registration(period: Period) -> None:
    """Close at the appointed time and ask for the final check of every entry."""
    period.close_registration()
    enqueue(
        "competitions.registration_closed",
        key=f"registration_closed:{period.pk}",
        period_id=period.pk,
    )
