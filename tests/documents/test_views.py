"""Own documents, their files, and the public check of authenticity."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kipp.documents.kinds import KINDS
from kipp.documents.models import Document
from kipp.jobs.models import Job
from tests.factories.accounts import AgencyFactory
from tests.factories.documents import PDF, TEST_KIND, DocumentFactory, ReadyDocumentFactory

pytestmark = pytest.mark.django_db

LIST = "/dokumen/"
LOOKUP = "/keaslian/"
EVERYBODY = ["stranger", "organiser", "operator", "other_operator", "judge"]


@pytest.fixture(autouse=True)
def kind(monkeypatch):
    monkeypatch.setitem(KINDS, TEST_KIND.code, TEST_KIND)


@pytest.fixture
def as_(client, request):
    """Sign in as one of the cast, or as nobody."""

    def sign_in(who):
        if who != "stranger":
            client.force_login(request.getfixturevalue(who))
        return client

    return sign_in


def page(response):
    assert response.status_code == 200
    return response.content.decode()


# --- Download ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("name", ["detail", "download"])
def test_who_may_open_the_document_of_an_agency(as_, operator, who, name):
    document = ReadyDocumentFactory(agency=operator.agency)

    response = as_(who).get(reverse(f"documents:{name}", args=[document.pk]))

    assert response.status_code == (200 if who in {"organiser", "operator"} else 404)


@pytest.mark.parametrize("who", EVERYBODY)
def test_public_document_is_for_everybody(as_, who):
    document = ReadyDocumentFactory(is_public=True)

    response = as_(who).get(reverse("documents:download", args=[document.pk]))

    assert b"".join(response.streaming_content) == PDF


def test_download_is_an_attachment_that_is_never_run_sniffed_or_kept(client):
    document = ReadyDocumentFactory(is_public=True, title='Tanda "Terima"\r\nX: y/../é', number="001/UJI/2024")

    response = client.get(reverse("documents:download", args=[document.pk]))

    headers = {
        name: response[name]
        for name in ("Content-Type", "Content-Security-Policy", "X-Content-Type-Options", "Cache-Control")
    }
    assert headers == {
        "Content-Type": "application/pdf",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    disposition = response["Content-Disposition"]
    assert disposition.startswith("attachment; filename")
    assert "Tanda%20-Terima---X-%20y-..-%C3%A9%20001-UJI-2024.pdf" in disposition


def test_document_without_file_cannot_be_downloaded(client):
    document = DocumentFactory(is_public=True)

    assert client.get(reverse("documents:download", args=[document.pk])).status_code == 404


def test_file_missing_from_the_store_is_404_and_logged(client, media_root, caplog):
    document = ReadyDocumentFactory(is_public=True)
    (media_root / document.path).unlink()

    response = client.get(reverse("documents:download", args=[document.pk]))

    assert response.status_code == 404
    assert "a stored file is missing" in caplog.text


def test_store_has_no_address(client):
    document = ReadyDocumentFactory(is_public=True)

    answers = [
        client.get(f"{prefix}{document.path}").status_code for prefix in ("/media/", "/static/", "/", "/var/media/")
    ]

    assert answers == [404] * 4


# --- State ------------------------------------------------------------------------------------------


def state(client, document, **headers):
    return page(client.get(reverse("documents:detail", args=[document.pk]), headers=headers))


def test_ready_document_offers_its_file_and_shows_its_fingerprint(as_, operator):
    document = ReadyDocumentFactory(agency=operator.agency)

    html = state(as_("operator"), document)

    assert document.number in html
    assert document.sha256 in html
    assert reverse("documents:download", args=[document.pk]) in html


def test_document_in_the_making_asks_again_by_itself(as_, operator):
    document = DocumentFactory(agency=operator.agency)

    html = state(as_("operator"), document)

    assert "Berkas sedang dibuat." in html
    assert 'hx-trigger="every 2s"' in html


def test_script_gets_the_state_alone(as_, operator):
    document = DocumentFactory(agency=operator.agency)

    html = state(as_("operator"), document, **{"HX-Request": "true"})

    assert "<html" not in html
    assert "Berkas sedang dibuat." in html


def test_failed_document_tells_the_reason_and_a_second_chance_to_who_asked(as_, operator):
    document = DocumentFactory(agency=operator.agency)
    job = Job.objects.create(
        kind="document.make", key=f"document:{document.pk}", state="failed", error="PDF gagal", requested_by=operator
    )

    html = state(as_("operator"), document)

    assert "Berkas gagal dibuat: PDF gagal" in html
    assert reverse("jobs:retry", args=[job.pk]) in html


def test_failed_public_document_tells_strangers_no_reason(client):
    document = DocumentFactory(is_public=True)
    Job.objects.create(kind="document.make", key=f"document:{document.pk}", state="failed", error="rahasia dapur")

    html = state(client, document)

    assert "Berkas gagal dibuat. Hubungi Bagian Organisasi." in html
    assert "rahasia dapur" not in html


# --- List -------------------------------------------------------------------------------------------


def test_list_shows_what_is_in_sight(as_, operator):
    own = ReadyDocumentFactory(agency=operator.agency, title="Tanda Terima Kami")
    DocumentFactory(agency=AgencyFactory(), title="Tanda Terima Mereka")

    html = page(as_("operator").get(LIST))

    assert own.title in html
    assert "Mereka" not in html
    assert "1 dokumen" in html


def test_list_is_searched_by_title_number_and_agency_and_found_again(as_, operator):
    first = ReadyDocumentFactory(title="Tanda terima", number="TT/1/2024", agency=operator.agency)
    second = ReadyDocumentFactory(title="Piagam", number="PG/2/2024", agency=AgencyFactory(name="Dinas Perhubungan"))
    client = as_("organiser")

    words = ("terima", "pg/2", "perhubungan", "tidak ada")
    found = {word: list(client.get(LIST, {"cari": word}).context["documents"]) for word in words}
    behind = client.get(f"{LIST}{first.pk}/", {"kembali": "cari=terima"})

    assert found == {"terima": [first], "pg/2": [second], "perhubungan": [second], "tidak ada": []}
    assert list(client.get(LIST, {"urut": "nomor"}).context["documents"]) == [second, first]
    assert behind.context["back_url"] == "/dokumen/?cari=terima"


def test_list_without_documents_says_so(as_):
    assert "Belum ada dokumen." in page(as_("judge").get(LIST))


def test_list_asks_the_same_number_of_questions_for_any_length(as_):
    client = as_("organiser")
    counts = []
    for total in (3, 60):
        while Document.objects.count() < total:
            ReadyDocumentFactory(agency=AgencyFactory())
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 25


def test_stranger_is_sent_to_the_login_for_the_list(client):
    assert client.get(LIST).status_code == 302


# --- Authenticity -----------------------------------------------------------------------------------


def verify_url(code):
    return reverse("documents:verify", args=[code])


def test_paper_is_verified_by_its_code_before_it_is_public(client):
    document = ReadyDocumentFactory(title="Berita Acara Pleno")

    html = page(client.get(verify_url(document.code)))

    assert "<h1>Dokumen ini diterbitkan oleh sistem ini</h1>" in html
    assert [word in html for word in ("Berita Acara Pleno", document.number, document.sha256)] == [True] * 3
    assert reverse("documents:download", args=[document.pk]) not in html


def test_verification_shows_the_record_and_nothing_of_the_query(client):
    document = ReadyDocumentFactory(title="Berita Acara Pleno")

    plain = page(client.get(verify_url(document.code)))
    dressed = page(client.get(f"{verify_url(document.code)}?judul=Piagam+Palsu&nomor=999"))

    assert "Piagam Palsu" not in dressed
    assert (dressed.count(document.number), dressed.count("999")) == (plain.count(document.number), plain.count("999"))


def test_code_may_be_typed_in_small_letters(client):
    document = ReadyDocumentFactory()

    assert document.number in page(client.get(verify_url(document.code.lower())))


@pytest.mark.parametrize("code", ["TIDAKADA22", "x", "1"])
def test_unknown_code_is_404(client, code):
    assert client.get(verify_url(code)).status_code == 404


def test_code_of_a_document_without_file_is_404(client):
    assert client.get(verify_url(DocumentFactory().code)).status_code == 404


@pytest.mark.parametrize("typed", ["001/UJI/2024", "001/uji/2024", "  001/UJI/2024 "])
def test_public_document_is_found_by_its_number(client, typed):
    document = ReadyDocumentFactory(is_public=True, number="001/UJI/2024", title="Pengumuman")

    html = page(client.get(LOOKUP, {"nomor": typed}))

    assert '<h2 class="panel-judul">Pengumuman</h2>' in html
    assert reverse("documents:download", args=[document.pk]) in html


@pytest.mark.parametrize("who", EVERYBODY)
def test_document_that_is_not_public_is_not_found_by_its_number(as_, who):
    ReadyDocumentFactory(number="001/UJI/2024", title="Berita Acara Rahasia")

    html = page(as_(who).get(LOOKUP, {"nomor": "001/UJI/2024"}))

    assert "Tidak ada dokumen terbuka dengan nomor 001/UJI/2024." in html
    assert "Rahasia" not in html


def test_lookup_without_number_only_asks(client):
    html = page(client.get(LOOKUP))

    assert "Tidak ada dokumen" not in html


def test_lookup_writes_what_was_typed_as_text(client):
    html = page(client.get(LOOKUP, {"nomor": "<script>alert(1)</script>"}))

    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


@pytest.mark.parametrize("method", ["post", "put", "delete"])
@pytest.mark.parametrize("path", [LOOKUP, LIST])
def test_pages_are_only_read(as_, path, method):
    assert getattr(as_("organiser"), method)(path).status_code == 405


@pytest.mark.parametrize("who", ["organiser", "operator", "judge"])
def test_list_leads_organisers_to_the_letterhead(as_, who):
    shown = page(as_(who).get(LIST))

    assert ('href="/pengaturan/kop/"' in shown) == (who == "organiser")
