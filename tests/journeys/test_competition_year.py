"""One year of the competition, from the empty calendar to the certificate on the wall. Read this first."""

import hashlib
import io
import re
from datetime import timedelta
from decimal import Decimal

import openpyxl
import pypdf
import pytest
from playwright.sync_api import expect

from competitions.models import Period
from kipp.accounts.models import Role
from kipp.clock import today
from kipp.documents.models import Document, Signatory
from kipp.jobs.models import Mail
from proposals.eligibility import threshold
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.journeys.calendar import the_hour_comes, until_the_closing_day, wait_for
from tests.journeys.people import Judge, Operator, Organiser, Visitor

pytestmark = pytest.mark.timeout(600)

SIAGA = "Siaga Ibu Hamil Pesisir"
ANTAR = "Antar Dokumen Kependudukan"
WEIGHTS = {"kebaruan": "20", "efektif": "20", "bermanfaat": "20", "dapat_ditransfer": "20", "berkelanjutan": "20"}


def words_of(pdf: bytes) -> str:
    return " ".join("\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


def mail_to(address: str, subject: str) -> Mail:
    return wait_for(
        Mail.objects.filter(to=address, subject__contains=subject, sent_at__isnull=False).first,
        seconds=40,
        what=f"mail to {address}: {subject}",
    )


def test_a_competition_year(enter):
    puskesmas = AgencyFactory(code="PKM-TIMUR", name="Puskesmas Tegal Timur")
    disdukcapil = AgencyFactory(code="DISDUKCAPIL", name="Dinas Kependudukan dan Pencatatan Sipil")
    nurul = UserFactory(role=Role.OPERATOR, agency=puskesmas, name="Nurul Operator")
    budi = UserFactory(role=Role.OPERATOR, agency=disdukcapil, name="Budi Operator")
    hasan = UserFactory(role=Role.JUDGE, name="Dr. Hasan Juri")
    Signatory.objects.create(position="Sekretaris Daerah", name="Agus Penandatangan", nip="197501012000031001")

    # The organiser prepares the edition of 2024 and opens it.
    organiser = enter(Organiser).log_in(UserFactory(role=Role.ORGANISER, name="Ratna Penyelenggara"))
    closing = today() + timedelta(days=14)
    organiser.create_period(
        year=2024,
        theme="Inovasi yang berdampak",
        winners=1,
        dates={
            "opens_on": today() - timedelta(days=1),
            "closes_on": closing,
            "verification_closes_on": closing + timedelta(days=30),
            "judging_closes_on": closing + timedelta(days=40),
            "announced_on": closing + timedelta(days=50),
        },
    )
    organiser.set_weights(**WEIGHTS)
    organiser.open_registration()
    period = Period.objects.get(year=2024)

    # A second judge is invited by mail and takes the invitation up.
    organiser.invite_judge(name="Dr. Lestari Juri", email="lestari@contoh.example")
    (link,) = re.findall(r"https?://\S+", mail_to("lestari@contoh.example", "Undangan").body)
    lestari = enter(Judge).take_up_invitation(link, password="kata-sandi-lestari-2024")

    # An innovation twelve days too young may only be kept as a draft.
    nurul_at_work = enter(Operator).log_in(nurul)
    too_late = threshold(closing, 12) + timedelta(days=12)
    nurul_at_work.check_eligibility(title=SIAGA, category="Kesehatan", since=too_late)
    nurul_at_work.sees("Belum memenuhi", "kurang 12 hari")
    nurul_at_work.keep_as_draft()
    nurul_at_work.sees("Bagian selesai: 0 dari 9", "1 Ringkasan", "Surat Pernyataan Implementasi")
    nurul_at_work.write_all_sections("ibu hamil di pesisir diantar bidan")
    nurul_at_work.upload_required_letters()
    nurul_at_work.follow("Periksa dan kirim")
    nurul_at_work.sees("Semua bagian dan lampiran wajib sudah lengkap.", "Proposal belum dapat dikirim.")

    # Another agency has an old innovation, forgets one section, is told so, mends it and sends.
    budi_at_work = enter(Operator).log_in(budi)
    budi_at_work.check_eligibility(
        title=ANTAR, category="Tata Kelola Pemerintahan", since=threshold(closing, 12) - timedelta(days=41)
    )
    budi_at_work.sees("Memenuhi, lebih 41 hari")
    budi_at_work.begin_proposal()
    budi_at_work.upload_required_letters()
    budi_at_work.follow("Periksa dan kirim")
    budi_at_work.sees("9 hal yang masih perlu dilengkapi", "Proposal belum dapat dikirim.")
    budi_at_work.open_proposal(ANTAR)
    budi_at_work.write_all_sections("dokumen diantar ke rumah warga")
    number = budi_at_work.send()
    assert number == "KIPP-2024-0001"
    receipt = budi_at_work.download_document("Tanda terima")
    assert [word for word in (number, ANTAR, disdukcapil.name) if word not in words_of(receipt)] == []

    # Registration is extended: the young innovation becomes old enough, and its agency is told.
    organiser.extend_closing(to=closing + timedelta(days=14), reason="Permintaan tiga instansi.")
    told = mail_to(nurul.email, "mengubah kelayakan")
    assert ["Memenuhi, lebih 2 hari" in told.body, SIAGA in told.body] == [True, True]
    nurul_at_work.open_proposal(SIAGA)
    nurul_at_work.sees("Memenuhi, lebih 2 hari")
    assert nurul_at_work.send() == "KIPP-2024-0002"

    # The days pass, the hour comes, and the clock closes registration by itself.
    until_the_closing_day(period)
    the_hour_comes(period)
    wait_for(Period.objects.filter(pk=period.pk, status="verification").exists, seconds=45, what="closing")
    nurul_at_work.open("/proposal/baru/")
    nurul_at_work.sees("Pendaftaran tidak sedang dibuka")

    # The desk lets one pass and sends the other back; it is mended and passes too.
    organiser.verify(ANTAR)
    organiser.send_back(
        SIAGA, reason="Isian tidak lengkap", note="Lengkapi dampak.", due_on=today() + timedelta(days=3)
    )
    organiser.release_decisions()
    assert "Lengkapi dampak." in mail_to(nurul.email, "Dikembalikan untuk perbaikan").body
    nurul_at_work.open_proposal(SIAGA)
    nurul_at_work.sees("Perbaikan diminta.", "Isian tidak lengkap", "Lengkapi dampak.")
    nurul_at_work.change_section("5 Signifikansi", "Kematian ibu turun dari 5 menjadi 0 kejadian.")
    assert nurul_at_work.send_again() == "KIPP-2024-0002"
    organiser.open_on_desk(SIAGA)
    organiser.sees("Kematian ibu turun dari 5 menjadi 0 kejadian.")
    organiser.verify(SIAGA)
    organiser.release_decisions()

    # A decree names the panel, and its members sign the pact before they read anything.
    organiser.compose_panel(chair="Dr. Hasan Juri", decree="060/214/2024", decreed_on=today())
    hasan_at_work = enter(Judge).log_in(hasan)
    lestari.log_in(UserFactory._meta.model.objects.get(email="lestari@contoh.example"), "kata-sandi-lestari-2024")
    hasan_at_work.sign_pact("Dr. Hasan Juri")
    lestari.sign_pact("Dr. Lestari Juri")

    # Both judges score both proposals; neither sees what the other wrote.
    organiser.assign_everyone()
    organiser.take_judging_step("Mulai penilaian", "Mulai penilaian")
    score_both(hasan_at_work, {SIAGA: "90", ANTAR: "80"})
    lestari.begin()
    lestari.does_not_see("Dr. Hasan Juri", "Alasan kebaruan", "90", "80")
    score_both(lestari, {SIAGA: "85,5", ANTAR: "78,25"})
    hasan_at_work.open("/tugas/")
    hasan_at_work.sees("Semua lembar nilai Anda sudah terkirim.")
    hasan_at_work.follow(SIAGA)
    hasan_at_work.sees("90,00")
    hasan_at_work.does_not_see("85,5")

    # Judging is closed: minutes and recapitulation say the same figures as the screen.
    visitor = enter(Visitor)
    visitor.open("/hasil/")
    visitor.sees("Belum ada hasil yang diumumkan.")
    organiser.take_judging_step("Tutup penilaian", "Tutup penilaian dan bekukan peringkat")
    organiser.open("/penilaian/")
    organiser.follow("Lihat peringkat")
    organiser.sees("87,75", "79,13")
    minutes = organiser.download_document("Berita Acara")
    numbered = Document.objects.get(kind="berita_acara")
    expected = [
        numbered.number,
        "060/214/2024",
        "Dr. Hasan Juri (Ketua)",
        "Dr. Lestari Juri (Anggota)",
        SIAGA,
        ANTAR,
        "87,75",
        "79,13",
    ]
    assert [word for word in expected if word not in words_of(minutes)] == []
    assert pypdf.PdfReader(io.BytesIO(minutes)).trailer["/Root"]["/Lang"] == "id"
    recap = openpyxl.load_workbook(io.BytesIO(organiser.download_document("Rekap Nilai .*XLSX")))
    assert totals_in(recap) == {SIAGA: Decimal("87.75"), ANTAR: Decimal("79.13")}

    # Two organisers announce the result: everyone sees the winner, whose agency takes its certificate home.
    colleague = enter(Organiser).log_in(UserFactory(role=Role.ORGANISER, name="Wati Penyelenggara Kedua"))
    organiser.take_judging_step("Umumkan hasil", "Usulkan pengumuman")
    organiser.sees("menunggu persetujuan penyelenggara lain")
    visitor.open("/hasil/")
    visitor.does_not_see(SIAGA)
    colleague.take_judging_step("Umumkan hasil", "Setujui dan umumkan")
    visitor.open("/hasil/")
    visitor.sees(SIAGA, puskesmas.name, "87,75")
    visitor.does_not_see(ANTAR, "Hasan", "Lestari")
    certificate = nurul_at_work.download_document("Piagam")
    assert [word for word in (puskesmas.name, SIAGA) if word not in words_of(certificate)] == []
    visitor.open(address_on(certificate))
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Dokumen ini diterbitkan oleh sistem ini")
    visitor.sees(hashlib.sha256(certificate).hexdigest())


def score_both(judge: Judge, marks: dict[str, str]) -> None:
    """In the order the judge was given; the same mark for every criterion."""
    judge.begin()
    for _ in marks:
        title = judge.page.get_by_role("heading", level=1).inner_text()
        judge.score(**dict.fromkeys(WEIGHTS, marks[title]))
        judge.hand_in()


def totals_in(recap: openpyxl.Workbook) -> dict[str, Decimal]:
    """Title → total, read by the names of the columns."""
    rows = list(recap["Rekap Nilai"].iter_rows(values_only=True))
    head = next(number for number, row in enumerate(rows) if "Nilai akhir" in row)
    title, total = rows[head].index("Judul inovasi"), rows[head].index("Nilai akhir")
    return {row[title]: Decimal(str(row[total])) for row in rows[head + 1 :] if row[total] is not None}


def address_on(certificate: bytes) -> str:
    """The address that the QR code of the paper carries: it is printed beside it too."""
    (address,) = set(re.findall(r"https?://[^\s/]+/keaslian/[0-9A-Z]{10}/?", words_of(certificate)))
    return address
