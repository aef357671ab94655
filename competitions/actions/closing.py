"""Move the closing of registration, close, and give one agency more time."""

from datetime import date, datetime

from django.db import transaction

from competitions import notices
from competitions.actions.amending import ask_to_tell, write_amendments
from competitions.actions.setting_up import NotReady, hold
from competitions.models import AgencyExtension, ClosingChange, Period, TransitionNotAllowed
from competitions.models.changes import CLOSINGS
from competitions.schedule import closing_instant
from kipp.accounts.models import Agency, User
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
    locked = hold(period)
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
    pushed = write_amendments(locked, by=by, changes=_pushed(locked, closes_on), reason=reason)
    locked.registration_closes_on, locked.registration_closes_at = closes_on, closes_at
    locked.save(update_fields=["registration_closes_on", "registration_closes_at"])
    record(
        "period.move_closing",
        locked,
        by=by,
        note=reason,
        old=change.old_closes_at.isoformat(),
        new=closes_at.isoformat(),
    )
    enqueue("competitions.closing_moved", key=f"closing_moved:{change.pk}", change_id=change.pk)
    ask_to_tell([change, *pushed])
    period.refresh_from_db()
    return change


def _pushed(period: Period, closes_on: date) -> dict[str, date | None]:
    """Return the later days that change with the closing: no later stage ends, or begins, before registration ends."""
    pushed: dict[str, date | None] = {
        what: closes_on for what in CLOSINGS if (day := getattr(period, what)) and day < closes_on
    }
    ends = {
        "verification_opens_on": closes_on,
        "judging_opens_on": max(period.verification_closes_on or closes_on, closes_on),
    }
    return pushed | {what: None for what, end in ends.items() if (day := getattr(period, what)) and day <= end}


@transaction.atomic
def close_registration(period: Period) -> None:
    """Close at the appointed time and ask for the final check of every entry."""
    period.close_registration()
    enqueue(
        "competitions.registration_closed",
        key=f"registration_closed:{period.pk}",
        period_id=period.pk,
    )


@transaction.atomic
def extend_for(period: Period, *, by: User, agency: Agency, until: datetime, reason: str) -> AgencyExtension:
    """Give one agency more time than the others. The date that eligibility counts from does not move."""
    locked = Period.objects.select_for_update().get(pk=period.pk)
    closes_at = locked.registration_closes_at
    if locked.status not in (Period.Status.REGISTRATION, Period.Status.VERIFICATION) or closes_at is None:
        raise TransitionNotAllowed("Perpanjangan hanya dapat diberikan selama pendaftaran dan verifikasi.")
    given = locked.extensions.filter(agency=agency).order_by("-until").values_list("until", flat=True).first()
    if until <= max(closes_at, given or closes_at, database_now()):
        raise NotReady(["Perpanjangan harus setelah penutupan yang berlaku untuk instansi itu dan setelah saat ini."])
    extension = locked.extensions.create(agency=agency, until=until, reason=reason, by=by)
    record("period.extend_for", locked, by=by, note=reason, agency=agency.code, until=until.isoformat())
    notices.extended(extension)
    return extension


def end_extensions() -> None:
    """Ask for the final check of entries of agencies whose extra time is over; asked twice it is one job."""
    for extension in AgencyExtension.objects.over().order_by("pk"):
        enqueue(
            "competitions.registration_closed",
            key=f"extension_over:{extension.pk}",
            period_id=extension.period_id,
        )
