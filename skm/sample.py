"""How many respondents does a survey need? The only home of that rule. No Django.

Krejcie and Morgan (1970), the table of PermenPANRB 14/2017:
S = x2 N P Q / (d2 (N - 1) + x2 P Q) with x2 = 3,841, P = Q = 0,5 and d = 0,05.
The table is this formula rounded to the nearest whole number, not upwards.
"""

from fractions import Fraction

from kipp.text import round_half_up

EVERYONE_UP_TO = 10

_CHI_SQUARE = Fraction(3841, 1000)
_P_TIMES_Q = Fraction(1, 4)
_D_SQUARED = Fraction(1, 400)


def exact_sample(population: int) -> Fraction:
    """Return the value of the formula before rounding, to be shown beside the number."""
    if population < 0:
        raise ValueError(f"{population} people cannot be served")
    numerator = _CHI_SQUARE * population * _P_TIMES_Q
    return numerator / (_D_SQUARED * (population - 1) + _CHI_SQUARE * _P_TIMES_Q)


def respondents_needed(population: int | None) -> int | None:
    """Return how many must answer; everyone up to 10, None for an unknown population."""
    if population is None:
        return None
    exact = exact_sample(population)
    if population <= EVERYONE_UP_TO:
        return population
    return int(round_half_up(exact, 0))
