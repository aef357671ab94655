"""What is told about a period. Mail rows stand in the transaction of the act that causes them."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from competitions.models import AgencyExtension, Announcement
from kipp.accounts.models import Role, User
from kipp.documents.models import Document
from kipp.jobs.mail import Letter
from kipp.text import penutupan


def extended(extension: AgencyExtension) -> None:
    """Tell the agency, and nobody else, that it has more time."""
    until = penutupan(extension.until)
    link = settings.BASE_URL + reverse("home")
    for person in User.objects.operators_of(extension.agency_id):
        context = {"person": person, "extension": extension, "until": until, "link": link}
        body = render_to_string("emails/competitions_extended.txt", context)
        subject = f"Kirim proposal Anda paling lambat {until}: perpanjangan untuk instansi Anda"
        Letter(subject, body, to=[person.email]).send()


def announced(announcement: Announcement, paper: Document, *, corrected: Announcement | None) -> None:
    """Send the announcement to every operator of the agencies that the period invites."""
    invited = User.objects.active().filter(role=Role.OPERATOR, agency__in=announcement.period.invited_agencies())
    link = settings.BASE_URL + reverse("competitions:announcement_list")
    for person in invited.order_by("pk"):
        context = {
            "person": person,
            "announcement": announcement,
            "paper": paper,
            "corrected": corrected,
            "link": link,
        }
        body = render_to_string("emails/competitions_announced.txt", context)
        Letter(f"Pengumuman {paper.number}: {announcement.title}", body, to=[person.email]).send()
