"""What a judge takes along on paper. None of it is a record: it has no number, and nobody can look it up."""

from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from judging.actions import ReadingCopy
from judging.models import Assignment
from judging.sheet import REASON_RULE
from judging.wording import reason_rule
from kipp.documents.joining import join
from kipp.documents.models import Letterhead
from kipp.documents.paper import frame_without_number
from kipp.documents.pdf import render_pdf
from kipp.limited import Limits

# Somebody waits for the answer, and the web server for nobody longer than half a minute.
WHILE_WAITING = Limits(memory_mib=512, cpu_seconds=15, wall_seconds=20)


def blank_sheet(assignment: Assignment) -> bytes:
    """Return the score sheet of one proposal without a mark, to be filled in by hand."""
    proposal, round_ = assignment.proposal, assignment.round
    title = f"Lembar nilai {proposal.number}"
    context = frame_without_number(title) | {
        "number": proposal.number,  # at the foot of each page, should they be parted
        "year": round_.period.year,
        "round": round_.name,
        "entry": {
            "number": proposal.number,
            "title": proposal.innovation.title,
            "agency": proposal.agency.name,
            "category": proposal.category.name,
        },
        "judge": {"name": assignment.judge.name, "nip": assignment.judge.nip},
        "criteria": list(round_.criteria.order_by("order", "pk")),
        "reason_rule": reason_rule(REASON_RULE),
        "city": Letterhead.current().city,
    }
    return render_pdf(render_to_string("pdf/lembar_nilai.html", context), title=title, limits=WHILE_WAITING)


def reading_copy(copy: ReadingCopy) -> bytes:
    """Return the complete files of everything a judge reads in a round, in the own order, each behind its title."""
    title = f"Proposal untuk {copy.judge.name}"
    context = frame_without_number(title) | {
        "year": copy.round.period.year,
        "round": copy.round.name,
        "judge": copy.judge.name,
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
