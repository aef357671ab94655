"""Which objections exist for whom, and what everybody may know of them: how many."""

from typing import Any, Self

from django.db import models
from django.db.models import Case, Count, F, Q, Value, When
from django.db.models.functions import Now

from judging.querysets import GuardedQuerySet
from judging.visibility import Field, Reach
from kipp.clock import today


class ObjectionWindowQuerySet(models.QuerySet):
    """Public: that a result may be objected to, how many did, and how many were answered."""

    def open(self) -> Self:
        return self.filter(closes_at__gt=Now())

    def counted(self) -> Self:
        """`is_open`, `handed_in` and `answered`."""
        return self.annotate(
            is_open=Case(When(closes_at__gt=Now(), then=Value(True)), default=Value(False)),
            handed_in=Count("objections"),
            answered=Count("objections__answer"),
        )


class ObjectionQuerySet(GuardedQuerySet):
    field = Field.OBJECTION
    round_path = "window"

    def _reached(self, reach: Reach, user: Any) -> Q:
        """Of the agency itself, also where it is about the result as a whole."""
        return Q(agency=user.agency_id) if reach == Reach.OWN_ENTRY else super()._reached(reach, user)

    def waiting(self) -> Self:
        return self.filter(answer=None)

    def in_state(self, state: str) -> Self:
        match state:
            case "waiting":
                return self.waiting()
            case "overdue":
                return self.waiting().filter(window__answers_due_on__lt=today())
        return self.filter(answer__outcome=state)

    def named(self) -> Self:
        """The latest first, with what they name."""
        return self.select_related("window__period", "agency", "proposal__innovation", "by", "answer__by").order_by(
            F("at").desc(), "-pk"
        )
