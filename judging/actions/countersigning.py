"""The two who visited sign the same checklist, or the second returns it to be corrected."""

from typing import Any

from django.db import transaction
from django.db.models.functions import Now

from competitions.models import TransitionNotAllowed
from judging import notices
from judging.actions.signing import NameDiffers, ReadAnother
from judging.actions.visiting import held, require_visitor
from judging.models import Finding, Visit, VisitClaim, VisitSignature
from judging.pact import fingerprint, same_name
from kipp.accounts.models import User
from kipp.audit.chain import record
from kipp.canonical import canonical
from kipp.documents.actions import issue

INCOMPLETE = "Semua butir harus diisi sebelum ditandatangani."


def contents_of(visit: Visit) -> str:
    """Return everything that is signed, as it stands now, written down in the one way. Needs `named`."""
    proposal, claims = visit.proposal, visit.claims.prefetch_related("photos").order_by("order")
    found = {row.claim_id: row for row in Finding.objects.filter(claim__visit=visit).current().select_related("by")}
    said = {
        "number": proposal.number,
        "title": proposal.innovation.title,
        "agency": proposal.agency.name,
        "round": visit.round.name,
        "visit_on": visit.visit_on.isoformat() if visit.visit_on else "",
        "panel": _person(visit.judge),
        "team": _person(visit.officer),
        "claims": [_claim(claim, found.get(claim.pk)) for claim in claims],
    }
    return canonical(said).decode()


@transaction.atomic
def sign_visit(visit: Visit, *, by: User, typed_name: str, read: str) -> VisitSignature:
    """Sign the contents whose fingerprint is `read`; with the second signature the visit is complete for good."""
    locked = held(visit)
    require_visitor(locked, by=by)
    standing = list(locked.signatures.standing())
    for signature in standing:
        if signature.person_id == by.pk:
            return signature
    if locked.claims.exclude(findings__revision=1).exists():
        raise TransitionNotAllowed(INCOMPLETE)
    contents = contents_of(locked)
    if fingerprint(contents) != read:
        raise ReadAnother
    if not same_name(typed_name, by.name):
        raise NameDiffers
    signed: VisitSignature = locked.signatures.create(
        person=by, side=locked.sides[by.pk], contents=contents, contents_sha256=read, typed_name=typed_name
    )
    record("visit.sign", locked, by=by, side=signed.side, sha256=read)
    if standing:
        _complete(locked, by=by, sha256=read)
    else:
        notices.visit_to_countersign(locked, signed)
    return signed


@transaction.atomic
def return_visit(visit: Visit, *, by: User, reason: str) -> None:
    """Give the checklist back to be corrected: the first signature is void, and stays on record."""
    locked = held(visit)
    require_visitor(locked, by=by)
    standing = list(locked.signatures.standing())
    if len(standing) != 1 or standing[0].person_id == by.pk:
        raise TransitionNotAllowed("Tidak ada tanda tangan petugas lain yang menunggu Anda.")
    VisitSignature.objects.filter(pk=standing[0].pk).update(voided_at=Now(), voided_by=by, voided_reason=reason)
    record("visit.return", locked, by=by, note=reason, signature=standing[0].pk, sha256=standing[0].contents_sha256)
    notices.visit_returned(locked, standing[0].person, reason, by=by)


def _complete(visit: Visit, *, by: User, sha256: str) -> None:
    record("visit.complete", visit, by=by, sha256=sha256)
    issue(
        "ba_lapangan",
        by=by,
        key=f"ba_lapangan:{visit.pk}",
        subject_id=visit.pk,
        title=f"Berita Acara Verifikasi Lapangan {visit.proposal.number}",
        year=visit.round.period.year,
    )


def _person(person: User | None) -> dict[str, str]:
    return {"name": person.name, "nip": person.nip} if person else {}


def _claim(claim: VisitClaim, found: Finding | None) -> dict[str, Any]:
    return {
        "code": claim.code,
        "title": claim.title,
        "statement": claim.statement,
        "is_decisive": claim.is_decisive,
        "outcome": found.outcome if found else "",
        "note": found.note if found else "",
        "by": found.by.name if found else "",
        "photos": [
            {"sha256": photo.sha256, "received_at": photo.uploaded_at.isoformat(), "camera_at": photo.camera_at}
            for photo in sorted(claim.photos.all(), key=lambda photo: photo.pk)
        ],
    }
