"""Twenty invented innovations of twenty units. Titles, numbers and results are made up.

The start of implementation is told relative to the closing date of the period, so that the same data shows the
one-year rule for every year: two innovations fall short (by 12 days and by 1 day), one fits exactly.
"""

from datetime import date, timedelta
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from kipp.demo import texts_ekonomi, texts_layanan_dasar, texts_pemerintahan, texts_warga

SECTION_NUMBERS = ("1", "2", "3", "4", "5", "6a", "6b", "7", "8")


class Innovation(NamedTuple):
    code: str
    title: str
    agency_code: str
    category_code: str
    months_running: int  # whole months before the closing date
    days_late: int  # days after that date; only the short ones have any
    is_replicated: bool
    uses_application: bool

    def implemented_on(self, closes_on: date) -> date:
        return closes_on - relativedelta(months=self.months_running) + timedelta(self.days_late)

    @property
    def answers(self) -> dict[str, str]:
        """Section number -> text; paragraphs are parted by one empty line."""
        return {number: _flow(_TEXTS[self.code][number]) for number in SECTION_NUMBERS}

    @property
    def summary(self) -> str:
        return self.answers["1"]


def _flow(text: str) -> str:
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


_TEXTS: dict[str, dict[str, str]] = {
    **texts_layanan_dasar.TEXTS,
    **texts_ekonomi.TEXTS,
    **texts_warga.TEXTS,
    **texts_pemerintahan.TEXTS,
}


