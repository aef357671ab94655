"""Certificates: for a place, for an award besides the places, and for taking part. One template."""

from judging.models import Ranking, Result, SpecialAward
from kipp.documents.kinds import Kind, register
from kipp.documents.models import Document
from kipp.documents.paper import pdf_builder, signature
from proposals.models import Proposal

PARTICIPANT = "PESERTA"


def winner_context(document: Document) -> dict:
    """Return everything the certificate of one winner says."""
    result = _result(document)
    return _certificate(document, result.proposal, result.ranking, standing=result.distinction.upper())


def award_context(document: Document) -> dict:
    """The same of an award besides the places; its basis is the ranking that was announced with it."""
    award = SpecialAward.objects.named().get(pk=document.subject_id)
    return _certificate(document, award.proposal, award.round.rankings.latest("revision"), standing=award.name.upper())


def participant_context(document: Document) -> dict:
    """The same of an entry that was judged; of its place nothing is said."""
    result = _result(document)
    return _certificate(document, result.proposal, result.ranking, standing=PARTICIPANT)


def _result(document: Document) -> Result:
    return Result.objects.named().get(pk=document.subject_id)


def _certificate(document: Document, proposal: Proposal, ranking: Ranking, *, standing: str) -> dict:
    minutes = Document.objects.get(key=f"berita_acara:{ranking.pk}")
    return {
        "paper": "a4-lanskap",
        "year": ranking.round.period.year,
        "winner": {
            "recipient": proposal.agency.name,
            "title": proposal.innovation.title,
            "standing": standing,
            "agency": "",
        },
        "basis": {
            "name": "Berita Acara Penilaian",
            "number": minutes.number,
            "date": minutes.dated_on,
        },
        "signature": signature(document),
    }


for code, label, context in (
    ("piagam", "Piagam Penghargaan", winner_context),
    ("piagam_khusus", "Piagam Penghargaan Khusus", award_context),
    ("piagam_peserta", "Piagam Peserta", participant_context),
):
    register(
        Kind(
            code=code,
            label=label,
            series="piagam",
            number="{n}/PIAGAM-KIPP/{year}",
            build=pdf_builder("pdf/piagam.html", context),
        )
    )
