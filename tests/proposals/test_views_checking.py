"""The checklist on the page of a sent proposal: confirmed in one form, excepted from one officer to the other."""

import pytest

from kipp.accounts.models import Role
from proposals.checklist import Outcome, Rule
from proposals.models import RuleOverride, checklist_of
from tests.factories.accounts import UserFactory
from tests.factories.proposals import make_checked, make_override, make_sent
from tests.proposals.test_checking import confirm, fresh, move_closing

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(db):
    return UserFactory(role=Role.ORGANISER, name="Wati Penyelenggara Kedua")


@pytest.fixture
def sent(operator, open_period):
    return make_sent(by=operator, period=open_period, days_to_spare=0)


@pytest.fixture
def at_desk(client, organiser):
    client.force_login(organiser)
    return client


def form_of(page):
    form = page.context["checklist"]["form"]
    return {name: form[name].value() or "" for name in form.fields}


def test_computed_rules_are_confirmed_in_one_press_and_the_rest_by_hand(at_desk, sent):
    page = at_desk.get(f"/meja/proposal/{sent.pk}/")
    url = f"/meja/proposal/{sent.pk}/daftar-periksa/"
    pressed = at_desk.post(url, form_of(page) | {"semua": "1"}, follow=True)
    left = [rule["title"] for rule in pressed.context["checklist"]["unsettled"]]
    by_hand = {"nilai_theme": "met", "nilai_substance": "met", "nilai_start_evidence": "met"}
    lacking = at_desk.post(url, form_of(pressed) | by_hand)
    saved = at_desk.post(url, form_of(pressed) | by_hand | {"catatan_start_evidence": "Lampiran 1"}, follow=True)
    same = at_desk.post(url, form_of(saved), follow=True)

    assert left == ["Bukti mulai penerapan", "Kesesuaian tema dan kategori", "Substansi isian"]
    assert (lacking.status_code, lacking.context["faulty"].errors) == (
        422,
        {"catatan_start_evidence": ["Isi catatan bukti mulai penerapan"]},
    )
    assert saved.context["checklist"]["unsettled"] == []
    assert [str(message) for message in same.context["messages"]] == ["Tidak ada yang berubah."]
    done = at_desk.post(f"/meja/proposal/{sent.pk}/putusan/", {"decision": "verify"}, follow=True)
    lines = [line.title for line in done.context["history"]]
    assert lines[:2] == ["Putusan dicatat, belum disampaikan: Lolos verifikasi", "Daftar periksa disimpan"]


def test_what_two_officers_say_at_once_is_shown_side_by_side(at_desk, sent, second):
    page = at_desk.get(f"/meja/proposal/{sent.pk}/")
    confirm(sent, by=second, theme=("not_met", "Di luar tema"))

    answer = at_desk.post(f"/meja/proposal/{sent.pk}/daftar-periksa/", form_of(page) | {"nilai_theme": "met"})

    form = answer.context["checklist"]["form"]
    rows = {row["id"]: row for row in answer.context["checklist"]["rows"]}
    assert (answer.status_code, form["nilai_theme"].value()) == (422, "met")
    assert rows["aturan-theme"]["said"].startswith("Tidak sesuai, Wati Penyelenggara Kedua")
    again = at_desk.post(f"/meja/proposal/{sent.pk}/daftar-periksa/", form_of(answer))
    assert again.status_code == 302
    assert checklist_of(fresh(sent)).latest[Rule.THEME].mark == "met"


def test_passing_without_the_checklist_names_what_is_missing(at_desk, operator, organiser, open_period):
    checked = make_checked(by=operator, period=open_period, organiser=organiser)
    confirm(checked, by=organiser, theme=("not_met", "Di luar tema"), files=("unchecked", ""))

    page = at_desk.post(f"/meja/proposal/{checked.pk}/putusan/", {"decision": "verify"})

    sentence = "Periksa dahulu: Kelengkapan lampiran; Kesesuaian tema dan kategori."
    assert page.context["faulty"].errors == {"decision": [f"Proposal ini belum dapat diloloskan. {sentence}"]}
    assert 'href="#aturan-theme"' in page.content.decode()


