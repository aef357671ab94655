"""What every paper has around its content: letterhead, number, title and the way to check it."""

from collections.abc import Callable

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from kipp.documents.models import Document, Letterhead, Signatory
from kipp.documents.pdf import render_pdf
from kipp.qr import qr_code

BLANK_LINE = "." * 40  # where a name is written by hand


def frame(document: Document) -> dict:
    """Return the context that templates/pdf/base.html declares."""
    url = settings.BASE_URL + reverse("documents:verify", args=[document.code])
    verification = {"url": url, "qr": qr_code(url)}
    return frame_without_number(document.title) | {"number": document.number, "verification": verification}


def frame_without_number(title: str) -> dict:
    """Return the same of a paper that is no record: nothing about it is kept that could be looked up."""
    letterhead = Letterhead.current()
    return {
        "title": title,
        "number": None,
        "paper": letterhead.paper.lower(),
        "letterhead": letterhead,
        "verification": None,
    }


def signature(document: Document) -> dict:
    """Return who signs for the office, as templates/pdf/_signature.html declares it."""
    signatory = Signatory.current()
    return {
        "place": Letterhead.current().city,
        "date": document.dated_on,
        "office": signatory.position if signatory else "Kepala Bagian Organisasi",
        "name": signatory.name if signatory else BLANK_LINE,
        "rank": signatory.rank if signatory else "",
        "nip": signatory.nip if signatory else "",
    }


def pdf_builder(template: str, content: Callable[[Document], dict]) -> Callable[[Document], bytes]:
    """Return how a kind of document is made: this template, framed, with the content of the document."""

    def build(document: Document) -> bytes:
        html = render_to_string(template, frame(document) | content(document))
        return render_pdf(html, title=document.title, created_at=document.created_at)

    return build
