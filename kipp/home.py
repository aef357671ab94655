"""What stands on each role's home: where we are, and what waits for this person."""

from dataclasses import dataclass

from django.urls import reverse

from competitions.models import Period
from judging.models import Assignment
from kipp.accounts.models import Role
from kipp.clock import today
from kipp.jobs.models import Job
from proposals.models import Proposal
from skm.models import Response, Survey


@dataclass(frozen=True)
class Todo:
    """One thing that waits: a sentence and the one page where it is done."""

    text: str
    url: str
    label: str


def context(user) -> dict:
    """Return what the home of this user shows."""
    period = Period.objects.current()
    shown = {"period": period, "phases": period.phases(today()) if period else []}
    match getattr(user, "role", None):
        case Role.ORGANISER:
            return shown | _organiser(user, period)
        case Role.OPERATOR:
            return shown | _operator(user)
        case Role.JUDGE:
            return shown | {"tasks": Assignment.objects.visible_to(user).counted()}
        case _:
            return shown


def _operator(user) -> dict:
    surveys = Survey.objects.visible_to(user).with_names().with_responses(Response.objects)
    return {
        "proposals": Proposal.objects.visible_to(user).with_names().order_by("-period__year", "pk")[:10],
        "surveys": surveys.open().newest_first()[:10],
    }


def _organiser(user, period) -> dict:
    proposals = Proposal.objects.visible_to(user).filter(period=period)
    statuses = proposals.counts_by_status()
    sheets = Assignment.objects.visible_to(user).filter(round__period=period).counted()
    failed = Job.objects.visible_to(user).filter(state=Job.State.FAILED).count()
    desk = reverse("proposals:desk_list")
    todo = []
    if statuses["submitted"]:
        todo.append(
            Todo(f"{statuses['submitted']} proposal menunggu verifikasi", f"{desk}?status=submitted", "Periksa")
        )
    if statuses["draft"] and period.status == Period.Status.REGISTRATION:
        todo.append(Todo(f"{statuses['draft']} proposal masih berupa draf", f"{desk}?status=draft", "Lihat draf"))
    if sheets["outstanding"]:
        todo.append(Todo(f"{sheets['outstanding']} lembar nilai belum dikirim", reverse("judging:panel"), "Lihat juri"))
    if failed:
        todo.append(Todo(f"{failed} pekerjaan gagal", reverse("jobs:list"), "Lihat pekerjaan"))
    return {
        "todo": todo,
        "sent": sum(statuses.values()) - statuses["draft"],
        "handed_in": sheets["handed_in"],
        "sheets": sheets["total"],
        "open_surveys": Survey.objects.visible_to(user).open().count(),
    }
