"""What a member of the Tim Penilai signs before judging: the pakta integritas. Pure: no Django.

The text that was signed stays in its row, word for word; another wording is another `VERSION` and binds who signs then.
"""

import hashlib
from dataclasses import dataclass
from datetime import date

from kipp.text import nip, tanggal

VERSION = 1
STATEMENTS = (
    (
        "menilai setiap proposal secara objektif, jujur, dan mandiri, hanya berdasarkan kriteria dan bobot yang "
        "berlaku untuk periode ini;"
    ),
    (
        "tidak meminta dan tidak menerima pemberian, janji, atau imbalan dalam bentuk apa pun yang berkaitan dengan "
        "penilaian;"
    ),
    "tidak membicarakan penilaian dengan peserta di luar tahapan yang ditetapkan penyelenggara;",
    "menjaga kerahasiaan isi proposal, nilai, dan pembahasan Tim Penilai sampai hasil diumumkan;",
    (
        "tidak memiliki benturan kepentingan dengan proposal yang saya nilai, dan menyatakan setiap benturan "
        "kepentingan yang saya miliki atau yang timbul kemudian sebelum menilai proposal tersebut;"
    ),
    (
        "bersedia dikeluarkan dari penilaian dan menerima akibat sesuai dengan ketentuan peraturan perundang-undangan"
        " apabila melanggar pernyataan ini."
    ),
)


@dataclass(frozen=True)
class Signer:
    """Who signs, as the text names them."""

    name: str
    nip: str
    institution: str
    seat: str


def pact_text(signer: Signer, *, period: str, decree: tuple[str, date] | None) -> str:
    """Return the text for one member and one period, a paragraph in each line."""
    by_decree = f" berdasarkan Keputusan Nomor {decree[0]} tanggal {tanggal(decree[1])}" if decree else ""
    lines = [
        "Yang bertanda tangan di bawah ini:",
        f"Nama: {signer.name}",
        f"NIP: {nip(signer.nip)}" if signer.nip else "",
        f"Instansi: {signer.institution}" if signer.institution else "",
        f"selaku {signer.seat} Tim Penilai {period}{by_decree}, dengan ini menyatakan bahwa saya:",
        *(f"{number}. {statement}" for number, statement in enumerate(STATEMENTS, start=1)),
        "Demikian pakta integritas ini saya buat dengan sebenarnya dan tanpa paksaan dari pihak mana pun.",
    ]
    return "\n".join(line for line in lines if line)


def fingerprint(text: str) -> str:
    """Return the SHA-256 of a text, in hex: names what was read."""
    return hashlib.sha256(text.encode()).hexdigest()


def same_name(typed: str, name: str) -> bool:
    """True when the name was typed in full; capitals and spaces between words do not count."""
    return typed.casefold().split() == name.casefold().split()
