"""The first account of an installation; everyone else is then invited on the page of users."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from kipp.accounts.actions import invitation_link, invite, invite_again
from kipp.accounts.models import Role, User


class Command(BaseCommand):
    help = "Invite an organiser by mail. Repeated for the same address, it sends a new link."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("--nip", default="")
        parser.add_argument("--position", default="", help="jabatan")
        parser.add_argument(
            "--print-link", action="store_true", help="also print the link, for an installation without mail"
        )

    def handle(self, *, email, name, nip, position, print_link, **options):
        person = User.objects.filter(email=email.lower()).first()
        if person is None:
            person = _invited(email=email, name=name, nip=nip, position=position)
        elif person.is_organiser and person.is_active and not person.has_usable_password():
            invite_again(person, by=None)
        else:
            raise CommandError(f"{email} sudah memiliki akun ({person.get_role_display()}).")
        self.stdout.write(f"Undangan untuk {person.name} masuk antrean surel ke {person.email}.")
        if print_link:
            self.stdout.write(invitation_link(person))


def _invited(**fields) -> User:
    try:
        return invite(by=None, role=Role.ORGANISER, **fields)
    except ValidationError as refusal:
        raise CommandError(" ".join(refusal.messages)) from refusal
