"""What is announced of a closed round, and the annex to the decree on the winners. Built from what is frozen."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse

from competitions.models import Period
from competitions.schedule import last_day
from competitions.wording import days_of_round
from judging.models import ObjectionWindow, Ranking, SpecialAward, round_after
from kipp.clock import local_date
from kipp.documents.kinds import Kind, register
from kipp.documents.models import Document, Letterhead
from kipp.documents.paper import BLANK_LINE, pdf_builder, signature
from kipp.text import rentang
from proposals.models import Proposal


def winners_context(document: Document) -> dict:
    """Return what the announcement of the winners says: names of places, no values."""
    ranking = _ranking(document)
    rows = [_entry(row.proposal) | {"distinction": row.distinction} for row in _winners(ranking)]
    return _announcement(document, ranking, subject="pemenang", rows=rows) | {
        "awards": _awards(ranking),
        "window": _window(ranking.round.period),
        "channel": f"{settings.BASE_URL}{reverse('judging:results')}",
    }


def finalists_context(document: Document) -> dict:
    """Return who goes on, by number: neither a value nor the order of the ranking shows."""
    ranking = _ranking(document)
    passed = ranking.results.advancing().named().order_by("proposal__number", "pk")
    rows = [_entry(row.proposal) for row in passed]
    following = round_after(ranking.round)
    next_round = f"{following.name}, {days_of_round(following.opens_on, following.closes_on)}" if following else ""
    return _announcement(document, ranking, subject="finalis", rows=rows) | {"next_round": next_round}


def annex_context(document: Document) -> dict:
    """Return the table of the decree; its number and date are filled in when it is signed."""
    ranking = _ranking(document)
    rows = [_entry(row.proposal) | {"distinction": row.distinction, "total": row.total} for row in _winners(ranking)]
    return {
        "year": ranking.round.period.year,
        "city": Letterhead.current().city.upper(),
        "rows": rows,
        "awards": _awards(ranking),
        "minutes": _minutes(ranking),
        "blank": BLANK_LINE,
    }


def _announcement(document: Document, ranking: Ranking, *, subject: str, rows: list[dict]) -> dict[str, Any]:
    return {
        "year": ranking.round.period.year,
        "subject": subject,
        "caption": f"Daftar {subject}",
        "stage": ranking.round.name,
        "minutes": _minutes(ranking),
        "rows": rows,
        "signature": signature(document),
    }


def _ranking(document: Document) -> Ranking:
    return Ranking.objects.select_related("round__period").get(pk=document.subject_id)


def _window(period: Period) -> dict | None:
    """Return the days on which the result may be objected to, and the last on which that is answered."""
    window = ObjectionWindow.objects.filter(period=period).first()
    if window is None:
        return None
    first = local_date(window.opened_at) + timedelta(days=1)
    return {"days": rentang(first, last_day(window.closes_at)), "answers_due_on": window.answers_due_on}


def _minutes(ranking: Ranking) -> Document:
    return Document.objects.get(key=f"berita_acara:{ranking.pk}")


def _winners(ranking: Ranking) -> Iterable[Any]:
    named = ranking.results.winners().named().in_order()
    return named.prefetch_related("proposal__innovation__initiators")


def _awards(ranking: Ranking) -> list[dict]:
    given = SpecialAward.objects.standing().filter(round=ranking.round).named()
    rows = given.prefetch_related("proposal__innovation__initiators")
    return [_entry(award.proposal) | {"distinction": award.name} for award in rows]


def _entry(proposal: Proposal) -> dict:
    names = sorted(initiator.name for initiator in proposal.innovation.initiators.all())
    return {
        "register_number": proposal.number,
        "title": proposal.innovation.title,
        "agency": proposal.agency.name,
        "category": proposal.category.name,
        "innovators": "; ".join(names),  # degrees have commas of their own
    }


for code, label, context in (
    ("pengumuman_pemenang", "Pengumuman Pemenang", winners_context),
    ("pengumuman_finalis", "Pengumuman Finalis", finalists_context),
):
    register(
        Kind(
            code=code,
            label=label,
            # One series with the announcements of the period.
            series="announcement",
            number="{n}/PENG-KIPP/{year}",
            build=pdf_builder("pdf/pengumuman_hasil.html", context),
        )
    )
register(
    Kind(
        code="lampiran_sk",
        label="Lampiran Keputusan Wali Kota",
        series="lampiran_sk",
        number="{n}/LSK-KIPP/{year}",
        build=pdf_builder("pdf/lampiran_sk.html", annex_context),
    )
)
