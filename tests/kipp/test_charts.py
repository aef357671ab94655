"""Charts as whole numbers: nothing overlaps, nothing leaves the drawing, words for those who do not see it."""

import re
import xml.etree.ElementTree as ET
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import font_source_sans_pro
import font_source_serif_pro
import pytest
from django.template.loader import render_to_string
from fontTools.ttLib import TTFont

from kipp.charts import Axis, Interval, bar_chart, interval_chart, line_chart, scatter_chart
from kipp.charts.bars import Bar
from kipp.charts.parts import Cell, Stroke, Text, text_width, wrapped

SVG = "{http://www.w3.org/2000/svg}"
NRR = Axis("Kinerja", 1, 4)
IMPORTANCE = Axis("Kepentingan", 1, 4)
LONG = "Pertanggungjawabanpenyelenggaraanpelayananpublikterpadu WWWWWWWWWWWWWWWWWWWWWWWWW"


def bars(*values, **options):
    named = [(f"Unsur {number}", value) for number, value in enumerate(values, 1)]
    return bar_chart(named, **({"id": "b", "title": "NRR", "maximum": 4} | options))


def line(*values, **options):
    named = [(f"Semester {number}", value) for number, value in enumerate(values, 1)]
    return line_chart(named, **({"id": "g", "title": "IKM", "floor": 25, "ceiling": 100} | options))


def scatter(*values, **options):
    named = [(f"Unsur {number}", x, y) for number, (x, y) in enumerate(values, 1)]
    return scatter_chart(named, **({"id": "s", "title": "Peta", "x_axis": IMPORTANCE, "y_axis": NRR} | options))


def intervals(*values, **options):
    named = [(f"Unit {number}", value) for number, value in enumerate(values, 1)]
    return interval_chart(named, **({"id": "r", "title": "Selang", "axis": Axis("IKM", 25, 100)} | options))


def test_bar_starts_at_zero_and_its_length_is_in_proportion():
    chart = bars(Decimal(4), Decimal(2), Decimal(1), Decimal(0))

    assert [bar.width for bar in chart.bars] == [320, 160, 80, 0]
    assert {bar.x for bar in chart.bars} == {chart.baseline.x1} == {230}


def test_bar_carries_label_value_and_mark():
    chart = bars(Fraction(7, 2), Decimal("3.25"))

    assert chart.bars[1] == Bar(
        label=(Text(220, 52, "Unsur 2"),),
        x=230,
        y=36,
        width=260,
        height=22,
        value=Text(498, 52, "3,25 (terendah)"),
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

    assert (bar.width, bar.value.text) == (0, "tidak ada data")


def test_value_beyond_the_maximum_does_not_leave_the_drawing():
    assert bars(9).bars[0].width == 320


def test_long_label_is_wrapped_and_makes_room():
    chart = bar_chart([("Penanganan pengaduan, saran dan masukan", 3), ("Biaya", 4)], id="b", title="x", maximum=4)

    assert [line.text for line in chart.bars[0].label] == ["Penanganan pengaduan,", "saran dan masukan"]
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


def test_scatter_says_lowest_and_highest_of_both_measures():
    assert scatter((3, 2), (2, 4)).summary == (
        "Kepentingan: Terendah: Unsur 2 (2,00). Tertinggi: Unsur 1 (3,00). "
        "Kinerja: Terendah: Unsur 1 (2,00). Tertinggi: Unsur 2 (4,00)."
    )


def test_line_is_broken_where_a_period_has_no_value():
    chart = line(Decimal("81.2"), None, Decimal("84.6"), Decimal("83.9"))

    assert chart.strokes == (Stroke(447, 94, 602, 101),)
    assert [(point.value.text, point.x) for point in chart.points] == [("81,20", 137), ("84,60", 447), ("83,90", 602)]
    assert [label.text for label in chart.labels] == [f"Semester {number}" for number in range(1, 5)]


def test_many_periods_leave_names_and_values_to_the_table():
    chart = line(*range(60, 80))

    assert [label.text for label in chart.labels] == [f"Semester {number}" for number in (4, 8, 12, 16, 20)]
    assert [point.value.text for point in chart.points if point.value.text] == [
        *("63,00", "67,00", "71,00", "75,00", "79,00")
    ]
    assert (len(chart.points), len(chart.rows)) == (20, 20)


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        ([Decimal("81.2"), Decimal("87.64")], ["75", "80", "85", "90", "95"]),
        ([26, 100], ["40", "60", "80", "100"]),
        ([100], ["95", "100"]),
        ([25], ["25", "30"]),
        ([None], ["40", "60", "80", "100"]),
    ],
)
def test_scale_holds_all_values_and_is_printed(values, labels):
    assert [tick.label.text for tick in line(*values).gridlines] == labels


