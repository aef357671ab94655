"""Earlier editions from a sheet: read, shown, taken over as a whole, undone as a whole."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from openpyxl import load_workbook

from competitions.models import TransitionNotAllowed
from kipp import sheets as reading
from kipp.audit.models import Entry
from kipp.limited import Limits
from kipp.uploads import Refused, sentence
from proposals import actions
from proposals.compliance import Standing
from proposals.importing import COLUMNS, SHEET
from proposals.models import Award, ImportBatch, Innovation, PastEntry, obliged, standings_of
from tests.factories.importing import make_batch
from tests.files import sheets
from tests.files.mutating import shown
from tests.files.sheets import row

pytestmark = pytest.mark.django_db
PAGE = "/satu-instansi-satu-inovasi/impor/"
STALE = "Berkas ini sudah diproses atau datanya berubah. Muat ulang halaman."


@pytest.fixture
def at_desk(client, organiser):
    client.force_login(organiser)
    return client


def upload(client, data, name="edisi.xlsx"):
    return client.post(PAGE, {"file": SimpleUploadedFile(name, data)}, follow=True)


def told():
    entries = PastEntry.objects.order_by("pk")
    return list(entries.values_list("innovation__agency__code", "innovation__title", "year", "result", "is_new"))


@pytest.mark.parametrize("name", sheets.HOSTILE)
def test_hostile_sheet_is_refused_with_its_sentence(name, organiser):
    make, file_name, said = sheets.HOSTILE[name]

    with pytest.raises(Refused) as refused:
        actions.read_sheet(by=organiser, name=file_name, data=make())

    assert sentence(refused.value) == said
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize("name", [*sheets.HARMLESS, *sheets.GOOD])
def test_strange_but_harmless_sheet_is_read(name, organiser):
    make, rows = sheets.HARMLESS.get(name) or (sheets.GOOD[name], 3)

    assert len(actions.read_sheet(by=organiser, name="a.xlsx", data=make()).rows) == rows


def test_damaged_sheets_are_read_or_refused_but_never_an_error():
    """300 damaged workbooks, most with the damage inside a part whose checksum is right."""
    outcome = shown("sheets", 300)

    assert sum(outcome["ends"].values()) == 300
    assert outcome["ends"].keys() - reading.SENTENCES.keys() == {"taken"}
    assert outcome["seconds"] <= 20
    assert outcome["mib"] <= 512


@pytest.mark.parametrize(
    "limits", [Limits(memory_mib=40, cpu_seconds=15, wall_seconds=20), Limits(512, 15, wall_seconds=0.01)]
)
def test_sheet_that_takes_too_much_is_refused(limits, organiser, monkeypatch):
    monkeypatch.setattr(reading, "LIMITS", limits)

    with pytest.raises(Refused) as refused:
        actions.read_sheet(by=organiser, name="a.xlsx", data=sheets.good())

    assert sentence(refused.value) in {reading.SENTENCES["heavy"], reading.SENTENCES["broken"]}


def test_sheet_is_shown_before_anything_is_kept(at_desk, operator, organiser):
    code = operator.agency.code
    page = upload(at_desk, sheets.sheet_file(row(code), row(code, year="2021", result="Penghargaan")))

    batch = ImportBatch.objects.get()
    assert page.redirect_chain == [(f"{PAGE}{batch.pk}/", 302)]
    assert page.context["summary"] == "2 baris siap dicatat; 1 inovasi baru akan didaftarkan."
    assert [(line["year"], line["agency"], line["title"], line["kind"]) for line in page.context["entries"]] == [
        (2020, operator.agency.name, "Antar Obat", "Baru"),
        (2021, operator.agency.name, "Antar Obat", "Baru"),
    ]
    assert (told(), Innovation.objects.count()) == ([], 0)


def test_faults_are_shown_and_come_back_beside_the_rows(at_desk, operator, organiser):
    upload(at_desk, sheets.sheet_file(row(operator.agency.code), row("Tidak Ada", year="1999")))
    batch = ImportBatch.objects.get()

    page = at_desk.get(f"{PAGE}{batch.pk}/")
    file = at_desk.get(f"{PAGE}{batch.pk}/unduh/")
    tried = at_desk.post(f"{PAGE}{batch.pk}/terapkan/", follow=True)

    assert [(fault.row, fault.column, fault.value) for fault in page.context["faults"]] == [
        (3, "A, Instansi", "Tidak Ada"),
        (3, "B, Tahun", "1999"),
    ]
    rows = list(load_workbook(BytesIO(file.content))[SHEET].iter_rows(values_only=True))
    last = batch.uploaded_at.year
    assert rows[0] == (*COLUMNS, "Galat")
    assert rows[1][-1] is None
    assert rows[2][:-1] == tuple(row("Tidak Ada", year="1999"))
    assert rows[2][-1].split(". ") == [
        "A, Instansi: Instansi ini tidak terdaftar",
        "Pilih instansi dari daftar pada sel ini",
        "B, Tahun: Tahun tidak dapat dipakai",
        f"Isi tahun 2018 sampai {last}.",
    ]
    assert "Berkas ini memuat 2 galat. Perbaiki, lalu unggah lagi." in tried.content.decode()
    assert (told(), batch.confirmed_at) == ([], None)


def test_sheet_that_came_back_is_sent_again(at_desk, operator):
    upload(at_desk, sheets.sheet_file(row(operator.agency.code, year="1999")))
    faulty = ImportBatch.objects.get()
    book = load_workbook(BytesIO(at_desk.get(f"{PAGE}{faulty.pk}/unduh/").content))
    book[SHEET]["B2"] = 2019
    mended = BytesIO()
    book.save(mended)

    page = upload(at_desk, mended.getvalue())

    assert page.context["summary"] == "1 baris siap dicatat; 1 inovasi baru akan didaftarkan."


@pytest.mark.parametrize("state", ["sound", "head"])
def test_only_faults_of_rows_come_back_as_a_file(state, at_desk, operator, organiser):
    head = COLUMNS[1:] if state == "head" else COLUMNS
    batch = make_batch(row(operator.agency.code), by=organiser, head=head)

    assert at_desk.get(f"{PAGE}{batch.pk}/unduh/").status_code == 404
    assert at_desk.get(f"{PAGE}{batch.pk}/").context.get("has_file", False) is False


def test_long_sheet_shows_its_first_lines(at_desk, operator, organiser):
    batch = make_batch(*(row(operator.agency.code, title=f"Inovasi {n}") for n in range(201)), by=organiser)

    page = at_desk.get(f"{PAGE}{batch.pk}/")

    assert (len(page.context["entries"]), page.context["caption"]) == (200, "200 baris pertama dari 201")


def test_template_offers_what_may_be_chosen(at_desk, operator, other_operator):
    book = load_workbook(BytesIO(at_desk.get(f"{PAGE}templat/unduh/").content))

    lists = {
        str(rule.sqref): [cell.value for (cell,) in book[rule.formula1.split("'")[1]].iter_rows()]
        for rule in book[SHEET].data_validations.dataValidation
    }
    assert lists == {
        "A2:A5001": sorted([operator.agency.name, other_operator.agency.name]),
        "F2:F5001": ["Peserta", "Lolos verifikasi", "Penghargaan"],
    }
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        ("Isian", "visible"),
        ("Templat", "hidden"),
        ("Keterangan", "visible"),
        ("Daftar Instansi", "hidden"),
        ("Daftar Hasil", "hidden"),
    ]
    assert [cell.value for cell in book[SHEET][1]] == list(COLUMNS)


def test_template_as_downloaded_holds_no_data_yet(at_desk):
    page = upload(at_desk, at_desk.get(f"{PAGE}templat/unduh/").content)

    assert [fault.problem for fault in page.context["faults"]] == ["Lembar belum memuat data"]


def test_refused_file_stays_on_the_page(at_desk):
    page = upload(at_desk, b"Instansi;Tahun", "edisi.csv")

    assert (page.status_code, page.context["form"].errors) == (422, {"file": ["Berkas harus XLSX"]})


def test_confirming_registers_what_is_new_and_finds_what_is_known(at_desk, operator, organiser):
    known = actions.register_innovation(by=operator, title="Antar  Obat!", implemented_on=date(2017, 1, 1))
    code = operator.agency.code
    batch = make_batch(
        row(code),
        row(code, title="Bank Sampah", result="Lolos verifikasi"),
        row(code, title="bank sampah", year="2021"),
        by=organiser,
    )

    page = at_desk.post(f"{PAGE}{batch.pk}/terapkan/", follow=True)

    assert "3 catatan edisi lampau diterapkan." in page.content.decode()
    assert told() == [
        (code, "Antar  Obat!", 2020, "entered", False),
        (code, "Bank Sampah", 2020, "passed", True),
        (code, "Bank Sampah", 2021, "entered", False),
    ]
    known.refresh_from_db()
    assert known.implemented_on == date(2017, 1, 1)
    assert [(line["title"], line["kind"]) for line in page.context["entries"]] == [
        ("Antar  Obat!", "Terdaftar"),
        ("Bank Sampah", "Baru"),
        ("Bank Sampah", "Terdaftar"),
    ]
    entry = Entry.objects.get(verb="import.confirm")
    assert (entry.actor_id, entry.data) == (organiser.pk, {"entries": 3})


def test_board_and_record_of_the_innovation_show_what_was_taken_over(client, operator, organiser, open_period):
    actions.confirm(make_batch(row(operator.agency.code, result="Penghargaan"), by=organiser), by=organiser)
    client.force_login(organiser)

    board = client.get("/satu-instansi-satu-inovasi/")
    innovation = client.get(f"/inovasi/{Innovation.objects.get().pk}/")

    assert board.context["years"] == [2020, open_period.year]
    assert standings_of(obliged(), [2020])[operator.agency.code] == {2020: Standing.AWARDED}
    assert [(entry.year, entry.category) for entry in innovation.context["past"]] == [(2020, "Kesehatan")]
    assert client.get("/satu-instansi-satu-inovasi/2020/imbauan/").status_code == 404


def test_second_confirmation_is_told_and_changes_nothing(operator, organiser):
    batch = make_batch(row(operator.agency.code), by=organiser)
    twin = ImportBatch.objects.get(pk=batch.pk)
    actions.confirm(batch, by=organiser)

    with pytest.raises(TransitionNotAllowed, match=STALE):
        actions.confirm(twin, by=organiser)

    assert PastEntry.objects.count() == 1


def test_confirming_while_a_twin_records_the_same_keeps_nothing(operator, organiser, monkeypatch):
    """The rule has looked before the twin's rows were there; the database refuses the second one."""
    batch = make_batch(row(operator.agency.code), by=organiser)
    early = actions.reading_of(batch)
    actions.confirm(make_batch(row(operator.agency.code), by=organiser), by=organiser)
    monkeypatch.setattr("proposals.actions.importing.reading_of", lambda _: early)

    with pytest.raises(TransitionNotAllowed, match=STALE):
        actions.confirm(batch, by=organiser)

    batch.refresh_from_db()
    assert (PastEntry.objects.count(), batch.confirmed_at) == (1, None)


