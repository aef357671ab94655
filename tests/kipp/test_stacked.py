"""A cell of a stacking table that does not say the head of its column is found; tests/access asks all pages."""

import pytest

from tests.kipp.stacked import unlabelled

TABLE = (
    '<div class="tabel-wadah tabel-tumpuk"><table>'
    "<thead><tr><th>Judul</th><th><a>Nilai <svg></svg></a></th></tr></thead>"
    "<tbody><tr><th>Sapa</th>{}</tr></tbody></table></div>"
)


@pytest.mark.parametrize(
    ("cell", "wrong"),
    [
        ('<td data-label="Nilai">3<br>4</td>', []),
        ("<td>3</td>", [("Nilai", None)]),
        ('<td data-label="Bobot">3</td>', [("Nilai", "Bobot")]),
    ],
)
def test_a_cell_without_the_head_of_its_column_is_found(cell, wrong):
    assert unlabelled(TABLE.format(cell)) == wrong
