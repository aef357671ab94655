"""The look for English finds what it is for, and keeps still at Indonesian."""

import pytest

from tests.language.english import ENGLISH, english_in, findings, foreign_in, read

PAGE = """<!doctype html><html lang="id"><head><title>Sessions</title><meta name="description" content="Welcome">
<style>the</style></head><body><h1>Daftar &mdash; Forgot</h1><img alt="Logo of the city" src="/a.png">
<input type="submit" value="Save"><input type="text" value="Keep"><input placeholder="Search">
<button aria-label="Close" title="Hide" data-busy="Please wait" data-kind="error">Simpan</button>
<script>const the = 1;</script><code>with only</code><p>Isi <b>nama</b> Anda</p></body></html>"""


def test_reader_takes_what_a_person_can_read_or_hear():
    assert sorted(read(PAGE)) == [
        "Anda", "Close", "Daftar \u2014 Forgot", "Hide", "Isi", "Logo of the city", "Please wait", "Save", "Search",
        "Sessions", "Simpan", "Welcome", "nama",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("This field is required.", {"this", "field", "is", "required"}),
        ("Ordering", {"ordering"}),
        ("Submit query", {"submit"}),
        ("Isi judul inovasi, lalu tekan Simpan.", set()),
        ("Google Authenticator", set()),
        ("Unduh score-list.xlsx dari https://contoh.example/the/list", set()),
        ("Tulis kepada the.user@contoh.example", set()),
        ("Data, format, status, video, internet", set()),
    ],
)
def test_english_words_are_found(text, found):
    assert english_in(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1 Jan. 2024", ["Jan."]),
        ("9:05 a.m", ["a.m"]),
        ("Nilai IKM 84.62", ["84.62"]),
        ("NRR 3.5", ["3.5"]),
        ("84,62 dan 3,56", []),
        ("pukul 21.05 WIB", []),
        ("Tersimpan 21.05 WIB", []),
        ("1.234 responden, Rp48.000.000", []),
        ("Nomor 600.2.6/54", []),
        ("1 Januari 2024", []),
    ],
)
def test_dates_and_numbers_of_elsewhere_are_found(text, found):
    assert foreign_in(text) == found


def test_a_planted_sentence_is_found_with_its_place():
    planted = PAGE.replace("nama", "Enter a value of 3.5")

    assert findings(read(planted)) - findings(read(PAGE)) == {"enter of value 3.5 <- Enter a value of 3.5"}
    assert len(ENGLISH) > 400
