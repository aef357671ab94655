"""How lists of proposals and of agencies are narrowed."""

from datetime import datetime, time, timedelta

import django_filters
from django import forms
from django.db.models import Q
from django.utils.timezone import get_default_timezone

from competitions.models import Category, Period
from kipp.accounts.models import Agency
from kipp.clock import today
from kipp.listing import SearchFilter
from proposals.compliance import Standings, without_innovation
from proposals.models import (
    OBLIGED,
    CoachingNote,
    Innovation,
    Proposal,
    SentVersion,
    board_years,
    standings_of,
    years_held,
)


def years() -> list[tuple[str, str]]:
    """The years that took or take entries, newest first."""
    return [(str(year), str(year)) for year in reversed(years_held())]


def years_coached() -> list[tuple[str, str]]:
    """The years in which an innovation was coached, newest first."""
    met = CoachingNote.objects.dates("met_on", "year", order="DESC")
    return [(str(day.year), str(day.year)) for day in met]


def years_on_board() -> list[tuple[str, str]]:
    """The same and the earlier editions that are recorded, newest first."""
    return [(str(year), str(year)) for year in reversed(board_years())]


class OwnFilter(django_filters.FilterSet):
    """The proposals of one agency."""

    periode = django_filters.ChoiceFilter(
        field_name="period__year", label="Periode", choices=years, empty_label="Semua"
    )
    status = django_filters.ChoiceFilter(label="Status", choices=Proposal.Status.choices, empty_label="Semua")
    cari = SearchFilter(label="Cari judul atau isi", method="found")

    class Meta:
        model = Proposal
        fields: list[str] = []

    def found(self, queryset, name, value):
        """A draft is found by its title and agency only: nobody but its writers may learn what it says."""
        names = Q(innovation__title__icontains=value) | Q(agency__name__icontains=value) | Q(number__icontains=value)
        return queryset.filter(names | Q(pk__in=SentVersion.objects.latest_with(value).values("proposal")))


class InnovationFilter(django_filters.FilterSet):
    """The innovations of one agency, or of all for organisers."""

    digital = django_filters.ChoiceFilter(
        field_name="is_digital",
        label="Jenis",
        choices=[("True", "Digital"), ("False", "Nondigital")],
        empty_label="Semua",
    )
    cari = SearchFilter(field_name="title", label="Cari judul")

    class Meta:
        model = Innovation
        fields: list[str] = []


class AllInnovationsFilter(InnovationFilter):
    instansi = django_filters.ModelChoiceFilter(
        field_name="agency", label="Instansi", queryset=Agency.objects.order_by("name", "pk"), empty_label="Semua"
    )
    dibina = django_filters.ChoiceFilter(
        field_name="coaching_notes__met_on__year",
        label="Dibina pada tahun",
        choices=years_coached,
        empty_label="Semua",
        distinct=True,
    )


class ProposalFilter(OwnFilter):
    """The desk's list. The status is chosen above the list, where it says how many there are of each."""

    status = django_filters.ChoiceFilter(
        label="Status", choices=Proposal.Status.choices, empty_label="Semua", widget=forms.HiddenInput
    )
    kategori = django_filters.ModelChoiceFilter(
        field_name="category", label="Kategori", queryset=Category.objects.none(), empty_label="Semua"
    )
    instansi = django_filters.ModelChoiceFilter(
        field_name="agency", label="Instansi", queryset=Agency.objects.none(), empty_label="Semua"
    )
    umur = django_filters.ChoiceFilter(
        label="Umur draf",
        choices=[(str(days), f"{days} hari atau lebih") for days in (7, 14, 30)],
        empty_label="Semua",
        method="older",
    )

    def older(self, queryset, name, value):
        """Drafts that were begun so many days ago, counted in days of the calendar as the list shows them."""
        begun = datetime.combine(today() - timedelta(days=int(value) - 1), time.min, get_default_timezone())
        return queryset.drafts().filter(created_at__lt=begun)

    def __init__(self, data, *args, **kwargs):
        # Without a choice the list is about the running period.
        data = data.copy()
        if "periode" not in data and (current := Period.objects.current()):
            data["periode"] = str(current.year)
        super().__init__(data, *args, **kwargs)
        year = data.get("periode", "")
        categories = Category.objects.select_related("period").order_by("-period__year", "order", "pk")
        self.filters["kategori"].queryset = categories.filter(period__year=year) if year.isdecimal() else categories
        taking_part = Proposal.objects.order_by().values("agency")
        self.filters["instansi"].queryset = Agency.objects.filter(pk__in=taking_part).order_by("name", "pk")


class DutyFilter(django_filters.FilterSet):
    """The agencies and how far each came in each year; without a choice those that owe an innovation."""

    jenis = django_filters.ChoiceFilter(
        field_name="kind", label="Jenis instansi", choices=Agency.Kind.choices, empty_label="Semua jenis"
    )
    belum = django_filters.ChoiceFilter(
        label="Belum memenuhi pada tahun", choices=years_on_board, empty_label="Semua tahun", method="without"
    )
    cari = SearchFilter(field_name="name", label="Cari instansi")

    class Meta:
        model = Agency
        fields: list[str] = []

    def __init__(self, data, *args, **kwargs):
        data = data.copy()
        data.setdefault("jenis", OBLIGED[0])
        super().__init__(data, *args, **kwargs)
        self.years = board_years()
        self.standings = standings_of(self.queryset, self.years)

    def without(self, queryset, name, value):
        return queryset.filter(code__in=without_innovation(self.standings, int(value)))

    def shown(self) -> Standings:
        """Return the part of the board that is left."""
        return {code: self.standings[code] for code in self.qs.values_list("code", flat=True)}
