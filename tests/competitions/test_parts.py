"""Categories, groups, sections and kinds of attachment of a draft: added, changed, put in order, removed."""

from decimal import Decimal

import pytest

from competitions import actions
from competitions.models import EntryGroup, TransitionNotAllowed
from kipp.audit.models import Entry
from tests.factories.competitions import open_now

pytestmark = pytest.mark.django_db

NEW = {  # kind -> (what is typed, code it is given, where a period keeps it, what is kept)
    "kategori": ({"name": "Air Bersih"}, "air-bersih", "categories", {"name": "Air Bersih"}),
    "kelompok": (
        {"name": "Khusus", "min_months": "6", "max_months": "36", "max_times_awarded": ""},
        "khusus",
        "groups",
        {"min_months": 6, "max_months": 36, "max_times_awarded": None},
    ),
    "bagian": (
        {
            "number": "9",
            "title": "Penutup",
            "guidance": "Uraikan.",
            "max_words": "100",
            "weight_shown": "2,5",
            "criteria": ["efektif"],
            "groups": ["replikasi"],
        },
        "9-penutup",
        "sections",
        {
            "weight_shown": Decimal("2.5"),
            "criteria": ["efektif"],
            "groups": ["replikasi"],
            "is_required": False,
            "max_words": 100,
        },
    ),
    "lampiran": (
        {"title": "Foto", "guidance": "", "is_required": "on", "takes_images": "on", "max_bytes": str(5 * 1024 * 1024)},
        "foto",
        "attachment_kinds",
        {"max_bytes": 5 * 1024 * 1024, "is_required": True, "takes_images": True, "groups": []},
    ),
}


@pytest.fixture
def desk(client, organiser):
    client.force_login(organiser)
    return client


def codes(period, rows="categories"):
    return list(getattr(period, rows).order_by("order", "pk").values_list("code", flat=True))


@pytest.mark.parametrize("kind", NEW)
def test_added_row_stands_last_and_keeps_what_was_typed(kind, desk, period):
    typed, code, rows, kept = NEW[kind]
    before = codes(period, rows)

    page = desk.post(f"/periode/{period.pk}/susunan/{kind}/tambah/", typed, follow=True).content.decode()

    row = getattr(period, rows).get(code=code)
    assert codes(period, rows) == [*before, code]
    assert {name: getattr(row, name) for name in kept} == kept
    assert f"{row} disimpan." in page


@pytest.mark.parametrize(
    ("kind", "code", "changes", "errors"),
    [
        ("kategori", "kesehatan", {"name": ""}, {"name": ["Isi nama"]}),
        (
            "kelompok",
            "umum",
            {"name": "Umum", "min_months": "12", "max_months": "6"},
            {"__all__": ["Usia maksimal tidak boleh kurang dari usia minimal."]},
        ),
        ("lampiran", "data_dukung", {"title": "Data", "max_bytes": "7"}, {"max_bytes": ["Pilih ukuran paling besar"]}),
    ],
)
def test_fault_is_named_and_nothing_changes(kind, code, changes, errors, desk, period):
    page = desk.post(f"/periode/{period.pk}/susunan/{kind}/{code}/ubah/", changes)

    assert page.context["form"].errors == errors
    assert Entry.objects.filter(verb="period.save_part").count() == 0


def test_changed_row_keeps_code_and_place(desk, period):
    before = codes(period)

    desk.post(f"/periode/{period.pk}/susunan/kategori/pendidikan/ubah/", {"name": "Sekolah"})

    assert codes(period) == before
    assert period.categories.get(code="pendidikan").name == "Sekolah"


def test_two_rows_of_one_name_have_two_codes(period, organiser):
    for _ in range(2):
        actions.save_part(period.categories.model(period=period, name="Kesehatan"), by=organiser)
    actions.save_part(period.categories.model(period=period, name="—"), by=organiser)

    assert codes(period)[-3:] == ["kesehatan-2", "kesehatan-3", "baris"]


@pytest.mark.parametrize(
    ("code", "way", "expected"),
    [
        ("pendidikan", "naik", ["pendidikan", "kesehatan"]),
        ("kesehatan", "turun", ["pendidikan", "kesehatan"]),
        ("kesehatan", "naik", ["kesehatan", "pendidikan"]),
    ],
)
def test_row_changes_places_with_its_neighbour(code, way, expected, desk, period):
    desk.post(f"/periode/{period.pk}/susunan/kategori/{code}/geser/", {"arah": way})

    assert codes(period)[:2] == expected


def test_row_is_removed_after_a_page_that_asks(desk, period):
    address = f"/periode/{period.pk}/susunan/lampiran/formulir_spbe/hapus/"
    asked = desk.get(address).content.decode()
    before = period.attachment_kinds.filter(code="formulir_spbe").count()

    desk.post(address)

    assert ("Formulir SPBE" in asked, before) == (True, 1)
    assert period.attachment_kinds.filter(code="formulir_spbe").count() == 0


def test_group_that_a_section_names_stays(desk, period):
    period.sections.filter(code="implementasi").update(groups=["replikasi"])

    page = desk.post(f"/periode/{period.pk}/susunan/kelompok/replikasi/hapus/", follow=True).content.decode()

    assert "Kelompok ini masih dipakai oleh 4 Implementasi Inovasi. Ubah dahulu bagian itu." in page
    assert EntryGroup.objects.filter(code="replikasi").exists()


@pytest.mark.parametrize(
    "act", [actions.save_part, actions.remove_part, lambda row, by: actions.move_part(row, by=by, up=True)]
)
def test_opened_period_is_not_changed(act, period, organiser):
    row = period.categories.get(code="pendidikan")
    open_now(period, by=organiser)

    with pytest.raises(TransitionNotAllowed, match="sudah dibuka"):
        act(row, by=organiser)


def test_unknown_kind_does_not_exist(desk, period):
    assert desk.get(f"/periode/{period.pk}/susunan/kriteria/").status_code == 404
