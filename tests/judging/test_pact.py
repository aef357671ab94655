"""The pakta integritas: its text, who signs it, and that nobody judges before."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from competitions.models import TransitionNotAllowed
from judging import actions
from judging.documents import pact_context
from judging.models import Assignment, IntegrityPact, Score
from judging.pact import STATEMENTS, Signer, fingerprint, pact_text, same_name
from kipp.audit.models import Entry
from kipp.clock import today
from kipp.documents.models import Document
from proposals.models import Proposal
from tests.factories.competitions import close_now, set_rules
from tests.factories.judging import marks, typed_sheet, verified_proposal

HASAN = Signer(name="Dr. Hasan", nip="198602122006122001", institution="Universitas Pesisir", seat="Ketua")
NUMBERED = [f"{number}. {statement}" for number, statement in enumerate(STATEMENTS, start=1)]
BY_DECREE = "berdasarkan Keputusan Nomor 060/1/2024 tanggal 2 Januari 2024"
BEGUN, END = (
    "Yang bertanda tangan di bawah ini:",
    "Demikian pakta integritas ini saya buat dengan sebenarnya dan tanpa paksaan dari pihak mana pun.",
)


def test_the_text_names_signer_seat_and_decree():
    assert pact_text(HASAN, period="KIPP 2024", decree=("060/1/2024", date(2024, 1, 2))).split("\n") == [
        BEGUN,
        "Nama: Dr. Hasan",
        "NIP: 19860212 200612 2 001",
        "Instansi: Universitas Pesisir",
        f"selaku Ketua Tim Penilai KIPP 2024 {BY_DECREE}, dengan ini menyatakan bahwa saya:",
        *NUMBERED,
        END,
    ]


def test_the_text_leaves_out_what_is_not_known():
    guest = Signer(name="Ani", nip="", institution="", seat="Anggota")

    assert pact_text(guest, period="KIPP 2024", decree=None).split("\n") == [
        BEGUN,
        "Nama: Ani",
        "selaku Anggota Tim Penilai KIPP 2024, dengan ini menyatakan bahwa saya:",
        *NUMBERED,
        END,
    ]


@pytest.mark.parametrize(
    ("typed", "same"), [("Dr. Hasan", True), ("  dr.  HASAN ", True), ("Hasan", False), ("", False)]
)
def test_a_name_is_typed_in_full(typed, same):
    assert same_name(typed, "Dr. Hasan") == same


@pytest.fixture
def judging(open_period, organiser, judge, other_judge):
    """One entry is judged by two judges, and nobody has signed yet."""
    close_now(open_period)
    verified_proposal(open_period, by=organiser)
    actions.appoint(open_period, by=organiser, judges=[judge, other_judge])
    actions.assign_all(open_period, by=organiser)
    actions.start_judging(open_period, by=organiser)
    return open_period


def seat_of(judge):
    return judge.panel_seats.named().get()


def task_of(judge):
    return Assignment.objects.named().get(judge=judge)


def signed_by(judge, **changes):
    seat = seat_of(judge)
    return actions.sign(seat, **{"typed_name": judge.name, "read": fingerprint(actions.pact_of(seat))} | changes)


def test_a_judge_reads_signs_and_only_then_judges(client, judging, judge, organiser):
    client.force_login(judge)
    task, page = task_of(judge), reverse("judging:pact", args=[seat_of(judge).pk])
    sheet, tasks = reverse("judging:sheet", args=[task.pk]), reverse("judging:task_list")

    def leads_to(address):
        return sorted(link for link in (page, sheet) if f'href="{link}"' in client.get(address).content.decode())

    before = [leads_to("/"), leads_to(tasks), client.get(sheet).status_code, list(Proposal.objects.visible_to(judge))]
    shown = client.get(page).context
    typed = {"sidik": shown["form"]["sidik"].value(), "nama": "Hasan"}
    wrong = client.post(page, typed)
    done = client.post(page, typed | {"nama": judge.name}, follow=True)
    pact = IntegrityPact.objects.get()
    paper = Document.objects.get(kind="pakta_integritas")

    assert before == [[page], [page], 403, []]
    assert wrong.status_code == 422
    assert f"Ketik nama lengkap Anda seperti tertulis di atas: {judge.name}" in wrong.content.decode()
    assert [str(message) for message in done.context["messages"]] == ["Pakta integritas ditandatangani."]
    assert (pact.text, pact.typed_name) == ("\n".join(shown["paragraphs"]), judge.name)
    assert Entry.objects.get(verb="pact.sign").data == {"version": 1, "sha256": fingerprint(pact.text)}
    assert [leads_to("/"), leads_to(tasks)] == [[sheet], sorted([page, sheet])]
    assert client.post(sheet, typed_sheet(task, 80)).status_code == 302
    assert str(paper.pk) in client.get(page).content.decode()
    assert pact_context(paper)["paragraphs"] == pact.text.split("\n")
    client.force_login(organiser)
    assert str(paper.pk) in client.get(reverse("judging:team", args=[judging.pk])).content.decode()


def test_without_a_pact_no_mark_is_stored_by_any_path(judging, judge, other_judge):
    task = task_of(judge)
    signed_by(other_judge)

    with pytest.raises(actions.SheetClosed, match="Pakta integritas"):
        actions.save_sheet(task, by=judge, version=1, marks=marks(80))
    with pytest.raises(DatabaseError, match="before the pact is signed"), transaction.atomic():
        Score.objects.create(assignment=task, criterion=task.round.criteria.first(), revision=1, value=80, by=judge)
    actions.save_sheet(task_of(other_judge), by=other_judge, version=1, marks=marks(80))

    assert {score.by for score in Score.objects.all()} == {other_judge}


def test_what_is_signed_is_what_was_read(client, judging, judge, organiser):
    client.force_login(judge)
    page = reverse("judging:pact", args=[seat_of(judge).pk])
    typed = {"sidik": client.get(page).context["form"]["sidik"].value(), "nama": judge.name}
    actions.set_chair(seat_of(judge), by=organiser)

    meanwhile = client.post(page, typed)
    again = {"sidik": meanwhile.context["form"]["sidik"].value(), "nama": judge.name}
    client.post(page, again)

    assert (meanwhile.status_code, "berubah sejak halaman ini dibuka" in meanwhile.content.decode()) == (422, True)
    assert "selaku Ketua Tim Penilai" in IntegrityPact.objects.get().text


def test_a_pact_is_signed_once_by_a_member_and_never_changed(judging, judge, other_judge, organiser, operator):
    pact = signed_by(judge)

    def refused(act):
        with pytest.raises(DatabaseError) as refusal, transaction.atomic():
            act()
        return str(refusal.value)

    def written(person, sha256):
        return lambda: IntegrityPact.objects.create(
            period=judging, judge=person, version=1, text="Isi", text_sha256=sha256, typed_name="Nama"
        )

    assert signed_by(judge) == pact
    assert "another text" in refused(written(other_judge, "0" * 64))
    assert "only members" in refused(written(operator, fingerprint("Isi")))
    assert "integrity_pact_once" in refused(written(judge, fingerprint("Isi")))
    assert "Cannot" in refused(lambda: IntegrityPact.objects.update(text="Isi lain"))
    assert "Cannot" in refused(lambda: IntegrityPact.objects.all().delete())


def test_after_closing_nobody_signs(client, judging, judge):
    client.force_login(judge)
    page = reverse("judging:pact", args=[seat_of(judge).pk])
    set_rules(judging, status="decided")

    shown = client.get(page).content.decode()
    typed = {"sidik": "0" * 64, "nama": judge.name}
    refused = client.post(page, typed, follow=True)

    assert "Pakta integritas tidak dapat ditandatangani lagi." in shown
    assert [str(message) for message in refused.context["messages"]] == [
        "Pakta integritas hanya dapat ditandatangani sebelum penilaian ditutup."
    ]
    assert Client().get(page).status_code == 302


def test_who_has_not_signed_is_reminded_once_a_day(client, judging, judge, other_judge, organiser, mailoutbox):
    signed_by(judge)
    mailoutbox.clear()
    client.force_login(organiser)
    button = reverse("judging:team_remind", args=[judging.pk])

    first = client.post(button, follow=True)
    again = client.post(button, follow=True)
    signed_by(other_judge)
    nobody = actions.remind_members(judging, by=organiser, on=today())
    set_rules(judging, status="decided")
    with pytest.raises(TransitionNotAllowed):
        actions.remind_members(judging, by=organiser, on=today())

    assert [str(message) for message in first.context["messages"]] == ["Pengingat dikirim kepada 1 juri."]
    assert [str(message) for message in again.context["messages"]] == [
        "Tidak ada pengingat yang dikirim. 1 juri sudah diingatkan hari ini."
    ]
    assert [letter.to[0] for letter in mailoutbox] == [other_judge.email]
    assert (nobody, Entry.objects.filter(verb="period.remind_members").count()) == (actions.Reminded(0, 0), 1)
