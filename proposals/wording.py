"""The sentences for the codes of the rules: verdicts and gaps. Pure: no Django.

Pages, mails and the receipt all say a verdict with these words, so no two of them can differ.
"""

from collections.abc import Mapping
from datetime import date

from kipp.text import ribuan, tanggal, terbilang
from proposals.completeness import Gap, GapCode
from proposals.eligibility import EntryRules, Reason, Verdict

_GAPS = {
    GapCode.EMPTY: "Isi {where}",
    GapCode.TOO_LONG: "{where} paling banyak {limit} kata. Sekarang {found} kata",
    GapCode.TOO_MANY_CHARACTERS: "{where} paling banyak {limit} huruf. Sekarang {found} huruf",
    GapCode.TOO_MANY_LINES: "{where} paling banyak {limit} baris. Sekarang {found} baris",
    GapCode.TOO_MANY_LONG_WORDS: "{where} memuat {found} kata yang lebih panjang dari 60 huruf. Paling banyak {limit}",
    GapCode.ATTACHMENT_MISSING: "Unggah {where}",
}


def gap_sentence(gap: Gap, titles: Mapping[str, str]) -> str:
    """Say what to do about one gap; `titles` maps section numbers and attachment codes to their titles."""
    pattern = _GAPS[gap.code]
    return pattern.format(where=titles[gap.where], limit=ribuan(gap.limit), found=ribuan(gap.found))


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
    years = terbilang(rules.min_years_running)
    sentences = []
    if Reason.TOO_YOUNG in verdict.reasons:
        sentences.append(
            f"Inovasi belum memenuhi syarat: penerapan harus paling sedikit {years} tahun sebelum pendaftaran ditutup "
            f"({tanggal(rules.closes_on)})."
        )
    sentences.append(
        f"Penerapan dimulai {tanggal(implemented_on)}, paling lambat {tanggal(verdict.threshold)}: "
        f"{margin_sentence(verdict.margin)}."
    )
    if Reason.AWARDED_BEFORE in verdict.reasons:
        sentences.append(f"Inovasi sudah menerima penghargaan lebih dari {rules.max_times_awarded} kali.")
    return sentences
