"""Lists that are narrowed, sorted and paged by their address, so that all of it survives a link and a way back."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import F
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.views.generic import ListView

from kipp.access import Guarded

SORT = "urut"
PAGE = "halaman"
BACK = "kembali"


@dataclass(frozen=True)
class Link:
    label: str
    url: str


@dataclass(frozen=True)
class Column:
    """Head of a column that sorts: where it leads, and how the list is sorted by it now (word of aria-sort)."""

    url: str
    direction: str


class SearchFilter(django_filters.CharFilter):
    """Words looked for; the list follows while they are typed."""

    def __init__(self, **kwargs):
        box = forms.TextInput(attrs={"type": "search", "autocomplete": "off"})
        super().__init__(**({"lookup_expr": "icontains", "widget": box} | kwargs))


class FilteredList(Guarded, ListView):
    """A list with a filter set. Subclasses give `visible()`: the rows this user may see, in their usual order.

    `columns` names what the address may sort by and the fields behind it; anything else leaves the usual order.
    `noun` names the rows; `nothing` is said when there are none, even without a filter.
    """

    filterset_class: ClassVar[type]
    columns: ClassVar[Mapping[str, Sequence[str]]] = {}
    noun: ClassVar[str] = "baris"
    nothing: ClassVar[str] = "Daftar ini masih kosong."
    page_kwarg = PAGE
    paginate_by = 30
    filter: Any

    @abstractmethod
    def visible(self):
        """Return the rows that this user may see, in their usual order."""

    def get_queryset(self):
        self.filter = self.filtered_by(self.request.GET)
        rows = self.filter.qs
        name, descends = self.sorting()
        if name:
            fields = [F(field) for field in self.columns[name]]
            ordered = [field.desc(nulls_last=True) if descends else field.asc(nulls_last=True) for field in fields]
            rows = rows.order_by(*ordered, "pk")
        return rows

    def filtered_by(self, query: QueryDict):
        """Return the filter set that a query asks for."""
        return self.filterset_class(query, queryset=self.visible())

    def sorting(self) -> tuple[str, bool]:
        """Return the column asked for and whether it descends; no name when it is none of ours."""
        asked = self.request.GET.get(SORT, "")
        name = asked.removeprefix("-")
        return (name, asked.startswith("-")) if name in self.columns else ("", False)

    def get_context_data(self, **kwargs):
        query = self.request.GET
        active = active_filters(self.filter.form, query)
        return super().get_context_data(
            filter=self.filter,
            active=active,
            clear_url=self.request.path,
            columns=sort_columns(self.columns, query, *self.sorting()),
            noun=self.noun,
            empty=self.nothing if not active else nothing_left(self.noun, active),
            carry=carry(query),
            **kwargs,
        )


def nothing_left(noun: str, active: Sequence[Link]) -> str:
    """Say which filters leave nothing."""
    return f"Tidak ada {noun} untuk {'; '.join(link.label for link in active)}. Lepas salah satu saringan di atas."


def carry(query: QueryDict) -> str:
    """What the links of a list carry, so that the page behind them leads back to the same rows."""
    return f"?{urlencode({BACK: query.urlencode()})}" if query else ""


def carried_on(query: QueryDict) -> str:
    """The same, handed on from one page behind a list to the next."""
    left = query.get(BACK)
    return f"?{urlencode({BACK: str(left)})}" if left else ""


def list_address(url_name: str, query: QueryDict) -> str:
    """Return the list as it was left. Only its query comes from outside, never its address."""
    left = QueryDict(query.get(BACK, "")).urlencode()
    return f"{reverse(url_name)}?{left}" if left else reverse(url_name)


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
