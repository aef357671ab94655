"""Guarded views: no permission, no view; strangers to the login, wrong role 403, out of sight 404."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from kipp.access import Guarded, public, signed_in
from kipp.accounts.models import Role, User
from kipp.accounts.permissions import is_organiser

STRANGER = AnonymousUser()
ORGANISER = User(pk=1, role=Role.ORGANISER)
JUDGE = User(pk=2, role=Role.JUDGE)


class Page(Guarded):
    permission = is_organiser

    def get(self, request):
        return HttpResponse(f"tentang {self.subject}")

    def load(self):
        return "halaman ini"


class Button(Guarded):
    permission = is_organiser
    http_method_names = ["post"]

    def post(self, request):
        return HttpResponse("jadi")


class OutOfSight(Page):
    def load(self):
        raise Http404


def ask(view, user, method="get", path="/halaman/?a=1", **headers):
    request = getattr(RequestFactory(), method)(path, headers=headers)
    request.user = user
    return view.as_view()(request)


def test_view_without_permission_cannot_be_built():
    class Forgotten(Guarded):
        pass

    with pytest.raises(ImproperlyConfigured, match="Forgotten names no permission"):
        Forgotten.as_view()


def test_permission_may_not_be_smuggled_in_when_the_url_is_built():
    request = RequestFactory().get("/")
    request.user = JUDGE

    with pytest.raises(PermissionDenied):
        Page.as_view(permission=public)(request)


def test_right_role_gets_the_page_about_its_subject():
    assert ask(Page, ORGANISER).content == b"tentang halaman ini"


@pytest.mark.parametrize("method", ["get", "post", "put", "options"])
def test_wrong_role_is_refused_with_every_method(method):
    with pytest.raises(PermissionDenied):
        ask(Page, JUDGE, method)


def test_out_of_sight_is_404_before_the_role_is_asked():
    with pytest.raises(Http404):
        ask(OutOfSight, JUDGE)


def test_stranger_is_sent_to_the_login_and_back():
    response = ask(Page, STRANGER)

    assert (response.status_code, response["Location"]) == (302, f"{reverse('account_login')}?next=/halaman/%3Fa%3D1")


def test_stranger_who_asks_for_a_button_comes_back_to_the_home_page():
    assert ask(Button, STRANGER)["Location"] == f"{reverse('account_login')}?next=/"


def test_stranger_is_not_told_whether_the_object_exists():
    assert ask(OutOfSight, STRANGER).status_code == 302


def test_request_of_the_script_without_session_is_401_so_that_the_page_stays():
    response = ask(Page, STRANGER, "post", **{"HX-Request": "true"})

    assert (response.status_code, response.content) == (401, b"")


def test_inactive_account_has_no_role():
    with pytest.raises(PermissionDenied):
        ask(Page, User(pk=1, role=Role.ORGANISER, is_active=False))


def test_guard_that_breaks_lets_nobody_in():
    def broken(user, subject):
        raise ZeroDivisionError

    class Broken(Page):
        permission = broken

    with pytest.raises(ZeroDivisionError):
        ask(Broken, ORGANISER)


@pytest.mark.parametrize(
    ("permission", "allowed"), [(public, {"stranger", "judge"}), (signed_in, {"judge"})], ids=["public", "signed_in"]
)
def test_open_permissions(permission, allowed):
    people = {"stranger": STRANGER, "judge": JUDGE}

    assert {name for name, user in people.items() if permission(user)} == allowed


def test_public_page_is_open_to_strangers():
    class Open(Page):
        permission = public

    assert ask(Open, STRANGER).status_code == 200


@pytest.mark.django_db
def test_permission_is_asked_with_every_request(client, organiser):
    client.force_login(organiser)
    url = reverse("accounts:user_list")
    before = client.get(url)

    organiser.is_active = False
    organiser.save()

    after = client.get(url)
    assert (before.status_code, after.status_code) == (200, 302)
    assert after["Location"] == f"{reverse('account_login')}?next={url}"


@pytest.mark.django_db
def test_role_withdrawn_is_refused_with_the_next_request(client, organiser):
    client.force_login(organiser)
    url = reverse("accounts:user_list")
    before = client.get(url)

    organiser.role = Role.JUDGE
    organiser.save()

    assert (before.status_code, client.get(url).status_code) == (200, 403)
