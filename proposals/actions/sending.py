"""Send a proposal, and send it again after repair."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from competitions.models import Period, TransitionNotAllowed
from kipp.accounts.models import Agency, User
from kipp.canonical import digest
from kipp.clock import database_now
from kipp.documents.actions import issue
from kipp.documents.models import Document, FileScan, NumberSeries
from proposals import notices
from proposals.actions.pending import cancel_pending
from proposals.completeness import Gap
from proposals.eligibility import Verdict
from proposals.models import EligibilityVerdict, Proposal, RegistrationClosed, SentVersion, verdict_left_of
from proposals.wording import quota_sentence


class NotEligible(Exception):
    """The rule is against this entry; the verdict says why."""

    def __init__(self, verdict: Verdict):
        super().__init__(", ".join(verdict.reasons))
        self.verdict = verdict


class Incomplete(Exception):
    """Something is missing; the gaps say what."""

    def __init__(self, gaps: Sequence[Gap]):
        super().__init__(", ".join(f"{gap.code} {gap.where}" for gap in gaps))
        self.gaps = gaps


class QuotaReached(Exception):
    """The agency has sent as many proposals as the period allows."""


@transaction.atomic
def submit(proposal: Proposal, *, by: User) -> SentVersion:
    """Send a draft. The database's clock decides, under a lock that closing has to wait for."""
    if not Period.objects.accepts_entries(proposal.period_id, agency_id=proposal.agency_id):
        raise RegistrationClosed("Pendaftaran sudah ditutup.")
    locked = locked_for(proposal, "submit")
    verdict = require_sendable(locked)
    require_quota(locked)
    year = locked.period.year
    number = f"KIPP-{year}-{NumberSeries.take('proposal', year):04}"
    sent = send(locked, "submit", by=by, verdict=verdict, number=number, submitted_by=by, submitted_at=database_now())
    proposal.refresh_from_db()
    return sent


@transaction.atomic
def resubmit(proposal: Proposal, *, by: User) -> SentVersion:
    """Send a repaired proposal again, until the day it was due. Number and time of the first sending stay."""
    locked = locked_for(proposal, "resubmit")
    cancel_pending(locked, by=by, reason="Proposal dikirim ulang oleh instansi.")
    sent = send(locked, "resubmit", by=by, verdict=require_sendable(locked))
    proposal.refresh_from_db()
    return sent


@transaction.atomic
def ask_for_complete_file(sent: SentVersion, *, by: User) -> Document:
    """Have the text and every file made into one PDF; asked again, it is the same one.

    Not while one of them is withheld: what others may not have must not reach them inside of it.
    """
    hashes = [line["sha256"] for line in sent.content["attachments"]]
    if FileScan.objects.withheld().filter(pk__in=hashes).exists():
        raise TransitionNotAllowed("Berkas lengkap dapat dibuat setelah semua lampiran dinyatakan aman oleh pemindai.")
    return issue(
        "complete",
        by=by,
        key=f"complete:{sent.pk}",
        subject_id=sent.pk,
        title=f"Berkas lengkap {sent.proposal.number}",
        year=sent.proposal.period.year,
        agency=sent.proposal.agency,
    )


def locked_for(proposal: Proposal, step: str) -> Proposal:
    """Hold the row until commit, or refuse when the step does not lead on from where it stands."""
    # Two queries: one that locks reads the rows beside it, the innovation, as they stood before it had to wait.
    Proposal.objects.select_for_update().only("pk").get(pk=proposal.pk)
    locked = Proposal.objects.with_names().get(pk=proposal.pk)
    if not locked.can(step):
        raise TransitionNotAllowed("Proposal ini sudah berubah. Muat ulang halaman.")
    return locked


def require_sendable(proposal: Proposal) -> Verdict:
    """Return the verdict of an entry that may be sent, as it is computed, or raise what stands against it.

    What two officers excepted does not keep a repair from being sent, as long as nothing else is computed of it.
    """
    if gaps := proposal.gaps():
        raise Incomplete(gaps)
    verdict = proposal.verdict()
    if not (left := verdict_left_of(proposal, verdict)).eligible:
        raise NotEligible(left)
    return verdict


def require_quota(proposal: Proposal) -> None:
    """Refuse when the agency has sent as many as the period allows."""
    quota = proposal.period.quota_per_agency
    if quota is None:
        return
    # Two proposals of one agency wait for each other here, so that neither overlooks the other.
    Agency.objects.select_for_update(no_key=True).get(pk=proposal.agency_id)
    taken = Proposal.objects.filling_a_place().filter(period=proposal.period_id, agency=proposal.agency_id)
    if taken.count() >= quota:
        raise QuotaReached(quota_sentence(quota))


def send(proposal: Proposal, step: str, *, by: User, verdict: Verdict, **changes: Any) -> SentVersion:
    """Take the step with the text as it stands, word for word, and give the agency its receipt."""
    content = proposal.content()
    sha256 = digest(content)
    proposal.take(step, by=by, data={"sha256": sha256}, content_sha256=sha256, **changes)
    sent = proposal.sent_versions.create(
        ordinal=proposal.sent_versions.count() + 1,
        content=content,
        content_sha256=sha256,
        sent_at=changes.get("submitted_at") or database_now(),
        sent_by=by,
    )
    EligibilityVerdict.of(
        proposal,
        verdict,
        cause=EligibilityVerdict.Cause.SUBMITTED,
        closes_on=proposal.period.registration_closes_on,
        sent_version=sent,
    ).save()
    issue(
        "receipt",
        by=by,
        key=f"receipt:{sent.pk}",
        subject_id=sent.pk,
        title=f"Tanda terima {proposal.number}",
        year=proposal.period.year,
        agency=proposal.agency,
    )
    notices.sent(proposal)
    return sent
