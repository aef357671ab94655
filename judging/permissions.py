"""Who may do what in judging."""

from competitions.models import Period
from judging.models import has_closed_round, has_open_round, is_closed, is_over
from judging.querysets import CLOSED
from kipp.accounts.models import Role
from kipp.accounts.permissions import is_judge, is_operator, is_organiser
from proposals.models import Proposal


def may_see_panel(user, period=None) -> bool:
    return is_organiser(user)


def may_compose(user, period) -> bool:
    """Who is on the panel changes until judging is closed."""
    return is_organiser(user) and period.status not in CLOSED


def may_change_seat(user, member) -> bool:
    return may_compose(user, member.period) and member.removed_at is None


def may_start(user, period) -> bool:
    return is_organiser(user) and period.can("start_judging")


def may_assign(user, period) -> bool:
    """From verification on, until judging is closed."""
    return is_organiser(user) and period.status in (
        Period.Status.VERIFICATION,
        Period.Status.JUDGING,
    )


def may_remind(user, period) -> bool:
    return is_organiser(user) and period.status == Period.Status.JUDGING


def may_close(user, period) -> bool:
    return is_organiser(user) and period.can("close_judging")


def may_see_ranking(user, period) -> bool:
    """The marks of every judge are opened to the organiser when their round is closed, not before."""
    return is_organiser(user) and (period.status in CLOSED or has_closed_round(period))


def may_decide(user, period) -> bool:
    return is_organiser(user) and period.status == Period.Status.DECIDED


def may_change_mark(user, assignment) -> bool:
    """Of a sheet that was sent, while the pleno may decide; that its round was closed last is asked of the act."""
    return may_decide(user, assignment.round.period) and assignment.handed_in_at is not None


def may_begin_next_round(user, period) -> bool:
    return is_organiser(user) and period.can("next_round") and has_open_round(period)


def may_announce(user, period) -> bool:
    """Propose or approve it: only the last round makes winners."""
    return is_organiser(user) and period.can("announce") and not has_open_round(period)


def may_sign(user, member) -> bool:
    """The pact is signed by who sits, as long as the panel may change."""
    return is_judge(user) and member.judge_id == user.pk and member.removed_at is None


def may_report(user, period=None) -> bool:
    """Conflicts of interest and postings are kept by the office."""
    return is_organiser(user)


def may_lift(user, conflict) -> bool:
    """Never one's own."""
    return is_organiser(user) and conflict.lifted_at is None and conflict.person_id != user.pk


def may_approve_publication(user, publication) -> bool:
    """Another organiser than the one who proposed it."""
    is_open = publication.approved_at is None and publication.withdrawn_at is None
    return is_open and publication.proposed_by_id != user.pk and may_announce(user, publication.ranking.round.period)


def may_withdraw_publication(user, publication) -> bool:
    """Any organiser, until the result is public."""
    return publication.withdrawn_at is None and may_announce(user, publication.ranking.round.period)


def may_withdraw_award(user, award) -> bool:
    """Any organiser, until the result is public; that nothing is proposed either is asked of the act."""
    return award.withdrawn_at is None and may_announce(user, award.round.period)


def may_release_sheets(user, round_) -> bool:
    """Once for each round, when agencies know what became of them in it."""
    return is_organiser(user) and is_over(round_) and not hasattr(round_, "release")


def may_read_sheets(user, proposal) -> bool:
    """The agency whose entry was judged, and nobody else."""
    return user.is_authenticated and user.role == Role.OPERATOR and user.agency_id == proposal.agency_id


def may_open_sheet(user, assignment) -> bool:
    """The own sheets, once the pact of the period is signed."""
    return is_judge(user) and assignment.judge_id == user.pk and assignment.is_under_pact


def may_score(user, assignment) -> bool:
    return may_open_sheet(user, assignment) and _takes_marks(assignment)


def may_recuse(user, assignment) -> bool:
    return may_open_sheet(user, assignment) and _takes_marks(assignment)


