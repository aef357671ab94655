"""What a new period asks of its entries.

Sources: announcement of the 2024 competition (theme, categories), national proposal template of 2023, Kelompok Umum
(sections, guiding questions, word limits, weights).
"""

from typing import NamedTuple

MEGABYTE = 1024 * 1024

TEMA_2024 = (
    "Peningkatan Kualitas Pelayanan Publik di Kota Tegal Melalui Inovasi untuk Mewujudkan Reformasi Birokrasi "
    "yang Berdampak"
)


class CategoryPreset(NamedTuple):
    code: str
    name: str


class GroupPreset(NamedTuple):
    """A group of entries; `min_months` is how long an innovation must have been running."""

    code: str
    name: str
    description: str
    min_months: int


class SectionPreset(NamedTuple):
    """One part of the proposal form; `criteria` are those it gives evidence for, the main one first."""

    number: str
    code: str
    title: str
    guidance: str
    max_words: int
    weight_shown: int | None  # None: shares the weight of the section before
    criteria: tuple[str, ...]
    is_required: bool

    @property
    def criterion(self) -> str | None:
        return self.criteria[0] if self.criteria else None


class AttachmentPreset(NamedTuple):
    code: str
    title: str
    guidance: str
    is_required: bool
    max_bytes: int


CATEGORIES = (
    CategoryPreset("kesehatan", "Kesehatan"),
    CategoryPreset("pendidikan", "Pendidikan"),
    CategoryPreset("ekonomi-kerja", "Pertumbuhan Ekonomi dan Kesempatan Kerja"),
    CategoryPreset("kemiskinan", "Pengentasan Kemiskinan"),
    CategoryPreset("pemberdayaan", "Pemberdayaan Masyarakat"),
    CategoryPreset("inklusi", "Inklusi Sosial"),
    CategoryPreset("energi-lingkungan", "Energi dan Lingkungan Hidup"),
    CategoryPreset("tata-kelola", "Tata Kelola Pemerintahan"),
    CategoryPreset("penegakan-hukum", "Penegakan Hukum"),
    CategoryPreset("ketahanan-bencana", "Ketahanan Bencana"),
)

GROUPS = (
    GroupPreset("umum", "Umum", "Inovasi yang digagas dan diterapkan sendiri oleh instansi.", 12),
    GroupPreset("replikasi", "Replikasi", "Inovasi instansi lain yang ditiru atau diadaptasi.", 12),
)

_WITH_DATA = " Lengkapi uraian tersebut di atas dengan melampirkan data pendukung yang relevan."

