"""What a judge takes along on paper: who gets it, what stands on it, and how long it is there."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from judging import actions, handouts
from judging.actions import reading_copy
from judging.actions.reading import MAKE_COPY
from judging.models import Assignment
from judging.tasks import clear_copies
from kipp.audit.models import Entry
from kipp.documents.kinds import KINDS
from kipp.documents.models import Document, FileScan
from kipp.jobs.models import Job
from kipp.jobs.queue import run_waiting
from kipp.uploads import path_of, write_whole
from tests.factories.judging import hand_in_all, judged_period
from tests.factories.proposals import DIGEST, make_verified
from tests.files import pdfs

pytestmark = pytest.mark.django_db


@pytest.fixture
def judged(open_period, organiser, judge, other_judge):
    return judged_period(open_period, by=organiser, proposals=2, judges=[judge, other_judge])


def words(text):
    return " ".join(text.split())


def on_blank_sheet(task):
    """Everything that is marked, and no mark."""
    criteria = list(task.round.criteria.order_by("order", "pk"))
    return [
        f"Nomor proposal {task.proposal.number}",
        f"Judul inovasi {task.proposal.innovation.title}",
        f"Instansi {task.proposal.agency.name}",
        f"Tahap: {task.round.name}",
        "nilai 20 atau kurang dan 95 atau lebih harus disertai alasan",
        *(f"{place}. {criterion.name} (bobot" for place, criterion in enumerate(criteria, 1)),
        *(words(criterion.definition) for criterion in criteria),
        *(words(f"{anchor['score']} {anchor['words']}") for criterion in criteria for anchor in criterion.anchors),
        f"Juri, {task.proposal.number} {task.judge.name}",
    ]


COPY = "/tugas/tahap/{}/salinan/"
WITHHELD = "Berkas lengkap dapat dibuat setelah semua lampiran dinyatakan aman oleh pemindai."


def pages(response):
    return [words(page.extract_text()) for page in PdfReader(BytesIO(b"".join(response.streaming_content))).pages]


def test_copy_holds_what_the_judge_reads_in_the_own_order_and_goes_with_the_round(
    client, open_period, organiser, operator, judge, other_judge, media_root
):
    """From the button to the file, to a proposal that is no longer read, to the end of the round."""
    for title in ("Sapa Rumah Warga", "Kalender Pajak Kampung", "Ruang Dengar Konsultasi"):
        make_verified(by=operator, period=open_period, organiser=organiser, title=title)
    write_whole(media_root / path_of(DIGEST), pdfs.plain())
    judged_period(open_period, by=organiser, proposals=0, judges=[judge, other_judge])
    first, recused, last = Assignment.objects.filter(judge=judge).named().order_by("order")
    actions.recuse(recused, by=judge, reason="Kerabat.")
    own = [first.proposal, last.proposal]
    here = COPY.format(first.round_id)
    client.force_login(judge)

    assert f'href="{here}"' in client.get("/tugas/").content.decode()
    assert "Buat berkas" in client.get(here).content.decode()
    FileScan.objects.create(sha256=DIGEST)
    assert WITHHELD in client.post(here, follow=True).content.decode()
    assert not Job.objects.filter(kind=MAKE_COPY).exists()
    FileScan.settle(DIGEST, clean=True)
    for _ in range(2):
        client.post(here)
    assert "Berkas sedang dibuat: 0 dari 2 proposal." in client.get(here).content.decode()
    assert client.get(f"{here}unduh/").status_code == 404
    run_waiting()

    assert "Berkas sudah jadi." in client.get(here, headers={"HX-Request": "true"}).content.decode()
    texts = pages(client.get(f"{here}unduh/"))
    heads = [f"{place}. {one.innovation.title} {one.number}" for place, one in enumerate(own, 1)]
    begins = [next(number for number, text in enumerate(texts) if text.startswith(head)) for head in heads]
    assert f"Juri: {judge.name}" in texts[0]
    sheets = [" ".join(texts[start : start + 2]) for start in range(1, begins[0], 2)]
    for sheet, one in zip(sheets, (first, last), strict=True):
        assert [line for line in on_blank_sheet(one) if line not in sheet] == []
        assert (sheet.count("Nilai lain (0–100):"), sheet.count("Alasan:")) == (5, 5)
    for begin, one in zip(begins, own, strict=True):
        assert "Berkas Lengkap Proposal".upper() in texts[begin + 1].upper()
        assert f"Nomor: {one.number}" in texts[begin + 1]
    assert recused.proposal.number not in " ".join(texts)
    assert Document.objects.filter(kind="complete").count() == 2
    assert Entry.objects.filter(verb="round.copy").count() == 1

    made = list((media_root / "salinan").rglob("*.pdf"))
    client.post(here)
    run_waiting()
    assert list((media_root / "salinan").rglob("*.pdf")) == made

    client.force_login(other_judge)
    assert client.get(f"{here}unduh/").status_code == 404
    client.force_login(judge)
    actions.recuse(first, by=judge, reason="Kerabat.")
    assert client.get(f"{here}unduh/").status_code == 404

    clear_copies()
    assert len(made) == len(list((media_root / "salinan").rglob("*.pdf"))) == 1
    hand_in_all(open_period)
    actions.close_judging(open_period, by=organiser)
    assert client.get(here).status_code == 403
    assert "Membaca di kertas" not in client.get("/tugas/").content.decode()
    clear_copies()
    assert list((media_root / "salinan").iterdir()) == []


@pytest.fixture
def light(monkeypatch):
    """Papers that cost nothing."""
    monkeypatch.setitem(KINDS, "complete", replace(KINDS["complete"], build=lambda document: b"lengkap"))
    monkeypatch.setattr(handouts, "reading_copy", lambda copy: b"salinan")


def test_copy_takes_one_step_for_each_file_that_is_missing(client, judged, judge, light):
    """As when the jobs of the files themselves come late: none of its own steps lasts longer than one file."""
    copy = reading_copy(judged.rounds.get(), judge=judge)
    client.force_login(judge)
    client.post(COPY.format(copy.round.pk))
    Job.objects.filter(kind="document.make").delete()
    run_waiting()

    assert [job.key.rpartition(":")[2] for job in copy.jobs().order_by("key")] == ["0", "1", "2"]
    assert (copy.is_ready, [document.ready_at is not None for document in copy.documents()]) == (True, [True, True])


def test_copy_that_failed_is_asked_for_again(client, judged, judge, light, monkeypatch):
    round_ = judged.rounds.get()
    here = COPY.format(round_.pk)
    client.force_login(judge)
    with monkeypatch.context() as broken:
        broken.delattr(handouts, "reading_copy")
        client.post(here)
        run_waiting()
        page = client.get(here).content.decode()
    client.post(here)
    run_waiting()

    assert "Berkas gagal dibuat." in page
    assert "Buat berkas" in page
    assert reading_copy(round_, judge=judge).path.read_bytes() == b"salinan"


def test_copy_is_not_made_of_what_is_no_longer_read(client, judged, judge, light):
    round_, task = judged.rounds.get(), Assignment.objects.filter(judge=judge).named().first()
    copy = reading_copy(round_, judge=judge)
    client.force_login(judge)
    client.post(COPY.format(round_.pk))
    actions.recuse(task, by=judge, reason="Kerabat.")
    run_waiting()

    assert (copy.is_ready, reading_copy(round_, judge=judge).is_ready) == (False, False)
    assert not Job.objects.filter(kind=MAKE_COPY).exclude(state=Job.State.DONE).exists()


def test_too_much_for_one_file_is_refused(client, judged, judge, monkeypatch):
    monkeypatch.setattr("judging.actions.reading.MAX_BYTES", -1)
    client.force_login(judge)

    page = client.post(COPY.format(judged.rounds.get().pk), follow=True).content.decode()

    assert "terlalu besar untuk satu berkas" in page
    assert not Document.objects.filter(kind="complete").exists()
