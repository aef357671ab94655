"""Which round a page is about, and until when it is judged."""

from collections.abc import Sequence
from urllib.parse import urlencode

from competitions.models import Period, Round
from kipp.clock import today
from kipp.text import sisa_hari, tanggal

ROUND = "tahap"


def judging_span(round_: Round) -> str:
    """Say which round this is and until when it is judged."""
    period = round_.period
    named = f"{period.title}, tahap {round_.name}"
    if not round_.due_on:
        return named
    until = f"{named}. Penilaian selesai {tanggal(round_.due_on)}"
    if period.status != Period.Status.JUDGING:
        return f"{until}."
    return f"{until}, {sisa_hari((round_.due_on - today()).days)}."


def round_tabs(rounds: Sequence[Round], shown: Round | None) -> list[dict]:
    """Return a tab per round; none where there is nothing to choose."""
    if len(rounds) < 2:
        return []
    return [{"label": round_.name, "url": address_of(round_), "current": round_ == shown} for round_ in rounds]


def address_of(round_: Round, page: str = "") -> str:
    """Return the address of a page, of the present one unless it is given, about this round."""
    return f"{page}?{urlencode({ROUND: round_.code})}"
