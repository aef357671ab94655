"""Dates of day, month and year; numbers with a comma. No database."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms

from kipp.fields import DateField, DecimalField


class Form(forms.Form):
    start = DateField(label="Mulai diterapkan")
    end = DateField(label="Berakhir", required=False)
    share = DecimalField(label="Bobot", max_digits=5, decimal_places=2, required=False)


def typed(day, month, year, **more):
    return Form({"start_hari": day, "start_bulan": month, "start_tahun": year, **more})


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("1", "1", "2024"), date(2024, 1, 1)),
        (("01", "12", "2023"), date(2023, 12, 1)),
        ((" 29 ", "2", "2024"), date(2024, 2, 29)),
    ],
)
def test_date_is_read(parts, expected):
    form = typed(*parts)

    assert form.is_valid()
    assert form.cleaned_data["start"] == expected


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (("", "", ""), "Isi mulai diterapkan"),
        (("1", "1", ""), "Mulai diterapkan harus memuat tahun"),
        (("1", "", "2024"), "Mulai diterapkan harus memuat bulan"),
        (("", "1", "2024"), "Mulai diterapkan harus memuat tanggal"),
        (("29", "2", "2023"), "Mulai diterapkan harus ada di kalender"),
        (("satu", "1", "2024"), "Mulai diterapkan harus ada di kalender"),
        (("9" * 30, "1", "2024"), "Mulai diterapkan harus ada di kalender"),
        (("1", "1", "24"), "Tahun pada Mulai diterapkan harus empat angka, misalnya 2024"),
        (("1", "1", "9" * 30), "Tahun pada Mulai diterapkan harus empat angka, misalnya 2024"),
        (("1", "1", "٢٠٢٤"), "Tahun pada Mulai diterapkan harus empat angka, misalnya 2024"),
        (("1", "1", "0000"), "Tahun pada Mulai diterapkan harus antara 1900 dan 2100"),
        (("31", "12", "9999"), "Tahun pada Mulai diterapkan harus antara 1900 dan 2100"),
    ],
)
def test_date_that_cannot_be_read_says_what_is_wrong(parts, sentence):
    assert typed(*parts).errors["start"] == [sentence]


def test_optional_date_may_stay_empty():
    form = typed("1", "1", "2024")

    assert form.is_valid()
    assert form.cleaned_data["end"] is None


def test_date_that_was_typed_is_shown_again():
    html = str(typed("31", "2", "2024")["start"])

    assert 'value="31"' in html
    assert '<option value="2" selected>Februari</option>' in html
    assert 'value="2024"' in html


def test_stored_date_is_shown_in_three_parts():
    html = str(Form(initial={"start": date(2024, 6, 5)})["start"])

    assert 'value="5"' in html
    assert '<option value="6" selected>Juni</option>' in html


@pytest.mark.parametrize(
    ("text", "expected"),
    [("3,56", Decimal("3.56")), ("3.56", Decimal("3.56")), ("12", Decimal(12)), ("0", Decimal(0)), ("", None)],
)
def test_number_is_read_with_comma_or_point(text, expected):
    form = typed("1", "1", "2024", share=text)

    assert form.is_valid()
    assert form.cleaned_data["share"] == expected


@pytest.mark.parametrize("text", ["tiga", "1,2,3", "NaN", "Infinity", "1234567", "1,234"])
def test_number_that_cannot_be_read_is_refused(text):
    assert "share" in typed("1", "1", "2024", share=text).errors


def test_stored_number_is_shown_with_comma():
    assert 'value="11,11"' in str(Form(initial={"share": Decimal("11.11")})["share"])
