"""Ten ways to change the audit trail: each is found, and the application's own role is refused the means."""

from datetime import timedelta

import pgtrigger
import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from kipp.audit import chain
from kipp.audit.models import Entry
from kipp.clock import database_now
from kipp.management import privileges

pytestmark = pytest.mark.django_db
APPLICATION = {"USER": "kipp", "PASSWORD": ""}


@pytest.fixture
def acts(organiser):
    return [chain.record("test.act", organiser, by=organiser, note=f"ke-{n}") for n in range(5)]


@pytest.fixture
def paper(acts):
    """Number and hash of the last row, as a Berita Acara prints them."""
    return dict([chain.head()])


def run(statement, *rows):
    with pgtrigger.ignore(), connection.cursor() as cursor:
        cursor.execute(statement, rows)


def made_anew(entries):
    """Count the hashes again from the first of these rows on, as somebody would who knows how."""
    previous = entries[0].previous
    for entry in entries:
        entry.previous = previous
        entry.digest = previous = entry.expected_digest()
    with pgtrigger.ignore():
        for entry in entries:  # first out of the way: hashes are unique
            Entry.objects.filter(pk=entry.pk).update(digest=f"{entry.seq}")
        for entry in entries:
            entry.save()


def update(acts):
    run("UPDATE audit_entry SET note = 'lain' WHERE seq = %s", acts[1].seq)


def delete(acts):
    run("DELETE FROM audit_entry WHERE seq = %s", acts[1].seq)


def cut_tail(acts):
    run("DELETE FROM audit_entry WHERE seq >= %s", acts[3].seq)


def insert(acts):
    run("UPDATE audit_entry SET seq = -seq WHERE seq > %s", acts[2].seq)
    run("UPDATE audit_entry SET seq = 1 - seq WHERE seq < 0")
    run(
        """INSERT INTO audit_entry (seq, at, actor, verb, subject, note, data, previous, digest)
           SELECT seq + 1, at, actor, verb, subject, 'sisipan', data, digest, repeat('a', 64)
           FROM audit_entry WHERE seq = %s""",
        acts[2].seq,
    )


def reorder(acts):
    one, other = acts[1].seq, acts[2].seq
    for old, new in ((one, 0), (other, one), (0, other)):
        run("UPDATE audit_entry SET seq = %s WHERE seq = %s", new, old)


def recompute(acts):
    acts[1].note = "lain"
    made_anew(acts[1:])


def truncate(_):
    run("TRUNCATE audit_entry")


def trigger_off(acts):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER USER")
        cursor.execute("UPDATE audit_entry SET actor = 'orang lain' WHERE seq = %s", [acts[2].seq])
        cursor.execute("ALTER TABLE audit_entry ENABLE TRIGGER USER")


def clock_back(acts):
    late = chain.record("test.act", acts[0], by=None)
    late.at = database_now() - timedelta(minutes=10)
    made_anew([late])


def restored_backup(acts):
    cut_tail(acts)
    for _ in range(3):
        chain.record("test.act", acts[0], by=None, note="sesudah dipulihkan")


