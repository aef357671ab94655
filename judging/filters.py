"""How the lists of missing sheets and of objections are narrowed."""

import django_filters

from judging.models import Assignment, Objection, ObjectionAnswer
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


class ObjectionFilter(django_filters.FilterSet):
    keadaan = django_filters.ChoiceFilter(
        label="Keadaan",
        choices=[
            ("waiting", "Menunggu jawaban"),
            ("overdue", "Lewat tenggat"),
            *ObjectionAnswer.Outcome.choices,
        ],
        empty_label="Semua",
        method="in_state",
    )

    class Meta:
        model = Objection
        fields: list[str] = []

    def in_state(self, queryset, name, value):
        return queryset.in_state(value)
