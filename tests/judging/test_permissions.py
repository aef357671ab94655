"""Who may do what, as tables, without a database."""

import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from competitions.models import Period, Round
from judging import permissions
from judging.models import (
    Assignment,
    PanelMember,
    Publication,
    Ranking,
    RoundClosing,
    SheetRelease,
    Visit,
    VisitClaim,
    VisitPhoto,
    VisitSignature,
)
from kipp.accounts.models import Role, User
from proposals.models import Conflict, Proposal

ORGANISER = User(pk=1, role=Role.ORGANISER)
OPERATOR = User(pk=2, role=Role.OPERATOR)
JUDGE = User(pk=3, role=Role.JUDGE)
OTHER_JUDGE = User(pk=4, role=Role.JUDGE)
INACTIVE = User(pk=5, role=Role.ORGANISER, is_active=False)
PEOPLE = {
    "organiser": ORGANISER,
    "operator": OPERATOR,
    "judge": JUDGE,
    "other_judge": OTHER_JUDGE,
    "inactive": INACTIVE,
    "visitor": AnonymousUser(),
}
S = Period.Status

MAY = {  # (step, status) -> who may; everyone not named may not
    **{("compose", status): {"organiser"} for status in (S.DRAFT, S.REGISTRATION, S.VERIFICATION, S.JUDGING)},
    ("start", S.VERIFICATION): {"organiser"},
    ("assign", S.VERIFICATION): {"organiser"},
    ("assign", S.JUDGING): {"organiser"},
    ("remind", S.JUDGING): {"organiser"},
    ("close", S.JUDGING): {"organiser"},
    ("see_ranking", S.DECIDED): {"organiser"},
    ("see_ranking", S.ANNOUNCED): {"organiser"},
    ("see_ranking", S.ARCHIVED): {"organiser"},
    ("decide", S.DECIDED): {"organiser"},
    ("change_marks", S.DECIDED): {"organiser"},
    ("announce", S.DECIDED): {"organiser"},
}


# With another round still to come.
MAY_BEFORE_THE_LAST_ROUND = {key: who for key, who in MAY.items() if key != ("announce", S.DECIDED)} | {
    ("see_ranking", S.JUDGING): {"organiser"},
    ("begin_next_round", S.DECIDED): {"organiser"},
}


@pytest.mark.parametrize("table", [MAY, MAY_BEFORE_THE_LAST_ROUND], ids=["one round", "two rounds"])
@pytest.mark.parametrize("status", S)
@pytest.mark.parametrize("step", permissions.STEPS)
def test_who_may_take_step(step, status, table, monkeypatch):
    """The first round is closed where there are two; of one the status says so already."""
    period, are_two = Period(status=status), table is MAY_BEFORE_THE_LAST_ROUND
    judged = status in (S.JUDGING, S.DECIDED)
    monkeypatch.setattr(permissions, "has_closed_round", lambda period: are_two and judged)
    monkeypatch.setattr(permissions, "has_open_round", lambda period: are_two and judged)

    allowed = {name for name, user in PEOPLE.items() if permissions.may(user, period)[step]}

    assert allowed == table.get((step, status), set())


def sheet(status, *, is_closed=False, is_under_pact=True, verified=True, **changes):
    round_ = Round(period=Period(status=status))
    if is_closed:
        round_.closing = RoundClosing()
    status = Proposal.Status.VERIFIED if verified else Proposal.Status.REJECTED
    assignment = Assignment(judge=JUDGE, round=round_, proposal=Proposal(status=status), **changes)
    assignment.is_under_pact = is_under_pact
    return assignment


