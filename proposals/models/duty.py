"""Satu instansi satu inovasi: who owes an innovation each year, and what is there."""

from collections.abc import Iterable, Iterator, Sequence

from django.db import models
from django.db.models.functions import Now

from competitions.models import Period
from kipp.accounts.models import Agency, User
from proposals.compliance import Entry, Standing, Standings, standing_of, standings
from proposals.importing import PastResult
from proposals.models.entry import Proposal
from proposals.models.innovation import Innovation
from proposals.models.past import PastEntry
from proposals.models.triggers import append_only

# PermenPANRB 7/2021 names the perangkat daerah.
OBLIGED = (Agency.Kind.PERANGKAT_DAERAH,)

# How far an innovation came in an earlier edition, by what its sheet says.
TOLD: dict[str, Standing] = {
    PastResult.ENTERED: Standing.SUBMITTED,
    PastResult.PASSED: Standing.PASSED,
    PastResult.AWARDED: Standing.AWARDED,
}


class DutyExtract(models.Model):
    """What the board showed when a file of it was asked for. Only ever added."""

    content = models.JSONField()  # {"title", "filters", "years", "rows": [[agency, kind, [level, …]], …]}
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        triggers = [append_only()]

    def __str__(self):
        return str(self.content["title"])


def obliged() -> models.QuerySet[Agency]:
    return Agency.objects.active().filter(kind__in=OBLIGED).order_by("name", "pk")


def years_held() -> list[int]:
    """Return the years that take or took entries, oldest first."""
    held = Period.objects.exclude(status__in=[Period.Status.DRAFT, Period.Status.ARCHIVED])
    return list(held.order_by("year").values_list("year", flat=True))


def board_years() -> list[int]:
    """Return these years and the earlier editions that are recorded, oldest first."""
    return sorted({*years_held(), *PastEntry.objects.order_by().values_list("year", flat=True).distinct()})


def standings_of(agencies: Iterable[Agency], years: Sequence[int]) -> Standings:
    """Ask the rule about everything that is known of these agencies in these years."""
    return standings(_entries(years), [agency.code for agency in agencies], years)


def _entries(years: Sequence[int]) -> Iterator[Entry]:
    """Return the innovations that began in these years, the earlier editions, and the proposals of their periods.

    An award counts from its announcement (the reverse name of `judging.Result.proposal`).
    """
    begun = Innovation.objects.filter(implemented_on__year__in=years)
    for agency, began in begun.order_by("pk").values_list("agency__code", "implemented_on"):
        yield Entry(agency, began.year, Standing.INNOVATED)
    told = PastEntry.objects.filter(year__in=years).order_by("pk")
    for agency, year, result in told.values_list("innovation__agency__code", "year", "result"):
        yield Entry(agency, year, TOLD[result])
    proposals = Proposal.objects.filter(period__year__in=years).order_by("pk")
    announced = proposals.filter(period__status=Period.Status.ANNOUNCED, results__is_winner=True)
    awarded = set(announced.values_list("pk", flat=True))
    for pk, agency, year, status in proposals.values_list("pk", "agency__code", "period__year", "status"):
        yield Entry(agency, year, standing_of(status, is_awarded=pk in awarded))
