from fractions import Fraction

from skm.index import UNSUR, Counts
from skm.tally import tally

FULL = dict.fromkeys(UNSUR, 3)


def test_tally_counts_equal_sheets_as_often_as_they_occur():
    counted = tally([(FULL, 3), (FULL | {"biaya": 4}, 2)], minimum_answers=5)

    assert (counted.n, counted.excluded) == (5, 0)
    assert counted.counts["biaya"] == Counts(0, 0, 3, 2)
    assert counted.counts["waktu"] == Counts(0, 0, 5, 0)


def test_tally_leaves_a_blank_out_of_its_unsur_only():
    counted = tally([(FULL, 1), (FULL | {"waktu": None, "produk": 1}, 1)], minimum_answers=5)

    assert counted.n == 2
    assert counted.result.nrr["waktu"] == Fraction(3)
    assert counted.result.nrr["produk"] == Fraction(2)
    assert counted.result.n["waktu"] == 1


def test_tally_excludes_a_sheet_below_the_minimum_of_answers():
    thin = dict.fromkeys(UNSUR[:4], 1) | {"sex": "L"}
    enough = dict.fromkeys(UNSUR[:5], 4) | {"sex": "P"}

    counted = tally([(thin, 2), (enough, 1)], minimum_answers=5, fields=("sex",))

    assert (counted.n, counted.excluded) == (1, 2)
    assert counted.profile == {"sex": {"P": 1}}
    assert counted.counts[UNSUR[0]] == Counts(0, 0, 0, 1)


def test_tally_of_nothing_has_no_index():
    counted = tally([], minimum_answers=5)

    assert (counted.n, counted.result.ikm, counted.result.mutu) == (0, None, None)


def test_tally_profile_counts_each_code_in_order():
    sheets = [(FULL | {"sex": "P"}, 2), (FULL | {"sex": "L"}, 1), (FULL | {"sex": ""}, 1)]

    counted = tally(sheets, minimum_answers=5, fields=("sex",))

    assert list(counted.profile["sex"].items()) == [("", 1), ("L", 1), ("P", 2)]
