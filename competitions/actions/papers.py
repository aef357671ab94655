"""What a period hands out: guide files, blank forms of attachments, numbered announcements."""

from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from competitions.actions.setting_up import hold_draft
from competitions.models import (
    BLANK_FORM_MAX_BYTES,
    GUIDE_MAX_BYTES,
    Announcement,
    AttachmentKind,
    BlankForm,
    GuideFile,
    Period,
    TransitionNotAllowed,
)
from kipp.accounts.models import User
from kipp.audit.chain import record
from kipp.documents.actions import issue
from kipp.documents.stored import stored_pdf
from kipp.jobs.queue import enqueue


def add_guide_file(period: Period, *, by: User, title: str, name: str, data: bytes) -> GuideFile:
    """Check, rewrite, store and add a PDF, at any time of the period. Raises `uploads.Refused`."""
    file = stored_pdf(data, name=name, max_bytes=GUIDE_MAX_BYTES)
    with transaction.atomic():
        added: GuideFile = period.guide_files.create(title=title, uploaded_by=by, **file)
        record("period.add_guide_file", period, by=by, title=title, sha256=added.sha256)
    return added


def replace_guide_file(old: GuideFile, *, by: User, title: str, name: str, data: bytes) -> GuideFile:
    """Put another PDF in the place of a current one. Once the period has been opened the old version is kept."""
    file = stored_pdf(data, name=name, max_bytes=GUIDE_MAX_BYTES)
    with transaction.atomic():
        period = _held(old.period_id)
        _require_current(old)
        if period.is_frozen:
            new: GuideFile = period.guide_files.create(title=title, uploaded_by=by, replaces=old, **file)
        else:
            GuideFile.objects.filter(pk=old.pk).delete()
            new = period.guide_files.create(title=title, uploaded_by=by, **file)
        record("period.replace_guide_file", period, by=by, title=title, old=old.sha256, new=new.sha256)
    return new


@transaction.atomic
def withdraw_guide_file(file: GuideFile, *, by: User, reason: str) -> None:
    """Take a file of an opened period back, with the reason; it stays stored and listed."""
    period = _held(file.period_id)
    _require_current(file)
    GuideFile.objects.filter(pk=file.pk).update(withdrawn_at=Now(), withdrawn_by=by, withdrawal_reason=reason)
    record("period.withdraw_guide_file", period, by=by, note=reason, title=file.title, sha256=file.sha256)


@transaction.atomic
def remove_guide_file(file: GuideFile, *, by: User) -> None:
    """Take a file out of a draft."""
    hold_draft(file.period_id)
    GuideFile.objects.filter(pk=file.pk).delete()
    record("period.remove_guide_file", file.period, by=by, title=file.title, sha256=file.sha256)


def set_blank_form(kind: AttachmentKind, *, by: User, name: str, data: bytes) -> BlankForm:
    """Give a kind of attachment of a draft its form; it replaces what was there. Raises `uploads.Refused`."""
    file = stored_pdf(data, name=name, max_bytes=BLANK_FORM_MAX_BYTES)
    with transaction.atomic():
        hold_draft(kind.period_id)
        BlankForm.objects.filter(kind=kind).delete()
        form: BlankForm = BlankForm.objects.create(kind=kind, uploaded_by=by, **file)
        record("period.set_blank_form", kind.period, by=by, code=kind.code, sha256=form.sha256)
    return form


@transaction.atomic
def remove_blank_form(form: BlankForm, *, by: User) -> None:
    """Leave a kind of attachment of a draft without a form."""
    hold_draft(form.kind.period_id)
    BlankForm.objects.filter(pk=form.pk).delete()
    record("period.remove_blank_form", form.kind.period, by=by, code=form.kind.code, sha256=form.sha256)


@transaction.atomic
def publish(
    period: Period, *, by: User, token: UUID, title: str, body: str, corrects: Announcement | None = None
) -> Announcement:
    """Announce something under the next number and tell every invited agency. A second click changes nothing."""
    locked = _held(period.pk)
    if not locked.is_running:
        raise TransitionNotAllowed("Pengumuman hanya dapat diterbitkan setelah periode dibuka.")
    if twin := Announcement.objects.filter(token=token).first():
        return twin
    announcement: Announcement = locked.announcements.create(
        token=token, title=title, body=body, corrects=corrects, by=by
    )
    paper = issue(
        "announcement",
        by=by,
        key=f"announcement:{announcement.pk}",
        subject_id=announcement.pk,
        title=title,
        year=locked.year,
        is_public=True,
    )
    record("period.publish", locked, by=by, number=paper.number, title=title)
    # Written by a job: there are as many letters as agencies, and the period is held here.
    enqueue("competitions.announced", key=f"announced:{announcement.pk}", announcement_id=announcement.pk)
    return announcement


def _held(period_id: int) -> Period:
    """Hold the period until commit: it is not opened meanwhile, and two steps on one file wait for each other."""
    held: Period = Period.objects.select_for_update().get(pk=period_id)
    return held


def _require_current(file: GuideFile) -> None:
    if not GuideFile.objects.current().filter(pk=file.pk).exists():
        raise TransitionNotAllowed("Berkas ini sudah diganti atau ditarik.")
