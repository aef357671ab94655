"""Which innovations and proposals exist for whom."""

from django.db import models

from kipp.accounts.models import Role


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


class ProposalQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The only row-level rule: what a user cannot see here does not exist for them.

        A judge sees what is assigned (the reverse name of `judging.Assignment.proposal`).
        """
        match getattr(user, "role", None):
            case Role.ORGANISER:
                return self
            case Role.OPERATOR:
                return self.filter(agency=user.agency_id)
            case Role.JUDGE:
                return self.filter(assignments__judge=user).distinct()
            case _:
                return self.none()

    def submitted(self):
        """Sent at least once and not withdrawn: everything past draft."""
        return self.exclude(status="draft")
