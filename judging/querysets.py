"""Which assignments, marks and results exist for whom."""

from collections import defaultdict
from decimal import Decimal
from typing import Any, Self

from django.apps import apps
from django.db import connection, models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Now

from judging.visibility import Field, Reach, Since, granted
from kipp.documents.stored import StoredFileQuerySet

CLOSED = ("decided", "announced", "archived")  # judging is over: marks may be read
PUBLIC = ("announced", "archived")
# Sheets that somebody waits for: of an entry that is out, nobody does.
WAITING = Q(handed_in_at=None, recused_at=None, proposal__status="verified")


class GuardedQuerySet(models.QuerySet):
    """Rows that exist for somebody as the table of visibility says."""

    field: Field
    round_path = "round"
    judge_path = "judge"
    entry_path = "proposal"

    def visible_to(self, user: Any) -> Self:
        """Keep what the table opens to this reader now."""
        grants = granted(self.field, getattr(user, "role", None))
        if not grants:
            return self.none()
        opened = Q()
        for reach, since in grants:
            opened |= self._reached(reach, user) & self._since(since)
        return self.filter(opened)

    def _reached(self, reach: Reach, user: Any) -> Q:
        match reach:
            case Reach.ALL:
                return Q()
            case Reach.OWN_WORK:
                return Q((self.judge_path, user))
            case Reach.OWN_ENTRY:
                return Q((f"{self.entry_path}__agency", user.agency_id))
            case Reach.OWN_READING:
                tasks = apps.get_model("judging.Assignment").objects.filter(judge=user, recused_at=None)
                same = {"round": OuterRef(self.round_path), "proposal": OuterRef(self.entry_path)}
                return Q(Exists(tasks.filter(**same)))
            case Reach.WINNERS:
                return Q(is_winner=True)

    def _since(self, since: Since) -> Q:
        match since:
            case Since.ALWAYS:
                return Q()
            case Since.SIGNED:
                return signed_by_both()
            case Since.CLOSED:
                return Q((f"{self.round_path}__closing__isnull", False))
            case Since.RELEASED:
                return Q((f"{self.round_path}__release__isnull", False))
            case Since.ANNOUNCED:
                return Q((f"{self.round_path}__period__status__in", PUBLIC))


class OfJudgeQuerySet(GuardedQuerySet):
    """What belongs to one judge: seats on a panel, pacts, assignments."""

    field = Field.TASK


class PanelMemberQuerySet(OfJudgeQuerySet):
    def sitting(self) -> Self:
        """Those who have not been removed."""
        return self.filter(removed_at=None)

    def named(self) -> Self:
        """The chair first, then by name, with their agencies."""
        return self.select_related("judge__agency", "period").order_by("seat", "judge__name", "pk")

    def with_pact(self) -> Self:
        """`signed_at`: when the pact of the period was signed, or None; `pact_id`: its key."""
        pacts = apps.get_model("judging.IntegrityPact").objects
        own = pacts.filter(period=OuterRef("period"), judge=OuterRef("judge"))
        return self.annotate(signed_at=Subquery(own.values("signed_at")), pact_id=Subquery(own.values("pk")))

    def unsigned(self) -> Self:
        """Those who sit and have not signed the pact of the period."""
        return self.sitting().with_pact().filter(signed_at=None)


