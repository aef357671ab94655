"""What a period hands out: guide files in versions, blank forms, numbered announcements."""

import re
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from pypdf import PdfReader

from competitions import actions
from competitions.models import Announcement, BlankForm, GuideFile, TransitionNotAllowed
from kipp.accounts.models import Agency
from kipp.audit.models import Entry
from kipp.documents.actions import make
from kipp.documents.models import Document
from kipp.jobs.models import Job, Mail
from kipp.jobs.queue import HANDLERS
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.competitions import make_blank_form, make_guide_file, make_period, open_now
from tests.factories.proposals import make_draft
from tests.files import pdfs
from tests.language.english import findings

pytestmark = pytest.mark.django_db

TEXT = "Pendaftaran diperpanjang.\n\nTanggal baru tercantum pada laman."


@pytest.fixture
def desk(client, organiser):
    client.force_login(organiser)
    return client


def pdf(name):
    return SimpleUploadedFile(name, pdfs.plain())


def refused(act):
    """True when the database itself says no."""
    try:
        with transaction.atomic():
            act()
    except DatabaseError:
        return True
    return False


def states(period):
    return [(file.title, file.state) for file in period.guide_files.select_related("replaced_by").order_by("pk")]


def test_guide_files_of_a_draft_come_and_go_and_are_the_organisers_alone(desk, client, period, operator, media_root):
    page = desk.post(
        f"/periode/{period.pk}/panduan/tambah/", {"title": "Juknis", "file": pdf("Juknis.pdf")}, follow=True
    ).content.decode()
    first = period.guide_files.get()
    desk.post(f"/periode/panduan/{first.pk}/ganti/", {"title": "Petunjuk teknis", "file": pdf("Juknis dua.pdf")})
    second = period.guide_files.get()
    wrong = desk.post(
        f"/periode/{period.pk}/panduan/tambah/", {"title": "Foto", "file": SimpleUploadedFile("a.pdf", b"GIF89a")}
    )
    client.force_login(operator)
    hidden = client.get(f"/panduan/{second.pk}/unduh/").status_code
    client.logout()

    assert "Juknis disimpan." in page
    assert (second.pk != first.pk, second.title, second.name) == (True, "Petunjuk teknis", "Juknis dua.pdf")
    assert (wrong.status_code, wrong.context["form"].errors) == (422, {"file": ["Berkas harus PDF"]})
    assert (hidden, client.get("/panduan/").context["period"]) == (404, None)
    actions.remove_guide_file(second, by=second.uploaded_by)
    assert (Path(media_root) / second.path).exists()
    assert [entry.verb for entry in Entry.objects.filter(verb__contains="guide").order_by("pk")] == [
        "period.add_guide_file",
        "period.replace_guide_file",
        "period.remove_guide_file",
    ]