SHEETS = {
    "open while judging": sheet(S.JUDGING),
    "handed in": sheet(S.JUDGING, handed_in_at=timezone.now()),
    "recused": sheet(S.JUDGING, recused_at=timezone.now()),
    "before judging": sheet(S.VERIFICATION),
    "after closing": sheet(S.DECIDED, is_closed=True),
    "of a round before": sheet(S.JUDGING, is_closed=True),
    "of an entry that is out": sheet(S.JUDGING, verified=False),
    "before the pact": sheet(S.JUDGING, is_under_pact=False),
}
MAY_ON_SHEET = {
    ("open", "open while judging"): {"judge"},
    ("open", "handed in"): {"judge"},
    ("open", "recused"): {"judge"},
    ("open", "before judging"): {"judge"},
    ("open", "after closing"): {"judge"},
    ("open", "of a round before"): {"judge"},
    ("open", "of an entry that is out"): {"judge"},
    ("take_copy", "of an entry that is out"): {"judge"},
    ("score", "open while judging"): {"judge"},
    ("recuse", "open while judging"): {"judge"},
    ("record_absence", "open while judging"): {"organiser"},
    ("record_absence", "before the pact"): {"organiser"},
    ("take_copy", "open while judging"): {"judge"},
    ("take_copy", "handed in"): {"judge"},
}


@pytest.mark.parametrize("state", SHEETS)
@pytest.mark.parametrize("step", permissions.SHEET_STEPS)
def test_who_may_on_a_sheet(step, state):
    allowed = {name for name, user in PEOPLE.items() if permissions.may_on_sheet(user, SHEETS[state])[step]}

    assert allowed == MAY_ON_SHEET.get((step, state), set())


def visit(
    status=S.JUDGING, *, signed_by=(), found=2, verified=True, is_closed=False, is_under_pact=True, outcome="true"
):
    round_ = Round(period=Period(status=status))
    if is_closed:
        round_.closing = RoundClosing()
    proposal = Proposal(status=Proposal.Status.VERIFIED if verified else Proposal.Status.REJECTED)
    made = Visit(round=round_, proposal=proposal, judge=JUDGE, officer=COLLEAGUE)
    made.claim_count, made.found_count, made.signed_count = 2, found, len(signed_by)
    claim = {"code": "mulai-penerapan", "title": "Mulai", "is_decisive": True, "outcome": outcome, "note": ""}
    contents = json.dumps({"claims": [claim]})
    made.standing = [VisitSignature(person=person, contents=contents) for person in signed_by]
    made.is_under_pact = is_under_pact
    return made


COLLEAGUE = User(pk=6, role=Role.ORGANISER)
VISITS = {
    "to be made": visit(found=0),
    "half filled in": visit(found=1),
    "filled in": visit(),
    "signed by the judge": visit(signed_by=[JUDGE]),
    "signed by both": visit(signed_by=[JUDGE, COLLEAGUE]),
    "with an untrue claim": visit(signed_by=[JUDGE, COLLEAGUE], outcome="untrue"),
    "before the pact": visit(is_under_pact=False),
    "of an entry that is out": visit(verified=False),
    "of a closed round": visit(is_closed=True),
    "after judging": visit(S.DECIDED),
}
OFFICE, BOTH = {"organiser", "colleague"}, {"judge", "colleague"}
MAY_ON_VISIT = {
    **{("plan", state): OFFICE for state in ("to be made", "half filled in", "filled in", "before the pact")},
    ("add_claim", "to be made"): OFFICE,
    **{("fill", state): BOTH for state in ("to be made", "half filled in", "filled in")},
    ("fill", "before the pact"): {"colleague"},
    ("sign", "filled in"): BOTH,
    ("sign", "before the pact"): {"colleague"},
    ("sign", "signed by the judge"): {"colleague"},
    ("overturn", "with an untrue claim"): OFFICE,
    ("return", "signed by the judge"): {"colleague"},
}


@pytest.mark.parametrize("state", VISITS)
@pytest.mark.parametrize("step", permissions.VISIT_STEPS)
def test_who_may_on_a_visit(step, state):
    """The judge and a colleague of the organiser make it."""
    people = PEOPLE | {"colleague": COLLEAGUE}

    allowed = {name for name, user in people.items() if permissions.may_on_visit(user, VISITS[state])[step]}

    assert allowed == MAY_ON_VISIT.get((step, state), set())


