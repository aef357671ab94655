"""How far many entries have come, with a number of questions that does not grow with them."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Count, Exists, OuterRef, QuerySet, prefetch_related_objects

from competitions.models import Period
from kipp.accounts.models import Agency, Role, User
from kipp.documents.models import FileScan
from proposals.completeness import Gap
from proposals.eligibility import Verdict
from proposals.models.asked import Asked, rejected_of
from proposals.models.checking import checklist_of
from proposals.models.entry import Answer, Attachment, Proposal
from proposals.wording import hindrance_sentences


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


def hindrances_of(proposals: Sequence[Proposal]) -> dict[int, list[str]]:
    """Return what stands against sending each draft, whatever is written, by its key and in words.

    Three queries at most; a repair that fails by computation asks for its exceptions besides.
    """
    prefetch_related_objects(proposals, "innovation__awards")
    once = [proposal.pk for proposal in proposals if proposal.period.is_title_once]
    taken = set(Proposal.objects.filter(pk__in=once).with_a_taken_title().values_list("pk", flat=True))
    quotas = used_up_of(proposals)
    return {
        proposal.pk: hindrance_sentences(
            verdict_left_of(proposal, proposal.verdict_with(title_taken=proposal.pk in taken)),
            implemented_on=proposal.innovation.implemented_on,
            rules=proposal.entry_rules(),
            used_up=quotas.get(proposal.pk),
        )
        for proposal in proposals
    }


def verdict_left_of(proposal: Proposal, verdict: Verdict) -> Verdict:
    """Return what of its verdict decides whether it may be sent: all but what two officers excepted."""
    if verdict.eligible or proposal.status == proposal.Status.DRAFT:
        return verdict
    return checklist_of(proposal).verdict_left


def used_up_of(proposals: Sequence[Proposal]) -> dict[int, int]:
    """Return the quota by the key of each draft whose agency has reached it: what was sent has its place. One query."""
    drafts = [row for row in proposals if row.status == row.Status.DRAFT]
    quotas = {row.pk: quota for row in drafts if (quota := row.period.quota_per_agency) is not None}
    counted = [row for row in drafts if row.pk in quotas]
    sent = Proposal.objects.filling_a_place().filter(
        period__in={row.period_id for row in counted}, agency__in={row.agency_id for row in counted}
    )
    filled = {of[:2]: of[2] for of in sent.values_list("period_id", "agency_id").annotate(Count("pk"))}
    reached = {row.pk for row in counted if filled.get((row.period_id, row.agency_id), 0) >= quotas[row.pk]}
    return {pk: quota for pk, quota in quotas.items() if pk in reached}


def without_entry(period: Period) -> QuerySet[Agency]:
    """Return the invited agencies that have not begun an entry."""
    begun = Proposal.objects.filter(period=period).values("agency")
    return period.invited_agencies().exclude(pk__in=begun)


def has_operator(agency: str) -> Exists:
    """Tell of the agency behind this column whether anybody gets its mail."""
    return Exists(User.objects.active().filter(role=Role.OPERATOR, agency=OuterRef(agency)))
