"""Services, the surveys about them, the answers, and the results that closing freezes."""

import secrets
import uuid
from fractions import Fraction

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from kipp.accounts.models import Agency
from kipp.audit.chain import record
from kipp.clock import today
from kipp.documents.models import CODE_LETTERS
from skm import questionnaire
from skm.index import UNSUR, Counts, Result, index
from skm.querysets import (
    ResponseQuerySet,
    ServiceQuerySet,
    SurveyQuerySet,
    SurveyResultQuerySet,
)
from skm.sample import respondents_needed

CODE_LENGTH = 5
NOT_OPEN = "response_survey_open"  # the name the trigger gives its refusal


class TransitionNotAllowed(Exception):
    """The step does not lead from the present state; str() is a sentence for the reader."""


def new_code() -> str:
    """Return the short code of a survey, as printed under its QR."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def _append_only() -> pgtrigger.Protect:
    return pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)


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


class Questionnaire(models.Model):
    """One version of the questions; a survey keeps the version it was answered with."""

    version = models.CharField(max_length=30, unique=True)
    title = models.CharField(max_length=160)
    is_locked = models.BooleanField(default=False)

    class Meta:
        verbose_name = "kuesioner"
        triggers = [
            pgtrigger.Protect(
                name="locked",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__is_locked=True),
            )
        ]

    def __str__(self):
        return f"{self.title} ({self.version})"


class Question(models.Model):
    """One question about one unsur; label_1 is worth 1, label_4 is worth 4."""

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="questions")
    unsur = models.CharField(max_length=20)
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    label_1 = models.CharField(max_length=80)
    label_2 = models.CharField(max_length=80)
    label_3 = models.CharField(max_length=80)
    label_4 = models.CharField(max_length=80)

    class Meta:
        verbose_name = "pertanyaan"
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "unsur"], name="question_once"),
            models.UniqueConstraint(fields=["questionnaire", "order"], name="question_order_once"),
            models.CheckConstraint(name="question_unsur_known", condition=Q(unsur__in=UNSUR)),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="locked",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[("owner", "bigint")],
                func="""
                    owner := COALESCE(NEW.questionnaire_id, OLD.questionnaire_id);
                    PERFORM 1 FROM skm_questionnaire q WHERE q.id = owner AND q.is_locked FOR SHARE;
                    IF FOUND THEN
                      RAISE EXCEPTION 'a locked questionnaire is not changed'
                        USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN COALESCE(NEW, OLD);
                """,
            )
        ]

    def __str__(self):
        return f"{self.order}. {self.text}"

    @property
    def labels(self) -> tuple[str, str, str, str]:
        return self.label_1, self.label_2, self.label_3, self.label_4


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


def _answer() -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(null=True, blank=True)


def _told(label: str, choices) -> models.CharField:
    return models.CharField(label, max_length=20, blank=True, choices=[tuple(choice) for choice in choices])


class Response(models.Model):
    """One sheet of answers, without anything that leads to a person.

    No address, no device, no time of day. The token is the key, so that not even a serial number
    tells in which order people answered. Rows are added while the survey is open, never changed.
    """

    class Channel(models.TextChoices):
        QR = "qr", "Kode QR, diisi sendiri"
        KIOSK = "kiosk", "Anjungan di lokasi layanan"
        OPERATOR = "operator", "Dibantu petugas"
        PAPER = "paper", "Kuesioner kertas"
        IMPORT = "import", "Impor data"

    token = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="responses")
    persyaratan = _answer()
    prosedur = _answer()
    waktu = _answer()
    biaya = _answer()
    produk = _answer()
    kompetensi = _answer()
    perilaku = _answer()
    pengaduan = _answer()
    sarpras = _answer()
    age_class = _told("usia", questionnaire.AGE_CLASSES)
    sex = _told("jenis kelamin", questionnaire.SEX)
    education = _told("pendidikan", questionnaire.EDUCATION)
    occupation = _told("pekerjaan", questionnaire.OCCUPATION)
    channel = models.CharField("saluran", max_length=10, choices=Channel.choices)
    suggestion = models.CharField("saran", max_length=1000, blank=True)
    day = models.DateField("tanggal")
    flags = ArrayField(models.CharField(max_length=20), default=list, blank=True)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        verbose_name = "jawaban"
        constraints = [
            *(
                models.CheckConstraint(name=f"response_{unsur}_1_to_4", condition=Q(**{f"{unsur}__range": (1, 4)}))
                for unsur in UNSUR
            ),
            *(
                models.CheckConstraint(
                    name=f"response_{field}_known",
                    condition=Q(**{f"{field}__in": ["", *(choice.code for choice in choices)]}),
                )
                for field, choices in {
                    "age_class": questionnaire.AGE_CLASSES,
                    "sex": questionnaire.SEX,
                    "education": questionnaire.EDUCATION,
                    "occupation": questionnaire.OCCUPATION,
                }.items()
            ),
            models.CheckConstraint(
                name="response_channel_known",
                condition=Q(channel__in=["qr", "kiosk", "operator", "paper", "import"]),
            ),
        ]
        triggers = [
            _append_only(),
            pgtrigger.Trigger(
                name="survey_is_open",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                # The shared lock is held until commit: closing waits for this row, and after a
                # closing this sees the new status.
                func=f"""
                    PERFORM 1 FROM skm_survey s
                      WHERE s.id = NEW.survey_id AND s.status = 'open' FOR SHARE;
                    IF NOT FOUND THEN
                      RAISE EXCEPTION 'the survey is not open'
                        USING ERRCODE = 'check_violation', CONSTRAINT = '{NOT_OPEN}';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return f"Jawaban {self.token}"


