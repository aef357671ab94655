"""One formal sentence for every figure of `judging.analysis`, for a panel that is no statistician. No Django.

What a figure is stands in `TERMS`; the functions take a piece of the stored figures and say what it
means here. A figure without a value says why.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from judging.figures import Json
from judging.flags import FlagKind
from judging.reliability import Word
from judging.table import Reason
from kipp.text import angka, persen, terbilang

REASONS: Mapping[str, str] = {
    Reason.FEW_ENTRIES: "proposal yang dinilai semua juri terlalu sedikit",
    Reason.FEW_JUDGES: "jumlah juri kurang dari dua",
    Reason.FEW_SHEETS: "lembar nilai belum cukup",
    Reason.FEW_CRITERIA: "tidak ada kriteria lain",
    Reason.NO_SPREAD: "nilai tidak cukup berbeda untuk dibandingkan",
    Reason.NO_FREEDOM: "setiap nilai dapat dijelaskan sepenuhnya sehingga tidak ada sisa untuk mengukur galat",
    Reason.LITTLE_FREEDOM: "lembar nilai terlalu sedikit untuk mengukur ketidakpastian",
    Reason.DISCONNECTED: "kelompok juri tidak memiliki proposal yang dinilai bersama",
    Reason.NOT_SIMULATED: "simulasi belum dijalankan",
    Reason.NEVER_TIPS: "tidak ada perubahan bobot satu kriteria yang menyamakan nilainya",
    Reason.NARROW_WEIGHTS: "rentang bobot terlalu sempit untuk diuji",
    Reason.NO_PLACE: "belum ada peringkat resmi",
}

TERMS: Mapping[str, str] = {
    "sheet_total": "Nilai lembar adalah jumlah nilai setiap kriteria dikalikan bobotnya; lembar yang belum lengkap "
    "tidak dihitung dan tidak dianggap nol.",
    "mean": "Rata-rata panel adalah rata-rata nilai lembar seluruh juri yang sah untuk proposal ini, dibulatkan ke "
    "dua desimal.",
    "tie": "Proposal dengan nilai sama diurutkan menurut aturan nilai sama, dan langkah yang menentukan dicatat dalam "
    "Berita Acara.",
    "icc_c": "Konsistensi panel menunjukkan seberapa jauh urutan proposal akan sama apabila panel lain menilai.",
    "icc_a1": "Kesepakatan menunjukkan seberapa jauh angka dari satu juri dapat dipegang tanpa juri lain.",
    "alpha": "Alfa Krippendorff mengukur kesepakatan nilai antarjuri: 1 berarti sepakat penuh, 0 berarti setara dengan "
    "kebetulan.",
    "w": "Koefisien W menunjukkan keserupaan urutan antarjuri, dari 0 (tidak serupa) sampai 1 (sama persis).",
    "adjusted": "Nilai terkoreksi adalah perkiraan nilai proposal seandainya semua juri menilai semua proposal.",
    "standard": "Nilai baku z menyetarakan rata-rata dan sebaran nilai setiap juri; nilai ini hanya pembanding dan "
    "tidak digunakan untuk menetapkan hasil.",
    "se": "Galat baku menunjukkan seberapa jauh suatu nilai dapat bergeser karena perbedaan pandangan juri.",
    "expected_rank": "Peringkat harapan adalah rata-rata peringkat yang mungkin diperoleh proposal setelah "
    "ketidakpastian nilai diperhitungkan.",
    "rank_limits": "Rentang peringkat memuat peringkat proposal pada 90% simulasi.",
    "band": "Proposal dalam satu kelompok setara praktis tidak dapat dibedakan sehingga urutannya ditetapkan melalui "
    "musyawarah atau aturan nilai sama.",
    "flag": "Tanda mengajak membicarakan suatu nilai; sistem tidak mengubah nilai apa pun.",
}

_CONSISTENT = {
    Word.POOR: "rendah konsistensinya",
    Word.MODERATE: "cukup konsisten",
    Word.GOOD: "konsisten",
    Word.EXCELLENT: "sangat konsisten",
}
_FLAGS = {
    FlagKind.OUTLYING: "Nilai {value} jauh dari nilai tengah panel {median} dan memerlukan penjelasan juri; sistem "
    "tidak mengubahnya.",
    FlagKind.DISAGREEMENT: "Selisih antarjuri {range} poin pada {part} proposal ini melewati batas sehingga perlu "
    "dibahas dalam pleno; satu juri tambahan dapat membantu.",
    FlagKind.HALO: "Juri ini memberi nilai hampir sama pada semua kriteria sehingga perbedaan antarkriteria kurang "
    "tampak.",
    FlagKind.STRAIGHT_LINING: "Juri ini memberi nilai yang persis sama pada semua kriteria di {flat} dari {sheets} "
    "lembar.",
    FlagKind.NARROW_RANGE: "Juri ini memakai rentang nilai yang jauh lebih sempit daripada juri lain: simpangan "
    "bakunya {sd}, juri lain {others}.",
    FlagKind.SEVERITY: "Juri ini rata-rata memberi nilai {severity} poin lebih {direction} daripada panel untuk "
    "proposal yang sama.",
    FlagKind.MISFIT: "Pola nilai juri ini {direction}.",
}
_WHOLE = {"flat", "sheets"}
_DEPENDABLE, _PARTLY = Decimal("0.75"), Decimal("0.5")


def unknown(reason: str) -> str:
    """Say that something cannot be computed, and why."""
    return f"tidak dapat dihitung: {REASONS[reason]}"


def consistency(agreed: Json) -> str:
    """Say how consistent the panel is, by the lower limit of ICC(C,J)."""
    if (missing := _missing("Konsistensi panel", agreed["icc_c"])) is not None:
        return missing
    value, lower = _number(agreed["icc_c"]["value"]), _number(agreed["icc_c_limits"]["lower"])
    said = _CONSISTENT[Word(agreed["word"])]
    return f"Konsistensi panel {value} dengan batas bawah {lower} berarti urutan proposal dari panel ini {said}."


def single_judge(agreed: Json) -> str:
    """Say how far the figure of one judge can be relied on: ICC(A,1)."""
    if (missing := _missing("Kesepakatan satu juri", agreed["icc_a1"])) is not None:
        return missing
    value = Decimal(agreed["icc_a1"]["value"])
    said = "belum dapat dijadikan pegangan"
    if value >= _PARTLY:
        said = "dapat dijadikan pegangan" if value >= _DEPENDABLE else "hanya sebagian dapat dijadikan pegangan"
    return f"Kesepakatan {angka(value)} berarti angka dari satu juri saja {said}."


def panel_size(row: Json) -> str:
    """Say what a panel of another size would reach."""
    if (missing := _missing("Perkiraan konsistensi panel", row["consistency"])) is not None:
        return missing
    value = _number(row["consistency"]["value"])
    return f"Dengan {terbilang(row['judges'])} juri, konsistensi panel diperkirakan mencapai {value}."


def needed(panel: Json) -> str:
    """Say how many judges the wanted consistency takes."""
    if (missing := _missing("Jumlah juri yang diperlukan", panel["needed"])) is not None:
        return missing
    judges = terbilang(panel["needed"]["value"])
    return f"Agar konsistensi panel mencapai {_number(panel['target'])}, diperlukan sedikitnya {judges} juri."


def alpha(agreed: Json) -> str:
    """Say Krippendorff's alpha."""
    missing = _missing("Alfa Krippendorff", agreed["alpha"])
    scale = "1 berarti sepakat penuh, 0 berarti setara dengan kebetulan"
    return missing or f"Alfa Krippendorff {_number(agreed['alpha']['value'])}: {scale}."


