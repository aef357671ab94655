"""Work that outlives a request, and mail. The row is the truth; the broker only carries hints."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

MAX_ATTEMPTS = 3
LABELS: dict[str, str] = {}  # kind -> what its handler calls the work


def _ago(seconds: int):
    """Return that instant by the database's clock."""
    return Now() - timedelta(seconds=seconds)


class MailQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(sent_at=None)


class JobQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Organisers see every job, others those they asked for."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_organiser else self.filter(requested_by=user)

    def claimable(self):
        """Queued, or left behind by a worker that died."""
        silent = Q(state=Job.State.RUNNING, heartbeat_at__lt=_ago(settings.JOBS_SILENT_AFTER))
        return self.filter(Q(state=Job.State.QUEUED) | silent)

    def overdue(self):
        """Claimable for so long that its hint must have been lost."""
        return self.claimable().filter(queued_at__lt=_ago(settings.JOBS_OVERDUE_AFTER))

    def unfinished(self):
        return self.exclude(state=Job.State.DONE)

    def claim(self, job_id):
        """Take the job for this worker, or return None: someone else has it or it is done."""
        lease = uuid.uuid4()
        taken = (
            self.claimable()
            .filter(pk=job_id, attempts__lt=MAX_ATTEMPTS)
            .update(
                state=Job.State.RUNNING,
                attempts=F("attempts") + 1,
                lease=lease,
                started_at=Now(),
                heartbeat_at=Now(),
            )
        )
        return self.get(pk=job_id) if taken else None

    def give_up(self):
        """Mark those that died with their last attempt; return how many."""
        return (
            self.claimable()
            .filter(attempts__gte=MAX_ATTEMPTS)
            .update(state=Job.State.FAILED, finished_at=Now(), error="Pekerja berhenti tiga kali.")
        )


class Job(models.Model):
    class State(models.TextChoices):
        QUEUED = "queued", "Antre"
        RUNNING = "running", "Berjalan"
        DONE = "done", "Selesai"
        FAILED = "failed", "Gagal"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=120, unique=True, null=True)  # noqa: DJ001 (NULLs are distinct)
    params = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease = models.UUIDField(null=True)
    queued_at = models.DateTimeField(db_default=Now())
    started_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = JobQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "queued_at"], name="job_state_queued")]
        constraints = [
            models.CheckConstraint(
                name="job_state_known",
                condition=Q(state__in=["queued", "running", "done", "failed"]),
            ),
            models.CheckConstraint(
                name="job_running_has_lease",
                condition=~Q(state="running") | Q(lease__isnull=False, heartbeat_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.pk}"

    @property
    def label(self) -> str:
        return LABELS.get(self.kind, self.kind)

    @property
    def is_failed(self) -> bool:
        return self.state == self.State.FAILED

    def beat(self) -> bool:
        """Say that the work goes on; False when another worker has taken over."""
        return bool(self._held().update(heartbeat_at=Now()))

    def finish(self) -> bool:
        return bool(self._held().update(state=self.State.DONE, finished_at=Now(), error=""))

    def fail(self, error: str) -> bool:
        """Queue again while attempts are left, else fail for good."""
        final = self.attempts >= MAX_ATTEMPTS
        return bool(
            self._held().update(
                state=self.State.FAILED if final else self.State.QUEUED,
                queued_at=Now(),
                finished_at=Now() if final else None,
                error=error[:2000],
            )
        )

    def retry(self) -> bool:
        """Give a failed job three new attempts; False when it is not failed (any more)."""
        again = type(self).objects.filter(pk=self.pk, state=self.State.FAILED)
        return bool(again.update(state=self.State.QUEUED, attempts=0, queued_at=Now(), finished_at=None))

    def _held(self):
        return type(self).objects.filter(pk=self.pk, state=self.State.RUNNING, lease=self.lease)


class Mail(models.Model):
    """One outgoing message: what was said to whom, and whether it left."""

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    created_at = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(null=True)

    objects = MailQuerySet.as_manager()

    def __str__(self):
        return f"{self.subject} → {self.to}"

    def mark_sent(self):
        type(self).objects.waiting().filter(pk=self.pk).update(sent_at=Now())
