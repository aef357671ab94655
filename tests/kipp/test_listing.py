"""A list and its address: what narrows it, how it is sorted, what leads out of it."""

import pytest
from django.http import QueryDict

from kipp.gallery_samples import FilterForm
from kipp.listing import Column, Link, active_filters, sort_columns


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
