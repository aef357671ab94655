"""Who sits on the Tim Penilai of a period, by which decree, and the pact that each of them signs."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from competitions.models import Period
from judging.assignment import CONFLICT_YEARS
from judging.models.panel_guards import pact_triggers, panel_stands, seat_triggers
from judging.querysets import OfJudgeQuerySet, PanelMemberQuerySet
from kipp.accounts.models import Agency, User

MOST_YEARS = 30


class Panel(models.Model):
    """The terms under which the Tim Penilai of a period sits. Without a row nothing is known of a decree."""

    period = models.OneToOneField(Period, models.PROTECT, related_name="panel")
    decree_number = models.CharField("nomor SK", max_length=80)
    decree_on = models.DateField("tanggal SK")
    # A posting that ended so many years before registration closed ties nobody any more.
    conflict_years = models.PositiveSmallIntegerField(
        "masa benturan (tahun)", default=CONFLICT_YEARS, validators=[MaxValueValidator(MOST_YEARS)]
    )

    class Meta:
        verbose_name = "tim penilai"
        constraints = [
            models.CheckConstraint(name="panel_decree_has_number", condition=~Q(decree_number="")),
            models.CheckConstraint(name="panel_conflict_years_range", condition=Q(conflict_years__lte=MOST_YEARS)),
        ]
        triggers = [panel_stands()]

    def __str__(self):
        return f"{self.period_id}: {self.decree_number}"


class PanelMember(models.Model):
    """A seat on the Tim Penilai of a period: only who has one is assigned there."""

    class Seat(models.TextChoices):
        CHAIR = "chair", "Ketua"
        MEMBER = "member", "Anggota"

    period = models.ForeignKey(Period, models.PROTECT, related_name="panel_members")
    judge = models.ForeignKey(User, models.PROTECT, related_name="panel_seats")
    seat = models.CharField("kedudukan", max_length=10, choices=Seat.choices, default=Seat.MEMBER)
    appointed_at = models.DateTimeField(db_default=Now())
    appointed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = PanelMemberQuerySet.as_manager()

    class Meta:
        verbose_name = "anggota tim penilai"
        constraints = [
            models.UniqueConstraint(
                fields=["period", "judge"], condition=Q(removed_at__isnull=True), name="panel_member_sits_once"
            ),
            models.UniqueConstraint(
                fields=["period"],
                condition=Q(removed_at__isnull=True, seat="chair"),
                name="panel_one_chair",
                violation_error_message="Tim Penilai sudah memiliki ketua.",
            ),
            models.CheckConstraint(name="panel_seat_known", condition=Q(seat__in=["chair", "member"])),
            models.CheckConstraint(
                name="panel_member_removed_by_someone",
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
            ),
        ]
        triggers = seat_triggers()

    def __str__(self):
        return f"{self.period_id}: {self.judge_id}"


class IntegrityPact(models.Model):
    """The pakta integritas of one judge for one period, as it was read and signed. Only ever added."""

    period = models.ForeignKey(Period, models.PROTECT, related_name="integrity_pacts")
    judge = models.ForeignKey(User, models.PROTECT, related_name="integrity_pacts")
    version = models.PositiveSmallIntegerField()
    text = models.TextField("isi")
    text_sha256 = models.CharField(max_length=64)
    typed_name = models.CharField("nama yang diketik", max_length=160)
    signed_at = models.DateTimeField(db_default=Now())

    objects = OfJudgeQuerySet.as_manager()

    class Meta:
        verbose_name = "pakta integritas"
        constraints = [models.UniqueConstraint(fields=["period", "judge"], name="integrity_pact_once")]
        triggers = pact_triggers()

    def __str__(self):
        return f"{self.period_id}: {self.judge_id}"


class Posting(models.Model):
    """Where a judge was on duty, as far as the office knows: ties to that house for some years."""

    judge = models.ForeignKey(User, models.PROTECT, related_name="postings")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="instansi")
    since = models.DateField("mulai bertugas")
    until = models.DateField("sampai", null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "riwayat penugasan"
        constraints = [
            models.UniqueConstraint(fields=["judge", "agency", "since"], name="posting_once"),
            models.CheckConstraint(
                name="posting_begins_before_it_ends",
                condition=Q(until__isnull=True) | Q(since__lte=F("until")),
                violation_error_message="Mulai bertugas harus sebelum selesai.",
            ),
        ]

    def __str__(self):
        return f"{self.judge_id}: {self.agency_id}"
