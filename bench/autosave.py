"""Saving a section in the background costs little more than the row it writes."""

from functools import partial
from itertools import count

from bench.entries import open_period, operators
from bench.ground import Visitor, rate, served, signed_in
from kipp.bootstrap import say
from proposals.models import Answer
from tests.factories.proposals import make_draft

TEXT = "Uraian pelayanan yang diketik sedikit demi sedikit. " * 12


def measure() -> None:
    _, period = open_period()
    with served("bench.floor") as port:
        floor = rate(port, partial(Visitor(port).post, "/insert/", text=TEXT))
    say(f"floor, a bare INSERT: {floor:.0f}/s")
    with served("kipp.wsgi") as port:
        saved = rate(port, _Typing(port, period).next_save)
    say(f"autosave of a section: {saved:.0f}/s, {saved / floor:.2f} of the floor")


class _Typing:
    """Operators of many agencies who each save their own section, one word further every time."""

    def __init__(self, port: int, period) -> None:
        section = period.sections.order_by("order").first()
        self._turn = count()
        self._pages = []
        for operator in operators():
            draft = make_draft(by=operator, period=period)
            Answer.objects.create(proposal=draft, section=section, text="", updated_by=operator)
            path = f"/proposal/{draft.pk}/bagian/{section.code}/"
            self._pages.append((signed_in(operator, port), path, count(1)))

    def next_save(self) -> bytes:
        turn = next(self._turn)
        visitor, path, versions = self._pages[turn % len(self._pages)]
        return visitor.save(path, text=f"{TEXT}{turn}", version=str(next(versions)))
