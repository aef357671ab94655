"""The same for the papers of winners and finalists."""

from datetime import date
from decimal import Decimal

from tests.documents.samples import AGENCIES, JUDGES, SIGNATURE, TITLES, frame

MINUTES = {"number": "3/BA-KIPP/2024", "dated_on": date(2024, 7, 31)}
NAMES = ("Juara I", "Juara II", "Juara III", "Harapan I", "Harapan II", "Harapan III")


def _entry(number: int, **more) -> dict:
    return {
        "register_number": f"KIPP-2024-{number + 1:04}",
        "title": TITLES[number % len(TITLES)],
        "agency": AGENCIES[number % len(AGENCIES)],
        "category": "Pertumbuhan Ekonomi dan Kesempatan Kerja",
        "innovators": "; ".join(name for name, *_ in JUDGES[: number % 3]),
        **more,
    }


AWARDS = [_entry(7, distinction="Inovasi Terbaik Kategori Pertumbuhan Ekonomi dan Kesempatan Kerja")]


def pengumuman_pemenang() -> dict:
    return frame("Pengumuman Pemenang KIPP 2024") | {
        "year": 2024,
        "subject": "pemenang",
        "caption": "Daftar pemenang",
        "stage": "Presentasi dan wawancara",
        "minutes": MINUTES,
        "rows": [_entry(number, distinction=name) for number, name in enumerate(NAMES)],
        "awards": AWARDS,
        "window": {"days": "2–6 Agustus 2024", "answers_due_on": date(2024, 8, 11)},
        "channel": "https://kipp.kotategal.example/hasil/",
        "signature": SIGNATURE,
    }


def pengumuman_finalis() -> dict:
    return frame("Pengumuman Finalis KIPP 2024") | {
        "year": 2024,
        "subject": "finalis",
        "caption": "Daftar finalis",
        "stage": "Penilaian proposal",
        "minutes": MINUTES,
        "rows": [_entry(number) for number in range(10)],
        "next_round": "Presentasi dan wawancara, 5–9 Agustus 2024",
        "signature": SIGNATURE,
    }


def lampiran_sk() -> dict:
    rows = [_entry(number, distinction=name, total=Decimal("88.25") - number) for number, name in enumerate(NAMES)]
    return frame("Lampiran Keputusan Wali Kota KIPP 2024") | {
        "year": 2024,
        "city": "TEGAL",
        "rows": rows,
        "awards": AWARDS,
        "minutes": MINUTES,
        "blank": "." * 40,
    }


AWARD_DOCUMENTS = {
    "pengumuman_pemenang": pengumuman_pemenang,
    "pengumuman_finalis": pengumuman_finalis,
    "lampiran_sk": lampiran_sk,
}
AWARD_TEMPLATES = dict.fromkeys(("pengumuman_pemenang", "pengumuman_finalis"), "pengumuman_hasil")
