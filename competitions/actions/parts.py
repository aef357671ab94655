"""The rows of a draft period that its organisers choose: categories, groups, rounds and their criteria, sections,
kinds of attachment.
"""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.text import slugify

from competitions.actions.copying import fill_rubric, rubric
from competitions.actions.setting_up import NotReady, hold_draft
from competitions.models import AttachmentKind, Category, Criterion, EntryGroup, Period, Round, Section
from competitions.ties import CRITERION
from kipp.accounts.models import User
from kipp.audit.chain import record

Part = Category | EntryGroup | Round | Criterion | Section | AttachmentKind
CODE_LENGTH = 36  # a number may come behind it; the narrowest column takes 40


@transaction.atomic
def save_part(part: Part, *, by: User) -> None:
    """Save a changed row, or add a new one behind the others under a code made of its name.

    A new round begins with the criteria and the tie chain of its kind.
    """
    hold_draft(part.period.pk)
    criteria: list[dict[str, Any]] = []
    if part.pk is None:
        siblings = _siblings(part)
        part.order = max(siblings.values_list("order", flat=True), default=-1) + 1
        part.code = _free_code(str(part), set(siblings.values_list("code", flat=True)))
        if isinstance(part, Round):
            part.tie_breaks, criteria = rubric(part.kind)
    part.save()
    if isinstance(part, Round):
        fill_rubric(part, criteria)
    record("period.save_part", part.period, by=by, part=type(part).__name__, code=part.code)


@transaction.atomic
def remove_part(part: Part, *, by: User) -> None:
    """Take a row out. What a section, a kind of attachment or a tie chain names stays."""
    hold_draft(part.period.pk)
    if reasons := _reasons_to_keep(part):
        raise NotReady(reasons)
    record("period.remove_part", part.period, by=by, part=type(part).__name__, code=part.code)
    part.delete()


@transaction.atomic
def move_part(part: Part, *, by: User, up: bool) -> None:
    """Let a row change places with the one before or after it; at the end of the list nothing happens."""
    hold_draft(part.period.pk)
    rows = list(_siblings(part).order_by("order", "pk"))
    place = rows.index(part)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return
    rows[place], rows[other] = rows[other], rows[place]
    for order, row in enumerate(rows):
        row.order = order
    type(part)._default_manager.bulk_update(rows, ["order"])  # noqa: SLF001
    record("period.move_part", part.period, by=by, part=type(part).__name__, code=part.code, place=other + 1)


def _siblings(part: Part) -> QuerySet[Any]:
    """Return the rows that a row stands among."""
    owner = {"round": part.round} if isinstance(part, Criterion) else {"period": part.period}
    return type(part)._default_manager.filter(**owner)  # noqa: SLF001 (Django's public API)


def _reasons_to_keep(part: Part) -> list[str]:
    match part:
        case EntryGroup():
            return _still_used("Kelompok ini", _named_by(part))
        case Round():
            return _still_used("Kriteria tahap ini", _proven_by(part.period, part.criteria.all()))
        case Criterion():
            reasons = _still_used("Kriteria ini", _proven_by(part.period, part.round.criteria.filter(pk=part.pk)))
            if f"{CRITERION}{part.code}" in part.round.tie_breaks:
                reasons.append(f"Aturan nilai sama tahap {part.round} memakai kriteria ini. Ubah dahulu aturan itu.")
            return reasons
        case _:
            return []


def _still_used(what: str, users: list[str]) -> list[str]:
    return [f"{what} masih dipakai oleh {', '.join(users)}. Ubah dahulu bagian itu."] if users else []


def _proven_by(period: Period, criteria: QuerySet[Criterion]) -> list[str]:
    """Return the sections that say they give evidence for one of these criteria, and for no other of its code."""
    others = Criterion.objects.of_desk(period).exclude(pk__in=criteria)
    codes = set(criteria.values_list("code", flat=True)) - set(others.values_list("code", flat=True))
    sections = period.sections.filter(criteria__overlap=sorted(codes)).order_by("order", "pk")
    return [str(section) for section in sections]


def _named_by(group: EntryGroup) -> list[str]:
    sections = group.period.sections.filter(groups__contains=[group.code]).order_by("order", "pk")
    kinds = group.period.attachment_kinds.filter(groups__contains=[group.code]).order_by("order", "pk")
    return [str(part) for part in (*sections, *kinds)]


def _free_code(name: str, taken: set[str]) -> str:
    stem = slugify(name)[:CODE_LENGTH] or "baris"
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(code for code in (stem, *numbered) if code not in taken)
