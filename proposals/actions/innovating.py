"""Keep the record of an innovation across the years, in a period or outside of one."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from competitions.models import Category, EntryGroup
from kipp.accounts.models import User
from kipp.audit.chain import record
from proposals.actions.registering import plain, require_open, start_proposal, translated
from proposals.models import Innovation, Proposal


@transaction.atomic
def change_innovation(innovation: Innovation, *, by: User, **values: Any) -> None:
    """Change the profile of an innovation that is not in competition.

    Its entries are locked before it, in the order in which sending takes them: a sending in flight and a change
    cannot miss each other.
    """
    list(innovation.proposals.order_by("pk").select_for_update())
    try:
        with transaction.atomic():
            Innovation.objects.filter(pk=innovation.pk).update(**values)
    except IntegrityError as refusal:
        raise translated(refusal) from refusal
    record("innovation.change", innovation, by=by, **plain(values))


@transaction.atomic
def enter(innovation: Innovation, *, by: User, token: UUID, category: Category, group: EntryGroup) -> Proposal:
    """Begin the entry of a registered innovation while registration is open. A second click changes nothing."""
    require_open(category.period, by=by)
    return start_proposal(innovation, by=by, category=category, group=group, token=token)
