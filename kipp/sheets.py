"""What a workbook from outside may be: its sheets are read in a limited child and come back as plain text."""

import json
from collections.abc import Collection
from pathlib import Path

from kipp.limited import End, Limits, run
from kipp.uploads import Refused, check_size, code_of, extension_of

LIMITS = Limits(memory_mib=512, cpu_seconds=15, wall_seconds=20)
MAX_BYTES = 2 * 1024 * 1024
MAX_ROWS = 5_000  # below the head; repeated by the child

_CHILD = Path(__file__).with_name("sheets_child.py")
_ZIP = b"PK\x03\x04"
# The container of the old format, and of every office file that is locked with a password.
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

SENTENCES = {
    "old": "Berkas ini berformat .xls atau terkunci. Simpan sebagai .xlsx tanpa kata sandi, lalu unggah lagi",
    "macro": "Berkas ini memuat makro. Simpan sebagai .xlsx tanpa makro, lalu unggah lagi",
    "declared": "Berkas ini memuat perintah di luar isi tabel. Salin isinya ke templat, lalu unggah lagi",
    "large": "Isi berkas ini lebih dari 50 MB setelah dibuka. Salin hanya datanya ke templat, lalu unggah lagi",
    "rows": "Satu lembar paling banyak 5.000 baris. Bagi menjadi beberapa berkas",
    "columns": "Satu lembar paling banyak 50 kolom. Hapus isi di luar kolom templat, lalu unggah lagi",
    "heavy": "Berkas ini terlalu rumit untuk dibaca. Salin hanya datanya ke templat, lalu unggah lagi",
    "broken": "Berkas ini rusak atau bukan XLSX. Simpan ulang sebagai .xlsx, lalu unggah lagi",
}

Rows = list[list[str]]


def read_workbook(data: bytes, *, name: str, wanted: Collection[str]) -> dict[str, Rows]:
    """Return the rows of the wanted sheets that the file has, or raise uploads.Refused."""
    check_size(data, MAX_BYTES)
    if data.startswith(_OLD):
        raise Refused("old", said=SENTENCES["old"])
    if extension_of(name) != ".xlsx" or not data.startswith(_ZIP):
        raise Refused("type", kinds="XLSX")
    outcome = run(_CHILD, list(wanted), payload=data, limits=LIMITS)
    if outcome.end is not End.DONE:
        raise Refused("heavy", said=SENTENCES["heavy"])
    if outcome.exit_code != 0:
        code = code_of(outcome, SENTENCES)
        raise Refused(code, said=SENTENCES[code])
    sheets: dict[str, Rows] = json.loads(outcome.stdout)
    return sheets
