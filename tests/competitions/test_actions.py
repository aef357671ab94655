"""Set up a period, open it, move its closing, close it at the appointed time."""

import threading
import time
from datetime import UTC, date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connections, transaction
from django.utils import timezone

from competitions import actions, presets, tasks
from competitions.models import Period, TransitionNotAllowed
from competitions.schedule import closing_instant
from kipp.audit.models import Entry
from kipp.clock import today
from kipp.jobs.models import Job
from tests.factories.competitions import close_now, make_period, open_now, set_rules

pytestmark = pytest.mark.django_db


def last_act():
    entry = Entry.objects.order_by("-seq").first()
    return entry.verb, entry.actor, entry.note, entry.data


# --- Create and edit --------------------------------------------------------------------------------


def test_new_period_is_a_draft_with_the_standard_configuration(organiser):
    period = make_period(by=organiser)

    round_ = period.rounds.get()
    assert period.status == Period.Status.DRAFT
    assert list(period.categories.order_by("order").values_list("code", flat=True)) == [
        category.code for category in presets.CATEGORIES
    ]
    assert list(round_.criteria.order_by("order").values_list("code", "weight")) == [
        (criterion.code, criterion.weight) for criterion in presets.CRITERIA
    ]
    assert list(period.sections.order_by("order").values_list("code", "max_words")) == [
        (section.code, section.max_words) for section in presets.SECTIONS
    ]
    assert list(period.attachment_kinds.order_by("order").values_list("code", "is_required")) == [
        (kind.code, kind.is_required) for kind in presets.ATTACHMENT_KINDS
    ]
    assert (period.reminder_days, round_.tie_breaks) == ([7, 3, 1], list(presets.TIE_BREAKS))
    assert last_act() == ("period.create", organiser.name, "", {"year": 2024})


def test_second_period_of_a_year_is_refused_whole(period, organiser):
    with pytest.raises(ValidationError):
        make_period(by=organiser, year=period.year)

    assert Period.objects.count() == 1


def test_draft_is_edited(period, organiser):
    period.theme = "Tema lain"

    actions.edit_period(period, by=organiser)

    assert Period.objects.get().theme == "Tema lain"
    assert last_act()[:2] == ("period.edit", organiser.name)


def test_old_copy_of_a_draft_cannot_undo_the_opening(period, organiser):
    old = Period.objects.get(pk=period.pk)
    open_now(period, by=organiser)
    old.theme = "Tema lain"

    with pytest.raises(TransitionNotAllowed, match="Periode yang sudah dibuka tidak dapat diubah"):
        actions.edit_period(old, by=organiser)

    period.refresh_from_db()
    assert (period.status, period.theme) == (Period.Status.REGISTRATION, "Inovasi yang berdampak")


# --- Weights ----------------------------------------------------------------------------------------


def weights_of(round_):
    return dict(round_.criteria.values_list("code", "weight"))


def even(round_):
    codes = list(round_.criteria.order_by("order").values_list("code", flat=True))
    return dict.fromkeys(codes, Decimal(100) / len(codes))


def test_weights_are_set_together(period, organiser):
    round_ = period.rounds.get()
    wanted = even(round_)

    actions.set_weights(round_, by=organiser, weights=wanted)

    assert weights_of(round_) == wanted
    verb, _, _, data = last_act()
    assert (verb, data) == ("round.set_weights", {"weights": {code: str(weight) for code, weight in wanted.items()}})


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda weights: {**weights, next(iter(weights)): Decimal("20.01")}, "Jumlah bobot kriteria harus tepat 100."),
        (lambda weights: {next(iter(weights)): Decimal(100)}, "Isi bobot setiap kriteria."),
        (lambda weights: {**weights, "tidak-ada": Decimal(0)}, "Isi bobot setiap kriteria."),
        (lambda weights: {}, "Isi bobot setiap kriteria."),
    ],
    ids=["not 100", "one missing", "one too many", "none"],
)
def test_weights_that_do_not_fit_change_nothing(period, organiser, spoil, sentence):
    round_ = period.rounds.get()
    before = weights_of(round_)

    with pytest.raises(actions.NotReady) as refusal:
        actions.set_weights(round_, by=organiser, weights=spoil(even(round_)))

    assert (refusal.value.reasons, weights_of(round_)) == ([sentence], before)


