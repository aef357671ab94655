"""The judging part of the demonstration: assignments, marks, result."""

from competitions.models import Period
from judging import actions
from judging.models import Assignment
from judging.pact import fingerprint
from judging.sheet import Mark
from kipp.demo import marks
from kipp.demo.people import JUDGES
from kipp.demo.seed import Cast

BUSY = 3  # judges who are still reading at the stage of judging
DECREE = "060/214/{}"
READ = 7  # sheets they have handed in so far


def start(cast: Cast, edition: Period) -> None:
    """Every member of the panel judges every entry; a declared interest is a recusal."""
    seat(cast, edition)
    actions.assign_all(edition, by=cast.organiser)
    actions.start_judging(edition, by=cast.organiser)
    for judge in JUDGES:
        for code in judge.conflicts:
            task = Assignment.objects.get(judge=cast.judges[judge.code], proposal=cast.proposals[code])
            actions.recuse(task, by=task.judge, reason="Saya pernah menjadi narasumber dalam penyusunan inovasi ini.")


def seat(cast: Cast, edition: Period) -> None:
    """All judges sit on the panel by a decree of the day registration closed, and have signed their pact."""
    actions.set_decree(edition, by=cast.organiser, number=DECREE.format(edition.year), on=edition.reference_date)
    for judge, seat in zip(
        JUDGES, actions.appoint(edition, by=cast.organiser, judges=cast.judges.values()), strict=True
    ):
        if judge.is_chair:
            actions.set_chair(seat, by=cast.organiser)
        actions.sign(seat, typed_name=judge.name, read=fingerprint(actions.pact_of(seat)))


def score(cast: Cast, *, all_of_them: bool) -> None:
    """Hand in the sheets of the first round; at the stage of judging some judges are not done."""
    codes = {proposal.pk: code for code, proposal in cast.proposals.items()}
    for place, judge in enumerate(JUDGES):
        tasks = Assignment.objects.filter(judge=cast.judges[judge.code]).outstanding().order_by("order", "pk")
        finished = all_of_them or place < len(JUDGES) - BUSY
        for task in tasks if finished else tasks[:READ]:
            _hand_in(task, judge.code, codes[task.proposal_id])
        if not finished and (begun := tasks.first()):
            _begin(begun, judge.code, codes[begun.proposal_id])


def present(cast: Cast, edition: Period) -> None:
    """Let the best go on, present, and be scored by everyone."""
    actions.close_judging(edition, by=cast.organiser)
    actions.begin_next_round(edition, by=cast.organiser)
    actions.assign_all(edition, by=cast.organiser)
    codes = {proposal.pk: code for code, proposal in cast.proposals.items()}
    for judge in JUDGES:
        for task in Assignment.objects.filter(judge=cast.judges[judge.code]).outstanding().order_by("order", "pk"):
            sheet = marks.presented(judge.code, codes[task.proposal_id])
            _send(task, {code: Mark(mark.score, mark.reason) for code, mark in sheet.items()})


def _hand_in(task: Assignment, judge_code: str, innovation_code: str) -> None:
    _send(task, _sheet(judge_code, innovation_code))


def _send(task: Assignment, sheet: dict[str, Mark]) -> None:
    actions.hand_in(task, by=task.judge, version=task.version, marks=sheet)


def _begin(task: Assignment, judge_code: str, innovation_code: str) -> None:
    """A draft: the first two criteria."""
    begun = dict(list(_sheet(judge_code, innovation_code).items())[:2])
    actions.save_sheet(task, by=task.judge, version=task.version, marks=begun)


def _sheet(judge_code: str, innovation_code: str) -> dict[str, Mark]:
    return {code: Mark(mark.score, mark.reason) for code, mark in marks.sheet(judge_code, innovation_code).items()}


def finish(cast: Cast, edition: Period) -> None:
    """Freeze the ranking, and announce it as two organisers do."""
    actions.close_judging(edition, by=cast.organiser)
    proposed = actions.propose_publication(edition, by=cast.organiser)
    actions.approve_publication(proposed, by=cast.colleague)
    edition.refresh_from_db()
