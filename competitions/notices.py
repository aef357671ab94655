"""What is told about a period. Mail rows stand in the transaction of the act that causes them."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from competitions.models import AgencyExtension
from kipp.accounts.models import User
from kipp.text import penutupan


def extended(extension: AgencyExtension) -> None:
    """Tell the agency, and nobody else, that it has more time."""
    until = penutupan(extension.until)
    link = settings.BASE_URL + reverse("home")
    for person in User.objects.operators_of(extension.agency_id):
        context = {"person": person, "extension": extension, "until": until, "link": link}
        body = render_to_string("emails/competitions_extended.txt", context)
        subject = f"Kirim proposal Anda paling lambat {until}: perpanjangan untuk instansi Anda"
        send_mail(subject, body, None, [person.email])
