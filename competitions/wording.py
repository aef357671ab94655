"""The words for what was amended, and for who goes on from a round. Pure: no Django.

Pages, papers and mails say a value with these words, so no two of them can differ.
"""

from datetime import date
from decimal import Decimal

from kipp.text import angka_ringkas, rentang, ribuan, tanggal

Value = str | int | list[int] | None
# What a quota of a round counts by.
PER = {"category": "kategori", "group": "kelompok", "agency_kind": "jenis instansi"}


def value_words(what: str, value: Value) -> str:
    """Write the old or new value of an amendment, as its row holds it."""
    match what, value:
        case "quota_per_agency", None:
            return "tidak dibatasi"
        case "quota_per_agency", int():
            return f"paling banyak {ribuan(value)}"
        case (("verification_opens_on" | "judging_opens_on"), None):
            return "sehari setelah tahap sebelumnya"
        case _, None:
            return "belum ditetapkan"
        case _, int():
            return ribuan(value)
        case _, list():
            return ", ".join(map(ribuan, value)) or "tanpa pengingat"
        case (("theme" | "section_guidance" | "attachment_guidance"), str()):
            return value or "kosong"
        case _:
            return tanggal(date.fromisoformat(str(value)))


def days_of_round(opens_on: date | None, closes_on: date | None) -> str:
    """Say when a round is judged; what it does not name itself is that of its period."""
    if opens_on and closes_on:
        return rentang(opens_on, closes_on)
    if opens_on:
        return f"mulai {tanggal(opens_on)}"
    return f"sampai {tanggal(closes_on)}" if closes_on else "selama masa penilaian periode"


def line(most: int | None, least: Decimal | None, per: str, quota: int | None) -> str:
    """Say who goes on from a round, as its columns have it; empty when nothing limits."""
    limits = f"paling banyak {ribuan(most)} proposal" if most else ""
    if least is not None:
        limits = f"{limits or 'proposal'} dengan nilai paling rendah {angka_ringkas(least)}"
    if not (per and quota):
        return limits
    share = f"paling banyak {ribuan(quota)}"
    return f"{limits}, {share} per {PER[per]}" if limits else f"{share} proposal per {PER[per]}"
