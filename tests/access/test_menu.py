"""The menu offers exactly what may be opened, and every figure on a home is its list's count."""

import pytest
from django.test import Client
from django.urls import reverse

from kipp.nav import MENU

pytestmark = pytest.mark.django_db

LABELS = {
    "anonymous": ["Beranda", "Hasil kompetisi", "Hasil survei", "Keaslian dokumen"],
    "operator": ["Beranda", "Proposal saya", "Inovasi", "Survei", "Hasil kompetisi", "Hasil survei", "Dokumen"],
    "judge": ["Beranda", "Tugas penilaian", "Hasil kompetisi", "Hasil survei", "Dokumen"],
    "organiser": [
        "Beranda",
        "Periode",
        "Proposal",
        "Inovasi",
        "Penilaian",
        "Survei",
        "Pengguna",
        "Hasil kompetisi",
        "Hasil survei",
        "Dokumen",
    ],
}


@pytest.fixture
def visit(organiser, operator, judge):
    people = {"organiser": organiser, "operator": operator, "judge": judge}

    def visit(role):
        client = Client()
        if role != "anonymous":
            client.force_login(people[role])
        return client

    return visit


@pytest.mark.parametrize("role", LABELS)
def test_menu_shows_what_this_role_may_open_and_each_page_opens(visit, role):
    client = visit(role)
    menu = client.get(reverse("home")).context["menu"]

    assert [item["label"] for item in menu] == LABELS[role]
    assert {item["url"]: client.get(item["url"]).status_code for item in menu} == {item["url"]: 200 for item in menu}


@pytest.mark.parametrize("role", LABELS)
def test_what_the_menu_leaves_out_is_refused(visit, role):
    client = visit(role)
    offered = {item["url"] for item in client.get(reverse("home")).context["menu"]}
    left_out = {reverse(item.url_name) for item in MENU} - offered

    answers = {url: client.get(url).status_code for url in left_out if url != reverse("documents:lookup")}

    assert set(answers.values()) == ({302} if role == "anonymous" else {403})