def test_weights_of_an_opened_period_are_refused_with_a_sentence(open_period, organiser):
    round_ = open_period.rounds.get()

    with pytest.raises(TransitionNotAllowed, match="Periode yang sudah dibuka"):
        actions.set_weights(round_, by=organiser, weights=even(round_))


# --- Open -------------------------------------------------------------------------------------------


def test_period_is_opened(period, organiser):
    assert actions.reasons_against_opening(period) == []

    actions.open_period(period, by=organiser)

    assert period.status == Period.Status.REGISTRATION
    assert last_act()[:2] == ("period.open", organiser.name)


def without_dates(period):
    period.registration_opens_at = period.registration_closes_on = period.registration_closes_at = None
    period.save()


def closing_past(period):
    day = today() - timedelta(days=3)
    opens_at = timezone.now() - timedelta(days=9)
    set_rules(
        period,
        registration_opens_at=opens_at,
        registration_closes_on=day,
        registration_closes_at=closing_instant(day),
    )
    period.refresh_from_db()


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (without_dates, "Isi tanggal pembukaan dan penutupan pendaftaran."),
        (closing_past, "Tanggal penutupan pendaftaran harus setelah hari ini."),
        (lambda period: period.categories.all().delete(), "Tambahkan paling sedikit satu kategori."),
        (lambda period: period.groups.all().delete(), "Tambahkan paling sedikit satu kelompok."),
        (lambda period: period.sections.all().delete(), "Tambahkan paling sedikit satu bagian proposal."),
        (lambda period: period.rounds.all().delete(), "Tambahkan paling sedikit satu tahap penilaian."),
        (
            lambda period: period.rounds.get().criteria.all().delete(),
            "Tambahkan paling sedikit satu kriteria pada tahap Penilaian proposal.",
        ),
    ],
)
def test_period_with_something_missing_is_not_opened(period, organiser, spoil, sentence):
    spoil(period)

    with pytest.raises(actions.NotReady) as refusal:
        actions.open_period(period, by=organiser)

    period.refresh_from_db()
    assert (refusal.value.reasons, str(refusal.value), period.status) == ([sentence], sentence, "draft")


@pytest.mark.parametrize(
    ("same_day", "sentences"),
    [
        (["verification_closes_on"], ["Verifikasi bertumpang dengan Pendaftaran"]),
        (
            ["verification_closes_on", "judging_closes_on"],
            ["Verifikasi bertumpang dengan Pendaftaran", "Penilaian bertumpang dengan Pendaftaran"],
        ),
        ([], []),
    ],
)
def test_stage_without_a_day_of_its_own_keeps_the_period_closed(same_day, sentences, period, organiser):
    Period.objects.filter(pk=period.pk).update(**dict.fromkeys(same_day, period.registration_closes_on))
    period.refresh_from_db()

    expected = [f"{sentence}. Beri setiap tahap paling sedikit satu hari." for sentence in sentences]
    assert actions.reasons_against_opening(period) == expected


def test_every_reason_is_named(period):
    without_dates(period)
    period.categories.all().delete()
    period.sections.all().delete()

    assert actions.reasons_against_opening(period) == [
        "Isi tanggal pembukaan dan penutupan pendaftaran.",
        "Tambahkan paling sedikit satu kategori.",
        "Tambahkan paling sedikit satu bagian proposal.",
    ]


