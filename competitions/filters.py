"""How the list of periods is narrowed."""

import django_filters

from competitions.models import Period
from kipp.listing import SearchFilter


class PeriodFilter(django_filters.FilterSet):
    tahap = django_filters.ChoiceFilter(
        field_name="status", label="Tahap", choices=Period.Status.choices, empty_label="Semua"
    )
    cari = SearchFilter(field_name="title", label="Cari nama")

    class Meta:
        model = Period
        fields: list[str] = []
