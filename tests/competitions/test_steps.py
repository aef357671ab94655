"""Every step of a period, from every status, by every role, as one table; and two officers at once."""

import threading
from datetime import timedelta

import pgtrigger
import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from competitions import actions
from competitions.actions import amending, closing
from competitions.models import AgencyExtension, Amendment, Period, TransitionNotAllowed, What
from competitions.models.changes import CLOSINGS, TEXTS, WHILE
from competitions.schedule import closing_instant
from kipp.audit.models import Entry
from kipp.clock import today
from tests.competitions.test_models import at_once, past
from tests.factories.competitions import PUBLISHED

pytestmark = pytest.mark.django_db

Status = Period.Status
FROM = {  # step -> the statuses it is taken from; by organisers, and by nobody else
    "edit": {Status.DRAFT},
    "set_weights": {Status.DRAFT},
    "change_parts": {Status.DRAFT},
    "open": {Status.DRAFT},
    "move_closing": {Status.REGISTRATION},
    "close_registration": {Status.REGISTRATION},
    "extend_for": {Status.REGISTRATION, Status.VERIFICATION},
    "amend": {Status.REGISTRATION, Status.VERIFICATION, Status.JUDGING, Status.DECIDED},
    "amend_guidance": {Status.REGISTRATION},
    "start_judging": {Status.VERIFICATION},
    "close_judging": {Status.JUDGING},
    "announce": {Status.DECIDED},
}
PAGES = {  # step that an organiser takes on a page of its own -> the page
    "edit": "ubah/",
    "set_weights": "bobot/proposal/",
    "change_parts": "susunan/kategori/tambah/",
    "open": "buka/",
    "move_closing": "geser-penutupan/",
    "extend_for": "perpanjangan/",
    "amend": "perubahan/",
}


def in_status(period, status):
    with pgtrigger.ignore():
        Period.objects.filter(pk=period.pk).update(status=status)
    return Period.objects.get(pk=period.pk)


def later(period, days=3):
    return period.registration_closes_on + timedelta(days=days)


def close(period, by):
    past(period)
    actions.close_registration(period)


def even(round_):
    return dict.fromkeys(round_.criteria.values_list("code", flat=True), 20)


ACTS = {
    "edit": lambda period, by: actions.edit_period(period, by=by),
    "set_weights": lambda period, by: actions.set_weights(
        period.rounds.get(), by=by, weights=even(period.rounds.get())
    ),
    "change_parts": lambda period, by: actions.save_part(period.categories.first(), by=by),
    "open": lambda period, by: actions.open_period(period, by=by),
    "move_closing": lambda period, by: actions.move_closing(period, by=by, closes_on=later(period), reason="Banjir"),
    "close_registration": close,
    "extend_for": lambda period, by: actions.extend_for(
        period,
        by=by,
        agency=period.invited_agencies().get(),
        until=closing_instant(max(later(period), today() + timedelta(days=3))),
        reason="Banjir",
    ),
    "amend": lambda period, by: actions.amend(
        period, by=by, changes={What.ANNOUNCED_ON: period.announced_on + timedelta(days=1)}, reason="Banjir"
    ),
    "amend_guidance": lambda period, by: actions.amend_guidance(
        period.sections.get(code="ringkasan"), by=by, guidance="Jelaskan.", reason="Kurang jelas"
    ),
    **{
        step: lambda period, by, step=step: period.take(step, by=by)
        for step in ("start_judging", "close_judging", "announce")
    },
}


class Undo(Exception):
    """The step was taken; nothing of it stays."""


def is_taken(act, period, by):
    try:
        # That two organisers announce is held where they do.
        with pgtrigger.ignore(PUBLISHED), transaction.atomic():
            act(Period.objects.get(pk=period.pk), by)
            raise Undo
    except Undo:
        return True
    except TransitionNotAllowed:
        return False


@pytest.mark.parametrize("status", Status)
def test_from_which_status_each_step_is_taken(status, open_period, organiser, agency):
    period = in_status(open_period, status)

    taken = {step for step, act in ACTS.items() if is_taken(act, period, organiser)}

    assert taken == {step for step, sources in FROM.items() if status in sources}


@pytest.mark.parametrize("status", Status)
def test_who_may_open_the_page_of_each_step(status, open_period, organiser, operator, judge):
    """The organiser in time, otherwise refused; a draft does not exist for others; strangers are led to the login."""
    period = in_status(open_period, status)
    hidden = 404 if status == Status.DRAFT else 403
    answers, expected = {}, {}
    for who, person in {"organiser": organiser, "operator": operator, "judge": judge, "stranger": None}.items():
        client = Client()
        if person:
            client.force_login(person)
        for step, page in PAGES.items():
            own = 200 if status in FROM[step] else 403
            expected[who, step] = {"organiser": (own, own), "stranger": (302, 401)}.get(who, (hidden, hidden))
            address = f"/periode/{period.pk}/{page}"
            # What a permitted post does is tested with its action.
            post = expected[who, step][1] if expected[who, step][1] == 200 else client.post(address).status_code
            answers[who, step] = (client.get(address).status_code, post)

    assert answers == expected


