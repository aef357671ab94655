"""Charts and QR codes as whole numbers: bars from zero, the lowest marked, words for those who do not see."""

import xml.etree.ElementTree as ET
from decimal import Decimal
from fractions import Fraction

import pytest
from django.template.loader import render_to_string

from kipp.charts import Bar, TextLine, bar_chart, line_chart
from kipp.qr import QUIET_ZONE, qr_code

SVG = "{http://www.w3.org/2000/svg}"


def bars(*values, **options):
    named = [(f"Unsur {number}", value) for number, value in enumerate(values, 1)]
    return bar_chart(named, **({"id": "b", "title": "NRR", "maximum": 4} | options))


def line(*values, **options):
    named = [(f"Semester {number}", value) for number, value in enumerate(values, 1)]
    return line_chart(named, **({"id": "g", "title": "IKM", "floor": 25, "ceiling": 100} | options))


def test_bar_starts_at_zero_and_its_length_is_in_proportion():
    chart = bars(Decimal(4), Decimal(2), Decimal(1), Decimal(0))

    assert [bar.width for bar in chart.bars] == [320, 160, 80, 0]
    assert chart.left == 230


def test_bar_carries_label_value_and_mark():
    chart = bars(Fraction(7, 2), Decimal("3.25"))

    assert chart.bars[1] == Bar(
        label="Unsur 2",
        lines=(TextLine("Unsur 2", 52),),
        y=36,
        width=260,
        height=22,
        value="3,25",
        value_x=498,
        value_y=52,
        is_lowest=True,
    )


@pytest.mark.parametrize(
    ("values", "lowest"),
    [
        ([3, 2, 4], [False, True, False]),
        ([2, 3, 2], [True, False, True]),
        ([3, 3, 3], [False, False, False]),
        ([None, 3, 4], [False, True, False]),
        ([None, None], [False, False]),
    ],
)
def test_lowest_is_marked_unless_all_are_alike(values, lowest):
    assert [bar.is_lowest for bar in bars(*values).bars] == lowest


def test_missing_value_is_said_in_words_and_not_drawn():
    bar = bars(None, 3).bars[0]

    assert (bar.width, bar.value) == (0, "tidak ada data")


def test_value_beyond_the_maximum_does_not_leave_the_drawing():
    assert bars(9).bars[0].width == 320


def test_long_label_is_wrapped_and_makes_room():
    chart = bar_chart([("Penanganan pengaduan, saran dan masukan", 3), ("Biaya", 4)], id="b", title="x", maximum=4)

    assert [line.text for line in chart.bars[0].lines] == ["Penanganan pengaduan, saran", "dan masukan"]
    assert [bar.y for bar in chart.bars] == [13, 46]


@pytest.mark.parametrize(
    ("values", "summary"),
    [
        ([], "Belum ada data."),
        ([None], "Belum ada data."),
        ([3, 3], "Semua bernilai 3,00."),
        ([3, 4, 3], "Terendah: Unsur 1, Unsur 3 (3,00). Tertinggi: Unsur 2 (4,00)."),
    ],
)
def test_summary_names_lowest_and_highest(values, summary):
    assert bars(*values).summary == summary


def test_line_is_broken_where_a_period_has_no_value():
    chart = line(Decimal("81.2"), None, Decimal("84.6"), Decimal("83.9"))

    assert chart.paths == ("M453 94L611 101",)
    assert [(point.value, point.x) for point in chart.points] == [("81,20", 138), ("84,60", 453), ("83,90", 611)]
    assert [label.label for label in chart.labels] == [f"Semester {number}" for number in range(1, 5)]


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        ([Decimal("81.2"), Decimal("87.64")], ["75", "80", "85", "90", "95"]),
        ([26, 100], ["25", "40", "55", "70", "85", "100"]),
        ([36, 99], ["25", "40", "55", "70", "85", "100"]),
        ([100], ["95", "100"]),
        ([25], ["25", "30"]),
        ([None], ["25", "50", "75", "100"]),
    ],
)
def test_scale_holds_all_values_and_is_printed(values, labels):
    assert [gridline.label for gridline in line(*values).gridlines] == labels


@pytest.mark.parametrize("values", [[25, 100, 60], [88], [None, 30], [Fraction(200, 3), Decimal("66.67")]])
def test_every_point_lies_inside_the_drawing(values):
    chart = line(*values)

    assert [
        point
        for point in chart.points
        if not (chart.left <= point.x <= chart.right and 0 < point.value_y < point.y < chart.height)
    ] == []


@pytest.mark.parametrize(
    ("template", "chart"),
    [
        ("charts/batang.html", bars(Decimal("3.5"), None, Decimal("2.25"))),
        ("charts/garis.html", line(Decimal("81.2"), None, Decimal("84.6"))),
    ],
    ids=["batang", "garis"],
)
def test_drawing_is_well_formed_described_and_free_of_styles(template, chart):
    drawing = ET.fromstring(render_to_string(template, {"chart": chart}))  # noqa: S314 - our own template

    ids = drawing.get("aria-labelledby").split()
    assert (drawing.get("role"), ids) == ("img", [f"{chart.id}-judul", f"{chart.id}-uraian"])
    assert drawing.find(f"{SVG}title").text == f"{chart.title}. {chart.summary}"
    assert drawing.find(f"{SVG}desc").text == chart.summary
    attributes = {name for element in drawing.iter() for name in element.attrib}
    assert attributes & {"style", "class", "onload"} == set()
    coordinates = [
        element.get(name)
        for element in drawing.iter()
        for name in ("x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "width", "height")
        if element.get(name)
    ]
    assert [value for value in coordinates if not value.lstrip("-").isdigit()] == []


def test_qr_draws_exactly_the_dark_modules():
    code = qr_code("https://kipp.kotategal.example/s/7K3QX")

    dark = set()
    for run in code.path.split("z")[:-1]:
        start, length = run.removeprefix("M").split("h")[0], int(run.split("h")[1].split("v")[0])
        x, y = map(int, start.split())
        dark |= {(x + offset, y) for offset in range(length)}
    # The three finders: a ring of 7 × 7 with a core of 3 × 3, at three corners, none at the fourth.
    for left, top in ((4, 4), (code.size - 11, 4), (4, code.size - 11)):
        ring = {(left + x, top + y) for x in range(7) for y in range(7) if {x, y} & {0, 6}}
        assert ring <= dark
        assert {(left + x, top + y) for x in range(2, 5) for y in range(2, 5)} <= dark
    assert min(x for x, _ in dark) == min(y for _, y in dark) == QUIET_ZONE
    assert max(x for x, _ in dark) == max(y for _, y in dark) == code.size - QUIET_ZONE - 1


def test_longer_text_gives_a_larger_code():
    assert [qr_code("x" * length).size for length in (10, 42, 100)] == [29, 37, 49]
