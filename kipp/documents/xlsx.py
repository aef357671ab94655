"""Rows in, workbook out. The one place that writes spreadsheet files, so that every cell is what it says.

Text is text, also when it starts like a formula; numbers are numbers; dates are dates. Every workbook ends
with a sheet "Keterangan" that says what the columns mean and when the file was made.
"""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from kipp.text import round_half_up, waktu

# A spreadsheet program takes these at the start of a cell for a formula; the wide forms are folded to them.
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
# The same, where a list separator or a quote comes first and the file is later saved as CSV.
_LEADING = " \u00a0\ufeff\u200b;,\"'"
MAX_CELL = 32_767  # characters; Excel repairs, that is cuts, what is longer
MAX_TITLE = 31
MAX_OFFERED = 5_000  # rows below the head that offer a list

_THIN = Side(style="thin", color="CBD1D3")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD_FILL = PatternFill("solid", fgColor="E4F0F2")


class Kind(StrEnum):
    TEXT = "text"
    INTEGER = "integer"
    DECIMAL2 = "decimal2"
    DECIMAL3 = "decimal3"
    DATE = "date"


_FORMATS = {
    Kind.TEXT: "@",
    Kind.INTEGER: "0",
    Kind.DECIMAL2: "0.00",
    Kind.DECIMAL3: "0.000",
    Kind.DATE: "dd/mm/yyyy",
}
_PLACES = {Kind.INTEGER: 0, Kind.DECIMAL2: 2, Kind.DECIMAL3: 3}


@dataclass(frozen=True)
class Column:
    header: str
    kind: Kind = Kind.TEXT
    width: int = 16
    meaning: str = ""  # for the sheet "Keterangan"
    choices: Sequence[str] = ()  # offered in the cells below the head


@dataclass(frozen=True)
class Total:
    """One row of live formulas below the data.

    `formulas` maps the number of a column (from 0) to a formula in which {column} is its letter and
    {first} and {last} are the rows of the data: "=AVERAGE({column}{first}:{column}{last})". {above} is
    the total row before this one.
    """

    label: str
    formulas: dict[int, str]
    kind: Kind = Kind.DECIMAL2


@dataclass(frozen=True)
class Sheet:
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]
    kop: Sequence[str] = ()
    totals: Sequence[Total] = ()
    notes: Sequence[str] = ()
    is_hidden: bool = False


def workbook(sheets: Sequence[Sheet], *, made_at: datetime, title: str = "") -> bytes:
    """Return the workbook; the same arguments give the same bytes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        target = book.create_sheet(_safe_title(sheet.title))
        _write(target, sheet)
        if sheet.is_hidden:
            target.sheet_state = Worksheet.SHEETSTATE_HIDDEN
    _explain(book.create_sheet("Keterangan"), [sheet for sheet in sheets if not sheet.is_hidden], made_at)
    for sheet in sheets:
        _offer(book, sheet)
    stamp = made_at.astimezone(UTC).replace(tzinfo=None)
    book.properties.created = book.properties.modified = stamp
    book.properties.creator = "KIPP Kota Tegal"
    book.properties.title = title or None
    out = io.BytesIO()
    # Not book.save(): it writes the present moment into the file, whatever the properties say.
    with zipfile.ZipFile(out, "w") as archive:
        ExcelWriter(book, archive).save()
    return _with_fixed_times(out.getvalue(), stamp)


def neutral(value: str) -> str:
    """Return text that no spreadsheet program takes for a formula, readable as before.

    Cells are typed as text too; the apostrophe also holds when the file is saved as CSV and opened again.
    """
    clean = ILLEGAL_CHARACTERS_RE.sub("", value)[: MAX_CELL - 1]
    if clean.startswith(FORMULA_STARTS) or clean.lstrip(_LEADING).startswith(FORMULA_STARTS):
        return f"'{clean}"
    return clean


def _write(target: Worksheet, sheet: Sheet) -> None:
    """Lay out letterhead, head, rows and totals, and prepare the sheet for reading and printing."""
    for number, line in enumerate(sheet.kop, 1):
        _text(_at(target, number, 1), line).font = Font(bold=True, size=14 if number == 1 else 12)
    head = len(sheet.kop) + (2 if sheet.kop else 1)
    for number, column in enumerate(sheet.columns, 1):
        cell = _text(_at(target, head, number), column.header)
        cell.font, cell.fill, cell.border = Font(bold=True), _HEAD_FILL, _BOX
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        target.column_dimensions[get_column_letter(number)].width = column.width
    for offset, row in enumerate(sheet.rows, 1):
        for number, (column, value) in enumerate(zip(sheet.columns, row, strict=True), 1):
            _fill(_at(target, head + offset, number), value, column.kind)
    last = head + len(sheet.rows)
    _write_totals(target, sheet, first=head + 1, last=last)
    for offset, note in enumerate(sheet.notes, last + len(sheet.totals) + 2):
        _text(_at(target, offset, 1), note).font = Font(italic=True, size=9)
    _prepare(target, sheet, head, last)


def _at(target: Worksheet, row: int, column: int) -> Cell:
    """Return a cell to write into; none here are merged, which is the other thing it could be."""
    return cast(Cell, target.cell(row, column))


def _fill(cell: Cell, value: Any, kind: Kind) -> None:
    """Write one value as its column's kind; a missing value leaves the cell empty, never 0."""
    cell.border = _BOX
    cell.alignment = Alignment(vertical="top", wrap_text=kind is Kind.TEXT)
    cell.number_format = _FORMATS[kind]
    if value is None or value == "":
        return
    if kind is Kind.TEXT:
        _text(cell, str(value))
    elif kind is Kind.DATE:
        # An instant has no date of its own: which one depends on the place.
        if isinstance(value, datetime) or not isinstance(value, date):
            raise TypeError(f"{value!r} is not a date")
        cell.value = value
    elif isinstance(value, (int, Decimal, Fraction)):
        cell.value = round_half_up(value, _PLACES[kind])
    else:
        raise TypeError(f"{value!r} is not an exact number")


