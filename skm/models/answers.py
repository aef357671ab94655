"""The sheets of a survey, and the result that closing freezes."""

import uuid
from fractions import Fraction

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from skm import questionnaire
from skm.index import CONVERSION, UNSUR, Counts, Result, index
from skm.models.surveys import Survey
from skm.querysets import ResponseQuerySet, SurveyResultQuerySet

NOT_OPEN = "response_survey_open"  # the name the trigger gives its refusal


def _append_only() -> pgtrigger.Protect:
    return pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)


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
        return None if ikm is None else ikm / CONVERSION

    @property
    def is_published(self) -> bool:
        """From fewer respondents than the period asks for no index is shown."""
        return self.ikm is not None and self.n >= self.minimum_respondents