def test_an_exception_goes_from_one_officer_to_the_other_on_the_page(at_desk, sent, organiser, second):
    move_closing(sent.period, days=12)
    page = at_desk.get(f"/meja/proposal/{sent.pk}/")
    (offered,) = page.context["checklist"]["to_except"]
    typed = {"reason": "SK memuat tanggal lebih awal.", "evidence": "SK Nomor 12, halaman 2"}
    shown = at_desk.get(offered["url"]).content.decode()
    own = at_desk.post(offered["url"], typed, follow=True)
    twice = at_desk.post(offered["url"], typed, follow=True)
    override = RuleOverride.objects.get()
    refusal = at_desk.post(f"/meja/pengecualian/{override.pk}/setujui/", follow=True)
    at_desk.force_login(second)
    todo = [entry.text for entry in at_desk.get("/").context["todo"]]
    waiting = at_desk.get(f"/meja/proposal/{sent.pk}/").context["checklist"]["overrides"]
    done = at_desk.post(waiting[0]["approve"], follow=True)
    late = at_desk.post(waiting[0]["decline"], {"reason": "Terlambat"}, follow=True)

    assert "Belum memenuhi, kurang 12 hari" in shown
    assert [(row["approve"], bool(row["decline"])) for row in own.context["checklist"]["overrides"]] == [("", True)]
    said = [[str(message) for message in page.context["messages"]] for page in (own, twice, refusal, done, late)]
    assert said == [
        ["Pengecualian diusulkan. Penyelenggara lain sudah diberi tahu."],
        ["Pengecualian untuk aturan ini sudah diusulkan."],
        ["Pengecualian harus disetujui penyelenggara lain."],
        ["Pengecualian disetujui."],
        ["Pengecualian ini sudah dijawab."],
    ]
    assert f"Pengecualian untuk {sent.number} menunggu persetujuan Anda." in todo
    line = done.context["history"][0]
    assert (line.title, line.by) == ("Pengecualian disetujui: Usia minimal", second.name)
    assert line.note.startswith(f"Diusulkan {organiser.name}. Alasan: SK memuat tanggal lebih awal.")


def test_declining_is_told_with_its_reason(at_desk, sent, organiser):
    override = make_override(sent, by=organiser)

    page = at_desk.post(f"/meja/pengecualian/{override.pk}/tolak/", {"reason": "Salah aturan"}, follow=True)

    line = page.context["history"][0]
    assert (line.title, line.note) == ("Pengecualian ditolak: Usia minimal", "Alasan: Salah aturan")
    assert [str(message) for message in page.context["messages"]] == ["Pengecualian ditolak."]
    assert checklist_of(fresh(sent)).finding(Rule.MIN_AGE).outcome == Outcome.MET


def test_whichever_button_is_pressed_nothing_typed_for_the_other_is_lost(at_desk, sent, organiser):
    desk = f"/meja/proposal/{sent.pk}/"
    said = form_of(at_desk.get(desk)) | {"nilai_theme": "not_met", "catatan_theme": "Di luar tema"}
    decision = {"decision": "reject", "note": "Terima kasih telah ikut serta."}

    no_reason = at_desk.post(f"{desk}putusan/", said | decision)
    no_note = at_desk.post(f"{desk}daftar-periksa/", said | decision | {"catatan_theme": ""})
    kept = at_desk.post(f"{desk}daftar-periksa/", said | decision)
    said_again = form_of(kept) | {"nilai_substance": "met"}
    both = at_desk.post(f"{desk}putusan/", said_again | decision | {"reasons": ["wrong_category"]}, follow=True)

    assert [page.status_code for page in (no_reason, no_note, kept)] == [422, 422, 200]
    assert no_reason.context["checklist"]["form"]["catatan_theme"].value() == "Di luar tema"
    assert no_reason.context["faulty"].errors == {"reasons": ["Pilih paling sedikit satu alasan"]}
    forms = [page.context["form"] for page in (no_note, kept)]
    assert [(form["decision"].value(), form["note"].value(), form.errors) for form in forms] == [
        ("reject", decision["note"], {})
    ] * 2
    assert no_note.context["faulty"].errors == {"catatan_theme": ["Isi catatan kesesuaian tema dan kategori"]}
    latest = checklist_of(fresh(sent)).latest
    assert (latest[Rule.THEME].note, latest[Rule.SUBSTANCE].mark) == ("Di luar tema", "met")
    assert both.context["pending"].note == decision["note"]
