"""Two measures of the same things against each other, for example importance and performance."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kipp.charts.parts import (
    LINE_HEIGHT,
    WIDTH,
    Axis,
    Drawing,
    Number,
    Scale,
    Stroke,
    Text,
    Tick,
    scale,
    stacked,
    summary,
    table,
    text_width,
    value_text,
    wrapped,
)
from kipp.text import angka

_LEFT = 60
_RIGHT = 580  # behind it stands the average of the upright axis
_PLOT = 320  # height of the plot
_RADIUS = 6
_MARK_HEIGHT = 14
_KEY_COLUMNS = (8, 368)
_KEY_INDENT = 30
_KEY_ROOM = 310
# Right, left, above, below, then the corners: where the number of a point stands beside it.
_DIRECTIONS = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1))
_REACH = 12  # how many numbers further off it may stand


class Box(NamedTuple):
    left: int
    top: int
    right: int
    bottom: int

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def inside(self, other: "Box") -> bool:
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True)
class ScatterPoint:
    x: int
    y: int
    mark: Text
    leader: Stroke | None  # from a number that found no room beside its point


@dataclass(frozen=True)
class KeyLine:
    mark: Text
    lines: tuple[Text, ...]


@dataclass(frozen=True)
class ScatterChart(Drawing):
    template = "charts/sebar.html"

    points: tuple[ScatterPoint, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    x_name: tuple[Text, ...]
    y_name: tuple[Text, ...]
    x_average: Tick | None
    y_average: Tick | None
    key: tuple[KeyLine, ...]


def scatter_chart(
    values: Sequence[tuple[str, Number, Number]],
    *,
    id: str,  # noqa: A002 - the id attribute of the drawing
    title: str,
    x_axis: Axis,
    y_axis: Axis,
    averages: tuple[Number, Number] | None = None,
    of: str = "Uraian",
) -> ScatterChart:
    """Lay out (label, x, y), at most forty, each with a number that the key below the plot explains.

    `averages` divides the plot into four fields.
    """
    names = stacked(wrapped(y_axis.name, WIDTH - 16), x=8, y=16)
    plot = Box(_LEFT, names[-1].y + 32, _RIGHT, names[-1].y + 32 + _PLOT)
    across = scale(_known([x for _, x, _ in values], averages, 0), x_axis, plot.right - plot.left)
    up = scale(_known([y for _, _, y in values], averages, 1), y_axis, plot.bottom - plot.top)
    places = [(plot.left + across.at(x), plot.bottom - up.at(y)) for _, x, y in values]
    x_average = averages and _x_tick(plot, across, averages[0], _average(averages[0], x_axis), plot.top - 12)
    y_average = averages and _y_tick(plot, up, averages[1], _average(averages[1], y_axis), plot.right + 8)
    lines = [_box_of(tick.stroke) for tick in (x_average, y_average) if tick]
    x_name = stacked(wrapped(x_axis.name, _RIGHT - _LEFT), x=(_LEFT + _RIGHT) // 2, y=plot.bottom + 42)
    key, height = _key(_explained(values, x_axis, y_axis), x_name[-1].y + 32)
    head = (of, x_axis.name, y_axis.name)
    return ScatterChart(
        id=id,
        title=title,
        summary=f"{x_axis.name}: {summary([(label, x) for label, x, _ in values], x_axis.places)} "
        f"{y_axis.name}: {summary([(label, y) for label, _, y in values], y_axis.places)}",
        width=WIDTH,
        height=height,
        head=head,
        rows=table(
            head, [(label, value_text(x, x_axis.places), value_text(y, y_axis.places)) for label, x, y in values]
        ),
        points=_marked(places, plot, lines),
        x_ticks=tuple(_x_tick(plot, across, tick, across.label(tick), plot.bottom + 20) for tick in across.ticks),
        y_ticks=tuple(_y_tick(plot, up, tick, up.label(tick), plot.left - 10) for tick in up.ticks),
        x_name=x_name,
        y_name=names,
        x_average=x_average,
        y_average=y_average,
        key=key,
    )


def _known(values: list[Number], averages: tuple[Number, Number] | None, axis: int) -> list[Number]:
    return [*values, averages[axis]] if averages else values


def _average(value: Number, axis: Axis) -> str:
    return f"rata-rata {angka(value, axis.places)}"


def _x_tick(plot: Box, across: Scale, value: Number, text: str, y: int) -> Tick:
    x = plot.left + across.at(value)
    return Tick(Stroke(x, plot.top, x, plot.bottom), Text(x, y, text))


def _y_tick(plot: Box, up: Scale, value: Number, text: str, x: int) -> Tick:
    y = plot.bottom - up.at(value)
    return Tick(Stroke(plot.left, y, plot.right, y), Text(x, y + 5, text))


def _marked(places: Sequence[tuple[int, int]], plot: Box, lines: Sequence[Box]) -> tuple[ScatterPoint, ...]:
    """Give every point its number, beside it or as near as there is room, so that it meets no text and no line."""
    taken = [*lines, *(Box(x - _RADIUS, y - _RADIUS, x + _RADIUS, y + _RADIUS) for x, y in places)]
    points = []
    for number, (x, y) in enumerate(places, start=1):
        boxes = list(_boxes(x, y, text_width(str(number))))
        free = (box for box in boxes if box.inside(plot) and not any(box.meets(other) for other in taken))
        box = next(free, boxes[0])
        taken.append(box)
        mark = Text((box.left + box.right) // 2, box.bottom - 2, str(number))
        is_beside = box in boxes[: len(_DIRECTIONS)]
        leader = None if is_beside else Stroke(x, y, mark.x, (box.top + box.bottom) // 2)
        points.append(ScatterPoint(x, y, mark, leader))
    return tuple(points)


def _boxes(x: int, y: int, width: int) -> Iterator[Box]:
    """Yield where the number of a point at (x, y) may stand, the nearest first."""
    reach = _RADIUS + 3
    for right, down in _DIRECTIONS:
        yield _box(x + right * (reach + width // 2), y + down * (reach + _MARK_HEIGHT // 2), width)
    pitch = width + 4
    steps = range(-_REACH, _REACH + 1)
    offsets = [(across * pitch, down * _MARK_HEIGHT) for across in steps for down in steps]
    for across, down in sorted(offsets, key=lambda offset: offset[0] ** 2 + offset[1] ** 2):
        yield _box(x + across, y + down, width)


def _box(x: int, y: int, width: int) -> Box:
    """Return the room of a number around its middle."""
    return Box(x - width // 2, y - _MARK_HEIGHT // 2, x + width - width // 2, y + _MARK_HEIGHT // 2)


def _box_of(stroke: Stroke) -> Box:
    """Return the room of a line across the plot, a pixel on either side."""
    return Box(stroke.x1 - 1, stroke.y1 - 1, stroke.x2 + 1, stroke.y2 + 1)


def _explained(values: Sequence[tuple[str, Number, Number]], x_axis: Axis, y_axis: Axis) -> list[str]:
    return [f"{label} ({angka(x, x_axis.places)}; {angka(y, y_axis.places)})" for label, x, y in values]


def _key(texts: Sequence[str], top: int) -> tuple[tuple[KeyLine, ...], int]:
    """Return the key in two columns below the plot, and where it ends."""
    half = -(-len(texts) // 2)
    lines = []
    bottom = top
    for column, part in zip(_KEY_COLUMNS, (texts[:half], texts[half:]), strict=True):
        y = top
        for number, text in enumerate(part, start=1 if column == _KEY_COLUMNS[0] else half + 1):
            rows = stacked(wrapped(text, _KEY_ROOM), x=column + _KEY_INDENT, y=y)
            lines.append(KeyLine(Text(column, y, str(number)), rows))
            y = rows[-1].y + LINE_HEIGHT + 4
        bottom = max(bottom, y)
    return tuple(lines), bottom
