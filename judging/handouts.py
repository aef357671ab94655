"""What a judge takes along on paper. It is no record: it has no number, and nobody can look it up."""

from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from judging.actions import ReadingCopy
from judging.sheet import REASON_RULE
from judging.wording import reason_rule
from kipp.documents.joining import join
from kipp.documents.models import Letterhead
from kipp.documents.paper import frame_without_number
from kipp.documents.pdf import render_pdf


def reading_copy(copy: ReadingCopy) -> bytes:
    """Return everything a judge reads in a round: a blank sheet for each proposal, then all complete files.

    In the own order; each complete file stands behind its title.
    """
    title = f"Proposal untuk {copy.judge.name}"
    context = frame_without_number(title) | {
        "year": copy.round.period.year,
        "round": copy.round.name,
        "judge": {"name": copy.judge.name, "nip": copy.judge.nip},
        "criteria": list(copy.round.criteria.order_by("order", "pk")),
        "reason_rule": reason_rule(REASON_RULE),
        "city": Letterhead.current().city,
        "entries": [
            {
                "number": task.proposal.number,
                "title": task.proposal.innovation.title,
                "agency": task.proposal.agency.name,
                "category": task.proposal.category.name,
            }
            for task in copy.tasks
        ],
    }
    own = render_pdf(render_to_string("pdf/proposal_saya.html", context), title=title)
    files = [(Path(settings.MEDIA_ROOT) / document.path).read_bytes() for document in copy.documents()]
    return join(own, files)
