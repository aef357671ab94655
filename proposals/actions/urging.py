"""Satu instansi satu inovasi on paper: files of the board, and letters to those who lack an innovation."""

from typing import Any

from django.db import transaction

from competitions.models import Period
from kipp.accounts.models import Agency, User
from kipp.audit.chain import record
from kipp.clock import today
from kipp.documents.actions import issue
from kipp.documents.models import Document
from proposals import notices
from proposals.compliance import without_innovation
from proposals.models import DutyExtract, Notice, obliged, standings_of


@transaction.atomic
def extract_board(*, by: User, kind: str, content: dict[str, Any]) -> Document:
    """Freeze what the board shows and ask for its file; `kind` is a kind of document that is built from it."""
    extract = DutyExtract.objects.create(content=content, by=by)
    record("duty.extract", extract, by=by, kind=kind, agencies=len(content["rows"]))
    return issue(
        kind,
        by=by,
        key=f"{kind}:{extract.pk}",
        subject_id=extract.pk,
        title=content["title"],
        year=today().year,
    )


def to_be_urged(period: Period) -> list[Agency]:
    """Return the obliged agencies that lack an innovation of this year and have no letter about it yet."""
    agencies = list(obliged())
    lacking = set(without_innovation(standings_of(agencies, [period.year]), period.year))
    written = set(Document.objects.filter(kind="duty_appeal", subject_id=period.pk).values_list("agency_id", flat=True))
    return [agency for agency in agencies if agency.code in lacking and agency.pk not in written]


@transaction.atomic
def urge(period: Period, *, by: User) -> int:
    """Write to every agency that lacks an innovation of this year, once; return how many letters are new."""
    agencies = [agency for agency in to_be_urged(period) if Notice.first_time(f"urged:{period.pk}:{agency.pk}")]
    for agency in agencies:
        letter = issue(
            "duty_appeal",
            by=by,
            key=f"duty_appeal:{period.pk}:{agency.pk}",
            subject_id=period.pk,
            title=f"Surat imbauan Satu Instansi Satu Inovasi {period.year}",
            year=period.year,
            agency=agency,
        )
        notices.urged(letter, year=period.year)
    if agencies:
        record("duty.urge", period, by=by, agencies=len(agencies))
    return len(agencies)
