"""The receipt of a sent proposal, made from what was frozen at sending."""

from datetime import date

from competitions.models import Category
from kipp.documents.kinds import Kind, register
from kipp.documents.models import Document, Letterhead
from kipp.documents.paper import pdf_builder
from proposals.completeness import count_words
from proposals.models import SentVersion
from proposals.wording import verdict_short

NEXT_STEPS = (
    "Bagian Organisasi memeriksa kelengkapan dan kelayakan proposal.",
    "Bila ada yang perlu diperbaiki, instansi menerima surel beserta alasan dan batas waktunya.",
    "Proposal yang lolos verifikasi dinilai oleh tim juri; hasilnya diumumkan pada aplikasi ini.",
)


def receipt_context(document: Document) -> dict:
    """Return what the template of the receipt declares."""
    sent = SentVersion.objects.select_related(
        "proposal__period", "proposal__agency", "proposal__innovation", "sent_by", "verdict"
    ).get(pk=document.subject_id)
    proposal, content = sent.proposal, sent.content
    answers = content["answers"]
    return {
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
            for section in proposal.sections()
        ],
        "attachments": content["attachments"],
        "next_steps": NEXT_STEPS,
        "contact": Letterhead.current().contact or "Bagian Organisasi Sekretariat Daerah Kota Tegal",
    }


register(
    Kind(
        code="receipt",
        label="Tanda terima proposal",
        series="receipt",
        number="TT-KIPP/{n:04d}/{year}",
        build=pdf_builder("pdf/tanda_terima.html", receipt_context),
    )
)
