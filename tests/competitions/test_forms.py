"""Words and fields of the organiser's period pages."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from competitions.forms import ClosingForm, PeriodForm, WeightsForm
from competitions.models import Period
from kipp.clock import today

pytestmark = pytest.mark.django_db


def date_of(name, day):
    return {f"{name}_hari": day.day, f"{name}_bulan": day.month, f"{name}_tahun": day.year}


DAYS = {
    "opens_on": date(2031, 5, 1),
    "closes_on": date(2031, 6, 28),
    "verification_closes_on": date(2031, 7, 5),
    "judging_closes_on": date(2031, 7, 20),
    "announced_on": date(2031, 8, 1),
}


def period_data(days=None, **changes):
    data = {
        "year": "2031",
        "title": "KIPP 2031",
        "theme": "Tema",
        "winners": "3",
        "champions": "3",
        "runners_up": "3",
        "objection_days": "5",
        "objection_answer_days": "5",
        "version": "1",
    }
    for name, day in {**DAYS, **(days or {})}.items():
        data |= date_of(name, day)
    return data | changes


def test_period_form_takes_the_closing_to_the_end_of_its_day():
    form = PeriodForm(period_data(reminder_days="3, 7,3"))

    assert form.is_valid(), form.errors
    assert form.dates() == {
        "registration_opens_at": datetime(2031, 4, 30, 17, tzinfo=UTC),
        "registration_closes_on": date(2031, 6, 28),
        "registration_closes_at": datetime(2031, 6, 28, 17, tzinfo=UTC),
        "verification_closes_on": date(2031, 7, 5),
        "judging_closes_on": date(2031, 7, 20),
        "announced_on": date(2031, 8, 1),
        "invited_kinds": [],
        "is_title_once": False,
        "quota_per_agency": None,
        "winners": 3,
        "champions": 3,
        "runners_up": 3,
        "objection_days": 5,
        "objection_answer_days": 5,
        "verification_opens_on": None,
        "judging_opens_on": None,
        "reminder_days": [7, 3],
    }


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"year": ""}, {"year": ["Isi tahun"]}),
        ({"year": "dua"}, {"year": ["Tahun harus berupa angka, misalnya 2024"]}),
        ({"year": "-1"}, {"year": ["Tahun harus antara 2000 dan 2100"]}),
        ({"year": "0"}, {"year": ["Tahun harus antara 2000 dan 2100"]}),
        ({"year": "20240"}, {"year": ["Tahun harus antara 2000 dan 2100"]}),
        ({"year": "9" * 30}, {"year": ["Tahun harus antara 2000 dan 2100"]}),
        ({"title": ""}, {"title": ["Isi nama periode"]}),
        ({"winners": ""}, {"winners": ["Isi jumlah pemenang"]}),
        ({"winners": "tiga"}, {"winners": ["Jumlah pemenang harus berupa angka, misalnya 3"]}),
        ({"quota_per_agency": "x"}, {"quota_per_agency": ["Kuota per instansi harus berupa angka, misalnya 3"]}),
        ({"invited_kinds": ["dinas"]}, {"invited_kinds": ["Pilih instansi yang diundang"]}),
        ({"reminder_days": "tiga"}, {"reminder_days": ["Pengingat harus berupa angka, misalnya 7, 3, 1"]}),
        ({"reminder_days": "61"}, {"reminder_days": ["Pengingat paling lama 60 hari sebelum batas waktu"]}),
        ({"closes_on_hari": "31"}, {"closes_on": ["Pendaftaran ditutup harus ada di kalender"]}),
        ({"announced_on_tahun": "9999"}, {"announced_on": ["Tahun pada Pengumuman harus antara 1900 dan 2100"]}),
    ],
)
def test_period_form_says_what_is_wrong(changes, errors):
    assert PeriodForm(period_data(**changes)).errors == errors


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("closes_on", "Pendaftaran ditutup tidak boleh sebelum Pendaftaran dibuka"),
        ("verification_closes_on", "Verifikasi selesai tidak boleh sebelum Pendaftaran ditutup"),
        ("judging_closes_on", "Penilaian selesai tidak boleh sebelum Verifikasi selesai"),
        ("announced_on", "Pengumuman tidak boleh sebelum Penilaian selesai"),
    ],
)
def test_stages_must_follow_each_other(name, sentence):
    form = PeriodForm(period_data({name: date(2031, 4, 1)}))

    assert sentence in form.errors[name]


def test_stages_may_fall_on_one_day():
    assert PeriodForm(period_data(dict.fromkeys(DAYS, date(2031, 6, 28)))).is_valid()


def test_second_period_of_a_year_is_refused(period):
    form = PeriodForm(period_data(year=str(period.year)))

    assert form.errors == {"year": ["Periode tahun ini sudah ada"]}


def test_form_of_a_stored_period_shows_every_date(period):
    form = PeriodForm(instance=period)

    shown = {name: form[name].value() for name in DAYS}
    assert shown == {
        "opens_on": today() - timedelta(days=1),
        "closes_on": period.registration_closes_on,
        "verification_closes_on": period.verification_closes_on,
        "judging_closes_on": period.judging_closes_on,
        "announced_on": period.announced_on,
    }


def test_form_of_a_draft_without_dates_is_empty():
    form = PeriodForm(instance=Period.objects.create(year=2031, title="Tanpa tanggal"))

    assert {form[name].value() for name in DAYS} == {None}


@pytest.mark.parametrize(
    ("days", "reason", "errors"),
    [
        (0, "alasan", {}),
        (5, "alasan", {}),
        (-1, "alasan", {"closes_on": ["Tanggal penutupan baru tidak boleh sebelum hari ini"]}),
        (5, "", {"reason": ["Isi alasan"]}),
    ],
)
def test_closing_form(days, reason, errors):
    form = ClosingForm({**date_of("closes_on", today() + timedelta(days=days)), "reason": reason, "version": "1"})

    assert form.errors == errors


def in_order(round_):
    return round_.criteria.order_by("order")


def weights(round_, **changes):
    return dict.fromkeys(round_.criteria.values_list("code", flat=True), "20") | changes


def test_weights_are_read_with_a_comma(period):
    round_ = period.rounds.get()
    first, second, *_ = round_.criteria.order_by("order").values_list("code", flat=True)

    form = WeightsForm(weights(round_, **{first: "12,5", second: "27,5"}), rows=in_order(round_))

    assert form.is_valid()
    assert (form.cleaned_data[first], form.cleaned_data[second]) == (Decimal("12.5"), Decimal("27.5"))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Isi bobot {name}"),
        ("banyak", "Bobot {name} harus berupa angka, misalnya 12,5"),
        ("0", "Bobot {name} harus lebih dari 0"),
        ("-5", "Bobot {name} harus lebih dari 0"),
        ("100,5", "Bobot {name} paling besar 100"),
        ("12,345", "Bobot {name} paling banyak dua angka di belakang koma"),
    ],
)
def test_weight_that_does_not_fit_is_explained(period, typed, sentence):
    round_ = period.rounds.get()
    first = round_.criteria.order_by("order").first()

    form = WeightsForm(weights(round_, **{first.code: typed}), rows=in_order(round_))

    assert form.errors == {first.code: [sentence.format(name=first.name)]}


def test_weights_must_total_exactly_one_hundred(period):
    round_ = period.rounds.get()
    first = round_.criteria.order_by("order").first().code

    form = WeightsForm(weights(round_, **{first: "19,99"}), rows=in_order(round_))

    assert form.non_field_errors() == ["Jumlah bobot harus tepat 100, sekarang 99,99"]


def test_stored_weights_are_shown_with_a_comma(period):
    round_ = period.rounds.get()
    code = round_.criteria.order_by("order").first().code
    round_.criteria.filter(code=code).update(weight=Decimal("12.50"))

    assert 'value="12,50"' in str(WeightsForm(rows=in_order(round_))[code])
