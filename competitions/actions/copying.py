"""What a period is made of, as plain values: read from the presets or from an earlier edition, written into a new one.

Both are sources of the same copy. From an edition every column of every row goes along, so that one which is added
later cannot be forgotten here.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db import models

from competitions import presets
from competitions.models import AttachmentKind, BlankForm, Category, Criterion, EntryGroup, Period, Round, Section
from competitions.models.changes import DAYS
from competitions.schedule import closing_moved_by_years, moved_by_years, opening_moved_by_years

Values = dict[str, Any]

# The names under which a period keeps its rows, beside its rounds.
PARTS: dict[str, type[models.Model]] = {
    "categories": Category,
    "groups": EntryGroup,
    "sections": Section,
    "attachment_kinds": AttachmentKind,
}
RULES = (
    "theme",
    "invited_kinds",
    "is_title_once",
    "quota_per_agency",
    "winners",
    "champions",
    "runners_up",
    "objection_days",
    "objection_answer_days",
    "reminder_days",
)
# Which row it is and what it belongs to; its place in the list is counted anew.
OWN_COLUMNS = {"id", "order"}
OWNERS = {Period, Round, AttachmentKind}
DAYS_OF_ROUND = ("opens_on", "closes_on")


class Configuration(NamedTuple):
    """Columns of the period, its rounds each with their criteria, and its other rows by their name, in order.

    `blank_forms` are those of its kinds of attachment, by the code of the kind.
    """

    columns: Values
    rounds: list[tuple[Values, list[Values]]]
    parts: dict[str, list[Values]]
    blank_forms: dict[str, Values]


def standard() -> Configuration:
    """Return what a period begins with that copies no other."""
    tie_breaks, criteria = rubric(presets.ROUND["kind"])
    return Configuration(
        columns={"reminder_days": list(presets.REMINDER_DAYS)},
        rounds=[({**presets.ROUND, "tie_breaks": tie_breaks}, criteria)],
        parts={
            "categories": [row._asdict() for row in presets.CATEGORIES],
            "groups": [row._asdict() for row in presets.GROUPS],
            "sections": [row._asdict() for row in presets.SECTIONS],
            "attachment_kinds": [row._asdict() for row in presets.ATTACHMENT_KINDS],
        },
        blank_forms={},
    )


def rubric(kind: str) -> tuple[list[str], list[Values]]:
    """Return the tie chain and the criteria that a round of a kind begins with."""
    preset = presets.RUBRICS[kind]
    criteria = [row._asdict() | {"anchors": [mark._asdict() for mark in row.anchors]} for row in preset.criteria]
    return list(preset.tie_breaks), criteria


def of_edition(edition: Period, *, years: int) -> Configuration:
    """Return what an edition is made of, with its dates moved by so many years."""
    forms = BlankForm.objects.filter(kind__period=edition).select_related("kind", "uploaded_by")
    return Configuration(
        columns={name: getattr(edition, name) for name in RULES} | _moved_dates(edition, years),
        rounds=[
            (
                _values(round_) | {name: _moved(getattr(round_, name), years) for name in DAYS_OF_ROUND},
                [_values(row) for row in round_.criteria.order_by("order", "pk")],
            )
            for round_ in edition.rounds.order_by("order", "pk")
        ],
        parts={name: [_values(row) for row in getattr(edition, name).order_by("order", "pk")] for name in PARTS},
        # The file itself is stored once under its hash, and so is what the scanner says of it: both forms name it.
        blank_forms={form.kind.code: _values(form) for form in forms},
    )


def fill(period: Period, configuration: Configuration) -> None:
    """Write the rows of a configuration into a period that has none yet."""
    for order, (values, criteria) in enumerate(configuration.rounds, 1):
        round_ = period.rounds.create(order=order, **values)
        fill_rubric(round_, criteria)
    for name, model in PARTS.items():
        model._default_manager.bulk_create(  # noqa: SLF001 (Django's public API)
            _rows(model, configuration.parts[name], period=period)
        )
    kinds = period.attachment_kinds.filter(code__in=configuration.blank_forms)
    BlankForm.objects.bulk_create([BlankForm(kind=kind, **configuration.blank_forms[kind.code]) for kind in kinds])


def fill_rubric(round_: Round, criteria: Iterable[Values]) -> None:
    """Write the criteria of a round that has none yet."""
    Criterion.objects.bulk_create(_rows(Criterion, criteria, round=round_))


def left_behind(edition: Period) -> list[tuple[str, int]]:
    """Name and count what hangs on an edition, in whatever app, and is no part of its configuration.

    What other apps write on its sections and kinds of attachment belongs to the entries that are counted here.
    """
    kept: list[tuple[str, models.QuerySet[Any]]] = []
    owners: list[type[models.Model]] = [Period, Round, *PARTS.values()]
    for owner in owners:
        for relation in owner._meta.related_objects:  # noqa: SLF001 (_meta is Django's public API)
            model: Any = relation.related_model
            is_detail = owner in PARTS.values() and model._meta.app_label != Period._meta.app_label  # noqa: SLF001
            if is_detail or model in (*PARTS.values(), Round, Criterion, BlankForm, Period):
                continue
            path = relation.field.name if owner is Period else f"{relation.field.name}__period"
            rows = model._base_manager.filter(**{path: edition.pk}).order_by()  # noqa: SLF001
            kept.append((str(model._meta.verbose_name), rows))  # noqa: SLF001
    # One question, however many models there are. `Count` would group the rows.
    number = models.Func(models.F("pk"), function="COUNT", output_field=models.IntegerField())
    asked = [models.Subquery(rows.annotate(how_many=number).values("how_many")) for _, rows in kept]
    counts = Period.objects.filter(pk=edition.pk).values_list(*asked).get()
    return [(name, count) for (name, _), count in zip(kept, counts, strict=True) if count]


def _moved_dates(edition: Period, years: int) -> Values:
    opens_at, closes_on, closes_at = (
        edition.registration_opens_at,
        edition.registration_closes_on,
        edition.registration_closes_at,
    )
    return {name: _moved(getattr(edition, name), years) for name in map(str, DAYS)} | {
        "registration_opens_at": opens_at and opening_moved_by_years(opens_at, years),
        "registration_closes_on": _moved(closes_on, years),
        "registration_closes_at": closes_on and closes_at and closing_moved_by_years(closes_on, closes_at, years),
    }


def _moved(day: date | None, years: int) -> date | None:
    return day and moved_by_years(day, years)


def _values(row: models.Model) -> Values:
    columns = row._meta.concrete_fields  # noqa: SLF001
    own = [column for column in columns if column.name not in OWN_COLUMNS and column.related_model not in OWNERS]
    return {column.name: getattr(row, column.name) for column in own}


def _rows(model: type[models.Model], rows: Iterable[Values], **owner: models.Model) -> list[Any]:
    return [model(order=order, **owner, **values) for order, values in enumerate(rows)]
