"""Lists that are narrowed, sorted and paged by their address, so that all of it survives a link and a way back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.db.models import F
from django.http import QueryDict
from django.views.generic import ListView

from kipp.access import Guarded

SORT = "urut"
PAGE = "halaman"


@dataclass(frozen=True)
class Link:
    label: str
    url: str


@dataclass(frozen=True)
class Column:
    """Head of a column that sorts: where it leads, and how the list is sorted by it now (word of aria-sort)."""

    url: str
    direction: str


class FilteredList(Guarded, ListView):
    """A list with a filter set. Subclasses give `visible()`: the rows this user may see, in their usual order.

    `columns` names what the address may sort by and the fields behind it; anything else leaves the usual order.
    """

    filterset_class: ClassVar[type]
    columns: ClassVar[Mapping[str, Sequence[str]]] = {}
    page_kwarg = PAGE
    paginate_by = 30
    filter: Any

    def get_queryset(self):
        self.filter = self.filterset_class(self.request.GET, queryset=self.visible())
        rows = self.filter.qs
        name, descends = self.sorting()
        if name:
            fields = [F(field) for field in self.columns[name]]
            ordered = [field.desc(nulls_last=True) if descends else field.asc(nulls_last=True) for field in fields]
            rows = rows.order_by(*ordered, "pk")
        return rows

    def sorting(self) -> tuple[str, bool]:
        """Return the column asked for and whether it descends; no name when it is none of ours."""
        asked = self.request.GET.get(SORT, "")
        name = asked.removeprefix("-")
        return (name, asked.startswith("-")) if name in self.columns else ("", False)

    def get_context_data(self, **kwargs):
        query = self.request.GET
        return super().get_context_data(
            filter=self.filter,
            active=active_filters(self.filter.form, query),
            clear_url=self.request.path,
            columns=sort_columns(self.columns, query, *self.sorting()),
            **kwargs,
        )


def active_filters(form: forms.Form, query: QueryDict) -> list[Link]:
    """Return what narrows the list, each with the address of the list without it."""
    if not form.is_valid():
        return []
    links = []
    for name, field in form.fields.items():
        if query.get(name):
            links.append(Link(f"{field.label}: {_words(field, form.cleaned_data[name])}", _address(query, name)))
    return links


def _words(field: forms.Field, value) -> str:
    choices = {} if isinstance(field, forms.ModelChoiceField) else dict(getattr(field, "choices", ()))
    return str(choices.get(value, value))


def sort_columns(columns: Mapping, query: QueryDict, now: str, descends: bool) -> dict[str, Column]:
    """Return the head of each column: a second press turns the order round."""
    heads = {}
    for name in columns:
        here = name == now
        wanted = f"-{name}" if here and not descends else name
        direction = ("descending" if descends else "ascending") if here else ""
        heads[name] = Column(_address(query, **{SORT: wanted}), direction)
    return heads


def _address(query: QueryDict, *without: str, **changed: str) -> str:
    """Return the query of the same list on its first page, without some filters and with others."""
    left = query.copy()
    for name in (*without, PAGE):
        left.pop(name, None)
    for name, value in changed.items():
        left[name] = value
    return f"?{left.urlencode()}"
