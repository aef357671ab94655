"""The audit chain: rows are only added, and any later change is found."""

import pgtrigger
import pytest
from django.db import DatabaseError, connection, transaction

from kipp.audit import chain
from kipp.audit.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def three_acts(organiser):
    return [chain.record("test.act", organiser, by=organiser, note=f"ke-{n}", nilai=n) for n in (1, 2, 3)]


def test_chain_numbers_rows_and_links_each_to_the_one_before(three_acts):
    first, second, third = three_acts

    assert (second.seq - first.seq, third.seq - second.seq) == (1, 1)
    assert second.previous == first.digest
    assert third.previous == second.digest
    assert chain.first_fault() is None
    assert chain.head() == (third.seq, third.digest)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET note = 'lain'",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry",
    ],
    ids=["update", "delete", "truncate"],
)
def test_database_refuses_to_change_a_row(three_acts, statement):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    ("tamper", "fault"),
    [
        (lambda e: Entry.objects.filter(pk=e.pk).update(note="diubah"), "Isi baris {n} tidak sesuai"),
        (lambda e: Entry.objects.filter(pk=e.pk).update(data={"nilai": 99}), "Isi baris {n} tidak sesuai"),
        (lambda e: Entry.objects.filter(pk=e.pk).update(previous="f" * 64), "Baris {n} tidak menyambung"),
        (lambda e: Entry.objects.filter(pk=e.pk).delete(), "Baris {n} hilang"),
    ],
    ids=["note", "data", "link", "deleted"],
)
def test_tampering_is_found_where_the_trigger_was_switched_off(three_acts, tamper, fault):
    victim = three_acts[1]

    with pgtrigger.ignore("audit.Entry:append_only"):
        tamper(victim)

    assert chain.first_fault().startswith(fault.format(n=victim.seq))


def test_entry_is_whole_again_after_the_database_has_read_it(organiser):
    """Keys become text and tuples lists in JSON; the fingerprint is taken over what will come back."""
    entry = chain.record("test.act", organiser, by=None, peringkat={2: "b", 10: "a"}, pasangan=(1, 2))

    stored = Entry.objects.get(pk=entry.pk)
    assert stored.data == {"peringkat": {"2": "b", "10": "a"}, "pasangan": [1, 2]}
    assert stored.expected_digest() == stored.digest
    assert str(stored) == f"{entry.seq} test.act accounts.user:{organiser.pk}"
