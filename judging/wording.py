"""The sentences for the codes of the rules of judging. Pure: no Django.

Berita Acara, Rekap Nilai, the score sheet and the page that explains a period all say a rule with these words.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from competitions.ties import step_label
from judging.assignment import Refusal
from judging.ranking import PUBLISHED_PLACES, whole_chain
from judging.scoring import FULL_WEIGHT
from judging.sheet import ReasonRule
from judging.visibility import TABLE, Field, Reach, Reader, Since, granted
from kipp.text import persen, terbilang

ROUNDING = f"dibulatkan ke {terbilang(PUBLISHED_PLACES)} desimal"
PANEL_MEAN = "rata-rata nilai lembar semua penilai yang menilai"


def combination(rounds: Sequence[tuple[str, Decimal]]) -> str:
    """Say how the value after the last of these rounds comes about, each with its name and weight in percent."""
    if len(rounds) == 1:
        return f"{PANEL_MEAN}, {ROUNDING}"
    total = sum((weight for _, weight in rounds), Decimal(0))
    added = " + ".join(f"{persen(weight)} × {name}" for name, weight in rounds)
    whole = added if total == FULL_WEIGHT else f"({added}) ÷ {persen(total)}"
    return f"{whole}; nilai setiap tahap adalah {PANEL_MEAN}; hasilnya {ROUNDING}"


REFUSAL_SENTENCES = {
    Refusal.SAME_AGENCY: "Instansi yang sama",
    Refusal.PARENT_AGENCY: "Instansi induk",
    Refusal.CHILD_AGENCY: "Instansi di bawahnya",
    Refusal.POSTED: "Pernah bertugas di instansi ini",
    Refusal.CONFLICT: "Benturan kepentingan",
}


def chain_labels(chain: Sequence[str], names: Mapping[str, str]) -> list[str]:
    """Say every step of the chain, in its order."""
    return [step_label(step, names) for step in whole_chain(chain)]


def reason_rule(rule: ReasonRule) -> str:
    """Say which marks must be explained."""
    return f"nilai {rule.low} atau kurang dan {rule.high} atau lebih harus disertai alasan"


FIELDS = {
    Field.TASK: "Penugasan juri",
    Field.MARK: "Nilai dan alasan juri",
    Field.VISIT: "Kunjungan verifikasi lapangan",
    Field.PUBLICATION: "Usul pengumuman",
    Field.RESULT: "Nilai akhir dan peringkat",
    Field.AWARD: "Penghargaan khusus",
    Field.OBJECTION: "Sanggahan dan jawabannya",
}
READERS = {
    Reader.ORGANISER: "Penyelenggara",
    Reader.JUDGE: "Juri",
    Reader.OPERATOR: "Instansi peserta",
    Reader.PUBLIC: "Masyarakat",
}
REACHES = {
    Reach.ALL: "semua",
    Reach.OWN_WORK: "miliknya sendiri",
    Reach.OWN_READING: "proposal yang dinilainya",
    Reach.OWN_ENTRY: "proposalnya sendiri",
    Reach.WINNERS: "pemenang",
}
SINCES = {
    Since.ALWAYS: "setiap saat",
    Since.SIGNED: "sejak ditandatangani kedua petugasnya",
    Since.CLOSED: "sejak penilaian tahap ditutup",
    Since.RELEASED: "sejak lembar nilai tahap dibagikan",
    Since.ANNOUNCED: "sejak hasil diumumkan",
}
UNSEEN = "tidak"


def who_sees_what() -> list[tuple[str, list[tuple[str, str]]]]:
    """Say the table of visibility: of each field, what each reader sees and from when."""
    return [(FIELDS[field], [(READERS[reader], seen_by(reader, field)) for reader in Reader]) for field in TABLE]


def seen_by(reader: Reader, field: Field) -> str:
    """Say what one reader sees of a field: all that opens at the same time in one breath."""
    opened: dict[Since, list[str]] = {}
    for reach, since in granted(field, reader):
        opened.setdefault(since, []).append(REACHES[reach])
    said = [f"{' dan '.join(reaches)}, {SINCES[since]}" for since, reaches in opened.items()]
    return "; ".join(said) or UNSEEN
