"""What a period hands out: guide files, blank forms of attachments, numbered announcements."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from competitions.models.changes import APPEND_ONLY
from competitions.models.configuration import FREEZE, AttachmentKind, frozen_with_period
from competitions.models.period import Period
from competitions.presets import MEGABYTE
from competitions.querysets import AnnouncementQuerySet, BlankFormQuerySet, GuideFileQuerySet
from kipp.accounts.models import User
from kipp.documents.stored import StoredFile

GUIDE_MAX_BYTES = 10 * MEGABYTE
BLANK_FORM_MAX_BYTES = 5 * MEGABYTE

OF_KIND = """ARRAY(SELECT k.period_id FROM competitions_attachmentkind k
    WHERE k.id IN (NEW.kind_id, OLD.kind_id))"""

# Both steps take the row of the old version first, so that of replacing and withdrawing exactly one wins.
TAKES_THE_PLACE = """
    PERFORM 1 FROM competitions_guidefile g WHERE g.id = NEW.replaces_id AND g.period_id = NEW.period_id
        AND g.withdrawn_at IS NULL FOR UPDATE;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'only a current file of the same period is replaced' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
IS_CURRENT = """
    IF OLD.withdrawn_at IS NOT NULL
       OR EXISTS (SELECT 1 FROM competitions_guidefile g WHERE g.replaces_id = OLD.id) THEN
      RAISE EXCEPTION 'only a current file is withdrawn' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
IN_AN_OPENED_PERIOD = """
    PERFORM 1 FROM competitions_period p WHERE p.id = NEW.period_id AND p.status NOT IN ('draft', 'archived')
        FOR SHARE;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'a period announces once it has been opened' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.corrects_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM competitions_announcement a WHERE a.id = NEW.corrects_id AND a.period_id = NEW.period_id) THEN
      RAISE EXCEPTION 'a correction is of the same period' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class GuideFile(StoredFile):
    """A file of the organiser for everybody: juknis, template of a letter, calendar.

    A file is current until another one replaces it or it is withdrawn with a reason. Once the period has been
    opened no version goes away.
    """

    class State(models.TextChoices):
        CURRENT = "current", "Berlaku"
        REPLACED = "replaced", "Digantikan"
        WITHDRAWN = "withdrawn", "Ditarik"

    period = models.ForeignKey(Period, models.PROTECT, related_name="guide_files")
    title = models.CharField("judul", max_length=160)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    withdrawal_reason = models.TextField("alasan", blank=True)

    objects = GuideFileQuerySet.as_manager()

    class Meta:
        verbose_name = "berkas panduan"
        constraints = [
            models.CheckConstraint(
                name="guide_withdrawn_by_whom_and_why",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawal_reason="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawal_reason="")),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="kept_once_opened",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                declare=[("owners", "bigint[]")],
                func="owners := ARRAY[OLD.period_id];" + FREEZE,
            ),
            pgtrigger.ReadOnly(
                name="file_fixed",
                exclude=["withdrawn_at", "withdrawn_by", "withdrawal_reason"],
            ),
            pgtrigger.Trigger(
                name="takes_the_place",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__replaces__isnull=False),
                func=TAKES_THE_PLACE,
            ),
            pgtrigger.Trigger(
                name="withdrawn_once",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=IS_CURRENT,
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def state(self) -> State:
        if self.withdrawn_at is not None:
            return self.State.WITHDRAWN
        return self.State.REPLACED if hasattr(self, "replaced_by") else self.State.CURRENT


class BlankForm(StoredFile):
    """The form of an attachment to print, fill in and sign."""

    kind = models.OneToOneField(AttachmentKind, models.CASCADE, related_name="blank_form")

    objects = BlankFormQuerySet.as_manager()

    class Meta:
        verbose_name = "formulir kosong"
        triggers = [frozen_with_period(OF_KIND)]

    def __str__(self):
        return f"Formulir kosong {self.kind}"


class Announcement(models.Model):
    """What the office says to everybody under a number; its paper is a document. Only ever added."""

    period = models.ForeignKey(Period, models.PROTECT, related_name="announcements")
    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # a second click is the same announcement
    title = models.CharField("tentang", max_length=200)
    body = models.TextField("isi")
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        verbose_name = "pengumuman"
        triggers = [
            APPEND_ONLY,
            pgtrigger.Trigger(
                name="opened_period",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=IN_AN_OPENED_PERIOD,
            ),
        ]

    def __str__(self):
        return self.title