@pytest.mark.django_db(transaction=True)
def test_opening_waits_for_an_edit_and_counts_what_it_left(period, organiser):
    """The edit removes the only round's criteria while the opening is already under way."""
    editing = threading.Event()
    answers = {}

    def edit():
        with transaction.atomic():
            period.rounds.get().criteria.all().delete()
            editing.set()
            time.sleep(0.3)
        connections.close_all()

    def open_():
        editing.wait(5)
        try:
            actions.open_period(Period.objects.get(pk=period.pk), by=organiser)
        except actions.NotReady as refusal:
            answers["open"] = refusal.reasons
        connections.close_all()

    threads = [threading.Thread(target=work) for work in (edit, open_)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert answers == {"open": ["Tambahkan paling sedikit satu kriteria pada tahap Penilaian proposal."]}


# --- Move the closing -------------------------------------------------------------------------------


def test_closing_is_moved_with_its_reason_and_every_verdict_asked_again(open_period, organiser):
    old_on, old_at = open_period.registration_closes_on, open_period.registration_closes_at
    day = old_on + timedelta(days=5)

    change = actions.move_closing(open_period, by=organiser, closes_on=day, reason="Permintaan instansi")

    assert (open_period.registration_closes_on, open_period.registration_closes_at) == (day, closing_instant(day))
    assert (change.old_closes_on, change.old_closes_at, change.new_closes_on) == (old_on, old_at, day)
    assert last_act() == (
        "period.move_closing",
        organiser.name,
        "Permintaan instansi",
        {"old": old_at.astimezone(UTC).isoformat(), "new": closing_instant(day).isoformat()},
    )
    job = Job.objects.get(kind="competitions.closing_moved")
    assert (job.key, job.params) == (f"closing_moved:{change.pk}", {"change_id": change.pk})


def test_later_stages_never_end_before_registration(open_period, organiser):
    day = open_period.judging_closes_on - timedelta(days=2)
    verification, judging, announced = (
        open_period.verification_closes_on,
        open_period.judging_closes_on,
        open_period.announced_on,
    )

    actions.move_closing(open_period, by=organiser, closes_on=day, reason="alasan")

    assert verification < day
    assert (open_period.verification_closes_on, open_period.judging_closes_on, open_period.announced_on) == (
        day,
        judging,
        announced,
    )


def test_closing_may_be_moved_to_an_hour(open_period, organiser):
    day = open_period.registration_closes_on
    instant = closing_instant(day) - timedelta(hours=8)

    actions.move_closing(open_period, by=organiser, closes_on=day, closes_at=instant, reason="alasan")

    assert open_period.registration_closes_at == instant


@pytest.mark.parametrize("days", [-2, -400])
def test_closing_is_not_moved_into_the_past(open_period, organiser, days):
    before = open_period.registration_closes_at

    with pytest.raises(actions.NotReady, match="Penutupan harus setelah pembukaan dan setelah saat ini"):
        actions.move_closing(open_period, by=organiser, closes_on=today() + timedelta(days=days), reason="alasan")

    open_period.refresh_from_db()
    assert open_period.registration_closes_at == before
    assert not Job.objects.exists()


def test_closing_is_not_moved_before_the_opening(open_period, organiser):
    set_rules(open_period, registration_opens_at=timezone.now() + timedelta(days=9))

    with pytest.raises(actions.NotReady):
        actions.move_closing(open_period, by=organiser, closes_on=today() + timedelta(days=2), reason="alasan")


def test_closing_of_a_draft_is_not_moved(period, organiser):
    with pytest.raises(TransitionNotAllowed, match="Penutupan hanya dapat digeser selama pendaftaran dibuka"):
        actions.move_closing(period, by=organiser, closes_on=date(2031, 1, 1), reason="alasan")


# --- Close ------------------------------------------------------------------------------------------


def test_closing_asks_for_the_final_check(open_period):
    close_now(open_period)

    job = Job.objects.get(kind="competitions.registration_closed")
    assert open_period.status == Period.Status.VERIFICATION
    assert (job.key, job.params) == (f"registration_closed:{open_period.pk}", {"period_id": open_period.pk})


def test_clock_closes_what_is_due_and_nothing_else(open_period, organiser):
    later = open_now(make_period(by=organiser, year=2025), by=organiser)
    closing_past(open_period)

    tasks.close_due()
    tasks.close_due()

    statuses = dict(Period.objects.values_list("year", "status"))
    assert statuses == {2024: Period.Status.VERIFICATION, later.year: Period.Status.REGISTRATION}
    assert Entry.objects.filter(verb="period.close_registration").count() == 1


def test_clock_that_comes_second_goes_on_with_the_next(open_period, organiser, monkeypatch):
    closing_past(open_period)
    due = list(Period.objects.due_to_close())
    tasks.close_due()
    monkeypatch.setattr(type(Period.objects.all()), "due_to_close", lambda queryset: due)

    tasks.close_due()

    assert Entry.objects.filter(verb="period.close_registration").count() == 1


def test_edition_of_the_past_is_kept_as_counts(organiser):
    period = actions.archive_past(by=organiser, year=2022, agencies=22, proposals=33)

    assert (period.status, period.past_agencies, period.past_proposals) == (Period.Status.ARCHIVED, 22, 33)
    assert Period.objects.current() is None
    assert last_act()[0] == "period.archive_past"
