"""One value for each period, joined where periods follow one another."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kipp.charts.parts import (
    WIDTH,
    Axis,
    Drawing,
    Number,
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

_TOP = 40
_BOTTOM = 190
_LEFT = 60
_RIGHT = 680
_LEAST_ROOM = 94  # of a name of a period; where there is less, some are left to the table


@dataclass(frozen=True)
class Point:
    x: int
    y: int
    value: Text


@dataclass(frozen=True)
class LineChart(Drawing):
    template = "charts/garis.html"

    strokes: tuple[Stroke, ...]  # none across a period without a value
    points: tuple[Point, ...]
    gridlines: tuple[Tick, ...]
    labels: tuple[Text, ...]


def line_chart(
    values: Sequence[tuple[str, Number | None]],
    *,
    id: str,  # noqa: A002 - the id attribute of the drawing
    title: str,
    floor: int,
    ceiling: int,
    places: int = 2,
    of: str = "Periode",
    measure: str = "Nilai",
) -> LineChart:
    """Lay out the values on a scale that fits them, inside `floor` and `ceiling`.

    The scale is printed at the gridlines; a line may start above zero where a bar may not.
    """
    axis = scale([value for _, value in values if value is not None], Axis(measure, floor, ceiling), _BOTTOM - _TOP)
    room = (_RIGHT - _LEFT) // max(len(values), 1)
    every = -(-_LEAST_ROOM // room)
    points: list[Point | None] = []
    labels: list[Text] = []
    for number, (label, value) in enumerate(values):
        x = _LEFT + (_RIGHT - _LEFT) * (2 * number + 1) // (2 * len(values))
        # Counted from the newest, which is always named.
        is_named = (len(values) - 1 - number) % every == 0
        if is_named:
            labels += stacked(wrapped(label, room * every - 14), x=x, y=_BOTTOM + 22)
        if value is None:
            points.append(None)
            continue
        y = _BOTTOM - axis.at(value)
        text = value_text(value, places)
        is_told = is_named or text_width(text) + 6 <= room
        points.append(Point(x, y, Text(x, y - 12, text if is_told else "")))
    head = (of, measure)
    return LineChart(
        id=id,
        title=title,
        summary=summary(values, places),
        width=WIDTH,
        height=max((label.y for label in labels), default=_BOTTOM) + 12,
        head=head,
        rows=table(head, [(label, value_text(value, places)) for label, value in values]),
        strokes=tuple(Stroke(a.x, a.y, b.x, b.y) for a, b in pairwise(points) if a and b),
        points=tuple(point for point in points if point),
        gridlines=tuple(
            Tick(Stroke(_LEFT, y, _RIGHT, y), Text(_LEFT - 10, y + 5, axis.label(tick)))
            for tick, y in ((tick, _BOTTOM - axis.at(tick)) for tick in axis.ticks)
        ),
        labels=tuple(labels),
    )