def test_undoing_takes_everything_of_the_batch_away(at_desk, operator, organiser):
    known = actions.register_innovation(by=operator, title="Antar Obat", implemented_on=date(2017, 1, 1))
    code = operator.agency.code
    batch = make_batch(
        row(code), row(code, title="Bank Sampah"), row(code, title="Bank Sampah", year="2021"), by=organiser
    )
    actions.confirm(batch, by=organiser)

    asked = at_desk.get(f"{PAGE}{batch.pk}/batalkan/")
    page = at_desk.post(f"{PAGE}{batch.pk}/batalkan/", follow=True)
    again = at_desk.get(f"{PAGE}{batch.pk}/batalkan/", follow=True)

    assert asked.context["count"] == 3
    assert "Impor dibatalkan." in page.content.decode()
    assert "Impor ini tidak dapat dibatalkan." in again.content.decode()
    assert (told(), list(Innovation.objects.all())) == ([], [known])
    assert Entry.objects.get(verb="import.undo").actor_id == organiser.pk
    with pytest.raises(TransitionNotAllowed, match=STALE):
        actions.undo(batch, by=organiser)


def described(innovation, organiser):
    Innovation.objects.filter(pk=innovation.pk).update(summary="Sudah diisi instansi.")


def awarded(innovation, organiser):
    Award.objects.create(innovation=innovation, year=2022, level=Award.Level.CITY, title="Penghargaan Wali Kota")


