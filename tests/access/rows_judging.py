"""Rows of judging: the judge's sheets, the organiser's panel, the results."""

from datetime import date

from judging import actions
from judging.claims import Outcome
from judging.models import Assignment, Publication
from kipp.accounts.models import Role
from tests.access.matrix import ROLES, only, same
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.competitions import close_now, make_period, open_now
from tests.factories.judging import (
    add_round,
    award_first,
    fill_in,
    hand_in_all,
    judged_period,
    marks,
    picture,
    plan,
    publish,
    sign_visit,
    verified_proposal,
    visit_of,
    visited_period,
)

OPEN, SENT, COUNTED = ({"pk": f"{which}_sheet.pk"} for which in ("open", "sent", "counted"))
SEAT, CONFLICT = {"pk": "seat.pk"}, {"pk": "conflict.pk"}
DRAFT, VERIFICATION, JUDGING, BETWEEN, DECIDED, ANNOUNCED = (
    {"period_pk": f"{stage}_judging_period.pk"}
    for stage in ("draft", "verification", "running", "between", "decided", "announced")
)

OVER, DECIDED_ROUND = {"pk": "over_round.pk"}, {"pk": "decided_round.pk"}
READ, UNREAD = {"pk": "read_entry.pk"}, {"pk": "unread_entry.pk"}
AWARDED, AWARD_OUT = {"pk": "decided_award.pk"}, {"pk": "announced_award.pk"}
PLANNED, FRESH, FILLED, SIGNED, UNTRUE = (
    {"pk": f"{state}_visit.pk"} for state in ("planned", "fresh", "filled", "signed", "untrue")
)
CLAIM, PHOTO = PLANNED | {"code": "masih-berjalan"}, {"pk": "photo.pk"}
JUDGES = {"judge": 403, "other_judge": 403}
OBJECTION = {"pk": "objection.pk"}
OUTSIDE = {"organiser": 403, "judge": 403, "other_judge": 403}
PROPOSED, OWN_PROPOSED, PUBLISHED = ({"pk": f"{which}_publication.pk"} for which in ("proposed", "own", "published"))


def own(status, *, organiser=403):
    """The judge whose sheet it is; to other judges and to agencies it does not exist."""
    return {**only("judge", status, others=404), "organiser": organiser}


def reading(status):
    """The judges who read in the round; to agencies it does not exist."""
    return {**only(("judge", "other_judge"), status, others=404), "organiser": 403}


def visitors(status, *, organiser=None):
    """The judge and the organiser who visit; to everybody else it does not exist."""
    return {**only("judge", status, others=404), "organiser": organiser or status}


def panel(status):
    return only("organiser", status)


