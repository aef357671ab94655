"""Take over what sheets tell of earlier editions: read, confirm as a whole, undo as a whole."""

import hashlib
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models.functions import Now

from competitions.models import TransitionNotAllowed
from kipp import sheets
from kipp.accounts.models import Agency, User
from kipp.audit.chain import record
from kipp.clock import today
from kipp.text import ribuan
from kipp.uploads import Refused, clean_name
from proposals import importing
from proposals.importing import PastRow, Reading
from proposals.models import ImportBatch, Innovation, PastEntry
from proposals.titles import folded

NO_TEMPLATE = "Berkas ini bukan templat impor. Unduh templat dari halaman ini, lalu isi"
OLD_TEMPLATE = "Templat ini versi lama. Unduh templat baru dari halaman ini, lalu salin isinya"
CHANGED = "Berkas ini sudah diproses atau datanya berubah. Muat ulang halaman."


@transaction.atomic
def read_sheet(*, by: User, name: str, data: bytes) -> ImportBatch:
    """Read a filled template and keep its cells; nothing is taken over yet. Raises uploads.Refused."""
    found = sheets.read_workbook(data, name=name, wanted=(importing.SHEET, importing.MARK_SHEET))
    version = importing.mark_of(found.get(importing.MARK_SHEET, []))
    if importing.SHEET not in found or not version:
        raise Refused("template", said=NO_TEMPLATE)
    if version != importing.VERSION:
        raise Refused("version", said=OLD_TEMPLATE)
    batch: ImportBatch = ImportBatch.objects.create(
        name=clean_name(name), sha256=hashlib.sha256(data).hexdigest(), rows=found[importing.SHEET], uploaded_by=by
    )
    record("import.read", batch, by=by, sha256=batch.sha256)
    return batch


def reading_of(batch: ImportBatch) -> Reading:
    """Ask the rule about a sheet, as agencies and records stand now."""
    told = PastEntry.objects.values_list("innovation__agency__code", "innovation__title", "year")
    return importing.read(
        batch.rows,
        agencies=Agency.objects.values_list("code", "name"),
        taken={(agency, folded(title), year) for agency, title, year in told},
        last_year=today().year,
    )


def known_titles() -> dict[tuple[str, str], Innovation]:
    """Return every innovation by the code of its agency and its folded title; the oldest where two are alike."""
    rows = Innovation.objects.select_related("agency").order_by("-pk")
    return {(row.agency.code, folded(row.title)): row for row in rows}


def confirm(batch: ImportBatch, *, by: User) -> int:
    """Take over the whole sheet or nothing; return how many entries. Of two clicks one wins."""
    try:
        with transaction.atomic():
            return _confirm(batch, by)
    except IntegrityError as refusal:
        raise TransitionNotAllowed(CHANGED) from refusal


def _confirm(batch: ImportBatch, by: User) -> int:
    waiting = ImportBatch.objects.filter(pk=batch.pk, confirmed_at=None)
    if not waiting.update(confirmed_at=Now(), confirmed_by=by):
        raise TransitionNotAllowed(CHANGED)
    reading = reading_of(batch)
    if reading.faults:
        raise TransitionNotAllowed(
            f"Berkas ini memuat {ribuan(len(reading.faults))} galat. Perbaiki, lalu unggah lagi."
        )
    innovations = known_titles()
    agencies = {agency.code: agency for agency in Agency.objects.all()}
    for row in reading.entries:
        place = (row.agency, folded(row.title))
        is_new = place not in innovations
        if is_new:
            innovations[place] = _register(row, agencies[row.agency], by)
        batch.entries.create(
            innovation=innovations[place], year=row.year, category=row.category, result=row.result, is_new=is_new
        )
    record("import.confirm", batch, by=by, entries=len(reading.entries))
    batch.refresh_from_db()
    return len(reading.entries)


def _register(row: PastRow, agency: Agency, by: User) -> Innovation:
    innovation: Innovation = Innovation.objects.create(
        agency=agency, title=row.title, implemented_on=row.implemented_on, created_by=by
    )
    return innovation


@transaction.atomic
def undo(batch: ImportBatch, *, by: User) -> None:
    """Take the whole batch back, with the innovations it registered, unless one of these has been used since."""
    standing = ImportBatch.objects.filter(pk=batch.pk, confirmed_at__isnull=False, undone_at=None)
    if not standing.update(undone_at=Now(), undone_by=by):
        raise TransitionNotAllowed(CHANGED)
    entries = PastEntry.objects.filter(batch=batch)
    registered = Innovation.objects.filter(
        pk__in=list(entries.filter(is_new=True).values_list("innovation", flat=True))
    )
    # Locked first: whoever begins an entry from one of them waits, and then finds it gone.
    list(registered.order_by("pk").select_for_update())
    entries.delete()
    if used := _used(registered):
        raise TransitionNotAllowed(f'Impor ini tidak dapat dibatalkan karena inovasi "{used}" sudah dipakai.')
    record("import.undo", batch, by=by)
    registered.delete()
    batch.refresh_from_db()


def _used(innovations: models.QuerySet[Innovation]) -> Innovation | None:
    """Return the first innovation that was described since, or that any other row points at."""
    described: Innovation | None = innovations.exclude(summary="", is_digital=False, goals=[]).order_by("pk").first()
    if described:
        return described
    for relation in Innovation._meta.related_objects:  # noqa: SLF001 (_meta is Django's public API)
        kind: Any = relation.related_model
        rows = kind.objects.filter(**{f"{relation.field.name}__in": innovations})
        if row := rows.order_by("pk").first():
            used: Innovation = getattr(row, relation.field.name)
            return used
    return None
