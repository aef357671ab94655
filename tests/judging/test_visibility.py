"""The table of who sees what, held against a literal one, phase by phase."""

import pytest
from django.contrib.auth.models import AnonymousUser

from judging import actions
from judging.models import Assignment, PanelMember, Publication, Result, Score, SpecialAward, Visit, VisitPhoto
from judging.visibility import TABLE, Field, Reach, Reader, Since, granted
from judging.wording import FIELDS, READERS, SINCES, who_sees_what
from kipp.accounts.models import Role
from tests.factories.accounts import UserFactory
from tests.factories.competitions import set_rules
from tests.factories.judging import (
    add_round,
    award_first,
    fill_in,
    hand_in_all,
    judged_period,
    marks_for,
    picture,
    plan,
    publish,
    set_line,
    sign_visit,
    visit_of,
    visited_period,
)

PHASES = ("marking", "closed", "next", "released", "last closed", "proposed", "announced")
MODELS = {
    "seat": PanelMember,
    "task": Assignment,
    "mark": Score,
    "result": Result,
    "award": SpecialAward,
    "publication": Publication,
}
NOTHING = dict.fromkeys(MODELS, 0)
# Four entries, two judges; two go on. Who is not named in a phase sees nothing; what is not named is as before.
# A round of five criteria has 4 x 2 x 5 marks, the next of two criteria 2 x 2 x 2.
EXPECTED = {
    "organiser": {
        "marking": {"seat": 2, "task": 8},
        "closed": {"mark": 40, "result": 4},
        "next": {"task": 12},
        "last closed": {"mark": 48, "result": 6, "award": 2},  # one of them withdrawn
        "proposed": {"publication": 1},
    },
    "judge": {
        "marking": {"seat": 1, "task": 4, "mark": 20},
        "next": {"task": 6},
        "last closed": {"mark": 24},
        "announced": {"result": 1, "award": 1},
    },
    "finalist": {
        "released": {"mark": 10},
        "announced": {"result": 3, "award": 1},  # the winner, the own place in the last round, and in the first
    },
    "stayed": {
        "released": {"mark": 10},
        "announced": {"result": 2, "award": 1},  # the winner, and the own place in the first round
    },
    "stranger": {"announced": {"result": 1, "award": 1}},
    "public": {"announced": {"result": 1, "award": 1}},
}


def bring_to(phase, period, *, organiser):
    """Take the one step that leads from the phase before to this one."""
    first = period.rounds.order_by("order").first()
    match phase:
        case "marking":
            hand_in_all(period, by_place(period))
        case "closed":
            actions.close_judging(period, by=organiser)
        case "next":
            actions.begin_next_round(period, by=organiser)
            actions.assign_all(period, by=organiser)
        case "released":
            actions.release_sheets(first, by=organiser)
        case "last closed":
            hand_in_all(period, by_place(period))
            award_two(actions.close_judging(period, by=organiser), organiser=organiser)
        case "proposed":
            actions.propose_publication(period, by=organiser)
        case "announced":
            actions.approve_publication(Publication.objects.get(), by=UserFactory(role=Role.ORGANISER))


def award_two(ranking, *, organiser):
    """Two awards besides the places, one of them taken back."""
    for name in ("Favorit", "Terfavorit"):
        last = award_first(ranking, by=organiser, name=name)
    actions.withdraw_award(last, by=organiser, reason="Dicatat dua kali.")


def by_place(period):
    """Ninety for the first number, and ten less for each that follows."""
    numbers = list(period.proposals.order_by("number").values_list("number", flat=True))
    return lambda task: marks_for(task, 90 - 10 * numbers.index(task.proposal.number))


def test_of_every_round_each_sees_what_the_phase_allows(open_period, organiser, judge, other_judge, other_operator):
    add_round(open_period)
    set_line(open_period.rounds.get(order=1), advance_most=2)
    period = judged_period(open_period, by=organiser, proposals=4, judges=[judge, other_judge])
    set_rules(period, winners=1)
    UserFactory(role=Role.ORGANISER)
    agencies = [proposal.agency for proposal in period.proposals.order_by("number")]
    everyone = {
        "organiser": organiser,
        "judge": judge,
        "finalist": UserFactory(role=Role.OPERATOR, agency=agencies[1]),
        "stayed": UserFactory(role=Role.OPERATOR, agency=agencies[3]),
        "stranger": other_operator,
        "public": AnonymousUser(),
    }
    expected = {name: dict(NOTHING) for name in everyone}

    for phase in PHASES:
        bring_to(phase, period, organiser=organiser)
        for name in everyone:
            expected[name] |= EXPECTED[name].get(phase, {})
        seen = {
            name: {kind: model.objects.visible_to(user).count() for kind, model in MODELS.items()}
            for name, user in everyone.items()
        }
        assert seen == expected, phase


VISIT_PHASES = ("begun", "signed", "closed", "next", "released", "announced")
# Two entries, of which one is visited; (visits, pictures). Who is not named in a phase sees what they saw before.
VISITS = {
    "organiser": {"begun": (2, 1)},
    "visitor": {"begun": (1, 1)},
    "reader": {"signed": (1, 1)},
    "visited": {"released": (1, 1)},
    "unvisited": {},
    "public": {},
}


