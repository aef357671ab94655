"""What was found, decided and told about an entry. Only ever added."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from competitions.models import ClosingChange
from kipp.accounts.models import User
from proposals.eligibility import Reason, Verdict
from proposals.models.entry import Proposal, SentVersion
from proposals.models.lifecycle import STEPS
from proposals.models.triggers import append_only, closed_once, decision_triggers
from proposals.querysets import CheckQuerySet, NoticeQuerySet

DECIDED_ALREADY = "Proposal ini sudah memiliki putusan yang belum disampaikan."


class EligibilityVerdict(models.Model):
    """What the rule said of an entry, when and with which inputs."""

    class Cause(models.TextChoices):
        SUBMITTED = "submitted", "Saat dikirim"
        CLOSING_MOVED = "closing_moved", "Penutupan digeser"
        FINAL = "final", "Pemeriksaan akhir"

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="verdicts")
    cause = models.CharField(max_length=20, choices=Cause.choices)
    sent_version = models.OneToOneField(SentVersion, models.CASCADE, null=True, related_name="verdict")
    closing_change = models.ForeignKey(ClosingChange, models.PROTECT, null=True, related_name="+")
    closes_on = models.DateField()
    threshold_on = models.DateField()
    implemented_on = models.DateField()
    is_eligible = models.BooleanField()
    margin_days = models.IntegerField()
    reasons = ArrayField(models.CharField(max_length=40), default=list)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            # The one-year rule in SQL for the rule's own record: eligible entries start early enough.
            models.CheckConstraint(
                name="verdict_eligible_starts_in_time",
                condition=Q(is_eligible=False) | Q(implemented_on__lte=F("threshold_on")),
            ),
            models.CheckConstraint(
                name="verdict_names_its_cause",
                condition=Q(cause="submitted", sent_version__isnull=False, closing_change__isnull=True)
                | Q(cause="closing_moved", sent_version__isnull=True, closing_change__isnull=False)
                | Q(cause="final", sent_version__isnull=True, closing_change__isnull=True),
            ),
            # A job may run twice; its verdicts stand once.
            models.UniqueConstraint(
                fields=["proposal", "closing_change", "closes_on"], name="verdict_once_per_closing_change"
            ),
            models.UniqueConstraint(fields=["proposal"], condition=Q(cause="final"), name="verdict_final_once"),
        ]
        triggers = [append_only()]

    def __str__(self):
        return f"{self.proposal_id}: {self.margin_days}"

    @classmethod
    def of(cls, proposal: Proposal, verdict: Verdict, *, cause: Cause, closes_on, **origin) -> "EligibilityVerdict":
        """Return the row that keeps a verdict together with what it was reached from; not yet saved."""
        return cls(
            proposal=proposal,
            cause=cause,
            closes_on=closes_on,
            threshold_on=verdict.threshold,
            implemented_on=proposal.innovation.implemented_on,
            is_eligible=verdict.eligible,
            margin_days=verdict.margin,
            reasons=[str(reason) for reason in verdict.reasons],
            **origin,
        )

    @property
    def as_verdict(self) -> Verdict:
        return Verdict(
            reasons=tuple(Reason(code) for code in self.reasons), threshold=self.threshold_on, margin=self.margin_days
        )


class Check(models.Model):
    """A decision of the desk on an entry, with coded reasons.

    It is recorded first, and the agency sees nothing of it; the step of the entry is taken when it is released.
    A decision that was not released may be cancelled.
    """

    class Decision(models.TextChoices):
        VERIFY = "verify", "Lolos verifikasi"
        SEND_BACK = "send_back", "Dikembalikan untuk perbaikan"
        REJECT = "reject", "Tidak lolos"
        OVERTURN = "overturn", "Kelayakan dibatalkan"

    class Reason(models.TextChoices):
        TOO_YOUNG = "too_young", "Usia inovasi kurang dari ketentuan"
        INCOMPLETE = "incomplete", "Isian tidak lengkap"
        CARELESS = "careless", "Isian tidak sesuai pertanyaan"
        DUPLICATE_TITLE = "duplicate_title", "Judul sama dengan proposal lain"
        AWARDED_BEFORE = "awarded_before", "Riwayat penghargaan melebihi ketentuan"
        WRONG_CATEGORY = "wrong_category", "Kategori atau tema tidak sesuai"
        EVIDENCE = "evidence", "Bukti penerapan tidak memadai"
        FALSE_CLAIM = "false_claim", "Keterangan tidak sesuai dengan keadaan di lapangan"

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="checks")
    decision = models.CharField(max_length=20, choices=Decision.choices)
    reasons = ArrayField(models.CharField(max_length=40, choices=Reason.choices), default=list)
    note = models.TextField("catatan", blank=True)
    repair_due_on = models.DateField("batas perbaikan", null=True)
    repair_parts = ArrayField(models.CharField(max_length=40), default=list)
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    cancelled_reason = models.TextField("alasan pembatalan", blank=True)

    objects = CheckQuerySet.as_manager()

    class Meta:
        constraints = [
            # Of two officers who decide at once, one wins.
            models.UniqueConstraint(
                fields=["proposal"],
                condition=Q(released_at__isnull=True, cancelled_at__isnull=True),
                name="check_one_pending",
                violation_error_message=DECIDED_ALREADY,
            ),
            models.CheckConstraint(
                name="check_released_by_someone",
                condition=Q(released_at__isnull=True, released_by__isnull=True)
                | Q(released_at__isnull=False, released_by__isnull=False, cancelled_at__isnull=True),
            ),
            models.CheckConstraint(
                name="check_cancelled_by_someone_for_a_reason",
                condition=Q(cancelled_at__isnull=True, cancelled_by__isnull=True, cancelled_reason="")
                | (Q(cancelled_at__isnull=False, cancelled_by__isnull=False) & ~Q(cancelled_reason="")),
            ),
            models.CheckConstraint(
                name="check_sent_back_until_a_day",
                condition=Q(decision="send_back", repair_due_on__isnull=False)
                | (~Q(decision="send_back") & Q(repair_due_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="check_parts_of_a_repair", condition=Q(decision="send_back") | Q(repair_parts__len=0)
            ),
            models.CheckConstraint(
                name="check_refusal_has_reason",
                condition=Q(decision="verify") | Q(reasons__len__gt=0),
                violation_error_message="Pilih paling sedikit satu alasan.",
            ),
            models.CheckConstraint(
                name="check_decision_known", condition=Q(decision__in=["verify", "send_back", "reject", "overturn"])
            ),
        ]
        triggers = decision_triggers(STEPS)

    def __str__(self):
        return f"{self.proposal_id}: {self.decision}"

    @property
    def is_pending(self) -> bool:
        return self.released_at is None and self.cancelled_at is None

    @property
    def part_labels(self) -> list[str]:
        """The titles of what may be repaired; empty when that is everything. Two queries, unless it is."""
        titles = self.proposal.repairable_parts() if self.repair_parts else {}
        return [titles[part] for part in self.repair_parts]

    @property
    def reason_labels(self) -> list[str]:
        return [self.Reason(code).label for code in self.reasons]


class Withdrawal(models.Model):
    """An agency took its entry out of the competition; it may take that back while registration is open."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="withdrawals")
    left = models.CharField(max_length=20, choices=Proposal.Status.choices)
    reason = models.TextField("alasan")
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposal"], condition=Q(undone_at__isnull=True), name="withdrawal_one_standing"
            ),
            models.CheckConstraint(name="withdrawal_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="withdrawal_left_known", condition=Q(left__in=["submitted", "returned", "verified"])
            ),
            models.CheckConstraint(
                name="withdrawal_undone_by_someone",
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
            ),
        ]
        triggers = closed_once(["undone_at", "undone_by"])

    def __str__(self):
        return f"{self.proposal_id}: {self.reason}"


class Notice(models.Model):
    """Something that must be told once, and was: the key stands in the same transaction as the mail."""

    key = models.CharField(max_length=120, unique=True)
    at = models.DateTimeField(db_default=Now())

    objects = NoticeQuerySet.as_manager()

    def __str__(self):
        return self.key

    @classmethod
    def first_time(cls, key: str) -> bool:
        """True for exactly one caller; a twin waits for the first one's transaction."""
        return cls.objects.get_or_create(key=key)[1]

    @classmethod
    def first_reminder(cls, subject: str, *, on: date) -> bool:
        """The same for a reminder, which may be told again on another day."""
        return cls.first_time(f"remind:{subject}:{on.isoformat()}")
