"""Field verification: who visits an entry, what is looked at there, and what was found."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max

from competitions.models import TransitionNotAllowed
from judging import notices
from judging.actions.assigning import NotReady, candidates
from judging.claims import Outcome
from judging.models import Finding, IntegrityPact, Visit, VisitClaim, VisitPhoto
from judging.querysets import locked_for_marks
from judging.wording import REFUSAL_SENTENCES
from kipp.accounts.models import User
from kipp.audit.chain import record
from kipp.documents.stored import stored_photo
from proposals.actions import require_free
from proposals.models import EVIDENCE_MAX_BYTES, Proposal

PHOTO_MAX_BYTES = EVIDENCE_MAX_BYTES
OVER = "Tahap ini tidak sedang dinilai."
SIGNED = "Daftar periksa ini sudah ditandatangani."
BEGUN = "Butir hanya dapat ditambahkan sebelum kunjungan dimulai."
NOT_THEIRS = "Daftar periksa hanya diisi oleh dua petugas kunjungan ini."
NO_PACT = "Pakta integritas periode ini harus ditandatangani terlebih dahulu."


@dataclass(frozen=True)
class Found:
    """What was found of a claim."""

    outcome: Outcome
    note: str = ""


class FindingConflict(Exception):
    """Somebody else has saved since the claim was opened; carries what is stored now."""

    def __init__(self, stored: Finding | None) -> None:
        super().__init__("Butir ini sudah diisi petugas lain.")
        self.stored = stored


@transaction.atomic
def plan_visit(visit: Visit, *, by: User, judge: User, officer: User, visit_on: date) -> None:
    """Say who visits and when, as long as nobody has signed; tell both, and the agency the day."""
    locked = held(visit)
    require_free(locked.proposal, by=by)
    require_unsigned(locked)
    if reasons := _reasons_against(locked, judge, officer):
        raise NotReady(reasons)
    planned = {"judge": judge, "officer": officer, "visit_on": visit_on}
    if all(getattr(locked, name) == value for name, value in planned.items()):
        return
    told = visit_on != locked.visit_on
    Visit.objects.filter(pk=locked.pk).update(**planned)
    record("visit.plan", locked, by=by, judge=judge.pk, officer=officer.pk, visit_on=visit_on.isoformat())
    visit.refresh_from_db(fields=list(planned))
    notices.visit_planned(visit, tell_agency=told)


@transaction.atomic
def add_claim(visit: Visit, *, by: User, title: str, statement: str, is_decisive: bool = False) -> VisitClaim:
    """Put something of the organisers' own on the list, before the visit begins."""
    locked = held(visit)
    require_free(locked.proposal, by=by)
    require_unsigned(locked)
    if Finding.objects.filter(claim__visit=locked).exists():
        raise TransitionNotAllowed(BEGUN)
    last = locked.claims.aggregate(last=Max("order", default=0))["last"]
    claim: VisitClaim = locked.claims.create(
        order=last + 1,
        code=f"tambahan-{last + 1}",
        title=title,
        statement=statement,
        is_decisive=is_decisive,
        added_by=by,
    )
    record("visit.add_claim", locked, by=by, claim=claim.code)
    return claim


@transaction.atomic
def save_finding(claim: VisitClaim, *, by: User, revision: int, found: Found) -> Finding:
    """Write down what was found, on top of the revision that was read (0: of nothing).

    A save on top of another's is refused, unless it says the same: a second click is no conflict.
    """
    locked = _held_for_filling(claim, by=by)
    stored = claim.findings.order_by("-revision").first()
    if stored and Found(Outcome(stored.outcome), stored.note) == found:
        return stored
    if (stored.revision if stored else 0) != revision:
        raise FindingConflict(stored)
    finding: Finding = claim.findings.create(revision=revision + 1, outcome=found.outcome, note=found.note, by=by)
    record("visit.find", locked, by=by, claim=claim.code, revision=finding.revision, outcome=found.outcome.value)
    return finding


def add_photo(claim: VisitClaim, *, by: User, name: str, data: bytes) -> VisitPhoto:
    """Check, redraw and store a picture. Raises `uploads.Refused`. The same picture is kept once."""
    file, camera_at = stored_photo(data, name=name, max_bytes=PHOTO_MAX_BYTES)
    with transaction.atomic():
        locked = _held_for_filling(claim, by=by)
        if kept := claim.photos.filter(sha256=file["sha256"]).first():
            return kept
        photo: VisitPhoto = claim.photos.create(**file, camera_at=camera_at, uploaded_by=by)
        record("visit.add_photo", locked, by=by, claim=claim.code, sha256=photo.sha256)
    return photo


@transaction.atomic
def remove_photo(photo: VisitPhoto, *, by: User) -> None:
    """Take a picture out of the list while nobody has signed."""
    locked = _held_for_filling(photo.claim, by=by)
    record("visit.remove_photo", locked, by=by, claim=photo.claim.code, sha256=photo.sha256)
    photo.delete()


def held(visit: Visit) -> Visit:
    """Hold the round (shared) and the visit: closing waits for us, a twin too."""
    if not locked_for_marks(visit.round.period_id, visit.round_id):
        raise TransitionNotAllowed(OVER)
    locked: Visit = Visit.objects.select_for_update(no_key=True, of=["self"]).named().get(pk=visit.pk)
    if locked.proposal.status != Proposal.Status.VERIFIED:
        raise TransitionNotAllowed("Kelayakan proposal ini sudah dibatalkan.")
    return locked


def require_unsigned(visit: Visit) -> None:
    if visit.signatures.standing().exists():
        raise TransitionNotAllowed(SIGNED)


def require_visitor(visit: Visit, *, by: User) -> None:
    """Refuse everybody but the two, a judge without a pact, and who has a conflict of interest with the entry."""
    if visit.side_of(by) is None:
        raise TransitionNotAllowed(NOT_THEIRS)
    if by.pk == visit.judge_id and not IntegrityPact.objects.filter(period=visit.round.period_id, judge=by).exists():
        raise TransitionNotAllowed(NO_PACT)
    require_free(visit.proposal, by=by)


def _held_for_filling(claim: VisitClaim, *, by: User) -> Visit:
    locked = held(claim.visit)
    require_visitor(locked, by=by)
    require_unsigned(locked)
    return locked


def _reasons_against(visit: Visit, judge: User, officer: User) -> list[str]:
    """Return why these two may not visit this entry, as sentences."""
    known, entry = candidates(visit.round.period), visit.proposal
    reasons = []
    if judge not in known.judges:
        reasons.append(f"{judge.name} bukan anggota Tim Penilai.")
    if refused := known.refused.get((judge.pk, entry.pk)):
        reasons.append(f"{judge.name} tidak dapat mengunjungi {entry.number}: {REFUSAL_SENTENCES[refused].lower()}.")
    if officer not in User.objects.organisers():
        reasons.append(f"{officer.name} bukan penyelenggara.")
    if entry.conflicts.standing().filter(person=officer).exists():
        reasons.append(f"{officer.name} memiliki benturan kepentingan dengan {entry.number}.")
    return reasons
