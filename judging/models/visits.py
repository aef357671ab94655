"""Field verification: who visits an entry, what is looked at, what was found, and who signed it."""

import json

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.functional import cached_property

from competitions.models import Round
from judging.claims import Outcome, camera_time
from judging.models.panelists import IntegrityPact
from judging.models.visit_guards import (
    claim_triggers,
    finding_triggers,
    photo_triggers,
    signature_triggers,
    visit_triggers,
)
from judging.querysets import FindingQuerySet, VisitPhotoQuerySet, VisitQuerySet, VisitSignatureQuerySet
from kipp.accounts.models import User
from kipp.documents.stored import StoredFile
from proposals.models import Proposal

OUTCOMES = {
    Outcome.TRUE: "Sesuai",
    Outcome.PARTLY: "Sesuai sebagian",
    Outcome.UNTRUE: "Tidak sesuai",
    Outcome.UNKNOWN: "Tidak dapat diperiksa",
}


class Visit(models.Model):
    """The visit to one entry of a field round, by a judge of the panel and an organiser."""

    class State(models.TextChoices):
        UNPLANNED = "unplanned", "Belum dijadwalkan"
        PLANNED = "planned", "Dijadwalkan"
        BEGUN = "begun", "Sedang diisi"
        SIGNED_ONCE = "signed_once", "Menunggu tanda tangan kedua"
        COMPLETE = "complete", "Selesai"

    round = models.ForeignKey(Round, models.PROTECT, related_name="visits")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="visits")
    created_at = models.DateTimeField(db_default=Now())
    judge = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="juri")
    officer = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="petugas")
    visit_on = models.DateField("tanggal kunjungan", null=True)

    objects = VisitQuerySet.as_manager()
    # Only from `with_progress`.
    claim_count: int
    found_count: int
    signed_count: int

    class Meta:
        verbose_name = "kunjungan"
        constraints = [
            models.UniqueConstraint(fields=["round", "proposal"], name="visit_once"),
            models.CheckConstraint(
                name="visit_planned_whole",
                condition=Q(judge__isnull=True, officer__isnull=True, visit_on__isnull=True)
                | Q(judge__isnull=False, officer__isnull=False, visit_on__isnull=False),
            ),
        ]
        triggers = visit_triggers()

    def __str__(self):
        return f"{self.round_id}: {self.proposal_id}"

    @property
    def state(self) -> State:
        """Needs `with_progress`."""
        match self.signed_count:
            case 2:
                return self.State.COMPLETE
            case 1:
                return self.State.SIGNED_ONCE
        if self.found_count:
            return self.State.BEGUN
        return self.State.PLANNED if self.judge_id else self.State.UNPLANNED

    @cached_property
    def standing(self) -> "list[VisitSignature]":
        """The signatures that hold, the first one first. One query."""
        return list(self.signatures.standing().select_related("person").order_by("signed_at", "pk"))

    @cached_property
    def is_under_pact(self) -> bool:
        """The judge has signed the pact of the period."""
        return IntegrityPact.objects.filter(period=self.round.period_id, judge=self.judge_id).exists()

    @property
    def grounds(self) -> list[dict]:
        """What was signed by both as untrue although the entry was eligible because of it, as it was signed."""
        signed = json.loads(self.standing[0].contents)["claims"] if len(self.standing) == 2 else []
        return [claim for claim in signed if claim["is_decisive"] and claim["outcome"] == Outcome.UNTRUE]

    @property
    def is_filled_in(self) -> bool:
        return self.found_count == self.claim_count

    def side_of(self, user) -> "VisitSignature.Side | None":
        """Return for which of the two sides this person visits, if for any."""
        return self.sides.get(user.pk) if user.pk else None

    @property
    def sides(self) -> "dict[int | None, VisitSignature.Side]":
        """Who visits for which side."""
        return {self.judge_id: VisitSignature.Side.PANEL, self.officer_id: VisitSignature.Side.TEAM}


