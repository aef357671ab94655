"""The last minute before the closing: forty agencies put a file of 10 MB beside their text and send, twenty more type.

Nothing may fail or be lost, and the p95 of a send stays within ten times its idle median.
"""

import io
import random
import secrets
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from statistics import median, quantiles

import pikepdf
from django.conf import settings

from bench.entries import draft_period, operators
from bench.ground import Line, Visitor, served, signed_in
from competitions.actions import open_period
from kipp.accounts.models import User
from kipp.bootstrap import say
from proposals.models import Answer, Proposal
from tests.factories.proposals import fill, make_draft

SENDING, TYPING, IDLE = 40, 20, 20
MINUTE = 60.0
MEGABYTE = 1024 * 1024
FILE = 10 * MEGABYTE
PAUSE = 2.0  # seconds between two saves of somebody who types
AT_MOST = 10  # times the idle median


def measure() -> None:
    organiser, period = draft_period()
    kind = period.attachment_kinds.get(code="data_dukung")
    type(kind).objects.filter(pk=kind.pk).update(max_bytes=12 * MEGABYTE)
    open_period(period, by=organiser)
    people = operators(SENDING + TYPING + IDLE)
    drafts = [fill(make_draft(by=person, period=period), by=person) for person in people]
    with served("kipp.wsgi") as port:
        entries = [_Entry(person, draft, port) for person, draft in zip(people, drafts, strict=True)]
        idle = [entry.send() for entry in entries[:IDLE]]
        night = _Night(entries[IDLE : IDLE + SENDING], entries[IDLE + SENDING :], kind.code)
        sends = night.run()
    p95 = quantiles(sends, n=20)[-1]
    say(f"idle median of a send {median(idle) * 1000:.0f} ms; p95 on the night {p95 * 1000:.0f} ms")
    say(f"p95 is {p95 / median(idle):.1f} times the idle median, {AT_MOST} allowed")
    say(f"sent {len(sends)} of {SENDING}, saves {night.saves}, errors {len(night.errors)}, lost {night.lost()}")
    for error in night.errors[:5]:
        say(f"  {error}")


class _Entry:
    """One operator with a complete draft."""

    def __init__(self, person: User, draft: Proposal, port: int) -> None:
        self.visitor: Visitor = signed_in(person, port)
        self.draft = draft
        self.path = f"/proposal/{draft.pk}"
        self.section = draft.period.sections.order_by("order").first()
        self.typed = ""

    def send(self) -> float:
        """Send and return how long the answer took, in seconds."""
        began = time.monotonic()
        _expect(302, Line(self.visitor.port).ask(self.visitor.post(f"{self.path}/kirim/")), f"{self.path}/kirim/")
        return time.monotonic() - began

    def upload(self, code: str, data: bytes) -> None:
        path = f"{self.path}/lampiran/{code}/"
        _expect(302, Line(self.visitor.port).ask(self.visitor.upload(path, "data.pdf", data)), path)

    def save(self, version: int, text: str) -> None:
        path = f"{self.path}/bagian/{self.section.code}/"
        _expect(200, Line(self.visitor.port).ask(self.visitor.save(path, text=text, version=str(version))), path)
        self.typed = text


class _Night:
    """A minute in which all of it happens at once."""

    def __init__(self, sending: list[_Entry], typing: list[_Entry], code: str) -> None:
        self._sending, self._typing, self._code = sending, typing, code
        self._over = threading.Event()
        self._saves = count()
        self.saves = 0
        self.errors: list[str] = []

    def run(self) -> list[float]:
        """Return how long each send took, in seconds."""
        with ThreadPoolExecutor(len(self._sending) + len(self._typing)) as pool:
            typed = [pool.submit(self._type, entry) for entry in self._typing]
            taken = list(pool.map(self._finish, self._sending))
            self._over.set()
            for saves in typed:
                self.saves += saves.result()
        return [seconds for seconds in taken if seconds is not None]

    def lost(self) -> int:
        """Count the sends, files and texts that were acknowledged and are not there."""
        unsent = sum(not Proposal.objects.submitted().filter(pk=entry.draft.pk).exists() for entry in self._sending)
        unkept = sum(not self._kept(entry) for entry in self._sending)
        return unsent + unkept + sum(_stored(entry) != entry.typed for entry in self._typing if entry.typed)

    def _kept(self, entry: _Entry) -> bool:
        file = entry.draft.attachments.filter(kind__code=self._code).first()
        return file is not None and Path(settings.MEDIA_ROOT, file.path).stat().st_size == file.size

    def _finish(self, entry: _Entry) -> float | None:
        data = heavy_pdf()
        time.sleep(random.uniform(0, MINUTE - 10))
        try:
            entry.upload(self._code, data)
            return entry.send()
        except (OSError, RuntimeError) as error:
            self.errors.append(str(error))
            return None

    def _type(self, entry: _Entry) -> int:
        saves = 0
        version = Answer.objects.get(proposal=entry.draft, section=entry.section).version
        while not self._over.wait(PAUSE):
            try:
                entry.save(version + saves, f"{entry.typed} kata {saves}".strip())
            except (OSError, RuntimeError) as error:
                self.errors.append(str(error))
            saves += 1
        return saves


def heavy_pdf() -> bytes:
    """A sound PDF of ten megabytes that no compression makes smaller."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    width, height = 1024, FILE // 1024 - 64
    picture = pdf.make_stream(secrets.token_bytes(width * height))
    picture.Type, picture.Subtype, picture.ColorSpace = (
        pikepdf.Name.XObject,
        pikepdf.Name.Image,
        pikepdf.Name.DeviceGray,
    )
    picture.Width, picture.Height, picture.BitsPerComponent = width, height, 8
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=picture))
    page.Contents = pdf.make_stream(b"q 500 0 0 700 40 60 cm /P Do Q")
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def _stored(entry: _Entry) -> str:
    return Answer.objects.get(proposal=entry.draft, section=entry.section).text


def _expect(wanted: int, status: int, path: str) -> None:
    if status != wanted:
        raise RuntimeError(f"Status {status} instead of {wanted}: {path}")
