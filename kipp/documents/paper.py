"""What every paper has around its content: letterhead, number, title and the way to check it."""

from collections.abc import Callable

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from kipp.documents.models import Document, Letterhead
from kipp.documents.pdf import render_pdf
from kipp.qr import qr_code


def frame(document: Document) -> dict:
    """Return the context that templates/pdf/base.html declares."""
    letterhead = Letterhead.current()
    url = settings.BASE_URL + reverse("documents:verify", args=[document.code])
    return {
        "title": document.title,
        "number": document.number,
        "paper": letterhead.paper.lower(),
        "letterhead": letterhead,
        "verification": {"url": url, "qr": qr_code(url)},
    }


def pdf_builder(template: str, content: Callable[[Document], dict]) -> Callable[[Document], bytes]:
    """Return how a kind of document is made: this template, framed, with the content of the document."""

    def build(document: Document) -> bytes:
        html = render_to_string(template, frame(document) | content(document))
        return render_pdf(html, title=document.title, created_at=document.created_at)

    return build
