"""Write the text and put files beside it, until the proposal is sent."""

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from competitions.models import AttachmentKind, Section, TransitionNotAllowed
from kipp.accounts.models import User
from kipp.audit.chain import record
from kipp.documents.stored import stored_upload
from proposals.models import ENTRY_PART, Answer, AnswerRevision, Attachment, Proposal
from proposals.revisions import continues
from proposals.taking_over import Fit, lines_of


class VersionConflict(Exception):
    """Somebody saved this section in the meantime: both texts are kept."""

    def __init__(self, *, stored: Answer, typed: str, by: User):
        where = "di tab lain" if stored.updated_by == by else f"oleh {stored.updated_by.name}"
        super().__init__(f"Bagian ini sudah diubah {where}.")
        self.stored = stored
        self.typed = typed


@transaction.atomic
def save_answer(
    proposal: Proposal, *, by: User, section: Section, text: str, version: int, is_done: bool = False
) -> Answer:
    """Save a section on top of the version that was read; 0 stands for "nothing yet".

    Not in the audit chain: a draft is saved every few seconds, and what counts is what is sent.
    """
    answer = _stored(proposal, by=by, section=section, text=text, version=version, is_done=is_done)
    last = _last_kept(answer)
    if last and not last.origin and continues(last.state, by=by.pk, at=answer.updated_at, text=text):
        AnswerRevision.objects.filter(pk=last.pk).update(text=text, saved_at=answer.updated_at)
    else:
        _begin_revision(answer, last, by=by)
    return answer


@transaction.atomic
def restore(revision: AnswerRevision, *, by: User, version: int) -> Answer:
    """Save an earlier text on top of the version that was read. What it takes the place of stays in the history."""
    answer = revision.answer
    stored = _stored(answer.proposal, by=by, section=answer.section, text=revision.text, version=version, is_done=False)
    _begin_revision(stored, _last_kept(stored), by=by)
    return stored


@transaction.atomic
def take_over(proposal: Proposal, *, by: User, earlier: Proposal) -> int:
    """Copy the texts of an earlier proposal into the sections of a draft that are empty; return how many.

    What was typed stays, also what a colleague typed just now; a second click finds nothing left to fill.
    """
    locked = locked_for_writing(proposal, ENTRY_PART)
    if locked.status != Proposal.Status.DRAFT:
        raise TransitionNotAllowed("Teks terdahulu hanya dapat disalin ke draf.")
    sections = {section.code: section for section in locked.sections()}
    versions = dict(locked.answers.values_list("section__code", "version"))
    copied = [line for line in lines_of(locked.as_written(), earlier.as_left()) if line.fit is Fit.COPIED]
    for line in copied:
        section = sections[line.section.code]
        version = versions.get(section.code, 0)
        answer = _stored(locked, by=by, section=section, text=line.text, version=version, is_done=False)
        _begin_revision(answer, _last_kept(answer), by=by, origin=earlier.reference)
    if copied:
        codes = [line.section.code for line in copied]
        record("proposal.take_over", locked, by=by, earlier=earlier.reference, sections=codes)
    return len(copied)


def _stored(proposal: Proposal, *, by: User, section: Section, text: str, version: int, is_done: bool) -> Answer:
    locked_for_writing(proposal, section.number)
    # First what nearly always happens: a draft is saved every few seconds.
    saved = Answer.objects.filter(proposal=proposal, section=section, version=version).update(
        text=text, is_done=is_done, version=F("version") + 1, updated_at=Now(), updated_by=by
    )
    answer, created = Answer.objects.get_or_create(
        proposal=proposal, section=section, defaults={"text": text, "is_done": is_done, "updated_by": by}
    )
    if not saved and not created and (answer.text, answer.is_done) != (text, is_done):
        raise VersionConflict(stored=answer, typed=text, by=by)
    return answer


def _last_kept(answer: Answer) -> AnswerRevision | None:
    last: AnswerRevision | None = answer.revisions.order_by("-pk").first()
    return last


def _begin_revision(answer: Answer, last: AnswerRevision | None, *, by: User, origin: str = "") -> None:
    if last and last.text == answer.text:
        return
    at = answer.updated_at
    answer.revisions.create(
        version=answer.version, text=answer.text, begun_at=at, saved_at=at, saved_by=by, origin=origin
    )


def attach(proposal: Proposal, *, by: User, kind: AttachmentKind, name: str, data: bytes) -> Attachment:
    """Check, rewrite and store a file; it replaces what was there. Raises `uploads.Refused`."""
    file = stored_upload(data, name=name, max_bytes=kind.max_bytes, images=kind.takes_images)
    with transaction.atomic():
        locked = locked_for_writing(proposal, kind.code)
        locked.attachments.filter(kind=kind).delete()
        attachment = locked.attachments.create(kind=kind, uploaded_by=by, **file)
        record("proposal.attach", locked, by=by, kind=kind.code, sha256=attachment.sha256)
    return attachment


@transaction.atomic
def detach(attachment: Attachment, *, by: User) -> None:
    """Take a file out of the draft."""
    locked = locked_for_writing(attachment.proposal, attachment.kind.code)
    locked.attachments.filter(pk=attachment.pk).delete()
    record("proposal.detach", locked, by=by, kind=attachment.kind.code, sha256=attachment.sha256)


def locked_for_writing(proposal: Proposal, part: str) -> Proposal:
    """Hold the row until commit, so that no text changes between reading it and sending it."""
    locked = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if not locked.is_editable:
        raise TransitionNotAllowed("Proposal ini sudah dikirim dan tidak dapat diubah.")
    if not locked.part_is_open(part):
        raise TransitionNotAllowed("Bagian ini tidak diminta diperbaiki.")
    return locked
