from decimal import Decimal

import pytest

from judging import actions
from judging.models import Assignment, Score
from judging.sheet import Fault, Mark
from kipp.audit.models import Entry
from tests.factories.judging import hand_in_all, judged_period, marks


@pytest.fixture
def judged(open_period, organiser, judge, other_judge):
    return judged_period(open_period, by=organiser, judges=[judge, other_judge])


@pytest.fixture
def task(judged, judge):
    rows = Assignment.objects.filter(judge=judge).select_related("round__period", "proposal__innovation")
    return rows.order_by("order").first()


def rows():
    return list(Score.objects.order_by("criterion__order", "revision").values_list("revision", "value", "reason"))


def test_save_keeps_a_part_of_a_sheet(task, judge):
    stored = actions.save_sheet(
        task, by=judge, version=1, marks={"efektif": Mark(Decimal("82.5")), "kebaruan": Mark(None, "Nanti")}
    )

    assert (
        stored
        == actions.marks_of(task)
        == {
            "efektif": Mark(Decimal("82.5")),
            "kebaruan": Mark(None, "Nanti"),
        }
    )
    assert (task.version, task.state) == (2, Assignment.State.DRAFT)


def test_save_adds_a_revision_of_what_changed_only(task, judge):
    actions.save_sheet(task, by=judge, version=1, marks=marks(80))
    actions.save_sheet(task, by=judge, version=2, marks=marks(80, 81, 80, 80, 80))

    assert [row for row in rows() if row[0] > 1] == [(2, Decimal(81), "Alasan.")]
    assert len(rows()) == 6


def test_save_can_take_a_value_back(task, judge):
    actions.save_sheet(task, by=judge, version=1, marks=marks(80))
    actions.save_sheet(task, by=judge, version=2, marks={"efektif": Mark()})

    assert actions.marks_of(task)["efektif"] == Mark()


def test_save_of_nothing_new_changes_nothing(task, judge):
    actions.save_sheet(task, by=judge, version=1, marks={"efektif": Mark()})

    assert (task.version, task.state, rows()) == (1, Assignment.State.TODO, [])


def test_save_on_top_of_another_tab_is_refused_with_what_is_stored(task, judge):
    actions.save_sheet(task, by=judge, version=1, marks={"efektif": Mark(Decimal(70))})

    with pytest.raises(actions.VersionConflict) as conflict:
        actions.save_sheet(task, by=judge, version=1, marks={"efektif": Mark(Decimal(90))})

    assert (conflict.value.version, conflict.value.stored) == (2, {"efektif": Mark(Decimal(70))})
    assert actions.marks_of(task) == {"efektif": Mark(Decimal(70))}


def test_second_click_with_the_same_words_is_no_conflict(task, judge):
    for _ in range(2):
        actions.save_sheet(task, by=judge, version=1, marks=marks(80))

    assert (task.version, len(rows())) == (2, 5)


def test_hand_in_seals_the_sheet_and_tells_the_trail_who_but_not_what(task, judge):
    stands = actions.hand_in(task, by=judge, version=1, marks=marks(80))

    assert stands == marks(80)
    task.refresh_from_db()
    assert task.state == Assignment.State.HANDED_IN
    entry = Entry.objects.get(verb="assignment.hand_in")
    assert (entry.actor_id, entry.data) == (judge.pk, {"proposal": task.proposal.number})


def test_hand_in_of_an_incomplete_sheet_stores_nothing(task, judge):
    with pytest.raises(actions.SheetIncomplete) as refusal:
        actions.hand_in(task, by=judge, version=1, marks=marks(80, None, 20, 95, 80, reason=""))

    assert refusal.value.faults == [
        ("efektif", Fault.NO_VALUE),
        ("bermanfaat", Fault.NO_REASON),
        ("dapat_ditransfer", Fault.NO_REASON),
    ]
    assert rows() == []


@pytest.mark.parametrize("act", [actions.save_sheet, actions.hand_in])
def test_sheet_handed_in_takes_no_more(task, judge, act):
    actions.hand_in(task, by=judge, version=1, marks=marks(80))

    with pytest.raises(actions.SheetClosed, match="Terkirim"):
        act(task, by=judge, version=2, marks=marks(90))

    assert actions.marks_of(task) == marks(80)


def test_recuse_closes_the_sheet_and_tells_the_organisers(task, judge, organiser, mailoutbox):
    mailoutbox.clear()

    actions.recuse(task, by=judge, reason="Saudara kandung kepala dinas.")

    assert (task.state, task.is_absence) == (Assignment.State.RECUSED, False)
    (letter,) = mailoutbox
    assert letter.to == [organiser.email]
    assert "Saudara kandung kepala dinas." in letter.body
    with pytest.raises(actions.SheetClosed, match="Tidak menilai"):
        actions.save_sheet(task, by=judge, version=1, marks=marks(80))


def test_absence_is_recorded_by_the_organiser_without_a_letter(task, organiser, mailoutbox):
    mailoutbox.clear()

    actions.record_absence(task, by=organiser, reason="Sakit.")

    assert (task.is_absence, mailoutbox) == (True, [])
    assert Entry.objects.get(verb="assignment.record_absence").note == "Sakit."


def test_save_after_closing_is_refused(judged, organiser, judge):
    hand_in_all(judged)
    actions.close_judging(judged, by=organiser)
    task = Assignment.objects.filter(judge=judge).select_related("round").first()

    with pytest.raises(actions.SheetClosed, match="tidak sedang berlangsung"):
        actions.save_sheet(task, by=judge, version=2, marks=marks(90))
