"""Issue documents and make their files; say who the office is and who signs."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.db import transaction

from kipp import uploads
from kipp.accounts.models import Agency, User
from kipp.audit.chain import record
from kipp.clock import today
from kipp.documents.kinds import KINDS
from kipp.documents.models import Document, Letterhead, NumberSeries, Signatory
from kipp.jobs.queue import enqueue, handler


@transaction.atomic
def issue(
    kind: str,
    *,
    by: User | None,
    key: str,
    subject_id: int,
    title: str,
    year: int,
    agency: Agency | None = None,
    is_public: bool = False,
) -> Document:
    """Give the document its number and ask the worker for its file. The same key gives the same document."""
    if existing := _issued(key):
        return existing
    known = KINDS[kind]
    series = NumberSeries.locked(known.series, year)
    # Asked again under the lock: a twin that waited there must not use up a number.
    if existing := _issued(key):
        return existing
    document = Document.objects.create(
        key=key,
        kind=kind,
        number=known.number.format(n=series.give(), year=year),
        title=title,
        subject_id=subject_id,
        dated_on=today(),
        agency=agency,
        is_public=is_public,
        requested_by=by,
    )
    record("document.issue", document, by=by, number=document.number, kind=kind)
    enqueue("document.make", key=f"document:{document.pk}", by=by, document_id=str(document.pk))
    return document


def _issued(key: str) -> Document | None:
    document: Document | None = Document.objects.filter(key=key).first()
    return document


@transaction.atomic
def change_letterhead(*, by: User, emblem: bytes | None = None, **lines: str) -> Letterhead:
    """Take new lines and, if one was uploaded, a new emblem. Papers that exist keep theirs."""
    Letterhead.objects.get_or_create(pk=1)
    letterhead: Letterhead = Letterhead.objects.select_for_update().get(pk=1)
    changes = {}
    for field, new in lines.items():
        if (old := getattr(letterhead, field)) != new:
            changes[field] = [old, new]
            setattr(letterhead, field, new)
    if emblem is not None:
        digests = [hashlib.sha256(bytes(data)).hexdigest() for data in (letterhead.emblem_file, emblem)]
        if digests[0] != digests[1]:
            changes["emblem"] = digests
            letterhead.emblem_file = emblem
    if changes:
        letterhead.save()
        record("letterhead.change", letterhead, by=by, changes=changes)
    return letterhead


@transaction.atomic
def appoint_signatory(*, by: User, position: str, name: str, rank: str = "", nip: str = "") -> Signatory:
    """Put somebody in office in place of the one before, whose row stays."""
    Letterhead.objects.get_or_create(pk=1)
    Letterhead.objects.select_for_update().get(pk=1)  # two appointments wait for each other
    person = {"position": position, "name": name, "rank": rank, "nip": nip}
    current: Signatory | None = Signatory.current()
    if current and all(getattr(current, field) == value for field, value in person.items()):
        return current
    Signatory.objects.filter(is_active=True).update(is_active=False)
    signatory: Signatory = Signatory.objects.create(**person)
    record("signatory.appoint", signatory, by=by, **person)
    return signatory


@handler("document.make", label="Buat dokumen")
def make(*, document_id: str) -> None:
    """Build the file, store it under its hash, and note it on the document, once."""
    document = Document.objects.get(pk=document_id)
    if document.ready_at:
        return
    data = KINDS[document.kind].build(document)
    path, digest = uploads.store(data, Path(settings.MEDIA_ROOT))
    with transaction.atomic():
        if document.attach(path=path, sha256=digest, size=len(data)):
            record("document.ready", document, by=None, sha256=digest)
