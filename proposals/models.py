"""An innovation lives for years; a proposal enters it into one period."""

import uuid

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Now

from competitions.models import AttachmentKind, Category, Period, Section, TransitionNotAllowed
from kipp.accounts.models import Agency, User
from kipp.audit.chain import record
from proposals.eligibility import EntryRules, Verdict, judge_entry
from proposals.querysets import InnovationQuerySet, ProposalQuerySet


class Innovation(models.Model):
    """What an agency does better, from its start onward."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="innovations")
    title = models.CharField("judul inovasi", max_length=200)
    summary = models.TextField("gambaran singkat", blank=True)
    implemented_on = models.DateField("tanggal mulai penerapan")
    times_awarded = models.PositiveSmallIntegerField("jumlah penghargaan sebelumnya", default=0)
    created_at = models.DateTimeField(db_default=Now())
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = InnovationQuerySet.as_manager()

    class Meta:
        verbose_name = "inovasi"
        constraints = [
            models.UniqueConstraint(
                models.functions.Lower("title"),
                "agency",
                name="innovation_title_once_per_agency",
                violation_error_message="Inovasi dengan judul ini sudah terdaftar.",
            ),
        ]

    def __str__(self):
        return self.title


class Proposal(models.Model):
    """The entry of one innovation into one period: its text is frozen with it."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draf"
        SUBMITTED = "submitted", "Terkirim"
        RETURNED = "returned", "Perlu perbaikan"
        VERIFIED = "verified", "Lolos verifikasi"
        REJECTED = "rejected", "Tidak lolos verifikasi"

    STEPS = {
        "submit": ({Status.DRAFT}, Status.SUBMITTED),
        "resubmit": ({Status.RETURNED}, Status.SUBMITTED),
        "send_back": ({Status.SUBMITTED}, Status.RETURNED),
        "verify": ({Status.SUBMITTED}, Status.VERIFIED),
        "reject": ({Status.SUBMITTED, Status.RETURNED}, Status.REJECTED),
    }
    EDITABLE = {Status.DRAFT, Status.RETURNED}

    period = models.ForeignKey(Period, models.PROTECT, related_name="proposals")
    innovation = models.ForeignKey(Innovation, models.PROTECT, related_name="proposals")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="proposals")
    category = models.ForeignKey(Category, models.PROTECT, related_name="proposals", verbose_name="kategori")
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.DRAFT)
    number = models.CharField("nomor", max_length=20, unique=True, null=True)  # noqa: DJ001
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    content_sha256 = models.CharField(max_length=64, blank=True)
    repair_due_on = models.DateField("batas perbaikan", null=True)
    created_at = models.DateTimeField(db_default=Now())
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    # The form's own key: a second click on "Buat proposal" finds the first one's row.
    token = models.UUIDField(default=uuid.uuid4, unique=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "proposal"
        indexes = [models.Index(fields=["period", "status"], name="proposal_period_status")]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "innovation"],
                name="proposal_once_per_period",
                violation_error_message="Inovasi ini sudah diusulkan pada periode ini.",
            ),
            models.CheckConstraint(
                name="proposal_submitted_at_with_by",
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="proposal_past_draft_is_numbered",
                condition=Q(status="draft")
                | (Q(number__isnull=False, submitted_at__isnull=False) & ~Q(content_sha256="")),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="born_as_draft",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__status__df="draft"),
                func="""
                    RAISE EXCEPTION 'a proposal begins as a draft' USING ERRCODE = 'check_violation';
                """,
            ),
            # The database repeats the deadline: whoever writes the row, by whatever path.
            pgtrigger.Trigger(
                name="entry_before_closing",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("status"),
                condition=pgtrigger.Q(old__status="draft", new__status="submitted"),
                func="""
                    PERFORM 1 FROM competitions_period p
                      WHERE p.id = NEW.period_id AND p.status = 'registration' FOR SHARE;
                    IF NOT FOUND OR NOT EXISTS (
                      SELECT 1 FROM competitions_period p WHERE p.id = NEW.period_id
                        AND p.registration_opens_at <= clock_timestamp()
                        AND clock_timestamp() < p.registration_closes_at) THEN
                      RAISE EXCEPTION 'registration is closed' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return self.innovation.title

    def can(self, step: str) -> bool:
        sources, _ = self.STEPS[step]
        return self.status in sources

    @property
    def is_editable(self) -> bool:
        return self.status in self.EDITABLE

    def take(self, step: str, *, by, note: str = "", data: dict | None = None, **changes) -> None:
        """Take a step of the lifecycle; of two simultaneous clicks exactly one wins."""
        sources, target = self.STEPS[step]
        changes["status"] = target
        with transaction.atomic():
            taken = type(self).objects.filter(pk=self.pk, status__in=sources).update(**changes)
            if not taken:
                raise TransitionNotAllowed("Proposal ini sudah berubah. Muat ulang halaman.")
            record(f"proposal.{step}", self, by=by, note=note, **(data or {}))
        self.refresh_from_db(fields=list(changes))

    def entry_rules(self) -> EntryRules:
        return EntryRules(
            closes_on=self.period.registration_closes_on,
            min_years_running=self.period.min_years_running,
            max_times_awarded=self.period.max_times_awarded,
        )

    def verdict(self) -> Verdict:
        """Ask the one-year rule and the rest about this entry, as things stand now."""
        return judge_entry(
            implemented_on=self.innovation.implemented_on,
            times_awarded=self.innovation.times_awarded,
            rules=self.entry_rules(),
        )


def frozen_when_sent() -> pgtrigger.Trigger:
    """A trigger that refuses every change to what hangs on a proposal once it has been sent."""
    return pgtrigger.Trigger(
        name="frozen_when_sent",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func="""
            PERFORM 1 FROM proposals_proposal p
              WHERE p.id = COALESCE(NEW.proposal_id, OLD.proposal_id)
                AND p.status NOT IN ('draft', 'returned') FOR SHARE;
            IF FOUND THEN
              RAISE EXCEPTION 'a sent proposal is frozen' USING ERRCODE = 'check_violation';
            END IF;
            RETURN COALESCE(NEW, OLD);
        """,
    )


class Answer(models.Model):
    """The text of one section. `version` refuses a save on top of somebody else's."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="answers")
    section = models.ForeignKey(Section, models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    is_done = models.BooleanField("bagian ini sudah selesai", default=False)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(db_default=Now())
    updated_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "section"], name="answer_once")]
        triggers = [frozen_when_sent()]

    def __str__(self):
        return f"{self.proposal_id}/{self.section_id}"