class SurveyResult(models.Model):
    """What a closed survey came to. Written once by closing; computed again only to check it."""

    survey = models.OneToOneField(Survey, models.PROTECT, related_name="result")
    n = models.PositiveIntegerField("responden")
    excluded = models.PositiveIntegerField("lembar dengan terlalu sedikit jawaban", default=0)
    # unsur -> how often 1, 2, 3, 4: numerator and denominator of every NRR, exact.
    counts = models.JSONField()
    ikm = models.DecimalField("IKM", max_digits=5, decimal_places=2, null=True)
    ikm_unrounded = models.DecimalField(max_digits=13, decimal_places=10, null=True)
    mutu = models.CharField(max_length=1, blank=True)
    rule = models.CharField(max_length=20)
    minimum_respondents = models.PositiveSmallIntegerField()
    suppress_below = models.PositiveSmallIntegerField()
    profile = models.JSONField()  # field -> code -> respondents; shown only through skm.disclosure
    dataset_hash = models.CharField(max_length=64)

    objects = SurveyResultQuerySet.as_manager()

    class Meta:
        verbose_name = "hasil survei"
        constraints = [
            models.CheckConstraint(
                name="survey_result_index_whole",
                condition=Q(ikm__isnull=True, ikm_unrounded__isnull=True, mutu="")
                | Q(
                    ikm__isnull=False,
                    ikm_unrounded__isnull=False,
                    ikm__range=(25, 100),
                    mutu__in=["A", "B", "C", "D"],
                ),
            )
        ]
        triggers = [_append_only()]

    def __str__(self):
        return f"Hasil {self.survey}"

    @property
    def figures(self) -> Result:
        """The exact figures, from the frozen counts."""
        return index({unsur: Counts(*self.counts[unsur]) for unsur in UNSUR})

    @property
    def mean(self) -> Fraction | None:
        """The index on the scale of the answers, 1 to 4: the "nilai SKM" before × 25."""
        ikm = self.figures.ikm
        return None if ikm is None else ikm / 25

    @property
    def is_published(self) -> bool:
        """From fewer respondents than the period asks for no index is shown."""
        return self.ikm is not None and self.n >= self.minimum_respondents
