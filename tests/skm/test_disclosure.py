import pytest

from skm.disclosure import shown

CASES = {
    "all large": ({"L": 20, "P": 30}, {"L": 20, "P": 30}),
    "exactly the limit is shown": ({"L": 5, "P": 30}, {"L": 5, "P": 30}),
    "an empty cell names nobody": ({"L": 0, "P": 30}, {"L": 0, "P": 30}),
    "one small cell takes the smallest other with it": (
        {"sd": 4, "smp": 9, "sma": 20, "s3": 0},
        {"sd": None, "smp": None, "sma": 20, "s3": 0},
    ),
    "two small cells hide each other": (
        {"sd": 4, "smp": 1, "sma": 20},
        {"sd": None, "smp": None, "sma": 20},
    ),
    "a small cell alone": ({"L": 3, "P": 0}, {"L": None, "P": 0}),
    "nothing": ({}, {}),
}


@pytest.mark.parametrize("cells", CASES.values(), ids=CASES)
def test_shown_hides_cells_that_could_point_at_a_person(cells):
    given, expected = cells

    assert shown(given, 5) == expected


@pytest.mark.parametrize("limit", range(1, 11))
def test_shown_never_leaves_one_hidden_cell_to_be_computed_from_the_total(limit):
    for first in range(12):
        for second in range(12):
            for third in range(12):
                cells = {"a": first, "b": second, "c": third}
                hidden = [name for name, count in shown(cells, limit).items() if count is None]
                others = [name for name, count in cells.items() if count and name not in hidden]
                assert len(hidden) != 1 or not others
