"""The papers of entries and of the duty to innovate, made from what was frozen when they were asked for."""

import base64
from datetime import date
from pathlib import Path

from django.conf import settings

from competitions.models import Category, Period
from kipp import uploads
from kipp.documents.joining import join
from kipp.documents.kinds import Kind, register
from kipp.documents.models import Document, Letterhead
from kipp.documents.paper import pdf_builder, signature
from kipp.documents.xlsx import Column, Sheet, workbook
from kipp.documents.xlsx import Kind as Cell
from proposals.completeness import count_words
from proposals.compliance import Standing, Standings
from proposals.models import DutyExtract, SentVersion
from proposals.wording import level_label, level_totals, verdict_short

NEXT_STEPS = (
    "Bagian Organisasi memeriksa kelengkapan dan kelayakan proposal.",
    "Bila ada yang perlu diperbaiki, instansi menerima surel beserta alasan dan batas waktunya.",
    "Proposal yang lolos verifikasi dinilai oleh tim juri; hasilnya diumumkan pada aplikasi ini.",
)


def receipt_context(document: Document) -> dict:
    """Return what the template of the receipt declares."""
    sent = _sent(document)
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


def board_context(document: Document) -> dict:
    """Return the rows of the board as they stood, and how many agencies reached each level."""
    content = DutyExtract.objects.get(pk=document.subject_id).content
    years = content["years"]
    return {
        "paper": f"{Letterhead.current().paper.lower()}-lanskap",
        "filters": content["filters"],
        "years": years,
        "rows": [
            {"agency": agency, "kind": kind, "levels": [level_label(Standing(level)) for level in levels]}
            for agency, kind, levels in content["rows"]
        ],
        "totals": level_totals(board_of(content), years),
        "signature": signature(document),
    }


def board_workbook(document: Document) -> bytes:
    """Return the same rows and totals as a workbook."""
    content = DutyExtract.objects.get(pk=document.subject_id).content
    years = content["years"]
    columns = [
        Column("Instansi", width=48),
        Column("Jenis", width=20),
        *(Column(str(year), width=18, meaning=f"Tingkat tertinggi pada tahun {year}.") for year in years),
    ]
    rows = [
        [agency, kind, *(level_label(Standing(level)) for level in levels)] for agency, kind, levels in content["rows"]
    ]
    totals = [[line["label"], *line["values"]] for line in level_totals(board_of(content), years)]
    kop = [Letterhead.current().government, content["title"].upper(), document.number, *content["filters"]]
    sheets = [
        Sheet("Instansi", columns, rows, kop=kop),
        Sheet(
            "Jumlah",
            [Column("Tingkat", width=28), *(Column(str(year), Cell.INTEGER) for year in years)],
            totals,
        ),
    ]
    return workbook(sheets, made_at=document.created_at, title=document.title)


def board_of(content: dict) -> Standings:
    return {
        str(place): {year: Standing(level) for year, level in zip(content["years"], levels, strict=True)}
        for place, (_, _, levels) in enumerate(content["rows"])
    }


def appeal_context(document: Document) -> dict:
    """Return everything the letter to an agency without an innovation says."""
    period = Period.objects.get(pk=document.subject_id)
    closes_at = period.registration_closes_at
    is_open = closes_at is not None and closes_at > document.created_at
    return {
        "year": period.year,
        "competition": period.title,
        "agency": document.agency.name,  # type: ignore[union-attr]  # a letter is written to an agency
        "city": Letterhead.current().city,
        "dated_on": document.dated_on,
        "closes_at": closes_at if is_open else None,
        "contact": Letterhead.current().contact,
        "signature": signature(document),
    }


register(
    Kind(
        code="duty_board",
        label="Satu Instansi Satu Inovasi",
        series="duty_board",
        number="{n}/SISI-KIPP/{year}",
        build=pdf_builder("pdf/satu_instansi.html", board_context),
    )
)
register(
    Kind(
        code="duty_board_xlsx",
        label="Satu Instansi Satu Inovasi (XLSX)",
        series="duty_board",
        number="{n}/SISI-KIPP/{year}",
        build=board_workbook,
        extension="xlsx",
    )
)
register(
    Kind(
        code="duty_appeal",
        label="Surat imbauan",
        series="duty_appeal",
        number="{n}/IMBAUAN-KIPP/{year}",
        build=pdf_builder("pdf/surat_imbauan.html", appeal_context),
    )
)


def complete_context(document: Document) -> dict:
    """Return what the template of the complete file declares."""
    sent = _sent(document)
    proposal, content = sent.proposal, sent.content
    return {
        "year": proposal.period.year,
        "entry": {
            "number": proposal.number,
            "sent_at": sent.sent_at,
            "agency": proposal.agency.name,
            "title": content["title"],
            "category": Category.objects.get(period=proposal.period_id, code=content["category"]).name,
            "group": proposal.period.groups.get(code=content["group"]).name,
            "implemented_on": date.fromisoformat(content["implemented_on"]),
            "video": sent.video,
            "content_sha256": sent.content_sha256,
        },
        "sections": proposal.section_texts(content["answers"]),
        "attachments": [line | {"picture": _picture(line)} for line in _sent_files(sent)],
    }


def build_complete(document: Document) -> bytes:
    """Return the text as it was sent, and a page for each file: a picture stands on it, a PDF follows it."""
    own = pdf_builder("pdf/berkas_lengkap.html", complete_context)(document)
    files = _sent_files(_sent(document))
    return join(own, [b"" if uploads.is_image(line["name"]) else _bytes_of(line) for line in files])


def _picture(line: dict) -> str:
    """Return a picture as an address that needs no request, or nothing for a PDF."""
    if not uploads.is_image(line["name"]):
        return ""
    return f"data:image/jpeg;base64,{base64.b64encode(uploads.for_print(_bytes_of(line))).decode()}"


def _bytes_of(line: dict) -> bytes:
    return (Path(settings.MEDIA_ROOT) / uploads.path_of(line["sha256"])).read_bytes()


def _sent_files(sent: SentVersion) -> list[dict]:
    """Return the lines of the files that were sent, in the order of the form."""
    order = list(sent.proposal.period.attachment_kinds.order_by("order", "pk").values_list("code", flat=True))
    return sorted(sent.content["attachments"], key=lambda line: order.index(line["kind"]))


def _sent(document: Document) -> SentVersion:
    sent = SentVersion.objects.select_related(
        "proposal__period", "proposal__agency", "proposal__innovation", "proposal__group", "sent_by", "verdict"
    )
    return sent.get(pk=document.subject_id)


register(
    Kind(
        code="complete",
        label="Berkas lengkap proposal",
        series="complete",
        number="BL-KIPP/{n:04d}/{year}",
        build=build_complete,
        subjects=SentVersion.objects.visible_to,
    )
)
