"""What a judge takes along on paper."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from competitions.models import TransitionNotAllowed
from judging import actions, permissions
from judging.models import Assignment
from judging.views.rounds import ROUND
from kipp.access import Guarded
from kipp.documents.views import attachment

TOO_LARGE = "Semua proposal bersama-sama terlalu besar untuk satu berkas. Unduh berkas lengkap setiap proposal."


class CopyScoped(Guarded):
    """What is about everything that a judge reads in one round."""

    permission = permissions.may_take_copy

    def load(self):
        """Return one of them, that stands for all."""
        read = Assignment.objects.visible_to(self.request.user).filter(round=self.kwargs["round_pk"], recused_at=None)
        if (task := read.named().first()) is None:
            raise Http404
        return task

    def copy(self):
        return actions.reading_copy(self.subject.round, judge=self.request.user)


class Copy(CopyScoped):
    """Whether the file is there; POST has it made, and while that lasts the page asks again by itself."""

    http_method_names = ["get", "head", "post"]

    def get(self, request, round_pk):
        context = self.shown(self.copy())
        return render(request, "judging/_copy.html" if request.htmx else "judging/copy.html", context)

    def post(self, request, round_pk):
        try:
            actions.ask_for_copy(self.copy(), by=request.user)
        except actions.TooLarge:
            messages.error(request, TOO_LARGE)
        except TransitionNotAllowed as refusal:
            messages.error(request, str(refusal))
        return redirect("judging:copy", round_pk=round_pk)

    def shown(self, copy):
        is_making = not copy.is_ready and copy.unfinished_job() is not None
        return {
            "round": copy.round,
            "back_url": f"{reverse('judging:task_list')}?{ROUND}={copy.round.code}",
            "tasks": copy.tasks,
            "is_ready": copy.is_ready,
            "is_making": is_making,
            "has_failed": not copy.is_ready and not is_making and copy.jobs().exists(),
            "done": sum(document.ready_at is not None for document in copy.documents()) if is_making else 0,
        }


class CopyDownload(CopyScoped):
    http_method_names = ["get", "head"]

    def get(self, request, round_pk):
        copy = self.copy()
        if not copy.is_ready:
            raise Http404
        return attachment(str(copy.path), f"Proposal saya {copy.round.name} {copy.round.period.year}.pdf")