ROWS = [
    # The judge
    ("judging:task_list", {}, only(("judge", "other_judge"), 200), "get"),
    ("judging:task_list", {}, only(("judge", "other_judge"), 405), "post"),
    ("judging:sheet", OPEN, own(200), "get"),
    ("judging:sheet", OPEN, own(422), "post"),
    ("judging:sheet", SENT, own(200), "get"),
    ("judging:sheet", SENT, own(422), "post"),
    ("judging:hand_in", OPEN, own(405), "get"),
    ("judging:hand_in", OPEN, own(422), "post"),
    ("judging:copy", {"round_pk": "running_round.pk"}, reading(200), "get"),
    ("judging:copy", {"round_pk": "running_round.pk"}, reading(302), "post"),
    ("judging:copy", {"round_pk": "decided_round.pk"}, reading(403), "get"),
    ("judging:copy", {"round_pk": "decided_round.pk"}, reading(403), "post"),
    ("judging:copy_download", {"round_pk": "running_round.pk"}, reading(404), "get"),
    ("judging:copy_download", {"round_pk": "running_round.pk"}, reading(405), "post"),
    ("judging:copy_download", {"round_pk": "decided_round.pk"}, reading(403), "get"),
    ("judging:recuse", OPEN, own(200), "get"),
    ("judging:recuse", OPEN, own(200), "post"),
    ("judging:recuse", SENT, own(403), "get"),
    ("judging:recuse", SENT, own(403), "post"),
    ("judging:pact", SEAT, own(200), "get"),
    ("judging:pact", SEAT, own(422), "post"),
    ("judging:declare", SEAT, own(200), "get"),
    ("judging:declare", SEAT, own(422), "post"),
    # The organiser
    ("judging:conflicts", JUDGING, panel(200), "get"),
    ("judging:conflicts", JUDGING, panel(422), "post"),
    ("judging:namesake", JUDGING, panel(405), "get"),
    ("judging:namesake", JUDGING, panel(302), "post"),
    ("judging:conflict_lift", CONFLICT, own(403, organiser=200), "get"),
    ("judging:conflict_lift", CONFLICT, own(403, organiser=422), "post"),
    ("judging:judge", {"pk": "seat.judge_id"}, own(403, organiser=200), "get"),
    ("judging:judge", {"pk": "seat.judge_id"}, own(403, organiser=422), "post"),
    ("judging:posting_remove", {"pk": "posting.pk"}, own(403, organiser=405), "get"),
    ("judging:posting_remove", {"pk": "posting.pk"}, own(403, organiser=302), "post"),
    ("judging:panel", {}, panel(200), "get"),
    ("judging:panel", {}, panel(405), "post"),
    ("judging:start", VERIFICATION, panel(200), "get"),
    ("judging:start", VERIFICATION, panel(302), "post"),
    ("judging:start", JUDGING, panel(403), "get"),
    ("judging:start", JUDGING, panel(403), "post"),
    ("judging:start", DRAFT, only("organiser", 403, others=404), "post"),
    ("judging:assign", VERIFICATION, panel(200), "get"),
    ("judging:assign", VERIFICATION, panel(302), "post"),
    ("judging:assign", JUDGING, panel(200), "get"),
    ("judging:assign", JUDGING, panel(422), "post"),
    ("judging:assign", DECIDED, panel(403), "get"),
    ("judging:assign", DECIDED, panel(403), "post"),
    ("judging:compose", JUDGING, panel(200), "get"),
    ("judging:compose", JUDGING, panel(422), "post"),
    ("judging:compose", DECIDED, panel(403), "get"),
    ("judging:compose", DECIDED, panel(403), "post"),
    ("judging:team", JUDGING, panel(200), "get"),
    ("judging:team", JUDGING, panel(405), "post"),
    ("judging:team", DECIDED, panel(200), "get"),
    ("judging:team_appoint", JUDGING, panel(405), "get"),
    ("judging:team_appoint", JUDGING, panel(422), "post"),
    ("judging:team_appoint", DECIDED, panel(403), "post"),
    ("judging:team_remind", JUDGING, panel(405), "get"),
    ("judging:team_remind", JUDGING, panel(302), "post"),
    ("judging:team_remind", DECIDED, panel(403), "post"),
    ("judging:team_decree", JUDGING, panel(200), "get"),
    ("judging:team_decree", JUDGING, panel(422), "post"),
    ("judging:team_decree", DECIDED, panel(403), "get"),
    ("judging:team_decree", DECIDED, panel(403), "post"),
    ("judging:seat_chair", SEAT, own(403, organiser=405), "get"),
    ("judging:seat_chair", SEAT, own(403, organiser=302), "post"),
    ("judging:seat_remove", SEAT, own(403, organiser=405), "get"),
    ("judging:seat_remove", SEAT, own(403, organiser=302), "post"),
    ("judging:outstanding", JUDGING, panel(200), "get"),
    ("judging:outstanding", JUDGING, panel(405), "post"),
    ("judging:remind", JUDGING, panel(405), "get"),
    ("judging:remind", JUDGING, panel(302), "post"),
    ("judging:remind", DECIDED, panel(403), "post"),
    ("judging:absence", OPEN, own(403, organiser=200), "get"),
    ("judging:absence", OPEN, own(403, organiser=200), "post"),
    ("judging:absence", SENT, own(403), "get"),
    ("judging:absence", SENT, own(403), "post"),
    ("judging:close", JUDGING, panel(200), "get"),
    ("judging:close", JUDGING, panel(302), "post"),
    ("judging:close", DECIDED, panel(403), "get"),
    ("judging:close", DECIDED, panel(403), "post"),
    ("judging:decide", DECIDED, panel(302), "get"),
    ("judging:decide", DECIDED, panel(302), "post"),
    ("judging:decide", JUDGING, panel(403), "get"),
    ("judging:decide", JUDGING, panel(403), "post"),
    ("judging:own_objections", ANNOUNCED, only("operator", 200, others=404) | OUTSIDE, "get"),
    ("judging:own_objections", ANNOUNCED, only("operator", 422, others=404) | OUTSIDE, "post"),
    ("judging:objections", ANNOUNCED, panel(200), "get"),
    ("judging:objections", ANNOUNCED, panel(405), "post"),
    ("judging:objection", OBJECTION, only("organiser", 200, others=404) | {"operator": 403}, "get"),
    ("judging:objection", OBJECTION, only("organiser", 422, others=404) | {"operator": 403}, "post"),
    ("judging:change_sheet", DECIDED, panel(200), "get"),
    ("judging:change_sheet", DECIDED, panel(422), "post"),
    ("judging:change_sheet", JUDGING, panel(403), "get"),
    ("judging:change_sheet", JUDGING, panel(403), "post"),
    ("judging:change_mark", COUNTED, own(403, organiser=200), "get"),
    ("judging:change_mark", COUNTED, own(403, organiser=422), "post"),
    ("judging:change_mark", SENT, own(403), "get"),
    ("judging:change_mark", SENT, own(403), "post"),
    ("judging:next_round", BETWEEN, panel(200), "get"),
    ("judging:next_round", BETWEEN, panel(302), "post"),
    ("judging:next_round", DECIDED, panel(403), "get"),
    ("judging:next_round", DECIDED, panel(403), "post"),
    ("judging:announce", BETWEEN, panel(403), "get"),
    ("judging:announce", BETWEEN, panel(403), "post"),
    ("judging:announce", DECIDED, panel(200), "get"),
    ("judging:announce", DECIDED, panel(302), "post"),
    ("judging:announce", JUDGING, panel(403), "get"),
    ("judging:announce", ANNOUNCED, panel(403), "post"),
    ("judging:approve", PROPOSED, only("organiser", 405, others=404), "get"),
    ("judging:approve", PROPOSED, only("organiser", 302, others=404), "post"),
    ("judging:approve", OWN_PROPOSED, only("organiser", 403, others=404), "post"),
    ("judging:withdraw", PROPOSED, only("organiser", 200, others=404), "get"),
    ("judging:withdraw", PROPOSED, only("organiser", 422, others=404), "post"),
    ("judging:withdraw", PUBLISHED, only("organiser", 403, others=404), "get"),
    ("judging:awards", DECIDED, panel(200), "get"),
    ("judging:awards", DECIDED, panel(422), "post"),
    ("judging:awards", BETWEEN, panel(403), "get"),
    ("judging:awards", ANNOUNCED, panel(403), "get"),
    ("judging:awards", ANNOUNCED, panel(403), "post"),
    ("judging:award_withdraw", AWARDED, only("organiser", 200, others=404), "get"),
    ("judging:award_withdraw", AWARDED, only("organiser", 422, others=404), "post"),
    ("judging:award_withdraw", AWARD_OUT, panel(403), "get"),
    ("judging:award_withdraw", AWARD_OUT, panel(403), "post"),
    ("judging:ranking", DECIDED, panel(200), "get"),
    ("judging:ranking", DECIDED, panel(405), "post"),
    ("judging:ranking", ANNOUNCED, panel(200), "get"),
    ("judging:ranking", JUDGING, panel(403), "get"),
    ("judging:reliability", DECIDED, panel(200), "get"),
    ("judging:reliability", DECIDED, panel(405), "post"),
    ("judging:reliability", JUDGING, panel(403), "get"),
    ("judging:release_sheets", OVER, panel(200), "get"),
    ("judging:release_sheets", OVER, panel(302), "post"),
    ("judging:release_sheets", DECIDED_ROUND, panel(403), "post"),
    # The two who visit
    ("judging:visits", JUDGING, panel(200), "get"),
    ("judging:visits", JUDGING, panel(405), "post"),
    ("judging:visit", PLANNED, visitors(200), "get"),
    ("judging:visit", PLANNED, visitors(405), "post"),
    ("judging:visit", FRESH, only("organiser", 200, others=404), "get"),
    ("judging:visit_plan", PLANNED, visitors(403, organiser=200), "get"),
    ("judging:visit_plan", PLANNED, visitors(403, organiser=422), "post"),
    ("judging:visit_plan", SIGNED, visitors(403), "get"),
    ("judging:claim_add", FRESH, only("organiser", 200, others=404), "get"),
    ("judging:claim_add", FRESH, only("organiser", 422, others=404), "post"),
    ("judging:claim_add", PLANNED, visitors(403), "get"),
    ("judging:claim", CLAIM, visitors(200), "get"),
    ("judging:claim", CLAIM, visitors(422), "post"),
    ("judging:claim", CLAIM | SIGNED, visitors(403), "get"),
    ("judging:photo", PHOTO, visitors(200), "get"),
    ("judging:photo", PHOTO, visitors(405), "post"),
    ("judging:photo_remove", PHOTO, visitors(200), "get"),
    ("judging:photo_remove", PHOTO, visitors(302), "post"),
    ("judging:visit_sign", FILLED, visitors(200), "get"),
    ("judging:visit_sign", FILLED, visitors(422), "post"),
    ("judging:visit_sign", PLANNED, visitors(403), "get"),
    ("judging:visit_return", SIGNED, visitors(200, organiser=403), "get"),
    ("judging:visit_return", SIGNED, visitors(422, organiser=403), "post"),
    ("judging:visit_return", FILLED, visitors(403), "post"),
    # Signed by both, it exists for every judge who reads the entry.
    ("judging:overturn", UNTRUE, visitors(403, organiser=200) | {"other_judge": 403}, "get"),
    ("judging:overturn", UNTRUE, visitors(403, organiser=422) | {"other_judge": 403}, "post"),
    ("judging:overturn", SIGNED, visitors(403), "post"),
    # The agency
    ("judging:own_sheets", READ, {**only("operator", 200, others=404), "organiser": 403, **JUDGES}, "get"),
    ("judging:own_sheets", READ, {**only("operator", 405, others=404), "organiser": 403, **JUDGES}, "post"),
    ("judging:own_sheets", UNREAD, only((), 200, others=404), "get"),
    # Everyone
    ("judging:rules", {}, same(200), "get"),
    ("judging:rules", {}, same(405), "post"),
    ("judging:rules_of", JUDGING, same(200), "get"),
    ("judging:rules_of", JUDGING, same(405), "post"),
    ("judging:rules_of", DRAFT, only("organiser", 200, others=404, anonymous=404), "get"),
    ("judging:results", {}, same(200, ROLES), "get"),
    ("judging:results", {}, same(405, ROLES), "post"),
    ("judging:bundle_check", {}, same(200), "get"),
    ("judging:bundle_check", {}, same(405), "post"),
    ("judging:verifier", {}, same(200), "get"),
    ("judging:verifier", {}, same(405), "post"),
]


