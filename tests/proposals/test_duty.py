"""Satu instansi satu inovasi: the board, its files, and the letters to those who lack an innovation."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils.html import strip_tags
from openpyxl import load_workbook
from pypdf import PdfReader

from kipp.accounts.models import Agency
from kipp.audit.models import Entry
from kipp.documents.actions import make
from kipp.documents.models import Document
from kipp.documents.paper import frame
from kipp.jobs.models import Mail
from proposals import actions
from proposals.compliance import Standing
from proposals.documents import appeal_context
from proposals.models import DutyExtract, obliged, standings_of
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.proposals import make_draft, make_sent, make_verified
from tests.language.english import findings

pytestmark = pytest.mark.django_db
BOARD = "/satu-instansi-satu-inovasi/"


@pytest.fixture
def at_desk(client, organiser):
    client.force_login(organiser)
    return client


@pytest.fixture
def field(operator, other_operator, open_period):
    """One agency sent, one has a draft, one has nothing, and a school owes nothing."""
    AgencyFactory(code="SMPN-1", name="SMP Negeri 1", kind=Agency.Kind.SMP)
    AgencyFactory(code="ZZZ", name="Tanpa Inovasi")
    make_sent(by=operator, period=open_period)
    make_draft(by=other_operator, period=open_period)
    return [operator.agency.name, other_operator.agency.name, "Tanpa Inovasi", "SMP Negeri 1"]


def names(page):
    return [row["agency"].name for row in page.context["rows"]]


def test_board_says_how_far_each_obliged_agency_came(at_desk, field):
    page = at_desk.get(BOARD)

    cells = {row["agency"].name: [cell["label"] for cell in row["years"]] for row in page.context["rows"]}
    assert cells == {field[0]: ["Mengirim"], field[1]: ["Berinovasi"], field[2]: ["Belum ada"]}
    assert [(line["label"], line["values"]) for line in page.context["totals"]] == [
        ("Penghargaan", [0]),
        ("Lolos verifikasi", [0]),
        ("Mengirim", [1]),
        ("Berinovasi", [1]),
        ("Belum ada", [1]),
        ("Belum memenuhi kewajiban", [2]),
    ]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"jenis": ""}, {0, 1, 2, 3}),
        ({"jenis": "smp"}, {3}),
        ({"belum": "2024"}, {1, 2}),
        ({"jenis": "", "belum": "2024"}, {1, 2, 3}),
        ({"cari": "tanpa"}, {2}),
    ],
)
def test_board_is_narrowed(query, shown, at_desk, field):
    page = at_desk.get(BOARD, query)

    assert set(names(page)) == {field[place] for place in shown}
    assert sum(line["values"][0] for line in page.context["totals"][:-1]) == len(shown)


def test_board_without_rows_says_why(at_desk, field):
    page = at_desk.get(BOARD, {"cari": "tidak ada"})

    assert "Tidak ada instansi untuk Cari instansi: tidak ada." in page.content.decode()


def test_innovation_counts_in_the_year_it_began(operator, open_period):
    began = make_draft(by=operator, period=open_period).innovation.implemented_on.year

    assert standings_of(obliged(), [began - 9, began])[operator.agency.code] == {
        began - 9: Standing.ABSENT,
        began: Standing.INNOVATED,
    }


def test_pdf_holds_what_was_shown_when_it_was_asked_for(at_desk, field, operator, organiser, open_period, media_root):
    answer = at_desk.post(f"{BOARD}berkas/pdf/?belum=2024")
    make_sent(by=UserFactory(role="operator", agency=Agency.objects.get(code="ZZZ")), period=open_period)

    document = Document.objects.get(kind="duty_board")
    make(document_id=document.pk)
    document.refresh_from_db()
    reader = PdfReader(Path(media_root) / document.path)
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert answer.url == f"/dokumen/{document.pk}/"
    assert (document.title, document.agency, document.is_public) == ("Satu Instansi Satu Inovasi 2024", None, False)
    assert document.number in text
    assert "Belum memenuhi pada tahun: 2024" in text
    assert f"{field[1]} Perangkat Daerah Berinovasi" in text
    assert "Tanpa Inovasi Perangkat Daerah Belum ada" in text
    assert field[0] not in text
    assert findings([text]) == set()
    entry = Entry.objects.get(verb="duty.extract")
    assert (entry.actor_id, entry.data) == (organiser.pk, {"kind": "duty_board", "agencies": 2})


def test_workbook_holds_the_same_rows(at_desk, field, media_root):
    at_desk.post(f"{BOARD}berkas/xlsx/?jenis=")

    document = Document.objects.get(kind="duty_board_xlsx")
    make(document_id=document.pk)
    document.refresh_from_db()
    book = load_workbook(BytesIO((Path(media_root) / document.path).read_bytes()))
    rows = list(book["Instansi"].iter_rows(values_only=True))
    head = rows.index(("Instansi", "Jenis", "2024"))
    kinds = {name: "SMP Negeri" if name == field[3] else "Perangkat Daerah" for name in field}
    levels = dict(zip(field, ("Mengirim", "Berinovasi", "Belum ada", "Belum ada"), strict=True))
    assert rows[head + 1 :] == [(name, kinds[name], levels[name]) for name in sorted(field)]
    assert [row for row in book["Jumlah"].iter_rows(values_only=True) if row[0] == "Belum memenuhi kewajiban"] == [
        ("Belum memenuhi kewajiban", 3)
    ]


def test_extract_stays_as_it_was(at_desk, field):
    at_desk.post(f"{BOARD}berkas/pdf/")

    with pytest.raises(Exception, match="Cannot update or delete"):
        DutyExtract.objects.update(content={})


def test_letters_go_once_to_those_who_owe_an_innovation(at_desk, field, open_period, other_operator, organiser):
    asked = at_desk.get(f"{BOARD}2024/imbauan/")
    first = at_desk.post(f"{BOARD}2024/imbauan/", follow=True)
    again = at_desk.post(f"{BOARD}2024/imbauan/", follow=True)

    assert [agency.name for agency in asked.context["agencies"]] == sorted(field[1:3])
    assert "2 surat imbauan dibuat dan dikabarkan melalui surel." in first.content.decode()
    assert "Semua instansi yang belum memenuhi sudah menerima surat imbauan 2024." in again.content.decode()
    letters = Document.objects.filter(kind="duty_appeal").order_by("number")
    assert [(letter.agency.name, letter.number) for letter in letters] == [
        (name, f"{place}/IMBAUAN-KIPP/2024") for place, name in enumerate(sorted(field[1:3]), 1)
    ]
    (urged,) = Mail.objects.filter(subject="Surat imbauan Satu Instansi Satu Inovasi 2024")
    letter = letters.get(agency=other_operator.agency)
    assert (urged.to, f"/dokumen/{letter.pk}/" in urged.body) == (other_operator.email, True)
    entry = Entry.objects.get(verb="duty.urge")
    assert (entry.actor_id, entry.data) == (organiser.pk, {"agencies": 2})


def test_letter_is_seen_by_its_agency_alone(at_desk, field, operator, other_operator, client, open_period):
    at_desk.post(f"{BOARD}2024/imbauan/")
    letter = Document.objects.get(kind="duty_appeal", agency=other_operator.agency)

    answers = {}
    for user in (operator, other_operator):
        client.force_login(user)
        answers[user] = client.get(f"/dokumen/{letter.pk}/").status_code

    assert answers == {operator: 404, other_operator: 200}


@pytest.mark.parametrize(
    ("days_late", "asks"),
    [
        (0, "mengirim proposal inovasi tersebut paling lambat"),
        (400, "menyiapkan inovasi tersebut untuk kompetisi tahun berikutnya"),
    ],
)
def test_letter_asks_for_what_can_still_be_done(days_late, asks, organiser, other_operator, open_period):
    actions.urge(open_period, by=organiser)
    letter = Document.objects.get(agency=other_operator.agency)
    letter.created_at += timedelta(days=days_late)

    text = " ".join(
        strip_tags(render_to_string("pdf/surat_imbauan.html", frame(letter) | appeal_context(letter))).split()
    )

    assert asks in text
    assert f"Yth. Pimpinan {other_operator.agency.name} di Tegal" in text
    assert letter.number in text
    assert findings([text]) == set()


def test_passed_agency_is_not_urged(organiser, operator, open_period):
    make_verified(by=operator, period=open_period, organiser=organiser)

    assert actions.to_be_urged(open_period) == []
    assert actions.urge(open_period, by=organiser) == 0
