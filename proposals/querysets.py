"""Which innovations, proposals and attachments exist for whom."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple, Self

from django.apps import apps
from django.contrib.postgres.search import SearchQuery, TrigramSimilarity
from django.db import models
from django.db.models import Case, Count, Exists, F, Func, Max, OuterRef, Q, Subquery, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce

from competitions.models import AgencyExtension
from kipp.accounts.models import Role
from kipp.clock import today
from kipp.documents.stored import StoredFileQuerySet
from proposals.titles import SIMILAR

# What is in the hands of the agency alone: nobody else opens its files.
WITH_THE_AGENCY = ("draft", "returned", "withdrawn")


class Reminders(NamedTuple):
    times: int
    last: datetime


class Plain(Func):
    """A title as it is compared: small letters, one space between words."""

    template = r"lower(btrim(regexp_replace(%(expressions)s, '\s+', ' ', 'g')))"
    output_field = models.TextField()


def under_pact(judge, prefix: str = "") -> Q:
    """What a judge may read: assigned to them, in a period whose pact they have signed.

    By the reverse names of `judging.Assignment.proposal` and `judging.IntegrityPact.period`.
    """
    return Q(**{f"{prefix}assignments__judge": judge, f"{prefix}period__integrity_pacts__judge": judge})


class InnovationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Organisers see every innovation, operators those of their agency."""
        match getattr(user, "role", None):
            case Role.ORGANISER:
                return self
            case Role.OPERATOR:
                return self.filter(agency=user.agency_id)
            case _:
                return self.none()

    def like(self, title: str) -> Self:
        """Those of the same or nearly the same title, the nearest first.

        The index finds them by the server's own threshold, which is lower than ours.
        """
        near = self.filter(title__trigram_similar=title).annotate(nearness=TrigramSimilarity("title", title))
        return near.filter(nearness__gte=SIMILAR).order_by("-nearness", "pk")

    def not_entered(self, period):
        """Those that may still be entered into this period."""
        return self.exclude(proposals__period=period)


class EvidenceQuerySet(StoredFileQuerySet):
    def visible_to(self, user):
        """Who sees the innovation sees what shows its start; until it is scanned, its agency alone."""
        match getattr(user, "role", None):
            case Role.ORGANISER:
                return self.not_withheld()
            case Role.OPERATOR:
                return self.filter(innovation__agency=user.agency_id)
            case _:
                return self.none()


class ImportBatchQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Sheets of earlier editions are the organisers' alone."""
        return self if getattr(user, "role", None) == Role.ORGANISER else self.none()


class ProposalQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The only row-level rule: what a user cannot see here does not exist for them.

        A judge sees what is assigned, once the pact of its period is signed (`under_pact`).
        """
        match getattr(user, "role", None):
            case Role.ORGANISER:
                return self
            case Role.OPERATOR:
                return self.filter(agency=user.agency_id)
            case Role.JUDGE:
                return self.filter(under_pact(user)).distinct()
            case _:
                return self.none()

    def with_conflict_of(self, officer) -> Self:
        """`is_kept_out`: this officer has a standing conflict of interest with it."""
        standing = apps.get_model("proposals", "Conflict").objects.standing()
        return self.annotate(is_kept_out=Exists(standing.filter(person=officer, proposal=OuterRef("pk"))))

    def drafts(self) -> Self:
        return self.filter(status="draft")

    def before(self, proposal) -> Self:
        """Those of its agency that were begun earlier and say something: their texts may be taken over."""
        earlier = self.filter(agency=proposal.agency_id, pk__lt=proposal.pk)
        return earlier.filter(answers__text__gt="").distinct()

    def open_for_entries(self):
        """Those whose agency may still send: registration is open, or the agency was given more time."""
        more_time = Exists(
            AgencyExtension.objects.running().filter(period=OuterRef("period"), agency=OuterRef("agency"))
        )
        return self.filter(Q(period__status="registration") | Q(more_time))

    def unsent(self) -> Self:
        """Drafts and repairs that their agency may still send."""
        deciding = Q(period__status__in=["registration", "verification"])
        repairs = Q(status="returned", repair_due_on__gte=today()) & deciding
        return self.filter(Q(pk__in=self.drafts().open_for_entries().values("pk")) | repairs)

    def submitted(self) -> Self:
        """Sent at least once and not withdrawn."""
        return self.exclude(status__in=["draft", "withdrawn"])

    def with_last_change(self) -> Self:
        """When a text and when a file was last saved, and by whom: `text_changed_at`, `file_changed_by` and so on.

        `draft_since` is there for drafts only, so that sorting by it says nothing of the others.
        """
        texts = apps.get_model("proposals", "Answer").objects.filter(proposal=OuterRef("pk"))
        texts = texts.order_by("-updated_at", "-pk")
        files = apps.get_model("proposals", "Attachment").objects.filter(proposal=OuterRef("pk"))
        files = files.order_by("-uploaded_at", "-pk")
        return self.annotate(
            text_changed_at=Subquery(texts.values("updated_at")[:1]),
            text_changed_by=Subquery(texts.values("updated_by__name")[:1]),
            file_changed_at=Subquery(files.values("uploaded_at")[:1]),
            file_changed_by=Subquery(files.values("uploaded_by__name")[:1]),
            draft_since=Case(When(status="draft", then="created_at")),
        )

    def awaiting_decision(self) -> Self:
        """Sent, and the desk has not decided yet."""
        return self.with_pending().filter(status="submitted", pending="")

    def with_pending(self) -> Self:
        """`pending`: the decision that was recorded and not released, or nothing. The desk alone may ask."""
        recorded = apps.get_model("proposals", "Check").objects.pending().filter(proposal=OuterRef("pk"))
        return self.annotate(pending=Coalesce(Subquery(recorded.values("decision")), Value("")))

    def holding_a_title(self) -> Self:
        """Those whose title counts where each may be sent once: sent and not refused."""
        return self.filter(status__in=["submitted", "returned", "verified"])

    def filling_a_place(self) -> Self:
        """Those that count for the quota of their agency."""
        return self.submitted().exclude(status="rejected")

    def with_a_taken_title(self) -> Self:
        """Those whose title another entry of the period holds, whatever its case and spaces."""
        others = type(self)(self.model).holding_a_title().filter(period=OuterRef("period")).exclude(pk=OuterRef("pk"))
        others = others.alias(_title=Plain("innovation__title"))
        return self.filter(Exists(others.filter(_title=Plain(OuterRef("innovation__title")))))

    def verified(self) -> Self:
        return self.filter(status="verified")

    def with_names(self) -> Self:
        """Everything that a line of a list names, and until when its agency was given more time, in one query."""
        given = AgencyExtension.objects.filter(period=OuterRef("period"), agency=OuterRef("agency"))
        longest = given.order_by("-until").values("until")[:1]
        named = self.select_related("innovation", "agency", "category", "group", "period")
        return named.annotate(extended_until=Subquery(longest))

    def counts_by_status(self) -> Counter[str]:
        """How many there are of each status, in one query; 0 where there are none."""
        return Counter(dict(self.order_by().values_list("status").annotate(Count("pk"))))


class SentVersionQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """What was sent, with its files: an agency sees all of its own, others the last unless it is taken back."""
        match getattr(user, "role", None):
            case Role.OPERATOR:
                return self.filter(proposal__agency=user.agency_id)
            case Role.ORGANISER:
                return self.newest().exclude(proposal__status__in=WITH_THE_AGENCY)
            case Role.JUDGE:
                assigned = self.newest().filter(under_pact(user, "proposal__")).distinct()
                return assigned.exclude(proposal__status__in=WITH_THE_AGENCY)
            case _:
                return self.none()

    def newest(self) -> Self:
        """The last version of each proposal."""
        later = type(self)(self.model).filter(proposal=OuterRef("proposal"), ordinal__gt=OuterRef("ordinal"))
        return self.filter(~Exists(later))

    def published(self) -> Self:
        """What won, as it was sent: after the announcement everybody may know it. `title`: under which title."""
        won = self.newest().filter(proposal__award__isnull=False)
        return won.annotate(title=KT("content__title"))

    def like(self, title: str) -> Self:
        """Those, of the published, of the same or nearly the same title, the nearest first."""
        near = self.annotate(nearness=TrigramSimilarity("title", title)).filter(nearness__gte=SIMILAR)
        return near.order_by("-nearness", "pk")

    def latest_with(self, text: str) -> Self:
        """The last versions, of each proposal, that have all these words in any of their forms."""
        return self.newest().filter(words=SearchQuery(text, config="indonesian", search_type="websearch"))


class CheckQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Organisers see every decision; for an agency those on its entries exist once they are released."""
        match getattr(user, "role", None):
            case Role.ORGANISER:
                return self
            case Role.OPERATOR:
                return self.filter(proposal__agency=user.agency_id, released_at__isnull=False)
            case _:
                return self.none()

    def pending(self) -> Self:
        return self.filter(released_at__isnull=True, cancelled_at__isnull=True)

    def with_names(self) -> Self:
        """Everything that a line of a list names, in one query."""
        return self.select_related("proposal__innovation", "proposal__agency", "proposal__period", "by")


