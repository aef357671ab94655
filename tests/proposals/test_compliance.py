"""Satu instansi satu inovasi. No database."""

import pytest

from proposals.compliance import Entry, Standing, counts, standing_of, standings, without_innovation

ENTRIES = [
    Entry("DINKES", 2024, Standing.PASSED),
    Entry("DINKES", 2024, Standing.INNOVATED),
    Entry("DINSOS", 2024, Standing.INNOVATED),
    Entry("DINSOS", 2023, Standing.SUBMITTED),
    Entry("DINSOS", 2023, Standing.AWARDED),
    Entry("SMPN-01", 2024, Standing.PASSED),
    Entry("DISHUB", 2022, Standing.SUBMITTED),
]
AGENCIES = ["DISHUB", "DINKES", "DINSOS", "DLH"]
BOARD = standings(ENTRIES, AGENCIES, [2023, 2024])


@pytest.mark.parametrize(
    ("status", "is_awarded", "level"),
    [
        ("draft", False, Standing.INNOVATED),
        ("withdrawn", False, Standing.INNOVATED),
        ("rejected", False, Standing.INNOVATED),
        ("submitted", False, Standing.SUBMITTED),
        ("returned", False, Standing.SUBMITTED),
        ("verified", False, Standing.PASSED),
        ("verified", True, Standing.AWARDED),
    ],
)
def test_standing_follows_state_and_award(status, is_awarded, level):
    assert standing_of(status, is_awarded=is_awarded) == level


def test_standings_take_the_highest_level_of_every_agency_and_year():
    assert BOARD == {
        "DISHUB": {2023: Standing.ABSENT, 2024: Standing.ABSENT},
        "DINKES": {2023: Standing.ABSENT, 2024: Standing.PASSED},
        "DINSOS": {2023: Standing.AWARDED, 2024: Standing.INNOVATED},
        "DLH": {2023: Standing.ABSENT, 2024: Standing.ABSENT},
    }


def test_without_innovation_keeps_the_order_of_the_agencies():
    assert without_innovation(BOARD, 2024) == ["DISHUB", "DINSOS", "DLH"]
    assert without_innovation(BOARD, 2023) == ["DISHUB", "DINKES", "DLH"]


def test_counts_name_each_agency_once_at_its_highest_level():
    assert counts(BOARD, 2024) == {Standing.ABSENT: 2, Standing.INNOVATED: 1, Standing.PASSED: 1}
