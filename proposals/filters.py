"""How the desk narrows its list."""

import django_filters

from competitions.models import Category, Period
from kipp.accounts.models import Agency
from proposals.models import Proposal


class ProposalFilter(django_filters.FilterSet):
    periode = django_filters.ModelChoiceFilter(
        field_name="period",
        label="Periode",
        queryset=Period.objects.exclude(status="archived").order_by("-year"),
        empty_label="Semua",
    )
    status = django_filters.ChoiceFilter(label="Status", choices=Proposal.Status.choices, empty_label="Semua")
    kategori = django_filters.ModelChoiceFilter(
        field_name="category", label="Kategori", queryset=Category.objects.none(), empty_label="Semua"
    )
    instansi = django_filters.ModelChoiceFilter(
        field_name="agency", label="Instansi", queryset=Agency.objects.none(), empty_label="Semua"
    )
    cari = django_filters.CharFilter(field_name="innovation__title", lookup_expr="icontains", label="Cari judul")

    class Meta:
        model = Proposal
        fields: list[str] = []

    def __init__(self, data, *args, **kwargs):
        # Without a choice the list is about the running period.
        data = data.copy()
        if "periode" not in data and (current := Period.objects.current()):
            data["periode"] = str(current.pk)
        super().__init__(data, *args, **kwargs)
        period = data.get("periode", "")
        categories = Category.objects.select_related("period").order_by("-period__year", "order", "pk")
        self.filters["kategori"].queryset = categories.filter(period=period) if period.isdecimal() else categories
        taking_part = Proposal.objects.order_by().values("agency")
        self.filters["instansi"].queryset = Agency.objects.filter(pk__in=taking_part).order_by("name", "pk")
