"""Coaching: organisers write dated notes that stay, the agency reads them and is told."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, InternalError, transaction

from kipp.accounts.models import Role
from kipp.audit.models import Entry
from kipp.jobs.models import Mail
from proposals import actions
from proposals.models import CoachingNote
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def innovation(operator):
    return actions.register_innovation(by=operator, title="Antar & Jemput", implemented_on=date(2021, 2, 3))


def typed(**changes):
    met_on = {"met_on_hari": "3", "met_on_bulan": "2", "met_on_tahun": "2026"}
    return {**met_on, "text": "Lengkapi data sebelum & sesudah.", "token": str(uuid4()), **changes}


def coach(innovation, by, met_on=date(2026, 2, 3)):
    return actions.coach(innovation, by=by, token=uuid4(), met_on=met_on, text="Lengkapi data.")


def test_note_is_written_once_and_told_to_every_operator_of_the_agency(
    client, organiser, operator, other_operator, innovation
):
    colleague = UserFactory(role=Role.OPERATOR, agency=operator.agency)
    client.force_login(organiser)
    form = typed()

    answers = [client.post(f"/inovasi/{innovation.pk}/pembinaan/", form) for _ in range(2)]

    note = CoachingNote.objects.get()
    assert [(answer.status_code, answer.url) for answer in answers] == [(302, f"/inovasi/{innovation.pk}/")] * 2
    assert (note.met_on, note.text, note.by) == (date(2026, 2, 3), form["text"], organiser)
    assert Entry.objects.latest("seq").verb == "innovation.coach"
    letters = Mail.objects.filter(subject="Catatan pembinaan baru untuk inovasi Anda")
    assert sorted(letter.to for letter in letters) == sorted([operator.email, colleague.email])
    said = 'inovasi\n"Antar & Jemput", pertemuan 3 Februari 2026:\n\nLengkapi data sebelum & sesudah.'
    assert {said in letter.body for letter in letters} == {True}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text": " "}, "Isi catatan"),
        ({"met_on_hari": ""}, "Tanggal pembinaan harus memuat tanggal"),
        ({"met_on_tahun": "2099"}, "Tanggal pembinaan tidak boleh setelah hari ini"),
        ({"text": "a" * 4001}, "Catatan paling banyak 4000 huruf"),
    ],
)
def test_note_is_refused_with_what_is_wrong(changes, sentence, client, organiser, innovation):
    client.force_login(organiser)

    answer = client.post(f"/inovasi/{innovation.pk}/pembinaan/", typed(**changes))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert CoachingNote.objects.count() == 0


@pytest.mark.parametrize("reader", ["operator", "organiser"])
def test_notes_stand_on_the_page_of_the_innovation_last_meeting_first(reader, request, client, organiser, innovation):
    coach(innovation, organiser, date(2026, 2, 3))
    coach(innovation, organiser, date(2025, 12, 1))
    client.force_login(request.getfixturevalue(reader))

    page = client.get(f"/inovasi/{innovation.pk}/")

    assert [(line.title, line.by, line.note) for line in page.context["coaching"]] == [
        ("Pembinaan 3 Februari 2026", organiser.name, "Lengkapi data."),
        ("Pembinaan 1 Desember 2025", organiser.name, "Lengkapi data."),
    ]
    assert ("Tulis catatan pembinaan" in page.content.decode()) is (reader == "organiser")


def test_notes_are_only_added(innovation, organiser):
    note = coach(innovation, organiser)

    for change in (note.delete, lambda: CoachingNote.objects.update(text="Lain")):
        with pytest.raises(InternalError, match="append_only"), transaction.atomic():
            change()


def test_database_refuses_a_note_without_text(innovation, organiser):
    with pytest.raises(IntegrityError, match="coaching_note_has_text"), transaction.atomic():
        CoachingNote.objects.create(innovation=innovation, met_on=date(2026, 2, 3), text="", by=organiser)


def test_organisers_list_what_was_coached_in_a_year(client, organiser, operator, innovation):
    other = actions.register_innovation(by=operator, title="Belum dibina", implemented_on=date(2021, 2, 3))
    for met_on in (date(2026, 2, 3), date(2026, 4, 5), date(2025, 12, 1)):
        coach(innovation, organiser, met_on)
    client.force_login(organiser)

    def listed(query):
        return [(row.pk, row.last_coached) for row in client.get(f"/inovasi/{query}").context["innovations"]]

    assert listed("?urut=-dibina") == [(innovation.pk, date(2026, 4, 5)), (other.pk, None)]
    assert listed("?dibina=2025") == [(innovation.pk, date(2026, 4, 5))]
    assert listed("?dibina=2026") == [(innovation.pk, date(2026, 4, 5))]
    client.force_login(operator)
    assert "Dibina" not in client.get("/inovasi/").content.decode()