def order_agreement(agreed: Json) -> str:
    """Say Kendall's W."""
    missing = _missing("Koefisien W", agreed["w"])
    scale = "0 berarti urutan antarjuri tidak serupa, 1 berarti sama persis"
    return missing or f"Koefisien W {_number(agreed['w']['value'])}: {scale}."


def flag(found: Json, names: Mapping[str, str]) -> str:
    """Say what was noticed; `names` are those of the criteria by code."""
    kind, figures = FlagKind(found["kind"]), found["figures"]
    said = {name: angka(abs(Decimal(value)), 0 if name in _WHOLE else 2) for name, value in figures.items()}
    criterion = found["criterion"]
    part = "nilai lembar" if criterion is None else f"kriteria {names.get(criterion, criterion)}"
    return _FLAGS[kind].format(**said, part=part, direction=_direction(kind, figures))


def severity(judge: Json) -> str:
    """Say how strict or lenient a judge is."""
    if not (points := Decimal(judge["severity"]["value"])):
        return "Juri ini rata-rata memberi nilai yang setara dengan panel untuk proposal yang sama."
    return _FLAGS[FlagKind.SEVERITY].format(
        severity=angka(abs(points)), direction=_direction(FlagKind.SEVERITY, {"severity": points})
    )


def error(entry: Json) -> str:
    """Say the standard error of a score."""
    if (missing := _missing("Galat baku", entry["se"])) is not None:
        return missing
    value = _number(entry["se"]["value"])
    return (
        f"Galat baku {value} menunjukkan bahwa nilai ini dapat bergeser sekitar {value} poin karena perbedaan "
        "pandangan juri."
    )


def adjusted(entry: Json) -> str:
    """Say whether the adjusted score would give another rank, and why."""
    if (missing := _missing("Peringkat menurut nilai terkoreksi", entry["adjusted_rank"])) is not None:
        return missing
    value, raw, rank = _number(entry["adjusted"]["value"]), entry["raw_rank"]["value"], entry["adjusted_rank"]["value"]
    if raw in (None, rank):
        return f"Nilai terkoreksi {value} memberi peringkat {rank}."
    why = " karena tidak semua juri menilai proposal ini" if entry["absent"] else " karena koreksi proposal lain"
    return f"Nilai terkoreksi {value} memberi peringkat {rank}, bukan {raw},{why}."


