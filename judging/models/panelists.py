"""Who sits on the Tim Penilai of a period, and by which decree."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from competitions.models import Period
from judging.models.panel_guards import panel_stands, seat_triggers
from judging.querysets import PanelMemberQuerySet
from kipp.accounts.models import User


class Panel(models.Model):
    """The terms under which the Tim Penilai of a period sits. Without a row nothing is known of a decree."""

    period = models.OneToOneField(Period, models.PROTECT, related_name="panel")
    decree_number = models.CharField("nomor SK", max_length=80)
    decree_on = models.DateField("tanggal SK")

    class Meta:
        verbose_name = "tim penilai"
        constraints = [models.CheckConstraint(name="panel_decree_has_number", condition=~Q(decree_number=""))]
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
