"""The checklist of the desk: each rule with what was computed, its evidence, and what officers said of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from kipp.documents.models import FileScan
from kipp.documents.stored import StoredFile
from kipp.text import hari_tanggal, ribuan, tanggal, ukuran_berkas, waktu
from proposals import permissions
from proposals.checklist import OF_FILES, Finding, Mark, Outcome, Rule
from proposals.content import SectionText
from proposals.forms import ALL_COMPUTED, PAGE_FORM
from proposals.models import Checklist, Proposal, RuleConfirmation, RuleOverride
from proposals.views.innovation_parts import KINDS
from proposals.views.twins import twin_of
from proposals.wording import finding_short, gap_sentence, mark_label, rule_title

BADGES = {
    Outcome.MET: "done",
    Outcome.FAILED: "failed",
    Outcome.NEEDS_EVIDENCE: "queued",
    Outcome.JUDGED: "running",
}


@dataclass(frozen=True)
class Evidence:
    """One thing that shows whether a rule is met."""

    text: str
    url: str = ""
    note: str = ""


def as_shown(checklist: Checklist, *, proposal: Proposal, user, sections: Sequence[SectionText], form) -> dict:
    """Return the checklist as the page shows it; without the right to confirm it is only read."""
    if not permissions.may_confirm(user, proposal):
        form = None
    evidence = _evidence(checklist, proposal, sections)
    rows = [_row(checklist, finding, evidence[finding.rule], form) for finding in checklist.findings]
    overrides = [override for override in checklist.overrides if not override.declined_at]
    return {
        "form": form,
        "page_form": PAGE_FORM,
        "all_computed": ALL_COMPUTED,
        "rows": rows,
        "unsettled": [{"title": rule_title(rule), "url": f"#{anchor(rule)}"} for rule in checklist.unsettled],
        "overrides": [_override(override, checklist, user) for override in overrides],
        "to_except": _to_except(checklist, proposal) if form else [],
    }


def anchor(rule: Rule) -> str:
    return f"aturan-{rule}"


def said(row: RuleConfirmation) -> str:
    """Say what an officer said of a rule, and when."""
    words = f"{mark_label(Mark(row.mark))}, {row.by.name}, {waktu(row.at)}"
    return f"{words}: {row.note}" if row.note else words


def _row(checklist: Checklist, finding: Finding, evidence: list[Evidence], form) -> dict[str, Any]:
    rule = finding.rule
    latest = checklist.latest.get(rule)
    earlier = [row for row in checklist.confirmations if row.rule == rule and row is not latest]
    return {
        "id": anchor(rule),
        "title": rule_title(rule),
        "kind": BADGES[finding.outcome],
        "words": finding_short(finding),
        "excepted": finding in checklist.overridden,
        "evidence": evidence,
        "fields": form and form.of_rule(rule),
        "said": said(latest) if latest else "",
        "outdated": latest is not None and rule not in checklist.standing,
        "earlier": [f"Naskah ke-{row.of_version}: {said(row)}" for row in reversed(earlier)],
    }


def _override(override: RuleOverride, checklist: Checklist, user) -> dict[str, Any]:
    """Say where an exception stands; whoever may answer it has the addresses."""
    open_still = override.is_open
    names = f"Diusulkan {override.by.name}, {waktu(override.at)}"
    if override.approved_by:
        names += f"; disetujui {override.approved_by.name}, {waktu(override.approved_at)}"  # type: ignore[arg-type]
    return {
        "title": rule_title(Rule(override.rule)),
        "state": "Menunggu persetujuan penyelenggara lain" if open_still else "Disetujui",
        "kind": "queued" if open_still else "done",
        "outdated": override.finding not in checklist.findings,
        "reason": override.reason,
        "evidence": override.evidence,
        "names": names,
        "approve": _answer_page("approve", override) if permissions.may_approve(user, override) else "",
        "decline": _answer_page("decline", override) if permissions.may_decline(user, override) else "",
    }


def _answer_page(name: str, override: RuleOverride) -> str:
    return reverse(f"proposals:override_{name}", args=[override.pk])


def _to_except(checklist: Checklist, proposal: Proposal) -> list[dict[str, str]]:
    """The rules that an exception may be proposed from."""
    held = {row.rule for row in checklist.overrides if row.is_open}
    return [
        {
            "title": rule_title(finding.rule),
            "url": reverse("proposals:override_propose", args=[proposal.pk, finding.rule.value]),
        }
        for finding in checklist.findings
        if finding.outcome is Outcome.FAILED and finding not in checklist.overridden and finding.rule not in held
    ]


def _evidence(checklist: Checklist, proposal: Proposal, sections: Sequence[SectionText]) -> dict[Rule, list[Evidence]]:
    titles = proposal.part_titles() if checklist.gaps else {}
    missing = {Rule.TEXT: [], Rule.FILES: []}  # type: dict[Rule, list[Evidence]]
    for gap in checklist.gaps:
        rule = Rule.FILES if gap.code in OF_FILES else Rule.TEXT
        missing[rule].append(Evidence(gap_sentence(gap, titles)))
    words = ribuan(sum(section.words for section in sections))
    written = [Evidence(f"{ribuan(len(sections))} bagian, {words} kata")]
    return {
        Rule.MIN_AGE: _ages(checklist.finding(Rule.MIN_AGE), "Paling lambat"),
        Rule.START_EVIDENCE: _start(checklist),
        Rule.MAX_AGE: _ages(checklist.finding(Rule.MAX_AGE), "Paling cepat"),
        Rule.AWARDS: [Evidence(award.title, note=KINDS["penghargaan"].note(award)) for award in checklist.awards],
        Rule.TITLE: _titles(checklist, proposal),
        Rule.TEXT: missing[Rule.TEXT] or written,
        Rule.FILES: missing[Rule.FILES] + _files(proposal),
        Rule.THEME: _theme(proposal),
        Rule.SUBSTANCE: [
            Evidence(f"{section.number}. {section.title}", f"#bagian-{section.code}", f"{ribuan(section.words)} kata")
            for section in sections
        ],
    }


def _ages(finding: Finding, limit: str) -> list[Evidence]:
    inputs = finding.inputs
    if inputs["threshold"] is None:
        return [Evidence("Kelompok ini tidak membatasi")]
    start, last, closing = (date.fromisoformat(inputs[name]) for name in ("implemented_on", "threshold", "closes_on"))
    return [
        Evidence(f"Mulai diterapkan {tanggal(start)}"),
        Evidence(f"{limit} {tanggal(last)}", note=f"untuk penutupan {hari_tanggal(closing)}"),
    ]


def _start(checklist: Checklist) -> list[Evidence]:
    return [
        _file(f"{row.get_kind_display()}: {row.name}", "proposals:evidence_download", row, KINDS["bukti"].note(row))
        for row in checklist.evidence
    ]


def _file(text: str, url_name: str, file: StoredFile, note: str) -> Evidence:
    """A file that the desk may not have yet, or never, is named and not linked."""
    if file.scan and file.scan.withholds:
        words = "menunggu pemindaian" if file.scan == FileScan.State.WAITING else "ditolak pemindai virus"
        return Evidence(text, note=f"{note}, {words}")
    return Evidence(text, reverse(url_name, args=[file.pk]), note)


def _titles(checklist: Checklist, proposal: Proposal) -> list[Evidence]:
    found = [twin_of(row, proposal.innovation.title) for row in checklist.near]
    return [Evidence(twin.title, twin.url, f"{twin.agency}, {twin.words}") for twin in found]


def _files(proposal: Proposal) -> list[Evidence]:
    if not proposal.files_are_as_sent:
        return [Evidence("Lampiran sedang berada pada instansi")]
    return [_file(file.kind.title, "proposals:download", file, _extent(file)) for file in proposal.files()]


def _extent(file: StoredFile) -> str:
    return f"{ribuan(file.pages)} halaman" if file.pages else ukuran_berkas(file.size)


def _theme(proposal: Proposal) -> list[Evidence]:
    return [
        Evidence(f"Tema: {proposal.period.theme}"),
        Evidence(f"Kategori: {proposal.category.name}"),
        Evidence(f"Kelompok: {proposal.group.name}", note=proposal.group.description),
    ]
