"""Numbers without gaps, one letterhead, documents that never change."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, IntegrityError, connection, transaction

from kipp.documents.models import CODE_LETTERS, Document, Letterhead, NumberSeries, Signatory, new_code
from tests.factories.documents import DocumentFactory, ReadyDocumentFactory

pytestmark = pytest.mark.django_db


def test_numbers_count_up_within_a_series_and_year():
    taken = [
        NumberSeries.take(code, year)
        for code, year in [("TT", 2024), ("TT", 2024), ("BA", 2024), ("TT", 2025), ("TT", 2024)]
    ]

    assert taken == [1, 2, 1, 1, 3]


def test_number_of_a_transaction_that_failed_is_given_out_again():
    def take_and_fail():
        NumberSeries.take("TT", 2024)
        raise ZeroDivisionError

    NumberSeries.take("TT", 2024)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        take_and_fail()

    assert NumberSeries.take("TT", 2024) == 2


def test_code_is_ten_letters_that_read_like_nothing_else():
    codes = {new_code() for _ in range(200)}

    assert len(codes) == 200
    assert {len(code) for code in codes} == {10}
    assert set("".join(codes)) <= set(CODE_LETTERS)
    assert set("01ILOU") & set(CODE_LETTERS) == set()


def test_letterhead_has_sensible_words_until_one_is_stored():
    assert Letterhead.current().government == "PEMERINTAH KOTA TEGAL"
    Letterhead.objects.create(pk=1, unit="Bagian Lain")

    assert Letterhead.current().unit == "Bagian Lain"


def test_second_letterhead_is_refused():
    with pytest.raises(IntegrityError, match="letterhead_one_row"), transaction.atomic():
        Letterhead.objects.create(pk=2)


def test_signatory_in_office_is_the_active_one():
    assert Signatory.current() is None
    Signatory.objects.create(position="Kepala Bagian", name="Lama", is_active=False)
    present = Signatory.objects.create(position="Kepala Bagian", name="Baru")

    assert Signatory.current() == present


def test_who_sees_which_documents(organiser, operator, other_operator, judge):
    own = DocumentFactory(agency=operator.agency)
    inner = DocumentFactory()
    public = DocumentFactory(is_public=True)
    people = {
        "organiser": organiser,
        "operator": operator,
        "other_operator": other_operator,
        "judge": judge,
        "stranger": AnonymousUser(),
    }

    seen = {name: set(Document.objects.visible_to(user)) for name, user in people.items()}

    assert seen == {
        "organiser": {own, inner, public},
        "operator": {own, public},
        "other_operator": {public},
        "judge": {public},
        "stranger": {public},
    }


def test_ready_are_those_with_a_file():
    DocumentFactory()
    ready = ReadyDocumentFactory()

    assert list(Document.objects.ready()) == [ready]


def test_file_is_attached_once():
    document = DocumentFactory()

    first = document.attach(path="aa/1", sha256="1" * 64, size=1)
    second = document.attach(path="bb/2", sha256="2" * 64, size=2)

    document.refresh_from_db()
    assert (first, second) == (True, False)
    assert (document.path, document.sha256, document.size) == ("aa/1", "1" * 64, 1)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE documents_document SET number = '999/UJI/2024'",
        "UPDATE documents_document SET title = 'lain'",
        "UPDATE documents_document SET kind = 'lain'",
        "UPDATE documents_document SET key = 'lain'",
        "UPDATE documents_document SET code = '2222222222'",
        "UPDATE documents_document SET subject_id = 99",
        "UPDATE documents_document SET dated_on = '2020-01-01'",
        "UPDATE documents_document SET sha256 = repeat('f', 64)",
        "UPDATE documents_document SET path = 'lain'",
        "UPDATE documents_document SET size = 5",
        "UPDATE documents_document SET ready_at = now() + interval '1 day'",
        "UPDATE documents_document SET path = '', sha256 = '', size = NULL, ready_at = NULL",
        "DELETE FROM documents_document",
    ],
)
def test_issued_document_is_never_changed(change):
    ReadyDocumentFactory()

    with pytest.raises(DatabaseError, match="pgtrigger"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_document_may_become_public():
    document = ReadyDocumentFactory()

    Document.objects.filter(pk=document.pk).update(is_public=True)

    document.refresh_from_db()
    assert document.is_public


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"path": "aa/1"}, "document_ready_has_file"),
        ({"sha256": "1" * 64}, "document_ready_has_file"),
        ({"path": "aa/1", "sha256": "1" * 64, "size": 3}, "document_ready_has_file"),
    ],
)
def test_half_finished_file_is_refused(fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        DocumentFactory(**fields)


@pytest.mark.parametrize("field", ["number", "key", "code"])
def test_what_is_unique(field):
    first = DocumentFactory()

    with pytest.raises(IntegrityError, match=f"documents_document_{field}"), transaction.atomic():
        DocumentFactory(**{field: getattr(first, field)})


def test_document_names_itself_with_its_number():
    assert str(DocumentFactory.build(title="Tanda Terima", number="001/UJI/2024")) == "Tanda Terima (001/UJI/2024)"


def test_rows_of_the_office_name_themselves():
    names = [
        str(Letterhead(government="PEMERINTAH KOTA TEGAL")),
        str(Signatory(name="Siti", position="Kepala Bagian")),
        str(NumberSeries(code="TT", year=2024)),
    ]

    assert names == ["PEMERINTAH KOTA TEGAL", "Siti, Kepala Bagian", "TT/2024"]
