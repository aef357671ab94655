"""Case, spaces and punctuation make no other title."""

import pytest

from proposals.titles import folded, is_same


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("  Antar   Dokumen ", "antar dokumen"),
        ("ANTAR-DOKUMEN!", "antar dokumen"),
        ("“Antar” Dokumen (2.0)", "antar dokumen 2 0"),
        ("Ａntar Dokumen", "antar dokumen"),
        ("…", ""),
    ],
)
def test_title_is_folded(title, plain):
    assert folded(title) == plain


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("Si-Jempol: Antar", "si jempol  ANTAR", True), ("Sijempol", "Si Jempol", False)],
)
def test_titles_are_one_by_their_letters_and_digits(one, other, same):
    assert is_same(one, other) is same