class NoticeQuerySet(models.QuerySet):
    def reminders(self, subjects: Iterable[str]) -> dict[str, Reminders]:
        """How often, and when last, each of these was reminded; who never was is left out. One query."""
        subject = Func(F("key"), Value(":"), Value(2), function="split_part", output_field=models.TextField())
        told = self.filter(key__startswith="remind:").annotate(subject=subject).filter(subject__in=list(subjects))
        counted = told.order_by().values_list("subject").annotate(Count("pk"), Max("at"))
        return {subject: Reminders(times, last) for subject, times, last in counted}


class ConflictQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        """Organisers see every conflict of interest, a judge the own ones."""
        match getattr(user, "role", None):
            case Role.ORGANISER:
                return self
            case Role.JUDGE:
                return self.filter(person=user)
            case _:
                return self.none()

    def standing(self) -> Self:
        """Those that nobody has lifted."""
        return self.filter(lifted_at=None)

    def with_names(self) -> Self:
        """Everything that a line about it names, in one query."""
        return self.select_related("person", "proposal__innovation", "proposal__period", "by")


class ConfirmationQuerySet(models.QuerySet):
    def of_proposal(self, proposal) -> Self:
        """Everything that officers said of it, oldest first; `of_version`: the ordinal of the text that was read."""
        own = self.filter(sent_version__proposal=proposal).select_related("by")
        return own.annotate(of_version=models.F("sent_version__ordinal")).order_by("sent_version__ordinal", "ordinal")


class OverrideQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        """Exceptions are the organisers' alone."""
        return self if getattr(user, "role", None) == Role.ORGANISER else self.none()

    def open(self) -> Self:
        """Proposed, and nobody has answered yet."""
        return self.filter(approved_at__isnull=True, declined_at__isnull=True)

    def approved(self) -> Self:
        return self.filter(approved_at__isnull=False)

    def awaiting(self, officer) -> Self:
        """Those that this officer may answer: proposed by another, on a text that still waits on the desk."""
        newest = apps.get_model("proposals", "SentVersion").objects.newest()
        waiting = self.open().filter(sent_version__in=newest, sent_version__proposal__status="submitted")
        return waiting.exclude(by=officer)

    def decisive(self, period) -> Self:
        """What a Berita Acara names: the exceptions on the texts that passed in this period, with both officers."""
        newest = apps.get_model("proposals", "SentVersion").objects.newest()
        passed = self.approved().filter(sent_version__in=newest, sent_version__proposal__status="verified")
        return passed.filter(sent_version__proposal__period=period).with_names().order_by("approved_at", "pk")

    def with_names(self) -> Self:
        """Everything that a line about it names, in one query."""
        return self.select_related(
            "sent_version__proposal__innovation", "sent_version__proposal__period", "by", "approved_by", "declined_by"
        )


class AttachmentQuerySet(StoredFileQuerySet):
    def visible_to(self, user):
        """Who sees the proposal sees its files; outside the agency nobody those unsent, unscanned or rejected."""
        match getattr(user, "role", None):
            case Role.ORGANISER:
                return self.not_withheld().exclude(proposal__status__in=WITH_THE_AGENCY)
            case Role.OPERATOR:
                return self.filter(proposal__agency=user.agency_id)
            case Role.JUDGE:
                assigned = self.not_withheld().filter(under_pact(user, "proposal__")).distinct()
                return assigned.exclude(proposal__status__in=WITH_THE_AGENCY)
            case _:
                return self.none()
