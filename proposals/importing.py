"""Editions before this application, as a sheet tells them: rows in, entries or faults out. No Django.

Every cell arrives as text. A reading with one fault yields no entry to keep: all or nothing.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any

from kipp.text import MONTHS, ribuan, tanggal
from proposals.titles import folded

SHEET = "Isian"
# The hidden sheet by which a file shows that it is the template, and of which version.
MARK_SHEET, MARK, VERSION = "Templat", "impor-edisi-lampau", "1"
AGENCY, YEAR, TITLE, CATEGORY, START, RESULT = COLUMNS = (
    "Instansi",
    "Tahun",
    "Judul inovasi",
    "Kategori",
    "Mulai diterapkan",
    "Hasil",
)
FAULTS = "Galat"  # the column that a file has when it comes back with its faults
SAMPLE = "contoh"  # a row that begins so shows how to fill the others
FIRST_YEAR = 2018
MAX_TITLE, MAX_CATEGORY = 200, 120
EARLIEST_START = 1945

_NUMERIC_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_WRITTEN_DATE = re.compile(r"(\d{1,2}) ([a-z]+) (\d{4})")
_MONTHS = {name.casefold(): number for number, name in enumerate(MONTHS, 1)}


class PastResult(StrEnum):
    ENTERED = "entered"
    PASSED = "passed"
    AWARDED = "awarded"


RESULT_WORDS = {
    PastResult.ENTERED: "Peserta",
    PastResult.PASSED: "Lolos verifikasi",
    PastResult.AWARDED: "Penghargaan",
}


@dataclass(frozen=True)
class PastRow:
    """One innovation in one earlier edition, in the order of COLUMNS; `agency` is the code of the agency."""

    agency: str
    year: int
    title: str
    category: str
    implemented_on: date
    result: PastResult


@dataclass(frozen=True)
class Fault:
    """What is wrong where: `row` as the sheet counts it, `column` as "C, Judul inovasi"."""

    row: int
    column: str
    value: str
    problem: str
    remedy: str


@dataclass(frozen=True)
class Reading:
    entries: list[PastRow]
    faults: list[Fault]


class _Wrong(Exception):
    """A cell cannot be taken: problem and remedy."""


def mark_of(rows: Sequence[Sequence[str]]) -> str:
    """Return the version of the template that the hidden sheet names; empty when it is none of ours."""
    cells = list(rows[1]) if len(rows) > 1 else []
    return cells[1] if len(cells) > 1 and cells[0] == MARK else ""


def read(
    rows: Sequence[Sequence[str]],
    *,
    agencies: Iterable[tuple[str, str]],
    taken: Collection[tuple[str, str, int]],
    last_year: int,
) -> Reading:
    """Return every entry and every fault of a sheet.

    `agencies` are pairs of code and name; `taken` is what is recorded already, as code of the agency, folded
    title and year; `last_year` is the last edition that may be told.
    """
    head = [" ".join(cell.split()) for cell in rows[0]] if rows else []
    if faults := _faults_of_head(head):
        return Reading([], faults)
    reader = _Reader(head, _by_name(agencies), taken, last_year)
    for number, cells in enumerate(rows[1:], 2):
        if any(cells) and not folded(cells[0]).startswith(SAMPLE):
            reader.take(number, cells)
    if not reader.entries and not reader.faults:
        reader.faults.append(Fault(2, "", "", "Lembar belum memuat data", "Isi paling sedikit satu baris"))
    return Reading(reader.entries, reader.faults)


def _faults_of_head(head: Sequence[str]) -> list[Fault]:
    known = {folded(name): name for name in (*COLUMNS, FAULTS)}
    found = Counter(known.get(folded(cell), "") for cell in head if cell)
    faults = [
        Fault(1, name, "", "Kolom ini tidak ada", "Kembalikan judul kolom seperti pada templat")
        for name in COLUMNS
        if not found[name]
    ]
    for place, cell in enumerate(head):
        name = known.get(folded(cell))
        if cell and name is None:
            faults.append(Fault(1, _letter(place), cell, "Kolom ini tidak dikenal", "Hapus kolom ini"))
        elif name and found[name] > 1:
            faults.append(Fault(1, _letter(place), cell, "Kolom ini ada lebih dari sekali", "Sisakan satu kolom"))
    return faults


def _by_name(agencies: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Return which agencies a code or a name can mean."""
    meant: dict[str, set[str]] = {}
    for code, name in agencies:
        meant.setdefault(folded(code), set()).add(code)
        meant.setdefault(folded(name), set()).add(code)
    return meant


