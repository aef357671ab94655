"""Satu instansi satu inovasi: every obliged agency, every year."""

from collections.abc import Iterable, Sequence

from competitions.models import Period
from kipp.accounts.models import Agency
from kipp.listing import FilteredList
from kipp.text import angka, ribuan
from proposals import permissions
from proposals.compliance import Entry, Standing, Standings, share_fulfilled, standing, without_innovation
from proposals.filters import DutyFilter
from proposals.models import Proposal

# PermenPANRB 7/2021 names the perangkat daerah; a refused, withdrawn or unsent proposal does not fulfil the duty.
OBLIGED = (Agency.Kind.PERANGKAT_DAERAH,)
FULFILLING = (Proposal.Status.SUBMITTED, Proposal.Status.RETURNED, Proposal.Status.VERIFIED)
WORDS = {
    Standing.FULFILLED: "Berinovasi",
    Standing.STARTED: "Baru mulai",
    Standing.ABSENT: "Belum ada",
}
TAGS = {Standing.FULFILLED: "done", Standing.STARTED: "queued", Standing.ABSENT: "empty"}


def obliged():
    return Agency.objects.active().filter(kind__in=OBLIGED).order_by("name", "pk")


def standings_of(agencies: Iterable[Agency], entries, years: Sequence[int]) -> Standings:
    """Ask the rule about the entries that somebody may see."""
    standing_ones = entries.exclude(status=Proposal.Status.WITHDRAWN).order_by("pk")
    rows = standing_ones.values_list("agency__code", "period__year", "status")
    codes = [agency.code for agency in agencies]
    return standing([Entry(*row) for row in rows], codes, years, fulfilling=FULFILLING)


class Compliance(FilteredList):
    permission = permissions.may_work_desk
    template_name = "proposals/compliance.html"
    columns = {"instansi": ["name"]}
    paginate_by = 50
    noun = "Perangkat Daerah"
    nothing = "Belum ada Perangkat Daerah yang terdaftar."

    def visible(self):
        return obliged()

    def filtered_by(self, query):
        held = Period.objects.exclude(status__in=[Period.Status.DRAFT, Period.Status.ARCHIVED])
        self.years = list(held.order_by("year").values_list("year", flat=True))
        entries = Proposal.objects.visible_to(self.request.user)
        self.standings = standings_of(obliged(), entries, self.years)
        return DutyFilter(query, queryset=self.visible(), standings=self.standings)

    def get_context_data(self, **kwargs):
        shown = super().get_context_data(years=self.years, totals=[self.total(year) for year in self.years], **kwargs)
        shown["rows"] = [{"agency": agency, "years": self.cells(agency)} for agency in shown["object_list"]]
        return shown

    def cells(self, agency) -> list[dict]:
        by_year = self.standings[agency.code].items()
        return [{"year": year, "kind": TAGS[state], "label": WORDS[state]} for year, state in by_year]

    def total(self, year) -> dict:
        share = share_fulfilled(self.standings, year)
        without = ribuan(len(without_innovation(self.standings, year)))
        part = "" if share is None else f"; {angka(share * 100, 1)}% sudah"
        return {"value": without, "label": f"instansi belum berinovasi pada {year}{part}", "url": f"?belum={year}"}
