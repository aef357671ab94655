"""Workbooks: text stays text, numbers stay numbers, and nothing a user typed is ever a formula."""

import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from openpyxl import load_workbook

from kipp.documents.xlsx import Column, Kind, Sheet, Total, neutral, workbook

MADE_AT = datetime(2024, 7, 31, 3, 5, tzinfo=UTC)
NIP = "197501012000032001"

COLUMNS = [
    Column("Judul", Kind.TEXT, 40, "Judul inovasi seperti diajukan"),
    Column("NIP", Kind.TEXT, 22),
    Column("Nilai", Kind.DECIMAL2, 12, "Rata-rata nilai semua penilai"),
    Column("NRR", Kind.DECIMAL3, 12),
    Column("Jumlah", Kind.INTEGER, 10),
    Column("Tanggal", Kind.DATE, 14),
]
ROWS = [
    ["Bank Sampah", NIP, Fraction(181, 2) + Fraction(1, 200), Decimal("3.5056"), 12, date(2024, 6, 28)],
    ["Dapur Sehat", NIP, None, None, 0, None],
]
SHEET = Sheet(
    "Rekap: 2024",
    COLUMNS,
    ROWS,
    kop=("PEMERINTAH KOTA TEGAL", "Rekap Nilai KIPP 2024"),
    totals=(Total("Rata-rata", {2: "=AVERAGE({column}{first}:{column}{last})"}),),
    notes=("Sel kosong berarti tidak dinilai.",),
)

# Ways to begin a cell that a spreadsheet program, or a CSV made of it, would run.
PREFIXES = [
    "=",
    "+",
    "-",
    "@",
    "\t=",
    "\r=",
    "\n=",
    " =",
    "\u00a0=",
    ";=",
    ",=",
    '"=',
    "'=",
    "＝",
    "＋",
    "－",
    "＠",
    "\ufeff=",
    "\u200b=",
]
ATTACK = "cmd|' /C calc'!A1"


def opened(data):
    return load_workbook(io.BytesIO(data))


@pytest.fixture(scope="module")
def page():
    return opened(workbook([SHEET], made_at=MADE_AT))["Rekap- 2024"]


def test_head_and_rows_stand_below_the_letterhead(page):
    assert [[cell.value for cell in row] for row in page.iter_rows(min_row=1, max_row=6)] == [
        ["PEMERINTAH KOTA TEGAL", None, None, None, None, None],
        ["Rekap Nilai KIPP 2024", None, None, None, None, None],
        [None] * 6,
        ["Judul", "NIP", "Nilai", "NRR", "Jumlah", "Tanggal"],
        ["Bank Sampah", NIP, 90.51, 3.506, 12, datetime(2024, 6, 28)],
        ["Dapur Sehat", NIP, None, None, 0, None],
    ]


def test_every_cell_has_the_type_and_format_of_its_column(page):
    assert [(cell.data_type, cell.number_format) for cell in page[5]] == [
        ("s", "@"),
        ("s", "@"),
        ("n", "0.00"),
        ("n", "0.000"),
        ("n", "0"),
        ("d", "dd/mm/yyyy"),
    ]


def test_total_is_a_live_formula_over_the_data(page):
    assert (page["A7"].value, page["C7"].value, page["C7"].data_type) == (
        "Rata-rata",
        "=AVERAGE(C5:C6)",
        "f",
    )


def test_sheet_is_ready_to_read_and_to_print(page):
    assert (
        page.freeze_panes,
        page.auto_filter.ref,
        page.print_title_rows,
        page.page_setup.orientation,
        page.page_setup.fitToWidth,
        page.page_setup.fitToHeight,
        page.sheet_properties.pageSetUpPr.fitToPage,
    ) == ("A5", "A4:F6", "$4:$4", "landscape", 1, 0, True)


def test_last_sheet_explains_columns_notes_and_time():
    book = opened(workbook([SHEET], made_at=MADE_AT))

    assert book.sheetnames == ["Rekap- 2024", "Keterangan"]
    assert [[cell.value for cell in row] for row in book["Keterangan"].iter_rows() if row[0].value] == [
        ["Berkas dibuat", "31 Juli 2024 pukul 10.05 WIB"],
        ["Lembar Rekap: 2024", None],
        ["Judul", "Judul inovasi seperti diajukan"],
        ["Nilai", "Rata-rata nilai semua penilai"],
        ["Catatan", "Sel kosong berarti tidak dinilai."],
    ]


@pytest.mark.parametrize("prefix", PREFIXES, ids=[repr(prefix) for prefix in PREFIXES])
def test_text_that_looks_like_a_formula_stays_text_in_every_place(prefix):
    text = prefix + ATTACK
    sheet = Sheet("Uji", [Column(text)], [[text]], kop=[text], notes=[text])

    data = workbook([sheet], made_at=MADE_AT)

    cells = [cell for page in opened(data) for row in page.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    # Excel itself reads line ends of any kind as one sign; all others come back as they were.
    expected = f"'{text}".replace("\r", "\n")
    assert [cell.value.replace("\r", "\n") for cell in cells if ATTACK in cell.value] == [expected] * 5
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        assert [name for name in sheets if b"<f>" in archive.read(name)] == []


@pytest.mark.parametrize("text", ["Bank Sampah", "a = b", "12-3", "e@kota.example", "–", "(-5)", "'kutip'"])
def test_ordinary_text_is_not_touched(text):
    assert neutral(text) == text


def test_signs_a_spreadsheet_cannot_hold_are_left_out():
    assert neutral("a\x00b\x0bc") == "abc"


def test_same_arguments_give_same_bytes():
    first = workbook([SHEET], made_at=MADE_AT, title="Rekap")

    assert first == workbook([SHEET], made_at=MADE_AT, title="Rekap")
    assert first != workbook([SHEET], made_at=MADE_AT, title="Lain")


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.DECIMAL2, "3,56"),
        (Kind.DECIMAL2, 3.56),
        (Kind.DATE, "28 Juni 2024"),
        (Kind.DATE, MADE_AT),
    ],
)
def test_value_of_another_kind_is_refused(kind, value):
    with pytest.raises(TypeError):
        workbook([Sheet("Uji", [Column("Nilai", kind)], [[value]])], made_at=MADE_AT)


def test_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="zip"):
        workbook([Sheet("Uji", [Column("A"), Column("B")], [["x"]])], made_at=MADE_AT)


@pytest.mark.parametrize(
    ("title", "written"), [("a/b:c*d?e[f]g\\h", "a-b-c-d-e-f-g-h"), ("x" * 40, "x" * 31), ("", "Data")]
)
def test_title_of_a_sheet_is_made_acceptable(title, written):
    book = opened(workbook([Sheet(title, [Column("A")], [])], made_at=MADE_AT))

    assert book.sheetnames[0] == written
