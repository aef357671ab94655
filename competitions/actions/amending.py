"""Change what may still change of an opened period: with a reason, kept for good, told to everybody it concerns."""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from datetime import date
from itertools import pairwise
from typing import Any

from django.db import transaction

from competitions.actions.setting_up import NotReady, faults_of_schedule, hold
from competitions.models import (
    Amendment,
    AttachmentKind,
    ClosingChange,
    Period,
    Section,
    TransitionNotAllowed,
    What,
    amendable,
)
from competitions.models.changes import CLOSINGS, DAYS, part_of
from kipp.accounts.models import User
from kipp.audit.chain import record
from kipp.clock import today
from kipp.jobs.queue import enqueue


@transaction.atomic
def amend(period: Period, *, by: User, changes: Mapping[str, Any], reason: str) -> list[Amendment]:
    """Change these columns of an opened period; those that would stay as they are are left alone."""
    locked = hold(period)
    new = {what: value for what, value in changes.items() if value != getattr(locked, what)}
    if not new:
        raise NotReady(["Ubah paling sedikit satu hal."])
    _refuse_when_late(locked, new)
    if reasons := _faults_of_days(locked, {what: new[what] for what in DAYS if what in new}):
        raise NotReady(reasons)
    return _done(period, write_amendments(locked, by=by, changes=new, reason=reason))


@transaction.atomic
def amend_guidance(part: Section | AttachmentKind, *, by: User, guidance: str, reason: str) -> list[Amendment]:
    """Say better what is asked for, while all who write can still read it."""
    locked = hold(part.period)
    old = type(part)._default_manager.get(pk=part.pk).guidance  # noqa: SLF001 (Django's public API)
    if guidance == old:
        raise NotReady(["Ubah paling sedikit satu hal."])
    named = part_of(part)
    _refuse_when_late(locked, [named["what"]])
    row = locked.amendments.create(**named, old=old, new=guidance, reason=reason, by=by)
    return _done(part.period, [row])


def write_amendments(locked: Period, *, by: User, changes: Mapping[str, Any], reason: str) -> list[Amendment]:
    """Write one row for each change; the row carries it out. The caller holds the lock and has asked what may be."""
    rows = [
        locked.amendments.create(what=what, old=getattr(locked, what), new=changes[what], reason=reason, by=by)
        for what in _in_safe_order(locked, changes)
    ]
    locked.refresh_from_db()
    return rows


def _done(period: Period, rows: list[Amendment]) -> list[Amendment]:
    (first, *_) = rows
    changes = {row.subject: [row.old_words, row.new_words] for row in rows}
    record("period.amend", first.period, by=first.by, note=first.reason, changes=changes)
    ask_to_tell(rows)
    period.refresh_from_db()
    return rows


def ask_to_tell(rows: Sequence[ClosingChange | Amendment]) -> None:
    """Ask for the letters about one act: they are as many as there are agencies, and the period is held here."""
    first, *_ = rows
    enqueue(
        "competitions.amended",
        key=f"amended:{first.what}:{first.pk}",
        closing_change_ids=[row.pk for row in rows if isinstance(row, ClosingChange)],
        amendment_ids=[row.pk for row in rows if isinstance(row, Amendment)],
    )


def _refuse_when_late(locked: Period, whats: Iterable[str]) -> None:
    if late := [What(what).label for what in whats if what not in amendable(locked)]:
        raise TransitionNotAllowed(f"Pada tahap ini tidak dapat diubah lagi: {', '.join(map(str, late))}.")


def _faults_of_days(locked: Period, new: Mapping[str, Any]) -> list[str]:
    """Return what would be wrong with the days that is not wrong now: a moved closing may have left an overlap."""
    reasons = [
        f"{What(what).label} tidak boleh sebelum hari ini." for what, day in new.items() if day and day < today()
    ]
    wanted = copy(locked)
    for what, day in new.items():
        setattr(wanted, what, day)
    ends = [("Pendaftaran ditutup", wanted.registration_closes_on)]
    ends += [(str(what.label), day) for what in CLOSINGS if (day := getattr(wanted, what))]
    reasons += [
        f"{later} tidak boleh sebelum {earlier}."
        for (earlier, first), (later, second) in pairwise(ends)
        if first and second and second < first
    ]
    known = faults_of_schedule(locked)
    return reasons or [fault for fault in faults_of_schedule(wanted) if fault not in known]


def _in_safe_order(locked: Period, changes: Mapping[str, Any]) -> list[str]:
    """The database holds the days in order after every row: what moves later goes last day first, then the rest."""
    days = [what for what in DAYS if what in changes]
    later = [what for what in days if (day := changes[what]) and day > (getattr(locked, what) or date.min)]
    cleared = [what for what in days if changes[what] is None]
    return [*cleared, *reversed(later), *(what for what in changes if what not in {*later, *cleared})]
