"""Photographs beside the text: where a kind of attachment takes them, as evidence, and in the complete file."""

import io
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from PIL import Image
from pypdf import PdfReader

from kipp.jobs.queue import run_waiting
from proposals import actions
from tests.factories.competitions import open_now
from tests.factories.proposals import fill, make_draft
from tests.files import images, pdfs
from tests.proposals.test_innovation_parts import TYPED

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo_period(period, organiser):
    """Open, and its first required kind of attachment takes pictures too."""
    first = period.attachment_kinds.filter(is_required=True).order_by("order").first()
    period.attachment_kinds.filter(pk=first.pk).update(takes_images=True)
    return open_now(period, by=organiser)


@pytest.fixture
def as_operator(client, operator):
    client.force_login(operator)
    return client


def upload(client, draft, kind, name, data):
    return client.post(f"/proposal/{draft.pk}/lampiran/{kind.code}/", {"file": SimpleUploadedFile(name, data)})


def test_a_photograph_is_kept_where_its_kind_takes_pictures(as_operator, operator, photo_period, media_root):
    draft = make_draft(by=operator, period=photo_period)
    photos, papers = photo_period.attachment_kinds.filter(is_required=True).order_by("order")[:2]

    page = as_operator.get(f"/proposal/{draft.pk}/lampiran/{photos.code}/").content.decode()
    elsewhere = as_operator.get(f"/proposal/{draft.pk}/lampiran/{papers.code}/").content.decode()
    taken = upload(as_operator, draft, photos, "FOTO SK.JPG", images.with_exif())
    refused = upload(as_operator, draft, papers, "foto.jpg", images.with_exif())
    neither = upload(as_operator, draft, photos, "foto.gif", images.drawn("GIF", mode="P"))

    file = draft.attachments.get()
    stored = (Path(media_root) / file.path).read_bytes()
    download = as_operator.get(f"/proposal/lampiran/{file.pk}/unduh/")
    assert "PDF atau gambar (JPG, PNG), paling besar 2 MB." in page
    assert "PDF, paling besar 2 MB." in elsewhere
    assert (taken.url, file.name, file.pages, file.size) == (f"/proposal/{draft.pk}/", "FOTO SK.jpg", None, len(stored))
    assert "Berkas harus PDF<" in refused.content.decode()
    assert "Berkas harus PDF atau gambar (JPG, PNG)" in neither.content.decode()
    with Image.open(io.BytesIO(stored)) as image:
        assert (image.size, dict(image.getexif())) == ((30, 40), {})
    assert (download["Content-Type"], download["Content-Disposition"]) == (
        "image/jpeg",
        'attachment; filename="FOTO SK.jpg"',
    )
    assert b"".join(download.streaming_content) == stored

    upload(as_operator, draft, photos, "surat.pdf", pdfs.plain())
    assert (draft.attachments.get().name, draft.attachments.get().pages) == ("surat.pdf", 3)
    with pytest.raises(IntegrityError, match="configuration of an opened period is frozen"), transaction.atomic():
        photo_period.attachment_kinds.update(takes_images=True)


def test_the_start_may_be_shown_by_a_photographed_decree(as_operator, operator):
    innovation = actions.register_innovation(by=operator, title="Antar Dokumen", implemented_on=date(2021, 2, 3))

    as_operator.post(
        f"/inovasi/{innovation.pk}/bukti/tambah/",
        TYPED["bukti"] | {"file": SimpleUploadedFile("sk.png", images.drawn("PNG"))},
    )

    evidence = innovation.evidence.get()
    download = as_operator.get(f"/inovasi/bukti/{evidence.pk}/unduh/")
    assert (evidence.name, evidence.pages, download["Content-Type"]) == ("sk.png", None, "image/png")


def test_a_picture_stands_on_its_own_page_of_the_complete_file(operator, photo_period, media_root):
    draft = fill(make_draft(by=operator, period=photo_period), by=operator)
    files = list(draft.files())
    for file in files:
        data, name = (
            (images.drawn("JPEG", size=(1200, 900)), "foto.jpg")
            if file.kind.takes_images
            else (pdfs.plain(), "surat.pdf")
        )
        actions.attach(draft, by=operator, kind=file.kind, name=name, data=data)
    document = actions.ask_for_complete_file(actions.submit(draft, by=operator), by=operator)

    run_waiting()

    document.refresh_from_db()
    reader = PdfReader(io.BytesIO((Path(media_root) / document.path).read_bytes()))
    # The picture on its page, then for each PDF the page that names it and its three pages.
    own = len(reader.pages) - 1 - 4 * (len(files) - 1)
    shown, following = reader.pages[own], reader.pages[own + 1]
    assert f"Lampiran 1: {files[0].kind.title}" in " ".join(shown.extract_text().split())
    assert "dimulai pada halaman berikut" not in shown.extract_text()
    assert [image.image.size for image in shown.images] == [(1200, 900)]
    assert f"Lampiran 2: {files[1].kind.title}" in " ".join(following.extract_text().split())
    assert f"Gambar lampiran: {files[0].kind.title}" in alternatives(reader)


def alternatives(reader):
    """Return the alternative texts of all pictures in the structure that screen readers follow."""
    found, open_ = set(), [reader.trailer["/Root"]["/StructTreeRoot"]]
    while open_:
        element = open_.pop().get_object()
        if isinstance(element, list):
            open_ += element
        elif hasattr(element, "get"):
            if "/Alt" in element:
                found.add(element["/Alt"])
            if "/K" in element:
                open_.append(element["/K"])
    return found
