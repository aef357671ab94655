"""How documents are looked for."""

import django_filters
from django import forms
from django.db.models import Q

from kipp.documents.kinds import KINDS
from kipp.documents.models import Document
from kipp.forms import Form
from kipp.listing import SearchFilter


def kinds() -> list[tuple[str, str]]:
    return sorted(((kind.code, kind.label) for kind in KINDS.values()), key=lambda pair: pair[1])


class DocumentFilter(django_filters.FilterSet):
    jenis = django_filters.ChoiceFilter(field_name="kind", label="Jenis", choices=kinds, empty_label="Semua")
    cari = SearchFilter(label="Cari judul, nomor, atau instansi", method="words")

    class Meta:
        model = Document
        fields: list[str] = []

    def words(self, queryset, name, value):
        return queryset.filter(
            Q(title__icontains=value) | Q(number__icontains=value) | Q(agency__name__icontains=value)
        )


class NumberForm(Form):
    """The number as it stands on the paper; asked by the address, so that an answer can be kept."""

    nomor = forms.CharField(label="Nomor dokumen", required=False, widget=forms.TextInput({"autocomplete": "off"}))
