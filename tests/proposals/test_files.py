"""Files beside the text: rewritten on arrival, stored by hash, downloaded by those who may."""

import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from kipp import uploads
from kipp.documents.models import Document
from kipp.jobs.models import Job
from kipp.jobs.queue import run_waiting
from kipp.text import waktu
from proposals import actions
from proposals.models import Attachment
from tests.factories.proposals import make_draft, make_returned, make_sent
from tests.files import pdfs

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(operator, open_period):
    return make_draft(by=operator, period=open_period)


@pytest.fixture
def kind(open_period):
    return open_period.attachment_kinds.order_by("order").first()


def test_upload_is_stored_under_its_hash_and_read_back(client, operator, draft, kind, media_root):
    client.force_login(operator)
    original = pdfs.plain()

    answer = client.post(
        f"/proposal/{draft.pk}/lampiran/{kind.code}/", {"file": SimpleUploadedFile("Surat Pernyataan.pdf", original)}
    )

    file = Attachment.objects.get()
    stored = (Path(media_root) / file.path).read_bytes()
    download = client.get(f"/proposal/lampiran/{file.pk}/unduh/")
    assert answer.url == f"/proposal/{draft.pk}/"
    assert (file.name, file.pages, file.size) == ("Surat Pernyataan.pdf", 3, len(stored))
    assert file.sha256 == hashlib.sha256(stored).hexdigest()
    assert file.original_sha256 == hashlib.sha256(original).hexdigest()
    assert b"".join(download.streaming_content) == stored
    assert download["Content-Disposition"] == 'attachment; filename="Surat Pernyataan.pdf"'
    assert download["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_second_upload_replaces_the_first(operator, draft, kind):
    first = actions.attach(draft, by=operator, kind=kind, name="satu.pdf", data=pdfs.plain())
    second = actions.attach(draft, by=operator, kind=kind, name="dua.pdf", data=pdfs.with_object_streams())

    assert list(draft.attachments.values_list("pk", "name")) == [(second.pk, "dua.pdf")]
    assert first.sha256 != second.sha256


def test_refused_file_changes_nothing(operator, draft, kind):
    kept = actions.attach(draft, by=operator, kind=kind, name="satu.pdf", data=pdfs.plain())

    with pytest.raises(uploads.Refused):
        actions.attach(draft, by=operator, kind=kind, name="dua.pdf", data=b"%PDF-1.7 rusak")

    assert draft.attachments.get() == kept


def test_file_is_removed_after_confirmation(client, operator, draft, kind):
    client.force_login(operator)
    actions.attach(draft, by=operator, kind=kind, name="satu.pdf", data=pdfs.plain())
    url = f"/proposal/{draft.pk}/lampiran/{kind.code}/hapus/"

    page = client.get(url).content.decode()
    client.post(url)

    assert "satu.pdf" in page
    assert draft.attachments.count() == 0


def content(document, media_root):
    return (Path(media_root) / document.path).read_bytes()


def test_receipt_says_number_time_hash_words_and_files(operator, open_period, media_root):
    sent = make_sent(by=operator, period=open_period, title="Antar Dokumen Kependudukan")

    run_waiting()

    receipt = Document.objects.get(kind="receipt")
    assert receipt.ready_at, Job.objects.filter(kind="document.make").values_list("state", "error")
    text = " ".join(
        "".join(page.extract_text() for page in PdfReader(BytesIO(content(receipt, media_root))).pages).split()
    )
    for words in (
        "KIPP-2024-0001",
        "Antar Dokumen Kependudukan",
        waktu(sent.submitted_at),
        "Memenuhi, lebih 41 hari",
        operator.agency.name,
        operator.name,
        sent.files().first().kind.title,
    ):
        assert words in text
    assert sent.content_sha256 in text.replace(" ", "")


def test_receipt_of_the_first_sending_is_made_from_what_was_sent_then(operator, organiser, open_period, media_root):
    returned = make_returned(by=operator, period=open_period, organiser=organiser, title="Judul pertama")
    actions.change_entry(
        returned,
        by=operator,
        category=returned.category,
        group=returned.group,
        title="Judul kedua",
        implemented_on=returned.innovation.implemented_on,
        video_link="",
    )

    run_waiting()

    receipt = Document.objects.get(kind="receipt")
    text = PdfReader(BytesIO(content(receipt, media_root))).pages[0].extract_text()
    assert "Judul pertama" in text
    assert "Judul kedua" not in text


def test_upload_by_script_is_led_to_the_list_or_told_what_is_wrong(client, operator, draft, kind):
    client.force_login(operator)
    url, script = f"/proposal/{draft.pk}/lampiran/{kind.code}/", {"HX-Request": "true"}

    def upload(data):
        return client.post(url, {"file": SimpleUploadedFile("Surat.pdf", data)}, headers=script)

    refused, taken = upload(b"%PDF-1.7 rusak"), upload(pdfs.plain())

    assert (refused.status_code, taken.status_code) == (422, 200)
    assert "Berkas ini rusak atau bukan PDF" in refused.content.decode()
    assert (taken["HX-Redirect"], draft.attachments.count()) == (f"/proposal/{draft.pk}/", 1)
