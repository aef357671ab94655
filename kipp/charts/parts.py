"""What every chart is made of: texts that fit, axes with round numbers, the table and the words beside it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from kipp.text import angka

Number = Decimal | Fraction | int

WIDTH = 720
LINE_HEIGHT = 16
NO_DATA = "tidak ada data"

_FONT_SIZE = 15
# Advance in thousandths of the font size: the widest of the faces of page and PDF, regular and bold.
_ADVANCES = {
    sign: advance
    for advance, signs in (
        (280, " |"),
        (340, "',-.:;ijl‘’"),
        (400, "!()/I[\\]ft"),
        (520, "*Jcrsz{}"),
        (580, '"#$0123456789?_`aegovxy–“”'),
        (640, "+<=>F^bdhknpqu~"),
        (720, "BELPSTZ"),
        (800, "ACDGHKNOQRUVXYw"),
        (950, "&Mm"),
    )
    for sign in signs
}
_WIDEST = 1100
_STEPS = (1, 2, 5, 10)
_TICKS = 4  # about as many as an axis gets


@dataclass(frozen=True)
class Text:
    x: int
    y: int
    text: str


@dataclass(frozen=True)
class Stroke:
    x1: int
    y1: int
    x2: int
    y2: int


@dataclass(frozen=True)
class Tick:
    """A line across the plot and what it stands for."""

    stroke: Stroke
    label: Text


@dataclass(frozen=True)
class Cell:
    head: str
    text: str


@dataclass(frozen=True)
class Axis:
    """What an axis measures and between which bounds it may run."""

    name: str
    floor: int
    ceiling: int
    places: int = 2


@dataclass(frozen=True)
class Drawing:
    """What page and PDF need of every chart, whatever it draws."""

    template: ClassVar[str]

    id: str
    title: str
    summary: str
    width: int
    height: int
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Scale:
    """An axis laid over a length of pixels."""

    low: Fraction
    high: Fraction
    ticks: tuple[Fraction, ...]
    places: int  # decimals that tell the ticks apart
    length: int

    def at(self, value: Number) -> int:
        """Return how far along the axis the value lies, kept on it."""
        share = (Fraction(value) - self.low) / (self.high - self.low)
        return round(min(max(share, Fraction(0)), Fraction(1)) * self.length)

    def label(self, tick: Fraction) -> str:
        return angka(tick, self.places)


def scale(known: Sequence[Number], axis: Axis, length: int) -> Scale:
    """Return an axis with round ticks that holds all values with room around, inside its bounds."""
    floor, ceiling = Fraction(axis.floor), Fraction(axis.ceiling)
    if not known:
        step = _round_step((ceiling - floor) / _TICKS)
        return Scale(floor, ceiling, _ticks(floor, ceiling, step), _decimals(step), length)
    least, most = Fraction(min(known)), Fraction(max(known))
    # A fifth of the whole at least: small differences must not look like large ones.
    step = _round_step(max(most - least, (ceiling - floor) / 5) / _TICKS)
    low = max(math.floor((least - step / 2) / step) * step, floor)
    high = min(math.ceil((most + step / 2) / step) * step, ceiling)
    return Scale(low, high, _ticks(low, high, step), _decimals(step), length)


def _round_step(raw: Fraction) -> Fraction:
    power = Fraction(10) ** math.floor(math.log10(raw))
    return next(times * power for times in _STEPS if times * power >= raw)


def _ticks(low: Fraction, high: Fraction, step: Fraction) -> tuple[Fraction, ...]:
    return tuple(step * number for number in range(math.ceil(low / step), math.floor(high / step) + 1))


def _decimals(step: Fraction) -> int:
    return 0 if step >= 1 else -math.floor(math.log10(step))


def text_width(text: str) -> int:
    """Return how wide a text may become in any face of page and PDF."""
    return -(-sum(_ADVANCES.get(sign, _WIDEST) for sign in text) * _FONT_SIZE // 1000)


def wrapped(text: str, room: int) -> tuple[str, ...]:
    """Break a text into lines that fit; a word wider than the room is broken itself."""
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if text_width(joined) <= room:
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        for sign in word:
            if text_width(lines[-1] + sign) > room:
                lines.append("")
            lines[-1] += sign
    return tuple(lines)


def stacked(lines: Sequence[str], *, x: int, y: int) -> tuple[Text, ...]:
    """Place lines below one another, the first with its baseline at y."""
    return tuple(Text(x, y + number * LINE_HEIGHT, line) for number, line in enumerate(lines))


def value_text(value: Number | None, places: int) -> str:
    return NO_DATA if value is None else angka(value, places)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows with each cell knowing its column, as a stacked table on a phone needs it."""
    return tuple(tuple(Cell(name, text) for name, text in zip(head, row, strict=True)) for row in rows)


def summary(values: Sequence[tuple[str, Number | None]], places: int) -> str:
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
