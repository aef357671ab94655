"""Many entries for the benches: rows like those that the acts make, written in bulk."""

import pgtrigger
from django.utils import timezone

from competitions.models import Period
from kipp.accounts.models import Role, User
from proposals.models import Proposal
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.competitions import make_period, open_now
from tests.factories.proposals import make_many_complete

AGENCIES = 40


def draft_period() -> tuple[User, Period]:
    """Return an organiser and a period that is still being set up."""
    organiser = UserFactory(role=Role.ORGANISER)
    return organiser, make_period(by=organiser)


def open_period() -> tuple[User, Period]:
    """Return an organiser and a period that takes entries."""
    organiser, period = draft_period()
    return organiser, open_now(period, by=organiser)


def operators(count: int = AGENCIES) -> list[User]:
    """Return one operator for each of as many agencies."""
    return [UserFactory(role=Role.OPERATOR, agency=AgencyFactory()) for _ in range(count)]


def add_sent(count: int, *, by: list[User], period: Period, name: str) -> None:
    """Add sent proposals, spread over the agencies; the name keeps the titles of two calls apart."""
    for place, operator in enumerate(by):
        share = count // len(by) + (place < count % len(by))
        drafts = make_many_complete(share, by=operator, period=period, name=name)
        for n, draft in enumerate(drafts):
            draft.status, draft.number = Proposal.Status.SUBMITTED, f"{name}-{place}-{n}"
            draft.submitted_at, draft.submitted_by, draft.content_sha256 = timezone.now(), operator, "a" * 64
        with pgtrigger.ignore("proposals.Proposal:entry_before_closing"):
            fields = ["status", "number", "submitted_at", "submitted_by", "content_sha256"]
            Proposal.objects.bulk_update(drafts, fields)
