"""A field round begins: each of its entries is going to be visited."""

from collections.abc import Iterable

from django.db import transaction

from competitions.models import Round
from judging.claims import Claim, Copy, Paper, Part, claims_of
from judging.models import Visit, VisitClaim, entries_of
from kipp.accounts.models import User
from kipp.audit.chain import record
from proposals.models import Proposal


@transaction.atomic
def open_visits(round_: Round, *, by: User) -> int:
    """Give each entry of a field round its visit, with the claims of what it has sent; return how many."""
    if round_.kind != Round.Kind.FIELD:
        return 0
    parts = [
        Part(section.number, section.code, section.title, section.criteria)
        for section in round_.period.sections.order_by("order", "pk")
    ]
    entries = list(entries_of(round_).select_related("innovation"))
    for entry in entries:
        visit = Visit.objects.create(round=round_, proposal=entry)
        VisitClaim.objects.bulk_create(
            VisitClaim(
                visit=visit,
                order=order,
                code=claim.code[:80],
                title=claim.title[:240],
                statement=claim.statement,
                is_decisive=claim.decisive,
            )
            for order, claim in enumerate(_claims(entry, parts), 1)
        )
    record("round.open_visits", round_, by=by, entries=[str(entry.number) for entry in entries])
    return len(entries)


def _claims(entry: Proposal, parts: Iterable[Part]) -> list[Claim]:
    """Hand what was sent, and the frozen record of the innovation, to the rule."""
    sent, innovation = entry.last_sent(), entry.innovation
    copies = [Copy(row.institution, row.place, row.since) for row in innovation.replications.all()]
    papers = [Paper(row.get_kind_display(), row.dated_on) for row in innovation.evidence.all()]
    return claims_of(sent.content, parts, copies=copies, papers=papers) if sent else []
