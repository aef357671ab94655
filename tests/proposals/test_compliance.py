"""Satu instansi satu inovasi. No database."""

from fractions import Fraction

from proposals.compliance import (
    Entry,
    Standing,
    share_fulfilled,
    standing,
    without_innovation,
)

FULFILLING = {"submitted", "verified"}
ENTRIES = [
    Entry("DINKES", 2024, "verified"),
    Entry("DINKES", 2024, "draft"),
    Entry("DINSOS", 2024, "draft"),
    Entry("DINSOS", 2023, "submitted"),
    Entry("SMPN-01", 2024, "verified"),
    Entry("DISHUB", 2024, "rejected"),
]
AGENCIES = ["DISHUB", "DINKES", "DINSOS", "DLH"]


def test_standing_covers_every_obliged_agency_and_year():
    assert standing(ENTRIES, AGENCIES, [2023, 2024], fulfilling=FULFILLING) == {
        "DISHUB": {2023: Standing.ABSENT, 2024: Standing.STARTED},
        "DINKES": {2023: Standing.ABSENT, 2024: Standing.FULFILLED},
        "DINSOS": {2023: Standing.FULFILLED, 2024: Standing.STARTED},
        "DLH": {2023: Standing.ABSENT, 2024: Standing.ABSENT},
    }


def test_standing_follows_the_setting_of_what_fulfils_the_duty():
    standings = standing(ENTRIES, AGENCIES, [2024], fulfilling={"draft", "rejected"})

    assert {agency: by_year[2024] for agency, by_year in standings.items()} == {
        "DISHUB": Standing.FULFILLED,
        "DINKES": Standing.FULFILLED,
        "DINSOS": Standing.FULFILLED,
        "DLH": Standing.ABSENT,
    }


def test_without_innovation_keeps_the_order_of_the_agencies():
    standings = standing(ENTRIES, AGENCIES, [2023, 2024], fulfilling=FULFILLING)

    assert without_innovation(standings, 2024) == ["DISHUB", "DINSOS", "DLH"]
    assert without_innovation(standings, 2023) == ["DISHUB", "DINKES", "DLH"]


def test_share_fulfilled_is_exact_and_unknown_without_obliged_agencies():
    standings = standing(ENTRIES, AGENCIES[:3], [2024], fulfilling=FULFILLING)

    assert share_fulfilled(standings, 2024) == Fraction(1, 3)
    assert share_fulfilled({}, 2024) is None
