"""What is copied into a period and frozen at opening: categories, groups, rounds, criteria, sections, attachments."""

from datetime import date
from decimal import Decimal

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from competitions.models.period import Period
from competitions.querysets import CriterionQuerySet, PartQuerySet
from competitions.wording import PER, days_of_round, line
from kipp.uploads import PDF_OR_IMAGE

# Both periods are asked when a row moves from one to the other. The shared lock comes first: it waits for
# a period that is being opened, and the second question then sees it opened.
FREEZE = """
    PERFORM 1 FROM competitions_period p WHERE p.id = ANY (owners) ORDER BY p.id FOR SHARE;
    PERFORM 1 FROM competitions_period p WHERE p.id = ANY (owners) AND p.status <> 'draft';
    IF FOUND THEN
      RAISE EXCEPTION 'configuration of an opened period is frozen' USING ERRCODE = 'check_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
"""


# The guidance changes with its amendment, and nothing beside it.
AMENDED = """
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'guidance' = to_jsonb(OLD) - 'guidance' AND to_jsonb(NEW.guidance) = (
      SELECT a.new FROM competitions_amendment a WHERE a.{part} = OLD.id ORDER BY a.id DESC LIMIT 1
    ) THEN
      RETURN NEW;
    END IF;
"""


def frozen_with_period(owners: str, *, amended_by: str = "") -> pgtrigger.Trigger:
    """A trigger that refuses every change once the period has been opened.

    `amended_by` is the column by which an amendment names a row whose guidance it changes.
    """
    unless = AMENDED.format(part=amended_by) if amended_by else ""
    return pgtrigger.Trigger(
        name="frozen",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("owners", "bigint[]")],
        func=f"{unless}owners := {owners};" + FREEZE,
    )


OF_PERIOD = "ARRAY[NEW.period_id, OLD.period_id]"
OF_ROUND = "ARRAY(SELECT r.period_id FROM competitions_round r WHERE r.id IN (NEW.round_id, OLD.round_id))"


class Category(models.Model):
    period = models.ForeignKey(Period, models.CASCADE, related_name="categories")
    code = models.SlugField(max_length=60)
    name = models.CharField("nama", max_length=120)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "kategori"
        constraints = [models.UniqueConstraint(fields=["period", "code"], name="category_once")]
        triggers = [frozen_with_period(OF_PERIOD)]

    def __str__(self):
        return self.name


