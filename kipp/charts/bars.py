"""Horizontal bars from zero: values, of which the lowest is marked, or counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from kipp.charts.parts import (
    LINE_HEIGHT,
    WIDTH,
    Drawing,
    Number,
    Scale,
    Stroke,
    Text,
    stacked,
    summary,
    table,
    text_width,
    value_text,
    wrapped,
)

LABEL_EDGE = 220  # labels end here
LEFT = 230
_RIGHT = 550  # the longest possible bar ends here, unless its value needs more room behind it
_HEIGHT = 22
_GAP = 6
_LOWEST = " (terendah)"


@dataclass(frozen=True)
class Bar:
    label: tuple[Text, ...]
    x: int
    y: int
    width: int
    height: int
    value: Text
    is_lowest: bool


@dataclass(frozen=True)
class BarChart(Drawing):
    template = "charts/batang.html"

    bars: tuple[Bar, ...]
    baseline: Stroke


def bar_chart(
    values: Sequence[tuple[str, Number | None]],
    *,
    id: str,  # noqa: A002 - the id attribute of the drawing
    title: str,
    maximum: int,
    places: int = 2,
    of: str = "Uraian",
    measure: str = "Nilai",
) -> BarChart:
    """Lay out one bar for each label on a scale from zero to `maximum`.

    Every bar that holds the lowest value is marked; `of` and `measure` head the columns of the table.
    """
    lowest = _lowest([value for _, value in values if value is not None])
    return _laid_out(values, lowest, Fraction(maximum), places=places, id=id, title=title, head=(of, measure))


def count_chart(
    values: Sequence[tuple[str, int]],
    *,
    id: str,  # noqa: A002 - the id attribute of the drawing
    title: str,
    of: str = "Uraian",
    measure: str = "Jumlah",
) -> BarChart:
    """Lay out how many there are of each label; the largest count is the longest bar, and none is marked."""
    most = Fraction(max((count for _, count in values), default=0) or 1)
    return _laid_out(values, None, most, places=0, id=id, title=title, head=(of, measure))


def _laid_out(
    values: Sequence[tuple[str, Number | None]],
    lowest: Number | None,
    longest: Fraction,
    *,
    places: int,
    id: str,  # noqa: A002 - the id attribute of the drawing
    title: str,
    head: tuple[str, str],
) -> BarChart:
    texts = [
        value_text(value, places) + (_LOWEST if value is not None and value == lowest else "") for _, value in values
    ]
    right = min([_RIGHT, *(WIDTH - 8 - text_width(text) for text in texts)])
    scale = Scale(Fraction(0), longest, (), 0, right - LEFT)
    bars = []
    y = 8
    for (label, value), text in zip(values, texts, strict=True):
        lines, row_height = label_lines(label, y, _HEIGHT)
        bar_y = y + (row_height - _HEIGHT) // 2
        width = scale.at(value or 0)
        bars.append(
            Bar(
                label=lines,
                x=LEFT,
                y=bar_y,
                width=width,
                height=_HEIGHT,
                value=Text(LEFT + width + 8, bar_y + 16, text),
                is_lowest=value is not None and value == lowest,
            )
        )
        y += row_height + _GAP
    rows = table(head, [(label, value_text(value, places)) for label, value in values])
    words = summary(values, places)
    return BarChart(id, title, words, WIDTH, y, head, rows, tuple(bars), Stroke(LEFT, 0, LEFT, y))


def label_lines(label: str, y: int, least: int) -> tuple[tuple[Text, ...], int]:
    """Return a label wrapped left of the plot and centred in its row, and the height of that row."""
    lines = wrapped(label, LABEL_EDGE - 4)
    height = max(least, len(lines) * LINE_HEIGHT)
    first = y + height // 2 - (len(lines) - 1) * LINE_HEIGHT // 2 + 5
    return stacked(lines, x=LABEL_EDGE, y=first), height


def _lowest(known: Sequence[Number]) -> Number | None:
    """Return the lowest value; a mark on all bars alike would say nothing."""
    return min(known) if known and min(known) != max(known) else None
