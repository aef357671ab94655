"""The commands that begin an installation: its first organiser and the units of the city."""

from io import StringIO

import pytest
from django.core.mail import get_connection
from django.core.management import CommandError, call_command

from kipp.accounts.models import Agency, Role, User
from kipp.audit.models import Entry
from kipp.demo.agencies import AGENCIES
from kipp.jobs.models import Mail

pytestmark = pytest.mark.django_db

EMAIL = "ratna@contoh.example"


@pytest.fixture(autouse=True)
def outbox(settings):
    settings.EMAIL_BACKEND = "kipp.jobs.mail.OutboxBackend"
    assert type(get_connection()).__name__ == "OutboxBackend"


def run(*arguments):
    said = StringIO()
    call_command(*arguments, stdout=said)
    return said.getvalue().splitlines()


def test_first_organiser_is_invited_by_mail():
    said = run("create_organiser", EMAIL, "Ratna Penyelenggara", "--position", "Analis")

    person = User.objects.get()
    assert said == [f"Undangan untuk Ratna Penyelenggara masuk antrean surel ke {EMAIL}."]
    assert (person.email, person.role, person.position) == (EMAIL, Role.ORGANISER, "Analis")
    assert not person.has_usable_password()
    assert [(mail.to, mail.subject) for mail in Mail.objects.all()] == [(EMAIL, "Undangan akun KIPP Kota Tegal")]
    assert [(entry.verb, entry.actor) for entry in Entry.objects.all()] == [("user.invite", "sistem")]


def test_printed_link_leads_to_the_page_that_sets_a_password(client):
    link = run("create_organiser", EMAIL, "Ratna Penyelenggara", "--print-link")[-1]

    page = client.get(link.removeprefix("http://localhost:8000"), follow=True)

    assert link.startswith("http://localhost:8000/akun/kata-sandi/tautan/")
    assert "<h1>Buat kata sandi</h1>" in page.content.decode()


def test_organiser_without_a_password_is_sent_a_new_link():
    run("create_organiser", EMAIL, "Ratna Penyelenggara")
    run("create_organiser", EMAIL.upper(), "Ratna Penyelenggara")

    assert User.objects.count() == 1
    assert list(Mail.objects.values_list("to", flat=True)) == [EMAIL, EMAIL]
    assert list(Entry.objects.order_by("seq").values_list("verb", flat=True)) == ["user.invite", "user.invite_again"]


@pytest.mark.parametrize(
    ("email", "more", "sentence"),
    [
        ("{organiser}", [], "{organiser} sudah memiliki akun (Penyelenggara)."),
        ("{judge}", [], "{judge} sudah memiliki akun (Juri)."),
        ("baru@contoh.example", ["--nip", "123"], "NIP harus 18 angka, misalnya 19750101 200003 2 001."),
    ],
    ids=["has signed in before", "has another role", "NIP too short"],
)
def test_command_refuses_with_a_sentence(organiser, judge, email, more, sentence):
    people = {"organiser": organiser.email, "judge": judge.email}

    with pytest.raises(CommandError) as refusal:
        run("create_organiser", email.format(**people), "Ratna", *more)

    assert str(refusal.value) == sentence.format(**people)
    assert (User.objects.count(), Mail.objects.count()) == (2, 0)


def test_units_are_loaded_with_their_parents():
    said = run("load_agencies")

    loaded = Agency.objects.values_list("code", "name", "kind", "parent__code", "kecamatan")
    assert said == ["86 instansi ditambahkan, 0 sudah ada."]
    assert set(loaded) == set(AGENCIES)
    assert Entry.objects.filter(verb="agency.create").count() == 86


def test_units_that_exist_are_left_as_they_are(agency):
    Agency.objects.filter(pk=agency.pk).update(name="Nama yang diubah kota")
    run("load_agencies")

    assert run("load_agencies") == ["0 instansi ditambahkan, 86 sudah ada."]
    assert Agency.objects.get(pk=agency.pk).name == "Nama yang diubah kota"