def may_take_copy(user, assignment) -> bool:
    """Whoever reads this one takes all along that the round gives to read, while it is judged and no longer."""
    return may_open_sheet(user, assignment) and assignment.recused_at is None and _is_judged(assignment.round)


def may_record_absence(user, assignment) -> bool:
    return is_organiser(user) and _takes_marks(assignment)


def may_see_visit(user, visit) -> bool:
    """Which visits exist for whom is decided by `Visit.objects.visible_to`."""
    return is_organiser(user) or is_judge(user) or is_operator(user)


def may_see_photo(user, photo) -> bool:
    """Which pictures exist for whom is decided by `VisitPhoto.objects.visible_to`."""
    return may_see_visit(user, photo)


def may_plan_visit(user, visit) -> bool:
    """Who visits and when is named while nobody has signed."""
    return is_organiser(user) and visit.signed_count == 0 and _is_visited(visit)


def may_add_claim(user, visit) -> bool:
    """Before anything was found."""
    return may_plan_visit(user, visit) and visit.found_count == 0


def may_fill(user, visit) -> bool:
    """The two who visit, while neither has signed."""
    return visit.signed_count == 0 and _visits(user, visit)


def may_fill_claim(user, claim) -> bool:
    return may_fill(user, claim.visit)


def may_remove_photo(user, photo) -> bool:
    return may_fill(user, photo.claim.visit)


def may_sign_visit(user, visit) -> bool:
    """Once everything is filled in; the second signs what the first has signed."""
    return visit.signed_count < 2 and visit.is_filled_in and _visits(user, visit) and not _has_signed(user, visit)


def may_return_visit(user, visit) -> bool:
    """Who has not signed gives back what the other has."""
    return visit.signed_count == 1 and may_sign_visit(user, visit)


STEPS = {
    "compose": may_compose,
    "start": may_start,
    "assign": may_assign,
    "remind": may_remind,
    "close": may_close,
    "see_ranking": may_see_ranking,
    "decide": may_decide,
    "change_marks": may_decide,
    "begin_next_round": may_begin_next_round,
    "announce": may_announce,
}
SHEET_STEPS = {
    "open": may_open_sheet,
    "score": may_score,
    "recuse": may_recuse,
    "record_absence": may_record_absence,
    "take_copy": may_take_copy,
}


def may_overturn_visit(user, visit) -> bool:
    """Where both signed that something is untrue because of which the entry was eligible; who of two, the act asks."""
    return visit.signed_count == 2 and is_organiser(user) and _is_visited(visit) and bool(visit.grounds)


VISIT_STEPS = {
    "plan": may_plan_visit,
    "add_claim": may_add_claim,
    "fill": may_fill,
    "sign": may_sign_visit,
    "return": may_return_visit,
    "overturn": may_overturn_visit,
}


def may(user, period) -> dict[str, bool]:
    """The same answers the views will give about a period, for templates."""
    return {step: allowed(user, period) for step, allowed in STEPS.items()}


def may_on_sheet(user, assignment) -> dict[str, bool]:
    """The same answers the views will give about a sheet, for templates."""
    return {step: allowed(user, assignment) for step, allowed in SHEET_STEPS.items()}


def may_on_visit(user, visit) -> dict[str, bool]:
    """The same answers the views will give about a visit, for templates."""
    return {step: allowed(user, visit) for step, allowed in VISIT_STEPS.items()}


def _visits(user, visit) -> bool:
    """One of the two, a judge under the pact; a conflict of interest is asked of the act."""
    if visit.side_of(user) is None or not _is_visited(visit):
        return False
    return is_organiser(user) or (is_judge(user) and visit.is_under_pact)


def _has_signed(user, visit) -> bool:
    return any(signature.person_id == user.pk for signature in visit.standing)


def _is_visited(visit) -> bool:
    return visit.proposal.status == Proposal.Status.VERIFIED and _is_judged(visit.round)


def _takes_marks(assignment) -> bool:
    return assignment.is_open and _is_judged(assignment.round)


def _is_judged(round_) -> bool:
    return round_.period.status == Period.Status.JUDGING and not is_closed(round_)
