"""The menu, derived from the same permissions the views ask."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from kipp.access import public, signed_in
from kipp.accounts.permissions import is_judge, is_operator, is_organiser


@dataclass(frozen=True)
class Item:
    label: str
    url_name: str
    permission: Callable


def not_signed_in(user, subject=None) -> bool:
    return not user.is_authenticated


MENU = [
    Item("Beranda", "home", public),
    Item("Proposal saya", "proposals:own_list", is_operator),
    Item("Tugas penilaian", "judging:task_list", is_judge),
    Item("Periode", "competitions:period_list", is_organiser),
    Item("Proposal", "proposals:desk_list", is_organiser),
    Item("Inovasi", "proposals:innovation_list", is_operator),
    Item("Survei", "skm:survey_list", is_operator),
    Item("Inovasi", "proposals:innovation_list", is_organiser),
    Item("Penilaian", "judging:panel", is_organiser),
    Item("Survei", "skm:survey_list", is_organiser),
    Item("Pengguna", "accounts:user_list", is_organiser),
    Item("Hasil kompetisi", "judging:results", public),
    Item("Hasil survei", "skm:results", public),
    Item("Dokumen", "documents:list", signed_in),
    Item("Keaslian dokumen", "documents:lookup", not_signed_in),
]


def menu(user, path: str) -> list[dict]:
    """Return label, url and current mark of every page this user may open."""
    items = []
    for item in MENU:
        if item.permission(user, None):
            url = reverse(item.url_name)
            current = path == url if url == "/" else path.startswith(url)
            items.append({"label": item.label, "url": url, "current": current})
    return items
