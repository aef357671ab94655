"""How the list of work is narrowed."""

import django_filters
from django.db.models import Q

from kipp.jobs.models import LABELS, Job, Mail
from kipp.listing import SearchFilter


def kinds() -> list[tuple[str, str]]:
    return sorted(LABELS.items(), key=lambda pair: pair[1])


class JobFilter(django_filters.FilterSet):
    keadaan = django_filters.ChoiceFilter(
        field_name="state",
        label="Keadaan",
        choices=[(state.value, state.label) for state in Job.State if state != Job.State.DONE],
        empty_label="Semua",
    )
    pekerjaan = django_filters.ChoiceFilter(field_name="kind", label="Pekerjaan", choices=kinds, empty_label="Semua")

    class Meta:
        model = Job
        fields: list[str] = []


class MailFilter(django_filters.FilterSet):
    """What a mail says is never searched: an answer would tell of it."""

    keadaan = django_filters.ChoiceFilter(
        field_name="state", label="Keadaan", choices=Mail.State.choices, empty_label="Semua"
    )
    cari = SearchFilter(label="Cari penerima, instansi, atau perihal", method="found")

    class Meta:
        model = Mail
        fields: list[str] = []

    def found(self, queryset, name, value):
        people = Q(recipient__icontains=value) | Q(agency__icontains=value)
        return queryset.filter(Q(to__icontains=value) | Q(subject__icontains=value) | people)
