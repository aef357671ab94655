"""The words for the codes of the rules."""

from dataclasses import replace
from datetime import date

import pytest

from proposals.completeness import Gap, GapCode
from proposals.eligibility import EntryRules, judge_entry
from proposals.wording import ages_sentence, gap_sentence, margin_sentence, verdict_sentences, verdict_short

RULES = EntryRules(closes_on=date(2024, 6, 28), min_months=12, max_times_awarded=2)


def judged(start, awards=0):
    return judge_entry(implemented_on=start, times_awarded=awards, rules=RULES)


@pytest.mark.parametrize(
    ("margin", "words"),
    [(41, "lebih 41 hari"), (0, "tepat pada batas"), (-12, "kurang 12 hari"), (1200, "lebih 1.200 hari")],
)
def test_margin_in_words(margin, words):
    assert margin_sentence(margin) == words


@pytest.mark.parametrize(
    ("start", "awards", "words"),
    [
        (date(2023, 5, 18), 0, "Memenuhi, lebih 41 hari"),
        (date(2023, 7, 10), 0, "Belum memenuhi, kurang 12 hari"),
        (date(2023, 5, 18), 3, "Belum memenuhi"),
    ],
)
def test_verdict_in_a_few_words(start, awards, words):
    assert verdict_short(judged(start, awards)) == words


def test_verdict_against_names_every_reason_with_its_dates():
    start = date(2023, 7, 10)

    assert verdict_sentences(judged(start, 3), implemented_on=start, rules=RULES) == [
        (
            "Inovasi belum memenuhi syarat: penerapan harus paling sedikit satu tahun sebelum pendaftaran ditutup"
            " (28 Juni 2024)."
        ),
        "Penerapan dimulai 10 Juli 2023, paling lambat 28 Juni 2023: kurang 12 hari.",
        "Inovasi sudah menerima penghargaan lebih dari 2 kali.",
    ]


def test_verdict_against_an_old_innovation_with_a_taken_title_says_both():
    start, rules = date(2020, 1, 2), replace(RULES, max_months=24)
    verdict = judge_entry(implemented_on=start, times_awarded=0, rules=rules, title_taken=True)

    assert verdict_sentences(verdict, implemented_on=start, rules=rules) == [
        "Penerapan dimulai 2 Januari 2020, paling lambat 28 Juni 2023: lebih 1.273 hari.",
        (
            "Inovasi sudah terlalu lama diterapkan: penerapan harus dimulai paling cepat 28 Juni 2022, paling lama dua"
            " tahun sebelum pendaftaran ditutup."
        ),
        "Judul ini sudah dipakai proposal lain pada periode ini. Ubah judul inovasi.",
    ]


@pytest.mark.parametrize(
    ("ages", "words"),
    [
        ({"Umum": 12}, "satu tahun"),
        ({"Umum": 12, "Replikasi": 12}, "satu tahun"),
        ({"Umum": 12, "Replikasi": 6}, "satu tahun untuk kelompok Umum, enam bulan untuk kelompok Replikasi"),
    ],
)
def test_least_ages_are_said_once_where_they_are_equal(ages, words):
    assert ages_sentence(ages) == words


def test_verdict_for_says_the_dates():
    start = date(2023, 5, 18)

    assert verdict_sentences(judged(start), implemented_on=start, rules=RULES) == [
        "Penerapan dimulai 18 Mei 2023, paling lambat 28 Juni 2023: lebih 41 hari."
    ]


@pytest.mark.parametrize(
    ("gap", "sentence"),
    [
        (Gap(GapCode.EMPTY, "1"), "Isi Ringkasan"),
        (Gap(GapCode.TOO_LONG, "1", 342, 300), "Ringkasan paling banyak 300 kata. Sekarang 342 kata"),
        (
            Gap(GapCode.TOO_MANY_CHARACTERS, "1", 12000, 10000),
            "Ringkasan paling banyak 10.000 huruf. Sekarang 12.000 huruf",
        ),
        (Gap(GapCode.TOO_MANY_LINES, "1", 501, 500), "Ringkasan paling banyak 500 baris. Sekarang 501 baris"),
        (
            Gap(GapCode.TOO_MANY_LONG_WORDS, "1", 41, 40),
            "Ringkasan memuat 41 kata yang lebih panjang dari 60 huruf. Paling banyak 40",
        ),
        (Gap(GapCode.ATTACHMENT_MISSING, "surat"), "Unggah Surat pernyataan"),
    ],
)
def test_gap_says_what_to_do(gap, sentence):
    assert gap_sentence(gap, {"1": "Ringkasan", "surat": "Surat pernyataan"}) == sentence
