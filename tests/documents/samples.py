"""Contexts of every printed document as full as real life: 20 proposals, 7 judges, long titles. All invented."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

from kipp.charts import bar_chart, line_chart
from kipp.qr import qr_code
from tests.documents.pleno_samples import CHANGE

# A one-pixel picture stands for the emblem.
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
EMBLEM = f"data:image/png;base64,{PIXEL}"
URL = "https://kipp.kotategal.example/keaslian/7K3QX9"

TITLES = (
    "Jemput Bola Layanan Adminduk bagi Warga Lanjut Usia dan Penyandang Disabilitas Pesisir",
    "Satu Pintu Rujukan Ibu Hamil Berisiko Tinggi antara Puskesmas dan Rumah Sakit Daerah",
    "Bank Sampah Sekolah",
    "Dapur Sehat Keluarga Nelayan",
    "Perizinan Usaha Mikro Selesai di Kelurahan",
)
JUDGES = (
    ("Dr. Hj. Retno Wulandari Kusumaningtyas, S.Sos., M.Si.", "Ketua", "Universitas Pesisir Utara"),
    ("Bambang Hariyanto Nugroho, S.H., M.H.", "Anggota", "Lembaga Pengawas Layanan Publik"),
    ("Prof. Dr. Ir. Siti Khadijah Ramadhani, M.T.", "Anggota", "Universitas Muara Jawa"),
    ("Agus Prasetyo, S.I.Kom.", "Anggota", "Harian Suara Pantura"),
    ("Dra. Endang Sulistyowati", "Anggota", "Forum Warga Peduli Layanan"),
    ("Yohanes Adi Wicaksono, S.E., M.Ak.", "Anggota", "Politeknik Bahari"),
    ("Nur Laila Hidayati, S.Kep., Ns., M.Kes.", "Anggota", "Universitas Pesisir Utara"),
)
AGENCIES = (
    "Dinas Kependudukan dan Pencatatan Sipil",
    "Badan Penanggulangan Bencana Daerah",
    "UPTD Puskesmas Tegal Barat",
    "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
)
WEIGHTS = [
    {"name": name, "weight": Decimal(weight)}
    for name, weight in (
        ("Efektif", 25),
        ("Berkelanjutan", 20),
        ("Dapat Ditransfer", 20),
        ("Kebaruan", 15),
        ("Bermanfaat", 20),
    )
]
SIGNATURE = {
    "place": "Tegal",
    "date": date(2024, 7, 31),
    "office": "Kepala Bagian Organisasi Sekretariat Daerah Kota Tegal",
    "name": "Drs. Sutrisno Wibowo Hadikusumo, M.Si.",
    "rank": "Pembina Tingkat I",
    "nip": "197501012000032001",
}
RULES = {
    "closing_on": date(2024, 6, 28),
    "starts": [{"group": "", "on": date(2023, 6, 28)}],
    "weights": WEIGHTS,
    "combination": "rata-rata nilai semua penilai, dibulatkan ke dua desimal",
    "passing": "",
    "tie_rule": "nilai Bermanfaat, lalu nilai Efektif, lalu median nilai penilai, lalu keputusan pleno",
}


def frame(title: str, *, paper: str = "folio", emblem: str = EMBLEM) -> dict:
    return {
        "title": title,
        "number": "600.2.6/54",
        "paper": paper,
        "letterhead": {
            "government": "PEMERINTAH KOTA TEGAL",
            "office": "SEKRETARIAT DAERAH",
            "unit": "Bagian Organisasi",
            "address": "Jalan Ki Gede Sebayu Nomor 12, Tegal 52123",
            "contact": "Telepon (0283) 000000, pos-el organisasi@kotategal.example",
            "emblem": emblem,
            "emblem_alt": "Lambang Kota Tegal",
        },
        "verification": {"url": URL, "qr": qr_code(URL)},
    }


def _results() -> list[dict]:
    return [
        {
            "place": number + 1,
            "title": TITLES[number % len(TITLES)],
            "agency": AGENCIES[number % len(AGENCIES)],
            "register_number": f"KIPP-2024-{number + 1:04}",
            "category": "Pertumbuhan Ekonomi dan Kesempatan Kerja",
            "innovators": "Tim Inovasi",
            "totals": [None if (number, judge) == (3, 2) else Decimal("91.25") - number - judge for judge in range(7)],
            "stages": [],
            "total": Decimal("88.25") - number,
            "tie_step": "nilai Bermanfaat" if number in {4, 5} else "",
        }
        for number in range(20)
    ]


def _members() -> list[dict]:
    return [{"name": name, "role": role, "institution": place, "nip": ""} for name, role, place in JUDGES]


def berita_acara() -> dict:
    return frame("Berita Acara Penilaian Proposal KIPP 2024") | {
        "stage": "proposal",
        "heading": "PENILAIAN PROPOSAL",
        "year": 2024,
        "held_on": date(2024, 7, 31),
        "place": "Ruang Rapat Sekretariat Daerah Kota Tegal",
        "proposal_count": 20,
        "legal_basis": [
            "Peraturan Menteri PANRB Nomor 91 Tahun 2021 tentang Pembinaan Inovasi Pelayanan Publik;",
            "Keputusan Wali Kota Tegal tentang Pembentukan Tim Penilai KIPP Kota Tegal Tahun 2024.",
        ],
        "panel": {"place": "Tegal", "date": date(2024, 7, 31), "title": "TIM PENILAI", "members": _members()},
        "rules": RULES,
        "results": _results(),
        "exceptions": [
            {
                "number": "KIPP-2024-0103",
                "title": TITLES[2],
                "rule": "Usia minimal",
                "reason": "Surat keputusan memuat tanggal mulai yang lebih awal.",
                "evidence": "SK Nomor 12 Tahun 2022, halaman 2",
                "proposed_by": JUDGES[0][0],
                "approved_by": JUDGES[1][0],
                "approved_on": date(2024, 7, 1),
            }
        ],
        "conflicts": [{"judge": JUDGES[2][0], "title": TITLES[3]}],
        "absences": [{"judge": JUDGES[5][0], "title": TITLES[2], "reason": "sakit"}],
        "decisions": [
            {
                "subject": "Nilai sama peringkat 5 dan 6",
                "reason": "ditetapkan menurut nilai Bermanfaat yang lebih tinggi.",
            }
        ],
        "revisions": [CHANGE],
        "annex": {"rows": _results()},
        "record": {
            "sequence": 1482,
            "head": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "recount": "Penghitungan ulang dengan cara terpisah memberi hasil yang sama.",
            "key": "0123456789abcdef" * 4,
        },
    }


def rekap_nilai() -> dict:
    return frame("Rekap Nilai KIPP 2024", paper="folio-lanskap") | {
        "year": 2024,
        "stage": "proposal",
        "judges": _members(),
        "rows": [row | {"distinction": "Juara I" if row["place"] == 1 else ""} for row in _results()],
        "rules": RULES,
        "signature": SIGNATURE,
    }


def piagam() -> dict:
    return frame("Piagam Penghargaan KIPP 2024", paper="a4-lanskap") | {
        "year": 2024,
        "winner": {
            "recipient": "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu Kota Tegal",
            "title": TITLES[0],
            "standing": "JUARA I",
            "agency": "",
        },
        "basis": {
            "name": "Keputusan Wali Kota Tegal",
            "number": "000.8/145/2024",
            "date": date(2024, 8, 12),
        },
        "signature": SIGNATURE | {"office": "WALI KOTA TEGAL", "rank": "", "nip": ""},
    }


def tanda_terima() -> dict:
    digest = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"
    return frame("Tanda Terima Proposal KIPP-2024-0008", paper="a4") | {
        "year": 2024,
        "receipt": {
            "number": "KIPP-2024-0008",
            "submitted_at": datetime(2024, 6, 28, 16, 59, tzinfo=UTC),
            "submitted_by": "Wahyu Setiawan, S.STP.",
            "agency": AGENCIES[3],
            "title": TITLES[0],
            "category": "Pertumbuhan Ekonomi dan Kesempatan Kerja",
            "implemented_on": date(2023, 6, 28),
            "content_sha256": digest,
        },
        "verdict": {"sentence": "Terpenuhi, tepat pada batas 28 Juni 2023"},
        "sections": [
            {"title": title, "words": words}
            for title, words in (
                ("1 Ringkasan", 187),
                ("2 Latar Belakang dan Tujuan", 262),
                ("3 Kebaruan/Nilai Tambah", 140),
                ("5 Signifikansi", 1590),
            )
        ],
        "attachments": [
            {
                "title": "Surat Pernyataan Implementasi",
                "name": "surat pernyataan implementasi jemput bola 2024.pdf",
                "size": 1_482_000,
                "sha256": digest,
            }
        ],
        "next_steps": [
            "Penyelenggara memeriksa kelengkapan dan syarat proposal sampai 5 Juli 2024.",
            "Hasil pemeriksaan disampaikan melalui pos-el dan halaman proposal.",
        ],
        "contact": "Bagian Organisasi Sekretariat Daerah Kota Tegal, organisasi@kotategal.example",
    }


def poster_hasil() -> dict:
    return frame("Poster IKM Semester I 2024", paper="a4") | {
        "number": None,
        "unit": AGENCIES[3].upper(),
        "service": "Penerbitan izin praktik tenaga kesehatan dan tenaga medis",
        "period": "SEMESTER I TAHUN 2024",
        "span": {"first": date(2024, 1, 2), "last": date(2024, 6, 28)},
        "ikm": Decimal("87.64"),
        "mutu": {"letter": "B", "word": "Baik"},
        "respondents": {
            "total": 1250,
            "men": 580,
            "women": 670,
            "education": [
                {"name": name, "count": count}
                for name, count in (
                    ("SD", None),
                    ("SMP", 62),
                    ("SMA", 540),
                    ("D1-D3-D4", 210),
                    ("S1", 402),
                    ("S2", 36),
                )
            ],
        },
        "signature": SIGNATURE,
    }


UNSUR = (
    "Persyaratan",
    "Sistem, mekanisme, dan prosedur",
    "Waktu penyelesaian",
    "Biaya/tarif",
    "Produk spesifikasi jenis pelayanan",
    "Kompetensi pelaksana",
    "Perilaku pelaksana",
    "Penanganan pengaduan, saran dan masukan",
    "Sarana dan prasarana",
)
SUMS = (630, 643, 636, 720, 622, 653, 659, 707, 630)


def laporan_skm() -> dict:
    nrr = [Fraction(total, 187) for total in SUMS]
    unsur = [
        {
            "code": f"U{number}",
            "name": name,
            "answered": 187,
            "nrr": value,
            "ikm": value * 25,
            "letter": "B",
            "word": "Baik",
        }
        for number, (name, value) in enumerate(zip(UNSUR, nrr, strict=True), 1)
    ]
    trend = [
        {"period": "Semester I 2022", "ikm": Decimal("81.20"), "letter": "B"},
        {"period": "Semester II 2022", "ikm": None, "letter": ""},
        {"period": "Semester I 2023", "ikm": Decimal("84.62"), "letter": "B"},
        {"period": "Semester II 2023", "ikm": Decimal("83.95"), "letter": "B"},
        {"period": "Semester I 2024", "ikm": Decimal("87.64"), "letter": "B"},
    ]
    ordered = sorted(unsur, key=lambda row: row["nrr"])
    suggestions = ["Loket ditambah pada jam sibuk.", "Papan petunjuk dibuat lebih jelas."]
    return frame("Laporan SKM Semester I 2024", paper="a4") | {
        "report": {
            "unit": "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
            "service": "Penerbitan Izin Praktik Tenaga Kesehatan",
            "period": "SEMESTER I TAHUN 2024",
            "year": 2024,
            "background": [],
        },
        "method": {
            "conducted_by": "tim pelaksana unit layanan",
            "channels": ["kode QR di loket", "kuesioner kertas"],
            "location": "Kuesioner ditawarkan di ruang pelayanan pada jam kerja.",
            "schedule": [
                {"activity": activity, "first": first, "last": last, "workdays": days}
                for activity, first, last, days in (
                    ("Persiapan", date(2024, 1, 2), date(2024, 1, 12), 9),
                    ("Pengumpulan Data", date(2024, 1, 15), date(2024, 6, 14), 99),
                    ("Pengolahan Data dan Analisis Hasil", date(2024, 6, 18), date(2024, 6, 24), 5),
                    ("Penyusunan dan Pelaporan Hasil", date(2024, 6, 25), date(2024, 6, 28), 4),
                )
            ],
        },
        "sample": {"population": 1400, "needed": 302, "respondents": 187},
        "profile": [
            {
                "characteristic": "Jenis kelamin",
                "rows": [
                    {"indicator": "Laki-laki", "count": 80, "percent": Fraction(8000, 187)},
                    {"indicator": "Perempuan", "count": 107, "percent": Fraction(10700, 187)},
                ],
            },
            {
                "characteristic": "Pendidikan",
                "rows": [
                    {"indicator": "SD", "count": None, "percent": None},
                    {"indicator": "SMA", "count": 96, "percent": Fraction(9600, 187)},
                    {"indicator": "S1", "count": 88, "percent": Fraction(8800, 187)},
                ],
            },
        ],
        "unsur": unsur,
        "result": {"nrr": Decimal("3.506"), "ikm": Decimal("87.64"), "letter": "B", "word": "Baik"},
        "unsur_chart": bar_chart(
            [(row["name"], row["nrr"]) for row in unsur],
            id="unsur",
            title="NRR per unsur layanan",
            maximum=4,
            places=3,
        ),
        "trend": trend,
        "trend_chart": line_chart(
            [(row["period"], row["ikm"]) for row in trend],
            id="tren",
            title="Tren nilai IKM",
            floor=25,
            ceiling=100,
        ),
        "weakest": [row | {"suggestions": suggestions} for row in ordered[:3]],
        "strongest": [row | {"suggestions": []} for row in ordered[:-4:-1]],
        "plan": [
            {
                "unsur": "Produk spesifikasi jenis pelayanan",
                "activity": "Menyusun contoh berkas untuk setiap jenis izin",
                "quarters": [True, True, False, False],
                "responsible": "Kepala Bidang Pelayanan Perizinan",
            }
        ],
        "forum": "Rencana ini dibahas dalam Forum Konsultasi Publik tanggal 20 Juni 2024.",
        "tabulation": {
            "rows": [
                {
                    "number": number + 1,
                    "answers": [None if (number + u) % 40 == 0 else 3 + (number + u) % 2 for u in range(9)],
                }
                for number in range(187)
            ],
            "sums": SUMS,
            "nrr": nrr,
            "weighted": [value / 9 for value in nrr],
            "weighted_sum": sum(nrr) / 9,
            "ikm": sum(nrr) / 9 * 25,
            "omitted": 0,
        },
        "questions": [
            {
                "code": f"U{number}",
                "text": f"Bagaimana pendapat Saudara tentang {name.lower()} di unit ini",
                "choices": ["Tidak baik", "Kurang baik", "Baik", "Sangat baik"],
            }
            for number, name in enumerate(UNSUR, 1)
        ],
        "evidence": ["Foto pengisian kuesioner di ruang pelayanan, 15 Januari 2024"],
        "previous": [
            {
                "activity": "Menambah kursi ruang tunggu",
                "done": True,
                "description": "Dua puluh kursi dipasang pada Februari 2024.",
                "evidence": "Berita acara serah terima",
                "obstacle": "",
            }
        ],
        "signature": SIGNATURE,
    }


DOCUMENTS = {
    "berita_acara": berita_acara,
    "rekap_nilai": rekap_nilai,
    "piagam": piagam,
    "tanda_terima": tanda_terima,
    "poster_hasil": poster_hasil,
    "laporan_skm": laporan_skm,
}
