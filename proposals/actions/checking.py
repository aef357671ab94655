"""What officers say of each rule of a sent proposal, and the exceptions from a rule that two of them make."""

from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone

from competitions.models import TransitionNotAllowed
from kipp.accounts.models import User
from kipp.audit.chain import record
from proposals import notices
from proposals.actions.conflicts import require_free
from proposals.actions.sending import locked_for
from proposals.checklist import Finding, Mark, Outcome, Rule
from proposals.models import ANSWERED_ALREADY, Checklist, Proposal, RuleConfirmation, RuleOverride, checklist_of
from proposals.permissions import DECIDING

MEANWHILE = "Daftar periksa sudah berubah sejak halaman ini dibuka."


class Unchecked(Exception):
    """Some rules stand against passing; neither confirmed as met nor excepted."""

    def __init__(self, rules: Sequence[Rule]):
        super().__init__(", ".join(rules))
        self.rules = rules


class CheckedMeanwhile(TransitionNotAllowed):
    """Somebody else has confirmed something, or what is computed has changed, since the checklist was read."""


@transaction.atomic
def confirm_rules(
    proposal: Proposal, *, by: User, marks: Mapping[Rule, tuple[Mark, str]], seen: str
) -> list[RuleConfirmation]:
    """Keep what an officer says of each rule, with a note; only what is said anew becomes a row.

    `seen` is the `state` of the checklist that the officer read: of two who save at once, one wins.
    """
    locked, checklist = _on_desk(proposal, by=by)
    if checklist.state != seen:
        raise CheckedMeanwhile(MEANWHILE)
    rows = _news(checklist, marks, by=by)
    _keep(rows)
    if rows:
        said_now = {row.rule: [row.mark, row.note] for row in rows}
        record("proposal.confirm_rules", locked, by=by, sent=checklist.sent.ordinal, marks=said_now)
    return rows


@transaction.atomic
def propose_override(proposal: Proposal, *, by: User, rule: Rule, reason: str, evidence: str) -> RuleOverride:
    """Propose an exception from a rule that fails by computation, and ask the other organisers."""
    locked, checklist = _on_desk(proposal, by=by)
    finding = checklist.finding(rule)
    if finding.outcome is not Outcome.FAILED:
        raise TransitionNotAllowed("Aturan ini tidak memerlukan pengecualian.")
    if finding in checklist.overridden:
        raise TransitionNotAllowed("Aturan ini sudah dikecualikan.")
    override = RuleOverride(
        sent_version=checklist.sent,
        rule=rule,
        version=finding.version,
        inputs=dict(finding.inputs),
        reason=reason,
        evidence=evidence,
        by=by,
    )
    try:
        with transaction.atomic():
            override.save()
    except IntegrityError as refusal:
        if "override_one_open" in str(refusal):
            raise TransitionNotAllowed("Pengecualian untuk aturan ini sudah diusulkan.") from refusal
        raise
    record("override.propose", locked, by=by, note=reason, **_named(override))
    notices.override_proposed(locked, override)
    return override


@transaction.atomic
def approve_override(override: RuleOverride, *, by: User) -> None:
    """Put an exception in force: another officer than the one who proposed it, about what is computed now."""
    if override.by_id == by.pk:
        raise TransitionNotAllowed("Pengecualian harus disetujui penyelenggara lain.")
    locked, checklist = _on_desk(override.sent_version.proposal, by=by)
    if override.sent_version_id != checklist.sent.pk or override.finding not in checklist.findings:
        raise TransitionNotAllowed("Dasar pengecualian ini sudah berubah. Tolak, lalu usulkan lagi.")
    _answer(override, approved_at=timezone.now(), approved_by=by)
    record("override.approve", locked, by=by, note=override.reason, proposed_by=str(override.by), **_named(override))


@transaction.atomic
def decline_override(override: RuleOverride, *, by: User, reason: str) -> None:
    """Turn an exception down, or take back what one has proposed oneself."""
    require_free(override.sent_version.proposal, by=by)
    _answer(override, declined_at=timezone.now(), declined_by=by, declined_reason=reason)
    proposal = override.sent_version.proposal
    record("override.decline", proposal, by=by, note=reason, proposed_by=str(override.by), **_named(override))


def _on_desk(proposal: Proposal, *, by: User) -> tuple[Proposal, Checklist]:
    """Hold the entry while it waits for a decision, and read its checklist; not for an officer in conflict."""
    locked = locked_for(proposal, "verify")
    require_free(locked, by=by)
    if locked.period.status not in DECIDING:
        raise TransitionNotAllowed("Verifikasi sudah selesai.")
    return locked, checklist_of(locked)


def _news(checklist: Checklist, marks: Mapping[Rule, tuple[Mark, str]], *, by: User) -> list[RuleConfirmation]:
    """Return a row for everything that is said anew."""
    rows: list[RuleConfirmation] = []
    for finding in checklist.findings:
        mark, note = marks.get(finding.rule, (Mark.UNCHECKED, ""))
        if finding.rule in marks and _is_news(checklist, finding, mark, note):
            place = {"sent_version": checklist.sent, "ordinal": checklist.said + len(rows) + 1}
            rows.append(RuleConfirmation(mark=mark, note=note, by=by, **place, **_basis(finding)))
    return rows


def _keep(rows: list[RuleConfirmation]) -> None:
    try:
        with transaction.atomic():
            RuleConfirmation.objects.bulk_create(rows)
    except IntegrityError as refusal:
        if "confirmation_once" in str(refusal):
            raise CheckedMeanwhile(MEANWHILE) from refusal
        raise


def _is_news(checklist: Checklist, finding: Finding, mark: Mark, note: str) -> bool:
    standing = checklist.standing.get(finding.rule)
    if standing is None:
        return mark is not Mark.UNCHECKED
    return (standing.mark, standing.note) != (mark, note)


def _basis(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "version": finding.version,
        "outcome": finding.outcome,
        "inputs": dict(finding.inputs),
    }


def _answer(override: RuleOverride, **changes: object) -> None:
    """Answer a proposed exception with these columns; of two who answer at once, one wins."""
    if not RuleOverride.objects.open().filter(pk=override.pk).update(**changes):
        raise TransitionNotAllowed(ANSWERED_ALREADY)
    override.refresh_from_db(fields=list(changes))


def _named(override: RuleOverride) -> dict[str, object]:
    return {"rule": override.rule, "evidence": override.evidence, "inputs": override.inputs}