def test_ticks_of_a_narrow_scale_carry_the_decimals_that_tell_them_apart():
    chart = scatter((Decimal("3.2"), Decimal("3.4")))

    assert [tick.label.text for tick in chart.x_ticks] == ["3,0", "3,2", "3,4"]


@pytest.mark.parametrize("values", [[25, 100, 60], [88], [None, 30], [Fraction(200, 3), Decimal("66.67")]])
def test_every_point_lies_inside_the_drawing(values):
    chart = line(*values)

    assert [
        point for point in chart.points if not (60 <= point.x <= 680 and 0 < point.value.y < point.y < chart.height)
    ] == []


def test_interval_spans_its_bounds_and_says_them():
    chart = intervals(Interval(70, 80, 90), None)
    first, second = chart.intervals

    assert (first.value.text, second.value.text) == ("80,00 (70,00–90,00)", "tidak ada data")
    assert (first.x, first.y) == (390, first.strokes[0].y1)
    assert [stroke.x1 for stroke in first.strokes[1:]] == [first.strokes[0].x1, first.strokes[0].x2]
    assert second.strokes == ()


def test_number_beside_its_point_needs_no_leader_and_one_further_off_has_it():
    chart = scatter(*[(3, 3)] * 9)

    assert [point.mark.text for point in chart.points] == [str(number) for number in range(1, 10)]
    assert [point.leader is None for point in chart.points] == [True] * 8 + [False]


def test_averages_divide_the_plot_and_widen_the_scale_to_hold_them():
    chart = scatter((3, 3), (4, 4), averages=(Decimal("1.5"), Decimal("3.456")))

    assert (chart.x_average.label.text, chart.y_average.label.text) == ("rata-rata 1,50", "rata-rata 3,46")
    assert chart.x_ticks[0].label.text == "1"
    assert scatter((3, 3)).x_average is scatter((3, 3)).y_average is None


def test_numbers_stand_clear_of_the_averages():
    chart = scatter(*[(3, 3)] * 6, averages=(Decimal("3.05"), 3))

    lines = (chart.x_average.stroke.x1, chart.y_average.stroke.y1)
    marks = [(point.mark.x, point.mark.y - 5) for point in chart.points]
    assert [(x, y) for x, y in marks if abs(x - lines[0]) < 5 or abs(y - lines[1]) < 7] == []


def test_chart_without_numbers_says_so_on_the_page():
    shown = render_to_string("components/chart.html", {"chart": bars()})

    assert ("<svg" in shown, "Belum ada data." in shown) == (False, True)


@pytest.mark.parametrize(
    ("chart", "template", "head", "rows"),
    [
        (
            bars(Decimal("3.5"), None, of="Unsur", measure="NRR"),
            "charts/batang.html",
            ("Unsur", "NRR"),
            [("Unsur 1", "3,50"), ("Unsur 2", "tidak ada data")],
        ),
        (
            line(80, None),
            "charts/garis.html",
            ("Periode", "Nilai"),
            [("Semester 1", "80,00"), ("Semester 2", "tidak ada data")],
        ),
        (
            scatter((3, Decimal("2.5"))),
            "charts/sebar.html",
            ("Uraian", "Kepentingan", "Kinerja"),
            [("Unsur 1", "3,00", "2,50")],
        ),
        (
            intervals(Interval(70, 80, 90), None),
            "charts/rentang.html",
            ("Uraian", "Batas bawah", "IKM", "Batas atas"),
            [("Unit 1", "70,00", "80,00", "90,00"), ("Unit 2", *["tidak ada data"] * 3)],
        ),
    ],
    ids=["batang", "garis", "sebar", "rentang"],
)
def test_chart_carries_its_template_and_its_numbers_as_a_table(chart, template, head, rows):
    assert (chart.template, chart.head) == (template, head)
    assert [tuple(cell.text for cell in row) for row in chart.rows] == rows
    assert chart.rows[0][0] == Cell(head[0], rows[0][0])
    assert {tuple(cell.head for cell in row) for row in chart.rows} == {head}


class Box(NamedTuple):
    text: str
    left: int
    top: int
    right: int
    bottom: int


ANCHORS = {"start": (0, 1), "middle": (Fraction(1, 2), Fraction(1, 2)), "end": (1, 0)}


def drawing_of(chart):
    return ET.fromstring(render_to_string(chart.template, {"chart": chart}))  # noqa: S314 - our own template


def boxes(drawing):
    """Return the room that every text of a drawing takes, at the widest of all faces."""
    found = []
    for element in drawing.iter(f"{SVG}text"):
        x, y, width = int(element.get("x")), int(element.get("y")), text_width(element.text or "")
        before, after = ANCHORS[element.get("text-anchor", "start")]
        found.append(Box(element.text, x - int(before * width), y - 11, x + int(after * width), y + 3))
    return found


