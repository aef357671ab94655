"""Answers to NRR, IKM and mutu. No database."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kipp.text import angka, round_half_up
from skm.index import (
    COMPARISON_WEIGHTS,
    KINERJA,
    LIST_ORDER,
    QUESTIONNAIRE_ORDER,
    UNSUR,
    Counts,
    Mutu,
    Result,
    Rule,
    comparison,
    count,
    highest,
    index,
    lowest,
    mutu,
    mutu_of_nrr,
    nrr,
    usable,
)

# Perpustakaan Nasional RI, Mei-Juni 2023, n = 187, in the order of the definitions.
PERPUSNAS = dict(
    zip(
        LIST_ORDER,
        [
            Counts(0, 0, 118, 69),
            Counts(0, 6, 93, 88),
            Counts(0, 3, 106, 78),
            Counts(1, 1, 23, 162),
            Counts(0, 1, 124, 62),
            Counts(0, 0, 95, 92),
            Counts(0, 0, 89, 98),
            Counts(1, 2, 34, 150),
            Counts(1, 19, 77, 90),
        ],
        strict=True,
    )
)
# Kanwil Kementerian Agama Sulawesi Barat, Triwulan III, n = 29, in the order of the questionnaire.
GASPUL = dict(
    zip(
        QUESTIONNAIRE_ORDER,
        [
            Counts(0, 0, 11, 18),
            Counts(0, 0, 15, 14),
            Counts(0, 2, 12, 15),
            Counts(0, 0, 0, 29),
            Counts(0, 0, 14, 15),
            Counts(0, 0, 11, 18),
            Counts(0, 0, 10, 19),
            Counts(0, 0, 11, 18),
            Counts(0, 0, 1, 28),
        ],
        strict=True,
    )
)


def printed(values, places):
    return [angka(value, places) for value in values]


def test_the_two_official_orders_differ_in_the_last_two_unsur():
    assert LIST_ORDER == UNSUR
    assert LIST_ORDER[7:] == ("pengaduan", "sarpras")
    assert QUESTIONNAIRE_ORDER[7:] == ("sarpras", "pengaduan")
    assert LIST_ORDER[:7] == QUESTIONNAIRE_ORDER[:7]


def test_perpusnas_reproduces_to_the_printed_digit():
    result = index(PERPUSNAS)

    assert [counts.points for counts in PERPUSNAS.values()] == [
        630, 643, 636, 720, 622, 653, 659, 707, 630,
    ]  # fmt: skip
    assert list(result.n.values()) == [187] * 9
    assert printed(result.nrr.values(), 4) == [
        "3,3690", "3,4385", "3,4011", "3,8503", "3,3262", "3,4920", "3,5241", "3,7807", "3,3690",
    ]  # fmt: skip
    assert printed(result.nrr.values(), 3) == [
        "3,369", "3,439", "3,401", "3,850", "3,326", "3,492", "3,524", "3,781", "3,369",
    ]  # fmt: skip
    assert angka(sum(result.weighted.values()), 5) == "3,50564"
    assert angka(sum(result.weighted.values()), 3) == "3,506"
    assert angka(result.ikm, 4) == "87,6411"
    assert angka(result.ikm, 3) == "87,641"
    assert (result.ikm_rounded, result.mutu) == (Decimal("87.64"), Mutu.B)
    assert KINERJA[result.mutu] == "Baik"


def test_gaspul_reproduces_to_the_printed_digit():
    result = index(GASPUL)

    assert [counts.points for counts in GASPUL.values()] == [
        105, 101, 100, 116, 102, 105, 106, 105, 115,
    ]  # fmt: skip
    assert printed(result.nrr.values(), 4) == [
        "3,6207", "3,4828", "3,4483", "4,0000", "3,5172", "3,6207", "3,6552", "3,6207", "3,9655",
    ]  # fmt: skip
    assert angka(result.ikm, 4) == "91,4751"
    assert (result.ikm_rounded, result.mutu) == (Decimal("91.48"), Mutu.A)
    assert (angka(result.nrr["sarpras"]), angka(result.nrr["pengaduan"])) == ("3,62", "3,97")


@pytest.mark.parametrize(
    ("counts", "expected"),
    [(PERPUSNAS, ["86,7647", "87,5535"]), (GASPUL, ["90,5603", "91,3836"])],
)
def test_comparison_reproduces_reports_with_a_rounded_weight(counts, expected):
    result = index(counts)

    assert printed([comparison(result, weight) for weight in COMPARISON_WEIGHTS], 4) == expected


@pytest.mark.parametrize(("answer", "expected"), [(4, ["99,000", "99,900"]), (1, ["24,750", "24,975"])])
def test_comparison_shows_what_a_rounded_weight_costs(answer, expected):
    result = index({unsur: count([answer]) for unsur in UNSUR})

    assert printed([comparison(result, weight) for weight in COMPARISON_WEIGHTS], 3) == expected
    assert result.ikm == 25 * answer


def test_comparison_of_no_index_is_none():
    assert comparison(index({"waktu": Counts()}), Decimal("0.11")) is None


def test_index_differs_from_rounding_the_nrr_first():
    rounded_first = sum(Fraction(round_half_up(nrr(one), 2)) for one in PERPUSNAS.values())

    assert angka(25 * rounded_first / 9, 4) == "87,6389"
    assert angka(index(PERPUSNAS).ikm, 4) == "87,6411"


def test_index_differs_from_rounding_the_weighted_nrr():
    rounded_weighted = sum(Fraction(round_half_up(nrr(one) / 9, 2)) for one in PERPUSNAS.values())

    assert angka(25 * rounded_weighted, 2) == "87,50"
    assert index(PERPUSNAS).ikm_rounded == Decimal("87.64")


@pytest.mark.parametrize(("answer", "ikm", "grade"), [(1, "25.00", Mutu.D), (4, "100.00", Mutu.A)])
def test_index_reaches_both_ends_of_the_scale(answer, ikm, grade):
    result = index({unsur: count([answer] * 3) for unsur in UNSUR})

    assert (str(result.ikm_rounded), result.mutu) == (ikm, grade)


def test_index_leaves_blanks_out_per_unsur():
    result = index({"waktu": count([4, None, 2]), "biaya": count([4, 4, 1])})

    assert result == Result(
        n={"waktu": 2, "biaya": 3},
        nrr={"waktu": Fraction(3), "biaya": Fraction(3)},
        weighted={"waktu": Fraction(3, 2), "biaya": Fraction(3, 2)},
        ikm=Fraction(75),
        ikm_rounded=Decimal("75.00"),
        mutu=Mutu.C,
    )


def test_index_weighs_by_the_number_of_active_unsur():
    result = index({f"unsur_{number}": count([3]) for number in range(14)})

    assert result.ikm == 75
    assert set(result.weighted.values()) == {Fraction(3, 14)}


@pytest.mark.parametrize(
    ("counts", "n", "means"),
    [
        ({}, {}, {}),
        ({"waktu": Counts()}, {"waktu": 0}, {"waktu": None}),
        (
            {"waktu": Counts(), "biaya": Counts(fours=2)},
            {"waktu": 0, "biaya": 2},
            {"waktu": None, "biaya": Fraction(4)},
        ),
    ],
    ids=["no unsur", "no answers", "one unsur nobody answered"],
)
def test_index_without_answers_is_none_and_never_zero(counts, n, means):
    result = index(counts)

    assert (result.n, result.nrr) == (n, means)
    assert (result.ikm, result.ikm_rounded, result.mutu) == (None, None, None)


def test_count_leaves_blanks_out():
    assert count([4, None, 1, 4, 3, None]) == Counts(ones=1, twos=0, threes=1, fours=2)
    assert count([]) == Counts()


@pytest.mark.parametrize("answer", [0, 5, -1])
def test_count_refuses_what_is_no_answer(answer):
    with pytest.raises(ValueError, match=f"{answer} is not an answer"):
        count([3, answer])


def test_nrr_refuses_a_negative_count():
    with pytest.raises(ValueError, match="negative count"):
        nrr(Counts(ones=-1, fours=5))


@pytest.mark.parametrize(
    ("given_answers", "minimum", "expected"),
    [(9, 5, True), (5, 5, True), (4, 5, False), (0, 5, False), (8, 9, False), (0, 0, True)],
)
def test_usable_needs_the_minimum_of_answers(given_answers, minimum, expected):
    answers = {unsur: 3 if i < given_answers else None for i, unsur in enumerate(UNSUR)}

    assert usable(answers, minimum) is expected


def test_usable_asks_for_five_of_nine_and_counts_only_unsur():
    five = dict.fromkeys(UNSUR[:5], 3)

    assert usable(five)
    assert not usable(dict.fromkeys(UNSUR[:4], 3) | {"pungli": 1, "umur": 40})


@pytest.mark.parametrize(
    ("value", "ikm", "grade"),
    [
        ("2.5996", "64.99", Mutu.D),
        ("2.60", "65.00", Mutu.C),
        ("3.064", "76.60", Mutu.C),
        ("3.0644", "76.61", Mutu.B),
        ("3.532", "88.30", Mutu.B),
        ("3.5324", "88.31", Mutu.A),
        ("1", "25.00", Mutu.D),
        ("4", "100.00", Mutu.A),
    ],
)
def test_mutu_of_nrr_at_the_printed_bounds(value, ikm, grade):
    assert str(round_half_up(Fraction(value) * 25, 2)) == ikm
    assert mutu_of_nrr(Decimal(value)) == grade


@pytest.mark.parametrize(
    ("ikm", "grade"),
    [
        ("64.994", Mutu.D),
        ("64.995", Mutu.C),
        ("76.604", Mutu.C),
        ("76.605", Mutu.B),
        ("88.304", Mutu.B),
        ("88.305", Mutu.A),
        ("76.00", Mutu.C),
        ("76.01", Mutu.C),
        ("88.31", Mutu.A),
        ("88.40", Mutu.A),
    ],
)
def test_mutu_leaves_no_gap_between_the_bands(ikm, grade):
    assert mutu(Decimal(ikm)) == grade


@pytest.mark.parametrize(
    ("ikm", "grade"),
    [
        ("25", Mutu.D),
        ("43.75", Mutu.D),
        ("43.76", Mutu.C),
        ("62.50", Mutu.C),
        ("62.51", Mutu.B),
        ("81.25", Mutu.B),
        ("81.26", Mutu.A),
        ("100", Mutu.A),
    ],
)
def test_mutu_of_2004_keeps_its_own_bands(ikm, grade):
    assert mutu(Decimal(ikm), Rule.KEPMENPAN_25_2004) == grade


@pytest.mark.parametrize("ikm", [0, Decimal("24.99"), Decimal("100.01")])
def test_mutu_refuses_what_is_no_index(ikm):
    with pytest.raises(ValueError, match="is no index from 25 to 100"):
        mutu(ikm)


def test_kinerja_names_every_mutu():
    assert KINERJA == {
        Mutu.A: "Sangat Baik",
        Mutu.B: "Baik",
        Mutu.C: "Kurang Baik",
        Mutu.D: "Tidak Baik",
    }


def test_lowest_puts_equal_unsur_in_the_order_of_the_definitions():
    result = index(PERPUSNAS)
    other_way_round = index(dict(reversed(PERPUSNAS.items())))

    # Persyaratan and sarpras tie exactly at 630 / 187.
    assert lowest(result, 3) == lowest(other_way_round, 3) == ["produk", "persyaratan", "sarpras"]
    assert lowest(result, 2) == ["produk", "persyaratan"]


def test_highest_puts_equal_unsur_in_the_order_of_the_definitions():
    assert highest(index(PERPUSNAS), 3) == ["biaya", "pengaduan", "perilaku"]
    assert highest(index(GASPUL), 4) == ["biaya", "pengaduan", "perilaku", "persyaratan"]


def test_lowest_leaves_out_unsur_without_answers_and_puts_added_ones_last():
    result = index({"tambahan": count([2]), "waktu": Counts(), "sarpras": count([2]), "biaya": count([4])})

    assert lowest(result, 9) == ["sarpras", "tambahan", "biaya"]


sheets = st.lists(st.lists(st.integers(1, 4), min_size=9, max_size=9), min_size=1, max_size=12)


def index_of(rows):
    return index({unsur: count(column) for unsur, column in zip(UNSUR, zip(*rows, strict=True), strict=True)})


@given(sheets)
def test_index_stays_between_25_and_100(rows):
    assert 25 <= index_of(rows).ikm <= 100


@given(sheets, st.integers(0, 11), st.integers(0, 8))
def test_a_better_answer_never_lowers_the_index(rows, row, column):
    better = [list(answers) for answers in rows]
    answers = better[row % len(rows)]
    answers[column] = min(answers[column] + 1, 4)

    before, after = index_of(rows), index_of(better)

    assert after.ikm >= before.ikm
    assert after.mutu <= before.mutu  # "A" sorts before "B"


@given(sheets)
def test_index_equals_the_mean_of_the_respondents_when_nothing_is_missing(rows):
    respondents = [Fraction(25 * sum(answers), 9) for answers in rows]

    assert index_of(rows).ikm == sum(respondents) / len(respondents)
