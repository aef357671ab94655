"""A list and its address: what narrows it, how it is sorted, what leads out of it."""

import pytest
from django.http import QueryDict

from kipp.gallery_samples import FilterForm
from kipp.listing import (
    Column,
    Link,
    active_filters,
    carried_on,
    carry,
    list_address,
    nothing_left,
    sort_columns,
)


@pytest.mark.parametrize(
    ("query", "links"),
    [
        ("", []),
        ("status=", []),
        ("status=draft", [Link("Status: Draf", "?")]),
        (
            "status=draft&cari=sapa&halaman=3",
            [Link("Status: Draf", "?cari=sapa"), Link("Cari judul: sapa", "?status=draft")],
        ),
        ("status=unknown", []),
    ],
)
def test_each_active_filter_leads_to_the_list_without_it(query, links):
    asked = QueryDict(query)

    assert active_filters(FilterForm(asked), asked) == links


def test_the_head_of_a_column_turns_the_order_round():
    query = QueryDict("status=draft&urut=judul&halaman=2")
    columns = {"judul": ["title"], "dikirim": ["submitted_at"]}

    assert sort_columns(columns, query, "judul", descends=False) == {
        "judul": Column("?status=draft&urut=-judul", "ascending"),
        "dikirim": Column("?status=draft&urut=dikirim", ""),
    }
    assert sort_columns(columns, query, "judul", descends=True) == {
        "judul": Column("?status=draft&urut=judul", "descending"),
        "dikirim": Column("?status=draft&urut=dikirim", ""),
    }


@pytest.mark.parametrize("left", ["", "status=draft", "status=draft&cari=sapa+%26+rumah&urut=-judul&halaman=2"])
def test_a_list_is_found_again_as_it_was_left(left):
    behind = QueryDict(carry(QueryDict(left)).removeprefix("?"))
    further = QueryDict(carried_on(behind).removeprefix("?"))

    assert list_address("proposals:desk_list", behind) == "/meja/proposal/" + (f"?{left}" if left else "")
    assert list_address("proposals:desk_list", further) == list_address("proposals:desk_list", behind)


@pytest.mark.parametrize("foreign", ["https://luar.example/", "//luar.example/?a=b", "javascript:alert(1)"])
def test_a_way_back_never_leads_elsewhere(foreign):
    query = QueryDict(mutable=True)
    query["kembali"] = foreign

    assert list_address("proposals:desk_list", query).startswith("/meja/proposal/?")


def test_an_empty_list_names_the_filters_to_loosen():
    active = [Link("Status: Draf", "?"), Link("Cari judul: sapa", "?")]

    assert nothing_left("proposal", active) == (
        "Tidak ada proposal untuk Status: Draf; Cari judul: sapa. Lepas salah satu saringan di atas."
    )
