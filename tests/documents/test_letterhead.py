"""Letterhead, emblem and signatory: set on one page, printed on every paper made afterwards."""

import base64
import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from PIL import Image

from kipp.audit.models import Entry
from kipp.documents.actions import appoint_signatory, change_letterhead
from kipp.documents.models import Document, Letterhead, Signatory, placeholder
from kipp.documents.paper import frame
from kipp.documents.pdf import render_pdf

pytestmark = pytest.mark.django_db

PAGE = "/pengaturan/kop/"
PERSON = {
    "position": "Kepala Bagian Organisasi",
    "name": "Drs. Wibowo, M.Si.",
    "rank": "Pembina",
    "nip": "197501012000032001",
}
LINES = {
    "government": "PEMERINTAH KOTA TEGAL",
    "office": "SEKRETARIAT DAERAH",
    "unit": "",
    "address": "Jalan Ki Gede Sebayu Nomor 12, Tegal",
    "contact": "(0283) 000000",
    "city": "Tegal",
    "paper": "Folio",
}


def picture(kind="PNG", size=(40, 48)):
    out = io.BytesIO()
    Image.new("RGB", size, "#0B4F5F").save(out, kind)
    return out.getvalue()


def verbs():
    return list(Entry.objects.filter(verb__startswith="letterhead").order_by("seq").values_list("verb", "data"))


def test_page_stores_lines_emblem_and_signatory(client, organiser):
    client.force_login(organiser)
    upload = SimpleUploadedFile("lambang.png", picture(), "image/png")
    typed = PERSON | {"nip": "19750101 200003 2 001"}

    response = client.post(PAGE, LINES | typed | {"emblem": upload}, follow=True)

    assert [str(message) for message in response.context["messages"]] == [
        "Kop surat dan penanda tangan disimpan. Dokumen yang sudah jadi tidak berubah."
    ]
    letterhead, signatory = Letterhead.current(), Signatory.current()
    assert {name: getattr(letterhead, name) for name in LINES} == LINES
    assert {name: getattr(signatory, name) for name in PERSON} == PERSON
    with Image.open(io.BytesIO(bytes(letterhead.emblem_file))) as stored:
        assert (stored.format, stored.size) == ("PNG", (40, 48))
    assert letterhead.emblem in response.content.decode()


def test_page_shows_what_is_in_force(client, organiser):
    change_letterhead(by=organiser, **LINES)
    appoint_signatory(by=organiser, **PERSON)
    client.force_login(organiser)

    form = client.get(PAGE).context["form"]

    assert {name: form[name].value() for name in [*LINES, *PERSON]} == LINES | PERSON


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"nip": "123"}, {"nip": ["NIP harus 18 angka, misalnya 19750101 200003 2 001"]}),
        ({"name": ""}, {"name": ["Isi nama penanda tangan"]}),
        (
            {"office": "", "city": " "},
            {"office": ["Isi nama perangkat daerah"], "city": ["Isi tempat penandatanganan"]},
        ),
        ({"paper": "Kuarto"}, {"paper": ["Pilih ukuran kertas"]}),
        (
            {"emblem": SimpleUploadedFile("lambang.svg", b"<svg/>", "image/svg+xml")},
            {"emblem": ["Berkas harus JPEG atau PNG"]},
        ),
        ({"emblem": SimpleUploadedFile("lambang.png", b"", "image/png")}, {"emblem": ["Berkas ini kosong"]}),
        (
            {"emblem": SimpleUploadedFile("lambang.png", b"\x89PNG" + b"0" * 512_000, "image/png")},
            {"emblem": ["Ukuran berkas paling besar 500 KB. Berkas ini 500,1 KB"]},
        ),
    ],
)
def test_faulty_entry_is_refused_and_stores_nothing(client, organiser, typed, errors):
    client.force_login(organiser)

    response = client.post(PAGE, LINES | PERSON | typed)

    assert response.context["form"].errors == errors
    assert (Letterhead.objects.count(), Signatory.objects.count()) == (0, 0)


