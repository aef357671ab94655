"""The workbooks of the import: the template to fill, and a sheet that comes back with its faults."""

from collections.abc import Sequence
from datetime import datetime

from kipp.documents.xlsx import Column, Sheet, workbook
from proposals.importing import (
    AGENCY,
    CATEGORY,
    COLUMNS,
    FAULTS,
    FIRST_YEAR,
    MARK,
    MARK_SHEET,
    RESULT,
    RESULT_WORDS,
    SHEET,
    START,
    TITLE,
    VERSION,
    YEAR,
    Fault,
)

_WIDTHS = {AGENCY: 44, YEAR: 10, TITLE: 60, CATEGORY: 32, START: 20, RESULT: 20, FAULTS: 60}
_MEANINGS = {
    AGENCY: "Nama atau kode instansi yang terdaftar. Pilih dari daftar pada sel.",
    YEAR: f"Tahun kompetisi, paling awal {FIRST_YEAR}.",
    TITLE: "Judul seperti pada tahun itu. Judul yang sama pada instansi yang sama dianggap satu inovasi.",
    CATEGORY: "Kategori atau kelompok seperti pada tahun itu.",
    START: "Tanggal inovasi mulai diterapkan, misalnya 31/12/2020 atau 31 Desember 2020.",
    RESULT: f"Pilih {', '.join(RESULT_WORDS.values())}.",
    FAULTS: "Galat pada baris ini dan cara memperbaikinya. Kolom ini tidak dibaca.",
}
_SAMPLE = ["CONTOH: baris ini tidak dibaca", "2020", "Antar Dokumen Kependudukan", "Pelayanan", "31/12/2019", "Peserta"]


def template(*, agencies: Sequence[str], made_at: datetime) -> bytes:
    """Return the workbook to fill: columns, lists to choose from and a sample row."""
    return _workbook(COLUMNS, [_SAMPLE], agencies=agencies, made_at=made_at)


def with_faults(
    rows: Sequence[Sequence[str]], faults: Sequence[Fault], *, agencies: Sequence[str], made_at: datetime
) -> bytes:
    """Return a sheet whose head is right as it was uploaded, with the faults beside each row.

    Mended, it may be sent again.
    """
    told: dict[int, list[str]] = {}
    for fault in faults:
        told.setdefault(fault.row, []).append(f"{fault.column}: {fault.problem}. {fault.remedy}.")
    kept = [place for place, cell in enumerate(rows[0]) if cell and cell != FAULTS]
    lines = [
        [*(cells[place] if place < len(cells) else "" for place in kept), " ".join(told.get(number, []))]
        for number, cells in enumerate(rows[1:], 2)
    ]
    return _workbook([*(rows[0][place] for place in kept), FAULTS], lines, agencies=agencies, made_at=made_at)


def _workbook(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    agencies: Sequence[str],
    made_at: datetime,
) -> bytes:
    choices = {AGENCY: list(agencies), RESULT: list(RESULT_WORDS.values())}
    columns = [
        Column(name, width=_WIDTHS.get(name, 16), meaning=_MEANINGS.get(name, ""), choices=choices.get(name, ()))
        for name in head
    ]
    mark = Sheet(MARK_SHEET, [Column("Berkas"), Column("Versi")], [[MARK, VERSION]], is_hidden=True)
    return workbook([Sheet(SHEET, columns, rows), mark], made_at=made_at, title="Impor edisi lampau")
