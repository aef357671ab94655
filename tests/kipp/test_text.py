"""Indonesian numbers, dates and words. No database."""

from datetime import UTC, date, datetime
from decimal import Decimal, localcontext
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kipp import text


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (Decimal("74.125"), 2, "74.13"),
        (Decimal("74.115"), 2, "74.12"),
        (Decimal("74.124999"), 2, "74.12"),
        (Fraction(79375, 1000), 2, "79.38"),
        (Decimal("88.305"), 2, "88.31"),
        (Fraction(2, 3), 4, "0.6667"),
        (Decimal("-0.125"), 2, "-0.13"),
        (Fraction(-1, 1000), 2, "0.00"),
        (Decimal("0.5"), 0, "1"),
        (Decimal("2.5"), 0, "3"),
        (100, 2, "100.00"),
        (0, 2, "0.00"),
    ],
)
def test_round_half_up_keeps_the_places_asked_for(value, places, expected):
    assert str(text.round_half_up(value, places)) == expected


def test_round_half_up_ignores_the_decimal_context():
    with localcontext() as context:
        context.prec = 3

        assert str(text.round_half_up(Decimal("12345.675"), 2)) == "12345.68"


def test_round_half_up_refuses_a_float():
    with pytest.raises(TypeError, match=r"74\.125 is not an exact number"):
        text.round_half_up(74.125, 2)


@given(st.fractions(), st.integers(0, 6))
def test_round_half_up_moves_by_at_most_half_a_unit_and_never_down_from_a_half(value, places):
    unit = Fraction(1, 10**places)
    moved = abs(Fraction(text.round_half_up(value, places))) - abs(value)

    assert -unit / 2 < moved <= unit / 2


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (Decimal("87.6411"), 2, "87,64"),
        (Fraction(630, 187), 3, "3,369"),
        (Decimal("1234567.5"), 1, "1.234.567,5"),
        (Decimal("-1.349"), 2, "-1,35"),
        (Decimal("-0.001"), 2, "0,00"),
        (0, 2, "0,00"),
        (None, 2, "–"),
    ],
)
def test_angka_is_written_the_indonesian_way(value, places, expected):
    assert text.angka(value, places) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(15, "15%"), (100, "100%"), (Decimal("12.50"), "12,5%"), (Fraction(100, 3), "33,33%"), (0, "0%")],
)
def test_persen_has_the_decimals_it_needs(value, expected):
    assert text.persen(value) == expected


def test_angka_has_two_decimals_unless_told():
    assert text.angka(100) == "100,00"


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, "0"), (999, "999"), (1234, "1.234"), (1_000_000, "1.000.000"), (-2500, "-2.500")],
)
def test_ribuan_groups_by_thousands(value, expected):
    assert text.ribuan(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(48_000_000, "Rp48.000.000"), (Decimal("1499.50"), "Rp1.500"), (-5000, "-Rp5.000")],
)
def test_rupiah_is_written_without_a_space(value, expected):
    assert text.rupiah(value) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2024, 1, 1), "1 Januari 2024"),
        (date(2024, 2, 29), "29 Februari 2024"),
        (date(2024, 12, 31), "31 Desember 2024"),
        (datetime(2024, 6, 28, 16, 59, tzinfo=UTC), "28 Juni 2024"),
        (datetime(2024, 6, 28, 17, 0, tzinfo=UTC), "29 Juni 2024"),
    ],
)
def test_tanggal_is_the_day_in_jakarta(day, expected):
    assert text.tanggal(day) == expected


def test_tanggal_knows_every_month():
    names = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"

    months = [text.tanggal(date(2024, month, 5)) for month in range(1, 13)]

    assert months == [f"5 {name} 2024" for name in names.split()]


def test_hari_tanggal_knows_every_weekday():
    week = [text.hari_tanggal(date(2024, 1, day)) for day in range(1, 8)]

    assert week == [
        "Senin, 1 Januari 2024",
        "Selasa, 2 Januari 2024",
        "Rabu, 3 Januari 2024",
        "Kamis, 4 Januari 2024",
        "Jumat, 5 Januari 2024",
        "Sabtu, 6 Januari 2024",
        "Minggu, 7 Januari 2024",
    ]


def test_tanggal_terbilang_spells_day_and_year():
    assert (
        text.tanggal_terbilang(date(2024, 7, 31))
        == "Rabu tanggal tiga puluh satu bulan Juli tahun dua ribu dua puluh empat"
    )


def test_hari_tanggal_of_an_instant_is_the_weekday_in_jakarta():
    assert text.hari_tanggal(datetime(2024, 1, 1, 17, tzinfo=UTC)) == "Selasa, 2 Januari 2024"


@pytest.mark.parametrize(
    ("instant", "expected"),
    [
        (datetime(2024, 1, 1, 14, 5, tzinfo=UTC), "1 Januari 2024 pukul 21.05 WIB"),
        (datetime(2024, 1, 1, 17, 0, tzinfo=UTC), "2 Januari 2024 pukul 00.00 WIB"),
        (
            datetime(2024, 1, 1, 9, 5, tzinfo=ZoneInfo("Asia/Jayapura")),
            "1 Januari 2024 pukul 07.05 WIB",
        ),
    ],
)
def test_waktu_is_the_time_in_jakarta(instant, expected):
    assert text.waktu(instant) == expected


