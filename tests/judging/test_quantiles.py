"""Against the printed tables of t and F, and against what the functions must satisfy."""

import pytest

from judging.quantiles import f_quantile, incomplete_beta, t_quantile


@pytest.mark.parametrize(
    ("probability", "df", "expected"),
    [
        (0.975, 1, 12.706205),
        (0.975, 2, 4.302653),
        (0.975, 10, 2.228139),
        (0.975, 30, 2.042272),
        (0.975, 120, 1.979930),
        (0.95, 5, 2.015048),
        (0.995, 4, 4.604095),
        (0.025, 10, -2.228139),
        (0.975, 1_000_000, 1.959966),
    ],
)
def test_t_is_that_of_the_tables(probability, df, expected):
    assert t_quantile(probability, df) == pytest.approx(expected, abs=6e-7)


@pytest.mark.parametrize(
    ("probability", "df1", "df2", "expected"),
    [
        (0.975, 1, 1, 647.789011),
        (0.975, 5, 15, 3.576415),
        (0.975, 15, 5, 6.427728),
        (0.95, 2, 10, 4.102821),
        (0.95, 10, 20, 2.347878),
        (0.99, 4, 6, 9.148301),
    ],
)
def test_f_is_that_of_the_tables(probability, df1, df2, expected):
    assert f_quantile(probability, df1, df2) == pytest.approx(expected, abs=6e-7)


def test_middle_of_t_is_0_and_a_squared_t_is_an_f():
    assert t_quantile(0.5, 7) == pytest.approx(0, abs=1e-7)
    assert t_quantile(0.975, 7) ** 2 == pytest.approx(f_quantile(0.95, 1, 7), rel=1e-12)
    assert f_quantile(0.975, 499, 6986) == pytest.approx(1 / f_quantile(0.025, 6986, 499), rel=1e-10)


def test_incomplete_beta_is_known_where_it_is_a_polynomial():
    assert [incomplete_beta(x, 1, 1) for x in (-1, 0, 1, 2)] == [0, 0, 1, 1]
    assert incomplete_beta(0.3, 1, 1) == pytest.approx(0.3, rel=1e-14)
    assert incomplete_beta(0.3, 2, 1) == pytest.approx(0.09, rel=1e-14)
    assert incomplete_beta(0.9, 1, 3) == pytest.approx(0.999, rel=1e-14)


@pytest.mark.parametrize(("probability", "df"), [(0, 3), (1, 3), (1.5, 3), (0.5, 0)])
def test_what_is_no_distribution_is_refused(probability, df):
    with pytest.raises(ValueError, match=r"is no probability|without a degree"):
        t_quantile(probability, df)
