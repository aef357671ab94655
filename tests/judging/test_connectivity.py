"""Which entries hang together, and what alone holds them."""

from hypothesis import given
from hypothesis import strategies as st

from judging.connectivity import Component, components, connectivity
from tests.judging.tables import FEW


def test_two_panels_without_a_common_entry_are_two_components():
    graph = connectivity({"P2": "CD", "P1": "AB", "P3": "B", "P4": "", "P5": "DC"})

    assert graph.components == [Component(["P1", "P3"], ["A", "B"]), Component(["P2", "P5"], ["C", "D"])]
    assert graph.is_connected is False
    # Without B the entry P3 has no sheet; without P1 nothing joins A and B.
    assert (graph.weak_judges, graph.weak_entries) == (["B"], ["P1"])


def test_one_linking_judge_or_entry_is_weak():
    linked_by_judge = connectivity({"P1": "AB", "P2": "AB", "P3": "BC", "P4": "BC"})
    linked_by_entry = connectivity({"P1": "AB", "P2": "AB", "P3": "ABCD", "P4": "CD", "P5": "CD"})

    assert (linked_by_judge.weak_judges, linked_by_judge.weak_entries) == (["B"], [])
    assert (linked_by_entry.weak_judges, linked_by_entry.weak_entries) == ([], ["P3"])


def test_a_complete_table_is_connected_and_an_empty_one_too():
    whole = connectivity({"P1": "ABC", "P2": "ABC", "P3": "ABC"})

    assert whole.is_connected
    assert connectivity({"P1": ""}).components == []
    assert connectivity({}).is_connected


@FEW
@given(st.dictionaries(st.sampled_from("PQRST"), st.sets(st.sampled_from("ABCDE")), max_size=5))
def test_components_are_those_of_a_walk_and_weak_is_what_leaves_more(assignments):
    graph = connectivity(assignments)

    assert {frozenset([*part.entries, *part.judges]) for part in graph.components} == walked(assignments)
    nodes = {*assignments, *(judge for own in assignments.values() for judge in own)}
    weak = {node for node in nodes if len(walked(assignments, node)) > len(graph.components)}
    assert {*graph.weak_judges, *graph.weak_entries} == weak
    assert components(assignments) == graph.components


def walked(assignments, without=None):
    """Components by walking from node to node; a node left without edges is one too."""
    edges = {(code, judge) for code, own in assignments.items() for judge in own}
    open_nodes = {node for edge in edges for node in edge} - {without}
    found = set()
    while open_nodes:
        part, frontier = set(), {min(open_nodes)}
        while frontier:
            part |= frontier
            frontier = {b for edge in edges for a, b in (edge, edge[::-1]) if a in part and b != without} - part
        found.add(frozenset(part))
        open_nodes -= part
    return found
