"""Invite people, withdraw and restore their access."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.usersessions.models import UserSession
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string

from kipp.accounts.models import Agency, User
from kipp.audit.chain import record


@transaction.atomic
def invite(
    *,
    by: User | None,
    email: str,
    name: str,
    role: str,
    agency: Agency | None = None,
    nip: str = "",
    position: str = "",
) -> User:
    """Create an account without a password and send the link with which its owner sets one."""
    person = User.objects.create_user(email=email, name=name, role=role, agency=agency, nip=nip, position=position)
    record("user.invite", person, by=by, role=role)
    _send_invitation(person)
    return person


@transaction.atomic
def invite_again(person: User, *, by: User) -> None:
    """Send a new link to somebody who has not taken up the first."""
    record("user.invite_again", person, by=by)
    _send_invitation(person)


@transaction.atomic
def deactivate(person: User, *, by: User) -> None:
    """Withdraw access and end every session, so that none comes back with the access."""
    if User.objects.filter(pk=person.pk, is_active=True).update(is_active=False):
        record("user.deactivate", person, by=by)
    for session in UserSession.objects.filter(user=person):
        session.end()
    person.refresh_from_db(fields=["is_active"])


@transaction.atomic
def reactivate(person: User, *, by: User) -> None:
    """Give access back."""
    if User.objects.filter(pk=person.pk, is_active=False).update(is_active=True):
        record("user.reactivate", person, by=by)
    person.refresh_from_db(fields=["is_active"])


def invitation_link(person: User) -> str:
    """Return the address at which this person sets a password, once."""
    # The same generator and page as for a forgotten password: one mechanism to trust.
    key = f"{user_pk_to_url_str(person)}-{default_token_generator.make_token(person)}"
    return str(get_adapter().get_reset_password_from_key_url(key))


def _send_invitation(person: User) -> None:
    body = render_to_string(
        "emails/invitation.txt",
        {"person": person, "link": invitation_link(person), "role": person.get_role_display()},
    )
    EmailMessage("Undangan akun KIPP Kota Tegal", body, to=[person.email]).send()
