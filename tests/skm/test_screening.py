import pytest

from skm.screening import flags

CASES = [("", 20, []), ("", 19, ["quick"]), ("spam", 20, ["trap"]), ("spam", 0, ["trap", "quick"])]


@pytest.mark.parametrize(("trap", "seconds", "expected"), CASES)
def test_flags_name_what_deserves_a_second_look(trap, seconds, expected):
    assert flags(trap=trap, seconds=seconds, quick_below_seconds=20) == expected
