"""How the lists of surveys and of results are narrowed."""

import django_filters
from django.db.models import Q

from kipp.listing import SearchFilter
from skm.models import Survey, SurveyPeriod, SurveyResult


class SurveyFilter(django_filters.FilterSet):
    periode = django_filters.ModelChoiceFilter(
        field_name="survey_period",
        label="Periode",
        queryset=SurveyPeriod.objects.order_by("-ends_on", "pk"),
        empty_label="Semua",
    )
    keadaan = django_filters.ChoiceFilter(
        field_name="status", label="Keadaan", choices=Survey.Status.choices, empty_label="Semua"
    )
    cari = SearchFilter(label="Cari layanan atau instansi", method="named")

    class Meta:
        model = Survey
        fields: list[str] = []

    def named(self, queryset, name, value):
        return queryset.filter(Q(service__name__icontains=value) | Q(service__agency__name__icontains=value))


class ResultFilter(django_filters.FilterSet):
    periode = django_filters.ModelChoiceFilter(
        field_name="survey__survey_period",
        label="Periode",
        queryset=SurveyPeriod.objects.filter(surveys__status="closed").distinct().order_by("-ends_on", "pk"),
        empty_label="Semua",
    )
    cari = SearchFilter(label="Cari unit atau layanan", method="named")

    class Meta:
        model = SurveyResult
        fields: list[str] = []

    def named(self, queryset, name, value):
        service = "survey__service__name__icontains"
        agency = "survey__service__agency__name__icontains"
        return queryset.filter(Q(**{service: value}) | Q(**{agency: value}))
