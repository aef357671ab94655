"""The paper of an announcement, and each announcement with its number as lists show it."""

from collections.abc import Iterable
from dataclasses import dataclass

from competitions.models import Announcement
from kipp.documents.kinds import Kind, register
from kipp.documents.models import Document
from kipp.documents.paper import pdf_builder, signature

KIND = "announcement"


@dataclass(frozen=True)
class Line:
    """An announcement with its paper, the paper it corrects, and the newest that corrects it."""

    announcement: Announcement
    paper: Document
    corrected: Document | None
    correction: Document | None

    @property
    def anchor(self) -> str:
        """Where it stands on the page of announcements."""
        return f"pengumuman-{self.announcement.pk}"


def lines_of(announcements: Iterable[Announcement]) -> list[Line]:
    """Bring the papers along: three questions for any number of announcements."""
    shown = list(announcements)
    own = [announcement.pk for announcement in shown]
    newer = Announcement.objects.filter(corrects__in=own).order_by("pk")
    corrections = {announcement.corrects_id: announcement.pk for announcement in newer}
    corrected = [announcement.corrects_id for announcement in shown if announcement.corrects_id]
    papers = {
        paper.subject_id: paper
        for paper in Document.objects.filter(kind=KIND, subject_id__in=[*own, *corrected, *corrections.values()])
    }
    return [
        Line(
            announcement,
            paper=papers[announcement.pk],
            corrected=papers.get(announcement.corrects_id or 0),
            correction=papers.get(corrections.get(announcement.pk, 0)),
        )
        for announcement in shown
    ]


def announcement_context(document: Document) -> dict:
    """Return what the template of the announcement declares."""
    [line] = lines_of(Announcement.objects.filter(pk=document.subject_id))
    return {
        "about": line.announcement.title,
        "body": line.announcement.body,
        "corrected": line.corrected,
        "signature": signature(document),
    }


register(
    Kind(
        code=KIND,
        label="Pengumuman",
        series=KIND,
        number="{n}/PENG-KIPP/{year}",
        build=pdf_builder("pdf/pengumuman.html", announcement_context),
    )
)
