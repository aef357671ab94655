"""Coach an agency."""

from datetime import date
from uuid import UUID

from django.db import transaction

from kipp.accounts.models import User
from kipp.audit.chain import record
from proposals import notices
from proposals.models import CoachingNote, Innovation


@transaction.atomic
def coach(innovation: Innovation, *, by: User, token: UUID, met_on: date, text: str) -> CoachingNote:
    """Write down what was worked on and tell the agency. The same token gives the same note, once."""
    note, created = CoachingNote.objects.get_or_create(
        token=token, defaults={"innovation": innovation, "met_on": met_on, "text": text, "by": by}
    )
    if created:
        record("innovation.coach", innovation, by=by, met_on=met_on.isoformat())
        notices.coached(note)
    return note
