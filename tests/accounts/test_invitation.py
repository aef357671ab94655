"""Invite people, from the organiser's form to their first login; withdraw and restore access."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kipp.accounts import actions
from kipp.accounts.models import Role, User
from kipp.audit.models import Entry
from tests.factories.accounts import PASSWORD, AgencyFactory, UserFactory

pytestmark = pytest.mark.django_db

LIST = "/pengguna/"
INVITE = "/pengguna/undang/"


def form(**changes):
    data = {"name": "Ani Juri", "email": "Ani@Contoh.example", "role": "judge", "agency": "", "nip": "", "position": ""}
    return data | changes


def last_acts(count):
    return [(entry.verb, entry.actor) for entry in Entry.objects.order_by("-seq")[:count]]


def test_invited_person_follows_the_link_sets_a_password_and_signs_in(client, organiser, delivered, link_in):
    client.force_login(organiser)
    page = client.post(INVITE, form(), follow=True)
    client.logout()
    (message,) = delivered()

    assert "Undangan untuk Ani Juri dikirim ke ani@contoh.example." in page.content.decode()
    assert (message.subject, message.to) == ("Undangan akun KIPP Kota Tegal", ["ani@contoh.example"])
    assert "Yth. Ani Juri," in message.body
    assert "dengan peran Juri." in message.body

    form_page = client.get(link_in(message), follow=True)
    assert form_page.status_code == 200
    assert "<h1>Buat kata sandi</h1>" in form_page.content.decode()
    path = form_page.request["PATH_INFO"]
    assert path.endswith("-set-password/")  # the key is out of the address bar

    stored = client.post(path, {"password1": "kata-sandi-ani-2024", "password2": "kata-sandi-ani-2024"}, follow=True)
    assert "<h1>Kata sandi tersimpan</h1>" in stored.content.decode()
    assert "_auth_user_id" not in client.session

    signed_in = client.post(
        reverse("account_login"), {"login": "ANI@contoh.example", "password": "kata-sandi-ani-2024"}
    )
    assert (signed_in.status_code, signed_in["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(User.objects.get(email="ani@contoh.example").pk)
    assert last_acts(1) == [("user.invite", organiser.name)]


def test_link_works_once(client, organiser, delivered, link_in):
    actions.invite(by=organiser, email="ani@contoh.example", name="Ani", role=Role.JUDGE)
    path = link_in(delivered()[0])
    form_path = client.get(path, follow=True).request["PATH_INFO"]
    client.post(form_path, {"password1": "kata-sandi-ani-2024", "password2": "kata-sandi-ani-2024"})

    page = client.get(path, follow=True).content.decode()

    assert "<h1>Tautan tidak berlaku</h1>" in page
    assert reverse("account_reset_password") in page


def test_link_of_another_person_is_refused(client, organiser, delivered, link_in, judge):
    actions.invite(by=organiser, email="ani@contoh.example", name="Ani", role=Role.JUDGE)
    path = link_in(delivered()[0])
    head, _, token = path.rpartition("/tautan/")[2].partition("-")

    assert head
    assert "Tautan tidak berlaku" in client.get(f"/akun/kata-sandi/tautan/{judge.pk}-{token}").content.decode()


@pytest.mark.parametrize(
    ("passwords", "sentence"),
    [
        (("", ""), "Isi kata sandi baru"),
        (("kata-sandi-ani-2024", "lain"), "Kedua kata sandi harus sama"),
        (("pendek", "pendek"), "12"),
        (("123456789012345", "123456789012345"), "angka"),
    ],
)
def test_weak_or_mistyped_password_is_explained(client, organiser, delivered, link_in, passwords, sentence):
    actions.invite(by=organiser, email="ani@contoh.example", name="Ani", role=Role.JUDGE)
    path = client.get(link_in(delivered()[0]), follow=True).request["PATH_INFO"]

    page = client.post(path, {"password1": passwords[0], "password2": passwords[1]})

    assert page.status_code == 200
    errors = " ".join(message for messages in page.context["form"].errors.values() for message in messages)
    assert sentence in errors
    assert not User.objects.get(email="ani@contoh.example").has_usable_password()


def test_invitation_is_one_piece_with_its_mail(organiser, monkeypatch):
    def broken(person):
        raise ZeroDivisionError

    monkeypatch.setattr(actions, "_send_invitation", broken)

    with pytest.raises(ZeroDivisionError):
        actions.invite(by=organiser, email="ani@contoh.example", name="Ani", role=Role.JUDGE)

    assert not User.objects.filter(email="ani@contoh.example").exists()
    assert not Entry.objects.filter(verb="user.invite").exists()


def test_operator_is_invited_for_an_agency(client, organiser, delivered):
    agency = AgencyFactory()
    client.force_login(organiser)

    client.post(INVITE, form(role="operator", agency=agency.pk, nip="19750101 200003 2 001", position="Kepala Bidang"))

    person = User.objects.get(email="ani@contoh.example")
    assert (person.role, person.agency, person.nip, person.position) == (
        Role.OPERATOR,
        agency,
        "197501012000032001",
        "Kepala Bidang",
    )


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"name": ""}, "name", "Isi nama lengkap"),
        ({"email": ""}, "email", "Isi alamat surel"),
        ({"email": "ani"}, "email", "Alamat surel harus berbentuk nama@contoh.go.id"),
        ({"role": ""}, "role", "Pilih peran"),
        ({"role": "operator"}, "agency", "Pilih instansi operator ini"),
        ({"nip": "12"}, "nip", "NIP harus 18 angka, misalnya 19750101 200003 2 001"),
    ],
)
def test_form_says_what_is_missing_and_keeps_what_was_typed(client, organiser, changes, field, sentence):
    client.force_login(organiser)

    page = client.post(INVITE, form(position="Kepala Bidang Tertentu", **changes))

    assert page.context["form"].errors == {field: [sentence]}
    assert "Kepala Bidang Tertentu" in page.content.decode()
    assert User.objects.count() == 1


def test_address_with_an_account_is_not_invited_twice(client, organiser, judge):
    client.force_login(organiser)

    page = client.post(INVITE, form(email=judge.email.upper()))

    assert page.context["form"].errors == {"email": ["Alamat surel ini sudah memiliki akun"]}


def test_same_person_invited_by_another_at_the_same_moment_is_a_sentence(client, organiser, monkeypatch):
    def too_late(**_):
        raise ValidationError({"email": ["Pengguna dengan alamat surel ini sudah ada."]})

    monkeypatch.setattr(actions, "invite", too_late)
    client.force_login(organiser)

    page = client.post(INVITE, form())

    assert page.context["form"].non_field_errors() == ["Pengguna dengan alamat surel ini sudah ada."]


def test_inactive_agency_is_not_offered(client, organiser):
    gone = AgencyFactory(is_active=False)
    client.force_login(organiser)

    page = client.post(INVITE, form(role="operator", agency=gone.pk))

    assert list(page.context["form"].errors) == ["agency"]


# --- Steps about a person ---------------------------------------------------------------------------


def invited(organiser):
    return actions.invite(by=organiser, email="ani@contoh.example", name="Ani Juri", role=Role.JUDGE)


def step_url(name, person):
    return reverse(f"accounts:user_{name}", args=[person.pk])


def test_deactivated_person_is_out_with_the_next_request_and_cannot_return(client, organiser, judge):
    client.post(reverse("account_login"), {"login": judge.email, "password": PASSWORD})
    url = reverse("documents:list")
    before = client.get(url).status_code

    actions.deactivate(judge, by=organiser)

    assert (before, client.get(url).status_code) == (200, 302)
    answer = client.post(reverse("account_login"), {"login": judge.email, "password": PASSWORD}, follow=True)
    assert "<h1>Akun tidak aktif</h1>" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_old_session_does_not_come_back_with_the_access(client, organiser, judge):
    client.post(reverse("account_login"), {"login": judge.email, "password": PASSWORD})

    actions.deactivate(judge, by=organiser)
    actions.reactivate(judge, by=organiser)

    assert client.get(reverse("documents:list")).status_code == 302
    assert client.post(reverse("account_login"), {"login": judge.email, "password": PASSWORD}).status_code == 302
    assert client.get(reverse("documents:list")).status_code == 200
    assert last_acts(2) == [("user.reactivate", organiser.name), ("user.deactivate", organiser.name)]


def test_second_click_is_recorded_once(organiser, judge):
    for _ in range(2):
        actions.deactivate(judge, by=organiser)
    for _ in range(2):
        actions.reactivate(judge, by=organiser)

    assert judge.is_active
    assert last_acts(3)[:2] == [("user.reactivate", organiser.name), ("user.deactivate", organiser.name)]
    assert Entry.objects.filter(subject=f"accounts.user:{judge.pk}").count() == 2


def test_invitation_can_be_sent_again(client, organiser, delivered, link_in):
    person = invited(organiser)
    client.force_login(organiser)

    page = client.post(step_url("invite_again", person), follow=True)

    first, second = delivered()
    assert "Undangan untuk Ani Juri dikirim ulang." in page.content.decode()
    assert first.to == second.to == ["ani@contoh.example"]
    client.logout()
    assert "Buat kata sandi" in client.get(link_in(second), follow=True).content.decode()


@pytest.mark.parametrize(
    ("step", "sentence", "active"),
    [
        ("deactivate", "Akun Ani Juri dinonaktifkan.", False),
        ("reactivate", "Akun Ani Juri diaktifkan kembali.", True),
    ],
)
def test_organiser_takes_the_step(client, organiser, step, sentence, active):
    person = UserFactory(role=Role.JUDGE, name="Ani Juri", is_active=not active)
    client.force_login(organiser)

    page = client.post(step_url(step, person), follow=True)

    person.refresh_from_db()
    assert person.is_active is active
    assert sentence in page.content.decode()


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("operator", {"list": 403, "invite": 403, "foreign": 404, "own": 403}),
        ("judge", {"list": 403, "invite": 403, "foreign": 404, "own": 403}),
        ("organiser", {"list": 200, "invite": 200, "foreign": 302, "own": 403}),
    ],
)
def test_who_may_open_what(client, request, who, expected):
    user = request.getfixturevalue(who)
    victim = UserFactory(role=Role.JUDGE)
    client.force_login(user)

    answers = {
        "list": client.get(LIST).status_code,
        "invite": client.get(INVITE).status_code,
        "foreign": client.post(step_url("deactivate", victim)).status_code,
        "own": client.post(step_url("deactivate", user)).status_code,
    }

    assert answers == expected


def test_step_is_post_only(client, organiser, judge):
    client.force_login(organiser)

    assert client.get(step_url("deactivate", judge)).status_code == 405


@pytest.mark.parametrize("url", [LIST, INVITE])
def test_stranger_is_sent_to_the_login(client, url):
    assert client.get(url)["Location"] == f"{reverse('account_login')}?next={url}"


def test_list_shows_everybody_with_role_and_agency(client, organiser, operator, judge):
    client.force_login(organiser)

    page = client.get(LIST).content.decode()

    words = [operator.name, operator.agency.name, judge.name, judge.email, "Operator instansi", "Juri"]
    assert [word for word in words if word not in page] == []


def test_list_asks_the_same_number_of_questions_for_any_length(client, organiser):
    client.force_login(organiser)
    counts = []
    for total in (3, 49):
        while User.objects.count() < total:
            UserFactory(role=Role.OPERATOR)
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 25
