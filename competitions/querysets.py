"""Which periods exist for whom, the lock under which deadlines are decided, and which parts are whose."""

from typing import Any, Self

from django.db import connection, models
from django.db.models import Q
from django.db.models.functions import Now

from kipp.clock import database_now


class PeriodQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Organisers see every period; a draft does not exist for anyone else."""
        if user.is_authenticated and user.is_organiser:
            return self
        return self.exclude(status="draft")

    def current(self):
        """Return the newest period that has been opened and is not archived, or None."""
        return self.exclude(status__in=["draft", "archived"]).order_by("-year", "-pk").first()

    def copyable(self) -> Self:
        """Editions that were opened, newest first; those from before this application have no configuration."""
        return self.exclude(status="draft").filter(rounds__isnull=False).distinct().order_by("-year", "pk")

    def due_to_close(self):
        return self.filter(status="registration", registration_closes_at__lte=Now())

    def accepts_entries(self, period_id: int, *, agency_id: int | None = None) -> bool:
        """True while registration is open by the database's clock, or the agency has more time than the others.

        Call it inside the transaction that writes the entry: the shared lock is held until commit,
        so that closing waits for this entry and no entry slips in behind a closing. The clock is
        asked after the lock is held, not when the transaction began.
        """
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT status, registration_opens_at, registration_closes_at,"
                " (SELECT max(until) FROM competitions_agencyextension WHERE period_id = p.id AND agency_id = %s)"
                " FROM competitions_period p WHERE id = %s FOR SHARE OF p",
                [agency_id, period_id],
            )
            row = cursor.fetchone()
        if row is None:
            return False
        status, opens_at, closes_at, extended_until = row
        now = database_now()
        if status == "registration" and opens_at <= now < closes_at:
            return True
        return status in ("registration", "verification") and extended_until is not None and now < extended_until


class ExtensionQuerySet(models.QuerySet):
    def running(self) -> Self:
        return self.filter(until__gt=Now(), period__status__in=["registration", "verification"])

    def over(self) -> Self:
        """Ended while the others' registration was closed already."""
        return self.filter(until__lte=Now(), period__status="verification")


class AmendmentQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """When reminders are sent is the office's own business; all the rest concerns everyone with an account."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_organiser else self.exclude(what="reminder_days")


class PartQuerySet(models.QuerySet):
    """Sections and kinds of attachment."""

    def of_group(self, code: str):
        """What an entry of that group fills in, in the order of the form."""
        return self.filter(Q(groups=[]) | Q(groups__contains=[code])).order_by("order", "pk")


class CriterionQuerySet(models.QuerySet):
    def of_desk(self, period) -> Self:
        """Those that proposals are read by, and so those that a section can give evidence for."""
        return self.filter(round__period=period, round__kind="proposal")


class GuideFileQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        """Organisers see every version, everybody else the current ones of periods that have been opened."""
        return self if _is_organiser(user) else self.current().exclude(period__status="draft")

    def current(self) -> Self:
        return self.filter(replaced_by=None, withdrawn_at=None)


class BlankFormQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        return self if _is_organiser(user) else self.exclude(kind__period__status="draft")


class AnnouncementQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        """What has been announced is everybody's."""
        return self.all()

    def newest_first(self) -> Self:
        """The newest edition first, and of each its newest announcement."""
        return self.order_by("-period__year", "-pk")


def _is_organiser(user) -> bool:
    return user.is_authenticated and user.is_organiser
