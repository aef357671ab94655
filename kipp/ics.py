"""A calendar file of deadlines, as RFC 5545 writes it. Pure: no Django, no clock.

Hours are those of Tegal, so that a calendar shows them as the pages do, wherever it is opened.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from kipp.text import JAKARTA

LINE = 75  # bytes; a longer one goes on after a line end and a space
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
# Jakarta has no summer time; the zone is written out because a reader need not know its name.
_ZONE = (
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Jakarta",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0700",
    "TZOFFSETTO:+0700",
    "TZNAME:WIB",
    "END:STANDARD",
    "END:VTIMEZONE",
)


@dataclass(frozen=True)
class Deadline:
    """Something that must be done before an instant. The same `uid` later takes the place of the earlier one."""

    uid: str
    before: datetime
    summary: str
    description: str
    url: str


def calendar(deadlines: Iterable[Deadline], *, name: str, made_at: datetime) -> bytes:
    """Return the file: each deadline as the last minute that is left, with an alarm a day before."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Kota Tegal//KIPP//ID",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
        *_ZONE,
    ]
    for deadline in deadlines:
        lines += _event(deadline, made_at)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def _event(deadline: Deadline, made_at: datetime) -> list[str]:
    last = (deadline.before - timedelta(minutes=1)).astimezone(JAKARTA)
    return [
        "BEGIN:VEVENT",
        f"UID:{_text(deadline.uid)}",
        f"DTSTAMP:{made_at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;TZID=Asia/Jakarta:{last:%Y%m%dT%H%M%S}",
        f"SUMMARY:{_text(deadline.summary)}",
        f"DESCRIPTION:{_text(deadline.description)}",
        f"URL:{deadline.url}",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_text(deadline.summary)}",
        "TRIGGER:-P1D",
        "END:VALARM",
        "END:VEVENT",
    ]


def _text(value: str) -> str:
    """Escape what would end a value; other control characters have no place in a calendar."""
    printable = "".join(sign for sign in value.replace("\r\n", "\n") if sign == "\n" or sign.isprintable())
    return printable.translate(_ESCAPED)


def _folded(line: str) -> str:
    """Break a long line between two characters, never within the bytes of one."""
    pieces, piece, size = [], "", 0
    for sign in line:
        width = len(sign.encode())
        if size + width > LINE:
            pieces.append(piece)
            piece, size = "", 1  # the space that the next line begins with
        piece += sign
        size += width
    return "\r\n ".join([*pieces, piece])
