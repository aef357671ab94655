"""The fingerprint of a proposal: the same values give the same hash, any change another one."""

import hashlib
from datetime import date

import pytest

from kipp.canonical import canonical, digest
from proposals.content import FileLine, SectionText, content_of

LETTER = FileLine("surat", "Surat pernyataan", "surat.pdf", "b" * 64, 10)
PHOTO = FileLine("foto", "Foto", "foto.pdf", "a" * 64, 20)
BASE = {
    "title": "Antar Dokumen",
    "category": "kesehatan",
    "group": "umum",
    "implemented_on": date(2023, 6, 28),
    "answers": {"latar": "Teks é", "dampak": ""},
    "files": [LETTER, PHOTO],
}


def test_canonical_form_is_sorted_compact_utf8():
    small = content_of(**(BASE | {"files": []}))

    assert (
        canonical(small)
        == (
            '{"answers":{"dampak":"","latar":"Teks é"},"attachments":[],"category":"kesehatan",'
            '"group":"umum","implemented_on":"2023-06-28","title":"Antar Dokumen"}'
        ).encode()
    )
    assert digest(small) == hashlib.sha256(canonical(small)).hexdigest()


def test_digest_does_not_depend_on_order():
    other = BASE | {"files": [PHOTO, LETTER], "answers": {"dampak": "", "latar": "Teks é"}}

    assert digest(content_of(**BASE)) == digest(content_of(**other))


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Antar Dokumen "},
        {"category": "pendidikan"},
        {"group": "replikasi"},
        {"implemented_on": date(2023, 6, 29)},
        {"answers": {"latar": "Teks é", "dampak": "x"}},
        {"files": [LETTER]},
    ],
)
def test_digest_changes_with_every_part(change):
    assert digest(content_of(**(BASE | change))) != digest(content_of(**BASE))


def test_words_of_a_section_follow_the_rule_of_counting():
    assert SectionText("1", "latar", "Latar", "", 100, "satu - dua dan/atau").words == 3
