"""What waits, runs or has failed in the background, and the second chance."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.generic import TemplateView

from kipp.access import Guarded
from kipp.jobs import actions, permissions
from kipp.jobs.filters import JobFilter, MailFilter
from kipp.jobs.models import Job, Mail
from kipp.listing import FilteredList, list_address

FROM_MAIL = "surel"  # value of `dari` where a mail is sent again


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
        if request.GET.get("dari") == FROM_MAIL:
            return redirect("jobs:mail_list")
        return redirect("jobs:list" if request.user.is_organiser else "documents:list")


class MailList(FilteredList):
    """What has left the house and what has not; the text of a mail is read on a page of its own."""

    permission = permissions.may_watch
    template_name = "jobs/mail_list.html"
    context_object_name = "mails"
    filterset_class = MailFilter
    columns = {"dibuat": ["created_at"], "penerima": ["recipient"], "perihal": ["subject"]}
    paginate_by = 50
    noun = "surel"
    nothing = "Belum ada surel yang dikirim."

    def visible(self):
        visible = Mail.objects.visible_to(self.request.user).with_delivery().with_recipient()
        return visible.defer("body").order_by("-created_at", "-pk")

    def get_context_data(self, **kwargs):
        shown = super().get_context_data(**kwargs)
        shown["rows"] = [{"mail": mail, "retry_url": retry_of(mail)} for mail in shown["mails"]]
        return shown


class MailDetail(Guarded, TemplateView):
    """One mail; what may hold a secret shows no text."""

    permission = permissions.may_watch
    template_name = "jobs/mail_detail.html"

    def load(self):
        visible = Mail.objects.visible_to(self.request.user).with_delivery().with_recipient()
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        back = list_address("jobs:mail_list", self.request.GET)
        return super().get_context_data(mail=self.subject, back_url=back, retry_url=retry_of(self.subject), **kwargs)


def retry_of(mail: Mail) -> str:
    """Return where the job of a mail that has failed is repeated, leading back to the mail."""
    if mail.state != Mail.State.FAILED:
        return ""
    return f"{reverse('jobs:retry', args=[mail.job_id])}?{urlencode({'dari': FROM_MAIL})}"