@pytest.mark.parametrize(
    ("attack", "row", "fault", "alone"),
    [
        (update, 1, "Isi baris {n} tidak sesuai dengan sidik digitalnya.", True),
        (delete, 1, "Baris {n} hilang.", True),
        (cut_tail, 4, "Baris {n} yang sidiknya tercetak tidak ada", False),
        (insert, 3, "Isi baris {n} tidak sesuai dengan sidik digitalnya.", True),
        (reorder, 1, "Baris {n} tidak menyambung ke baris sebelumnya.", True),
        (recompute, 4, "Baris {n} bukan baris yang sidiknya tercetak", False),
        (truncate, 4, "Baris {n} yang sidiknya tercetak tidak ada", False),
        (trigger_off, 2, "Isi baris {n} tidak sesuai dengan sidik digitalnya.", True),
        (clock_back, 5, "Baris {n} tercatat pada waktu sebelum baris", True),
        (restored_backup, 4, "Baris {n} bukan baris yang sidiknya tercetak", False),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_every_way_to_tamper_is_found(acts, paper, attack, row, fault, alone):
    """Four of them leave a chain that holds in itself: those only the printed hash tells."""
    expected = fault.format(n=acts[0].seq + row)
    assert chain.first_fault(paper) is None

    attack(acts)

    assert str(chain.first_fault(paper)).startswith(expected)
    assert (chain.first_fault() is None) == (not alone)


def test_the_command_takes_what_is_printed_as_it_stands_on_paper(acts, paper, capsys):
    (seq, digest), *_ = paper.items()
    cut_tail(acts)

    call_command("verify_chain")
    with pytest.raises(CommandError, match=f"Baris {seq} yang sidiknya tercetak tidak ada"):
        call_command("verify_chain", "--printed", f"{seq}: {digest[:32].upper()} {digest[32:]}")

    assert "Rantai utuh" in capsys.readouterr().out


def run_as_application(*statements):
    with connection.cursor() as cursor:
        for statement in ("SET LOCAL ROLE kipp", *statements):
            cursor.execute(statement)


EVERY_TRIGGER = ",".join(trigger.get_pgid(model) for model, trigger in pgtrigger.registered())
SWITCH_OFF = f"SELECT set_config('pgtrigger.ignore', '{{{EVERY_TRIGGER}}}', true)"
FORGED = """INSERT INTO audit_entry (seq, at, actor, verb, subject, note, data, previous, digest)
  VALUES (1000000, now(), 'x', 'x', 'x', '', '{}', repeat('0', 64), repeat('1', 64))"""


@pytest.mark.parametrize(
    "statements",
    [
        ["UPDATE audit_entry SET note = 'lain'"],
        [SWITCH_OFF, "UPDATE audit_entry SET note = 'lain'"],
        ["DELETE FROM audit_entry"],
        [SWITCH_OFF, "DELETE FROM audit_entry"],
        ["TRUNCATE audit_entry"],
        ["ALTER TABLE audit_entry DISABLE TRIGGER USER"],
        ["DROP TABLE audit_entry CASCADE"],
        ["SET LOCAL session_replication_role = replica"],
        ["UPDATE judging_score SET value = 100"],
        ["DELETE FROM judging_result"],
        ["UPDATE skm_response SET kompetensi = 4"],
        ["DELETE FROM django_migrations"],
        [FORGED],
        [SWITCH_OFF, FORGED],
        ["CREATE TEMPORARY TABLE competitions_period (status text)"],
    ],
    ids=lambda statements: statements[-1][:40] + (" switched off" if len(statements) > 1 else ""),
)
def test_the_role_of_the_application_is_refused(acts, statements):
    privileges.hand_over(connection, APPLICATION)

    with pytest.raises(DatabaseError), transaction.atomic():
        run_as_application(*statements)


def test_control_the_owner_is_not_refused_what_a_setting_allows(acts):
    """Without two roles the setting by which the triggers step aside would be open to the application."""
    with connection.cursor() as cursor:
        cursor.execute(SWITCH_OFF)
        cursor.execute("UPDATE audit_entry SET note = 'lain'")

        assert cursor.rowcount == Entry.objects.count()


def test_a_role_that_owns_a_table_is_not_taken_for_the_application(acts):
    with connection.cursor() as cursor:
        cursor.execute("GRANT CREATE ON SCHEMA public TO kipp")
        cursor.execute("ALTER TABLE judging_score OWNER TO kipp")

    with pytest.raises(privileges.NotApart, match="owns tables"):
        privileges.hand_over(connection, APPLICATION)


def test_the_role_of_the_application_can_do_its_work(organiser):
    privileges.hand_over(connection, APPLICATION)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE kipp")
        entry = chain.record("test.act", organiser, by=organiser)
        organiser.name = "Ratna Baru"
        organiser.save()
        cursor.execute("RESET ROLE")

    organiser.refresh_from_db()
    assert (organiser.name, chain.head()) == ("Ratna Baru", (entry.seq, entry.digest))
