"""What a sheet of earlier editions tells. No database."""

from datetime import date

import pytest

from proposals.importing import COLUMNS, FAULTS, Fault, PastResult, PastRow, Reading, mark_of, read
from tests.files.sheets import row

AGENCIES = [("DINKES", "Dinas Kesehatan"), ("DISHUB", "Dinas Perhubungan"), ("RSUD-1", "RSUD"), ("RSUD-2", "RSUD")]
START, AGENCY, YEAR, TITLE = "E, Mulai diterapkan", "A, Instansi", "B, Tahun", "C, Judul inovasi"


def reading(*rows, head=COLUMNS, taken=()):
    return read([list(head), *rows], agencies=AGENCIES, taken=set(taken), last_year=2024)


def entry(agency="DINKES", year=2020, title="Antar Obat", start=date(2019, 12, 31), result=PastResult.ENTERED):
    return PastRow(agency, year, title, "Kesehatan", start, result)


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (row("DINKES"), entry()),
        (row("dinas  KESEHATAN "), entry()),
        (row("Dinas Perhubungan", year="2018", start="1/2/2018"), entry("DISHUB", 2018, start=date(2018, 2, 1))),
        (row("DINKES", start="31-12-2019"), entry()),
        (row("DINKES", start="31.12.2019"), entry()),
        (row("DINKES", start="31 desember 2019"), entry()),
        (row("DINKES", title="  Antar\n Obat "), entry()),
        (row("DINKES", result="lolos VERIFIKASI"), entry(result=PastResult.PASSED)),
        (row("DINKES", result="Penghargaan"), entry(result=PastResult.AWARDED)),
        (row("DINKES", year="2024"), entry(year=2024)),
        (row("RSUD-2"), entry("RSUD-2")),
    ],
)
def test_row_is_read(cells, told):
    assert reading(cells) == Reading([told], [])


AGENCY_REMEDY = "Pilih instansi dari daftar pada sel ini"
DATE_FAULT = ("Tanggal tidak dapat dibaca", "Isi tanggal, bulan, dan tahun, misalnya 31/12/2020")


@pytest.mark.parametrize(
    ("cells", "column", "value", "problem", "remedy"),
    [
        (row(""), AGENCY, "", "Instansi belum diisi", AGENCY_REMEDY),
        (row("Dinas Lain"), AGENCY, "Dinas Lain", "Instansi ini tidak terdaftar", AGENCY_REMEDY),
        (row("RSUD"), AGENCY, "RSUD", "Nama ini dipakai lebih dari satu instansi", "Isi kodenya: RSUD-1, RSUD-2"),
        *[
            (row("DINKES", year=year), YEAR, year, "Tahun tidak dapat dipakai", "Isi tahun 2018 sampai 2024")
            for year in ("2017", "2025", "20", "duaribu", "", "2020.5", "²020")
        ],
        (row("DINKES", title=""), TITLE, "", "Sel ini belum diisi", "Isi sel ini"),
        (row("DINKES", title="---"), TITLE, "---", "Sel ini belum diisi", "Isi sel ini"),
        (
            row("DINKES", title="a" * 201),
            TITLE,
            "a" * 201,
            "Isi sel ini 201 huruf",
            "Singkatkan menjadi paling banyak 200 huruf",
        ),
        (row("DINKES", category=""), "D, Kategori", "", "Sel ini belum diisi", "Isi sel ini"),
        *[
            (row("DINKES", start=start), START, start, *DATE_FAULT)
            for start in ("", "31/02/2019", "2019", "43831", "31 Foo 2019", "00/01/1900", "1/1/0001")
        ],
        (
            row("DINKES", start="1/1/2021"),
            START,
            "1 Januari 2021",
            "Mulai diterapkan setelah tahun kompetisi",
            "Periksa tahun atau tanggal mulai",
        ),
        (
            row("DINKES", result="Juara"),
            "F, Hasil",
            "Juara",
            "Hasil tidak dikenal",
            "Pilih Peserta, Lolos verifikasi, Penghargaan",
        ),
    ],
)
def test_fault_names_cell_problem_and_remedy(cells, column, value, problem, remedy):
    assert reading(row("DISHUB"), cells).faults == [Fault(3, column, value, problem, remedy)]


def test_every_fault_of_every_row_is_told():
    told = reading(row("Dinas Lain", year="1"), row("DINKES"), row("DINKES", title=""))

    assert [(fault.row, fault.column) for fault in told.faults] == [(2, AGENCY), (2, YEAR), (4, TITLE)]


