"""What waits, runs or has failed in the background, and the second chance."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect

from kipp.access import Guarded
from kipp.jobs import actions, permissions
from kipp.jobs.filters import JobFilter
from kipp.jobs.models import Job, Mail
from kipp.listing import FilteredList


class JobList(FilteredList):
    permission = permissions.may_watch
    template_name = "jobs/list.html"
    context_object_name = "jobs"
    filterset_class = JobFilter
    columns = {"diminta": ["queued_at"], "percobaan": ["attempts"]}
    paginate_by = 50
    noun = "pekerjaan belum selesai"
    nothing = "Semua pekerjaan latar sudah selesai."

    def visible(self):
        visible = Job.objects.visible_to(self.request.user).unfinished()
        return visible.select_related("requested_by").order_by("-queued_at", "pk")

    def get_context_data(self, **kwargs):
        return super().get_context_data(mails_waiting=Mail.objects.waiting().count(), **kwargs)


class JobRetry(Guarded):
    permission = permissions.may_retry
    http_method_names = ["post"]

    def load(self):
        return get_object_or_404(Job.objects.visible_to(self.request.user), pk=self.kwargs["pk"])

    def post(self, request, pk):
        try:
            actions.retry(self.subject, by=request.user)
        except actions.NotFailed:
            messages.info(request, "Pekerjaan ini sudah berjalan kembali.")
        else:
            messages.success(request, "Pekerjaan diulang.")
        return redirect("jobs:list" if request.user.is_organiser else "documents:list")
