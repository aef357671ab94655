"""Who may judge what? No database."""

from datetime import date, timedelta

import pytest

from judging.assignment import (
    Bonds,
    Refusal,
    Shortage,
    Stay,
    all_to_all,
    counts_from,
    problems,
    refusal,
)

SINCE = date(2019, 6, 28)
PARENTS = {
    "SETDA": None,
    "SETDA-ORG": "SETDA",
    "DINKES": None,
    "PKM-A": "DINKES",
    "PKM-B": "DINKES",
    "PUSTU-A": "PKM-A",
    "RING-1": "RING-2",
    "RING-2": "RING-1",
}


@pytest.mark.parametrize(
    ("judge_agency", "proposal_agency", "expected"),
    [
        (None, "DINKES", None),
        ("DINKES", "DINKES", Refusal.SAME_AGENCY),
        ("DINKES", "PKM-A", Refusal.PARENT_AGENCY),
        ("DINKES", "PUSTU-A", Refusal.PARENT_AGENCY),
        ("PKM-A", "DINKES", Refusal.CHILD_AGENCY),
        ("PUSTU-A", "DINKES", Refusal.CHILD_AGENCY),
        ("PKM-A", "PKM-B", None),
        ("SETDA-ORG", "DINKES", None),
        ("LUAR-DAFTAR", "DINKES", None),
        ("SETDA", "RING-1", None),
        ("RING-1", "RING-2", Refusal.PARENT_AGENCY),
    ],
)
def test_refusal_covers_one_house(judge_agency, proposal_agency, expected):
    assert refused(Bonds(judge_agency), proposal_agency) == expected


def refused(bonds, proposal_agency):
    return refusal(bonds, 7, proposal_agency, PARENTS, since=SINCE)


@pytest.mark.parametrize(
    ("agency", "until", "expected"),
    [
        ("DINKES", None, Refusal.POSTED),
        ("DINKES", SINCE, Refusal.POSTED),
        ("DINKES", SINCE - timedelta(days=1), None),
        ("PKM-A", None, Refusal.POSTED),
        ("SETDA", None, None),
    ],
)
def test_a_posting_ties_to_the_whole_house_until_it_is_long_over(agency, until, expected):
    assert refused(Bonds(stays=[Stay("SETDA", None), Stay(agency, until)]), "DINKES") == expected


def test_the_own_house_is_named_first_and_a_conflict_last():
    bonds = Bonds("DINKES", [Stay("SETDA", None)], {7})

    assert [refused(bonds, agency) for agency in ("DINKES", "SETDA", "RING-1")] == [
        Refusal.SAME_AGENCY,
        Refusal.POSTED,
        Refusal.CONFLICT,
    ]
    assert refusal(bonds, 8, "RING-1", PARENTS, since=SINCE) is None


def test_the_years_are_counted_back_from_the_closing_of_registration():
    assert counts_from(date(2024, 2, 29), 5) == date(2019, 2, 28)


def test_all_to_all_leaves_out_the_refused_pairs():
    pairs = all_to_all(["ani", "budi"], [1, 2, 3], {("budi", 2), ("ani", 9)})

    assert pairs == [("ani", 1), ("ani", 2), ("ani", 3), ("budi", 1), ("budi", 3)]


@pytest.mark.parametrize(
    ("assignments", "expected"),
    [
        ({}, []),
        ({1: ["ani", "budi"], 2: ["ani", "budi", "citra"]}, []),
        (
            {1: ["ani", "budi"], 2: ["ani"], 3: []},
            [Shortage(2, 1), Shortage(3, 0)],
        ),
        ({1: ["ani", "ani"]}, [Shortage(1, 1)]),
    ],
    ids=["nothing", "enough", "one and none", "one judge twice"],
)
def test_problems_names_proposals_short_of_judges(assignments, expected):
    assert problems(assignments, 2) == expected
