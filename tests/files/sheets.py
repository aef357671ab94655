"""Workbooks from outside: filled templates, and what calls itself one."""

import io
import zipfile
from datetime import date, datetime
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.styles import Font

from proposals import importing
from tests.files import foreign, pdfs

MAIN = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"
FIRST_SHEET = "xl/worksheets/sheet1.xml"

MARK = (importing.MARK, importing.VERSION)


def row(agency, *, year="2020", title="Antar Obat", category="Kesehatan", start="31/12/2019", result="Peserta"):
    return [agency, year, title, category, start, result]


def sheet_file(*rows, head=importing.COLUMNS, sheet=importing.SHEET, mark=MARK, change=None):
    """A filled template as a program for spreadsheets would save it; `change` gets the workbook before that."""
    book = Workbook()
    book.active.title = sheet
    for line in (head, *rows):
        book.active.append(list(line))
    if mark:
        hidden = book.create_sheet(importing.MARK_SHEET)
        hidden.sheet_state = "hidden"
        hidden.append(["Berkas", "Versi"])
        hidden.append(list(mark))
    if change:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def good(**changes):
    return sheet_file(row("DINKES"), row("DISHUB", year=2021, start=date(2020, 5, 17)), **changes)


def with_formatting():
    """Bold words, a date with a time, a whole number kept as a fraction, empty rows that are only painted."""

    def change(book):
        sheet = book["Isian"]
        sheet["C2"].font = Font(bold=True)
        sheet["E3"] = datetime(2020, 5, 17, 8, 30)
        sheet["B3"] = 2021.0
        for number in range(10, 7_000):
            sheet.cell(number, 1).font = Font(bold=True)

    return good(change=change)


GOOD = {"template": good, "formatting": with_formatting}


def repacked(change, data=None):
    """Return the workbook with its parts changed: `change` gets a dictionary of names and bytes."""
    with zipfile.ZipFile(io.BytesIO(data or good())) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def with_part(name, content):
    return repacked(lambda parts: parts.update({name: content}))


def with_first_sheet(body):
    return with_part(FIRST_SHEET, f"<worksheet {MAIN}>{body}</worksheet>".encode())


def cells(*texts, number=1):
    inner = "".join(f"<c t='inlineStr'><is><t>{escape(text)}</t></is></c>" for text in texts)
    return f"<row r='{number}'>{inner}</row>"


def far_cell():
    cell = "<row r='1048576'><c r='XFD1048576' t='inlineStr'><is><t>x</t></is></c></row>"
    return with_first_sheet(f"<sheetData>{cell}</sheetData>")


def far_row():
    return with_first_sheet(f"<sheetData>{cells('a')}{cells('x', number=1048576)}</sheetData>")


def wide_row():
    return with_first_sheet(f"<sheetData>{cells(*['x'] * 60)}</sheetData>")


def many_rows():
    rows = "".join(cells("x", number=number) for number in range(1, 120_001))
    return with_first_sheet(f"<sheetData>{rows}</sheetData>")


def lying_dimension():
    """A sheet that says it is larger than any; its two rows are read all the same."""
    return repacked(
        lambda parts: parts.update({FIRST_SHEET: parts[FIRST_SHEET].replace(b'ref="A1:F3"', b'ref="A1:XFD1048576"')})
    )


def deep_markup():
    return with_first_sheet("<a>" * 100_000 + "</a>" * 100_000)


def entities():
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    head = f'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY l0 "lol">{lines}]>'
    return with_part("xl/sharedStrings.xml", f"{head}<sst {MAIN}><si><t>&l8;</t></si></sst>".encode())


def outside_file(coding="utf-8"):
    text = f"""<?xml version="1.0" encoding="{coding}"?><!DOCTYPE sst [<!ENTITY f SYSTEM "file:///etc/passwd">]>
    <sst {MAIN}><si><t>&f;</t></si></sst>"""
    return with_part("xl/sharedStrings.xml", text.encode(coding))


def other_coding():
    return with_part("xl/sharedStrings.xml", b"<?xml version='1.0' encoding='UTF-7'?><sst/>")


def doubled_part():
    out = io.BytesIO(good())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("XL/workbook.xml", "<x/>")
    return out.getvalue()


def locked_part():
    """The first part says that it is locked."""
    data = bytearray(good())
    data[6] |= 1
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def swollen_strings():
    """Forty million signs in one cell, 40 KB packed."""
    return with_part("xl/sharedStrings.xml", f"<sst {MAIN}><si><t>".encode() + b"a" * 40_000_000 + b"</t></si></sst>")


def bomb():
    return with_part("xl/media/image1.png", bytes(60 * 1024 * 1024))


def many_parts():
    return repacked(lambda parts: parts.update({f"xl/x{n}.bin": b"" for n in range(1_001)}))


def cut_directory():
    return good()[:-60]


def wrong_checksum():
    data = bytearray(good())
    data[60] ^= 0xFF
    return bytes(data)


def no_workbook():
    return repacked(lambda parts: parts.pop("xl/workbook.xml"))