def told_again(innovation, organiser):
    actions.confirm(make_batch(row(innovation.agency.code, year="2022"), by=organiser), by=organiser)


@pytest.mark.parametrize("use", [described, awarded, told_again])
def test_undoing_is_refused_when_an_innovation_was_used_since(use, at_desk, operator, organiser):
    batch = make_batch(row(operator.agency.code), by=organiser)
    actions.confirm(batch, by=organiser)
    use(Innovation.objects.get(), organiser)
    before = told()

    page = at_desk.post(f"{PAGE}{batch.pk}/batalkan/", follow=True)

    refusal = "Impor ini tidak dapat dibatalkan karena inovasi &quot;Antar Obat&quot; sudah dipakai."
    assert refusal in page.content.decode()
    batch.refresh_from_db()
    assert (told(), batch.undone_at) == (before, None)


@pytest.mark.parametrize(
    "change",
    [
        lambda batch: batch.entries.all().delete(),
        lambda batch: batch.entries.update(year=2019),
        lambda batch: ImportBatch.objects.filter(pk=batch.pk).update(rows=[]),
        lambda batch: ImportBatch.objects.filter(pk=batch.pk).update(confirmed_at=None, confirmed_by=None),
        lambda batch: ImportBatch.objects.filter(pk=batch.pk).delete(),
    ],
)
def test_database_keeps_what_was_taken_over(change, operator, organiser):
    batch = make_batch(row(operator.agency.code), by=organiser)
    actions.confirm(batch, by=organiser)

    with pytest.raises(DatabaseError), transaction.atomic():
        change(batch)

    batch.refresh_from_db()
    assert (PastEntry.objects.filter(year=2020).count(), batch.state, len(batch.rows)) == (1, "confirmed", 2)
