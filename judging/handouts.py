"""What a judge takes along on paper. None of it is a record: it has no number, and nobody can look it up."""

from django.template.loader import render_to_string

from judging.models import Assignment
from judging.sheet import REASON_RULE
from judging.wording import reason_rule
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
