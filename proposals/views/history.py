"""What happened to a proposal, as the lines of a timeline."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from kipp.accounts.permissions import is_organiser
from kipp.text import tanggal
from proposals.checklist import Mark, Rule
from proposals.models import Check, Checklist, EligibilityVerdict, Proposal, RuleConfirmation, RuleOverride, Withdrawal
from proposals.wording import mark_label, rule_title, verdict_short


@dataclass(frozen=True)
class Line:
    at: datetime
    title: str
    by: str = ""
    note: str = ""


def history(proposal: Proposal, *, user, checklist: Checklist | None = None) -> list[Line]:
    """Sendings, verdicts and decisions, newest first; with a checklist also what officers said of it. Four queries.

    The agency is not told who decided, nor what has not been released to it.
    """
    lines = [
        Line(version.sent_at, "Dikirim" if version.ordinal == 1 else "Dikirim ulang", version.sent_by.name)
        for version in proposal.sent_versions.select_related("sent_by").order_by("pk")
    ]
    lines += [_verdict(row) for row in proposal.verdicts.order_by("pk")]
    checks = proposal.checks.visible_to(user).select_related("by", "released_by", "cancelled_by").order_by("pk")
    lines += [_on_desk(check) if is_organiser(user) else _told(check) for check in checks]
    if checklist:
        lines += _confirmations(checklist.confirmations)
        for override in checklist.every_override:
            lines += _override(override)
    for withdrawal in proposal.withdrawals.select_related("by", "undone_by").order_by("pk"):
        lines += _withdrawal(withdrawal)
    # Of one moment the later step stands above the earlier one.
    lines.sort(key=lambda line: line.at)
    return lines[::-1]


def _verdict(row: EligibilityVerdict) -> Line:
    return Line(
        row.at,
        f"{row.get_cause_display()}: {verdict_short(row.as_verdict)}",
        note=f"Penerapan dimulai {tanggal(row.implemented_on)}, paling lambat {tanggal(row.threshold_on)} "
        f"untuk penutupan {tanggal(row.closes_on)}.",
    )


def _confirmations(rows: Iterable[RuleConfirmation]) -> list[Line]:
    """One line for everything that one officer said at once."""
    lines = []
    for (at, by), said in groupby(rows, key=lambda row: (row.at, row.by.name)):
        words = [f"{rule_title(Rule(row.rule))}: {mark_label(Mark(row.mark)).lower()}" for row in said]
        lines.append(Line(at, "Daftar periksa disimpan", by=by, note="; ".join(words) + "."))
    return lines


def _override(override: RuleOverride) -> list[Line]:
    rule = rule_title(Rule(override.rule))
    why = f"Alasan: {override.reason}\nBukti: {override.evidence}"
    lines = [Line(override.at, f"Pengecualian diusulkan: {rule}", override.by.name, why)]
    if override.approved_at and override.approved_by:
        approved = f"Diusulkan {override.by.name}. {why}"
        lines.append(Line(override.approved_at, f"Pengecualian disetujui: {rule}", override.approved_by.name, approved))
    if override.declined_at and override.declined_by:
        declined = f"Alasan: {override.declined_reason}"
        lines.append(Line(override.declined_at, f"Pengecualian ditolak: {rule}", override.declined_by.name, declined))
    return lines


def _withdrawal(withdrawal: Withdrawal) -> list[Line]:
    lines = [Line(withdrawal.at, "Ditarik", withdrawal.by.name, f"Alasan: {withdrawal.reason}")]
    if withdrawal.undone_at and withdrawal.undone_by:
        lines.append(Line(withdrawal.undone_at, "Penarikan dibatalkan", withdrawal.undone_by.name))
    return lines


def _told(check: Check) -> Line:
    # For an agency a decision exists once it is released.
    return Line(check.released_at, check.get_decision_display(), note=_reasons_and_note(check))  # type: ignore[arg-type]


def _on_desk(check: Check) -> Line:
    note, words = _reasons_and_note(check), check.get_decision_display()
    if check.cancelled_at and check.cancelled_by:
        why = f"Dicatat {check.by.name} {tanggal(check.at)}. Alasan pembatalan: {check.cancelled_reason}"
        return Line(check.cancelled_at, f"Putusan dibatalkan: {words}", by=check.cancelled_by.name, note=why)
    if check.released_at and check.released_by:
        told = f"Disampaikan {check.released_by.name}"
        return Line(check.released_at, words, by=check.by.name, note="\n".join(filter(None, (note, told))))
    return Line(check.at, f"Putusan dicatat, belum disampaikan: {words}", by=check.by.name, note=note)


def _reasons_and_note(check: Check) -> str:
    reasons = f"Alasan: {'; '.join(check.reason_labels)}." if check.reasons else ""
    return "\n".join(filter(None, (reasons, check.note)))
