"""What is told about a period. Mail rows stand in the transaction of the act that causes them."""

from collections.abc import Sequence

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from competitions.models import AgencyExtension, Amendment, Announcement, ClosingChange, Period, What
from kipp.accounts.models import Role, User
from kipp.documents.models import Document
from kipp.jobs.mail import Letter
from kipp.text import penutupan

INTERNAL = {What.REMINDER_DAYS.value}
OF_JUDGES = {What.JUDGING_OPENS_ON.value, What.JUDGING_CLOSES_ON.value}


def extended(extension: AgencyExtension) -> None:
    """Tell the agency, and nobody else, that it has more time."""
    until = penutupan(extension.until)
    link = settings.BASE_URL + reverse("home")
    for person in User.objects.operators_of(extension.agency_id):
        context = {"person": person, "extension": extension, "until": until, "link": link}
        body = render_to_string("emails/competitions_extended.txt", context)
        subject = f"Kirim proposal Anda paling lambat {until}: perpanjangan untuk instansi Anda"
        Letter(subject, body, to=[person.email]).send()


def announced(announcement: Announcement, paper: Document) -> None:
    """Send the announcement to every operator of the agencies that the period invites."""
    invited = User.objects.active().filter(role=Role.OPERATOR, agency__in=announcement.period.invited_agencies())
    link = settings.BASE_URL + reverse("competitions:announcement_list")
    for person in invited.order_by("pk"):
        context = {
            "person": person,
            "announcement": announcement,
            "paper": paper,
            "corrected": announcement.corrects,
            "link": link,
        }
        body = render_to_string("emails/competitions_announced.txt", context)
        Letter(f"Pengumuman {paper.number}: {announcement.title}", body, to=[person.email]).send()


def amended(period: Period, rows: Sequence[ClosingChange | Amendment]) -> None:
    """Tell everybody whom an act of change concerns: what it was, what it is now, and why."""
    page = settings.BASE_URL + reverse("competitions:period_detail", args=[period.pk])
    home = settings.BASE_URL + reverse("home")
    first, subject = rows[0], f"Perubahan jadwal dan ketentuan {period}"
    if isinstance(first, ClosingChange):
        subject = f"{first.subject} menjadi {first.new_words}"
    for person in _concerned(period, rows):
        link = page if person.is_organiser else home
        shown = [row for row in rows if person.is_organiser or row.what not in INTERNAL]
        context = {"person": person, "period": period, "rows": shown, "reason": first.reason, "link": link}
        body = render_to_string("emails/competitions_amended.txt", context)
        Letter(subject, body, to=[person.email]).send()


def _concerned(period: Period, rows: Sequence[ClosingChange | Amendment]) -> list[User]:
    """The other organisers always; invited agencies unless it is internal; judges when their own days change."""
    people = list(User.objects.organisers().exclude(pk=rows[0].by_id))
    what = {row.what for row in rows} - INTERNAL
    if what:
        invited = period.invited_agencies()
        people += User.objects.active().filter(role=Role.OPERATOR, agency__in=invited).order_by("pk")
    if what & OF_JUDGES:
        people += User.objects.judges()
    return people
