"""The period: steps taken once, configuration frozen at opening, dates in order."""

import threading
import time
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, IntegrityError, connection, connections, transaction
from django.utils import timezone

from competitions.models import ClosingChange, Period, TransitionNotAllowed
from competitions.schedule import closing_instant
from kipp.audit.models import Entry
from tests.factories.competitions import make_period, open_now, set_rules

pytestmark = pytest.mark.django_db

Status = Period.Status


def sql(statement, *parameters):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.rowcount


def at_once(function, times):
    barrier, results = threading.Barrier(times), [None] * times

    def one(n):
        try:
            barrier.wait(10)
            results[n] = function(n)
        except Exception as error:
            results[n] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=(n,)) for n in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


# --- Steps ------------------------------------------------------------------------------------------


def test_step_moves_on_and_is_recorded_with_its_note(period, organiser):
    period.take("open", by=organiser, note="sesuai jadwal")

    assert period.status == Status.REGISTRATION
    entry = Entry.objects.order_by("-seq").first()
    assert (entry.verb, entry.subject, entry.actor, entry.note) == (
        "period.open",
        f"competitions.period:{period.pk}",
        organiser.name,
        "sesuai jadwal",
    )


@pytest.mark.parametrize("step", sorted(set(Period.STEPS) - {"open"}))
def test_step_from_the_wrong_status_changes_nothing(period, organiser, step):
    with pytest.raises(TransitionNotAllowed, match="Langkah ini tidak berlaku"):
        period.take(step, by=organiser)

    period.refresh_from_db()
    assert period.status == Status.DRAFT
    assert not Entry.objects.filter(verb=f"period.{step}").exists()


def test_step_on_an_old_copy_is_refused(period, organiser):
    old = Period.objects.get(pk=period.pk)
    period.take("open", by=organiser)

    with pytest.raises(TransitionNotAllowed):
        old.take("open", by=organiser)


@pytest.mark.django_db(transaction=True)
def test_of_eight_clicks_exactly_one_opens(period, organiser):
    answers = at_once(lambda n: Period.objects.get(pk=period.pk).take("open", by=organiser), 8)

    assert sorted(type(answer).__name__ for answer in answers) == ["NoneType"] + ["TransitionNotAllowed"] * 7
    assert Entry.objects.filter(verb="period.open").count() == 1


@pytest.mark.django_db(transaction=True)
def test_looking_first_and_writing_then_would_open_more_than_once(period, organiser):
    """The control: without the status in the filter of the update all clicks win."""
    all_have_looked = threading.Barrier(8)

    def careless(n):
        copy = Period.objects.get(pk=period.pk)
        if not copy.can("open"):
            raise TransitionNotAllowed
        all_have_looked.wait(20)
        Period.objects.filter(pk=copy.pk).update(status=Status.REGISTRATION)

    answers = at_once(careless, 8)

    assert answers == [None] * 8


def test_registration_is_not_closed_before_its_time(open_period):
    with pytest.raises(TransitionNotAllowed, match="Pendaftaran belum sampai waktu penutupan"):
        open_period.close_registration()

    assert open_period.status == Status.REGISTRATION


def past(period):
    now = timezone.now()
    set_rules(
        period,
        registration_opens_at=now - timedelta(days=9),
        registration_closes_on=(now - timedelta(days=3)).date(),
        registration_closes_at=closing_instant((now - timedelta(days=3)).date()),
    )


def test_registration_is_closed_by_the_clock_once_it_is_due(open_period):
    past(open_period)

    open_period.close_registration()

    assert open_period.status == Status.VERIFICATION
    assert Entry.objects.order_by("-seq").first().actor == "sistem"


def test_closing_is_recorded_once_when_two_clocks_strike(open_period):
    past(open_period)
    open_period.close_registration()

    with pytest.raises(TransitionNotAllowed):
        open_period.close_registration()

    assert Entry.objects.filter(verb="period.close_registration").count() == 1


# --- Who sees it, and which is current --------------------------------------------------------------


def test_draft_exists_only_for_organisers(period, organiser, operator, judge):
    people = {"organiser": organiser, "operator": operator, "judge": judge, "stranger": AnonymousUser()}
    before = {name for name, user in people.items() if period in Period.objects.visible_to(user)}
    open_now(period, by=organiser)
    after = {name for name, user in people.items() if period in Period.objects.visible_to(user)}

    assert (before, after) == ({"organiser"}, set(people))