class EntryGroup(models.Model):
    """A group of entries with its own rules of entry: how old an innovation is, how often it was awarded."""

    period = models.ForeignKey(Period, models.CASCADE, related_name="groups")
    code = models.SlugField(max_length=60)
    name = models.CharField("nama", max_length=120)
    description = models.TextField("penjelasan", blank=True)
    min_months = models.PositiveSmallIntegerField(
        "usia minimal inovasi (bulan)", default=12, validators=[MaxValueValidator(120)]
    )
    max_months = models.PositiveSmallIntegerField("usia maksimal inovasi (bulan)", null=True, blank=True)
    max_times_awarded = models.PositiveSmallIntegerField("paling banyak penghargaan sebelumnya", null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "kelompok"
        constraints = [
            models.UniqueConstraint(fields=["period", "code"], name="entry_group_once"),
            models.CheckConstraint(
                name="entry_group_ages_in_order",
                condition=Q(max_months__isnull=True) | Q(max_months__gte=F("min_months")),
                violation_error_message="Usia maksimal tidak boleh kurang dari usia minimal.",
            ),
        ]
        triggers = [frozen_with_period(OF_PERIOD)]

    def __str__(self):
        return self.name


def codes_of_groups() -> ArrayField:
    """The codes of the groups that a part is for; none means all."""
    return ArrayField(models.SlugField(max_length=60), default=list, blank=True, verbose_name="untuk kelompok")


class Round(models.Model):
    """One stage of judging: its rubric, its weight in the final value, and who goes on to the next."""

    class Kind(models.TextChoices):
        PROPOSAL = "proposal", "Penilaian proposal"
        PRESENTATION = "presentation", "Presentasi dan wawancara"
        FIELD = "field", "Penilaian lapangan"

    class Per(models.TextChoices):
        """What a quota counts by."""

        CATEGORY = "category", PER["category"]
        GROUP = "group", PER["group"]
        AGENCY_KIND = "agency_kind", PER["agency_kind"]

    period = models.ForeignKey(Period, models.CASCADE, related_name="rounds")
    code = models.SlugField(max_length=40)
    kind = models.CharField("jenis", max_length=20, choices=Kind.choices, default=Kind.PROPOSAL)
    name = models.CharField("nama", max_length=120)
    order = models.PositiveSmallIntegerField(default=1)
    weight = models.DecimalField(
        "bobot (%)",
        max_digits=5,
        decimal_places=2,
        default=100,
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(Decimal(100))],
    )
    min_sheets = models.PositiveSmallIntegerField(
        "paling sedikit lembar nilai", default=2, validators=[MinValueValidator(1)]
    )
    tie_breaks = ArrayField(models.CharField(max_length=60), default=list, verbose_name="aturan nilai sama")
    # Without dates of its own a round is judged within the judging of its period.
    opens_on = models.DateField("dimulai", null=True, blank=True)
    closes_on = models.DateField("selesai", null=True, blank=True)
    # Who goes on to the next round; all given limits hold at once, without any everyone with a value goes on.
    # After the last round the winners of the period stand here instead.
    advance_most = models.PositiveSmallIntegerField(
        "paling banyak proposal", null=True, blank=True, validators=[MinValueValidator(1)]
    )
    advance_least = models.DecimalField(
        "nilai paling rendah",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
    )
    advance_per = models.CharField("kuota per", max_length=20, choices=Per.choices, blank=True)
    advance_quota = models.PositiveSmallIntegerField("kuota", null=True, blank=True, validators=[MinValueValidator(1)])

    class Meta:
        verbose_name = "tahap penilaian"
        constraints = [
            models.UniqueConstraint(fields=["period", "code"], name="round_once"),
            # Deferred: two rounds change places in one statement.
            models.UniqueConstraint(
                fields=["period", "order"], name="round_order_once", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(name="round_weight_range", condition=Q(weight__gt=0, weight__lte=100)),
            models.CheckConstraint(
                name="round_opens_before_it_closes",
                condition=Q(opens_on__isnull=True) | Q(closes_on__isnull=True) | Q(opens_on__lte=F("closes_on")),
                violation_error_message="Tahap harus dimulai sebelum selesai.",
            ),
            models.CheckConstraint(
                name="round_advance_limits",
                condition=(Q(advance_most__isnull=True) | Q(advance_most__gte=1))
                & (Q(advance_least__isnull=True) | Q(advance_least__gte=0, advance_least__lte=100))
                # Said aloud: a comparison with NULL is neither true nor false, and a check lets that pass.
                & (
                    Q(advance_per="", advance_quota__isnull=True)
                    | ~Q(advance_per="") & Q(advance_quota__isnull=False, advance_quota__gte=1)
                ),
                violation_error_message="Isi kuota bersama hitungannya, atau kosongkan keduanya.",
            ),
        ]
        triggers = [frozen_with_period(OF_PERIOD)]

    def __str__(self):
        return self.name

    @property
    def due_on(self) -> date | None:
        """The last day of this round: its own, or that of the judging of its period."""
        return self.closes_on or self.period.judging_closes_on

    @property
    def days(self) -> str:
        """When this round is judged, in words."""
        return days_of_round(self.opens_on, self.closes_on)

    @property
    def line(self) -> str:
        """Who goes on from this round, in words; empty when everyone with a value does."""
        return line(self.advance_most, self.advance_least, self.advance_per, self.advance_quota)


class Criterion(models.Model):
    round = models.ForeignKey(Round, models.CASCADE, related_name="criteria")
    code = models.SlugField(max_length=40)
    name = models.CharField("nama", max_length=80)
    definition = models.TextField("definisi")
    anchors = models.JSONField("jangkar nilai", default=list)  # [{"score": 0, "words": "…"}, …]
    weight = models.DecimalField(
        "bobot (%)",
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(Decimal(100))],
    )
    order = models.PositiveSmallIntegerField(default=0)

    objects = CriterionQuerySet.as_manager()

    class Meta:
        verbose_name = "kriteria"
        constraints = [
            models.UniqueConstraint(fields=["round", "code"], name="criterion_once"),
            models.CheckConstraint(name="criterion_weight_range", condition=Q(weight__gt=0, weight__lte=100)),
        ]
        triggers = [frozen_with_period(OF_ROUND)]

    def __str__(self):
        return self.name

    @property
    def period(self) -> Period:
        return self.round.period


class Section(models.Model):
    """One part of the proposal form."""

    period = models.ForeignKey(Period, models.CASCADE, related_name="sections")
    number = models.CharField("nomor", max_length=4)
    code = models.SlugField(max_length=60)
    title = models.CharField("judul", max_length=120)
    guidance = models.TextField("pertanyaan pemandu")
    max_words = models.PositiveSmallIntegerField("batas kata")
    weight_shown = models.DecimalField("bobot (%)", max_digits=5, decimal_places=2, null=True)
    criteria = ArrayField(models.SlugField(max_length=40), default=list, verbose_name="bukti untuk kriteria")
    is_required = models.BooleanField("wajib", default=True)
    groups = codes_of_groups()
    order = models.PositiveSmallIntegerField(default=0)

    objects = PartQuerySet.as_manager()

    class Meta:
        verbose_name = "bagian proposal"
        constraints = [models.UniqueConstraint(fields=["period", "code"], name="section_once")]
        triggers = [frozen_with_period(OF_PERIOD, amended_by="section_id")]

    def __str__(self):
        return f"{self.number} {self.title}"


class AttachmentKind(models.Model):
    period = models.ForeignKey(Period, models.CASCADE, related_name="attachment_kinds")
    code = models.SlugField(max_length=60)
    title = models.CharField("judul", max_length=160)
    guidance = models.TextField("petunjuk", blank=True)
    is_required = models.BooleanField("wajib", default=False)
    max_bytes = models.PositiveIntegerField("ukuran paling besar (bita)", default=2 * 1024 * 1024)
    takes_images = models.BooleanField("boleh berupa gambar (JPG, PNG)", default=False)
    groups = codes_of_groups()
    order = models.PositiveSmallIntegerField(default=0)

    objects = PartQuerySet.as_manager()

    class Meta:
        verbose_name = "jenis lampiran"
        constraints = [models.UniqueConstraint(fields=["period", "code"], name="attachment_kind_once")]
        triggers = [frozen_with_period(OF_PERIOD, amended_by="attachment_kind_id")]

    def __str__(self):
        return self.title

    @property
    def accepted(self) -> str:
        """Say what a file of this kind may be."""
        return PDF_OR_IMAGE if self.takes_images else "PDF"
