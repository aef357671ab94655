"""What happened to a proposal, as the lines of a timeline."""

from dataclasses import dataclass
from datetime import datetime

from kipp.text import tanggal
from proposals.models import Check, EligibilityVerdict, Proposal
from proposals.wording import verdict_short


@dataclass(frozen=True)
class Line:
    at: datetime
    title: str
    by: str = ""
    note: str = ""


def history(proposal: Proposal, *, named: bool) -> list[Line]:
    """Sendings, verdicts and decisions, newest first. `named`: with the names of those who decided. Three queries."""
    lines = [
        Line(version.sent_at, "Dikirim" if version.ordinal == 1 else "Dikirim ulang", version.sent_by.name)
        for version in proposal.sent_versions.select_related("sent_by").order_by("pk")
    ]
    lines += [_verdict(row) for row in proposal.verdicts.order_by("pk")]
    lines += [_check(check, named=named) for check in proposal.checks.select_related("by").order_by("pk")]
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


def _check(check: Check, *, named: bool) -> Line:
    reasons = f"Alasan: {'; '.join(check.reason_labels)}." if check.reasons else ""
    note = "\n".join(part for part in (reasons, check.note) if part)
    return Line(check.at, check.get_decision_display(), by=check.by.name if named else "", note=note)
