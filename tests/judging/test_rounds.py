"""Several rounds: who goes on, what is carried along, and what stands once the next has begun."""

import json

import pgtrigger
import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from competitions.models import Period, TransitionNotAllowed
from judging import actions
from judging.documents import minutes_context, recap_context
from judging.dossier import published_key
from judging.models import Analysis, Assignment, Score, round_of
from judging.verifying import faults
from kipp.accounts.models import Role
from kipp.audit.models import Entry
from kipp.documents.actions import make
from kipp.documents.models import Document
from kipp.jobs.queue import run_waiting
from tests.factories.accounts import UserFactory
from tests.factories.judging import (
    add_round,
    begin_next,
    hand_in_all,
    judged_period,
    marks_for,
    publish,
    set_line,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def judged(open_period, organiser, judge, other_judge):
    """Four entries in the first of two rounds, 60 and 40; the best two go on."""
    add_round(open_period)
    set_line(open_period.rounds.get(order=1), advance_most=2)
    return judged_period(open_period, by=organiser, proposals=4, judges=[judge, other_judge])


def by_place(period, *values):
    """The mark of an entry by the place of its number among all."""
    numbers = list(period.proposals.order_by("number").values_list("number", flat=True))
    return lambda task: marks_for(task, values[numbers.index(task.proposal.number)])


def table(ranking):
    return [
        (row.place, row.own, row.total, row.is_advancing, row.is_winner) for row in ranking.results.named().in_order()
    ]


def refused(sql, *values) -> str:
    with pytest.raises(DatabaseError) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
    return str(refusal.value)


@pytest.fixture
def second(judged, organiser):
    """The first round is closed, the second is assigned; nobody has scored in it yet."""
    hand_in_all(judged, by_place(judged, 70, 90, 80, 60))
    begin_next(judged, by=organiser)
    return judged


@pytest.fixture
def over(second, organiser):
    hand_in_all(second, by_place(second, 0, 80, 94, 0))
    actions.close_judging(second, by=organiser)
    return second


def test_the_best_go_on_and_what_they_bring_along_counts(over):
    """60 % of 90 and 40 % of 80 against 60 % of 80 and 40 % of 94: the presentation alone does not decide."""
    first, last = (round_.rankings.get() for round_ in over.rounds.order_by("order"))

    assert table(first) == [
        (1, 90, 90, True, False),
        (2, 80, 80, True, False),
        (3, 70, 70, False, False),
        (4, 60, 60, False, False),
    ]
    assert [(*row[:2], str(row[2]), *row[3:]) for row in table(last)] == [
        (1, 80, "86.00", False, True),
        (2, 94, "85.60", False, True),
    ]
    assert [last.round.closing.settings[name] for name in ("weight", "is_last")] == ["40.00", True]


def test_agencies_are_told_whether_they_go_on_and_nothing_else(judged, organiser, mailoutbox):
    hand_in_all(judged, by_place(judged, 70, 90, 80, 60))
    for proposal in judged.proposals.all():
        UserFactory(role=Role.OPERATOR, agency=proposal.agency)
    actions.close_judging(judged, by=organiser)
    mailoutbox.clear()

    actions.begin_next_round(judged, by=organiser)

    assert sorted(letter.subject for letter in mailoutbox) == [
        *["Penilaian proposal: lolos ke tahap berikutnya"] * 2,
        *["Penilaian proposal: tidak lolos ke tahap berikutnya"] * 2,
    ]
    assert [
        word for letter in mailoutbox for word in ("70,00", "80,00", "90,00", "peringkat") if word in letter.body
    ] == []
    assert Entry.objects.filter(verb__in=["period.next_round", "round.begin"]).count() == 2


def test_a_closed_round_takes_no_marks_while_the_next_is_judged(second, judge, organiser):
    old = Assignment.objects.filter(judge=judge, round__order=1).named().first()
    criterion = old.round.criteria.first()

    assert (second.status, round_of(second).code) == (Period.Status.JUDGING, "presentasi")
    with pytest.raises(actions.SheetClosed):
        actions.save_sheet(old, by=judge, version=old.version, marks=marks_for(old, 10))
    assert "takes no marks" in refused(
        "INSERT INTO judging_score (assignment_id, criterion_id, revision, value, reason, by_id)"
        " VALUES (%s, %s, 9, 10, '', %s)",
        *(old.pk, criterion.pk, judge.pk),
    )
    with pytest.raises(TransitionNotAllowed):
        actions.begin_next_round(second, by=organiser)


def test_an_open_sheet_of_a_closed_round_takes_no_marks_either(second, judge, organiser):
    """No action leaves one; whatever does, the closing is asked for itself."""
    with pgtrigger.ignore("judging.Assignment:sealed"):
        Assignment.objects.filter(round__order=1).update(handed_in_at=None)
    old = Assignment.objects.filter(judge=judge, round__order=1).named().first()

    assert "the round is closed" in refused(
        "INSERT INTO judging_score (assignment_id, criterion_id, revision, value, reason, by_id)"
        " SELECT assignment_id, criterion_id, revision + 1, 10, '', by_id FROM judging_score WHERE assignment_id = %s"
        " LIMIT 1",
        old.pk,
    )
    assert "the round is closed" in refused("UPDATE judging_assignment SET handed_in_at = now() WHERE id = %s", old.pk)
    with pytest.raises(actions.SheetClosed):
        actions.save_sheet(old, by=judge, version=old.version, marks=marks_for(old, 10))


def test_who_did_not_go_on_is_not_judged(second, judge, organiser):
    out = second.proposals.get(results__place=3, results__ranking__round__order=1)

    with pytest.raises(actions.NotReady, match="lolos verifikasi"):
        actions.assign(second, by=organiser, pairs=[(judge.pk, out.pk)])
    assert "only entries that passed the round before" in refused(
        "INSERT INTO judging_assignment"
        ' (round_id, proposal_id, judge_id, "order", version, recusal_reason, created_by_id)'
        " VALUES (%s, %s, %s, 9, 1, '', %s)",
        *(round_of(second).pk, out.pk, judge.pk, organiser.pk),
    )


def test_what_a_later_round_stands_on_is_ranked_no_more(over, organiser):
    first = over.rounds.get(order=1)
    number = over.proposals.order_by("number").first().number

    assert "a later round stands on this one" in refused(
        "INSERT INTO judging_ranking (round_id, revision, open_tie, decided_order, reason, present, by_id)"
        " VALUES (%s, 2, '{}', %s, 'a', 'b', %s)",
        *(first.pk, [number, number], organiser.pk),
    )


def test_nobody_goes_on_before_a_tie_that_the_line_cuts_is_decided(judged, organiser):
    hand_in_all(judged, by_place(judged, 70, 90, 80, 80))
    set_line(round_of(judged), advance_most=2, advance_per="category", advance_quota=2)
    actions.close_judging(judged, by=organiser)
    third, fourth = judged.proposals.order_by("number")[2:]

    with pytest.raises(actions.NotReady, match=f"melewati batas kelulusan.*{third.number}, {fourth.number}"):
        actions.begin_next_round(judged, by=organiser)
    ranking = actions.decide_tie(
        judged, by=organiser, order=[fourth.number, third.number], reason="Dampaknya.", present="Semua"
    )
    actions.begin_next_round(judged, by=organiser)

    assert [row.proposal.number for row in ranking.results.advancing().named().in_order()][1] == fourth.number
    assert [entry.number for entry in actions.candidates(judged).proposals] == sorted(
        [judged.proposals.order_by("number")[1].number, fourth.number]
    )


def test_a_round_that_nobody_passes_has_no_next(judged, organiser):
    set_line(round_of(judged), advance_least=99)
    hand_in_all(judged, 80)
    actions.close_judging(judged, by=organiser)

    with pytest.raises(actions.NotReady, match="Tidak ada proposal yang lolos"):
        actions.begin_next_round(judged, by=organiser)
    with pytest.raises(TransitionNotAllowed, match="setelah tahap Presentasi selesai"):
        publish(judged, by=organiser)


def test_papers_name_the_rounds_and_their_values(over):
    first, last = (round_.rankings.get() for round_ in over.rounds.order_by("order"))
    papers = {
        document.subject_id: (minutes_context(document), recap_context(document))
        for document in Document.objects.filter(kind="berita_acara")
    }
    middle, _ = papers[first.pk]
    minutes, recap = papers[last.pk]

    assert (middle["stage"], middle["following"], len(middle["advancing"])) == ("proposal", "Presentasi", 2)
    assert (middle["rules"]["passing"], middle["annex"]["stages"]) == ("paling banyak 2 proposal", [])
    assert (minutes["stage"], minutes["following"], minutes["rules"]["passing"]) == ("presentasi", "", "")
    assert minutes["rules"]["combination"].startswith("60% × Penilaian proposal + 40% × Presentasi; ")
    assert recap["stages"] == ["Penilaian proposal", "Presentasi"]
    assert [[*map(str, row["stages"]), str(row["total"])] for row in recap["rows"]] == [
        ["90.00", "80.00", "86.00"],
        ["80.00", "94.00", "85.60"],
    ]
    assert Document.objects.filter(title__endswith=", Presentasi").count() == 4


def test_the_bundle_counts_every_round_again(over):
    run_waiting()
    last = over.rounds.get(order=2).rankings.get()
    document = Document.objects.get(kind="berkas_hasil", subject_id=last.pk)
    make(document_id=str(document.pk))
    document.refresh_from_db()
    data = (settings.MEDIA_ROOT / document.path).read_bytes()
    content = json.loads(data)["content"]

    assert faults(data, key=published_key()) == []
    assert [row["code"] for row in content["inputs"]["rounds"]] == ["proposal", "presentasi"]
    assert [(row["round"], row["total"], row["passes"]) for row in content["outputs"]["results"]] == [
        *(("proposal", total, passes) for total, passes in (("90.00", True), ("80.00", True))),
        *(("proposal", total, False) for total in ("70.00", "60.00")),
        ("presentasi", "86.00", True),
        ("presentasi", "85.60", True),
    ]
    assert content["outputs"]["analysis"] == Analysis.objects.get(ranking=last).figures
    assert len(content["inputs"]["marks"]) == Score.objects.count()


def test_the_pages_of_two_rounds(second, organiser, judge, client):
    client.force_login(organiser)
    ranking = client.get(reverse("judging:ranking", args=[second.pk])).content.decode()
    panel = client.get(reverse("judging:panel")).content.decode()
    hand_in_all(second, by_place(second, 0, 80, 94, 0))
    actions.close_judging(second, by=organiser)
    later = {
        code: client.get(reverse("judging:ranking", args=[second.pk]), {"tahap": code})
        for code in ("proposal", "presentasi", "lain")
    }
    client.force_login(judge)
    own = {
        code: client.get(reverse("judging:task_list"), {"tahap": code}).content.decode()
        for code in ("proposal", "presentasi")
    }

    assert ("lolos" in ranking, "Lihat peringkat" in panel, "tahap Presentasi" in panel) == (True, True, True)
    assert {code: answer.status_code for code, answer in later.items()} == {
        "proposal": 200,
        "presentasi": 200,
        "lain": 404,
    }
    assert ["85,60" in answer.content.decode() for answer in later.values()] == [False, True, False]
    assert ["4 proposal: 4 terkirim" in own["proposal"], "2 proposal: 2 terkirim" in own["presentasi"]] == [True, True]


def test_the_next_round_is_begun_by_its_page(judged, organiser, client):
    hand_in_all(judged, by_place(judged, 70, 90, 80, 60))
    actions.close_judging(judged, by=organiser)
    client.force_login(organiser)
    address = reverse("judging:next_round", args=[judged.pk])

    page = client.get(address).content.decode()
    answer = client.post(address, follow=True).content.decode()

    best = judged.proposals.get(results__place=1)
    assert (best.innovation.title in page, "Tahap berikutnya dimulai." in answer) == (True, True)
    assert client.post(address).status_code == 403
