"""Write to the audit chain and check it."""

import json

from django.db import connection, transaction

from kipp.audit.models import CHAIN_LOCK, GENESIS, Entry
from kipp.clock import database_now


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


def first_fault() -> str | None:
    """Return a sentence naming the first row that breaks the chain, or None when it is whole."""
    expected_seq, previous = 1, GENESIS
    for entry in Entry.objects.order_by("seq").iterator():
        if entry.seq != expected_seq:
            return f"Baris {expected_seq} hilang."
        if entry.previous != previous:
            return f"Baris {entry.seq} tidak menyambung ke baris sebelumnya."
        if entry.digest != entry.expected_digest():
            return f"Isi baris {entry.seq} tidak sesuai dengan sidik digitalnya."
        expected_seq, previous = entry.seq + 1, entry.digest
    return None


def head() -> tuple[int, str]:
    """Return number and hash of the last row: what is printed outside as the anchor."""
    last = Entry.objects.order_by("-seq").first()
    return (last.seq, last.digest) if last else (0, GENESIS)
