"""The organiser's pages of a period."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from competitions import actions
from competitions.models import Period, TransitionNotAllowed
from kipp.clock import today
from tests.competitions.test_forms import date_of, period_data
from tests.factories.competitions import make_period

pytestmark = pytest.mark.django_db


def url(name, period=None, **kwargs):
    return reverse(f"competitions:{name}", kwargs={"pk": period.pk, **kwargs} if period else None)


@pytest.fixture
def desk(client, organiser):
    client.force_login(organiser)
    return client


def page(response):
    assert response.status_code == 200
    return response.content.decode()


# --- Who ----------------------------------------------------------------------------------------------

PAGES = ["period_detail", "period_edit", "round_weights", "period_open", "closing_move"]


@pytest.mark.parametrize(("who", "status"), [("organiser", 200), ("operator", 403), ("judge", 403), ("stranger", 302)])
@pytest.mark.parametrize("name", ["period_list", "period_create"])
def test_who_may_open_list_and_creation(client, request, who, status, name):
    if who != "stranger":
        client.force_login(request.getfixturevalue(who))

    assert client.get(url(name)).status_code == status


# --- List and detail ----------------------------------------------------------------------------------


def test_list_shows_newest_first_and_counts_of_the_past(desk, period, organiser):
    actions.archive_past(by=organiser, year=2022, agencies=22, proposals=33)

    html = page(desk.get(url("period_list")))

    assert html.index(period.title) < html.index("22 instansi, 33 proposal")
    assert "2 periode" in html


def test_list_is_narrowed_sorted_and_found_again(desk, period, organiser):
    past = [actions.archive_past(by=organiser, year=year, agencies=1, proposals=1) for year in (2021, 2022)]

    found = desk.get(url("period_list"), {"tahap": "archived", "urut": "tahun"}).context["periods"]
    none = page(desk.get(url("period_list"), {"cari": "tidak ada"}))
    behind = desk.get(url("period_detail", period), {"kembali": "tahap=draft"})

    assert list(found) == past
    assert "Tidak ada periode untuk Cari nama: tidak ada. Lepas salah satu saringan di atas." in none
    assert behind.context["back_url"] == "/periode/?tahap=draft"


def test_list_without_periods_says_what_to_do(desk):
    assert "Belum ada periode. Buat periode pertama untuk mulai." in page(desk.get(url("period_list")))


def test_list_asks_the_same_number_of_questions_for_any_length(desk, organiser):
    counts = []
    for total in (3, 29):
        while Period.objects.count() < total:
            actions.archive_past(by=organiser, year=1990 + Period.objects.count(), agencies=1, proposals=1)
        with CaptureQueriesContext(connection) as queries:
            desk.get(url("period_list"))
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 25


def test_detail_of_a_draft_offers_its_steps(desk, period):
    html = page(desk.get(url("period_detail", period)))

    offered = [name for name in PAGES[1:] if reverse_in(html, name, period)]
    assert offered == ["period_edit", "round_weights", "period_open"]
    assert [criterion.name in html for criterion in period.rounds.get().criteria.all()] == [True] * 5


def test_detail_of_an_opened_period_offers_only_what_may_still_change(desk, open_period):
    html = page(desk.get(url("period_detail", open_period)))

    assert [name for name in [*PAGES[1:], "amendment_make"] if reverse_in(html, name, open_period)] == [
        "closing_move",
        "amendment_make",
    ]


def test_detail_tells_each_moved_closing_with_its_reason(desk, open_period, organiser):
    actions.move_closing(
        open_period, by=organiser, closes_on=today() + timedelta(days=40), reason="Permintaan banyak instansi"
    )

    html = page(desk.get(url("period_detail", open_period)))

    assert "Permintaan banyak instansi" in html
    assert organiser.name in html


def test_detail_of_the_past_has_no_steps(desk, organiser):
    period = actions.archive_past(by=organiser, year=2022, agencies=22, proposals=33)

    html = page(desk.get(url("period_detail", period)))

    assert [name for name in PAGES[1:] if reverse_in(html, name, period)] == []


def reverse_in(html, name, period):
    return f'"{url(name, period, **({"code": "proposal"} if name == "round_weights" else {}))}"' in html


def test_detail_asks_few_questions(desk, period, django_assert_max_num_queries):
    with django_assert_max_num_queries(25):
        desk.get(url("period_detail", period))


# --- Create and edit ----------------------------------------------------------------------------------


def test_period_is_created_and_shown(desk):
    response = desk.post(url("period_create"), period_data(), follow=True)

    period = Period.objects.get()
    assert response.redirect_chain == [(url("period_detail", period), 302)]
    assert "Periode dibuat. Periksa bobot dan bagian proposal sebelum membukanya." in page(response)
    assert (period.year, period.title, period.theme, period.winners) == (2031, "KIPP 2031", "Tema", 3)


def test_form_that_is_not_complete_keeps_what_was_typed(desk):
    html = page(desk.post(url("period_create"), period_data(title="", theme="Tema yang panjang")))

    assert "Isi nama periode" in html
    assert "Tema yang panjang" in html
    assert not Period.objects.exists()


def test_same_year_created_by_another_at_the_same_moment_is_a_sentence(desk, monkeypatch):
    def too_late(**_):
        raise ValidationError({"year": ["Periode tahun ini sudah ada"]})

    monkeypatch.setattr(actions, "create_period", too_late)

    assert "Periode tahun ini sudah ada" in page(desk.post(url("period_create"), period_data()))


def test_draft_is_edited(desk, period):
    response = desk.post(url("period_edit", period), period_data(year=str(period.year), theme="Tema lain"), follow=True)

    period.refresh_from_db()
    assert "Periode disimpan." in page(response)
    assert (period.theme, period.announced_on.isoformat()) == ("Tema lain", "2031-08-01")


def test_officer_who_was_second_keeps_what_was_typed_of_a_draft(desk, period, organiser):
    typed = period_data(year=str(period.year), theme="Tema kita", winners="4") | {"version": str(period.version)}
    other = Period.objects.get(pk=period.pk)
    other.winners = 5
    actions.edit_period(other, by=organiser)

    late = desk.post(url("period_edit", period), typed)
    form = late.context["form"]
    again = desk.post(url("period_edit", period), typed | {"version": form["version"].value()}, follow=True)

    shown = {row.label: row[1:] for row in form.differing()}
    assert form["theme"].value() == "Tema kita"
    assert "baru saja diubah oleh penyelenggara lain" in page(late)
    assert (shown["Jumlah pemenang"], shown["Tema"]) == (("4", "5"), ("Tema kita", "Inovasi yang berdampak"))
    assert shown["Pengumuman"][0] == "1 Agustus 2031"
    assert "Instansi yang diundang" not in shown
    assert "Periode disimpan." in page(again)
    period.refresh_from_db()
    assert (period.theme, period.winners) == ("Tema kita", 4)


def test_edit_form_shows_the_stored_dates(desk, period):
    html = page(desk.get(url("period_edit", period)))

    years = [f'value="{getattr(period, name).year}"' for name in ("announced_on", "judging_closes_on")]
    assert [year in html for year in years] == [True, True]
    assert html.count(" selected>") >= 5


def already_open(*_, **__):
    raise TransitionNotAllowed("Periode yang sudah dibuka tidak dapat diubah.")


@pytest.mark.parametrize(
    ("name", "action", "data"),
    [("period_edit", "edit_period", period_data), ("round_weights", "set_weights", None)],
)
def test_opened_by_another_in_the_meantime_is_a_sentence(desk, period, monkeypatch, name, action, data):
    round_ = period.rounds.get()
    if data is None:
        typed = dict.fromkeys(round_.criteria.values_list("code", flat=True), "20")
        address = url(name, period, code="proposal")
    else:
        typed, address = data(year=str(period.year)), url(name, period)
    monkeypatch.setattr(actions, action, already_open)

    html = page(desk.post(address, typed, follow=True))

    assert "Periode yang sudah dibuka tidak dapat diubah." in html


# --- Weights ------------------------------------------------------------------------------------------


def test_weights_are_stored(desk, period):
    round_ = period.rounds.get()
    codes = list(round_.criteria.order_by("order").values_list("code", flat=True))
    typed = dict(zip(codes, ["30", "25,5", "14,5", "20", "10"], strict=True))

    html = page(desk.post(url("round_weights", period, code="proposal"), typed, follow=True))

    stored = [str(weight) for weight in round_.criteria.order_by("order").values_list("weight", flat=True)]
    assert "Bobot disimpan." in html
    assert stored == ["30.00", "25.50", "14.50", "20.00", "10.00"]


def test_weights_that_do_not_total_one_hundred_are_shown_again(desk, period):
    codes = period.rounds.get().criteria.values_list("code", flat=True)

    html = page(desk.post(url("round_weights", period, code="proposal"), dict.fromkeys(codes, "19,5")))

    assert "Jumlah bobot harus tepat 100, sekarang 97,5" in html
    assert html.count('value="19,5"') == 5


def test_weights_of_an_unknown_round_are_404(desk, period):
    assert desk.get(url("round_weights", period, code="tidak-ada")).status_code == 404


# --- Open and move ------------------------------------------------------------------------------------


def test_page_before_opening_says_what_it_means(desk, period):
    html = page(desk.get(url("period_open", period)))

    assert (
        "kategori, kelompok, bagian proposal, batas kata, tahap penilaian, kriteria, dan bobot tidak dapat diubah lagi."
        in html
    )


def test_period_is_opened(desk, period):
    html = page(desk.post(url("period_open", period), follow=True))

    period.refresh_from_db()
    assert period.status == Period.Status.REGISTRATION
    assert "Pendaftaran dibuka. Pengaturan periode sudah dibekukan." in html


def test_period_that_is_not_ready_says_why(desk, period):
    period.categories.all().delete()

    before = page(desk.get(url("period_open", period)))
    after = page(desk.post(url("period_open", period), follow=True))

    period.refresh_from_db()
    assert "Tambahkan paling sedikit satu kategori." in before
    assert "Tambahkan paling sedikit satu kategori." in after
    assert period.status == Period.Status.DRAFT


def test_second_click_on_open_is_a_sentence(desk, period, monkeypatch):
    monkeypatch.setattr(actions, "open_period", already_open)

    assert "Periode yang sudah dibuka" in page(desk.post(url("period_open", period), follow=True))


def test_closing_is_moved(desk, open_period):
    day = today() + timedelta(days=40)

    html = page(
        desk.post(
            url("closing_move", open_period),
            {**date_of("closes_on", day), "reason": "alasan", "version": "1"},
            follow=True,
        )
    )

    open_period.refresh_from_db()
    assert open_period.registration_closes_on == day
    assert "Penutupan digeser. Kelayakan semua inovasi dihitung ulang" in html


def test_closing_without_reason_keeps_the_date_typed(desk, open_period):
    html = page(desk.post(url("closing_move", open_period), date_of("closes_on", today() + timedelta(days=40))))

    assert "Isi alasan" in html
    assert f'value="{(today() + timedelta(days=40)).year}"' in html


def test_closing_that_cannot_be_moved_is_a_sentence_on_the_form(desk, open_period, monkeypatch):
    def refuse(*_, **__):
        raise TransitionNotAllowed("Penutupan hanya dapat digeser selama pendaftaran dibuka.")

    monkeypatch.setattr(actions, "move_closing", refuse)

    html = page(
        desk.post(
            url("closing_move", open_period),
            {**date_of("closes_on", today() + timedelta(days=40)), "reason": "alasan panjang", "version": "1"},
        )
    )

    assert "Penutupan hanya dapat digeser selama pendaftaran dibuka." in html
    assert "alasan panjang" in html


def test_draft_page_is_not_shown_to_an_operator_by_its_number(client, operator, organiser):
    period = make_period(by=organiser, year=2025)
    client.force_login(operator)

    assert client.get(url("period_detail", period)).status_code == 404
