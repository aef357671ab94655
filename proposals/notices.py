"""What is told to whom about an entry. Mail rows stand in the transaction of the act that causes them."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from competitions.models import ClosingChange
from kipp.accounts.models import User
from proposals.models import Check, EligibilityVerdict, Proposal
from proposals.wording import verdict_short


def sent(proposal: Proposal) -> None:
    """Tell the agency and the organisers that a proposal has arrived."""
    subject = f"Proposal {proposal.number} diterima"
    _tell(_operators(proposal), subject, "sent", proposal=proposal, link=_own_link(proposal))
    _tell(User.objects.organisers(), subject, "arrived", proposal=proposal, link=_desk_link(proposal))


def decided(proposal: Proposal, check: Check) -> None:
    """Tell the agency what the desk decided, with every reason."""
    _tell(
        _operators(proposal),
        f"Proposal {proposal.number}: {check.get_decision_display()}",
        "decided",
        proposal=proposal,
        check=check,
        link=_own_link(proposal),
    )


def verdict_changed(
    proposal: Proposal, change: ClosingChange, *, old: EligibilityVerdict, new: EligibilityVerdict
) -> None:
    """Tell the agency that moving the closing has turned its verdict."""
    _tell(
        _operators(proposal),
        "Perubahan penutupan pendaftaran mengubah kelayakan proposal Anda",
        "verdict_changed",
        proposal=proposal,
        change=change,
        old=old,
        new=new,
        old_words=verdict_short(old.as_verdict),
        new_words=verdict_short(new.as_verdict),
        link=_own_link(proposal),
    )


def not_sent(proposal: Proposal) -> None:
    """Tell the agency that registration has closed over an unsent draft."""
    _tell(
        _operators(proposal),
        "Pendaftaran ditutup, proposal Anda belum dikirim",
        "not_sent",
        proposal=proposal,
        link=_own_link(proposal),
    )


def remind(proposal: Proposal, *, days_left: int, missing: Sequence[str]) -> None:
    """Remind the agency of an unsent draft and name what is missing."""
    _tell(
        _operators(proposal),
        f"Pendaftaran ditutup {days_left} hari lagi, proposal Anda belum dikirim",
        "remind",
        proposal=proposal,
        days_left=days_left,
        missing=missing,
        link=_own_link(proposal),
    )


def _operators(proposal: Proposal):
    return User.objects.operators_of(proposal.agency_id)


def _own_link(proposal: Proposal) -> str:
    return settings.BASE_URL + reverse("proposals:detail", kwargs={"pk": proposal.pk})


def _desk_link(proposal: Proposal) -> str:
    return settings.BASE_URL + reverse("proposals:desk_detail", kwargs={"pk": proposal.pk})


def _tell(people: Iterable[User], subject: str, template: str, **context) -> None:
    for person in people:
        body = render_to_string(f"emails/proposals_{template}.txt", {"person": person, **context})
        EmailMessage(subject, body, to=[person.email]).send()
