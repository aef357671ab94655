"""The receipt of a sent proposal, made from what was frozen at sending."""

from datetime import date

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from competitions.models import Category
from kipp.documents.kinds import Kind, register
from kipp.documents.models import Document, Letterhead
from kipp.documents.pdf import render_pdf
from kipp.qr import qr_code
from proposals.completeness import count_words
from proposals.models import SentVersion
from proposals.wording import verdict_short

NEXT_STEPS = (
    "Bagian Organisasi memeriksa kelengkapan dan kelayakan proposal.",
    "Bila ada yang perlu diperbaiki, instansi menerima surel beserta alasan dan batas waktunya.",
    "Proposal yang lolos verifikasi dinilai oleh tim juri; hasilnya diumumkan pada aplikasi ini.",
)


def receipt_context(document: Document, sent: SentVersion) -> dict:
    """Return what the template of the receipt declares."""
    proposal, content = sent.proposal, sent.content
    answers = content["answers"]
    return _frame(document) | {
        "year": proposal.period.year,
        "receipt": {
            "number": proposal.number,
            "submitted_at": sent.sent_at,
            "submitted_by": sent.sent_by.name,
            "agency": proposal.agency.name,
            "title": content["title"],
            "category": Category.objects.get(period=proposal.period_id, code=content["category"]).name,
            "implemented_on": date.fromisoformat(content["implemented_on"]),
            "content_sha256": sent.content_sha256,
        },
        "verdict": {"sentence": verdict_short(sent.verdict.as_verdict)},
        "sections": [
            {"title": str(section), "words": count_words(answers.get(section.code, ""))}
            for section in proposal.period.sections.order_by("order", "pk")
        ],
        "attachments": content["attachments"],
        "next_steps": NEXT_STEPS,
        "contact": Letterhead.current().contact or "Bagian Organisasi Sekretariat Daerah Kota Tegal",
    }


def build_receipt(document: Document) -> bytes:
    sent = SentVersion.objects.select_related(
        "proposal__period", "proposal__agency", "proposal__innovation", "sent_by", "verdict"
    ).get(pk=document.subject_id)
    html = render_to_string("pdf/tanda_terima.html", receipt_context(document, sent))
    return render_pdf(html, title=document.title, created_at=document.created_at)


def _frame(document: Document) -> dict:
    letterhead = Letterhead.current()
    url = settings.BASE_URL + reverse("documents:verify", args=[document.code])
    return {
        "title": document.title,
        "number": document.number,
        "paper": letterhead.paper.lower(),
        "letterhead": {
            "government": letterhead.government,
            "office": letterhead.office,
            "address": letterhead.address,
            "contact": letterhead.contact,
            "emblem": "",
            "emblem_alt": "",
        },
        "verification": {"url": url, "qr": qr_code(url)},
    }


register(
    Kind(
        code="receipt",
        label="Tanda terima proposal",
        series="receipt",
        number="TT-KIPP/{n:04d}/{year}",
        build=build_receipt,
    )
)
