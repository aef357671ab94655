"""Satu instansi satu inovasi: every obliged agency, every year."""

from django.views.generic import ListView

from competitions.models import Period
from kipp.access import Guarded
from kipp.accounts.models import Agency
from proposals import permissions
from proposals.compliance import Entry, Standing, share_fulfilled, standing, without_innovation
from proposals.models import Proposal

# PermenPANRB 7/2021 names the perangkat daerah; a refused or unsent proposal does not fulfil the duty.
OBLIGED = (Agency.Kind.PERANGKAT_DAERAH,)
FULFILLING = (Proposal.Status.SUBMITTED, Proposal.Status.RETURNED, Proposal.Status.VERIFIED)
WORDS = {
    Standing.FULFILLED: "Berinovasi",
    Standing.STARTED: "Baru mulai",
    Standing.ABSENT: "Belum ada",
}


class Compliance(Guarded, ListView):
    permission = permissions.may_work_desk
    template_name = "proposals/compliance.html"
    context_object_name = "rows"
    paginate_by = 50
    page_kwarg = "halaman"

    def get_queryset(self):
        agencies = list(Agency.objects.active().filter(kind__in=OBLIGED).order_by("name", "pk"))
        held = Period.objects.exclude(status__in=[Period.Status.DRAFT, Period.Status.ARCHIVED])
        self.years = list(held.order_by("year").values_list("year", flat=True))
        entries = Proposal.objects.visible_to(self.request.user).order_by("pk")
        self.standings = standing(
            [Entry(*row) for row in entries.values_list("agency__code", "period__year", "status")],
            [agency.code for agency in agencies],
            self.years,
            fulfilling=FULFILLING,
        )
        return [
            {
                "agency": agency,
                "years": [(state, WORDS[state]) for state in self.standings[agency.code].values()],
            }
            for agency in agencies
        ]

    def get_context_data(self, **kwargs):
        totals = [
            {
                "year": year,
                "without": len(without_innovation(self.standings, year)),
                "percent": None if (share := share_fulfilled(self.standings, year)) is None else share * 100,
            }
            for year in self.years
        ]
        return super().get_context_data(years=self.years, totals=totals, **kwargs)
