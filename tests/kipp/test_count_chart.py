"""Bars that count."""

from kipp.charts import count_chart


def test_counts_are_drawn_against_the_largest_and_none_is_marked():
    chart = count_chart([("0–5", 1), ("5–10", 0), ("10–15", 4)], id="j", title="x", of="Nilai", measure="Lembar")

    assert [(bar.width, bar.value.text, bar.is_lowest) for bar in chart.bars] == [
        (80, "1", False),
        (0, "0", False),
        (320, "4", False),
    ]
    assert chart.summary == "Terendah: 5–10 (0). Tertinggi: 10–15 (4)."
    assert [bar.width for bar in count_chart([("0–5", 0)], id="j", title="x").bars] == [0]