class VisitClaim(models.Model):
    """Something that the visit looks at: read out of the proposal, or added by an organiser before the visit."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="claims")
    order = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=80)
    title = models.CharField("butir", max_length=240)
    statement = models.TextField("pernyataan")
    is_decisive = models.BooleanField("menentukan kelayakan", default=False)
    added_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "butir kunjungan"
        constraints = [
            models.UniqueConstraint(fields=["visit", "code"], name="visit_claim_once"),
            models.UniqueConstraint(fields=["visit", "order"], name="visit_claim_order_once"),
            models.CheckConstraint(name="visit_claim_says_something", condition=~Q(title="") & ~Q(statement="")),
        ]
        triggers = claim_triggers()

    def __str__(self):
        return self.title


class Finding(models.Model):
    """One revision of what was found of a claim; the latest counts."""

    claim = models.ForeignKey(VisitClaim, models.PROTECT, related_name="findings")
    revision = models.PositiveIntegerField()
    outcome = models.CharField(
        "temuan", max_length=10, choices=[(code.value, label) for code, label in OUTCOMES.items()]
    )
    note = models.TextField("catatan", blank=True)
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = "temuan"
        constraints = [
            # Of two who save at once, one wins.
            models.UniqueConstraint(fields=["claim", "revision"], name="finding_revision_once"),
            models.CheckConstraint(
                name="finding_known_and_explained",
                condition=Q(outcome="true") | Q(outcome__in=["partly", "untrue", "unknown"]) & ~Q(note=""),
            ),
        ]
        triggers = finding_triggers()

    def __str__(self):
        return f"{self.claim_id} #{self.revision}"


class VisitPhoto(StoredFile):
    """A picture taken on a visit. `uploaded_at` is when the server received it."""

    claim = models.ForeignKey(VisitClaim, models.PROTECT, related_name="photos")
    # By the clock of the camera, without a zone: "2024-05-06 07:08:09". Empty when the file said nothing.
    camera_at = models.CharField(max_length=19, blank=True)

    objects = VisitPhotoQuerySet.as_manager()

    class Meta:
        verbose_name = "foto kunjungan"
        constraints = [models.UniqueConstraint(fields=["claim", "sha256"], name="visit_photo_once")]
        triggers = photo_triggers()

    @property
    def taken(self) -> str:
        """When the camera says it was taken, in words."""
        return camera_time(self.camera_at)


class VisitSignature(models.Model):
    """One of the two signs the whole checklist, word for word; voided when the other returns it."""

    class Side(models.TextChoices):
        PANEL = "panel", "Tim Penilai"
        TEAM = "team", "Tim Evaluasi"

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="signatures")
    person = models.ForeignKey(User, models.PROTECT, related_name="+")
    side = models.CharField(max_length=10, choices=Side.choices)
    contents = models.TextField("isi")
    contents_sha256 = models.CharField(max_length=64)
    typed_name = models.CharField("nama yang diketik", max_length=160)
    signed_at = models.DateTimeField(db_default=Now())
    voided_at = models.DateTimeField(null=True)
    voided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    voided_reason = models.TextField("alasan", blank=True)

    objects = VisitSignatureQuerySet.as_manager()

    class Meta:
        verbose_name = "tanda tangan kunjungan"
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "side"], condition=Q(voided_at__isnull=True), name="visit_signed_once_by_each_side"
            ),
            models.UniqueConstraint(
                fields=["visit", "person"], condition=Q(voided_at__isnull=True), name="visit_signed_by_two_people"
            ),
            models.CheckConstraint(name="visit_signature_side_known", condition=Q(side__in=["panel", "team"])),
            models.CheckConstraint(
                name="visit_signature_voided_by_the_other_for_a_reason",
                condition=Q(voided_at__isnull=True, voided_by__isnull=True, voided_reason="")
                | Q(voided_at__isnull=False, voided_by__isnull=False)
                & ~Q(voided_reason="")
                & ~Q(voided_by=F("person")),
            ),
        ]
        triggers = signature_triggers()

    def __str__(self):
        return f"{self.visit_id}: {self.person_id}"
