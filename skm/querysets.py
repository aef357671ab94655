"""Who sees which services and surveys, and what is asked of answers and results."""

from collections.abc import Iterator

from django.db import models
from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce

from skm.index import UNSUR
from skm.tally import Tally, tally

PUBLISHED = Q(ikm__isnull=False, n__gte=F("minimum_respondents"))
PROFILE = ("sex", "age_class", "education", "occupation")


class ServiceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Organisers see every service, operators those of their agency."""
        if not user.is_authenticated:
            return self.none()
        if user.is_organiser:
            return self
        return self.filter(agency=user.agency_id) if user.is_operator else self.none()

    def active(self):
        return self.filter(is_active=True)


class SurveyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Organisers see every survey, operators those of their agency."""
        if not user.is_authenticated:
            return self.none()
        if user.is_organiser:
            return self
        return self.filter(service__agency=user.agency_id) if user.is_operator else self.none()

    def open(self):
        return self.filter(status="open")

    def with_names(self):
        return self.select_related("service__agency", "survey_period", "questionnaire")

    def with_responses(self, responses):
        """Annotate `received`; `responses` is the queryset of Response, which lies above this module."""
        counted = (
            responses.filter(survey=OuterRef("pk"))
            .order_by()
            .values("survey")
            .annotate(rows=Count("pk"))
            .values("rows")
        )
        return self.annotate(received=Coalesce(Subquery(counted, output_field=IntegerField()), 0))

    def newest_first(self):
        return self.order_by(F("survey_period__ends_on").desc(), "service__agency__name", "service__name", "pk")


class ResponseQuerySet(models.QuerySet):
    def tally(self, *, minimum_answers: int, fields: tuple[str, ...] = ()) -> Tally:
        """Count the answers; equal sheets come from the database as one row with their number."""
        patterns = self.order_by().values(*UNSUR, *fields).annotate(times=Count("pk"))
        return tally(
            ((pattern, pattern["times"]) for pattern in patterns),
            minimum_answers=minimum_answers,
            fields=fields,
        )

    def with_suggestion(self):
        """Those with words, in the order of their tokens: an order that tells nothing."""
        return self.exclude(suggestion="").order_by("token")

    def canonical_rows(self) -> Iterator[tuple]:
        """Yield every stored column in a fixed order; the token orders rows and tells no time."""
        columns = ("token", *UNSUR, *PROFILE, "channel", "suggestion", "day", "flags")
        return self.order_by("token").values_list(*columns).iterator()


class SurveyResultQuerySet(models.QuerySet):
    def with_names(self):
        return self.select_related("survey__service__agency", "survey__survey_period")

    def published(self):
        """With an index, and from enough respondents to show it."""
        return self.filter(PUBLISHED)

    def with_shown_index(self):
        """Annotate `shown_ikm`, the index as the public may know it: an order by what is withheld would tell it."""
        return self.annotate(shown_ikm=Case(When(PUBLISHED, then=F("ikm"))))

    def by_unit(self):
        return self.order_by(
            "survey__service__agency__name",
            "survey__service__name",
            F("survey__survey_period__ends_on").desc(),
            "pk",
        )