def build_judging_world(cast):
    """A period at every stage; the running one has a sheet of the judge's that is sent and one that is open.

    One stands between its two rounds.
    """
    by, judges = cast["organiser"], [cast["judge"], cast["other_judge"]]
    # Years before every other period of the tests, so that none of these is the current one.
    periods = [make_period(by=by, year=year) for year in range(2001, 2010)]
    draft, verification, running, between, decided, announced, proposed, own_proposed, over = periods
    for period in periods[1:]:
        open_now(period, by=by)
    add_round(between)
    close_now(verification)
    verified_proposal(verification, by=by)
    judged_period(running, by=by, judges=judges)
    sent, opened = Assignment.objects.filter(judge=cast["judge"], round__period=running).named().order_by("order")
    actions.hand_in(sent, by=cast["judge"], version=1, marks=marks(80))
    # Both about nothing that is judged here, so that no sheet is left.
    posting = actions.add_posting(cast["judge"], by=by, agency=AgencyFactory(), since=date(2020, 1, 2))
    elsewhere = verified_proposal(running, by=by)
    said = {"origin": "reported", "reason": "Saudara kandung"}
    (conflict,) = actions.declare(running, person=cast["judge"], by=by, proposals=[elsewhere], **said)
    for period in (between, decided, announced, proposed, own_proposed, over):
        verified_proposal(period, by=by, agency=cast["operator"].agency)
        judged_period(period, by=by, proposals=0, judges=judges)
        hand_in_all(period, 80)
        actions.close_judging(period, by=by)
    awards = [award_first(period.rounds.get().rankings.get(), by=by) for period in (decided, announced)]
    for period in (announced, over):
        publish(period, by=by)
    colleague = UserFactory(role=Role.ORGANISER)
    read = announced.proposals.get()
    actions.release_sheets(announced.rounds.get(), by=by)
    return build_visits(cast) | {
        "over_round": over.rounds.get(),
        "decided_award": awards[0],
        "announced_award": awards[1],
        "decided_round": decided.rounds.get(),
        "read_entry": read,
        "unread_entry": over.proposals.get(),
        "proposed_publication": actions.propose_publication(proposed, by=colleague),
        "own_publication": actions.propose_publication(own_proposed, by=by),
        "published_publication": Publication.objects.get(ranking__round__period=announced),
        "open_sheet": opened,
        "sent_sheet": sent,
        "counted_sheet": Assignment.objects.get(judge=cast["judge"], round__period=decided),
        "posting": posting,
        "objection": actions.hand_in_objection(
            announced.objection_window, by=cast["operator"], proposal=None, grounds="Nilai tidak sesuai berkas."
        ),
        "conflict": conflict,
        "seat": running.panel_members.get(judge=cast["judge"]),
        "draft_judging_period": draft,
        "verification_judging_period": verification,
        "running_judging_period": running,
        "between_judging_period": between,
        "running_round": running.rounds.get(),
        "decided_judging_period": decided,
        "announced_judging_period": announced,
    }


def build_visits(cast):
    """The judge and the organiser visit four entries: begun, filled in, signed by one, signed with untrue claims."""
    by, judge = cast["organiser"], cast["judge"]
    period = make_period(by=by, year=2010)
    open_now(period, by=by)
    visited_period(period, by=by, proposals=5)
    fresh, *visits = (visit_of(entry) for entry in period.proposals.order_by("number"))
    planned, filled, signed, untrue = (plan(visit, by=by, judge=judge) for visit in visits)
    claim = planned.claims.order_by("order").first()
    for visit in (filled, signed):
        fill_in(visit, by=by)
    sign_visit(signed, by=by)
    fill_in(untrue, by=by, outcome="untrue", note="Tidak ditemukan.")
    for person in (by, judge):
        sign_visit(untrue, by=person)
    return {
        "photo": actions.add_photo(claim, by=judge, name="loket.jpg", data=picture()),
        "finding": actions.save_finding(claim, by=by, revision=0, found=actions.Found(Outcome.TRUE)),
        "planned_visit": planned,
        "fresh_visit": fresh,
        "filled_visit": filled,
        "signed_visit": signed,
        "untrue_visit": untrue,
    }