def broken_markup():
    return with_part(FIRST_SHEET, b"<worksheet><sheetData><row>")


def chart_only():
    book = Workbook()
    book.create_chartsheet("Isian")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


NO_TEMPLATE = "Berkas ini bukan templat impor. Unduh templat dari halaman ini, lalu isi"
TYPE = "Berkas harus XLSX"
BROKEN = "Berkas ini rusak atau bukan XLSX. Simpan ulang sebagai .xlsx, lalu unggah lagi"
OLD = "Berkas ini berformat .xls atau terkunci. Simpan sebagai .xlsx tanpa kata sandi, lalu unggah lagi"
MACRO = "Berkas ini memuat makro. Simpan sebagai .xlsx tanpa makro, lalu unggah lagi"
DECLARED = "Berkas ini memuat perintah di luar isi tabel. Salin isinya ke templat, lalu unggah lagi"
LARGE = "Isi berkas ini lebih dari 50 MB setelah dibuka. Salin hanya datanya ke templat, lalu unggah lagi"
ROWS = "Satu lembar paling banyak 5.000 baris. Bagi menjadi beberapa berkas"
COLUMNS = "Satu lembar paling banyak 50 kolom. Hapus isi di luar kolom templat, lalu unggah lagi"

# Strange, and read all the same: name -> (file, number of rows).
HARMLESS = {
    "lying_dimension": (lying_dimension, 3),
    "deep_markup": (deep_markup, 0),
    "swollen_strings": (swollen_strings, 3),
}

HOSTILE = {  # name -> (file, file name, sentence)
    "empty": (lambda: b"", "a.xlsx", "Berkas ini kosong"),
    "too_large": (
        lambda: b"PK\x03\x04" + bytes(3 * 1024 * 1024),
        "a.xlsx",
        "Ukuran berkas paling besar 2 MB. Berkas ini 3,1 MB",
    ),
    "old_format": (lambda: foreign.OLE + bytes(600), "a.xls", OLD),
    "locked": (lambda: foreign.OLE + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", OLD),
    "other_extension": (good, "a.csv", TYPE),
    "with_macros_by_name": (good, "a.xlsm", TYPE),
    "comma_separated": (lambda: b"Instansi;Tahun\r\nDINKES;2020\r\n", "a.xlsx", TYPE),
    "wide_characters": (lambda: "Instansi\tTahun\r\n".encode("utf-16"), "a.xlsx", TYPE),
    "pdf": (pdfs.plain, "a.xlsx", TYPE),
    "html_table": (lambda: b"<html><table><tr><td>Instansi</td></tr></table></html>", "a.xlsx", TYPE),
    "zeros": (lambda: bytes(5000), "a.xlsx", TYPE),
    "signature_only": (lambda: b"PK\x03\x04", "a.xlsx", BROKEN),
    "cut_directory": (cut_directory, "a.xlsx", BROKEN),
    "wrong_checksum": (wrong_checksum, "a.xlsx", BROKEN),
    "locked_part": (locked_part, "a.xlsx", BROKEN),
    "doubled_part": (doubled_part, "a.xlsx", BROKEN),
    "no_workbook": (no_workbook, "a.xlsx", BROKEN),
    "broken_markup": (broken_markup, "a.xlsx", BROKEN),
    "word_document": (lambda: foreign.office("word__document.xml"), "a.xlsx", BROKEN),
    "macros": (lambda: with_part("xl/vbaProject.bin", foreign.OLE), "a.xlsx", MACRO),
    "old_macros": (lambda: with_part("xl/macrosheets/sheet1.xml", b"<x/>"), "a.xlsx", MACRO),
    "entities": (entities, "a.xlsx", DECLARED),
    "outside_file": (outside_file, "a.xlsx", DECLARED),
    "outside_file_in_wide_characters": (lambda: outside_file("utf-16"), "a.xlsx", DECLARED),
    "other_coding": (other_coding, "a.xlsx", DECLARED),
    "bomb": (bomb, "a.xlsx", LARGE),
    "many_parts": (many_parts, "a.xlsx", LARGE),
    "far_cell": (far_cell, "a.xlsx", COLUMNS),
    "wide_row": (wide_row, "a.xlsx", COLUMNS),
    "far_row": (far_row, "a.xlsx", ROWS),
    "many_rows": (many_rows, "a.xlsx", ROWS),
    "no_mark": (lambda: good(mark=None), "a.xlsx", NO_TEMPLATE),
    "mark_of_another": (lambda: good(mark=("nilai-juri", "1")), "a.xlsx", NO_TEMPLATE),
    "other_sheet": (lambda: good(sheet="Sheet1"), "a.xlsx", NO_TEMPLATE),
    "chart_only": (chart_only, "a.xlsx", BROKEN),
    "other_version": (
        lambda: good(mark=("impor-edisi-lampau", "0")),
        "a.xlsx",
        "Templat ini versi lama. Unduh templat baru dari halaman ini, lalu salin isinya",
    ),
}
