"""How far many entries have come, with a number of questions that does not grow with them."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Exists, OuterRef, QuerySet

from competitions.models import Period
from kipp.accounts.models import Agency, Role, User
from kipp.documents.models import FileScan
from proposals.completeness import Gap
from proposals.models.asked import Asked, rejected_of
from proposals.models.entry import Answer, Attachment, Proposal


def gaps_of(proposals: Sequence[Proposal]) -> dict[int, list[Gap]]:
    """Return what each entry still lacks, by its key. Two queries, and two for each group of entries."""
    texts = Answer.objects.filter(proposal__in=proposals).values_list("proposal_id", "section__code", "text")
    answers: dict[int, dict[str, str]] = defaultdict(dict)
    for entry, code, text in texts:
        answers[entry][code] = text
    attached: dict[int, dict[str, FileScan.State | None]] = defaultdict(dict)
    for file in Attachment.objects.filter(proposal__in=proposals).with_scan().select_related("kind"):
        attached[file.proposal_id][file.kind.code] = file.scan
    groups = {proposal.group_id: (proposal.period, proposal.group) for proposal in proposals}
    asked = {pk: Asked.of(*of) for pk, of in groups.items()}
    gaps = {}
    for proposal in proposals:
        files = attached[proposal.pk]
        gaps[proposal.pk] = asked[proposal.group_id].gaps(answers[proposal.pk], files, rejected_of(files))
    return gaps


def without_entry(period: Period) -> QuerySet[Agency]:
    """Return the invited agencies that have not begun an entry."""
    begun = Proposal.objects.filter(period=period).values("agency")
    return period.invited_agencies().exclude(pk__in=begun)


def has_operator(agency: str) -> Exists:
    """Tell of the agency behind this column whether anybody gets its mail."""
    return Exists(User.objects.active().filter(role=Role.OPERATOR, agency=OuterRef(agency)))
