"""Write to the audit chain and check it."""

import json
from collections.abc import Mapping
from datetime import timedelta

from django.db import connection, transaction

from kipp.audit.models import CHAIN_LOCK, GENESIS, Entry
from kipp.clock import database_now

# By so much a clock may be set back when it is brought in line with a time server.
CLOCK_STEP = timedelta(seconds=5)


def label(subject) -> str:
    """Return how the chain names a row: "app.model:pk"."""
    return f"{subject._meta.label_lower}:{subject.pk}"  # noqa: SLF001 (_meta is Django's public API)


@transaction.atomic
def record(verb: str, subject, *, by, note: str = "", **data) -> Entry:
    """Append one act in the caller's transaction. `by` is a user, or None for the clock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
    last = Entry.objects.order_by("-seq").only("seq", "digest").first()
    entry = Entry(
        seq=last.seq + 1 if last else 1,
        at=database_now(),
        actor_id=by.pk if by else None,
        actor=str(by) if by else "sistem",
        verb=verb,
        subject=label(subject),
        note=note,
        data=json.loads(json.dumps(data)),  # as it will come back: keys are text, tuples are lists
        previous=last.digest if last else GENESIS,
    )
    entry.digest = entry.expected_digest()
    entry.save(force_insert=True)
    return entry


def first_fault(printed: Mapping[int, str] | None = None) -> str | None:
    """Return a sentence naming the first row that breaks the chain, or None when it is whole.

    `printed` holds what stands on paper or lies with another office, hash by number: only that tells a chain which
    somebody has cut short, made anew or taken from a backup. Source: Crosby and Wallach, USENIX Security 2009.
    """
    known = dict(printed or {})
    last = Entry(seq=0, digest=GENESIS)
    for entry in Entry.objects.order_by("seq").iterator():
        if fault := _fault(entry, after=last):
            return fault
        if known.pop(entry.seq, entry.digest) != entry.digest:
            return f"Baris {entry.seq} bukan baris yang sidiknya tercetak: rantai dibuat ulang."
        last = entry
    if known:
        return f"Baris {min(known)} yang sidiknya tercetak tidak ada: rantai berakhir pada baris {last.seq}."
    return None


def _fault(entry: Entry, *, after: Entry) -> str | None:
    if entry.seq != after.seq + 1:
        return f"Baris {after.seq + 1} hilang."
    if entry.previous != after.digest:
        return f"Baris {entry.seq} tidak menyambung ke baris sebelumnya."
    if entry.digest != entry.expected_digest():
        return f"Isi baris {entry.seq} tidak sesuai dengan sidik digitalnya."
    if after.at and entry.at < after.at - CLOCK_STEP:
        return f"Baris {entry.seq} tercatat pada waktu sebelum baris {after.seq}: jam basis data dimundurkan."
    return None


def head() -> tuple[int, str]:
    """Return number and hash of the last row: what is printed outside as the anchor."""
    last = Entry.objects.order_by("-seq").first()
    return (last.seq, last.digest) if last else (0, GENESIS)