def test_versions_of_an_opened_period_are_kept_and_everybody_fetches_what_holds(desk, client, open_period, organiser):
    juknis, letter = (make_guide_file(open_period, by=organiser, title=title) for title in ("Juknis", "Templat"))

    desk.post(f"/periode/panduan/{juknis.pk}/ganti/", {"title": "Juknis", "file": pdf("Juknis revisi.pdf")})
    desk.post(f"/periode/panduan/{letter.pk}/tarik/", {"reason": "Memuat tanggal yang salah."})
    listed = desk.get(f"/periode/{open_period.pk}/panduan/").content.decode()
    client.logout()
    page = client.get("/panduan/").content.decode()
    new = juknis.replaced_by
    download = client.get(f"/panduan/{new.pk}/unduh/")

    assert states(open_period) == [("Juknis", "replaced"), ("Templat", "withdrawn"), ("Juknis", "current")]
    assert ("Digantikan" in listed, "Alasan: Memuat tanggal yang salah." in listed) == (True, True)
    assert ("Juknis revisi.pdf" in page, "Templat" in page) == (True, False)
    assert download["Content-Disposition"] == 'attachment; filename="Juknis revisi.pdf"'
    assert download["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert [client.get(f"/panduan/{old.pk}/unduh/").status_code for old in (juknis, letter)] == [404, 404]
    for gone in (juknis, letter):
        with pytest.raises(TransitionNotAllowed, match="sudah diganti atau ditarik"):
            actions.withdraw_guide_file(gone, by=organiser, reason="Lagi.")
        with pytest.raises(TransitionNotAllowed, match="sudah diganti atau ditarik"):
            actions.replace_guide_file(gone, by=organiser, title="Juknis", name="a.pdf", data=pdfs.plain())
    with pytest.raises(TransitionNotAllowed, match="sudah dibuka"):
        actions.remove_guide_file(new, by=organiser)


def test_database_keeps_the_versions_of_an_opened_period(open_period, organiser):
    old, other = make_guide_file(open_period, by=organiser), make_guide_file(open_period, by=organiser)
    elsewhere = make_guide_file(make_period(by=organiser, year=2030), by=organiser)
    actions.withdraw_guide_file(other, by=organiser, reason="Salah.")
    rows = GuideFile.objects

    def replace(replaced):
        file = make_guide_file(open_period, by=organiser)
        columns = {name: getattr(file, name) for name in ("name", "path", "sha256", "original_sha256", "size")}
        rows.create(period=open_period, title="Baru", uploaded_by=organiser, replaces=replaced, **columns)

    replace(old)

    assert {
        "delete": refused(rows.filter(pk=other.pk).delete),
        "rename": refused(lambda: rows.filter(pk=old.pk).update(title="Lain")),
        "withdraw a replaced one": refused(
            lambda: rows.filter(pk=old.pk).update(
                withdrawn_at=other.uploaded_at, withdrawn_by=organiser, withdrawal_reason="Salah."
            )
        ),
        "take a withdrawal back": refused(
            lambda: rows.filter(pk=other.pk).update(withdrawn_at=None, withdrawn_by=None, withdrawal_reason="")
        ),
        "replace twice": refused(lambda: replace(old)),
        "replace a withdrawn one": refused(lambda: replace(other)),
        "replace one of another period": refused(lambda: replace(elsewhere)),
        "withdraw without a reason": refused(
            lambda: rows.filter(pk=elsewhere.pk).update(withdrawn_at=other.uploaded_at, withdrawn_by=organiser)
        ),
    } == dict.fromkeys(
        [
            "delete",
            "rename",
            "withdraw a replaced one",
            "take a withdrawal back",
            "replace twice",
            "replace a withdrawn one",
            "replace one of another period",
            "withdraw without a reason",
        ],
        True,
    )


def test_blank_form_is_set_in_a_draft_and_stands_where_the_agency_uploads(desk, client, period, organiser, operator):
    address = f"/periode/{period.pk}/susunan/lampiran/surat_kesediaan_replikasi/formulir/"
    desk.post(address, {"file": pdf("Formulir lama.pdf")})
    desk.post(address, {"file": pdf("Formulir kesediaan.pdf")})
    form = BlankForm.objects.get()
    shown = desk.get(address).content.decode()
    spare = make_blank_form(period, by=organiser, code="data_dukung")
    removed = desk.post(f"/periode/{period.pk}/susunan/lampiran/data_dukung/formulir/hapus/", follow=True)
    open_now(period, by=organiser)
    client.force_login(operator)
    draft = make_draft(by=operator, period=period)

    link = f"/panduan/formulir/{form.pk}/unduh/"
    attachment = client.get(f"/proposal/{draft.pk}/lampiran/surat_kesediaan_replikasi/").content.decode()
    tasks = client.get(f"/proposal/{draft.pk}/").content.decode()
    client.logout()
    assert "Formulir kesediaan.pdf" in shown
    assert f"{spare} dihapus." in removed.content.decode()
    assert [page.count(link) for page in (attachment, tasks, client.get("/panduan/").content.decode())] == [1, 1, 1]
    assert (attachment + tasks).count("Unduh formulir kosong") == 2
    assert client.get(link)["Content-Disposition"] == 'attachment; filename="Formulir kesediaan.pdf"'
    with pytest.raises(TransitionNotAllowed, match="sudah dibuka"):
        actions.remove_blank_form(form, by=organiser)
    with pytest.raises(TransitionNotAllowed, match="sudah dibuka"):
        actions.set_blank_form(form.kind, by=organiser, name="a.pdf", data=pdfs.plain())
    assert refused(BlankForm.objects.all().delete)


def test_kind_of_attachment_goes_with_its_blank_form(period, organiser):
    form = make_blank_form(period, by=organiser)

    actions.remove_part(form.kind, by=organiser)

    assert BlankForm.objects.count() == 0


def test_announcement_is_shown_before_it_is_published_and_then_stands(
    desk, client, open_period, operator, other_operator, settings, media_root
):
    settings.EMAIL_BACKEND = "kipp.jobs.mail.OutboxBackend"
    UserFactory(role="operator", agency=AgencyFactory(code="TUTUP", is_active=False))
    address, token = f"/periode/{open_period.pk}/umumkan/", str(uuid4())
    typed = {"title": "Perpanjangan pendaftaran", "body": TEXT, "token": token}

    empty = desk.post(address, {"token": token})
    asked = desk.post(address, typed).content.decode()
    again = desk.post(address, typed | {"ubah": "1"}).content.decode()
    before = Announcement.objects.count()
    for _ in range(2):  # the second click
        done = desk.post(address, typed | {"terbitkan": "1"}, follow=True).content.decode()

    announcement, paper = Announcement.objects.get(), Document.objects.get()
    assert (empty.status_code, before) == (422, 0)
    assert ("Terbitkan pengumuman" in asked, "2 instansi" in asked, "Terbitkan" in again) == (True, True, False)
    assert ("Pengumuman diterbitkan" in done, "PDF sedang dibuat." in done) == (True, True)
    assert (paper.number, paper.is_public, paper.title) == ("1/PENG-KIPP/2024", True, announcement.title)
    before = Mail.objects.count()
    for _ in range(2):  # the job, too
        HANDLERS["competitions.announced"](**Job.objects.get(kind="competitions.announced").params)
    mails = Mail.objects.order_by("pk")
    assert before == 0
    assert [mail.to for mail in mails] == [operator.email, other_operator.email]
    assert mails[0].subject == "Pengumuman 1/PENG-KIPP/2024: Perpanjangan pendaftaran"
    assert TEXT in mails[0].body.replace("\r\n", "\n")

    correction = actions.publish(
        open_period, by=announcement.by, token=uuid4(), title="Ralat jadwal", body="Tanggal 2.", corrects=announcement
    )
    make(document_id=str(paper.pk))
    client.logout()
    page = " ".join(client.get("/pengumuman/").content.decode().split())
    assert "Dibetulkan dengan Pengumuman Nomor 2/PENG-KIPP/2024: Ralat jadwal." in page
    assert "Membetulkan Pengumuman Nomor 1/PENG-KIPP/2024" in page
    assert page.index("Ralat jadwal") < page.index("Perpanjangan pendaftaran")
    assert f"/dokumen/{paper.pk}/unduh/" in page
    assert refused(lambda: Announcement.objects.update(title="Lain"))
    assert refused(Announcement.objects.filter(pk=correction.pk).delete)


def test_paper_of_a_correction_follows_the_form_of_an_announcement(open_period, organiser, media_root):
    first = actions.publish(open_period, by=organiser, token=uuid4(), title="Jadwal", body=TEXT)
    actions.publish(open_period, by=organiser, token=uuid4(), title="Ralat jadwal", body=TEXT, corrects=first)
    paper = Document.objects.get(title="Ralat jadwal")

    make(document_id=str(paper.pk))

    paper.refresh_from_db()
    reader = PdfReader(BytesIO((Path(media_root) / paper.path).read_bytes()))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for part in (
        "PENGUMUMAN",
        "Nomor: 2/PENG-KIPP/2024",
        "TENTANG RALAT JADWAL",
        "Pengumuman ini membetulkan Pengumuman Nomor 1/PENG-KIPP/2024",
        "Pendaftaran diperpanjang.",
        "Kepala Bagian Organisasi".upper(),
    ):
        assert part in text
    assert f"/keaslian/{paper.code}" in text.replace(" ", "")
    assert (findings([text]), len(reader.pages)) == (set(), 1)


def test_only_an_opened_period_announces(period, organiser, open_year):
    with pytest.raises(TransitionNotAllowed, match="setelah periode dibuka"):
        actions.publish(period, by=organiser, token=uuid4(), title="Jadwal", body=TEXT)
    elsewhere = actions.publish(open_year, by=organiser, token=uuid4(), title="Jadwal", body=TEXT)

    rows = {"title": "Jadwal", "body": TEXT, "by": organiser}
    assert refused(lambda: Announcement.objects.create(period=period, **rows))
    open_now(period, by=organiser)
    assert refused(lambda: Announcement.objects.create(period=period, corrects=elsewhere, **rows))


@pytest.fixture
def open_year(organiser):
    return open_now(make_period(by=organiser, year=2030), by=organiser)


def test_home_names_the_newest_three_and_the_list_costs_the_same(
    client, open_period, organiser, operator, django_assert_num_queries
):
    def publish(count):
        for number in range(count):
            actions.publish(open_period, by=organiser, token=uuid4(), title=f"Pengumuman ke-{number}", body=TEXT)

    publish(3)
    client.get("/pengumuman/")
    publish(2)

    client.force_login(operator)
    agency = client.get("/").content.decode()
    client.logout()
    public = client.get("/").content.decode()
    for page in (agency, public):
        assert [page.count(f"Pengumuman ke-{number}<") for number in range(3)] == [2 - 1, 1, 1]
    assert [public.count(f"/PENG-KIPP/{open_period.year}")] == [3]
    with django_assert_num_queries(6):
        client.get("/pengumuman/")
    publish(10)
    with django_assert_num_queries(6):
        client.get("/pengumuman/")


def test_announcements_of_an_earlier_edition_stay_readable(client, open_period, open_year, organiser, operator):
    """Links lead there from mails; a correction may still come while the next edition runs."""
    first = actions.publish(open_period, by=organiser, token=uuid4(), title="Jadwal lama", body=TEXT)
    actions.publish(open_year, by=organiser, token=uuid4(), title="Jadwal baru", body=TEXT)
    actions.publish(open_period, by=organiser, token=uuid4(), title="Ralat lama", body=TEXT, corrects=first)

    client.force_login(operator)
    html = client.get("/pengumuman/").content.decode()
    home = client.get("/").content.decode()

    headings = re.findall(r"<h[23][^>]*>([^<]+)</h[23]>", html.partition("<main")[2].partition("</main>")[0])
    assert headings == [open_year.title, "Jadwal baru", open_period.title, "Ralat lama", "Jadwal lama"]
    assert "Dibetulkan dengan Pengumuman Nomor 2/PENG-KIPP/2024: Ralat lama." in html
    assert ["Jadwal baru" in home, "Ralat lama" in home] == [True, False]


def test_agency_that_is_not_invited_gets_no_letter(organiser, operator, settings):
    settings.EMAIL_BACKEND = "kipp.jobs.mail.OutboxBackend"
    AgencyFactory(code="SMPN-1", name="SMP Negeri 1", kind=Agency.Kind.SMP)
    school = open_now(make_period(by=organiser, invited_kinds=["smp"]), by=organiser)

    actions.publish(school, by=organiser, token=uuid4(), title="Jadwal", body=TEXT)
    HANDLERS["competitions.announced"](**Job.objects.get(kind="competitions.announced").params)

    assert Mail.objects.count() == 0
