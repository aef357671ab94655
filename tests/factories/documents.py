"""Issued documents without the actions: rows as they stand once asked for, or once ready."""

import factory
from django.conf import settings
from django.utils import timezone

from kipp import uploads
from kipp.clock import today
from kipp.documents.kinds import Kind
from kipp.documents.models import Document

PDF = b"%PDF-1.7 isi dokumen uji"
TEST_KIND = Kind(
    code="uji",
    label="Dokumen uji",
    series="UJI",
    number="{n:03}/UJI/{year}",
    build=lambda document: PDF + document.number.encode(),
)


class DocumentFactory(factory.django.DjangoModelFactory):
    """A document whose file is still to be made."""

    class Meta:
        model = Document

    kind = TEST_KIND.code
    key = factory.Sequence(lambda n: f"uji:{n}")
    number = factory.Sequence(lambda n: f"{n:03}/UJI/2024")
    title = factory.Sequence(lambda n: f"Dokumen Uji {n}")
    subject_id = factory.Sequence(lambda n: n)
    dated_on = factory.LazyFunction(today)


class ReadyDocumentFactory(DocumentFactory):
    """A document with its file in the store."""

    ready_at = factory.LazyFunction(timezone.now)
    size = len(PDF)
    path = factory.LazyFunction(lambda: uploads.store(PDF, settings.MEDIA_ROOT)[0])
    sha256 = factory.LazyFunction(lambda: uploads.store(PDF, settings.MEDIA_ROOT)[1])
