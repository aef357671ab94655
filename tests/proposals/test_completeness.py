"""What does this proposal still lack? No database."""

import pytest

from proposals.completeness import (
    AttachmentRule,
    Excess,
    Gap,
    GapCode,
    SectionRule,
    count_words,
    excesses,
    missing,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        (" \n\t ", 0),
        ("satu", 1),
        ("  dua   kata ", 2),
        ("baris satu\nbaris dua\r\nbaris tiga", 6),
        ("dan/atau", 1),
        ("24/7", 1),
        ("UU-25", 1),
        ("orang-orang", 1),
        ("turun – dari 40 menjadi 12 hari", 6),
        ("• satu\n• dua", 2),
        ("- - - ...", 0),
        ("satu\u00a0dua", 2),
        ("satu\u200bdua\u200btiga", 3),
        ("(warga),", 1),
        ("émigré 健康", 2),
    ],
)
def test_count_words_counts_runs_with_a_letter_or_digit(text, expected):
    assert count_words(text) == expected


@pytest.mark.parametrize(
    ("text", "max_words", "expected"),
    [
        ("kata " * 200, 200, []),
        ("kata " * 201, 200, [Excess(GapCode.TOO_LONG, 201, 200)]),
        ("kata " * 201, None, []),
        ("", 200, []),
        ("a" * 60 + " ", None, []),
        (" " * 10_000, None, []),
        (" " * 10_001, None, [Excess(GapCode.TOO_MANY_CHARACTERS, 10_001, 10_000)]),
        ("a\n" * 500, None, []),
        ("a\n" * 501, None, [Excess(GapCode.TOO_MANY_LINES, 501, 500)]),
        (("x" * 61 + " ") * 40, None, []),
        (("x" * 61 + " ") * 41, None, [Excess(GapCode.TOO_MANY_LONG_WORDS, 41, 40)]),
        (("x" * 60 + " ") * 41, None, []),
        (("x" * 30 + "\u200b" + "x" * 31 + " ") * 41, None, []),
        (
            ("x" * 61 + "\n") * 501,
            100,
            [
                Excess(GapCode.TOO_LONG, 501, 100),
                Excess(GapCode.TOO_MANY_CHARACTERS, 31_062, 10_000),
                Excess(GapCode.TOO_MANY_LINES, 501, 500),
                Excess(GapCode.TOO_MANY_LONG_WORDS, 501, 40),
            ],
        ),
    ],
)
def test_excesses_names_every_limit_broken(text, max_words, expected):
    assert excesses(text, max_words=max_words) == expected


SECTIONS = [
    SectionRule(number="1", title="Ringkasan", max_words=3, required=True),
    SectionRule(number="2", title="Latar Belakang dan Tujuan", max_words=3, required=True),
    SectionRule(number="6a", title="Adaptabilitas", max_words=3, required=False),
]
KINDS = [
    AttachmentRule(code="implementasi", title="Surat Pernyataan Implementasi", required=True),
    AttachmentRule(code="identitas", title="Surat Pernyataan Identitas", required=True),
    AttachmentRule(code="spbe", title="Formulir SPBE", required=False),
]
FULL = {"1": "dua kata", "2": "tiga kata utuh", "6a": ""}
ALL = {"implementasi", "identitas"}


@pytest.mark.parametrize(
    ("answers", "attached", "expected"),
    [
        (FULL, ALL, []),
        (FULL | {"6a": "sudah"}, ALL | {"spbe"}, []),
        (FULL | {"9": "bagian lain " * 99}, ALL, []),
        (FULL | {"2": ""}, ALL, [Gap(GapCode.EMPTY, "2")]),
        ({"1": "ada", "6a": "ada"}, ALL, [Gap(GapCode.EMPTY, "2")]),
        (FULL | {"1": " – \n"}, ALL, [Gap(GapCode.EMPTY, "1")]),
        (FULL | {"1": "ada empat kata di"}, ALL, [Gap(GapCode.TOO_LONG, "1", 4, 3)]),
        (FULL | {"6a": "ada empat kata di"}, ALL, [Gap(GapCode.TOO_LONG, "6a", 4, 3)]),
        (FULL, {"identitas"}, [Gap(GapCode.ATTACHMENT_MISSING, "implementasi")]),
        (
            {"1": "ada empat kata di", "2": "", "6a": "\n" * 501},
            set(),
            [
                Gap(GapCode.TOO_LONG, "1", 4, 3),
                Gap(GapCode.EMPTY, "2"),
                Gap(GapCode.TOO_MANY_LINES, "6a", 501, 500),
                Gap(GapCode.ATTACHMENT_MISSING, "implementasi"),
                Gap(GapCode.ATTACHMENT_MISSING, "identitas"),
            ],
        ),
        (
            FULL | {"1": "-\n" * 501},
            ALL,
            [Gap(GapCode.EMPTY, "1"), Gap(GapCode.TOO_MANY_LINES, "1", 501, 500)],
        ),
    ],
    ids=[
        "complete",
        "optional parts given",
        "answer to a section that is not asked",
        "empty",
        "never saved",
        "only punctuation",
        "too long",
        "optional but too long",
        "attachment missing",
        "everything, in the order of the form",
        "empty and over a technical limit",
    ],
)
def test_missing_lists_the_gaps_in_the_order_of_the_form(answers, attached, expected):
    assert missing(SECTIONS, answers, KINDS, attached) == expected


def test_a_file_that_holds_a_virus_is_a_gap_even_where_none_is_required():
    found = [Gap(GapCode.ATTACHMENT_REJECTED, kind.code) for kind in KINDS]

    assert missing(SECTIONS, FULL, KINDS, ALL, rejected={kind.code for kind in KINDS}) == found