class AssignmentQuerySet(OfJudgeQuerySet):
    def of(self, round_: Any) -> Self:
        return self.filter(round=round_)

    def outstanding(self) -> Self:
        """Neither handed in nor recused: closing waits for these."""
        return self.filter(WAITING)

    def in_state(self, state: str) -> Self:
        """Of those that wait: begun, or not yet."""
        return self.outstanding().filter(version__gt=1) if state == "draft" else self.outstanding().filter(version=1)

    def handed_in(self) -> Self:
        return self.filter(handed_in_at__isnull=False)

    def recused(self) -> Self:
        return self.filter(recused_at__isnull=False)

    def named(self) -> Self:
        """Bring judge, proposal, innovation and agency along in one query."""
        return self.select_related(
            "judge",
            "proposal__innovation",
            "proposal__agency",
            "proposal__category",
            "round__period",
            "round__closing",
        )

    def counted(self) -> dict[str, int]:
        return self.aggregate(**_counts())

    def place_of(self, assignment: Any) -> dict[str, int]:
        """Return how many these are, and the place of one among them in reading order."""
        return self.aggregate(total=Count("pk"), place=Count("pk", filter=Q(order__lte=assignment.order)))

    def per_judge(self) -> Self:
        """Return a row per judge: how far, never which marks."""
        return self.values("judge", "judge__name").annotate(**_counts()).order_by("judge__name", "judge")

    def per_proposal(self) -> Self:
        """Return a row per proposal: how far, never which marks."""
        return (
            self.values("proposal", "proposal__number", "proposal__innovation__title")
            .annotate(**_counts())
            .order_by("proposal__number", "proposal")
        )


def _counts() -> dict[str, Count]:
    return {
        "total": Count("pk"),
        "handed_in": Count("pk", filter=Q(handed_in_at__isnull=False)),
        "drafts": Count("pk", filter=WAITING & Q(version__gt=1)),
        "outstanding": Count("pk", filter=WAITING),
        "recused": Count("pk", filter=Q(recused_at__isnull=False)),
    }


class ScoreQuerySet(GuardedQuerySet):
    field = Field.MARK
    round_path = "assignment__round"
    judge_path = "assignment__judge"
    entry_path = "assignment__proposal"

    def _reached(self, reach: Reach, user: Any) -> Q:
        """Of a sheet that was never handed in, its agency learns nothing."""
        sent = Q(assignment__handed_in_at__isnull=False) if reach == Reach.OWN_ENTRY else Q()
        return super()._reached(reach, user) & sent

    def current(self) -> Self:
        """The newest revision of each mark."""
        return self.order_by("assignment", "criterion", "-revision").distinct("assignment", "criterion")

    def as_of(self, ranking: Any) -> Self:
        """Without what the pleno changed after this ranking; its own round is named by the caller."""
        return self.filter(Q(decided_in=None) | Q(decided_in__lte=ranking.revision))

    def changed_until(self, ranking: Any) -> Self:
        """The marks that the pleno changed up to this ranking, in order; `before`: the value that stood until then."""
        earlier = apps.get_model("judging.Score").objects.filter(
            assignment=OuterRef("assignment"), criterion=OuterRef("criterion"), revision=OuterRef("revision") - 1
        )
        changed = self.filter(assignment__round=ranking.round_id, decided_in__lte=ranking.revision)
        named = changed.select_related("assignment__judge", "assignment__proposal__innovation", "criterion")
        return named.annotate(before=Subquery(earlier.values("value"))).order_by("decided_in", "pk")

    def counting_in(self, round_: Any) -> Self:
        """The marks that make the result: of sheets that were handed in."""
        return self.filter(assignment__round=round_, assignment__handed_in_at__isnull=False).current()

    def sheets_in(self, round_: Any) -> dict[tuple[int, int], dict[str, Decimal]]:
        """Return (proposal, judge) -> marks by criterion, of every sheet handed in. One query."""
        rows = self.counting_in(round_).values_list(
            "assignment__proposal", "assignment__judge", "criterion__code", "value"
        )
        sheets: dict[tuple[int, int], dict[str, Decimal]] = defaultdict(dict)
        for proposal, judge, code, value in rows:
            sheets[proposal, judge][code] = value
        return dict(sheets)


class ResultQuerySet(GuardedQuerySet):
    field = Field.RESULT
    round_path = "ranking__round"

    def current(self) -> Self:
        """The results of the newest ranking of each round."""
        rankings = apps.get_model("judging.Ranking").objects.filter(round=OuterRef("ranking__round"))
        newest = rankings.order_by("-revision")
        return self.filter(ranking=Subquery(newest.values("pk")[:1]))

    def winners(self) -> Self:
        return self.filter(is_winner=True)

    def advancing(self) -> Self:
        return self.filter(is_advancing=True)

    def in_order(self) -> Self:
        """Best first, shared places by number, without a place last."""
        return self.order_by(models.F("place").asc(nulls_last=True), "proposal__number", "pk")

    def of_entries(self) -> Self:
        """With the entries; what is about one ranking has that at hand."""
        return self.select_related("proposal__innovation", "proposal__agency", "proposal__category")

    def named(self) -> Self:
        return self.of_entries().select_related("ranking__round__period")


