"""What happened to a proposal, as the lines of a timeline."""

from dataclasses import dataclass
from datetime import datetime

from kipp.accounts.permissions import is_organiser
from kipp.text import tanggal
from proposals.models import Check, EligibilityVerdict, Proposal, Withdrawal
from proposals.wording import verdict_short


@dataclass(frozen=True)
class Line:
    at: datetime
    title: str
    by: str = ""
    note: str = ""


def history(proposal: Proposal, *, user) -> list[Line]:
    """Sendings, verdicts and decisions, newest first. Four queries.

    The agency is not told who decided, nor what has not been released to it.
    """
    lines = [
        Line(version.sent_at, "Dikirim" if version.ordinal == 1 else "Dikirim ulang", version.sent_by.name)
        for version in proposal.sent_versions.select_related("sent_by").order_by("pk")
    ]
    lines += [_verdict(row) for row in proposal.verdicts.order_by("pk")]
    checks = proposal.checks.visible_to(user).select_related("by", "released_by", "cancelled_by").order_by("pk")
    lines += [_on_desk(check) if is_organiser(user) else _told(check) for check in checks]
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
