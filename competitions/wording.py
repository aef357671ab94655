"""The words for what was amended. Pure: no Django.

Pages and mails say a value with these words, so no two of them can differ.
"""

from datetime import date

from kipp.text import ribuan, tanggal

Value = str | int | list[int] | None


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
