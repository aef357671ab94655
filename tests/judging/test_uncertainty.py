"""How sure places are: against what probabilities must satisfy, and digit by digit against a second simulation."""

import hashlib
import random
from decimal import Decimal
from fractions import Fraction
from math import sqrt
from statistics import NormalDist

import pytest
from hypothesis import given

from judging import uncertainty
from judging.severity import fit
from judging.table import Reason
from judging.uncertainty import Estimates, draws_for, estimates, expected_ranks, pairwise, seed_of, simulate
from tests.judging.tables import FEW, GAPPY, SHROUT_FLEISS, gappy, table

KNOWN = estimates(fit(SHROUT_FLEISS))
COUPLED = estimates(fit(GAPPY))


def plain(scores, variance):
    codes = [f"E{number}" for number in range(len(scores))]
    return Estimates(codes, scores, [variance] * len(scores), [None] * len(scores), [])


def matrix(solved):
    """V in full, from the exact solution."""
    codes = sorted(solved.adjusted)
    return [[float(solved.variance * solved.factor(one, other)) for other in codes] for one in codes]


def repeated(known, covariance, seed, draws):
    """The declared simulation with the whole Cholesky factor of V."""
    size, draw = len(known.codes), random.Random(seed)  # noqa: S311
    lower = [[0.0] * size for _ in range(size)]
    for i in range(size):
        for k in range(i + 1):
            rest = covariance[i][k] - sum(lower[i][m] * lower[k][m] for m in range(k))
            lower[i][k] = sqrt(rest) if i == k else rest / lower[k][k]
    counts = {code: [0] * size for code in known.codes}
    for _ in range(draws):
        z = [NormalDist().inv_cdf(draw.random()) for _ in range(size)]
        drawn = [known.scores[i] + sum(lower[i][k] * z[k] for k in range(i + 1)) for i in range(size)]
        for rank, place in enumerate(sorted(range(size), key=lambda i: -drawn[i])):
            counts[known.codes[place]][rank] += 1
    return counts


@pytest.mark.parametrize(("sheets", "known"), [(SHROUT_FLEISS, KNOWN), (GAPPY, COUPLED)], ids=["complete", "gaps"])
def test_figures_are_those_of_the_full_covariance(sheets, known):
    solved = fit(sheets)
    covariance, beats = matrix(solved), pairwise(known)

    for i, one in enumerate(known.codes):
        for k, other in enumerate(known.codes):
            spread = sqrt(covariance[i][i] + covariance[k][k] - 2 * covariance[i][k]) or 1
            gap = float(solved.adjusted[one] - solved.adjusted[other])
            assert beats[i][k] == pytest.approx(NormalDist().cdf(gap / spread), abs=1e-12)
    assert simulate(known, 7, 300).counts == repeated(known, covariance, 7, 300)


@FEW
@given(gappy())
def test_probabilities_and_ranks_add_up(sheets):
    known = estimates(fit(sheets), least_df=0)

    if not isinstance(known, Reason):
        size, beats = len(known.codes), pairwise(known)
        ranks, expected = simulate(known, 1, 20), expected_ranks(beats)
        assert all(beats[i][k] + beats[k][i] == pytest.approx(1) for i in range(size) for k in range(size))
        assert sum(expected) == pytest.approx(size * (size + 1) / 2)
        assert all(1 - 1e-9 <= one <= size + 1e-9 for one in expected)
        assert {sum(row) for row in ranks.counts.values()} == {20}
        assert {sum(column) for column in zip(*ranks.counts.values(), strict=True)} == {20}
        assert simulate(known, 1, 20) == ranks


def test_equal_entries_share_the_middle_and_certain_ones_their_places():
    equal, certain = plain([80.0] * 4, 1.0), plain([70.0, 90.0, 80.0], 0.0)

    assert expected_ranks(pairwise(equal)) == pytest.approx([2.5] * 4)
    assert expected_ranks(pairwise(certain)) == [3, 1, 2]
    assert simulate(certain, 1, 50).counts == {"E0": [0, 0, 50], "E1": [50, 0, 0], "E2": [0, 50, 0]}
    # Equal and certain: neither is always ahead.
    assert simulate(plain([5.0, 5.0], 0.0), 1, 10).counts == {"E0": [5, 5], "E1": [5, 5]}
    assert pairwise(plain([5.0, 5.0], 0.0)) == [[0.5, 0.5], [0.5, 0.5]]


def test_certain_scores_with_gaps_have_no_factor():
    clean = {code: {judge: int(code[1:]) * 10 for judge in row} for code, row in GAPPY.items()}
    certain = estimates(fit(clean))

    assert certain.common[0][0] == 0
    intervals = [simulate(certain, 1, 4).interval(code) for code in certain.codes]
    assert intervals == [(rank, rank) for rank in (6, 5, 4, 3, 2, 1)]


def test_interval_and_shares_of_ranks():
    ranks = uncertainty.Ranks({"A": [1, 18, 0, 1], "B": [19, 1, 0, 0]}, 20)

    assert (ranks.interval("A"), ranks.interval("B")) == ((1, 2), (1, 1))
    assert (ranks.share("A", 2), ranks.top("A", 3), ranks.top("B", 9)) == (Fraction(9, 10), Fraction(19, 20), 1)


def test_bands_chain():
    known = plain([90.0, 89.0, 88.0, 80.0, 79.9], 1.0)
    beats = pairwise(known)
    numbered = uncertainty.bands(known, beats)

    assert numbered == {"E0": 1, "E1": 1, "E2": 1, "E3": 2, "E4": 2}
    ends = uncertainty.first_beats_last(known, beats, numbered)
    assert ends == {1: pytest.approx(NormalDist().cdf(sqrt(2))), 2: pytest.approx(NormalDist().cdf(0.1 / sqrt(2)))}
    assert uncertainty.bands(known, beats, at=0.5)["E4"] == 5


def test_what_too_few_sheets_say_is_withheld():
    assert estimates(fit(table(["1 2", "3 5", "6 6"]))) == Reason.LITTLE_FREEDOM
    assert estimates(fit(table(["1", "3"]))) == Reason.NO_FREEDOM
    assert simulate(KNOWN, 1, 0) == Reason.NOT_SIMULATED


@pytest.mark.parametrize(("entries", "draws"), [(0, 10_000), (20, 10_000), (40, 5_000), (399, 501), (500, 500)])
def test_number_of_draws_is_declared(entries, draws):
    assert draws_for(entries) == draws


def test_seed_is_the_hash_of_the_marks_however_they_are_written():
    marks = {"P2": {"J1": {"b": Decimal("82.50"), "a": Decimal(100)}}, "P1": {}}
    canonical = b'{"P1":{},"P2":{"J1":{"a":"100","b":"82.5"}}}'

    assert seed_of(marks) == int.from_bytes(hashlib.sha256(canonical).digest()[:8], "big")
    assert seed_of({"P1": {}, "P2": {"J1": {"a": Decimal("100.0"), "b": Decimal("82.5")}}}) == seed_of(marks)


def test_zero_is_drawn_again(monkeypatch):
    drawn = iter([0.0, 0.5, 0.0, 0.0, 0.75])
    monkeypatch.setattr(random.Random, "random", lambda _: next(drawn))

    assert simulate(plain([1.0, 0.9], 1.0), 1, 1).counts == {"E0": [0, 1], "E1": [1, 0]}
