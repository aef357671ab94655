"""The additive model against the whole bordered system, and against what an adjustment must keep."""

from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging.quantiles import t_quantile
from judging.reliability import mean_squares
from judging.severity import fit, fits, shared_places
from judging.table import Interval, Reason
from tests.judging.tables import FEW, GAPPY, SHROUT_FLEISS, complete, gappy, shuffled, table

NO_OVERLAP_OF_QUALITY = {
    "E1": {"A": 95},
    "E2": {"A": 92},
    "E3": {"A": 90, "B": 90},
    "E4": {"B": 70},
    "E5": {"B": 60},
}
TWO_PANELS = table(["1 2 * *", "3 5 * *", "* * 4 4", "* * 2 9"])


def bordered(sheets):
    """Solve M = [[X'X, h], [h', 0]] whole, as the model is written down: q, b and G."""
    entries, judges = sorted(sheets), sorted({judge for row in sheets.values() for judge in row})
    size, n = len(entries) + len(judges), len(entries)
    rows = [[Fraction(0)] * (size + 1) for _ in range(size + 1)]
    right = [Fraction(0)] * (size + 1)
    for i, code in enumerate(entries):
        for judge, mark in sheets[code].items():
            j = n + judges.index(judge)
            for one in (i, j):
                right[one] += mark
                for other in (i, j):
                    rows[one][other] += 1
    for j in range(n, size):
        rows[j][size] = rows[size][j] = Fraction(1)
    inverse = inverted(rows)
    solved = [sum(a * b for a, b in zip(row, right, strict=True)) for row in inverse]
    return dict(zip(entries, solved, strict=False)), dict(zip(judges, solved[n:], strict=False)), inverse


def inverted(matrix):
    size = len(matrix)
    rows = [[*row, *(Fraction(i == j) for j in range(size))] for i, row in enumerate(matrix)]
    for k in range(size):
        swap = next((i for i in range(k, size) if rows[i][k]), None)
        if swap is None:
            raise ZeroDivisionError
        rows[k], rows[swap] = rows[swap], rows[k]
        rows[k] = [value / rows[k][k] for value in rows[k]]
        for i in range(size):
            if i != k and rows[i][k]:
                rows[i] = [a - rows[i][k] * b for a, b in zip(rows[i], rows[k], strict=True)]
    return [row[size:] for row in rows]


def check(sheets):
    """The eliminated solution is the bordered one, digit for digit."""
    solved = fit(sheets)
    scores, severity, inverse = bordered(sheets)
    entries, judges = list(scores), list(severity)
    assert (solved.adjusted, solved.severity) == (scores, severity)
    assert [[solved.factor(one, other) for other in entries] for one in entries] == [
        row[: len(entries)] for row in inverse[: len(entries)]
    ]
    errors = {
        judge: sum(
            (mark - scores[code] - severity[judge]) ** 2 for code in sheets for mark in marks(sheets, code, judge)
        )
        for judge in judges
    }
    assert solved.squares == errors
    assert solved.df == sum(map(len, sheets.values())) - len(entries) - len(judges) + 1
    if solved.df:
        assert solved.variance == sum(errors.values()) / solved.df
        place = len(entries)
        assert solved.judge_error(judges[0]) == sqrt(solved.variance * inverse[place][place])
        assert solved.entry_error(entries[0]) == sqrt(solved.variance * inverse[0][0])
    return solved


def marks(sheets, code, judge):
    return [sheets[code][judge]] if judge in sheets[code] else []


def test_gaps_are_solved_exactly():
    solved = check(GAPPY)

    assert sum(solved.severity.values()) == 0
    assert solved.sheets == {"A": 5, "B": 6, "C": 5, "D": 5}


@FEW
@given(gappy())
def test_any_connected_table_is_solved_exactly(sheets):
    check(sheets)


@FEW
@given(complete())
def test_complete_table_gives_the_plain_means(sheets):
    solved = fit(sheets)
    squares = mean_squares(sheets, least_entries=2)

    assert solved.adjusted == solved.means
    assert shared_places(solved.adjusted) == shared_places(solved.means)
    if not isinstance(squares, Reason):
        assert solved.variance == squares.residual
        for code in sheets:
            assert solved.entry_error(code) == sqrt(squares.residual / squares.judges)


@FEW
@given(gappy(), st.integers(-30, 30))
def test_stricter_judge_changes_no_difference(sheets, shift):
    moved = {
        code: {judge: mark + shift * (judge == "A") for judge, mark in row.items()} for code, row in sheets.items()
    }
    before, after = fit(sheets).adjusted, fit(moved).adjusted

    assert len({after[code] - before[code] for code in sheets}) == 1


@FEW
@given(st.data())
def test_order_changes_nothing_and_a_judge_may_have_another_name(data):
    sheets = data.draw(gappy())
    names = dict(zip("ABCD", data.draw(st.permutations("ABCD")), strict=True))
    renamed = {code: {names[judge]: mark for judge, mark in row.items()} for code, row in sheets.items()}

    assert fit(shuffled(data.draw, sheets)) == fit(sheets)
    assert fit(renamed).adjusted == fit(sheets).adjusted


@FEW
@given(gappy(), st.lists(st.integers(-5, 5), min_size=6, max_size=6))
def test_marks_without_noise_give_scores_and_severity_back(sheets, scores):
    judges = sorted({judge for row in sheets.values() for judge in row})
    severity = {judge: 2 * place - len(judges) + 1 for place, judge in enumerate(judges)}
    quality = dict(zip(sorted(sheets), scores, strict=False))
    clean = {code: {judge: quality[code] + severity[judge] for judge in row} for code, row in sheets.items()}

    assert (fit(clean).adjusted, fit(clean).severity, fit(clean).rss) == (quality, severity, 0)


def test_judges_of_unequal_entries_are_not_taken_for_unequal_judges():
    assert fit(NO_OVERLAP_OF_QUALITY).adjusted == {"E1": 95, "E2": 92, "E3": 90, "E4": 70, "E5": 60}


def test_panels_apart_have_no_common_ranking():
    assert fit(TWO_PANELS) == Reason.DISCONNECTED
    assert fit({}) == Reason.FEW_SHEETS
    assert [list(part.adjusted) for part in fits(TWO_PANELS)] == [["E01", "E02"], ["E03", "E04"]]
    # With the row that sums the severities the design has rank 8 exactly when all hangs together.
    with pytest.raises(ZeroDivisionError):
        bordered(TWO_PANELS)
    assert len(bordered({**TWO_PANELS, "E01": {"A": 1, "B": 2, "C": 3}})[2]) == 9


def test_without_freedom_there_is_no_error():
    solved = fit(NO_OVERLAP_OF_QUALITY)

    assert (solved.df, solved.variance) == (0, Reason.NO_FREEDOM)
    assert {solved.entry_error("E1"), solved.judge_error("A")} == {Reason.NO_FREEDOM}
    assert solved.interval(solved.adjusted["E1"], solved.entry_error("E1")) == Reason.NO_FREEDOM


def test_interval_reaches_as_far_as_t_says():
    solved = fit(SHROUT_FLEISS)
    reach = t_quantile(0.975, 15) * sqrt(mean_squares(SHROUT_FLEISS).residual / 4)

    # Nothing is clipped to the scale.
    assert solved.interval(solved.adjusted["E01"], solved.entry_error("E01")) == Interval(6 - reach, 6 + reach)


def test_equal_as_published_is_one_place():
    assert shared_places({"A": Fraction("81.504"), "B": Fraction("81.496"), "C": 90, "D": 10}) == {
        "A": 2,
        "B": 2,
        "C": 1,
        "D": 4,
    }
