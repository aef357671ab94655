"""The pleno changes a mark after closing: a revision with its reason, a new ranking, what was before as it was."""

import json
import threading
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from competitions.models import TransitionNotAllowed
from judging import actions
from judging.documents import minutes_context, rows_of
from judging.dossier import build
from judging.forms import WhichSheetForm
from judging.models import Assignment, Ranking, Score
from judging.verifying import faults
from kipp.audit.models import Entry
from kipp.documents.models import Document
from kipp.jobs.models import Mail
from proposals.actions import KeptOut, declare_conflict
from proposals.models import Conflict
from tests.factories.judging import hand_in_all, judged_period, marks, publish

SAID = {"reason": "Salah ketik: 10 seharusnya 100.", "present": "Seluruh Tim Penilai"}


@pytest.fixture
def closed(open_period, organiser, judge, other_judge):
    """Two entries, two judges; the first is behind because of one mark of 10."""
    period = judged_period(open_period, by=organiser, proposals=2, judges=[judge, other_judge])
    first = period.proposals.order_by("number").first()
    hand_in_all(
        period,
        lambda task: (
            marks(*(10, 90, 90, 90, 90) if task.judge == judge else (90,) * 5)
            if task.proposal_id == first.pk
            else marks(88)
        ),
    )
    actions.close_judging(period, by=organiser)
    return period


@pytest.fixture
def sheet(closed, judge):
    return Assignment.objects.named().get(judge=judge, proposal=closed.proposals.order_by("number").first())


def first_criterion(sheet):
    return sheet.round.criteria.get(code="kebaruan")


def change(sheet, organiser, value=100, **said):
    given = {"criterion": first_criterion(sheet), "value": Decimal(value), **SAID, **said}
    return actions.change_mark(sheet, by=organiser, **given)


def order_of(ranking):
    return [(str(row.proposal.number), row.total) for row in ranking.results.named().in_order()]


def test_a_changed_mark_is_a_revision_and_makes_a_new_ranking(closed, sheet, organiser, settings):
    settings.EMAIL_BACKEND = "kipp.jobs.mail.OutboxBackend"
    first, second = closed.proposals.order_by("number").values_list("number", flat=True)
    before = Ranking.objects.get()

    after = change(sheet, organiser)

    rows = Score.objects.filter(assignment=sheet, criterion__code="kebaruan").order_by("revision")
    assert list(rows.values_list("revision", "value", "by", "decided_in")) == [
        (1, Decimal(10), sheet.judge_id, None),
        (2, Decimal(100), organiser.pk, 2),
    ]
    weight = first_criterion(sheet).weight
    assert order_of(before) == [(second, Decimal(88)), (first, 90 - 40 * weight / 100)]
    assert order_of(after) == [(first, 90 + 5 * weight / 100), (second, Decimal(88))]
    assert (after.revision, after.reason, after.present, after.decided_order) == (2, *SAID.values(), [])
    entry = Entry.objects.get(verb="round.change_mark")
    assert (entry.note, entry.data["before"], entry.data["after"]) == (SAID["reason"], "10.00", "100")
    letter = Mail.objects.get(to=sheet.judge.email, subject__startswith="Perubahan nilai")
    assert not any(value in letter.subject + letter.body for value in ("100", SAID["reason"]))


def test_papers_tell_what_stood_when_their_ranking_was_made(closed, sheet, organiser):
    change(sheet, organiser)
    before, after = Ranking.objects.order_by("revision")
    totals = {
        ranking.pk: {row["register_number"]: row["totals"] for row in rows_of(ranking)} for ranking in (before, after)
    }
    first = str(sheet.proposal.number)
    weight = first_criterion(sheet).weight
    assert max(totals[before.pk][first]) == 90
    assert max(totals[after.pk][first]) == 90 + 10 * weight / 100

    papers = {ranking.pk: Document.objects.get(key=f"berita_acara:{ranking.pk}") for ranking in (before, after)}
    assert minutes_context(papers[before.pk])["revisions"] == []
    (told,) = minutes_context(papers[after.pk])["revisions"]
    assert (told["judge"], told["before"], told["after"]) == (sheet.judge.name, Decimal(10), Decimal(100))
    assert told["reason"] == f"{SAID['reason']} Hadir: {SAID['present']}"
    bundles = [build(Document.objects.get(key=f"berkas_hasil:{ranking.pk}")) for ranking in (before, after)]
    marks_in = [json.loads(bundle)["content"]["inputs"]["marks"] for bundle in bundles]
    assert [[mark["value"] for mark in found if mark["by_pleno"]] for found in marks_in] == [[], ["100.00"]]
    assert [faults(bundle) for bundle in bundles] == [[], []]
    figures = [actions.analyse(ranking).figures for ranking in (before, after)]
    assert figures == [json.loads(bundle)["content"]["outputs"]["analysis"] for bundle in bundles]


@pytest.mark.parametrize(
    ("value", "sentence"), [(10, "Nilai baru sama dengan nilai yang berlaku."), (None, "tidak dihitung")]
)
def test_what_cannot_be_changed_is_refused(closed, sheet, organiser, value, sentence):
    if value is None:
        sheet.handed_in_at, value = None, 50

    with pytest.raises(actions.BadDecision, match=sentence):
        change(sheet, organiser, value)

    assert (Ranking.objects.count(), Score.objects.filter(decided_in__isnull=False).count()) == (1, 0)