def test_empty_rows_and_the_sample_are_passed_over():
    assert reading([], row("CONTOH: baris ini tidak dibaca"), ["", ""], row("DINKES")) == Reading([entry()], [])


def test_short_row_lacks_its_last_cells():
    assert [fault.column for fault in reading(["DINKES", "2020", "Antar Obat"]).faults] == [
        "D, Kategori",
        START,
        "F, Hasil",
    ]


@pytest.mark.parametrize("rows", [[], [list(COLUMNS)], [list(COLUMNS), [], row("contoh")]])
def test_sheet_without_data_says_so(rows):
    told = read(rows, agencies=AGENCIES, taken=set(), last_year=2024)

    if rows:
        assert told.faults == [Fault(2, "", "", "Lembar belum memuat data", "Isi paling sedikit satu baris")]
    else:
        assert [fault.column for fault in told.faults] == list(COLUMNS)


def test_same_innovation_and_year_stands_once_in_a_sheet():
    told = reading(row("DINKES"), row("Dinas Kesehatan", title="ANTAR, obat!"), row("DINKES", year="2021"))

    assert told.faults == [
        Fault(3, TITLE, "ANTAR, obat!", "Inovasi dan tahun ini sudah ada pada baris 2", "Hapus salah satu baris")
    ]


def test_same_innovation_begins_on_one_day():
    told = reading(row("DINKES"), row("DINKES", year="2021", start="30/12/2019"))

    assert told.faults == [
        Fault(3, START, "30 Desember 2019", "Berbeda dari baris 2 untuk inovasi yang sama", "Samakan tanggal mulai")
    ]


def test_what_is_recorded_is_not_recorded_again():
    told = reading(row("DINKES", title="Antar-Obat"), taken=[("DINKES", "antar obat", 2020)])

    assert told.faults == [
        Fault(2, TITLE, "Antar-Obat", "Inovasi ini sudah tercatat pada tahun itu", "Hapus baris ini")
    ]


def test_columns_may_stand_in_another_order():
    order = [5, 4, 3, 2, 1, 0]
    cells = row("DINKES")

    assert reading([cells[n] for n in order], head=[COLUMNS[n] for n in order]) == Reading([entry()], [])


def test_column_of_faults_is_not_read():
    assert reading([*row("DINKES"), "A, Instansi: salah"], head=[*COLUMNS, FAULTS]) == Reading([entry()], [])


@pytest.mark.parametrize(
    ("head", "fault"),
    [
        (COLUMNS[1:], Fault(1, "Instansi", "", "Kolom ini tidak ada", "Kembalikan judul kolom seperti pada templat")),
        ([*COLUMNS, "Nilai"], Fault(1, "G", "Nilai", "Kolom ini tidak dikenal", "Hapus kolom ini")),
        ([*COLUMNS, *[""] * 21, "Nilai"], Fault(1, "AB", "Nilai", "Kolom ini tidak dikenal", "Hapus kolom ini")),
    ],
)
def test_head_that_is_not_the_template_is_the_only_fault(head, fault):
    assert reading(row("Dinas Lain"), head=head) == Reading([], [fault])


def test_renamed_column_is_missing_and_unknown():
    told = reading(head=["Dinas", *COLUMNS[1:]])

    assert [(fault.column, fault.problem) for fault in told.faults] == [
        ("Instansi", "Kolom ini tidak ada"),
        ("A", "Kolom ini tidak dikenal"),
    ]


def test_doubled_column_is_told_at_both_places():
    told = reading(head=[*COLUMNS, "TAHUN"])

    assert [(fault.column, fault.problem) for fault in told.faults] == [
        ("B", "Kolom ini ada lebih dari sekali"),
        ("G", "Kolom ini ada lebih dari sekali"),
    ]


@pytest.mark.parametrize(
    ("rows", "version"),
    [
        ([], ""),
        ([["Berkas", "Versi"]], ""),
        ([["Berkas", "Versi"], ["impor-edisi-lampau"]], ""),
        ([["Berkas", "Versi"], ["lain", "1"]], ""),
        ([["Berkas", "Versi"], ["impor-edisi-lampau", "7"]], "7"),
    ],
)
def test_mark_names_the_version_of_our_template_only(rows, version):
    assert mark_of(rows) == version
