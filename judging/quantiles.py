"""Quantiles of Student's t and Fisher's F. No Django, and nothing outside the standard library.

Both follow from the regularised incomplete beta function I_x(a, b), computed by its continued
fraction with the algorithm of Lentz. Source: NIST Digital Library of Mathematical Functions,
8.17.22 (continued fraction) and 8.17.4 (symmetry); the distributions: 26.5 and 26.6 of
Abramowitz and Stegun, Handbook of Mathematical Functions. The root is found by halving.
"""

from collections.abc import Callable
from functools import cache
from math import exp, lgamma, log, log1p

_TINY = 1e-300
_SETTLED = 1e-15


def incomplete_beta(x: float, a: float, b: float) -> float:
    """Return I_x(a, b), the share of a beta distribution up to x."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    # The fraction settles quickly only on this side of the mean; the other side by symmetry.
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    return front / _fraction(x, a, b)


@cache
def t_quantile(probability: float, df: int) -> float:
    """Return the value that Student's t with `df` degrees of freedom stays below with this probability."""
    _check(probability, df)
    if probability < 1 / 2:
        return -t_quantile(1 - probability, df)
    return _root(lambda t: 1 - incomplete_beta(df / (df + t * t), df / 2, 1 / 2) / 2, probability)


@cache
def f_quantile(probability: float, df1: int, df2: int) -> float:
    """Return the value that Fisher's F with `df1` and `df2` degrees of freedom stays below with this probability."""
    _check(probability, df1, df2)
    return _root(lambda f: incomplete_beta(df1 * f / (df1 * f + df2), df1 / 2, df2 / 2), probability)


def _check(probability: float, *degrees: int) -> None:
    if not 0 < probability < 1:
        raise ValueError(f"{probability} is no probability between 0 and 1")
    if min(degrees) < 1:
        raise ValueError("there is no distribution without a degree of freedom")


def _fraction(x: float, a: float, b: float) -> float:
    """Return the continued fraction 1 + d1 / (1 + d2 / (1 + ...)) of I_x(a, b)."""
    value = upper = 1.0
    lower, step, term = 0.0, 0.0, 0
    while abs(step - 1) >= _SETTLED:
        term += 1
        m = term // 2
        if term % 2:
            part = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            part = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        lower = 1 / ((1 + part * lower) or _TINY)
        upper = (1 + part / upper) or _TINY
        step = lower * upper
        value *= step
    return value


def _root(distribution: Callable[[float], float], probability: float) -> float:
    below, above = 0.0, 1.0
    while distribution(above) < probability:
        below, above = above, above * 2
    middle = (below + above) / 2
    while below < middle < above:
        if distribution(middle) < probability:
            below = middle
        else:
            above = middle
        middle = (below + above) / 2
    return middle
