"""A new period made like an earlier edition, and the page that says what did not come along."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView, TemplateView

from competitions import actions, permissions
from competitions.forms import CopyForm
from competitions.models import Period
from competitions.schedule import is_weekend
from competitions.views.periods import PeriodScoped, gaps_of
from kipp.access import Guarded
from kipp.clock import local_date, today
from kipp.listing import Link


class PeriodCopy(Guarded, FormView):
    permission = permissions.may_create
    template_name = "competitions/period_copy.html"
    form_class = CopyForm

    @property
    def editions(self):
        return Period.objects.visible_to(self.request.user).copyable()

    def get_initial(self):
        newest = self.editions.first()
        year = newest.year + 1 if newest else today().year
        title = f"Kompetisi Inovasi Pelayanan Publik Kota Tegal {year}"
        return {"edition": newest, "year": year, "title": title}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"editions": self.editions}

    def get_context_data(self, **kwargs):
        back = Link("buat periode", reverse("competitions:period_create"))
        return super().get_context_data(back=back, **kwargs)

    def form_valid(self, form):
        data = form.cleaned_data
        try:
            period = actions.copy_period(data["edition"], by=self.request.user, year=data["year"], title=data["title"])
        except ValidationError as refusal:  # another organiser has just created the same year
            form.add_error(None, refusal.messages)
            return self.form_invalid(form)
        messages.success(self.request, f"{data['edition']} disalin. Periksa tanggal dan yang tidak ikut disalin.")
        return redirect("competitions:period_copied", pk=period.pk)


class PeriodCopied(PeriodScoped, TemplateView):
    """What did not carry over from the edition, and which dates to look at; for as long as the copy is a draft."""

    permission = permissions.may_edit
    template_name = "competitions/period_copied.html"

    def load(self):
        period = super().load()
        if period.copied_from is None:
            raise Http404
        return period

    def get_context_data(self, **kwargs):
        period = self.subject
        return super().get_context_data(
            period=period,
            edition=period.copied_from,
            left_behind=actions.left_behind(period.copied_from),
            days=moved_days(period.copied_from, period),
            reasons=actions.reasons_against_opening(period),
            gaps=gaps_of(period),
            **kwargs,
        )


def moved_days(edition: Period, period: Period) -> list[dict]:
    """Return each day of the edition beside the day it has become, with what makes it worth a look."""
    before, now = days_of(edition), days_of(period)
    return [
        {"label": label, "before": before.get(label), "now": day, "note": note_on(day)}
        for label, day in now.items()
        if day or before.get(label)
    ]


def days_of(period: Period) -> dict[str, date | None]:
    opens_at = period.registration_opens_at
    days: dict[str, date | None] = {
        "Pendaftaran dibuka": opens_at and local_date(opens_at),
        "Pendaftaran ditutup": period.registration_closes_on,
        "Verifikasi dimulai": period.verification_opens_on,
        "Verifikasi selesai": period.verification_closes_on,
        "Penilaian dimulai": period.judging_opens_on,
        "Penilaian selesai": period.judging_closes_on,
        "Pengumuman": period.announced_on,
    }
    for place, round_ in enumerate(period.rounds.order_by("order", "pk"), 1):
        days |= {f"Tahap {place} dimulai": round_.opens_on, f"Tahap {place} selesai": round_.closes_on}
    return days


def note_on(day: date | None) -> str:
    if day is None:
        return "Dikosongkan"
    if day < today():
        return "Sudah lewat"
    return "Akhir pekan" if is_weekend(day) else "–"
