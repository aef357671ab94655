from decimal import Decimal
from fractions import Fraction

import pytest

from judging.sheet import Fault, Mark, ReasonRule, SoFar, changes, faults, so_far

RULE = ReasonRule(low=Decimal(20), high=Decimal(95))


@pytest.mark.parametrize(
    ("value", "reason", "expected"),
    [
        (None, "", [("a", Fault.NO_VALUE)]),
        (None, "Sudah dibaca", [("a", Fault.NO_VALUE)]),
        ("20", "", [("a", Fault.NO_REASON)]),
        ("20", "  ", [("a", Fault.NO_REASON)]),
        ("20", "Tanpa data", []),
        ("20.01", "", []),
        ("94.99", "", []),
        ("95", "", [("a", Fault.NO_REASON)]),
        ("100", "Unggul", []),
        ("0", "", [("a", Fault.NO_REASON)]),
    ],
)
def test_faults_of_one_mark(value, reason, expected):
    mark = Mark(None if value is None else Decimal(value), reason)

    assert faults({"a": mark}, ["a"], RULE) == expected


def test_faults_follow_the_order_of_the_criteria_and_name_absent_marks():
    assert faults({"b": Mark(Decimal(5))}, ["c", "b"], RULE) == [
        ("c", Fault.NO_VALUE),
        ("b", Fault.NO_REASON),
    ]


def test_so_far_leaves_out_what_is_missing():
    marks = {"a": Mark(Decimal("82.5")), "b": Mark(None, "nanti")}

    result = so_far(marks, {"a": Decimal(60), "b": Decimal(40)})

    assert result == SoFar(Fraction("49.5"), Decimal(60))
    assert not result.is_complete


def test_so_far_of_a_complete_sheet_is_its_total():
    marks = {"a": Mark(Decimal(80)), "b": Mark(Decimal(0))}

    result = so_far(marks, {"a": Decimal(60), "b": Decimal(40)})

    assert result == SoFar(Fraction(48), Decimal(100))
    assert result.is_complete


def test_changes_are_what_differs():
    before = {"a": Mark(Decimal(80), "x"), "b": Mark(Decimal(70))}
    after = {
        "a": Mark(Decimal("80.00"), "x"),
        "b": Mark(None),
        "c": Mark(),
        "d": Mark(Decimal(1)),
    }

    assert changes(before, after) == {"b": Mark(None), "d": Mark(Decimal(1))}