def test_an_organiser_in_conflict_keeps_out(closed, sheet, organiser):
    origin = Conflict.Origin.DECLARED
    declare_conflict(sheet.proposal, person=organiser, by=organiser, origin=origin, reason="Saudara kandung.")

    with pytest.raises(KeptOut):
        change(sheet, organiser)


def test_after_the_announcement_nothing_is_changed(closed, sheet, organiser):
    publish(closed, by=organiser)
    sheet.round.period.refresh_from_db()

    with pytest.raises(TransitionNotAllowed):
        change(sheet, organiser)


ADD = (
    "INSERT INTO judging_score (assignment_id, criterion_id, revision, value, reason, by_id, decided_in)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s)"
)
DECIDE_NOTHING = (
    "INSERT INTO judging_ranking (round_id, revision, open_tie, decided_order, reason, present, by_id)"
    " VALUES (%s, 2, '{}', '{}', 'A.', 'B.', %s)"
)


def refused(sheet, **changed):
    """Insert one row of the pleno in raw SQL; return why the database refuses it, at once or at commit."""
    row = {"revision": 2, "value": 50, "reason": "A.", "decided_in": 2} | changed
    values = (row["revision"], row["value"], row["reason"], row["by"].pk, row["decided_in"])
    at_commit = "; SET CONSTRAINTS ALL IMMEDIATE"
    with pytest.raises(DatabaseError) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ADD + at_commit, [sheet.pk, first_criterion(sheet).pk, *values])
    return str(refusal.value)


def test_the_database_refuses_what_no_decision_stands_behind(closed, sheet, organiser, judge):
    assert "a changed mark leads to a new ranking" in refused(sheet, by=organiser)
    assert "the pleno changes only marks that count" in refused(sheet, by=judge)
    assert "the pleno changes only marks that count" in refused(sheet, by=organiser, decided_in=3)
    assert "revisions follow one another" in refused(sheet, by=organiser, revision=3)
    assert "score_of_pleno_has_value_and_reason" in refused(sheet, by=organiser, reason="")
    with pytest.raises(DatabaseError, match="orders a tie or changes a mark"), transaction.atomic():
        connection.cursor().execute(DECIDE_NOTHING, [sheet.round_id, organiser.pk])
    origin = Conflict.Origin.DECLARED
    declare_conflict(sheet.proposal, person=organiser, by=organiser, origin=origin, reason="Saudara kandung.")
    assert "an officer in conflict keeps out" in refused(sheet, by=organiser)


def test_by_the_pages(closed, sheet, organiser, client):
    client.force_login(organiser)
    choose, page = reverse("judging:change_sheet", args=[closed.pk]), reverse("judging:change_mark", args=[sheet.pk])
    typed = {"kriteria": "kebaruan", "nilai": "100", "alasan": SAID["reason"], "hadir": SAID["present"]}

    assert choose in client.get(reverse("judging:panel")).content.decode()
    assert client.post(choose, {"proposal": sheet.proposal_id, "juri": sheet.judge_id}).headers["Location"] == page
    assert "Kebaruan, nilai sekarang 10" in client.get(page).content.decode()
    for wrong, sentence in (
        ({"nilai": "101"}, "Nilai baru harus antara 0 dan 100"),
        ({"nilai": "10"}, "Nilai baru sama dengan nilai yang berlaku"),
        ({"kriteria": ""}, "Pilih kriteria yang nilainya diubah"),
    ):
        answer = client.post(page, typed | wrong)
        assert (answer.status_code, sentence in answer.content.decode()) == (422, True), wrong
        assert SAID["reason"] in answer.content.decode()
    told = client.post(page, typed, follow=True).content.decode()
    assert "Perubahan nilai dicatat dan peringkat disusun ulang." in told
    assert f"Nilai Kebaruan {sheet.judge.name} untuk {sheet.proposal.number}: 10 menjadi 100" in told


def test_a_judge_without_a_sheet_for_that_entry_is_named(closed, sheet, other_judge):
    others = Assignment.objects.filter(judge=other_judge).exclude(proposal=sheet.proposal)
    sheets = Assignment.objects.filter(pk__in=[sheet.pk, *others.values_list("pk", flat=True)])

    form = WhichSheetForm({"proposal": sheet.proposal_id, "juri": other_judge.pk}, sheets=sheets)

    sentence = "Juri ini tidak mengirim lembar nilai untuk proposal itu. Pilih juri yang lain"
    assert form.errors == {"juri": [sentence]}


@pytest.mark.django_db(transaction=True)
def test_two_changes_at_once_lead_to_two_rankings(closed, sheet, organiser):
    gate, answers = threading.Barrier(2), []

    def run(value):
        try:
            gate.wait(20)
            answers.append(change(Assignment.objects.named().get(pk=sheet.pk), organiser, value).revision)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[value]) for value in (60, 70)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert sorted(answers) == [2, 3]
    assert list(
        Score.objects.filter(decided_in__isnull=False).order_by("pk").values_list("revision", "decided_in")
    ) == [
        (2, 2),
        (3, 3),
    ]
