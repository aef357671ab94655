"""What a bundle publishes is counted from what stands in it, and written in one way only."""

import pytest

from judging.bundle import digests, outputs
from judging.scoring import BadWeights, IncompleteScores
from kipp.canonical import canonical
from tests.judging.bundles import bundle, inputs, mark, sheet, two_rounds


def test_outputs_are_counted_from_the_newest_marks_of_the_sheets_handed_in():
    counted = outputs(inputs())
    analysis = counted.pop("analysis")

    assert [(row["code"], row["place"], row["mean"].get("value")) for row in analysis["entries"]] == [
        ("KIPP-2", 1, "81.00"),
        ("KIPP-1", 2, "81.00"),
        ("KIPP-3", None, None),
    ]
    assert counted == {
        "sheets": [
            {"round": "proposal", "entry": "KIPP-1", "judge": "Juri 1", "total": "81"},
            {"round": "proposal", "entry": "KIPP-1", "judge": "Juri 2", "total": "81"},
            {"round": "proposal", "entry": "KIPP-2", "judge": "Juri 1", "total": "81"},
            {"round": "proposal", "entry": "KIPP-2", "judge": "Juri 2", "total": "81"},
            {"round": "proposal", "entry": "KIPP-3", "judge": "Juri 1", "total": "100"},
        ],
        "results": [
            {
                "round": "proposal",
                "entry": entry,
                "own_exact": "81",
                "total_exact": "81",
                "total": "81.00",
                "sheets": 2,
                "place": place,
                "decided_by": "pleno",
                "compared": [{"step": "median", "value": "81.00"}, {"step": "pleno", "value": str(place)}],
                "passes": place == 1,
            }
            for place, entry in ((1, "KIPP-2"), (2, "KIPP-1"))
        ]
        + [
            {
                "round": "proposal",
                "entry": "KIPP-3",
                "own_exact": "",
                "total_exact": "",
                "total": "",
                "sheets": 1,
                "place": 0,
                "decided_by": "",
                "compared": [],
                "passes": False,
            }
        ],
        "open_tie": [],
    }


def test_without_the_decision_the_tie_stands():
    given = inputs() | {"decisions": []}

    assert outputs(given)["open_tie"] == ["KIPP-1", "KIPP-2"]


def test_the_order_of_the_revisions_in_the_file_changes_nothing():
    given = inputs()
    given["marks"].reverse()

    assert outputs(given) == outputs(inputs())


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        (lambda given: given["sheets"].append(sheet("KIPP-1", "Juri 1")), ValueError),
        (lambda given: given["marks"].pop(), None),
        (lambda given: given["marks"].pop(3), IncompleteScores),
        (lambda given: given["rounds"][0]["rules"]["weights"].update(efektif="61"), BadWeights),
        (lambda given: given["sheets"].append(sheet("KIPP-9", "Juri 1")), KeyError),
    ],
    ids=[
        "a sheet twice",
        "a mark that does not count",
        "a mark that counts",
        "weights beyond 100",
        "an entry that is not in the round",
    ],
)
def test_what_cannot_be_counted_is_refused(change, refusal):
    given = inputs()
    change(given)

    if refusal is None:
        assert outputs(given) == outputs(inputs())
    else:
        with pytest.raises(refusal):
            outputs(given)


def test_later_rounds_are_counted_from_those_before():
    """60 % of the first and 40 % of the second: 81 and 95 against 100 and 70; KIPP-1 did not go on."""
    counted = outputs(two_rounds())

    assert [
        (row["round"], row["entry"], row["own_exact"], row["total"], row["place"], row["passes"])
        for row in counted["results"]
    ] == [
        ("proposal", "KIPP-3", "100", "100.00", 1, True),
        ("proposal", "KIPP-2", "81", "81.00", 2, True),
        ("proposal", "KIPP-1", "81", "81.00", 3, False),
        ("presentasi", "KIPP-3", "70", "88.00", 1, True),
        ("presentasi", "KIPP-2", "95", "86.60", 2, False),
    ]
    assert [
        (row["code"], row["mean"]["value"], row["raw_rank"]["value"]) for row in counted["analysis"]["entries"]
    ] == [
        ("KIPP-3", "70.00", 1),
        ("KIPP-2", "95.00", 2),
    ]


def test_digests_name_each_row_and_see_every_character():
    given, other = inputs(), inputs()
    other["marks"][2] = mark("KIPP-1", "Juri 1", "kebaruan", "82.51")
    before, after = digests(given), digests(other)

    assert before.keys() == given.keys()
    assert [
        place for place, pair in enumerate(zip(before["marks"], after["marks"], strict=True)) if len(set(pair)) > 1
    ] == [2]
    assert before | {"marks": []} == after | {"marks": []}


def test_canonical_form_and_bundle_are_the_same_whatever_the_order_of_the_keys():
    shuffled = dict(reversed(inputs().items()))

    assert canonical({"b": [1, True], "a": "\u2013\n"}) == b'{"a":"\xe2\x80\x93\\n","b":[1,true]}'
    assert bundle(shuffled) == bundle()
