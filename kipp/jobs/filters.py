"""How the list of work is narrowed."""

import django_filters

from kipp.jobs.models import LABELS, Job


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
