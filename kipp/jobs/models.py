"""Work that outlives a request, and mail. The row is the truth; the broker only carries hints."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Concat, Now

from kipp.accounts.models import User
from kipp.jobs.reasons import reason_in_words

MAX_ATTEMPTS = 3
MAIL_KEY = "mail:"  # with the number of a mail: the key of the job that sends it
LABELS: dict[str, str] = {}  # kind -> what its handler calls the work


def _ago(seconds: int):
    """Return that instant by the database's clock."""
    return Now() - timedelta(seconds=seconds)


class MailState(models.TextChoices):
    WAITING = "waiting", "Menunggu"
    SENT = "sent", "Terkirim"
    FAILED = "failed", "Gagal"


class MailQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Organisers see every mail that leaves the house, others none."""
        return self if user.is_authenticated and user.is_organiser else self.none()

    def waiting(self):
        return self.filter(sent_at=None)

    def with_delivery(self):
        """`state`, and `job_id` and `error` of the job that sends it."""
        key = Concat(Value(MAIL_KEY), Cast(OuterRef("pk"), models.CharField()))
        job = Job.objects.filter(key=key)
        failed = Exists(job.filter(state=Job.State.FAILED))
        state = Case(
            When(sent_at__isnull=False, then=Value(MailState.SENT)),
            When(failed, then=Value(MailState.FAILED)),
            default=Value(MailState.WAITING),
            output_field=models.CharField(),
        )
        return self.annotate(
            state=state, job_id=Subquery(job.values("pk")[:1]), error=Subquery(job.values("error")[:1])
        )

    def with_recipient(self):
        """`recipient` and `agency`: the name of whoever has this address now, and of their agency."""
        person = User.objects.filter(email=OuterRef("to"))
        return self.annotate(
            recipient=Subquery(person.values("name")[:1]), agency=Subquery(person.values("agency__name")[:1])
        )


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

    State = MailState

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    # Nobody but its recipient may read it, unless its sender said that it carries no secret.
    is_open = models.BooleanField(default=False)
    created_at = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(null=True)

    objects = MailQuerySet.as_manager()
    state: str  # these three only from `with_delivery`
    job_id: uuid.UUID | None
    error: str | None

    def __str__(self):
        return f"{self.subject} → {self.to}"

    @property
    def state_label(self) -> str:
        return str(MailState(self.state).label)

    @property
    def readable_body(self) -> str:
        """What it says, where that may be read; pages ask for nothing else."""
        return self.body if self.is_open else ""

    @property
    def reason(self) -> str:
        """Why it has not left, in words."""
        return reason_in_words(self.error or "") if self.state == MailState.FAILED else ""

    def mark_sent(self):
        type(self).objects.waiting().filter(pk=self.pk).update(sent_at=Now())
