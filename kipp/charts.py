"""Charts as coordinates. Pure: takes labels and numbers, returns whole numbers and finished texts.

The templates under `charts/` only place what stands here, so page and PDF show the same drawing. All
coordinates are integers: a template that formats numbers the Indonesian way would write 3,5 into a path.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction

from kipp.text import angka

Number = Decimal | Fraction | int

WIDTH = 720

_BAR_LEFT = 230  # room for the label
_BAR_RIGHT = 550  # the longest possible bar ends here; its value stands behind it
_BAR_HEIGHT = 22
_LINE_HEIGHT = 16
_LABEL_CHARACTERS = 30

_PLOT_TOP = 40
_PLOT_HEIGHT = 150
_PLOT_LEFT = 60
_PLOT_RIGHT = 690


@dataclass(frozen=True)
class TextLine:
    text: str
    y: int


@dataclass(frozen=True)
class Bar:
    label: str
    lines: tuple[TextLine, ...]
    y: int
    width: int
    height: int
    value: str
    value_x: int
    value_y: int
    is_lowest: bool


@dataclass(frozen=True)
class BarChart:
    id: str
    title: str
    summary: str
    width: int
    height: int
    left: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Point:
    label: str
    lines: tuple[TextLine, ...]
    x: int
    y: int
    value: str
    value_y: int


@dataclass(frozen=True)
class Gridline:
    y: int
    label: str


@dataclass(frozen=True)
class LineChart:
    id: str
    title: str
    summary: str
    width: int
    height: int
    left: int
    right: int
    paths: tuple[str, ...]  # one for each unbroken stretch of values
    points: tuple[Point, ...]
    gridlines: tuple[Gridline, ...]
    labels: tuple[Point, ...]  # every period, also one without a value


def bar_chart(
    values: Sequence[tuple[str, Number | None]],
    *,
    id: str,  # noqa: A002 - the id attribute of the drawing
    title: str,
    maximum: Number,
    places: int = 2,
) -> BarChart:
    """Lay out horizontal bars from zero to `maximum`; every bar that holds the lowest value is marked."""
    known = [value for _, value in values if value is not None]
    lowest = min(known, default=None)
    # A mark on all bars alike would say nothing.
    marks = lowest is not None and lowest != max(known)
    bars = []
    y = 8
    for label, value in values:
        wrapped = textwrap.wrap(label, _LABEL_CHARACTERS) or [""]
        row_height = max(_BAR_HEIGHT, len(wrapped) * _LINE_HEIGHT)
        bar_y = y + (row_height - _BAR_HEIGHT) // 2
        first = y + row_height // 2 - (len(wrapped) - 1) * _LINE_HEIGHT // 2 + 5
        width = _scaled(value or 0, 0, maximum, _BAR_RIGHT - _BAR_LEFT)
        bars.append(
            Bar(
                label=label,
                lines=tuple(TextLine(text, first + n * _LINE_HEIGHT) for n, text in enumerate(wrapped)),
                y=bar_y,
                width=width,
                height=_BAR_HEIGHT,
                value=angka(value, places) if value is not None else "tidak ada data",
                value_x=_BAR_LEFT + width + 8,
                value_y=bar_y + 16,
                is_lowest=marks and value == lowest,
            )
        )
        y += row_height + 6
    summary = _summary(values, places)
    return BarChart(id, title, summary, WIDTH, y, _BAR_LEFT, tuple(bars))


def line_chart(
    values: Sequence[tuple[str, Number | None]],
    *,
    id: str,  # noqa: A002 - the id attribute of the drawing
    title: str,
    floor: int,
    ceiling: int,
    places: int = 2,
) -> LineChart:
    """Lay out one value per period on a scale that fits them, inside `floor` and `ceiling`.

    The scale is printed at the gridlines; a line may start above zero where a bar may not.
    """
    known = [value for _, value in values if value is not None]
    low, high, step = _scale(known, floor, ceiling)
    points: list[Point] = []
    labels: list[Point] = []
    paths: list[list[Point]] = []
    stretch: list[Point] = []
    for number, (label, value) in enumerate(values):
        x = _position(number, len(values))
        lines = tuple(
            TextLine(text, _PLOT_TOP + _PLOT_HEIGHT + 22 + n * _LINE_HEIGHT)
            for n, text in enumerate(textwrap.wrap(label, 14) or [""])
        )
        if value is None:
            labels.append(Point(label, lines, x, 0, "", 0))
            paths.append(stretch)
            stretch = []
            continue
        y = _PLOT_TOP + _PLOT_HEIGHT - _scaled(value, low, high, _PLOT_HEIGHT)
        point = Point(label, lines, x, y, angka(value, places), y - 12)
        points.append(point)
        labels.append(point)
        stretch.append(point)
    paths.append(stretch)
    deepest = max((line.y for point in labels for line in point.lines), default=_PLOT_TOP + _PLOT_HEIGHT)
    return LineChart(
        id=id,
        title=title,
        summary=_summary(values, places),
        width=WIDTH,
        height=deepest + 12,
        left=_PLOT_LEFT,
        right=_PLOT_RIGHT,
        paths=tuple("M" + "L".join(f"{p.x} {p.y}" for p in path) for path in paths if len(path) > 1),
        points=tuple(points),
        gridlines=tuple(
            Gridline(_PLOT_TOP + _PLOT_HEIGHT - _scaled(value, low, high, _PLOT_HEIGHT), str(value))
            for value in range(low, high + 1, step)
        ),
        labels=tuple(labels),
    )


def _scaled(value: Number, low: Number, high: Number, length: int) -> int:
    """Return how far along `length` the value lies, kept inside it."""
    bottom = Fraction(low)
    share = (Fraction(value) - bottom) / (Fraction(high) - bottom)
    return round(min(max(share, Fraction(0)), Fraction(1)) * length)


def _position(number: int, count: int) -> int:
    """Return the x of the nth of `count` periods, spread evenly with half a gap at both ends."""
    return _PLOT_LEFT + (_PLOT_RIGHT - _PLOT_LEFT) * (2 * number + 1) // (2 * count)


def _scale(known: Sequence[Number], floor: int, ceiling: int) -> tuple[int, int, int]:
    """Return bottom, top and step of a scale of whole fives that holds all values with room around."""
    if not known:
        return floor, ceiling, max((ceiling - floor) // 3, 1)
    low = int((Decimal(_exact(min(known))) / 5).to_integral_value(ROUND_FLOOR)) * 5 - 5
    high = int((Decimal(_exact(max(known))) / 5).to_integral_value(ROUND_CEILING)) * 5 + 5
    low, high = max(low, floor), min(high, ceiling)
    step = next(step for step, reach in ((5, 30), (15, 75), (20, ceiling)) if high - low <= reach)
    high = low + -(-(high - low) // step) * step
    # Whole steps may reach past the top of the scale; then the scale moves down as a whole.
    past = max(high - ceiling, 0)
    return low - past, high - past, step


def _exact(value: Number) -> Decimal:
    """Return a value as Decimal; precise enough to choose a scale by."""
    return value if isinstance(value, Decimal) else Decimal(value.numerator) / Decimal(value.denominator)


def _summary(values: Sequence[tuple[str, Number | None]], places: int) -> str:
    """Say lowest and highest in words, for those who do not see the drawing."""
    known = [(value, label) for label, value in values if value is not None]
    if not known:
        return "Belum ada data."
    low, high = min(value for value, _ in known), max(value for value, _ in known)
    if low == high:
        return f"Semua bernilai {angka(low, places)}."
    return (
        f"Terendah: {_named(known, low)} ({angka(low, places)}). "
        f"Tertinggi: {_named(known, high)} ({angka(high, places)})."
    )


def _named(known: Sequence[tuple[Number, str]], wanted: Number) -> str:
    return ", ".join(label for value, label in known if value == wanted)