# KIPP 2023, Kelompok Umum. The weights are information for the writer; judges score the criteria.
SECTIONS = (
    SectionPreset(
        number="1",
        code="ringkasan",
        title="Ringkasan",
        guidance=("Jelaskan secara ringkas mengenai inovasi yang diusulkan meliputi seluruh aspek pertanyaan."),
        max_words=200,
        weight_shown=0,
        criteria=(),
        is_required=True,
    ),
    SectionPreset(
        number="2",
        code="latar_belakang",
        title="Latar Belakang dan Tujuan",
        guidance=(
            "Uraikan latar belakang dan tujuan yang memuat: rumusan masalah yang menggambarkan kondisi awal "
            "sebelum implementasi inovasi; kelompok sasaran masyarakat yang terdampak permasalahan; tujuan "
            "inovasi dilengkapi dengan target yang terukur." + _WITH_DATA
        ),
        max_words=300,
        weight_shown=10,
        criteria=("bermanfaat",),
        is_required=True,
    ),
    SectionPreset(
        number="3",
        code="kebaruan",
        title="Kebaruan/Nilai Tambah",
        guidance=(
            "Jelaskan ide/gagasan dan keunggulan (keunikan/nilai tambah/kebaruan) dari inovasi ini." + _WITH_DATA
        ),
        max_words=200,
        weight_shown=15,
        criteria=("kebaruan",),
        is_required=True,
    ),
    SectionPreset(
        number="4",
        code="implementasi",
        title="Implementasi Inovasi",
        guidance=("Uraikan implementasi inovasi dalam mengatasi permasalahan yang dihadapi." + _WITH_DATA),
        max_words=200,
        weight_shown=5,
        criteria=("efektif",),
        is_required=True,
    ),
    SectionPreset(
        number="5",
        code="signifikansi",
        title="Signifikansi",
        guidance=(
            "Uraikan dampak inovasi (bandingkan kondisi sebelum dan sesudah inovasi diimplementasikan). Jelaskan "
            "metode yang digunakan untuk mengukur dampak inovasi. Lengkapi uraian tersebut di atas dengan "
            "melampirkan data dukung berupa laporan hasil evaluasi inovasi baik dari eksternal maupun internal "
            "yang memuat data sebelum dan sesudah implementasi inovasi (kualitatif dan kuantitatif)."
        ),
        max_words=600,
        weight_shown=30,
        criteria=("efektif", "bermanfaat"),
        is_required=True,
    ),
    SectionPreset(
        number="6a",
        code="adaptabilitas_status",
        title="Adaptabilitas: Status Replikasi",
        guidance=(
            "Apakah inovasi ini sudah direplikasi? Sudah/Belum. Jika sudah, sebutkan UPP dan/atau Instansi yang "
            "mereplikasi inovasi."
        ),
        max_words=100,
        weight_shown=20,
        criteria=("dapat_ditransfer",),
        is_required=True,
    ),
    SectionPreset(
        number="6b",
        code="adaptabilitas_potensi",
        title="Adaptabilitas: Potensi Replikasi",
        guidance=(
            "Jelaskan potensi inovasi untuk direplikasi dengan menggambarkan luasan populasi dan kesamaan "
            "karakter masalah yang dialami atau ada pada daerah lain." + _WITH_DATA
        ),
        max_words=200,
        weight_shown=None,
        criteria=("dapat_ditransfer",),
        is_required=True,
    ),
    SectionPreset(
        number="7",
        code="sumber_daya",
        title="Sumber Daya",
        guidance=(
            "Jelaskan sumber daya yang digunakan, yang terdiri dari: sumber daya keuangan; sumber daya manusia; "
            "metode; peralatan atau material." + _WITH_DATA
        ),
        max_words=200,
        weight_shown=5,
        criteria=("berkelanjutan",),
        is_required=True,
    ),
    SectionPreset(
        number="8",
        code="keberlanjutan",
        title="Strategi Keberlanjutan",
        guidance=(
            "Jelaskan strategi keberlanjutan inovasi: strategi institusional berupa regulasi atau dasar hukum "
            "implementasi dan/atau pemberlakuan inovasi; strategi manajerial berupa peningkatan kapasitas SDM, "
            "kinerja organisasi, penjaminan kualitas dan/atau pemberlakuan SOP; strategi sosial berupa "
            "partisipasi/kolaborasi pemangku kepentingan yang terlibat dan peran masing-masing pihak." + _WITH_DATA
        ),
        max_words=500,
        weight_shown=15,
        criteria=("berkelanjutan",),
        is_required=True,
    ),
)

ATTACHMENT_KINDS = (
    AttachmentPreset(
        code="surat_pernyataan_implementasi",
        title="Surat Pernyataan Implementasi",
        guidance="Ditandatangani kepala instansi; memuat tanggal inovasi mulai diterapkan.",
        is_required=True,
        max_bytes=2 * MEGABYTE,
    ),
    AttachmentPreset(
        code="surat_pernyataan_identitas",
        title="Surat Pernyataan Identitas Perorangan atau Tim",
        guidance="Memuat nama inovator atau susunan tim inovasi.",
        is_required=True,
        max_bytes=2 * MEGABYTE,
    ),
    AttachmentPreset(
        code="surat_kesediaan_replikasi",
        title="Surat Pernyataan Kesediaan Replikasi",
        guidance="Menyatakan bahwa inovasi boleh direplikasi oleh instansi lain.",
        is_required=True,
        max_bytes=2 * MEGABYTE,
    ),
    AttachmentPreset(
        code="formulir_spbe",
        title="Formulir SPBE",
        guidance="Hanya untuk inovasi yang berkaitan dengan aplikasi.",
        is_required=False,
        max_bytes=2 * MEGABYTE,
    ),
    AttachmentPreset(
        code="data_dukung",
        title="Data Dukung",
        guidance="Laporan evaluasi, foto, atau data sebelum dan sesudah penerapan, dalam satu berkas.",
        is_required=False,
        max_bytes=2 * MEGABYTE,
    ),
)

REMINDER_DAYS = (7, 3, 1)