def test_change_is_recorded_with_before_and_after_and_saving_again_is_not(organiser):
    change_letterhead(by=organiser, **LINES)
    change_letterhead(by=organiser, contact="(0283) 111111")
    change_letterhead(by=organiser, contact="(0283) 111111")

    assert verbs() == [
        (
            "letterhead.change",
            {
                "changes": {
                    "unit": ["Bagian Organisasi", ""],
                    "contact": ["", "(0283) 000000"],
                    "paper": ["A4", "Folio"],
                }
            },
        ),
        ("letterhead.change", {"changes": {"contact": ["(0283) 000000", "(0283) 111111"]}}),
    ]


def test_emblem_is_recorded_by_its_hash_and_the_same_one_is_no_change(organiser):
    change_letterhead(by=organiser, emblem=picture())
    change_letterhead(by=organiser, emblem=picture())

    [(verb, data)] = verbs()
    assert (verb, list(data["changes"]), [len(digest) for digest in data["changes"]["emblem"]]) == (
        "letterhead.change",
        ["emblem"],
        [64, 64],
    )


def test_new_holder_follows_the_former_whose_row_stays(organiser):
    first = appoint_signatory(by=organiser, **PERSON)
    same = appoint_signatory(by=organiser, **PERSON)
    second = appoint_signatory(by=organiser, **PERSON | {"name": "Dra. Endang, M.M."})

    assert (same, Signatory.current()) == (first, second)
    assert list(Signatory.objects.order_by("pk").values_list("name", "is_active")) == [
        ("Drs. Wibowo, M.Si.", False),
        ("Dra. Endang, M.M.", True),
    ]
    assert Entry.objects.filter(verb="signatory.appoint").count() == 2


@pytest.mark.parametrize(
    ("model", "fields", "constraint"),
    [
        (Letterhead, {"paper": "Kuarto"}, "letterhead_paper_known"),
        (Letterhead, {"office": ""}, "letterhead_names_the_office"),
        (Signatory, {"position": "Kepala", "name": ""}, "signatory_is_named"),
        (Signatory, {"position": "Kepala", "name": "Wibowo", "nip": "12"}, "signatory_nip_18_digits"),
    ],
)
def test_database_refuses_what_no_paper_may_carry(model, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        model.objects.create(pk=1, **fields)


def test_database_refuses_a_second_signatory_in_office(organiser):
    appoint_signatory(by=organiser, **PERSON)

    with pytest.raises(IntegrityError, match="signatory_one_in_office"), transaction.atomic():
        Signatory.objects.create(position="Wali Kota", name="Sekar")


@pytest.mark.parametrize(("kind", "media"), [("PNG", "image/png"), ("JPEG", "image/jpeg")])
def test_emblem_is_handed_to_the_paper_as_its_bytes(kind, media):
    data = picture(kind)

    assert Letterhead(emblem_file=data).emblem == f"data:{media};base64,{base64.b64encode(data).decode()}"


def test_neutral_emblem_stands_in_and_can_be_printed():
    letterhead = Letterhead.current()
    html = f'<html lang="id"><body><img src="{letterhead.emblem}" alt="{letterhead.emblem_alt}"></body></html>'

    assert letterhead.emblem == f"data:image/svg+xml;base64,{base64.b64encode(placeholder()).decode()}"
    assert letterhead.emblem_alt == "Lambang Pemerintah Kota Tegal"
    assert render_pdf(html, title="Uji").startswith(b"%PDF")


def test_paper_is_framed_by_the_stored_letterhead(organiser):
    change_letterhead(by=organiser, **LINES)

    framed = frame(Document(title="Uji", number="1/UJI/2024", code="7K3QX9ABCD", dated_on=date(2024, 7, 1)))

    assert (framed["paper"], framed["letterhead"].address) == ("folio", LINES["address"])


@pytest.mark.parametrize(
    ("unit", "expected"),
    [("Bagian Organisasi", "Bagian Organisasi, Sekretariat Daerah"), ("", "Sekretariat Daerah")],
)
def test_the_sender_is_named_below_pages_and_letters(unit, expected, client):
    Letterhead.objects.create(pk=1, unit=unit, address="Jalan Baru 1", contact="Telepon 0283-1")
    letter = render_to_string("emails/base.txt", {"person": {"name": "Ratna"}})

    assert letter.split() == f"Yth. Ratna, {expected} Jalan Baru 1".split()
    foot = client.get("/").content.decode().partition("<footer")[2]
    assert [words in foot for words in (expected, "Jalan Baru 1", "Telepon 0283-1")] == [True] * 3
