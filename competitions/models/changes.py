"""What was changed after opening: old and new, for good."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pgtrigger
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from competitions.models.configuration import AttachmentKind, Section
from competitions.models.period import Period
from competitions.querysets import AmendmentQuerySet, ExtensionQuerySet
from competitions.wording import value_words
from kipp.accounts.models import Agency
from kipp.text import penutupan

APPEND_ONLY = pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)


class ClosingChange(models.Model):
    """The closing of registration was moved: old and new, for good."""

    what = "registration_closes_on"
    subject = "Pendaftaran ditutup"
    is_text = False

    period = models.ForeignKey(Period, models.PROTECT, related_name="closing_changes")
    old_closes_on = models.DateField()
    new_closes_on = models.DateField()
    old_closes_at = models.DateTimeField()
    new_closes_at = models.DateTimeField()
    reason = models.TextField("alasan")
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "pergeseran penutupan"
        triggers = [APPEND_ONLY]

    def __str__(self):
        return f"{self.period}: {self.old_closes_on} → {self.new_closes_on}"

    @property
    def old_words(self) -> str:
        return penutupan(self.old_closes_at)

    @property
    def new_words(self) -> str:
        return penutupan(self.new_closes_at)


class AgencyExtension(models.Model):
    """One agency may send its drafts until a later instant. The date that eligibility counts from stays."""

    period = models.ForeignKey(Period, models.PROTECT, related_name="extensions")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    until = models.DateTimeField()
    reason = models.TextField("alasan")
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        verbose_name = "perpanjangan untuk satu instansi"
        indexes = [models.Index(fields=["period", "agency"], name="extension_period_agency")]
        triggers = [APPEND_ONLY]

    def __str__(self):
        return f"{self.agency}: {self.until}"


class What(models.TextChoices):
    """What may be amended after opening: columns of the period, and the guidance of a part of the form."""

    THEME = "theme", "Tema"
    VERIFICATION_OPENS_ON = "verification_opens_on", "Verifikasi dimulai"
    VERIFICATION_CLOSES_ON = "verification_closes_on", "Verifikasi selesai"
    JUDGING_OPENS_ON = "judging_opens_on", "Penilaian dimulai"
    JUDGING_CLOSES_ON = "judging_closes_on", "Penilaian selesai"
    ANNOUNCED_ON = "announced_on", "Pengumuman"
    QUOTA = "quota_per_agency", "Kuota per instansi"
    WINNERS = "winners", "Jumlah pemenang"
    CHAMPIONS = "champions", "Jumlah juara"
    RUNNERS_UP = "runners_up", "Jumlah juara harapan"
    REMINDER_DAYS = "reminder_days", "Pengingat (hari sebelum batas waktu)"
    SECTION = "section_guidance", "Pertanyaan pemandu"
    ATTACHMENT_KIND = "attachment_guidance", "Petunjuk lampiran"


# In the order of the calendar.
DAYS = (
    What.VERIFICATION_OPENS_ON,
    What.VERIFICATION_CLOSES_ON,
    What.JUDGING_OPENS_ON,
    What.JUDGING_CLOSES_ON,
    What.ANNOUNCED_ON,
)
CLOSINGS = (What.VERIFICATION_CLOSES_ON, What.JUDGING_CLOSES_ON, What.ANNOUNCED_ON)
TEXTS = (What.SECTION, What.ATTACHMENT_KIND)
ENTRIES, CHECKS, MARKS, PLENO = (
    Period.Status.REGISTRATION,
    Period.Status.VERIFICATION,
    Period.Status.JUDGING,
    Period.Status.DECIDED,
)
# What entries answer to changes only while they can still be written; a day only while it lies ahead; how many win
# and what their places are called only while no mark has been opened. Weights, criteria, limits of words, categories
# and rules of groups: never.
WHILE: dict[str, tuple[str, ...]] = {
    What.THEME: (ENTRIES,),
    What.VERIFICATION_OPENS_ON: (ENTRIES,),
    What.VERIFICATION_CLOSES_ON: (ENTRIES, CHECKS),
    What.JUDGING_OPENS_ON: (ENTRIES, CHECKS),
    What.JUDGING_CLOSES_ON: (ENTRIES, CHECKS, MARKS),
    What.ANNOUNCED_ON: (ENTRIES, CHECKS, MARKS, PLENO),
    What.QUOTA: (ENTRIES,),
    What.WINNERS: (ENTRIES, CHECKS, MARKS),
    What.CHAMPIONS: (ENTRIES, CHECKS, MARKS),
    What.RUNNERS_UP: (ENTRIES, CHECKS, MARKS),
    What.REMINDER_DAYS: (ENTRIES, CHECKS),
    What.SECTION: (ENTRIES,),
    What.ATTACHMENT_KIND: (ENTRIES,),
}
_IN_TIME = " OR ".join(
    f"NEW.what = '{what}' AND stage = ANY ('{{{','.join(statuses)}}}')" for what, statuses in WHILE.items()
)
# Row and change are one: the row changes what it names, from the value it names, or is refused.
CARRY_OUT = f"""
    SELECT p.status INTO stage FROM competitions_period p WHERE p.id = NEW.period_id FOR UPDATE;
    IF NOT ({_IN_TIME}) THEN
      RAISE EXCEPTION 'this is no longer amended' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.what = '{What.SECTION}' THEN
      UPDATE competitions_section s SET guidance = NEW.new #>> '{{}}'
       WHERE s.id = NEW.section_id AND s.period_id = NEW.period_id AND to_jsonb(s.guidance) = NEW.old;
    ELSIF NEW.what = '{What.ATTACHMENT_KIND}' THEN
      UPDATE competitions_attachmentkind k SET guidance = NEW.new #>> '{{}}'
       WHERE k.id = NEW.attachment_kind_id AND k.period_id = NEW.period_id AND to_jsonb(k.guidance) = NEW.old;
    ELSE
      EXECUTE format(
        'UPDATE competitions_period p'
        ' SET %1$I = (jsonb_populate_record(NULL::competitions_period, jsonb_build_object(%1$L, $1))).%1$I'
        ' WHERE p.id = $2 AND to_jsonb(p.%1$I) IS NOT DISTINCT FROM $3', NEW.what)
      USING NEW.new, NEW.period_id, NEW.old;
    END IF;
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
      RAISE EXCEPTION 'the amendment starts from another value' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""  # noqa: S608 (names of our own)


