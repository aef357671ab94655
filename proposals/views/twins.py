"""Innovations of the same or nearly the same title, as the reader may know them."""

from dataclasses import dataclass

from django.urls import reverse

from kipp.accounts.permissions import is_operator
from proposals.models import Innovation, SentVersion
from proposals.titles import is_same

MOST = 5


@dataclass(frozen=True)
class Twin:
    title: str
    agency: str
    words: str
    url: str = ""


def twins(user, title: str, *, apart_from: Innovation | None = None) -> list[Twin]:
    """Return the nearest, without the innovation itself. Organisers compare with all, two queries for agencies.

    An agency compares with its own and with what was published; the running entry of another never shows.
    """
    near = Innovation.objects.visible_to(user).like(title).select_related("agency")
    if apart_from:
        near = near.exclude(pk=apart_from.pk)
    found = [twin_of(row, title) for row in near[:MOST]]
    if is_operator(user):
        published = SentVersion.objects.published().like(title).exclude(proposal__agency=user.agency_id)
        found += [
            Twin(version.title, version.proposal.agency.name, _words(version.title, title))
            for version in published.select_related("proposal__agency")[:MOST]
        ]
    return found


def twin_of(row: Innovation, title: str) -> Twin:
    """What is said of an innovation that the reader may open."""
    page = reverse("proposals:innovation_detail", args=[row.pk])
    return Twin(row.title, row.agency.name, _words(row.title, title), page)


def _words(one: str, other: str) -> str:
    return "judul sama" if is_same(one, other) else "judul mirip"
