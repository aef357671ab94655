"""Names of places: a table of places under the settings of an edition."""

import pytest

from judging.awards import best_of_parts, category_award, place_name


@pytest.mark.parametrize(
    ("champions", "runners_up", "names"),
    [
        (3, 3, ["Juara I", "Juara II", "Juara III", "Harapan I", "Harapan II", "Harapan III", "Finalis"]),
        (1, 0, ["Juara I", "Finalis", "Finalis", "Finalis", "Finalis", "Finalis", "Finalis"]),
        (2, 4, ["Juara I", "Juara II", "Harapan I", "Harapan II", "Harapan III", "Harapan IV", "Finalis"]),
    ],
)
def test_place_is_called_by_the_settings_of_the_edition(champions, runners_up, names):
    assert [place_name(place, champions=champions, runners_up=runners_up) for place in range(1, 8)] == names


def test_shared_place_shares_its_name_and_the_next_is_counted_on():
    assert [place_name(place, champions=2, runners_up=2) for place in (1, 2, 2, 4)] == [
        "Juara I",
        "Juara II",
        "Juara II",
        "Harapan II",
    ]


def test_best_of_a_part_is_who_has_the_lowest_place_there_alone_or_not():
    rows = [("Air", 3, 30), ("Air", 1, 10), ("Laut", 2, 20), ("Laut", 2, 21), ("Laut", 5, 50)]

    assert best_of_parts(rows) == {"Air": [10], "Laut": [20, 21]}
    assert category_award("Air") == "Inovasi Terbaik Kategori Air"
