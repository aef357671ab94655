"""The deadlines of an agency as a file for its calendar."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from competitions.models import Period
from competitions.schedule import closing_instant
from kipp import ics
from kipp.access import Guarded
from kipp.text import hari_tanggal, penutupan
from proposals import permissions
from proposals.models import Proposal

NAME = "tenggat-kipp.ics"


class DeadlineCalendar(Guarded):
    """The closing of registration, and the day each repair is due."""

    permission = permissions.may_start

    def get(self, request):
        deadlines = [*self.closing(), *self.repairs()]
        if not deadlines:
            messages.info(request, "Tidak ada tenggat yang sedang berjalan.")
            return redirect("home")
        data = ics.calendar(deadlines, name="Tenggat KIPP Kota Tegal", made_at=timezone.now())
        headers = {
            "Content-Disposition": f'attachment; filename="{NAME}"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        }
        return HttpResponse(data, content_type="text/calendar; charset=utf-8", headers=headers)

    def closing(self) -> Iterator[ics.Deadline]:
        """Registration, until the day that counts for this agency."""
        user, period = self.request.user, Period.objects.current()
        if period is None:
            return
        drafts = Proposal.objects.visible_to(user).filter(period=period).drafts().open_for_entries()
        draft = drafts.with_names().order_by("pk").first()
        if draft is None and not permissions.may_enter(user, period):
            return
        closes_at = draft.closes_at if draft else period.registration_closes_at
        page = reverse("proposals:detail", args=[draft.pk]) if draft else reverse("proposals:create")
        yield deadline(
            f"pendaftaran-{period.year}",
            before=closes_at,
            summary=f"Pendaftaran {period.title} ditutup",
            description=f"Kirim proposal paling lambat {penutupan(closes_at)}.",
            page=page,
        )

    def repairs(self) -> Iterator[ics.Deadline]:
        unsent = Proposal.objects.visible_to(self.request.user).unsent().filter(status=Proposal.Status.RETURNED)
        for proposal in unsent.with_names().order_by("pk"):
            due = hari_tanggal(proposal.due_on)
            yield deadline(
                f"perbaikan-{proposal.pk}",
                before=closing_instant(proposal.due_on),
                summary=f"Kirim ulang proposal {proposal.number}",
                description=f"{proposal.innovation.title}: kirim perbaikan paling lambat {due} pukul 24.00 WIB.",
                page=reverse("proposals:detail", args=[proposal.pk]),
            )


def deadline(code: str, *, before, summary: str, description: str, page: str) -> ics.Deadline:
    host = urlsplit(settings.BASE_URL).hostname
    return ics.Deadline(f"{code}@{host}", before, summary, description, settings.BASE_URL + page)
