"""Files and the virus scanner: who has them while it is silent, and what happens when it speaks later."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from competitions import actions as competitions
from kipp import uploads
from kipp.accounts.models import Role
from kipp.audit.models import Entry
from kipp.clock import today
from kipp.documents.models import FileScan
from kipp.documents.scans import ask_again
from kipp.documents.tasks import scan_again
from kipp.jobs.models import Job, Mail
from kipp.jobs.queue import run
from proposals import actions
from proposals.checklist import Rule
from proposals.completeness import Gap, GapCode
from proposals.models import Attachment
from proposals.models.progress import gaps_of
from tests.factories.accounts import UserFactory
from tests.factories.judging import give_to
from tests.factories.proposals import (
    add_file,
    confirm_all,
    decide_and_tell,
    fill,
    make_draft,
    new_evidence,
)
from tests.files import pdfs
from tests.files.clamd import EICAR

pytestmark = pytest.mark.django_db

NOBODY = "127.0.0.1:1"
CLEAN, INFECTED = pdfs.plain(), pdfs.plain() + b"%" + EICAR
SCAN = {"kind": "file.scan"}


@pytest.fixture
def draft(operator, open_period):
    return fill(make_draft(by=operator, period=open_period), by=operator)


def attach(draft, by, data=CLEAN):
    """Put a file in place of the first required one."""
    return actions.attach(draft, by=by, kind=draft.files().first().kind, name="surat.pdf", data=data)


def states():
    return list(FileScan.objects.values_list("state", flat=True))


def work_off():
    """Do the scans that wait, and none of the slower papers."""
    while waiting := list(Job.objects.claimable().filter(**SCAN).values_list("pk", flat=True)):
        for pk in waiting:
            run(pk)


def fail_for_good():
    """Take the three attempts of every job that waits."""
    work_off()
    assert set(Job.objects.filter(**SCAN).values_list("state", "attempts")) == {("failed", 3)}


def test_without_a_scanner_no_file_is_subject_to_it(client, operator, draft):
    attach(draft, operator)
    client.force_login(operator)

    page = client.get(f"/proposal/{draft.pk}/lampiran/{draft.files().first().kind.code}/").content.decode()

    assert (states(), draft.files().first().scan, Job.objects.filter(**SCAN).count()) == ([], None, 0)
    assert 'class="tanda' not in page


def test_a_clean_file_is_said_to_be_and_a_virus_is_refused(client, operator, draft, scanner):
    client.force_login(operator)
    kind = draft.files().first().kind
    url = f"/proposal/{draft.pk}/lampiran/{kind.code}/"

    client.post(url, {"file": SimpleUploadedFile("surat.pdf", CLEAN)})
    refused = client.post(url, {"file": SimpleUploadedFile("virus.pdf", INFECTED)})
    broken = client.post(url, {"file": SimpleUploadedFile("rusak.pdf", b"%PDF-1.7" + EICAR)})

    page = client.get(url).content.decode()
    assert "Berkas ini mengandung virus. Pilih berkas lain" in refused.content.decode()
    assert "Berkas ini rusak" in broken.content.decode()
    # What has no sound structure is not shown to the scanner; what has is shown as it arrived.
    assert scanner.scanned == [CLEAN, INFECTED]
    assert '<span class="tanda tanda-clean">Aman</span>' in page
    assert (draft.attachments.get(kind=kind).name, states(), Job.objects.filter(**SCAN).count()) == (
        "surat.pdf",
        ["clean"],
        0,
    )


@pytest.fixture
def judged(draft, cast, settings):
    """A verified proposal whose first file arrived while the scanner was away, given to a judge.

    While the file waits, only an exception lets the entry pass.
    """
    settings.CLAMAV_ADDRESS = NOBODY
    file = attach(draft, cast["operator"])
    actions.submit(draft, by=cast["operator"])
    given = {"reason": "Pemindai rusak.", "evidence": "Berita acara gangguan"}
    override = actions.propose_override(draft, by=cast["organiser"], rule=Rule.FILES, **given)
    actions.approve_override(override, by=UserFactory(role=Role.ORGANISER))
    confirm_all(draft, by=cast["organiser"])
    decide_and_tell(draft, by=cast["organiser"], decision="verify")
    give_to(cast["judge"], draft, by=cast["organiser"])
    return file


def who_gets(client, people, url):
    """Return how each of the people is answered."""
    answers = {}
    for name, person in people.items():
        client.force_login(person)
        answers[name] = client.get(url).status_code
    return answers


def test_who_opens_a_file_in_every_state_of_its_scan(client, cast, judged, scanner):
    url, operator = f"/proposal/lampiran/{judged.pk}/unduh/", cast["operator"]
    own, others = dict.fromkeys(cast, 404) | {"operator": 200}, {"operator", "organiser", "judge"}

    def shown(name):
        client.force_login(cast[name])
        at = {"operator": f"/proposal/{judged.proposal_id}/", "organiser": f"/meja/proposal/{judged.proposal_id}/"}
        return url in client.get(at[name]).content.decode()

    def words(name):
        client.force_login(cast[name])
        at = {"operator": f"/proposal/{judged.proposal_id}/", "organiser": f"/meja/proposal/{judged.proposal_id}/"}
        page = client.get(at[name]).content.decode()
        return [
            word for word in ("Belum dipindai", "Menunggu pemindaian", "Aman", "Ditolak") if f">{word}</span>" in page
        ]

    waiting = who_gets(client, cast, url), shown("operator"), shown("organiser"), words("operator"), words("organiser")
    with transaction.atomic():
        FileScan.settle(judged.sha256, clean=False)
        rejected = who_gets(client, cast, url), shown("organiser"), words("operator"), words("organiser")
        transaction.set_rollback(True)
    work_off()
    clean = who_gets(client, cast, url), shown("organiser"), words("operator"), words("organiser")

    assert waiting == (own, True, False, ["Belum dipindai"], ["Menunggu pemindaian"])
    assert rejected == (own, False, ["Ditolak"], ["Ditolak"])
    assert clean == (dict.fromkeys(cast, 404) | dict.fromkeys(others, 200), True, ["Aman"], ["Aman"])
    assert Attachment.objects.visible_to(operator).filter(pk=judged.pk).exists()


def test_complete_file_waits_until_every_part_of_it_is_clean(client, cast, judged, scanner):
    url = f"/proposal/{judged.proposal_id}/berkas-lengkap/"
    led = {}
    for name in ("operator", "organiser", "judge"):
        client.force_login(cast[name])
        answer = client.post(url)
        led[name] = answer.url
        assert "setelah semua lampiran dinyatakan aman" in client.get(answer.url).content.decode()
    work_off()

    assert led == {
        "operator": f"/proposal/{judged.proposal_id}/",
        "organiser": f"/meja/proposal/{judged.proposal_id}/",
        "judge": "/",
    }
    assert client.post(url).url.startswith("/dokumen/")


def test_evidence_that_waits_is_its_agencys_alone(client, operator, organiser, settings):
    settings.CLAMAV_ADDRESS = NOBODY
    innovation = actions.register_innovation(by=operator, title="Antar Dokumen", implemented_on=date(2021, 2, 3))
    evidence = new_evidence(innovation, by=operator)
    actions.add_evidence(evidence, by=operator, name="sk.pdf", data=CLEAN)
    people = {"operator": operator, "organiser": organiser}
    url = f"/inovasi/bukti/{evidence.pk}/unduh/"

    pages = {}
    for name, person in people.items():
        client.force_login(person)
        pages[name] = client.get(f"/inovasi/{innovation.pk}/").content.decode()

    assert who_gets(client, people, url) == {"operator": 200, "organiser": 404}
    assert {name: url in page for name, page in pages.items()} == {"operator": True, "organiser": False}
    assert "Menunggu pemindaian" in pages["organiser"]


def test_a_silent_scanner_is_asked_again_once_it_answers(operator, draft, settings, scanner):
    settings.CLAMAV_ADDRESS = NOBODY
    attach(draft, operator)
    attach(draft, operator)  # the same content has one row and one job
    fail_for_good()
    while_silent = ask_again()
    settings.CLAMAV_ADDRESS = ""
    without = ask_again()
    settings.CLAMAV_ADDRESS = scanner.address

    again = scan_again()
    work_off()

    job = Job.objects.get(**SCAN)
    assert (while_silent, without, again) == (0, 0, 1)
    assert (job.label, job.state, states(), scan_again()) == ("Pindai berkas", "done", ["clean"], 0)
    assert len(scanner.scanned) == 1


def test_a_scanner_taken_away_leaves_waiting_what_waits(operator, draft, settings):
    settings.CLAMAV_ADDRESS = NOBODY
    attach(draft, operator)
    settings.CLAMAV_ADDRESS = ""

    fail_for_good()

    assert (states(), Job.objects.get(**SCAN).error) == (["waiting"], "ScannerSilent: Pemindai virus tidak menjawab.")


def test_the_next_upload_of_the_same_content_settles_what_waited(operator, draft, settings, scanner):
    settings.CLAMAV_ADDRESS = NOBODY
    attach(draft, operator)
    settings.CLAMAV_ADDRESS = scanner.address
    attach(draft, operator)

    work_off()

    assert (states(), len(scanner.scanned), Job.objects.get(**SCAN).state) == (["clean"], 1, "done")


def test_a_virus_found_later_is_told_and_keeps_the_proposal_from_being_sent(
    client, operator, draft, settings, scanner, monkeypatch
):
    settings.CLAMAV_ADDRESS = NOBODY
    file = attach(draft, operator)
    innovation = draft.innovation
    evidence = new_evidence(innovation, by=operator)
    actions.add_evidence(evidence, by=operator, name="sk.pdf", data=CLEAN)
    settings.CLAMAV_ADDRESS = scanner.address
    monkeypatch.setattr("tests.files.clamd.EICAR", b"%PDF")  # signatures are newer now

    work_off()

    client.force_login(operator)
    tasks = client.get(f"/proposal/{draft.pk}/").content.decode()
    review = client.get(f"/proposal/{draft.pk}/periksa/").content.decode()
    with pytest.raises(actions.Incomplete) as refused:
        actions.submit(draft, by=operator)
    with pytest.raises(uploads.Refused, match="virus"):
        attach(draft, operator)
    settings.CLAMAV_ADDRESS = NOBODY
    with pytest.raises(uploads.Refused, match="virus"):
        attach(draft, operator)
    mails = Mail.objects.filter(subject__contains="virus").order_by("pk")
    assert refused.value.gaps == [Gap(GapCode.ATTACHMENT_REJECTED, file.kind.code)]
    assert gaps_of([draft]) == {draft.pk: refused.value.gaps}
    assert "Ditolak" in tasks
    assert f"{file.kind.title} mengandung virus. Pilih berkas lain" in review
    assert list(mails.values_list("to", "subject")) == [
        (operator.email, "Lampiran proposal Anda mengandung virus"),
        (operator.email, "Bukti mulai penerapan mengandung virus"),
    ]
    assert f'lampiran {file.kind.title} pada proposal "{innovation.title}"' in mails[0].body
    assert (states(), Entry.objects.filter(verb="file.reject").count()) == (["rejected"], 1)


def test_a_virus_outside_the_marked_parts_is_replaced_and_the_rest_stays_locked(
    client, operator, organiser, draft, settings, scanner, monkeypatch
):
    settings.CLAMAV_ADDRESS = NOBODY
    infected = attach(draft, operator).kind
    actions.submit(draft, by=operator)
    due_on = today() + timedelta(days=3)
    decide_and_tell(draft, by=organiser, decision="send_back", reasons=["incomplete"], due_on=due_on, parts=["1"])
    settings.CLAMAV_ADDRESS = scanner.address
    client.force_login(operator)
    page, file = f"/proposal/{draft.pk}/", f"/proposal/{draft.pk}/lampiran/{infected.code}/"
    words = "Lampiran ini juga dapat diganti:"
    locked = (words in client.get(page).content.decode(), client.get(file).status_code)
    with monkeypatch.context() as patched:
        patched.setattr("tests.files.clamd.EICAR", b"%PDF")
        work_off()

    found = client.get(page)
    clean = draft.files().exclude(kind=infected).first()
    kept = {
        "page": client.get(f"/proposal/{draft.pk}/lampiran/{clean.kind.code}/").status_code,
        "section": client.get(f"/proposal/{draft.pk}/bagian/{draft.sections().last().code}/").status_code,
        "row": frozen(Attachment.objects.filter(pk=clean.pk).delete),
        "text": frozen(draft.answers.exclude(section__number="1").first().delete),
        "new row": frozen(
            lambda: add_file(
                draft, by=operator, kind=draft.attachment_kinds().exclude(pk__in=draft.files().values("kind")).first()
            )
        ),
    }
    early = client.post(f"{page}kirim-ulang/", follow=True).content.decode()
    client.post(f"{file}hapus/")
    emptied = client.get(page).content.decode()
    client.post(file, {"file": SimpleUploadedFile("bersih.pdf", pdfs.saved(pdfs.blank(2)))})
    client.post(f"{page}kirim-ulang/")

    draft.refresh_from_db()
    assert locked == (False, 302)
    tasks = {line["kind"].code: (line["label"], bool(line["url"])) for line in found.context["files"]}
    assert (tasks.pop(infected.code), set(tasks.values())) == (("Ditolak", True), {("Terkunci", False)})
    assert words in found.content.decode()
    assert found.context["gaps"][0]["url"] == file
    assert kept == {"page": 302, "section": 302, "row": True, "text": True, "new row": True}
    assert "Proposal belum dapat dikirim" in early
    assert words in emptied
    assert (draft.status, draft.files().get(kind=infected).name) == ("submitted", "bersih.pdf")


def frozen(act):
    """True when the database itself says that the part is not open."""
    with pytest.raises(IntegrityError, match="not open for repair"), transaction.atomic():
        act()
    return True


def test_a_file_for_everybody_is_refused_while_the_scanner_is_silent(organiser, period, settings, scanner):
    def add(data):
        return competitions.add_guide_file(period, by=organiser, title="Juknis", name="juknis.pdf", data=data)

    add(CLEAN)
    with pytest.raises(uploads.Refused) as virus:
        add(INFECTED)
    settings.CLAMAV_ADDRESS = NOBODY
    with pytest.raises(uploads.Refused) as silent:
        add(CLEAN)

    assert [uploads.sentence(refused.value) for refused in (virus, silent)] == [
        "Berkas ini mengandung virus. Pilih berkas lain",
        "Pemindai virus tidak menjawab. Unggah lagi beberapa menit kemudian",
    ]
    assert period.guide_files.count() == 1


def test_what_the_scanner_has_said_stays():
    FileScan.objects.create(sha256="a" * 64)
    assert FileScan.settle("a" * 64, clean=False)
    assert not FileScan.settle("a" * 64, clean=True)

    for change in (
        lambda rows: rows.update(state="clean"),
        lambda rows: rows.update(sha256="b" * 64),
        lambda rows: rows.delete(),
    ):
        with pytest.raises(Exception, match=r"Cannot (update|delete)"), transaction.atomic():
            change(FileScan.objects.all())
    with pytest.raises(IntegrityError, match="file_scan_settled_with_time"), transaction.atomic():
        FileScan.objects.create(sha256="c" * 64, state="clean")
