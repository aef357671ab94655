"""The sentences for the codes of the rules: verdicts, findings and gaps. Pure: no Django.

Pages, mails and the receipt all say a verdict with these words, so no two of them can differ.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from kipp.text import lama, ribuan, tanggal
from proposals.checklist import Finding, Mark, Outcome, Rule
from proposals.completeness import Gap, GapCode
from proposals.compliance import LEVELS, Standing, Standings, counts, without_innovation
from proposals.eligibility import EntryRules, Reason, Verdict, threshold
from proposals.video import HOST, MAX_LENGTH, SITE, Fault

_GAPS = {
    GapCode.EMPTY: "Isi {where}",
    GapCode.TOO_LONG: "{where} paling banyak {limit} kata. Sekarang {found} kata",
    GapCode.TOO_MANY_CHARACTERS: "{where} paling banyak {limit} huruf. Sekarang {found} huruf",
    GapCode.TOO_MANY_LINES: "{where} paling banyak {limit} baris. Sekarang {found} baris",
    GapCode.TOO_MANY_LONG_WORDS: "{where} memuat {found} kata yang lebih panjang dari 60 huruf. Paling banyak {limit}",
    GapCode.ATTACHMENT_MISSING: "Unggah {where}",
    GapCode.ATTACHMENT_REJECTED: "{where} mengandung virus. Pilih berkas lain",
    GapCode.ATTACHMENT_WAITING: "{where} masih menunggu pemindaian",
}

_EXAMPLE = f"https://{HOST}/watch?v=…"
_VIDEO = {
    Fault.TOO_LONG: f"Tautan video paling banyak {MAX_LENGTH} huruf. Salin tautan satu video dari {SITE}",
    Fault.NO_LINK: f"Tautan video harus berbentuk {_EXAMPLE}",
    Fault.NOT_HTTPS: "Tautan video harus dimulai dengan https://",
    Fault.OTHER_HOST: f"Tautan video harus menuju {SITE}, misalnya {_EXAMPLE}",
    Fault.NO_VIDEO: f"Tautan video harus menuju satu video, bukan saluran atau daftar putar, misalnya {_EXAMPLE}",
}

_RULES = {
    Rule.MIN_AGE: "Usia minimal",
    Rule.START_EVIDENCE: "Bukti mulai penerapan",
    Rule.MAX_AGE: "Usia maksimal",
    Rule.AWARDS: "Riwayat penghargaan",
    Rule.TITLE: "Judul ganda",
    Rule.TEXT: "Kelengkapan isian",
    Rule.FILES: "Kelengkapan lampiran",
    Rule.THEME: "Kesesuaian tema dan kategori",
    Rule.SUBSTANCE: "Substansi isian",
}

_OUTCOMES = {
    Outcome.MET: "Memenuhi",
    Outcome.FAILED: "Belum memenuhi",
    Outcome.NEEDS_EVIDENCE: "Perlu bukti",
    Outcome.JUDGED: "Dinilai pemeriksa",
}

_MARKS = {Mark.MET: "Sesuai", Mark.NOT_MET: "Tidak sesuai", Mark.UNCHECKED: "Belum diperiksa"}

_LEVELS = {
    Standing.ABSENT: "Belum ada",
    Standing.INNOVATED: "Berinovasi",
    Standing.SUBMITTED: "Mengirim",
    Standing.PASSED: "Lolos verifikasi",
    Standing.AWARDED: "Penghargaan",
}


def level_label(level: Standing) -> str:
    """Say how far an agency came in a year."""
    return _LEVELS[level]


def level_totals(board: Standings, years: Sequence[int]) -> list[dict[str, Any]]:
    """Say how many agencies stand on each level in each year, and how many do not fulfil the duty."""
    by_year = {year: counts(board, year) for year in years}
    lines = [{"label": _LEVELS[level], "values": [by_year[year][level] for year in years]} for level in LEVELS]
    lacking = [len(without_innovation(board, year)) for year in years]
    return [*reversed(lines), {"label": "Belum memenuhi kewajiban", "values": lacking}]


def rule_title(rule: Rule) -> str:
    """Name a rule of the checklist."""
    return _RULES[rule]


def mark_label(mark: Mark) -> str:
    """Say what an officer said of a rule."""
    return _MARKS[mark]


def finding_short(finding: Finding) -> str:
    """Say what was computed of a rule, with what decided: "Memenuhi, lebih 41 hari"."""
    said = _OUTCOMES[finding.outcome]
    detail = _detail(finding)
    return f"{said}, {detail}" if detail else said


def _detail(finding: Finding) -> str:
    inputs = finding.inputs
    match finding.rule:
        case Rule.MIN_AGE | Rule.MAX_AGE:
            return "tidak dibatasi" if inputs["threshold"] is None else margin_sentence(inputs["margin"])
        case Rule.AWARDS:
            most = inputs["most"]
            return "tidak dibatasi" if most is None else f"{ribuan(inputs['found'])} dari paling banyak {ribuan(most)}"
        case Rule.TITLE:
            return _said_of_title(inputs)
        case Rule.TEXT | Rule.FILES:
            return f"{ribuan(len(inputs['gaps']))} hal kurang" if inputs["gaps"] else "lengkap"
        case _:
            return ""


def _said_of_title(inputs: Mapping[str, Any]) -> str:
    if inputs["taken"]:
        return "judul sudah dipakai proposal lain"
    return f"{ribuan(len(inputs['near']))} judul sama atau mirip" if inputs["near"] else "tidak ada judul yang mirip"


def draft_sentence(*, age: int, idle: int | None, editor: str) -> str:
    """Say how old a draft is and who changed it last, in days: nothing of what it says."""
    born = f"Draf, {ribuan(age)} hari" if age else "Draf sejak hari ini"
    if idle is None:
        return f"{born}, belum diisi"
    return f"{born}, terakhir diubah {f'{ribuan(idle)} hari lalu' if idle else 'hari ini'} oleh {editor}"


def gap_sentence(gap: Gap, titles: Mapping[str, str]) -> str:
    """Say what to do about one gap; `titles` maps section numbers and attachment codes to their titles."""
    pattern = _GAPS[gap.code]
    return pattern.format(where=titles[gap.where], limit=ribuan(gap.limit), found=ribuan(gap.found))


def video_sentence(fault: Fault) -> str:
    """Say how a link to a video must look."""
    return _VIDEO[fault]


def margin_sentence(margin: int) -> str:
    """Say how far an entry is from the threshold: "lebih 41 hari", "kurang 12 hari", "tepat pada batas"."""
    if margin == 0:
        return "tepat pada batas"
    return f"lebih {ribuan(margin)} hari" if margin > 0 else f"kurang {ribuan(-margin)} hari"


def verdict_short(verdict: Verdict) -> str:
    """Say the verdict in a few words: "Memenuhi, lebih 41 hari"."""
    if verdict.eligible:
        return f"Memenuhi, {margin_sentence(verdict.margin)}"
    if Reason.TOO_YOUNG in verdict.reasons:
        return f"Belum memenuhi, {margin_sentence(verdict.margin)}"
    return "Belum memenuhi"


def verdict_sentences(verdict: Verdict, *, implemented_on: date, rules: EntryRules) -> list[str]:
    """Explain the verdict with its dates, one sentence for each thing that counts."""
    sentences = []
    if Reason.TOO_YOUNG in verdict.reasons:
        sentences.append(
            f"Inovasi belum memenuhi syarat: penerapan harus paling sedikit {lama(rules.min_months)} sebelum "
            f"pendaftaran ditutup ({tanggal(rules.closes_on)})."
        )
    sentences.append(
        f"Penerapan dimulai {tanggal(implemented_on)}, paling lambat {tanggal(verdict.threshold)}: "
        f"{margin_sentence(verdict.margin)}."
    )
    if Reason.TOO_OLD in verdict.reasons and rules.max_months is not None:
        first = threshold(rules.closes_on, rules.max_months)
        sentences.append(
            f"Inovasi sudah terlalu lama diterapkan: penerapan harus dimulai paling cepat {tanggal(first)}, "
            f"paling lama {lama(rules.max_months)} sebelum pendaftaran ditutup."
        )
    if Reason.AWARDED_BEFORE in verdict.reasons:
        sentences.append(f"Inovasi sudah menerima penghargaan lebih dari {rules.max_times_awarded} kali.")
    if Reason.DUPLICATE_TITLE in verdict.reasons:
        sentences.append("Judul ini sudah dipakai proposal lain pada periode ini. Ubah judul inovasi.")
    return sentences


def quota_sentence(quota: int) -> str:
    """Say to an agency that it has sent as many proposals as the period allows."""
    return f"Setiap instansi paling banyak mengirim {ribuan(quota)} proposal. Kuota instansi Anda sudah terpakai."


def hindrance_sentences(verdict: Verdict, *, implemented_on: date, rules: EntryRules, used_up: int | None) -> list[str]:
    """Say what stands against sending even a complete entry; `used_up` is the quota once its agency has reached it."""
    said = [] if verdict.eligible else verdict_sentences(verdict, implemented_on=implemented_on, rules=rules)
    return said if used_up is None else [*said, quota_sentence(used_up)]


def ages_sentence(ages: Mapping[str, int]) -> str:
    """Say the least age in words, from months by the name of each group: once when all ask the same."""
    if len(set(ages.values())) == 1:
        return lama(next(iter(ages.values())))
    return ", ".join(f"{lama(months)} untuk kelompok {name}" for name, months in ages.items())