def test_jam_has_two_digits_on_both_sides():
    assert text.jam(datetime(2024, 1, 1, 2, 5, tzinfo=UTC)) == "09.05"


@pytest.mark.parametrize("write", [text.tanggal, text.hari_tanggal, text.jam, text.waktu])
def test_an_instant_without_a_zone_is_refused(write):
    with pytest.raises(ValueError, match="without a time zone"):
        write(datetime(2024, 1, 1, 21, 5))


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2024, 6, 1), date(2024, 6, 28), "1–28 Juni 2024"),
        (date(2024, 5, 28), date(2024, 6, 3), "28 Mei–3 Juni 2024"),
        (date(2023, 12, 28), date(2024, 1, 3), "28 Desember 2023–3 Januari 2024"),
        (date(2023, 6, 1), date(2024, 6, 1), "1 Juni 2023–1 Juni 2024"),
        (date(2024, 6, 1), date(2024, 6, 1), "1 Juni 2024"),
    ],
)
def test_rentang_does_not_repeat_what_both_ends_share(first, last, expected):
    assert text.rentang(first, last) == expected


@pytest.mark.parametrize(
    ("days", "expected"), [(5, "sisa 5 hari"), (1, "sisa 1 hari"), (0, "hari terakhir"), (-3, "lewat 3 hari")]
)
def test_sisa_hari_says_what_is_left_or_over(days, expected):
    assert text.sisa_hari(days) == expected


def test_rentang_refuses_an_end_before_its_start():
    with pytest.raises(ValueError, match="2024-06-01 lies before 2024-06-02"):
        text.rentang(date(2024, 6, 2), date(2024, 6, 1))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "nol"),
        (1, "satu"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (28, "dua puluh delapan"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (205, "dua ratus lima"),
        (999, "sembilan ratus sembilan puluh sembilan"),
        (1_000, "seribu"),
        (1_001, "seribu satu"),
        (2_024, "dua ribu dua puluh empat"),
        (11_000, "sebelas ribu"),
        (21_000, "dua puluh satu ribu"),
        (101_000, "seratus satu ribu"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (48_000_000, "empat puluh delapan juta"),
        (1_000_000_000, "satu miliar"),
        (
            999_999_999_999,
            " ".join(
                f"sembilan ratus sembilan puluh sembilan {scale}" for scale in ("miliar", "juta", "ribu", "")
            ).strip(),
        ),
    ],
)
def test_terbilang_spells_the_number(value, expected):
    assert text.terbilang(value) == expected


@pytest.mark.parametrize(
    ("months", "expected"),
    [(0, "nol tahun"), (6, "enam bulan"), (12, "satu tahun"), (18, "delapan belas bulan"), (24, "dua tahun")],
)
def test_lama_says_whole_years_as_years(months, expected):
    assert text.lama(months) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(1, "I"), (3, "III"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (1994, "MCMXCIV")]
)
def test_romawi_writes_the_number(value, expected):
    assert text.romawi(value) == expected


def test_romawi_knows_no_nought():
    with pytest.raises(ValueError, match="no Roman numeral: 0"):
        text.romawi(0)


@pytest.mark.parametrize("value", [-1, 1_000_000_000_000])
def test_terbilang_refuses_what_it_cannot_spell(value):
    with pytest.raises(ValueError, match="is outside"):
        text.terbilang(value)


@given(st.integers(0, 999_999), st.integers(0, 999_999))
def test_terbilang_never_spells_two_numbers_alike(one, other):
    assert (text.terbilang(one) == text.terbilang(other)) == (one == other)


@pytest.mark.parametrize("typed", ["197501012000032001", " 19750101 200003 2 001 "])
def test_nip_is_grouped(typed):
    assert text.nip(typed) == "19750101 200003 2 001"


@pytest.mark.parametrize("typed", ["", "19750101200003200", "1975010120000320011", "19750101200003200A", "١" * 18])
def test_nip_of_another_shape_is_refused(typed):
    with pytest.raises(ValueError, match="a NIP has 18 digits"):
        text.nip(typed)


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (0, "0 byte"),
        (1023, "1023 byte"),
        (1024, "1 KB"),
        (1025, "1,1 KB"),
        (1024**2 - 1, "1 MB"),
        (2 * 1024**2, "2 MB"),
        (2 * 1024**2 + 1, "2,1 MB"),
        (14_889_779, "14,2 MB"),
        (3 * 1024**3, "3 GB"),
        (5 * 1024**4, "5.120 GB"),
    ],
)
def test_ukuran_berkas_is_rounded_up_to_a_tenth(size, expected):
    assert text.ukuran_berkas(size) == expected


@pytest.mark.parametrize(
    ("instant", "words"),
    [
        (datetime(2024, 6, 28, 17, 0, tzinfo=UTC), "28 Juni 2024 pukul 24.00 WIB"),
        (datetime(2024, 6, 28, 16, 59, tzinfo=UTC), "28 Juni 2024 pukul 23.59 WIB"),
        (datetime(2024, 6, 28, 9, 30, tzinfo=UTC), "28 Juni 2024 pukul 16.30 WIB"),
    ],
)
def test_penutupan_at_midnight_is_the_end_of_the_day_before(instant, words):
    assert text.penutupan(instant) == words