class Amendment(models.Model):
    """Something of an opened period was changed: its row, written by the act, is what changes it."""

    period = models.ForeignKey(Period, models.PROTECT, related_name="amendments")
    what = models.CharField(max_length=30, choices=What.choices)
    section = models.ForeignKey(Section, models.PROTECT, null=True, related_name="+")
    attachment_kind = models.ForeignKey(AttachmentKind, models.PROTECT, null=True, related_name="+")
    # As JSON writes them; nothing stands for no value.
    old = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    new = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    reason = models.TextField("alasan")
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        verbose_name = "perubahan ketentuan"
        constraints = [
            models.CheckConstraint(
                name="amendment_names_its_part",
                condition=Q(what=What.SECTION, section__isnull=False, attachment_kind__isnull=True)
                | Q(what=What.ATTACHMENT_KIND, section__isnull=True, attachment_kind__isnull=False)
                | (~Q(what__in=TEXTS) & Q(section__isnull=True, attachment_kind__isnull=True)),
            )
        ]
        triggers = [
            APPEND_ONLY,
            pgtrigger.Trigger(
                name="carried_out",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                declare=[("stage", "text"), ("changed", "integer")],
                func=CARRY_OUT,
            ),
        ]

    def __str__(self):
        return f"{self.period}: {self.subject}"

    @property
    def subject(self) -> str:
        """What was changed, in words."""
        part = self.section or self.attachment_kind
        return f"{self.get_what_display()} {part}" if part else str(self.get_what_display())

    @property
    def is_text(self) -> bool:
        return self.what in (What.THEME, *TEXTS)

    @property
    def old_words(self) -> str:
        return value_words(self.what, self.old)

    @property
    def new_words(self) -> str:
        return value_words(self.what, self.new)


@dataclass(frozen=True)
class Change:
    """A line of the history of a period: what is different now, and how it was."""

    at: datetime
    title: str
    note: str
    by: str


def changes_of(period: Period, user: Any) -> list[Change]:
    """Return what was changed after opening and concerns this user, newest first."""
    rows: list[ClosingChange | Amendment] = [
        *period.closing_changes.select_related("by").order_by("-pk"),
        *period.amendments.visible_to(user).select_related("by", "section", "attachment_kind").order_by("-pk"),
    ]
    return sorted(map(_change, rows), key=lambda change: change.at, reverse=True)


def _change(row: ClosingChange | Amendment) -> Change:
    reason = f"Alasan: {row.reason}"
    if row.is_text:
        title, note = f"{row.subject} diubah", f"Semula: {row.old_words}\nMenjadi: {row.new_words}\n{reason}"
    else:
        title, note = f"{row.subject} menjadi {row.new_words}", f"Semula {row.old_words}.\n{reason}"
    return Change(at=row.at, title=title, note=note, by=row.by.name)


def amendable(period: Period) -> list[str]:
    """Return what may be amended now."""
    return [what for what, statuses in WHILE.items() if period.status in statuses]


def part_of(part: Section | AttachmentKind) -> dict[str, Any]:
    """Return the columns of an amendment that name the part whose guidance it changes."""
    if isinstance(part, Section):
        return {"what": What.SECTION, "section": part}
    return {"what": What.ATTACHMENT_KIND, "attachment_kind": part}