class PublicationQuerySet(GuardedQuerySet):
    field = Field.PUBLICATION
    round_path = "ranking__round"

    def of(self, period: Any) -> Self:
        return self.filter(ranking__round__period=period)

    def standing(self) -> Self:
        """Neither withdrawn nor overtaken by a decision of the pleno."""
        newer = apps.get_model("judging.Ranking").objects.filter(
            round=OuterRef("ranking__round"), revision__gt=OuterRef("ranking__revision")
        )
        return self.filter(~Exists(newer), withdrawn_at=None)

    def unanswered(self) -> Self:
        return self.standing().filter(approved_at=None)

    def due(self) -> Self:
        """Approved, and its instant has come."""
        has_come = Q(due_at=None) | Q(due_at__lte=Now())
        waiting = self.standing().filter(has_come, approved_at__isnull=False)
        return waiting.filter(ranking__round__period__status="decided")

    def named(self) -> Self:
        return self.select_related("proposed_by", "approved_by", "withdrawn_by", "ranking__round__period")


class SpecialAwardQuerySet(GuardedQuerySet):
    field = Field.AWARD

    def _since(self, since: Since) -> Q:
        """What was withdrawn is never announced."""
        return super()._since(since) & (Q(withdrawn_at=None) if since == Since.ANNOUNCED else Q())

    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)

    def named(self) -> Self:
        """In the order they were given, with what they name."""
        return self.select_related(
            "proposal__innovation", "proposal__agency", "proposal__category", "by", "withdrawn_by", "round__period"
        ).order_by("pk")


class VisitQuerySet(GuardedQuerySet):
    field = Field.VISIT

    def _reached(self, reach: Reach, user: Any) -> Q:
        """Of a visit that was never signed by both, its agency learns nothing."""
        return super()._reached(reach, user) & (signed_by_both() if reach == Reach.OWN_ENTRY else Q())

    def of(self, round_: Any) -> Self:
        return self.filter(round=round_)

    def unfinished(self) -> Self:
        """Planned, and not signed by both."""
        return self.filter(~signed_by_both(), judge__isnull=False)

    def complete(self) -> Self:
        return self.filter(signed_by_both())

    def waiting_for(self, person: Any) -> Self:
        """Those that this person visits and has not signed, while their round is judged."""
        signed = apps.get_model("judging.VisitSignature").objects.standing().filter(visit=OuterRef("pk"), person=person)
        own = self.filter(Q(judge=person) | Q(officer=person), ~Exists(signed))
        return own.filter(round__closing=None, round__period__status="judging", proposal__status="verified")

    def with_progress(self) -> Self:
        """How many claims there are, of how many something was found, how many have signed: the three counts."""
        claims = apps.get_model("judging.VisitClaim").objects.filter(visit=OuterRef("pk"))
        signed = apps.get_model("judging.VisitSignature").objects.standing().filter(visit=OuterRef("pk"))
        return self.annotate(
            claim_count=_number_of(claims),
            found_count=_number_of(claims.filter(findings__revision=1)),
            signed_count=_number_of(signed),
        )

    def named(self) -> Self:
        """Everything that a page about a visit names, in one query."""
        return self.select_related(
            "judge",
            "officer",
            "round__period",
            "round__closing",
            "proposal__innovation",
            "proposal__agency",
            "proposal__category",
            "proposal__period",
        )


class FindingQuerySet(models.QuerySet):
    def current(self) -> Self:
        """The newest revision of each claim."""
        return self.order_by("claim", "-revision").distinct("claim")


class VisitSignatureQuerySet(models.QuerySet):
    def standing(self) -> Self:
        return self.filter(voided_at=None)


