"""Who did what. Rows are only ever added; each carries the hash of the one before it."""

import hashlib
from datetime import UTC

import pgtrigger
from django.db import models

from kipp.canonical import canonical

GENESIS = "0" * 64
FOLLOWS_THE_LAST = """
    IF NEW.seq <> COALESCE((SELECT max(seq) FROM audit_entry), 0) + 1 OR NEW.previous <>
       COALESCE((SELECT digest FROM audit_entry ORDER BY seq DESC LIMIT 1), repeat('0', 64)) THEN
      RAISE EXCEPTION 'a row of the audit trail follows the last one' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
CHAIN_LOCK = 0x4B495050  # pg_advisory_xact_lock key: the chain has one writer at a time


class Entry(models.Model):
    """One act. Knows no other model, so that it outlives whatever it tells about."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    actor = models.CharField(max_length=200)
    verb = models.CharField(max_length=80)
    subject = models.CharField(max_length=120, db_index=True)
    note = models.TextField(blank=True)
    data = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            # Also whoever may insert cannot put a row in between, nor one that does not follow the last.
            pgtrigger.Trigger(
                name="follows_the_last",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=FOLLOWS_THE_LAST,
            ),
            pgtrigger.Trigger(
                name="no_truncate",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func="RAISE EXCEPTION 'the audit trail is append-only';",
            ),
        ]

    def __str__(self):
        return f"{self.seq} {self.verb} {self.subject}"

    def expected_digest(self) -> str:
        """SHA-256 over the previous hash and this row's content as canonical JSON, in hex."""
        content = {
            "seq": self.seq,
            "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "actor_id": self.actor_id,
            "actor": self.actor,
            "verb": self.verb,
            "subject": self.subject,
            "note": self.note,
            "data": self.data,
        }
        return hashlib.sha256(self.previous.encode() + canonical(content)).hexdigest()