def connected(graph: Json) -> str:
    """Say whether all entries can be ranked together."""
    if not graph["components"]:
        return "Belum ada lembar nilai yang dapat dibandingkan."
    if not graph["connected"]:
        return f"Peringkat gabungan tidak dapat diterbitkan karena {REASONS[Reason.DISCONNECTED]}."
    if graph["weak_judges"] or graph["weak_entries"]:
        return (
            "Penilaian terhubung lemah: apabila satu juri atau satu proposal tidak diperhitungkan, sisanya tidak lagi "
            "dapat dibandingkan."
        )
    return "Semua proposal dapat dibandingkan melalui juri yang menilai bersama."


def expected_rank(entry: Json) -> str:
    """Say the expected rank."""
    missing = _missing("Peringkat harapan", entry["expected_rank"])
    value = _number(entry["expected_rank"]["value"])
    return missing or f"Peringkat harapan proposal ini {value} setelah ketidakpastian nilai diperhitungkan."


def rank_limits(entry: Json) -> str:
    """Say between which ranks an entry lies in the simulation."""
    span = entry["rank_limits"]
    if "reason" in span:
        return f"Rentang peringkat {unknown(span['reason'])}."
    return (
        "Menurut simulasi, dengan tingkat keyakinan 90% proposal ini berada pada "
        f"{_ranks(span['lower'], span['upper'])}."
    )


def top(entry: Json, winners: int) -> str:
    """Say how probable a place among the winners is."""
    missing = _missing("Peluang menang", entry["p_top"])
    said = f"Menurut simulasi, peluang proposal ini termasuk {terbilang(winners)} besar adalah"
    return missing or f"{said} {chance(entry['p_top']['value'])}."


def band(found: Json) -> str:
    """Say what a band of equals means."""
    if len(found["entries"]) == 1:
        return "Proposal ini tidak setara dengan proposal lain."
    return (
        f"{terbilang(len(found['entries'])).capitalize()} proposal dalam kelompok ini praktis setara sehingga "
        "urutannya ditetapkan melalui musyawarah atau aturan nilai sama; peluang yang teratas memang lebih baik "
        f"daripada yang terbawah adalah {chance(found['first_beats_last']['value'])}."
    )


def left_out(entry: Json) -> str:
    """Say how far the rank moves without one judge or one criterion."""
    if entry["best"] is None:
        return f"Pergeseran peringkat {unknown(Reason.FEW_SHEETS)}."
    if entry["best"] == entry["worst"]:
        return f"Peringkat proposal ini tetap {entry['best']}, juri atau kriteria mana pun yang dikeluarkan."
    return (
        "Apabila nilai salah satu juri atau salah satu kriteria dikeluarkan, peringkat proposal ini bergeser antara "
        f"{entry['best']} dan {entry['worst']}."
    )


def rerun(row: Json, subject: str) -> str:
    """Say whether others win without a judge or a criterion, named by `subject`."""
    if row["winners_change"] is None:
        return f"Hasil tanpa {subject} {unknown(row['reason'])}."
    change = "berubah" if row["winners_change"] else "tetap"
    return f"Tanpa {subject}, susunan pemenang {change}."


def tipping(tip: Json, names: Mapping[str, str]) -> str:
    """Say the smallest change of a weight that would touch the winners."""
    if tip["criterion"] is None:
        return f"Bobot kritis {unknown(tip['reason'])}."
    if not Decimal(tip["distance"]["value"]):
        return "Nilai kedua proposal sama; urutannya ditentukan aturan nilai sama."
    name, before, after = names.get(tip["criterion"], tip["criterion"]), tip["weight"]["value"], tip["tips_at"]["value"]
    return (
        f"Urutan kedua proposal berbalik apabila bobot {name} berubah dari {persen(Decimal(before))} menjadi "
        f"{persen(Decimal(after))}."
    )


def acceptability(first: Json) -> str:
    """Say with how many of the weights tried an entry comes first."""
    missing = _missing("Keterterimaan", first)
    return (
        missing or f"Pada {chance(first['value'])} susunan bobot yang diuji, proposal ini menempati peringkat pertama."
    )


def _missing(label: str, figure: Json) -> str | None:
    return None if figure["value"] is not None else f"{label} {unknown(figure['reason'])}."


def _number(value: str | None) -> str:
    return angka(None if value is None else Decimal(value))


def chance(value: str | None) -> str:
    """Say a share; what was seen in every draw or in none is still not certain."""
    share = 100 * Decimal(value or 0)
    if share < 1:
        return "kurang dari 1%"
    return "lebih dari 99%" if share > 99 else f"{angka(share, 0)}%"


def _ranks(lower: int, upper: int) -> str:
    return f"peringkat {lower}" if lower == upper else f"peringkat {lower} sampai {upper}"


def _direction(kind: FlagKind, figures: Mapping[str, Any]) -> str:
    if kind == FlagKind.SEVERITY:
        return "rendah" if Decimal(figures["severity"]) < 0 else "tinggi"
    if kind == FlagKind.MISFIT:
        if Decimal(figures["ratio"]) > 1:
            return "berbeda dari panel, bukan sekadar lebih ketat atau lebih longgar"
        return "jauh lebih dekat dengan nilai panel daripada nilai juri lain"
    return ""