@pytest.mark.parametrize("status", Status)
def test_what_may_be_amended_in_which_status(status, open_period, organiser):
    """The database keeps the same table: a row that comes too late, or changes what never changes, is refused."""
    period = in_status(open_period, status)
    new = {what: day + timedelta(days=1) for what in CLOSINGS if (day := getattr(period, what))}
    new |= {"verification_opens_on": later(period), "judging_opens_on": later(period, 13)}
    new |= {"theme": "Tema", "quota_per_agency": 9, "reminder_days": [9]} | dict.fromkeys(TEXTS, "Jelaskan.")
    parts = {"section_guidance": {"section": period.sections.first()}}
    parts["attachment_guidance"] = {"attachment_kind": period.attachment_kinds.first()}
    taken, refusals = set(), set()
    for what in [*What.values, "title", "is_title_once", "year", "status"]:
        part = parts.get(what, {})
        old = next((row.guidance for row in part.values()), getattr(period, what, None))
        try:
            with transaction.atomic():
                Amendment.objects.create(
                    period=period, what=what, old=old, new=new.get(what, 1), reason="x", by=organiser, **part
                )
                raise Undo
        except Undo:
            taken.add(what)
        except DatabaseError as refusal:
            refusals.add(str(refusal).partition("\n")[0])

    assert taken == {what for what, statuses in WHILE.items() if status in statuses}
    assert refusals == {"this is no longer amended"}


# --- Two officers at once -----------------------------------------------------------------------------

VERBS = {
    "edit": "period.edit",
    "open": "period.open",
    "move_closing": "period.move_closing",
    "close_registration": "period.close_registration",
    "extend_for": "period.extend_for",
    "amend": "period.amend",
    "amend_guidance": "period.amend",
}
REFUSALS = {"ChangedMeanwhile", "NotReady", "TransitionNotAllowed"}


def kinds(answers):
    return sorted("refused" if type(answer).__name__ in REFUSALS else type(answer).__name__ for answer in answers)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("step", VERBS)
def test_of_two_officers_at_once_one_wins(step, open_period, organiser, agency):
    """Both have read the period before either clicks. The controls are below, and beside the lifecycle's own race."""
    in_status(open_period, min(FROM[step], key=list(Status).index))
    if step == "close_registration":
        past(open_period)
    read = [Period.objects.get(pk=open_period.pk) for _ in range(2)]
    entries = Entry.objects.filter(verb=VERBS[step])
    before = entries.count()
    act = actions.close_registration if step == "close_registration" else ACTS[step]

    answers = at_once(lambda n: act(read[n]) if step == "close_registration" else act(read[n], organiser), 2)

    assert kinds(answers).count("refused") == 1
    assert not any(isinstance(answer, DatabaseError) for answer in answers)
    assert entries.count() == before + 1


def careless(gate):
    """Look and go on without holding the period: both officers have looked before either writes."""

    def hold(period):
        found = Period.objects.get(pk=period.pk)
        gate.wait(10)
        assert found.version == period.version
        return found

    return hold


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("step", ["move_closing", "amend"])
def test_control_without_the_lock_both_officers_look_in_vain(step, open_period, organiser, monkeypatch):
    """Both closings are moved; of two amendments of one thing the database itself refuses the second."""
    read = [Period.objects.get(pk=open_period.pk) for _ in range(2)]
    for module in (amending, closing):
        monkeypatch.setattr(module, "hold", careless(threading.Barrier(2)))

    answers = at_once(lambda n: ACTS[step](read[n], organiser), 2)

    assert kinds(answers) == (["ClosingChange"] * 2 if step == "move_closing" else ["IntegrityError", "list"])


@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_one_agency_is_given_the_same_time_twice(open_period, organiser, agency, monkeypatch):
    gate = threading.Barrier(2)
    monkeypatch.setattr(Period.objects, "select_for_update", lambda: Period.objects.all())

    def late():
        gate.wait(10)
        return timezone.now()

    monkeypatch.setattr(closing, "database_now", late)

    at_once(lambda n: ACTS["extend_for"](Period.objects.get(pk=open_period.pk), organiser), 2)

    assert AgencyExtension.objects.count() == 2
