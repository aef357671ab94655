"""A period of the competition: its days, its rules, its life."""

from datetime import date, timedelta

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Now

from competitions.models.steps import known_steps
from competitions.querysets import PeriodQuerySet
from competitions.schedule import Phase, Stage, idle_days, phases
from kipp.accounts.models import Agency
from kipp.audit.chain import record
from kipp.clock import local_date

FIRST_YEAR, LAST_YEAR = 2000, 2100


class TransitionNotAllowed(Exception):
    """The step does not lead from the present state; str() is a sentence for the reader."""


# What decides who may enter and who wins, and what people have planned with.
LONGEST_OBJECTION = 30  # days
FROZEN_AT_OPENING = (
    "year",
    "invited_kinds",
    "is_title_once",
    "quota_per_agency",
    "winners",
    "champions",
    "runners_up",
    "objection_days",
    "objection_answer_days",
    "theme",
    "reminder_days",
    "verification_opens_on",
    "verification_closes_on",
    "judging_opens_on",
    "judging_closes_on",
    "announced_on",
)
# The newest amendment of a column says what it is now: only the amendment that carries a change out gets past this,
# and undoing it takes another one.
FROZEN = f"""
    IF OLD.status <> 'draft' AND EXISTS (
      SELECT 1 FROM jsonb_each(to_jsonb(NEW)) now
       WHERE now.key = ANY ('{{{",".join(FROZEN_AT_OPENING)}}}')
         AND now.value IS DISTINCT FROM to_jsonb(OLD) -> now.key
         AND now.value IS DISTINCT FROM (
           SELECT COALESCE(a.new, 'null') FROM competitions_amendment a
            WHERE a.period_id = OLD.id AND a.what = now.key ORDER BY a.id DESC LIMIT 1)
    ) THEN
      RAISE EXCEPTION 'the rules of an opened period are frozen' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""  # noqa: S608 (names of our own)


class PeriodStatus(models.TextChoices):
    DRAFT = "draft", "Persiapan"
    REGISTRATION = "registration", "Pendaftaran"
    VERIFICATION = "verification", "Verifikasi"
    JUDGING = "judging", "Penilaian"
    DECIDED = "decided", "Pleno"
    ANNOUNCED = "announced", "Diumumkan"
    ARCHIVED = "archived", "Arsip"


STEPS = {
    "open": ({PeriodStatus.DRAFT}, PeriodStatus.REGISTRATION),
    "close_registration": ({PeriodStatus.REGISTRATION}, PeriodStatus.VERIFICATION),
    "start_judging": ({PeriodStatus.VERIFICATION}, PeriodStatus.JUDGING),
    "close_judging": ({PeriodStatus.JUDGING}, PeriodStatus.DECIDED),
    "next_round": ({PeriodStatus.DECIDED}, PeriodStatus.JUDGING),
    "announce": ({PeriodStatus.DECIDED}, PeriodStatus.ANNOUNCED),
}
OF_REGISTRATION = ("registration_opens_at", "registration_closes_on", "registration_closes_at")
# What decides every verdict and deadline: the opening stays, the closing is what its newest change says.
CLOSING_KEPT = """
    IF OLD.status <> 'draft' AND (
      NEW.registration_opens_at IS DISTINCT FROM OLD.registration_opens_at
      OR OLD.status <> 'registration'
      OR NOT EXISTS (
        SELECT 1 FROM (
          SELECT c.new_closes_on, c.new_closes_at FROM competitions_closingchange c
           WHERE c.period_id = OLD.id ORDER BY c.id DESC LIMIT 1) newest
         WHERE newest.new_closes_on = NEW.registration_closes_on
           AND newest.new_closes_at = NEW.registration_closes_at)
    ) THEN
      RAISE EXCEPTION 'an opened period closes when its newest change says' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class LocalMidnight(models.Func):
    """The first instant of a date in Tegal, in SQL."""

    template = "((%(expressions)s)::timestamp AT TIME ZONE 'Asia/Jakarta')"
    output_field = models.DateTimeField()


