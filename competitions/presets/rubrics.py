"""What each kind of round is judged by, before anything is changed.

Sources: announcement of the 2024 competition (the five criteria of the desk), national competition of 2023 and
Sulawesi Selatan 2022 (70 for what is presented, 30 for how). The rubric of the field is our own.
"""

from decimal import Decimal
from typing import NamedTuple

from competitions.ties import MEDIAN, PLENO

SCORES = (0, 25, 50, 75, 100)  # what the anchors of a criterion explain


class Anchor(NamedTuple):
    """What a mark means in words."""

    score: int
    words: str


class CriterionPreset(NamedTuple):
    code: str
    name: str
    definition: str
    weight: Decimal
    anchors: tuple[Anchor, ...]


class Rubric(NamedTuple):
    """The criteria of a round, and the steps that its equal values are compared by, in this order."""

    criteria: tuple[CriterionPreset, ...]
    tie_breaks: tuple[str, ...]


def _anchors(*words: str) -> tuple[Anchor, ...]:
    return tuple(Anchor(score, text) for score, text in zip(SCORES, words, strict=True))


CRITERIA = (
    CriterionPreset(
        code="kebaruan",
        name="Kebaruan",
        definition="Keunikan gagasan, pendekatan baru, modifikasi inovasi yang ada.",
        weight=Decimal(15),
        anchors=_anchors(
            "Tidak ada unsur baru; kegiatan rutin yang diberi nama.",
            "Meniru inovasi lain tanpa penyesuaian yang berarti.",
            "Memodifikasi inovasi yang ada dan menyesuaikannya dengan keadaan setempat.",
            "Pendekatan baru di Kota Tegal dengan nilai tambah yang jelas.",
            "Gagasan unik yang belum ditemukan pada unit sejenis dan terbukti lebih unggul.",
        ),
    ),
    CriterionPreset(
        code="efektif",
        name="Efektif",
        definition="Capaian nyata dan solutif.",
        weight=Decimal(25),
        anchors=_anchors(
            "Tidak ada capaian yang dapat ditunjukkan.",
            "Capaian disebutkan, tetapi tanpa data sebelum dan sesudah.",
            "Sebagian target tercapai dan didukung data internal.",
            "Target tercapai, data sebelum dan sesudah lengkap, cara pengukurannya jelas.",
            "Masalah terselesaikan, capaian melampaui target dan diperiksa oleh pihak luar.",
        ),
    ),
    CriterionPreset(
        code="bermanfaat",
        name="Bermanfaat",
        definition="Berdampak atau menyelesaikan masalah publik.",
        weight=Decimal(20),
        anchors=_anchors(
            "Manfaat bagi masyarakat tidak terlihat.",
            "Manfaat terbatas di dalam instansi.",
            "Manfaat dirasakan sebagian kelompok sasaran.",
            "Manfaat dirasakan sebagian besar kelompok sasaran dan dapat diukur.",
            "Manfaat luas, menyentuh kelompok rentan, dan mengubah keadaan secara menetap.",
        ),
    ),
    CriterionPreset(
        code="dapat_ditransfer",
        name="Dapat Ditransfer",
        definition="Dapat direplikasi oleh UPP sejenis atau diadaptasi ke dalam konteks lain.",
        weight=Decimal(20),
        anchors=_anchors(
            "Hanya dapat berjalan pada keadaan khusus unit ini.",
            "Dapat ditiru, tetapi panduan dan kebutuhannya belum diuraikan.",
            "Panduan tersedia dan kesamaan masalah di tempat lain diuraikan.",
            "Sudah diminati atau sedang diadaptasi oleh unit lain.",
            "Sudah direplikasi unit lain dengan hasil yang sebanding.",
        ),
    ),
    CriterionPreset(
        code="berkelanjutan",
        name="Berkelanjutan",
        definition="Dukungan keberlangsungan inovasi.",
        weight=Decimal(20),
        anchors=_anchors(
            "Bergantung pada satu orang atau satu kegiatan; tidak ada dasar hukum.",
            "Ada niat melanjutkan, tanpa anggaran atau prosedur tetap.",
            "Ada dasar hukum atau prosedur tetap, tetapi anggaran belum pasti.",
            "Dasar hukum, anggaran, dan prosedur tersedia; petugas telah dilatih.",
            "Terlembaga penuh, didukung mitra, dan terus dikembangkan dari hasil evaluasi.",
        ),
    ),
)
TIE_BREAKS = ("criterion:bermanfaat", "criterion:efektif", MEDIAN, PLENO)

