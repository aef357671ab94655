"""How many respondents does a survey need? No database."""

from fractions import Fraction

import pytest

from kipp.text import angka
from skm.sample import exact_sample, respondents_needed

# The published table of Krejcie and Morgan: (population, sample).
TABLE = [
    (10, 10), (15, 14), (20, 19), (25, 24), (30, 28), (35, 32), (40, 36), (45, 40), (50, 44),
    (55, 48), (60, 52), (65, 56), (70, 59), (75, 63), (80, 66), (85, 70), (90, 73), (95, 76),
    (100, 80), (110, 86), (120, 92), (130, 97), (140, 103), (150, 108), (160, 113), (170, 118),
    (180, 123), (190, 127), (200, 132), (210, 136), (220, 140), (230, 144), (240, 148),
    (250, 152), (260, 155), (270, 159), (280, 162), (290, 165), (300, 169), (320, 175),
    (340, 181), (360, 186), (380, 191), (400, 196), (420, 201), (440, 205), (460, 210),
    (480, 214), (500, 217), (550, 226), (600, 234), (650, 242), (700, 248), (750, 254),
    (800, 260), (850, 265), (900, 269), (950, 274), (1000, 278), (1100, 285), (1200, 291),
    (1300, 297), (1400, 302), (1500, 306), (1600, 310), (1700, 313), (1800, 317), (1900, 320),
    (2000, 322), (2200, 327), (2400, 331), (2600, 335), (2800, 338), (3000, 341), (3500, 346),
    (4000, 351), (4500, 354), (5000, 357), (6000, 361), (7000, 364), (8000, 367), (9000, 368),
    (10000, 370), (15000, 375), (20000, 377), (30000, 379), (40000, 380), (50000, 381),
    (75000, 382), (1000000, 384),
]  # fmt: skip


def test_respondents_needed_reproduces_every_row_of_the_table():
    assert len(TABLE) == 90
    assert [(n, respondents_needed(n)) for n, _ in TABLE] == TABLE


@pytest.mark.parametrize(
    ("population", "exact", "needed"),
    [
        (160, "113,16", 113),
        (237, "146,80", 147),
        (187, "125,99", 126),
    ],
    ids=["not the ceiling", "not the next row of the table", "between two rows"],
)
def test_respondents_needed_is_the_formula_rounded_to_the_nearest(population, exact, needed):
    assert angka(exact_sample(population)) == exact
    assert respondents_needed(population) == needed


def test_respondents_needed_never_passes_the_limit_of_the_formula():
    assert respondents_needed(1_000_000_000) == 384


@pytest.mark.parametrize("population", range(11))
def test_respondents_needed_is_everyone_up_to_ten(population):
    assert respondents_needed(population) == population


def test_respondents_needed_is_unknown_for_an_unknown_population():
    assert respondents_needed(None) is None


def test_respondents_needed_grows_with_the_population_and_never_exceeds_it():
    needed = [respondents_needed(population) for population in range(2_000)]

    assert needed == sorted(needed)
    assert all(number <= population for population, number in enumerate(needed))


def test_exact_sample_is_a_fraction():
    assert exact_sample(1) == Fraction(1)
    assert exact_sample(0) == 0


def test_exact_sample_refuses_a_negative_population():
    with pytest.raises(ValueError, match="-1 people"):
        exact_sample(-1)


def test_respondents_needed_refuses_a_negative_population():
    with pytest.raises(ValueError, match="-1 people"):
        respondents_needed(-1)