def visit_to(phase, period, visit, *, organiser, judge):
    match phase:
        case "begun":
            planned = plan(visit, by=organiser, judge=judge)
            claim = planned.claims.order_by("order").first()
            actions.add_photo(claim, by=judge, name="loket.jpg", data=picture())
        case "signed":
            fill_in(visit_of(visit.proposal), by=judge)
            for person in (judge, organiser):
                sign_visit(visit, by=person)
        case "closed":
            hand_in_all(period)
            actions.close_judging(period, by=organiser)
        case "next":
            actions.begin_next_round(period, by=organiser)
        case "released":
            actions.release_sheets(visit.round, by=organiser)
        case "announced":
            actions.assign_all(period, by=organiser)
            hand_in_all(period)
            actions.close_judging(period, by=organiser)
            publish(period, by=organiser)


def test_of_a_visit_each_sees_what_the_phase_allows(open_period, organiser, judge, other_judge):
    period = visited_period(open_period, by=organiser, proposals=2)
    add_round(period)
    first, second = period.proposals.order_by("number")
    people = {
        "organiser": organiser,
        "visitor": judge,
        "reader": other_judge,
        "visited": UserFactory(role=Role.OPERATOR, agency=first.agency),
        "unvisited": UserFactory(role=Role.OPERATOR, agency=second.agency),
        "public": AnonymousUser(),
    }
    expected = dict.fromkeys(people, (0, 0))

    for phase in VISIT_PHASES:
        visit_to(phase, period, visit_of(first), organiser=organiser, judge=judge)
        expected |= {name: VISITS[name][phase] for name in people if phase in VISITS[name]}
        seen = {
            name: tuple(model.objects.visible_to(user).count() for model in (Visit, VisitPhoto))
            for name, user in people.items()
        }
        assert seen == expected, phase


def test_nobody_is_granted_a_part_beside_the_whole():
    """All rows at all times is an empty question, and that or another would be the other alone."""
    for field in Field:
        for reader in Reader:
            grants = granted(field, reader)
            assert (Reach.ALL, Since.ALWAYS) not in grants or len(grants) == 1


@pytest.mark.parametrize("role", [None, "auditor", ""])
def test_who_has_no_role_that_the_table_knows_is_the_public(role):
    assert [granted(field, role) for field in TABLE] == [granted(field, "public") for field in TABLE]


def test_every_role_is_a_reader_and_the_table_is_said_whole():
    assert {role.value for role in Role} == {reader.value for reader in Reader} - {"public"}
    assert who_sees_what() == [
        (
            FIELDS[Field.TASK],
            [
                ("Penyelenggara", "semua, setiap saat"),
                ("Juri", "miliknya sendiri, setiap saat"),
                ("Instansi peserta", "tidak"),
                ("Masyarakat", "tidak"),
            ],
        ),
        (
            FIELDS[Field.MARK],
            [
                ("Penyelenggara", "semua, sejak penilaian tahap ditutup"),
                ("Juri", "miliknya sendiri, setiap saat"),
                ("Instansi peserta", "proposalnya sendiri, sejak lembar nilai tahap dibagikan"),
                ("Masyarakat", "tidak"),
            ],
        ),
        (
            FIELDS[Field.VISIT],
            [
                ("Penyelenggara", "semua, setiap saat"),
                (
                    "Juri",
                    "miliknya sendiri, setiap saat; proposal yang dinilainya, sejak ditandatangani kedua petugasnya",
                ),
                (
                    "Instansi peserta",
                    "; ".join(f"proposalnya sendiri, {SINCES[since]}" for since in (Since.RELEASED, Since.ANNOUNCED)),
                ),
                ("Masyarakat", "tidak"),
            ],
        ),
        (
            FIELDS[Field.PUBLICATION],
            [("Penyelenggara", "semua, setiap saat"), *((READERS[r], "tidak") for r in Reader if r != "organiser")],
        ),
        (
            FIELDS[Field.RESULT],
            [
                ("Penyelenggara", "semua, sejak penilaian tahap ditutup"),
                ("Juri", "pemenang, sejak hasil diumumkan"),
                ("Instansi peserta", "pemenang dan proposalnya sendiri, sejak hasil diumumkan"),
                ("Masyarakat", "pemenang, sejak hasil diumumkan"),
            ],
        ),
        (
            FIELDS[Field.OBJECTION],
            [
                ("Penyelenggara", "semua, sejak hasil diumumkan"),
                ("Juri", "tidak"),
                ("Instansi peserta", "proposalnya sendiri, sejak hasil diumumkan"),
                ("Masyarakat", "tidak"),
            ],
        ),
        (
            FIELDS[Field.AWARD],
            [
                ("Penyelenggara", "semua, sejak penilaian tahap ditutup"),
                *((READERS[r], "semua, sejak hasil diumumkan") for r in Reader if r != "organiser"),
            ],
        ),
    ]