INNOVATIONS = (
    Innovation(
        code="posyandu-senja",
        title="Posyandu Senja: Layanan Tumbuh Kembang Sore Hari bagi Anak Pekerja Pasar",
        agency_code="PKM-TT",
        category_code="kesehatan",
        months_running=19,
        days_late=0,
        is_replicated=False,
        uses_application=False,
    ),
    Innovation(
        code="resep-sampai",
        title="Resep Sampai: Pengantaran Obat Terpantau bagi Pasien Penyakit Kronis",
        agency_code="RSUD-KARDINAH",
        category_code="kesehatan",
        months_running=26,
        days_late=0,
        is_replicated=True,
        uses_application=False,
    ),
    Innovation(
        code="kawan-tuntas",
        title="Kawan Tuntas: Pendampingan Pengobatan Tuberkulosis oleh Penyintas",
        agency_code="KLINIK-PARU",
        category_code="kesehatan",
        months_running=31,
        days_late=0,
        is_replicated=True,
        uses_application=False,
    ),
    Innovation(
        code="bengkel-angka",
        title="Bengkel Angka: Pemulihan Kemampuan Numerasi melalui Tutor Sebaya",
        agency_code="SMPN-07",
        category_code="pendidikan",
        months_running=17,
        days_late=0,
        is_replicated=False,
        uses_application=False,
    ),
    Innovation(
        code="rak-singgah",
        title="Rak Singgah: Perpustakaan Kecil di Ruang Tunggu Layanan Publik",
        agency_code="DISARPUS",
        category_code="pendidikan",
        months_running=12,
        days_late=1,
        is_replicated=False,
        uses_application=False,
    ),
    Innovation(
        code="lapak-bergilir",
        title="Lapak Bergilir: Pembagian Waktu Usaha Pedagang Kaki Lima secara Terbuka",
        agency_code="DISKOPDAG",
        category_code="ekonomi-kerja",
        months_running=22,
        days_late=0,
        is_replicated=True,
        uses_application=False,
    ),
    Innovation(
        code="dermaga-kerja",
        title="Dermaga Kerja: Penyiapan Dokumen dan Kompetensi Calon Awak Kapal",
        agency_code="DISNAKERIN",
        category_code="ekonomi-kerja",
        months_running=15,
        days_late=0,
        is_replicated=False,
        uses_application=False,
    ),
    Innovation(
        code="meja-pintas",
        title="Meja Pintas: Pendampingan Perizinan Usaha Mikro dalam Satu Kali Duduk",
        agency_code="DPMPTSP",
        category_code="ekonomi-kerja",
        months_running=20,
        days_late=0,
        is_replicated=True,
        uses_application=False,
    ),
    Innovation(
        code="rembuk-data",
        title="Rembuk Data: Pemutakhiran Data Kesejahteraan melalui Musyawarah Warga",
        agency_code="DINSOS",
        category_code="kemiskinan",
        months_running=28,
        days_late=0,
        is_replicated=True,
        uses_application=False,
    ),
    Innovation(
        code="gotong-atap",
        title="Gotong Atap: Perbaikan Rumah Tidak Layak Huni Bersama Tukang Warga",
        agency_code="DISPERKIM",
        category_code="kemiskinan",
        months_running=37,
        days_late=0,
        is_replicated=True,
        uses_application=False,
    ),
    Innovation(
        code="dapur-pesisir",
        title="Dapur Pesisir: Dapur Produksi dan Bank Ikan Keluarga Nelayan",
        agency_code="KEC-TB",
        category_code="pemberdayaan",
        months_running=24,
        days_late=0,
        is_replicated=False,
        uses_application=False,
    ),
    Innovation(
        code="kebun-payau",
        title="Kebun Payau: Sayur Tahan Asin di Pekarangan Pesisir",
        agency_code="DKPPP",
        category_code="pemberdayaan",
        months_running=12,
        days_late=12,
        is_replicated=False,
        uses_application=False,
    ),
    Innovation(
        code="sapa-rumah",
        title="Sapa Rumah: Penerbitan Dokumen Kependudukan di Kediaman Warga Rentan",
        agency_code="DISDUKCAPIL",
        category_code="inklusi",
        months_running=34,
        days_late=0,
        is_replicated=True,
        uses_application=False,
    ),
    Innovation(
        code="ruang-dengar",
        title="Ruang Dengar: Konsultasi Awal yang Aman bagi Perempuan, Anak, dan Penyandang Disabilitas",
        agency_code="DPPKBP2PA",
        category_code="inklusi",
        months_running=16,
        days_late=0,
        is_replicated=False,
        uses_application=False,
    ),
    Innovation(
        code="minyak-pulang",
        title="Minyak Pulang: Penukaran dan Penelusuran Minyak Goreng Bekas",
        agency_code="DLH",
        category_code="energi-lingkungan",
        months_running=41,
        days_late=0,
        is_replicated=True,
        uses_application=False,
    ),
    Innovation(
        code="pipa-siaga",
        title="Pipa Siaga: Pencarian Kebocoran Malam Hari Bersama Pelanggan",
        agency_code="TIRTA-BAHARI",
        category_code="energi-lingkungan",
        months_running=30,
        days_late=0,
        is_replicated=True,
        uses_application=False,
    ),
    Innovation(
        code="satu-simpul",
        title="Satu Simpul: Penerusan Aduan Warga dengan Tenggat yang Terlihat",
        agency_code="DISKOMINFO",
        category_code="tata-kelola",
        months_running=12,
        days_late=0,
        is_replicated=False,
        uses_application=True,
    ),
    Innovation(
        code="kalender-pajak",
        title="Kalender Pajak Kampung: Pembayaran Pajak Mengikuti Musim Penghasilan",
        agency_code="BAKEUDA",
        category_code="tata-kelola",
        months_running=18,
        days_late=0,
        is_replicated=False,
        uses_application=False,
    ),
    Innovation(
        code="tegur-dulu",
        title="Tegur Dulu: Penegakan Peraturan Daerah dengan Teguran Tercatat dan Jalan Keluar",
        agency_code="SATPOLPP",
        category_code="penegakan-hukum",
        months_running=23,
        days_late=0,
        is_replicated=True,
        uses_application=False,
    ),
    Innovation(
        code="menara-rob",
        title="Menara Rob: Peringatan Banjir Pasang sampai Tingkat Gang Bersama Penjaga Air",
        agency_code="BPBD",
        category_code="ketahanan-bencana",
        months_running=27,
        days_late=0,
        is_replicated=True,
        uses_application=False,
    ),
)

BY_CODE = {innovation.code: innovation for innovation in INNOVATIONS}
