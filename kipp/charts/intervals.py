"""A value with the bounds it may lie between: one row for each label."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kipp.charts.bars import LEFT, label_lines
from kipp.charts.parts import (
    NO_DATA,
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
from kipp.text import angka

_ROW = 28
_CAP = 6  # half the height of the bar that ends an interval


class Interval(NamedTuple):
    low: Number
    mid: Number
    high: Number


@dataclass(frozen=True)
class IntervalRow:
    label: tuple[Text, ...]
    value: Text
    strokes: tuple[Stroke, ...]  # the span and its two ends; none without a value
    x: int
    y: int


@dataclass(frozen=True)
class IntervalChart(Drawing):
    template = "charts/rentang.html"

    intervals: tuple[IntervalRow, ...]
    gridlines: tuple[Tick, ...]
    axis_name: tuple[Text, ...]


def interval_chart(
    values: Sequence[tuple[str, Interval | None]],
    *,
    id: str,  # noqa: A002 - the id attribute of the drawing
    title: str,
    axis: Axis,
    of: str = "Uraian",
    bounds: tuple[str, str] = ("Batas bawah", "Batas atas"),
) -> IntervalChart:
    """Lay out the intervals under one another on one axis; the value and its bounds stand at the right."""
    texts = [_words(interval, axis.places) for _, interval in values]
    right = WIDTH - 24 - max(map(text_width, texts), default=0)
    cells = [(label, *(value_text(end, axis.places) for end in span or [None] * 3)) for label, span in values]
    ends = [end for _, interval in values if interval for end in interval]
    across = scale(ends, axis, right - LEFT)
    intervals = []
    y = 8
    for (label, interval), text in zip(values, texts, strict=True):
        lines, height = label_lines(label, y, _ROW)
        middle = y + height // 2
        spans = [LEFT + across.at(end) for end in interval] if interval else []
        intervals.append(
            IntervalRow(
                label=lines,
                value=Text(right + 16, middle + 5, text),
                strokes=_strokes(spans[0], spans[2], middle) if spans else (),
                x=spans[1] if spans else 0,
                y=middle,
            )
        )
        y += height + 6
    head = (of, bounds[0], axis.name, bounds[1])
    names = stacked(wrapped(axis.name, right - LEFT), x=(LEFT + right) // 2, y=y + 38)
    return IntervalChart(
        id=id,
        title=title,
        summary=summary([(label, interval.mid if interval else None) for label, interval in values], axis.places),
        width=WIDTH,
        height=names[-1].y + 10,
        head=head,
        rows=table(head, cells),
        intervals=tuple(intervals),
        gridlines=tuple(
            Tick(Stroke(x, 0, x, y), Text(x, y + 18, across.label(tick)))
            for tick, x in ((tick, LEFT + across.at(tick)) for tick in across.ticks)
        ),
        axis_name=names,
    )


def _words(interval: Interval | None, places: int) -> str:
    if interval is None:
        return NO_DATA
    low, mid, high = (angka(value, places) for value in interval)
    return f"{mid} ({low}–{high})"


def _strokes(start: int, end: int, y: int) -> tuple[Stroke, ...]:
    return (
        Stroke(start, y, end, y),
        Stroke(start, y - _CAP, start, y + _CAP),
        Stroke(end, y - _CAP, end, y + _CAP),
    )