PRESENTATION = (
    CriterionPreset(
        code="substansi",
        name="Substansi",
        definition=(
            "Urgensi masalah, kebaruan, pelaksanaan, dampak sebelum dan sesudah, serta peluang ditiru, sebagaimana "
            "diterangkan dalam presentasi dan tanya jawab."
        ),
        weight=Decimal(70),
        anchors=_anchors(
            "Isi inovasi tidak dapat diterangkan dan jawaban tidak berhubungan dengan pertanyaan.",
            "Masalah dan gagasan disebutkan, tetapi pelaksanaan dan dampaknya tidak dapat diterangkan.",
            "Pelaksanaan diterangkan, dampak disebutkan dengan sebagian data, dan beberapa pertanyaan belum terjawab.",
            "Masalah, kebaruan, pelaksanaan, dan dampak diterangkan dengan data; hampir semua pertanyaan terjawab.",
            "Seluruh isi didukung data sebelum dan sesudah, peluang ditiru jelas, dan setiap pertanyaan terjawab.",
        ),
    ),
    CriterionPreset(
        code="penyajian",
        name="Penyajian",
        definition="Keruntutan paparan, penguasaan bahan, mutu bahan tayang, dan ketepatan waktu.",
        weight=Decimal(30),
        anchors=_anchors(
            "Paparan tidak disampaikan atau tidak dapat diikuti.",
            "Paparan sulit diikuti, dibacakan dari naskah, atau jauh melampaui waktu.",
            "Paparan dapat diikuti, tetapi kurang runtut atau sebagian bahan tayang kurang jelas.",
            "Paparan runtut, bahan tayang jelas, dan selesai tepat waktu.",
            "Paparan runtut dan meyakinkan, bahan dikuasai penuh, dan bahan tayang memperkuat isi.",
        ),
    ),
)

FIELD = (
    CriterionPreset(
        code="kesesuaian_fakta",
        name="Kesesuaian Fakta dengan Proposal",
        definition="Kecocokan keadaan di lapangan dengan yang ditulis dalam proposal.",
        weight=Decimal(60),
        anchors=_anchors(
            "Inovasi tidak ditemukan atau keadaannya bertentangan dengan proposal.",
            "Inovasi ada, tetapi sebagian besar pelaksanaan dan datanya tidak cocok dengan proposal.",
            "Pelaksanaan pokok cocok dengan proposal, tetapi sebagian data belum dapat dibuktikan.",
            "Pelaksanaan dan data cocok dengan proposal; perbedaannya kecil dan dapat dijelaskan.",
            "Semuanya cocok dengan proposal serta dibuktikan oleh dokumen, petugas, dan pengguna layanan.",
        ),
    ),
    CriterionPreset(
        code="keberlangsungan",
        name="Keberlangsungan di Lapangan",
        definition="Inovasi benar-benar berjalan, dipakai masyarakat, dan didukung petugas, sarana, serta anggaran.",
        weight=Decimal(40),
        anchors=_anchors(
            "Inovasi sudah berhenti atau hanya berjalan pada saat kunjungan.",
            "Inovasi berjalan sesekali dan bergantung pada satu orang.",
            "Inovasi berjalan, tetapi petugas, sarana, atau anggarannya belum tetap.",
            "Inovasi berjalan teratur dengan petugas, sarana, dan anggaran yang tetap.",
            "Inovasi berjalan teratur, dipakai luas, dan disempurnakan dari masukan pengguna layanan.",
        ),
    ),
)

# By the kind of round.
RUBRICS = {
    "proposal": Rubric(CRITERIA, TIE_BREAKS),
    "presentation": Rubric(PRESENTATION, ("criterion:substansi", MEDIAN, PLENO)),
    "field": Rubric(FIELD, ("criterion:kesesuaian_fakta", MEDIAN, PLENO)),
}

# What a new period begins with.
ROUND = {"code": "proposal", "kind": "proposal", "name": "Penilaian proposal"}