def test_a_claim_and_its_pictures_are_as_open_as_their_visit():
    claims = [VisitClaim(visit=VISITS[state]) for state in ("filled in", "signed by both")]

    filling = [permissions.may_fill_claim(JUDGE, claim) for claim in claims]
    removing = [permissions.may_remove_photo(JUDGE, VisitPhoto(claim=claim)) for claim in claims]

    assert (filling, removing) == ([True, False], [True, False])
    looking = {name for name, user in PEOPLE.items() if permissions.may_see_photo(user, VisitPhoto())}
    assert looking == {"organiser", "operator", "judge", "other_judge"}


PUBLICATIONS = {  # state -> who may approve, who may withdraw
    ("proposed", S.DECIDED): ({"colleague"}, {"organiser", "colleague"}),
    ("approved", S.DECIDED): (set(), {"organiser", "colleague"}),
    ("withdrawn", S.DECIDED): (set(), set()),
    ("approved", S.ANNOUNCED): (set(), set()),
}


@pytest.mark.parametrize(("state", "status"), PUBLICATIONS)
def test_who_may_answer_a_publication(state, status, monkeypatch):
    """The organiser has proposed it."""
    monkeypatch.setattr(permissions, "has_open_round", lambda period: False)
    ranking = Ranking(round=Round(period=Period(status=status)))
    at = {"approved": {"approved_at": timezone.now()}, "withdrawn": {"withdrawn_at": timezone.now()}}.get(state, {})
    publication = Publication(ranking=ranking, proposed_by=ORGANISER, **at)
    people = PEOPLE | {"colleague": User(pk=6, role=Role.ORGANISER)}

    allowed = tuple(
        {name for name, user in people.items() if may(user, publication)}
        for may in (permissions.may_approve_publication, permissions.may_withdraw_publication)
    )

    assert allowed == PUBLICATIONS[state, status]


ROUNDS = {  # whether the round is over, and released -> who may release its sheets
    (False, False): set(),
    (True, False): {"organiser"},
    (True, True): set(),
}


@pytest.mark.parametrize(("is_over", "is_released"), ROUNDS)
def test_who_may_release_sheets(is_over, is_released, monkeypatch):
    monkeypatch.setattr(permissions, "is_over", lambda round_: is_over)
    round_ = Round(pk=1)
    if is_released:
        round_.release = SheetRelease()
    else:
        monkeypatch.delattr(Round, "release")

    allowed = {name for name, user in PEOPLE.items() if permissions.may_release_sheets(user, round_)}

    assert allowed == ROUNDS[is_over, is_released]


def test_only_the_own_agency_reads_sheets():
    people = PEOPLE | {
        "own": User(pk=7, role=Role.OPERATOR, agency_id=1),
        "other": User(role=Role.OPERATOR, agency_id=2),
    }

    allowed = {name for name, user in people.items() if permissions.may_read_sheets(user, Proposal(agency_id=1))}

    assert allowed == {"own"}


def test_only_organisers_see_the_panel():
    allowed = {name for name, user in PEOPLE.items() if permissions.may_see_panel(user)}

    assert allowed == {"organiser"}


@pytest.mark.parametrize(
    ("status", "removed_at", "expected"),
    [(S.JUDGING, None, {"organiser"}), (S.JUDGING, timezone.now(), set()), (S.DECIDED, None, set())],
)
def test_who_may_change_a_seat(status, removed_at, expected):
    member = PanelMember(period=Period(status=status), removed_at=removed_at)

    assert {name for name, user in PEOPLE.items() if permissions.may_change_seat(user, member)} == expected


@pytest.mark.parametrize(("removed_at", "expected"), [(None, {"judge"}), (timezone.now(), set())])
def test_who_may_sign(removed_at, expected):
    member = PanelMember(judge=JUDGE, removed_at=removed_at)

    assert {name for name, user in PEOPLE.items() if permissions.may_sign(user, member)} == expected


def test_only_organisers_report_and_never_lift_their_own():
    assert {name for name, user in PEOPLE.items() if permissions.may_report(user)} == {"organiser"}
    conflicts = [Conflict(person=JUDGE), Conflict(person=ORGANISER), Conflict(person=JUDGE, lifted_at=timezone.now())]

    lifting = [{name for name, user in PEOPLE.items() if permissions.may_lift(user, found)} for found in conflicts]

    assert lifting == [{"organiser"}, set(), set()]
