"""How the list of missing sheets is narrowed."""

import django_filters

from judging.models import Assignment
from kipp.accounts.models import User


class OutstandingFilter(django_filters.FilterSet):
    juri = django_filters.ModelChoiceFilter(
        field_name="judge", label="Juri", queryset=User.objects.none(), empty_label="Semua"
    )
    keadaan = django_filters.ChoiceFilter(
        label="Keadaan",
        choices=[(state.value, state.label) for state in (Assignment.State.TODO, Assignment.State.DRAFT)],
        empty_label="Semua",
        method="in_state",
    )

    class Meta:
        model = Assignment
        fields: list[str] = []

    def __init__(self, *args, queryset, **kwargs):
        super().__init__(*args, queryset=queryset, **kwargs)
        judges = User.objects.filter(pk__in=queryset.order_by().values("judge"))
        self.filters["juri"].queryset = judges.order_by("name", "pk")

    def in_state(self, queryset, name, value):
        return queryset.in_state(value)