class VisitPhotoQuerySet(StoredFileQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Who sees the visit sees its pictures; until one is scanned, who sent it alone."""
        seen = apps.get_model("judging.Visit").objects.visible_to(user)
        free = type(self)(self.model).not_withheld()
        return self.filter(Q(pk__in=free) | Q(uploaded_by=user.pk), claim__visit__in=seen)


def signed_by_both() -> Q:
    """Two standing signatures: the database lets each side have one, and takes none back then."""
    standing = apps.get_model("judging.VisitSignature").objects.standing().filter(visit=OuterRef("pk"))
    return Q(Exists(standing.filter(side="panel"))) & Q(Exists(standing.filter(side="team")))


def _number_of(rows: models.QuerySet) -> Coalesce:
    counted = rows.order_by().values("visit").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def locked_for_marks(period_id: int, round_id: int) -> bool:
    """True while marks of the round are accepted. The shared lock holds until commit: closing waits for this save.

    Call it inside the transaction that writes the marks. Whether the round is closed is asked after the lock is
    held: a closing that was waited for is seen then, also when the next round has begun since.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT status FROM competitions_period WHERE id = %s FOR SHARE", [period_id])
        row = cursor.fetchone()
        cursor.execute("SELECT EXISTS (SELECT 1 FROM judging_roundclosing WHERE round_id = %s)", [round_id])
        return row is not None and row[0] == "judging" and not cursor.fetchone()[0]


def recounted_totals(round_id: int) -> dict[int, tuple[int, Decimal]]:
    """Return proposal -> (sheets, value after the round to two places half up), counted by the database alone.

    An independent way to the same figures: whole-number division instead of fractions, one statement that adds up
    all rounds from the marks instead of one function per step. Closing compares the two.
    """
    with connection.cursor() as cursor:
        cursor.execute(RECOUNT, [round_id])
        return {proposal: (sheets, total) for proposal, sheets, total in cursor.fetchall()}


# One fraction per entry and round, weight x points / sheets; they are added one round after the other, over a common
# denominator. Then over the weights so far, in hundredths, half up: (2 * 100 * n + d) div (2 * d).
RECOUNT = """
    WITH RECURSIVE asked AS (
      SELECT r.id, r.weight::numeric AS weight, ROW_NUMBER() OVER (ORDER BY r.order) AS nth
        FROM competitions_round r JOIN competitions_round last ON last.period_id = r.period_id AND r.order <= last.order
       WHERE last.id = %s
    ), mark AS (
      SELECT DISTINCT ON (s.assignment_id, s.criterion_id)
             a.round_id, a.proposal_id, s.assignment_id, s.value * c.weight AS weighted
        FROM judging_score s
        JOIN judging_assignment a ON a.id = s.assignment_id
        JOIN competitions_criterion c ON c.id = s.criterion_id
       WHERE a.round_id IN (SELECT id FROM asked) AND a.handed_in_at IS NOT NULL
       ORDER BY s.assignment_id, s.criterion_id, s.revision DESC
    ), part AS (
      SELECT asked.nth, mark.proposal_id, asked.weight, COUNT(DISTINCT assignment_id) AS sheets, SUM(weighted) AS points
        FROM mark JOIN asked ON asked.id = mark.round_id GROUP BY asked.nth, mark.proposal_id, asked.weight
    ), whole AS (
      SELECT nth, proposal_id, sheets, weight AS weights, weight * points AS above, 100.0 * sheets AS below
        FROM part WHERE nth = 1
      UNION ALL
      SELECT part.nth, part.proposal_id, part.sheets, whole.weights + part.weight,
             whole.above * part.sheets * 100 + part.weight * part.points * whole.below, whole.below * part.sheets * 100
        FROM whole JOIN part ON part.proposal_id = whole.proposal_id AND part.nth = whole.nth + 1
    )
    SELECT proposal_id, sheets, div(200 * above + below * weights, 2 * below * weights) / 100
      FROM whole WHERE nth = (SELECT MAX(nth) FROM asked)
"""