class Attachment(models.Model):
    """A file beside the text, rewritten on arrival and stored under its hash."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="attachments")
    kind = models.ForeignKey(AttachmentKind, models.PROTECT, related_name="+")
    name = models.CharField("nama berkas", max_length=160)
    path = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    original_sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    pages = models.PositiveIntegerField(null=True)
    uploaded_at = models.DateTimeField(db_default=Now())
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        triggers = [frozen_when_sent()]

    def __str__(self):
        return self.name


class EligibilityVerdict(models.Model):
    """What the rule said of an entry, when and with which inputs. Only ever added."""

    class Cause(models.TextChoices):
        SUBMITTED = "submitted", "Saat dikirim"
        CLOSING_MOVED = "closing_moved", "Penutupan digeser"
        FINAL = "final", "Pemeriksaan akhir"

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="verdicts")
    cause = models.CharField(max_length=20, choices=Cause.choices)
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
            models.UniqueConstraint(fields=["proposal", "cause", "closes_on", "implemented_on"], name="verdict_once"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.proposal_id}: {self.margin_days}"


class Check(models.Model):
    """A decision of the desk on an entry, with coded reasons."""

    class Decision(models.TextChoices):
        VERIFY = "verify", "Lolos verifikasi"
        SEND_BACK = "send_back", "Dikembalikan untuk perbaikan"
        REJECT = "reject", "Tidak lolos"

    class Reason(models.TextChoices):
        TOO_YOUNG = "too_young", "Usia inovasi kurang dari ketentuan"
        INCOMPLETE = "incomplete", "Isian tidak lengkap"
        CARELESS = "careless", "Isian tidak sesuai pertanyaan"
        DUPLICATE_TITLE = "duplicate_title", "Judul sama dengan proposal lain"
        AWARDED_BEFORE = "awarded_before", "Riwayat penghargaan melebihi ketentuan"
        WRONG_CATEGORY = "wrong_category", "Kategori atau tema tidak sesuai"
        EVIDENCE = "evidence", "Bukti penerapan tidak memadai"

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="checks")
    decision = models.CharField(max_length=20, choices=Decision.choices)
    reasons = ArrayField(models.CharField(max_length=40, choices=Reason.choices), default=list)
    note = models.TextField("catatan", blank=True)
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="check_refusal_has_reason",
                condition=Q(decision="verify") | Q(reasons__len__gt=0),
                violation_error_message="Pilih paling sedikit satu alasan.",
            )
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.proposal_id}: {self.decision}"