class Period(models.Model):
    """One edition of KIPP. What decides a result is a column here or on a row below it."""

    Status = PeriodStatus
    STEPS = STEPS

    year = models.PositiveSmallIntegerField(
        "tahun", unique=True, validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    title = models.CharField("nama", max_length=160)
    theme = models.CharField("tema", max_length=300, blank=True)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.DRAFT)
    registration_opens_at = models.DateTimeField("pendaftaran dibuka", null=True)
    # The date that the one-year rule counts back from; the instant lies within it or at its end.
    registration_closes_on = models.DateField("tanggal penutupan pendaftaran", null=True)
    registration_closes_at = models.DateTimeField("pendaftaran ditutup", null=True)
    # Without a date of its own a stage opens on the day after the one before it.
    verification_opens_on = models.DateField("verifikasi dimulai", null=True, blank=True)
    verification_closes_on = models.DateField("verifikasi selesai", null=True)
    judging_opens_on = models.DateField("penilaian dimulai", null=True, blank=True)
    judging_closes_on = models.DateField("penilaian selesai", null=True)
    announced_on = models.DateField("pengumuman", null=True)
    invited_kinds = ArrayField(
        models.CharField(max_length=20, choices=Agency.Kind.choices),
        default=list,
        blank=True,
        verbose_name="instansi yang diundang",
    )
    is_title_once = models.BooleanField("satu judul satu kali", default=False)
    quota_per_agency = models.PositiveSmallIntegerField("kuota per instansi", null=True, blank=True)
    winners = models.PositiveSmallIntegerField("jumlah pemenang", default=3)
    # How the places of the winners are called: so many Juara, then so many Harapan, the rest Finalis.
    champions = models.PositiveSmallIntegerField("jumlah juara", default=3)
    runners_up = models.PositiveSmallIntegerField("jumlah juara harapan", default=3)
    # Calendar days after the announcement; 0: the stage is left out. The office answers within as many more.
    objection_days = models.PositiveSmallIntegerField(
        "masa sanggah (hari)", default=5, validators=[MaxValueValidator(LONGEST_OBJECTION)]
    )
    objection_answer_days = models.PositiveSmallIntegerField(
        "jawaban sanggahan (hari)",
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_OBJECTION)],
    )
    reminder_days = ArrayField(
        models.PositiveSmallIntegerField(),
        default=list,
        blank=True,
        verbose_name="pengingat (hari sebelum)",
    )
    # Archived editions of the years before this application: counts only.
    past_agencies = models.PositiveSmallIntegerField("instansi peserta", null=True, blank=True)
    past_proposals = models.PositiveSmallIntegerField("jumlah proposal", null=True, blank=True)
    copied_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="disalin dari"
    )
    version = models.PositiveIntegerField(default=1)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "periode"
        constraints = [
            models.CheckConstraint(
                name="period_closing_instant_within_its_date",
                condition=Q(registration_closes_at__isnull=True, registration_closes_on__isnull=True)
                # Said aloud: a comparison with NULL is neither true nor false, and a check lets that pass.
                | Q(
                    registration_closes_at__isnull=False,
                    registration_closes_on__isnull=False,
                    registration_closes_at__gt=LocalMidnight(F("registration_closes_on")),
                    registration_closes_at__lte=LocalMidnight(F("registration_closes_on") + 1),
                ),
                violation_error_message="Jam penutupan harus berada pada tanggal penutupan.",
            ),
            models.CheckConstraint(
                name="period_opens_before_closing",
                condition=Q(registration_opens_at__isnull=True)
                | Q(registration_opens_at__lt=F("registration_closes_at")),
                violation_error_message="Pendaftaran harus dibuka sebelum ditutup.",
            ),
            models.CheckConstraint(
                name="period_dates_in_order",
                condition=(
                    Q(verification_closes_on__isnull=True) | Q(verification_closes_on__gte=F("registration_closes_on"))
                )
                & (Q(judging_closes_on__isnull=True) | Q(judging_closes_on__gte=F("verification_closes_on")))
                & (Q(announced_on__isnull=True) | Q(announced_on__gte=F("judging_closes_on"))),
                violation_error_message="Tanggal tahapan harus berurutan.",
            ),
            models.CheckConstraint(
                name="period_stages_open_before_they_close",
                condition=(
                    Q(verification_opens_on__isnull=True) | Q(verification_opens_on__lte=F("verification_closes_on"))
                )
                & (Q(judging_opens_on__isnull=True) | Q(judging_opens_on__lte=F("judging_closes_on"))),
                violation_error_message="Setiap tahap harus dimulai sebelum selesai.",
            ),
            models.CheckConstraint(
                name="period_running_has_dates",
                condition=Q(status__in=["draft", "archived"])
                | Q(
                    registration_opens_at__isnull=False,
                    registration_closes_on__isnull=False,
                    registration_closes_at__isnull=False,
                ),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="rules_frozen",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(*FROZEN_AT_OPENING),
                func=FROZEN,
            ),
            known_steps(STEPS),
            pgtrigger.Trigger(
                name="closing_kept",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(*OF_REGISTRATION),
                func=CLOSING_KEPT,
            ),
        ]

    def __str__(self):
        return self.title

    def can(self, step: str) -> bool:
        sources, _ = self.STEPS[step]
        return self.status in sources

    def take(self, step: str, *, by, note: str = "", **changes) -> None:
        """Take a step of the lifecycle; of two simultaneous clicks exactly one wins."""
        sources, target = self.STEPS[step]
        changes["status"] = target
        with transaction.atomic():
            taken = type(self).objects.filter(pk=self.pk, status__in=sources).update(**changes)
            if not taken:
                raise TransitionNotAllowed("Langkah ini tidak berlaku untuk periode yang sudah berubah.")
            record(f"period.{step}", self, by=by, note=note)
        self.refresh_from_db(fields=list(changes))

    def close_registration(self, *, by=None) -> None:
        """Close at the appointed time. Waits for entries in flight (they hold a shared lock)."""
        with transaction.atomic():
            locked = type(self).objects.select_for_update().get(pk=self.pk)
            due = type(self).objects.filter(pk=self.pk, registration_closes_at__lte=Now()).exists()
            if not due:
                raise TransitionNotAllowed("Pendaftaran belum sampai waktu penutupan.")
            locked.take("close_registration", by=by)
        self.refresh_from_db()

    def stages(self) -> list[Stage]:
        """The five stages with their days, for the phase strip; empty for an archived edition.

        A moved closing may leave a later stage no day of its own: it then opens on the day it closes.
        """
        opens_at, closes_on = self.registration_opens_at, self.registration_closes_on
        verified_on, judged_on, announced_on = self.verification_closes_on, self.judging_closes_on, self.announced_on
        if not (opens_at and closes_on and verified_on and judged_on and announced_on):
            return []
        day = timedelta(days=1)
        return [
            Stage("registration", local_date(opens_at), closes_on),
            Stage("verification", self.verification_opens_on or min(closes_on + day, verified_on), verified_on),
            Stage("judging", self.judging_opens_on or min(verified_on + day, judged_on), judged_on),
            Stage("deliberation", min(judged_on + day, announced_on), announced_on),
            Stage("decision", announced_on, announced_on),
        ]

    def idle_days(self) -> list[tuple[date, date]]:
        """The first and last of the days between stages that belong to none."""
        return idle_days(self.stages()[:-1])

    @property
    def reference_date(self) -> date:
        """The date that eligibility counts back from; every period that takes entries has one."""
        if self.registration_closes_on is None:
            raise LookupError(f"{self} takes no entries.")
        return self.registration_closes_on

    def phases(self, on: date) -> list[Phase]:
        reached = {"draft": -1, "registration": 0, "verification": 1, "judging": 2, "decided": 3}
        stages = self.stages()
        return phases(stages, reached=reached.get(self.status, len(stages)), on=on)

    def invites(self, agency: Agency) -> bool:
        """Tell whether agencies of this kind may take part; without any kind named, all may."""
        return not self.invited_kinds or agency.kind in self.invited_kinds

    def invited_agencies(self) -> models.QuerySet[Agency]:
        active = Agency.objects.active()
        return active.filter(kind__in=self.invited_kinds) if self.invited_kinds else active

    @property
    def invited(self) -> str:
        """Who may take part, in words."""
        kinds = [label for kind, label in Agency.Kind.choices if kind in self.invited_kinds]
        return ", ".join(kinds) or "semua jenis instansi"

    @property
    def is_frozen(self) -> bool:
        return self.status != self.Status.DRAFT

    @property
    def is_running(self) -> bool:
        """Opened here, and so with a configuration that anybody may read; an archived edition has none."""
        return self.status not in (self.Status.DRAFT, self.Status.ARCHIVED)
