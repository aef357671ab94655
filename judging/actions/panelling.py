"""Compose the Tim Penilai of a period: by which decree it sits, who is on it and who is in the chair."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models.functions import Now

from competitions.models import Period, TransitionNotAllowed
from judging import notices
from judging.assignment import CONFLICT_YEARS
from judging.models import Assignment, Panel, PanelMember
from judging.querysets import CLOSED
from kipp.accounts.models import User
from kipp.audit.chain import record

STANDS = "Tim Penilai hanya dapat diubah sebelum penilaian ditutup."
BUSY = (
    "{name} masih memiliki {waiting} lembar yang belum terkirim. Lepaskan penugasannya atau catat berhalangan terlebih "
    "dahulu."
)
LEFT_ALREADY = "Anggota ini sudah dikeluarkan dari Tim Penilai."


@transaction.atomic
def set_decree(period: Period, *, by: User, number: str, on: date, years: int = CONFLICT_YEARS) -> Panel:
    """Say by which decree the panel sits, and for how many years a posting ties."""
    _hold(period)
    terms = {"decree_number": number, "decree_on": on, "conflict_years": years}
    panel, _ = Panel.objects.update_or_create(period=period, defaults=terms)
    record("panel.set_decree", panel, by=by, number=number, on=str(on), conflict_years=years)
    return panel


@transaction.atomic
def appoint(period: Period, *, by: User, judges: Iterable[User]) -> list[PanelMember]:
    """Give a seat to every one of these judges who has none, and tell them. Return the new seats."""
    _hold(period)
    sitting = set(period.panel_members.sitting().values_list("judge", flat=True))
    seats = [
        PanelMember.objects.create(period=period, judge=judge, appointed_by=by)
        for judge in judges
        if judge.pk not in sitting
    ]
    if seats:
        record("panel.appoint", period, by=by, judges=[seat.judge_id for seat in seats])
        notices.appointed(period, [seat.judge for seat in seats])
    return seats


@transaction.atomic
def set_chair(member: PanelMember, *, by: User) -> None:
    """Put this member in the chair; who sat there before stays as a member."""
    _hold(member.period)
    sitting = member.period.panel_members.sitting()
    sitting.filter(seat=PanelMember.Seat.CHAIR).exclude(pk=member.pk).update(seat=PanelMember.Seat.MEMBER)
    if not sitting.filter(pk=member.pk).update(seat=PanelMember.Seat.CHAIR):
        raise TransitionNotAllowed(LEFT_ALREADY)
    record("panel.set_chair", member, by=by, judge=member.judge_id)
    member.refresh_from_db(fields=["seat"])


@transaction.atomic
def remove_member(member: PanelMember, *, by: User) -> None:
    """Take the seat of a judge who has no open sheets: what was begun is handed in or recused first."""
    _hold(member.period)
    waiting = Assignment.objects.filter(round__period=member.period_id, judge=member.judge_id).outstanding().count()
    if waiting:
        raise TransitionNotAllowed(BUSY.format(name=member.judge.name, waiting=waiting))
    if not PanelMember.objects.sitting().filter(pk=member.pk).update(removed_at=Now(), removed_by=by):
        raise TransitionNotAllowed(LEFT_ALREADY)
    record("panel.remove_member", member, by=by, judge=member.judge_id)
    member.refresh_from_db(fields=["removed_at", "removed_by"])


def _hold(period: Period) -> None:
    """Assigning holds the period too: nobody is assigned while the panel changes."""
    locked = Period.objects.select_for_update().get(pk=period.pk)
    if locked.status in CLOSED:
        raise TransitionNotAllowed(STANDS)
