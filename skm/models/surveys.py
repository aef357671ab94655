"""Services, periods, and the survey of one service in one period."""

import secrets

import pgtrigger
from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from kipp.accounts.models import Agency
from kipp.audit.chain import record
from kipp.clock import today
from kipp.documents.models import CODE_LETTERS
from skm.models.questionnaires import Questionnaire
from skm.querysets import ServiceQuerySet, SurveyQuerySet
from skm.sample import respondents_needed

CODE_LENGTH = 5


class TransitionNotAllowed(Exception):
    """The step does not lead from the present state; str() is a sentence for the reader."""


def new_code() -> str:
    """Return the short code of a survey, as printed under its QR."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


class Service(models.Model):
    """One kind of service that an agency renders: what a survey is about."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="services", verbose_name="instansi")
    name = models.CharField("nama layanan", max_length=160)
    served_per_period = models.PositiveIntegerField("pengguna per periode", null=True, blank=True)
    is_active = models.BooleanField("aktif", default=True)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        verbose_name = "layanan"
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "name"],
                name="service_once",
                violation_error_message="Layanan dengan nama ini sudah ada.",
            )
        ]

    def __str__(self):
        return self.name


class SurveyPeriod(models.Model):
    """A semester or quarter of surveys, with the thresholds that hold for it."""

    name = models.CharField("nama periode", max_length=60, unique=True)
    starts_on = models.DateField("tanggal mulai")
    ends_on = models.DateField("tanggal selesai")
    minimum_respondents = models.PositiveSmallIntegerField(
        "responden paling sedikit agar indeks ditampilkan", default=30
    )
    minimum_answers = models.PositiveSmallIntegerField("jawaban paling sedikit agar lembar dihitung", default=5)
    suppress_below = models.PositiveSmallIntegerField("sembunyikan rincian di bawah", default=5)
    quick_below_seconds = models.PositiveSmallIntegerField("tandai pengisian di bawah (detik)", default=20)

    class Meta:
        verbose_name = "periode survei"
        constraints = [
            models.CheckConstraint(
                name="survey_period_dates_in_order",
                condition=Q(ends_on__gte=models.F("starts_on")),
                violation_error_message="Tanggal selesai harus sama dengan atau setelah tanggal mulai.",
            ),
            models.CheckConstraint(
                name="survey_period_thresholds",
                condition=Q(minimum_respondents__gte=1, minimum_answers__range=(1, 9)),
                violation_error_message="Batas jawaban harus antara 1 dan 9, batas responden paling sedikit 1.",
            ),
        ]

    def __str__(self):
        return self.name


class Survey(models.Model):
    """The survey of one service in one period."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Belum dibuka"
        OPEN = "open", "Dibuka"
        CLOSED = "closed", "Ditutup"

    STEPS = {
        "open": ({Status.DRAFT}, Status.OPEN),
        "close": ({Status.OPEN}, Status.CLOSED),
    }

    service = models.ForeignKey(Service, models.PROTECT, related_name="surveys", verbose_name="layanan")
    survey_period = models.ForeignKey(SurveyPeriod, models.PROTECT, related_name="surveys", verbose_name="periode")
    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="surveys")
    code = models.CharField("kode", max_length=10, unique=True, default=new_code)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    population = models.PositiveIntegerField("pengguna layanan dalam periode", null=True, blank=True)
    created_on = models.DateField(default=today)
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = "survei"
        indexes = [models.Index(fields=["status"], name="survey_status")]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "survey_period"],
                name="survey_once",
                violation_error_message="Survei layanan ini pada periode ini sudah ada.",
            ),
            models.CheckConstraint(
                name="survey_status_with_acts",
                condition=Q(status="draft", opened_at__isnull=True, closed_at__isnull=True)
                | Q(status="open", opened_at__isnull=False, closed_at__isnull=True)
                | Q(status="closed", opened_at__isnull=False, closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="survey_opened_at_with_by",
                condition=Q(opened_at__isnull=True, opened_by__isnull=True)
                | Q(opened_at__isnull=False, opened_by__isnull=False),
            ),
            models.CheckConstraint(
                name="survey_closed_at_with_by",
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="closed_is_final",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__status="closed"),
            ),
            pgtrigger.ReadOnly(name="subject_is_final", fields=["service", "survey_period", "questionnaire"]),
        ]

    def __str__(self):
        return f"{self.service}, {self.survey_period}"

    @property
    def needed(self) -> int | None:
        """How many should answer, by Krejcie and Morgan; None while the population is unknown."""
        return respondents_needed(self.population)

    def can(self, step: str) -> bool:
        sources, _ = self.STEPS[step]
        return self.status in sources

    def open(self, *, by) -> None:
        self._take("open", by=by, opened_at=timezone.now(), opened_by=by)

    def close(self, *, by) -> None:
        """Stop taking answers.

        The update waits for answers in flight, which hold a shared lock on this row (trigger
        `survey_is_open` on Response): each is either counted or refused.
        """
        self._take("close", by=by, closed_at=timezone.now(), closed_by=by)

    def _take(self, step: str, *, by, **changes) -> None:
        sources, target = self.STEPS[step]
        changes["status"] = target
        with transaction.atomic():
            taken = type(self).objects.filter(pk=self.pk, status__in=sources).update(**changes)
            if not taken:
                raise TransitionNotAllowed("Langkah ini tidak berlaku untuk survei yang sudah berubah.")
            record(f"survey.{step}", self, by=by)
        self.refresh_from_db(fields=list(changes))
