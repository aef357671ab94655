"""Twelve services with a survey, and how their users tend to answer. Figures are invented.

Each unsur of a service follows one of the distributions below: the share in percent of the answers 1, 2, 3, 4.
"""

from typing import NamedTuple

# In the order of the official questionnaire.
UNSUR = (
    "persyaratan",
    "prosedur",
    "waktu",
    "biaya",
    "produk",
    "kompetensi",
    "perilaku",
    "sarpras",
    "pengaduan",
)

Shares = tuple[int, int, int, int]

DISTRIBUTIONS: dict[str, Shares] = {
    "gratis": (0, 0, 0, 100),  # the only true answer to the price of a free service
    "hampir_gratis": (0, 2, 10, 88),
    "sangat_baik": (0, 2, 30, 68),
    "unggul": (0, 3, 46, 51),
    "baik": (1, 6, 61, 32),
    "cukup_baik": (2, 12, 63, 23),
    "sedang": (4, 24, 55, 17),
    "kurang": (9, 38, 43, 10),
    "lemah": (18, 44, 32, 6),
}


class DemoService(NamedTuple):
    code: str
    name: str
    agency_code: str
    population: int  # persons served in one semester
    respondents: int  # answers to create; all services together 3,000
    usual: str
    exceptions: dict[str, str]
    is_free: bool

    @property
    def profile(self) -> dict[str, Shares]:
        """Unsur -> shares of the answers 1 to 4."""
        return {unsur: DISTRIBUTIONS[self.exceptions.get(unsur, self.usual)] for unsur in UNSUR}


SERVICES = (
    DemoService(
        code="ktp-el",
        name="Penerbitan Kartu Tanda Penduduk Elektronik",
        agency_code="DISDUKCAPIL",
        population=9400,
        respondents=372,
        usual="unggul",
        exceptions={"biaya": "gratis", "perilaku": "sangat_baik", "waktu": "baik"},
        is_free=True,
    ),
    DemoService(
        code="akta-kelahiran",
        name="Penerbitan Akta Kelahiran",
        agency_code="DISDUKCAPIL",
        population=1650,
        respondents=318,
        usual="sangat_baik",
        exceptions={"biaya": "gratis", "sarpras": "unggul"},
        is_free=True,
    ),
    DemoService(
        code="rawat-jalan",
        name="Pelayanan Rawat Jalan",
        agency_code="RSUD-KARDINAH",
        population=41200,
        respondents=391,
        usual="cukup_baik",
        exceptions={"waktu": "kurang", "biaya": "baik", "kompetensi": "unggul", "perilaku": "baik"},
        is_free=False,
    ),
    DemoService(
        code="pendaftaran-puskesmas",
        name="Pemeriksaan Umum Puskesmas",
        agency_code="PKM-TT",
        population=12800,
        respondents=352,
        usual="baik",
        exceptions={"biaya": "hampir_gratis", "waktu": "sedang", "kompetensi": "unggul"},
        is_free=False,
    ),
    DemoService(
        code="nib",
        name="Pendampingan Nomor Induk Berusaha",
        agency_code="DPMPTSP",
        population=1480,
        respondents=305,
        usual="sangat_baik",
        exceptions={"biaya": "gratis", "prosedur": "unggul", "pengaduan": "unggul"},
        is_free=True,
    ),
    DemoService(
        code="uji-kir",
        name="Pengujian Kendaraan Bermotor",
        agency_code="DISHUB",
        population=2350,
        respondents=240,
        usual="sedang",
        exceptions={"waktu": "kurang", "sarpras": "kurang", "kompetensi": "cukup_baik"},
        is_free=False,
    ),
    DemoService(
        code="sambungan-air",
        name="Pemasangan Sambungan Air Minum Baru",
        agency_code="TIRTA-BAHARI",
        population=860,
        respondents=196,
        usual="cukup_baik",
        exceptions={"biaya": "kurang", "pengaduan": "sedang", "perilaku": "baik"},
        is_free=False,
    ),
    DemoService(
        code="pbb",
        name="Pembayaran dan Keberatan Pajak Bumi dan Bangunan",
        agency_code="BAKEUDA",
        population=6900,
        respondents=286,
        usual="baik",
        exceptions={"biaya": "unggul", "sarpras": "cukup_baik"},
        is_free=False,
    ),
    DemoService(
        code="peminjaman-buku",
        name="Peminjaman Buku dan Ruang Baca",
        agency_code="DISARPUS",
        population=3100,
        respondents=174,
        usual="unggul",
        exceptions={"biaya": "gratis", "sarpras": "baik", "produk": "baik"},
        is_free=True,
    ),
    DemoService(
        code="surat-pengantar",
        name="Surat Pengantar dan Rekomendasi Kecamatan",
        agency_code="KEC-MG",
        population=2700,
        respondents=148,
        usual="baik",
        exceptions={"biaya": "gratis", "prosedur": "cukup_baik", "pengaduan": "cukup_baik"},
        is_free=True,
    ),
    DemoService(
        code="kartu-pencari-kerja",
        name="Penerbitan Kartu Tanda Bukti Pendaftaran Pencari Kerja",
        agency_code="DISNAKERIN",
        population=1240,
        respondents=122,
        usual="cukup_baik",
        exceptions={"biaya": "gratis", "produk": "sedang"},
        is_free=True,
    ),
    DemoService(
        code="administrasi-sekolah",
        name="Legalisasi Ijazah dan Mutasi Siswa",
        agency_code="SMPN-07",
        population=420,
        respondents=96,
        usual="unggul",
        exceptions={"biaya": "gratis", "sarpras": "cukup_baik", "waktu": "baik"},
        is_free=True,
    ),
)
