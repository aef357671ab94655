"""Kill what works while twelve receipts are made: everything is done, nothing twice, no file half.

The database is the test's, broker, worker and beat are real processes, the documents are real PDFs.
"""

import hashlib
import os
import signal
import time

import pytest
from celery import current_app

from kipp.audit.models import Entry
from kipp.documents.models import Document
from kipp.jobs.models import Job, Mail
from tests.factories.proposals import make_sent
from tests.faults.conftest import wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(290)]

COUNT = 12
DONE_WITHIN = 180


def kill_the_children(crew, broker):
    for pid in crew.children():
        os.kill(pid, signal.SIGKILL)


def kill_the_worker(crew, broker):
    crew.kill("worker")
    time.sleep(1)
    crew.start("worker")


def kill_the_broker(crew, broker):
    broker.stop_redis(signal.SIGKILL)
    time.sleep(2)
    broker.start_redis()


def deafen_the_worker(crew, broker):
    """What a broker that comes back may do to a worker: it is connected and takes nothing any more."""
    current_app.control.cancel_consumer(current_app.conf.task_default_queue)


def working():
    """A worker holds a job, some are done and some still wait."""
    states = set(Job.objects.filter(kind="document.make").values_list("state", flat=True))
    return states >= {Job.State.QUEUED, Job.State.RUNNING, Job.State.DONE}


def all_have_ended(crew):
    crew.tend()
    return not Job.objects.filter(state__in=[Job.State.QUEUED, Job.State.RUNNING]).exists()


@pytest.mark.parametrize(
    ("strike", "takes_work_away"),
    [(kill_the_children, True), (kill_the_worker, True), (kill_the_broker, False), (deafen_the_worker, False)],
    ids=["pool children", "worker", "broker", "deaf worker"],
)
def test_every_receipt_is_made_once_and_whole(
    crew, broker, media_root, operator, open_period, strike, takes_work_away, capsys
):
    proposals = [make_sent(by=operator, period=open_period, title=f"Inovasi {n}") for n in range(COUNT)]
    wait_until(working, 60, "the worker is in the middle of its work")
    began = time.monotonic()

    strike(crew, broker)

    wait_until(lambda: all_have_ended(crew), DONE_WITHIN, "every job has ended")
    assert list(Job.objects.exclude(state=Job.State.DONE).values_list("kind", "error")) == []
    with capsys.disabled():
        print(f"\n{strike.__name__}: done {time.monotonic() - began:.1f} s after the blow", end=" ")  # noqa: T201
    documents = list(Document.objects.filter(kind="receipt").order_by("number"))
    year = open_period.year
    assert [document.number for document in documents] == [f"TT-KIPP/{n:04d}/{year}" for n in range(1, COUNT + 1)]
    assert len({document.subject_id for document in documents}) == len(proposals)
    assert [faults_of(media_root / document.path, document) for document in documents] == [[]] * COUNT
    assert Entry.objects.filter(verb="document.ready").count() == COUNT
    # The control: the blow did hit a job at work, which somebody else then took over.
    assert not takes_work_away or Job.objects.filter(attempts__gt=1).exists()
    assert strike is not deafen_the_worker or b"this worker takes none" in crew.log.read_bytes()
    assert not Mail.objects.waiting().exists()
    assert faulty_names(media_root) == []


def faults_of(path, document):
    """What is wrong with the file of a document; empty when it is whole."""
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    wrong = {
        "hash": digest != document.sha256,
        "name": digest != path.name,
        "size": len(data) != document.size,
        "head": not data.startswith(b"%PDF-"),
        "tail": not data.rstrip().endswith(b"%%EOF"),
    }
    return [name for name, is_wrong in wrong.items() if is_wrong]


def faulty_names(media_root):
    """Files that readers could reach whose content is not what their name promises."""
    files = [path for path in media_root.rglob("*") if path.is_file() and not path.name.startswith(".")]
    assert len(files) >= COUNT
    return [path.name for path in files if hashlib.sha256(path.read_bytes()).hexdigest() != path.name]
