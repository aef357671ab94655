"""Numbered announcements: the list for everybody, and the two steps of the organiser."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView, ListView

from competitions import actions, permissions
from competitions.documents import lines_of
from competitions.forms import AnnouncementForm
from competitions.models import Announcement, Period, TransitionNotAllowed
from competitions.views.periods import PeriodScoped
from kipp.access import Guarded, public
from kipp.clock import today
from kipp.listing import Link


class AnnouncementList(Guarded, ListView):
    """What was ever announced, by edition: a new one takes nothing away that was mailed."""

    permission = public
    template_name = "competitions/announcement_list.html"
    paginate_by = 20
    page_kwarg = "halaman"

    def load(self):
        return Period.objects.current()

    def get_queryset(self):
        return Announcement.objects.visible_to(self.request.user).select_related("period").newest_first()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        may_publish = self.subject is not None and permissions.may_publish(self.request.user, self.subject)
        return context | {
            "period": self.subject,
            "lines": lines_of(context["object_list"]),
            "may_publish": may_publish,
        }


class AnnouncementPublish(PeriodScoped, FormView):
    """Written, then shown as it will stand, then published: what is out does not change any more."""

    permission = permissions.may_publish
    form_class = AnnouncementForm
    template_name = "competitions/announcement_write.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"period": self.subject}

    def get_context_data(self, **kwargs):
        back = Link(self.subject.title, reverse("competitions:period_detail", args=[self.subject.pk]))
        invited = self.subject.invited_agencies().count()
        return super().get_context_data(period=self.subject, back=back, invited=invited, today=today(), **kwargs)

    def form_valid(self, form):
        if "terbitkan" not in self.request.POST:
            is_read = "ubah" not in self.request.POST
            return self.render_to_response(self.get_context_data(form=form, written=is_read and form.cleaned_data))
        try:
            actions.publish(self.subject, by=self.request.user, **form.cleaned_data)
        except TransitionNotAllowed as refusal:
            messages.error(self.request, str(refusal))
        else:
            messages.success(self.request, "Pengumuman diterbitkan dan dikirim kepada instansi yang diundang.")
        return redirect("competitions:announcement_list")

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)