class _Reader:
    """Reads row by row and remembers what the rows before have told."""

    def __init__(
        self,
        head: Sequence[str],
        agencies: Mapping[str, set[str]],
        taken: Collection[tuple[str, str, int]],
        last_year: int,
    ) -> None:
        titles = [folded(cell) for cell in head]
        self.places = {name: titles.index(folded(name)) for name in COLUMNS}
        self.agencies, self.taken, self.last_year = agencies, taken, last_year
        self.understand: dict[str, Callable[[str], Any]] = {
            AGENCY: self._agency,
            YEAR: self._year,
            TITLE: partial(_words, limit=MAX_TITLE),
            CATEGORY: partial(_words, limit=MAX_CATEGORY),
            START: _date,
            RESULT: _result,
        }
        self.entries: list[PastRow] = []
        self.faults: list[Fault] = []
        self.rows: dict[tuple[str, str, int], int] = {}
        self.starts: dict[tuple[str, str], tuple[int, date]] = {}

    def take(self, number: int, cells: Sequence[str]) -> None:
        found: dict[str, Any] = {}
        for column, understand in self.understand.items():
            place = self.places[column]
            value = " ".join(cells[place].split()) if place < len(cells) else ""
            try:
                found[column] = understand(value)
            except _Wrong as wrong:
                self._note(number, column, value, wrong)
        if len(found) == len(COLUMNS):
            row = PastRow(*(found[column] for column in COLUMNS))
            self._compare(number, row)
            self.entries.append(row)

    def _note(self, number: int, column: str, value: str, wrong: _Wrong) -> None:
        where = f"{_letter(self.places[column])}, {column}"
        self.faults.append(Fault(number, where, value, *wrong.args))

    def _compare(self, number: int, row: PastRow) -> None:
        """Note where a row contradicts itself or the rows before it."""
        try:
            self._agree_on_start(number, row)
        except _Wrong as wrong:
            self._note(number, START, tanggal(row.implemented_on), wrong)
        try:
            self._once(number, row)
        except _Wrong as wrong:
            self._note(number, TITLE, row.title, wrong)

    def _agency(self, text: str) -> str:
        if not text:
            raise _Wrong("Instansi belum diisi", "Pilih instansi dari daftar pada sel ini")
        codes = self.agencies.get(folded(text), set())
        if not codes:
            raise _Wrong("Instansi ini tidak terdaftar", "Pilih instansi dari daftar pada sel ini")
        if len(codes) > 1:
            raise _Wrong("Nama ini dipakai lebih dari satu instansi", f"Isi kodenya: {', '.join(sorted(codes))}")
        return next(iter(codes))

    def _year(self, text: str) -> int:
        if not re.fullmatch(r"[0-9]{4}", text) or not FIRST_YEAR <= int(text) <= self.last_year:
            raise _Wrong("Tahun tidak dapat dipakai", f"Isi tahun {FIRST_YEAR} sampai {self.last_year}")
        return int(text)

    def _agree_on_start(self, number: int, row: PastRow) -> None:
        if row.implemented_on.year > row.year:
            raise _Wrong("Mulai diterapkan setelah tahun kompetisi", "Periksa tahun atau tanggal mulai")
        place = (row.agency, folded(row.title))
        first, start = self.starts.setdefault(place, (number, row.implemented_on))
        if start != row.implemented_on:
            raise _Wrong(f"Berbeda dari baris {ribuan(first)} untuk inovasi yang sama", "Samakan tanggal mulai")

    def _once(self, number: int, row: PastRow) -> None:
        place = (row.agency, folded(row.title), row.year)
        if place in self.taken:
            raise _Wrong("Inovasi ini sudah tercatat pada tahun itu", "Hapus baris ini")
        first = self.rows.setdefault(place, number)
        if first != number:
            raise _Wrong(f"Inovasi dan tahun ini sudah ada pada baris {ribuan(first)}", "Hapus salah satu baris")


def _words(text: str, limit: int) -> str:
    if not folded(text):
        raise _Wrong("Sel ini belum diisi", "Isi sel ini")
    if len(text) > limit:
        raise _Wrong(f"Isi sel ini {ribuan(len(text))} huruf", f"Singkatkan menjadi paling banyak {limit} huruf")
    return text


def _date(text: str) -> date:
    day = _date_of(text)
    if day is None or day.year < EARLIEST_START:
        raise _Wrong("Tanggal tidak dapat dibaca", "Isi tanggal, bulan, dan tahun, misalnya 31/12/2020")
    return day


def _date_of(text: str) -> date | None:
    if match := _NUMERIC_DATE.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
    elif match := _WRITTEN_DATE.fullmatch(text.casefold()):
        day, month, year = int(match[1]), _MONTHS.get(match[2], 0), int(match[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _result(text: str) -> PastResult:
    for result, words in RESULT_WORDS.items():
        if folded(text) == folded(words):
            return result
    raise _Wrong("Hasil tidak dikenal", f"Pilih {', '.join(RESULT_WORDS.values())}")


def _letter(place: int) -> str:
    """Return the letter that a spreadsheet gives the column of this place, from 0; there are at most 50."""
    first, second = divmod(place, 26)
    return (chr(64 + first) if first else "") + chr(65 + second)
