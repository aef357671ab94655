"""Issue a document once, number it without gaps, and store its file whole."""

import hashlib
import os
import threading

import pytest
from django.db import connections, transaction

from kipp.audit.models import Entry
from kipp.documents import actions
from kipp.documents.kinds import KINDS, Kind, register
from kipp.documents.models import Document, NumberSeries
from kipp.jobs import queue
from kipp.jobs.models import Job
from kipp.jobs.queue import run_waiting
from tests.factories.documents import PDF, TEST_KIND

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kind(monkeypatch):
    monkeypatch.setitem(KINDS, TEST_KIND.code, TEST_KIND)
    monkeypatch.setattr(queue, "hint", lambda job_id: None)


def issue(key="satu", **changes):
    return actions.issue(
        TEST_KIND.code, **{"by": None, "key": key, "subject_id": 7, "title": "Dokumen Uji", "year": 2024, **changes}
    )


def in_parallel(function, times):
    barrier = threading.Barrier(times)
    results = [None] * times

    def one(n):
        try:
            barrier.wait(10)
            results[n] = function(n)
        except Exception as error:
            results[n] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=(n,)) for n in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


def numbers():
    return sorted(Document.objects.values_list("number", flat=True))


def test_issued_document_has_a_number_a_job_and_an_entry(operator):
    document = issue(by=operator, agency=operator.agency)

    assert (document.number, document.agency, document.is_public) == ("001/UJI/2024", operator.agency, False)
    job = Job.objects.get()
    assert (job.kind, job.key, job.requested_by) == ("document.make", f"document:{document.pk}", operator)
    entry = Entry.objects.order_by("-seq").first()
    assert (entry.verb, entry.actor, entry.data) == (
        "document.issue",
        operator.name,
        {"kind": "uji", "number": "001/UJI/2024"},
    )


def test_same_key_gives_the_same_document_and_uses_up_no_number():
    first, again, other = issue("satu"), issue("satu"), issue("dua")

    assert first == again
    assert (first.number, other.number) == ("001/UJI/2024", "002/UJI/2024")
    assert Job.objects.count() == 2


def test_unknown_kind_is_refused():
    with pytest.raises(KeyError, match="tidak-ada"):
        actions.issue("tidak-ada", by=None, key="x", subject_id=1, title="x", year=2024)


def test_kind_is_known_once_registered(monkeypatch):
    monkeypatch.setitem(KINDS, "lain", None)
    kind = Kind(code="lain", label="Lain", series="L", number="{n}", build=lambda document: b"")

    register(kind)

    assert KINDS["lain"] is kind


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_get_eight_numbers_without_gap():
    in_parallel(lambda n: issue(f"kunci-{n}"), 8)

    assert numbers() == [f"{n:03}/UJI/2024" for n in range(1, 9)]


@pytest.mark.django_db(transaction=True)
def test_eight_twins_get_one_document_and_one_number():
    answers = in_parallel(lambda n: issue("sama").pk, 8)
    after = issue("berikut")

    assert len(set(answers)) == 1
    assert (numbers(), after.number) == (["001/UJI/2024", "002/UJI/2024"], "002/UJI/2024")


@pytest.mark.django_db(transaction=True)
def test_failure_after_the_number_leaves_no_gap():
    def one(n):
        with transaction.atomic():
            issue(f"kunci-{n}")
            if n % 2:
                raise ZeroDivisionError

    in_parallel(one, 8)

    assert numbers() == [f"{n:03}/UJI/2024" for n in range(1, 5)]


@pytest.mark.django_db(transaction=True)
def test_largest_plus_one_would_give_a_number_twice(monkeypatch):
    """The control: the usual way to number things collides under the same load."""
    all_have_looked = threading.Barrier(8)

    class LargestPlusOne:
        def give(self):
            largest = max((int(number[:3]) for number in numbers()), default=0)
            all_have_looked.wait(20)
            return largest + 1

    monkeypatch.setattr(NumberSeries, "locked", lambda code, year: LargestPlusOne())

    answers = in_parallel(lambda n: issue(f"kunci-{n}"), 8)

    assert sorted(type(answer).__name__ for answer in answers) == ["Document"] + ["IntegrityError"] * 7


# --- The file ---------------------------------------------------------------------------------------


def files(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_file_is_stored_under_its_hash_and_noted(media_root):
    document = issue()

    run_waiting()

    document.refresh_from_db()
    data = PDF + b"001/UJI/2024"
    digest = hashlib.sha256(data).hexdigest()
    assert (document.sha256, document.size, document.path) == (digest, len(data), f"{digest[:2]}/{digest}")
    assert (media_root / document.path).read_bytes() == data
    assert files(media_root) == [document.path]
    entry = Entry.objects.order_by("-seq").first()
    assert (entry.verb, entry.actor, entry.data) == ("document.ready", "sistem", {"sha256": digest})


def test_made_twice_is_made_once(media_root):
    document = issue()
    for _ in range(2):
        actions.make(document_id=str(document.pk))

    assert len(files(media_root)) == 1
    assert Entry.objects.filter(verb="document.ready").count() == 1


def test_two_workers_at_once_note_one_file(media_root, monkeypatch):
    document = issue()

    def build_while_another_is_quicker(doc):
        if not Document.objects.get(pk=doc.pk).ready_at:
            doc.attach(path="aa/lain", sha256="a" * 64, size=1)
        return b"terlambat"

    late = Kind(code="uji", label="", series="UJI", number="", build=build_while_another_is_quicker)
    monkeypatch.setitem(KINDS, "uji", late)
    actions.make(document_id=str(document.pk))

    document.refresh_from_db()
    assert (document.path, document.sha256) == ("aa/lain", "a" * 64)
    assert not Entry.objects.filter(verb="document.ready").exists()


def test_document_that_cannot_be_built_says_why_and_stays_unfinished(monkeypatch):
    def broken(document):
        raise ValueError("isi rusak")

    monkeypatch.setitem(KINDS, "uji", Kind(code="uji", label="", series="UJI", number="{n}", build=broken))
    document = issue()

    run_waiting()

    document.refresh_from_db()
    job = Job.objects.get()
    assert (document.ready_at, job.state, job.error) == (None, Job.State.FAILED, "ValueError: isi rusak")


@pytest.mark.parametrize("moment", ["write", "fsync", "rename"])
def test_worker_killed_while_it_writes_leaves_no_half_file(media_root, monkeypatch, moment):
    """A child process dies at each moment of storing; what readers see is nothing, then the whole file."""
    document = issue()
    child = os.fork()
    if child == 0:
        die_at(moment)
        actions.uploads.store(PDF, media_root)
        os._exit(0)  # not reached
    assert os.waitpid(child, 0)[1] != 0

    seen = [name for name in files(media_root) if not name.rpartition("/")[2].startswith(".")]
    run_waiting()

    document.refresh_from_db()
    assert seen == []
    assert hashlib.sha256((media_root / document.path).read_bytes()).hexdigest() == document.sha256


def die_at(moment):
    """Make this process die like a killed one at that moment."""

    def die(*_):
        os.kill(os.getpid(), 9)

    if moment == "fsync":
        os.fsync = die
    elif moment == "rename":
        type(actions.Path()).rename = die
    else:
        original = os.fsync

        def half(handle):
            os.ftruncate(handle, 5)
            original(handle)
            die()

        os.fsync = half