def test_current_is_the_newest_that_has_been_opened(organiser):
    assert Period.objects.current() is None
    older = open_now(make_period(by=organiser, year=2024), by=organiser)
    newer = make_period(by=organiser, year=2025)
    assert Period.objects.current() == older
    open_now(newer, by=organiser)

    assert Period.objects.current() == newer


def test_due_to_close_are_open_periods_whose_time_has_come(open_period, organiser):
    make_period(by=organiser, year=2025)
    before = list(Period.objects.due_to_close())
    past(open_period)

    assert (before, list(Period.objects.due_to_close())) == ([], [open_period])


def test_entries_are_accepted_only_while_registration_is_open(period, organiser):
    draft = Period.objects.accepts_entries(period.pk)
    open_now(period, by=organiser)
    opened = Period.objects.accepts_entries(period.pk)
    set_rules(period, registration_opens_at=timezone.now() + timedelta(hours=1))
    not_yet = Period.objects.accepts_entries(period.pk)
    past(period)
    over = Period.objects.accepts_entries(period.pk)

    assert (draft, opened, not_yet, over) == (False, True, False, False)
    assert Period.objects.accepts_entries(0) is False


# --- Frozen -----------------------------------------------------------------------------------------

TABLES = {
    "category": "period_id",
    "entrygroup": "period_id",
    "round": "period_id",
    "section": "period_id",
    "attachmentkind": "period_id",
    "criterion": "round_id",
}
OF_PERIOD = "UPDATE competitions_period SET {change}"
MOVE = "UPDATE competitions_{table} SET period_id = %s WHERE period_id = %s"
CHANGES = {
    "update": "UPDATE competitions_{table} SET code = code",
    "delete": "DELETE FROM competitions_{table}",
    "insert": "INSERT INTO competitions_{table} SELECT * FROM competitions_{table} LIMIT 1",
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("table", TABLES)
def test_configuration_of_an_opened_period_is_frozen(open_period, table, change):
    with pytest.raises(IntegrityError, match="configuration of an opened period is frozen"):
        sql(CHANGES[change].format(table=table))


@pytest.mark.parametrize("table", TABLES)
def test_configuration_of_a_draft_may_change(period, table):
    assert sql(CHANGES["update"].format(table=table)) > 0


@pytest.mark.parametrize("direction", ["into", "out of"])
@pytest.mark.parametrize("table", sorted(set(TABLES) - {"criterion", "round"}))
def test_nothing_is_moved_across_the_freeze(open_period, organiser, table, direction):
    draft = make_period(by=organiser, year=2025)
    source, target = (draft, open_period) if direction == "into" else (open_period, draft)

    with pytest.raises(IntegrityError, match="frozen"):
        sql(MOVE.format(table=table), target.pk, source.pk)


@pytest.mark.parametrize("direction", ["into", "out of"])
def test_no_criterion_is_moved_across_the_freeze(open_period, organiser, direction):
    draft = make_period(by=organiser, year=2025)
    source, target = (draft, open_period) if direction == "into" else (open_period, draft)

    with pytest.raises(IntegrityError, match="frozen"):
        sql(
            "UPDATE competitions_criterion SET round_id = %s WHERE round_id = %s",
            target.rounds.get().pk,
            source.rounds.get().pk,
        )


@pytest.mark.django_db(transaction=True)
def test_change_in_flight_holds_the_opening_back(period, organiser):
    """A change that came first is waited for; one that comes after the opening is refused."""
    order = []
    changing = threading.Event()

    def change(n):
        with transaction.atomic():
            period.categories.filter(code=period.categories.first().code).update(name="Nama lain")
            changing.set()
            time.sleep(0.3)
            order.append("changed")

    def open_(n):
        changing.wait(5)
        Period.objects.get(pk=period.pk).take("open", by=organiser)
        order.append("opened")

    answers = at_once(lambda n: (change, open_)[n](n), 2)

    assert (answers, order) == ([None, None], ["changed", "opened"])


# --- Constraints ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("registration_closes_at = registration_closes_at + interval '1 second'", "closing_instant_within_its_date"),
        ("registration_closes_at = registration_closes_at - interval '1 day'", "closing_instant_within_its_date"),
        ("registration_closes_on = NULL", "closing_instant_within_its_date"),
        ("registration_closes_at = NULL", "closing_instant_within_its_date"),
        ("registration_opens_at = registration_closes_at", "opens_before_closing"),
        ("verification_closes_on = registration_closes_on - 1", "dates_in_order"),
        ("judging_closes_on = verification_closes_on - 1", "dates_in_order"),
        ("announced_on = judging_closes_on - 1", "dates_in_order"),
        ("verification_opens_on = verification_closes_on + 1", "stages_open_before_they_close"),
        ("judging_opens_on = judging_closes_on + 1", "stages_open_before_they_close"),
        (
            "status = 'registration', registration_opens_at = NULL",
            "running_has_dates",
        ),
    ],
)
def test_database_refuses_dates_out_of_order(period, change, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        sql(OF_PERIOD.format(change=change))


@pytest.mark.parametrize(
    ("statement", "constraint"),
    [
        ("UPDATE competitions_round SET weight = 0", "round_weight_range"),
        ("UPDATE competitions_round SET weight = 100.01", "round_weight_range"),
        ("UPDATE competitions_round SET advance_per = 'group'", "round_advance_limits"),
        ("UPDATE competitions_round SET advance_quota = 2", "round_advance_limits"),
        ("UPDATE competitions_round SET advance_per = 'group', advance_quota = 0", "round_advance_limits"),
        ("UPDATE competitions_round SET advance_most = 0", "round_advance_limits"),
        ("UPDATE competitions_round SET advance_least = 100.01", "round_advance_limits"),
        ("UPDATE competitions_round SET opens_on = '2024-07-02', closes_on = '2024-07-01'", "opens_before_it_closes"),
        ("UPDATE competitions_criterion SET weight = 0", "criterion_weight_range"),
        ("UPDATE competitions_criterion SET weight = 100.01", "criterion_weight_range"),
        ("UPDATE competitions_category SET code = 'sama'", "category_once"),
        ("UPDATE competitions_criterion SET code = 'sama'", "criterion_once"),
        ("UPDATE competitions_section SET code = 'sama'", "section_once"),
        ("UPDATE competitions_attachmentkind SET code = 'sama'", "attachment_kind_once"),
    ],
)
def test_database_refuses_nonsense_in_the_configuration(period, statement, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        sql(statement)


def test_year_has_one_period(period, organiser):
    with pytest.raises(IntegrityError, match="competitions_period_year"), transaction.atomic():
        Period.objects.create(year=period.year, title="Dua kali")


def test_round_codes_are_unique_within_a_period(period):
    with pytest.raises(IntegrityError, match="round_once"), transaction.atomic():
        period.rounds.create(code=period.rounds.get().code, name="Dua kali")


@pytest.mark.parametrize(
    "statement", ["UPDATE competitions_closingchange SET reason = 'lain'", "DELETE FROM competitions_closingchange"]
)
def test_moved_closing_stays_written(open_period, organiser, statement):
    ClosingChange.objects.create(
        period=open_period,
        old_closes_on=open_period.registration_closes_on,
        new_closes_on=open_period.registration_closes_on,
        old_closes_at=open_period.registration_closes_at,
        new_closes_at=open_period.registration_closes_at,
        reason="alasan",
        by=organiser,
    )

    with pytest.raises(DatabaseError, match="pgtrigger"):
        sql(statement)


def test_rows_name_themselves(period):
    names = [
        str(period),
        str(period.categories.order_by("order").first()),
        str(period.rounds.get()),
        str(period.rounds.get().criteria.order_by("order").first()),
        str(period.sections.order_by("order").first()).partition(" ")[0],
    ]

    assert names[0] == "Kompetisi Inovasi Pelayanan Publik Kota Tegal 2024"
    assert names[2] == "Penilaian proposal"
    assert all(names)


@pytest.mark.parametrize(
    ("column", "value", "later"),
    [
        ("winners", 5, 6),
        ("champions", 1, 2),
        ("runners_up", 0, 2),
        ("objection_days", 7, 6),
        ("objection_answer_days", 7, 6),
        ("invited_kinds", ["blud"], []),
        ("is_title_once", True, False),
        ("quota_per_agency", 1, 2),
        ("quota_per_agency", 1, None),
        ("theme", "Tema", "Tema lain"),
        ("reminder_days", [5], [5, 1]),
        ("announced_on", date(2097, 1, 2), date(2097, 1, 3)),
        ("verification_opens_on", None, date(2020, 1, 1)),
        ("year", 2030, 2031),
    ],
)
def test_the_rules_of_a_period_change_only_before_opening(period, organiser, column, value, later):
    mine = Period.objects.filter(pk=period.pk)
    before = mine.update(**{column: value})
    period.refresh_from_db()
    open_now(period, by=organiser)

    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        mine.update(**{column: later})

    assert before == 1
    assert getattr(mine.get(), column) == value