def _text(cell: Cell, value: str) -> Cell:
    cell.value = neutral(value)
    cell.data_type = "s"  # openpyxl would make a formula of a leading "="
    cell.number_format = _FORMATS[Kind.TEXT]
    return cell


def _write_totals(target: Worksheet, sheet: Sheet, *, first: int, last: int) -> None:
    for offset, total in enumerate(sheet.totals, 1):
        row = last + offset
        label = _text(_at(target, row, 1), total.label)
        label.font, label.border = Font(bold=True), _BOX
        for position, formula in total.formulas.items():
            cell = _at(target, row, position + 1)
            cell.value = formula.format(column=get_column_letter(position + 1), first=first, last=last, above=row - 1)
            cell.number_format = _FORMATS[total.kind]
            cell.font, cell.border = Font(bold=True), _BOX


def _prepare(target: Worksheet, sheet: Sheet, head: int, last: int) -> None:
    """Freeze the head, offer filters, and print across, one page wide, with the head on every page."""
    target.freeze_panes = f"A{head + 1}"
    target.auto_filter.ref = f"A{head}:{get_column_letter(len(sheet.columns))}{max(last, head)}"
    target.print_title_rows = f"{head}:{head}"
    target.page_setup.orientation = "landscape"
    target.page_setup.paperSize = target.PAPERSIZE_A4
    target.page_setup.fitToWidth, target.page_setup.fitToHeight = 1, 0
    target.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    cast(Any, target).oddFooter.right.text = "Halaman &P dari &N"


def _explain(target: Worksheet, sheets: Sequence[Sheet], made_at: datetime) -> None:
    """Fill the sheet that says what each column means."""
    rows = [("Berkas dibuat", waktu(made_at)), ("", "")]
    for sheet in sheets:
        rows.append((f"Lembar {sheet.title}", ""))
        rows.extend((column.header, column.meaning) for column in sheet.columns if column.meaning)
        rows.extend(("Catatan", note) for note in sheet.notes)
        rows.append(("", ""))
    for number, (name, meaning) in enumerate(rows, 1):
        _text(_at(target, number, 1), name).font = Font(bold=not meaning)
        _text(_at(target, number, 2), meaning).alignment = Alignment(wrap_text=True, vertical="top")
    target.column_dimensions["A"].width, target.column_dimensions["B"].width = 36, 90


def _offer(book: Workbook, sheet: Sheet) -> None:
    """Let the cells below the head be chosen from a list, which stands on a hidden sheet of its own."""
    head = len(sheet.kop) + (2 if sheet.kop else 1)
    for number, column in enumerate(sheet.columns, 1):
        if not column.choices:
            continue
        choices = book.create_sheet(_safe_title(f"Daftar {column.header}"))
        choices.sheet_state = Worksheet.SHEETSTATE_HIDDEN
        for row, choice in enumerate(column.choices, 1):
            _text(_at(choices, row, 1), choice)
        rule = DataValidation(
            type="list", formula1=f"'{choices.title}'!$A$1:$A${len(column.choices)}", allow_blank=True
        )
        rule.errorTitle, rule.error = "Isi tidak dikenal", f"Pilih {column.header} dari daftar."
        rule.showErrorMessage = True
        letter = get_column_letter(number)
        rule.add(f"{letter}{head + 1}:{letter}{head + MAX_OFFERED}")
        book[_safe_title(sheet.title)].add_data_validation(rule)


def _safe_title(title: str) -> str:
    """Return a name of a sheet without the signs that spreadsheet programs refuse there."""
    return "".join("-" if sign in "[]:*?/\\" else sign for sign in title).strip("'")[:MAX_TITLE] or "Data"


def _with_fixed_times(data: bytes, stamp: datetime) -> bytes:
    """Write the archive again with one date on every part, so that equal content gives equal bytes."""
    out = io.BytesIO()
    date_time = (max(stamp.year, 1980), stamp.month, stamp.day, stamp.hour, stamp.minute, stamp.second)
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, date_time)
            part.compress_type = zipfile.ZIP_DEFLATED
            content = old.read(name)
            new.writestr(part, content)
    return out.getvalue()
