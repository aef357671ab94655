"""The seventeen goals carry their numbers and their official names."""

import pytest

from proposals.goals import GOALS, goal_name


@pytest.mark.parametrize(
    ("number", "name"),
    [(1, "1. Tanpa Kemiskinan"), (14, "14. Ekosistem Lautan"), (17, "17. Kemitraan untuk Mencapai Tujuan")],
)
def test_goal_is_named_by_its_number(number, name):
    assert goal_name(number) == name


@pytest.mark.parametrize("number", [0, 18, -1])
def test_goal_that_does_not_exist_is_refused(number):
    with pytest.raises(ValueError, match=str(number)):
        goal_name(number)


def test_there_are_seventeen_goals_each_once():
    assert len(set(GOALS)) == len(GOALS) == 17
