"""The rows of a draft period that its organisers choose: categories, groups, sections, kinds of attachment."""

from django.db import transaction
from django.utils.text import slugify

from competitions.actions.setting_up import NotReady, hold_draft
from competitions.models import AttachmentKind, Category, EntryGroup, Section
from kipp.accounts.models import User
from kipp.audit.chain import record

Part = Category | EntryGroup | Section | AttachmentKind
CODE_LENGTH = 50


@transaction.atomic
def save_part(part: Part, *, by: User) -> None:
    """Save a changed row, or add a new one behind the others under a code made of its name."""
    hold_draft(part.period_id)
    if part.pk is None:
        siblings = type(part)._default_manager.filter(period=part.period_id)  # noqa: SLF001 (Django's public API)
        part.order = max(siblings.values_list("order", flat=True), default=-1) + 1
        part.code = _free_code(str(part), set(siblings.values_list("code", flat=True)))
    part.save()
    record("period.save_part", part.period, by=by, part=type(part).__name__, code=part.code)


@transaction.atomic
def remove_part(part: Part, *, by: User) -> None:
    """Take a row out. A group that a section or a kind of attachment names stays."""
    hold_draft(part.period_id)
    if isinstance(part, EntryGroup) and (users := _named_by(part)):
        raise NotReady([f"Kelompok ini masih dipakai oleh {', '.join(users)}. Ubah dahulu bagian itu."])
    record("period.remove_part", part.period, by=by, part=type(part).__name__, code=part.code)
    part.delete()


@transaction.atomic
def move_part(part: Part, *, by: User, up: bool) -> None:
    """Let a row change places with the one before or after it; at the end of the list nothing happens."""
    hold_draft(part.period_id)
    rows = list(type(part)._default_manager.filter(period=part.period_id).order_by("order", "pk"))  # noqa: SLF001
    place = rows.index(part)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return
    rows[place], rows[other] = rows[other], rows[place]
    for order, row in enumerate(rows):
        row.order = order
    type(part)._default_manager.bulk_update(rows, ["order"])  # noqa: SLF001
    record("period.move_part", part.period, by=by, part=type(part).__name__, code=part.code, place=other + 1)


def _named_by(group: EntryGroup) -> list[str]:
    sections = group.period.sections.filter(groups__contains=[group.code]).order_by("order", "pk")
    kinds = group.period.attachment_kinds.filter(groups__contains=[group.code]).order_by("order", "pk")
    return [str(part) for part in (*sections, *kinds)]


def _free_code(name: str, taken: set[str]) -> str:
    stem = slugify(name)[:CODE_LENGTH] or "baris"
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(code for code in (stem, *numbered) if code not in taken)