def overlaps(found):
    return [
        (a.text, b.text)
        for a, b in combinations(found, 2)
        if a.left < b.right and b.left < a.right and a.top < b.bottom and b.top < a.bottom
    ]


def outside(found, drawing):
    width, height = int(drawing.get("width")), int(drawing.get("height"))
    return [box.text for box in found if box.left < 0 or box.top < 0 or box.right > width or box.bottom > height]


HOSTILE = {
    "bars": bar_chart(
        [(LONG, 10**9), (LONG * 3, 0), ("", None), ("Biaya", 10**8)], id="b", title=LONG, maximum=10**9, places=3
    ),
    "line": line_chart(
        [(f"{LONG} {number}", Decimal("88.25") - number if number % 5 else None) for number in range(24)],
        id="g",
        title=LONG,
        floor=25,
        ceiling=100,
    ),
    "line of one": line_chart([(LONG, 100)], id="g", title="x", floor=25, ceiling=100),
    "no line": line_chart([], id="g", title="x", floor=25, ceiling=100),
    "scatter": scatter_chart(
        [(f"{LONG} {number}", 4 if number < 30 else 1 + number % 3, 4) for number in range(40)],
        id="s",
        title="x",
        x_axis=Axis(LONG * 2, 1, 4),
        y_axis=Axis(LONG * 3, 1, 4),
        averages=(4, 4),
    ),
    "no scatter": scatter_chart([], id="s", title="x", x_axis=NRR, y_axis=NRR),
    "intervals": interval_chart(
        [(LONG, Interval(25, 60, 100)), (LONG * 3, None), ("", Interval(100, 100, 100))],
        id="r",
        title="x",
        axis=Axis(LONG * 2, 25, 100, 4),
    ),
    "no interval": interval_chart([], id="r", title="x", axis=Axis("IKM", 25, 100)),
}
every_hostile = pytest.mark.parametrize("chart", HOSTILE.values(), ids=HOSTILE)


@every_hostile
def test_no_text_meets_another_or_leaves_the_drawing(chart):
    drawing = drawing_of(chart)

    assert overlaps(boxes(drawing)) == []
    assert outside(boxes(drawing), drawing) == []


def test_overlap_and_overflow_are_found():
    drawing = ET.fromstring(  # noqa: S314 - written here
        '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="40"><text x="8" y="20">Biaya</text>'
        '<text x="60" y="22" text-anchor="end">Waktu</text><text x="70" y="20">Persyaratan</text></svg>'
    )

    assert overlaps(boxes(drawing)) == [("Biaya", "Waktu")]
    assert outside(boxes(drawing), drawing) == ["Persyaratan"]


@every_hostile
def test_drawing_is_well_formed_described_and_free_of_styles(chart):
    drawing = drawing_of(chart)

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


@pytest.mark.parametrize(
    "chart",
    [bars(3, 4), line(80, 90), scatter((3, 3), (2, 4)), intervals(Interval(70, 80, 90))],
    ids=["batang", "garis", "sebar", "rentang"],
)
def test_page_and_paper_carry_the_same_drawing(chart):
    page = render_to_string("components/chart.html", {"chart": chart})
    paper = render_to_string("pdf/_figure.html", {"chart": chart})

    drawings = [re.findall(r"<svg.*?</svg>", text, re.DOTALL) for text in (page, paper)]
    assert drawings[0] == drawings[1] != []


def faces():
    """Return every face that draws a chart: those of the pages, of the PDFs, and those that stand in for them."""
    wheels = [Path(font_source_sans_pro.font_directory), Path(font_source_serif_pro.font_directory)]
    names = (
        "SourceSansPro-Regular.ttf",
        "SourceSansPro-Semibold.ttf",
        "SourceSerifPro-Regular.ttf",
        "SourceSerifPro-Bold.ttf",
    )
    return [TTFont(folder / name) for folder in wheels for name in names if (folder / name).is_file()]


@pytest.mark.parametrize(
    "text", [LONG, "Penanganan pengaduan, saran dan masukan", "1.234,56 (terendah)", "Ünsur – “é”"]
)
def test_no_face_sets_a_text_wider_than_is_reckoned_with(text):
    widths = [
        sum(face["hmtx"][face.getBestCmap()[ord(sign)]][0] for sign in text) * 15 / face["head"].unitsPerEm
        for face in faces()
    ]

    assert len(widths) == 4
    assert max(widths) <= text_width(text) <= 1.5 * max(widths)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ("",)),
        ("Biaya", ("Biaya",)),
        ("Waktu penyelesaian", ("Waktu", "penyelesaian")),
        ("a WWWWWWWWWW", ("a", "WWWWWW", "WWWW")),
    ],
)
def test_text_is_broken_between_words_and_only_a_too_long_word_within(text, lines):
    assert wrapped(text, 100) == lines
