"""What officers say of each rule, and the exceptions that two of them make. Only ever added."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from pgtrigger import Insert, UpdateOf

from kipp.accounts.models import User
from kipp.canonical import digest
from kipp.documents.models import FileScan
from proposals.checklist import VERSION, Facts, Finding, Mark, Outcome, Rule, excepting, findings, unsettled
from proposals.completeness import Gap, GapCode
from proposals.eligibility import Verdict
from proposals.models.asked import rejected_of
from proposals.models.entry import Proposal, SentVersion
from proposals.models.innovation import Innovation
from proposals.models.innovation_parts import Award, StartEvidence
from proposals.models.triggers import about_what_waits, append_only, closed_once, officer_free
from proposals.querysets import ConfirmationQuerySet, OverrideQuerySet

# How many innovations of a like title are compared with.
NEAREST = 5
ANSWERED_ALREADY = "Pengecualian ini sudah dijawab."


class RuleConfirmation(models.Model):
    """What one officer says of one rule about one sent text, and what was computed then; the latest counts."""

    sent_version = models.ForeignKey(SentVersion, models.CASCADE, related_name="confirmations")
    ordinal = models.PositiveIntegerField()
    rule = models.CharField(max_length=20)
    version = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=20)
    inputs = models.JSONField()
    mark = models.CharField(max_length=20)
    note = models.TextField("catatan", blank=True)
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = ConfirmationQuerySet.as_manager()
    of_version: int  # only from `of_proposal`

    class Meta:
        constraints = [
            # Of two officers who save at once, one wins.
            models.UniqueConstraint(fields=["sent_version", "ordinal"], name="confirmation_once"),
            models.CheckConstraint(
                name="confirmation_known",
                condition=Q(
                    rule__in=[rule.value for rule in Rule],
                    outcome__in=[outcome.value for outcome in Outcome],
                    mark__in=[mark.value for mark in Mark],
                ),
            ),
            models.CheckConstraint(name="confirmation_failed_is_not_met", condition=~Q(outcome="failed", mark="met")),
            models.CheckConstraint(
                name="confirmation_explained",
                condition=~Q(note="") | ~(Q(mark="not_met") | Q(mark="met", outcome="needs_evidence")),
            ),
        ]
        triggers = [append_only(), about_what_waits(Insert), officer_free("by", Insert)]

    def __str__(self):
        return f"{self.sent_version_id}: {self.rule} {self.mark}"

    @property
    def finding(self) -> Finding:
        return Finding(Rule(self.rule), Outcome(self.outcome), self.inputs, self.version)


class RuleOverride(models.Model):
    """An exception from a rule that fails by computation: proposed by one officer, in force once another approves."""

    sent_version = models.ForeignKey(SentVersion, models.CASCADE, related_name="overrides")
    rule = models.CharField(max_length=20)
    version = models.PositiveSmallIntegerField()
    inputs = models.JSONField()
    reason = models.TextField("alasan")
    evidence = models.TextField("bukti yang dirujuk")
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    declined_at = models.DateTimeField(null=True)
    declined_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    declined_reason = models.TextField("alasan penolakan", blank=True)

    objects = OverrideQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sent_version", "rule"],
                condition=Q(approved_at__isnull=True, declined_at__isnull=True),
                name="override_one_open",
            ),
            models.CheckConstraint(name="override_rule_known", condition=Q(rule__in=[rule.value for rule in Rule])),
            models.CheckConstraint(name="override_has_reason_and_evidence", condition=~Q(reason="") & ~Q(evidence="")),
            models.CheckConstraint(
                name="override_approved_by_another",
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | Q(approved_at__isnull=False, approved_by__isnull=False, declined_at__isnull=True)
                & ~Q(approved_by=F("by")),
            ),
            models.CheckConstraint(
                name="override_declined_by_someone_for_a_reason",
                condition=Q(declined_at__isnull=True, declined_by__isnull=True, declined_reason="")
                | (Q(declined_at__isnull=False, declined_by__isnull=False) & ~Q(declined_reason="")),
            ),
        ]
        triggers = [
            about_what_waits(Insert, UpdateOf("approved_at")),
            officer_free("by", Insert),
            officer_free("approved_by", UpdateOf("approved_by_id")),
            *closed_once(["approved_at", "approved_by"], ["declined_at", "declined_by", "declined_reason"]),
        ]

    def __str__(self):
        return f"{self.sent_version_id}: {self.rule}"

    @property
    def is_open(self) -> bool:
        return self.approved_at is None and self.declined_at is None

    @property
    def finding(self) -> Finding:
        return Finding(Rule(self.rule), Outcome.FAILED, self.inputs, self.version)


@dataclass(frozen=True)
class Checklist:
    """What the rules and the officers say of the last text that was sent."""

    sent: SentVersion
    verdict: Verdict
    findings: list[Finding]
    gaps: list[Gap]
    near: list[Innovation]
    awards: list[Award]
    evidence: list[StartEvidence]
    confirmations: list[RuleConfirmation]  # of every text of the entry, oldest first
    every_override: list[RuleOverride]  # the same

    @cached_property
    def latest(self) -> dict[Rule, RuleConfirmation]:
        """The last word on each rule about this text, whether it still counts or not."""
        return {Rule(row.rule): row for row in self.confirmations if row.of_version == self.sent.ordinal}

    @cached_property
    def standing(self) -> dict[Rule, RuleConfirmation]:
        """The last words that are about what is computed now."""
        now = {finding.rule: finding for finding in self.findings}
        return {rule: row for rule, row in self.latest.items() if row.finding == now[rule]}

    @cached_property
    def overrides(self) -> list[RuleOverride]:
        """The exceptions about this text."""
        return [row for row in self.every_override if row.sent_version_id == self.sent.pk]

    @cached_property
    def overridden(self) -> list[Finding]:
        """The findings that two officers excepted."""
        return [row.finding for row in self.overrides if row.approved_at and row.finding in self.findings]

    @cached_property
    def unsettled(self) -> list[Rule]:
        """The rules that stand against passing."""
        confirmed = {rule: row.finding for rule, row in self.latest.items() if row.mark == Mark.MET}
        return unsettled(self.findings, confirmed, self.overridden)

    @property
    def verdict_left(self) -> Verdict:
        """The verdict without what was excepted."""
        return excepting(self.verdict, [finding.rule for finding in self.overridden])

    @property
    def state(self) -> str:
        """Names what a reader of the checklist has seen: another text, finding or confirmation gives another."""
        seen: dict[str, Any] = {str(finding.rule): [finding.outcome, finding.inputs] for finding in self.findings}
        return digest(seen | {"version": VERSION, "sent": self.sent.pk, "said": self.said})[:16]

    @property
    def said(self) -> int:
        """How often something was said of this text: the last ordinal."""
        return sum(row.of_version == self.sent.ordinal for row in self.confirmations)

    def finding(self, rule: Rule) -> Finding:
        return next(finding for finding in self.findings if finding.rule == rule)


def checklist_of(proposal: Proposal) -> Checklist:
    """Compute every rule and read what was said of it; for an entry that was sent."""
    sent = proposal.last_sent()
    if sent is None:
        raise LookupError(f"{proposal} was not sent.")
    innovation = proposal.innovation
    scanned = models.Prefetch("evidence", StartEvidence.objects.with_scan())
    models.prefetch_related_objects([innovation], "awards", scanned)
    awards, evidence = list(innovation.awards.all()), list(innovation.evidence.all())
    verdict = proposal.verdict()
    near = Innovation.objects.like(innovation.title).exclude(pk=innovation.pk).select_related("agency")
    nearest = list(near[:NEAREST])
    gaps = _gaps(proposal, sent)
    facts = Facts(
        implemented_on=innovation.implemented_on,
        times_awarded=len(awards),
        rules=proposal.entry_rules(),
        verdict=verdict,
        near=[row.pk for row in nearest],
        gaps=gaps,
        evidence=[row.dated_on for row in evidence if not (row.scan and row.scan.withholds)],
    )
    return Checklist(
        sent=sent,
        verdict=verdict,
        findings=findings(facts),
        gaps=gaps,
        near=nearest,
        awards=awards,
        evidence=evidence,
        confirmations=list(RuleConfirmation.objects.of_proposal(proposal)),
        every_override=list(RuleOverride.objects.filter(sent_version__proposal=proposal).with_names().order_by("pk")),
    )


def _gaps(proposal: Proposal, sent: SentVersion) -> list[Gap]:
    """What the text and the files that were sent lack; not what lies beside the proposal while it is repaired."""
    scans = sent.scans()
    waiting = [Gap(GapCode.ATTACHMENT_WAITING, code) for code, scan in scans.items() if scan == FileScan.State.WAITING]
    return proposal.gaps_in(sent.content["answers"], set(scans), rejected_of(scans)) + waiting
