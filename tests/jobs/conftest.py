import threading

import pytest
from django.db import connections

from kipp.jobs import queue
from kipp.jobs.models import LABELS


@pytest.fixture
def work(monkeypatch):
    """A handler of the kind "test.work" that notes what it was given; `work.fails` makes it raise."""

    class Work:
        def __init__(self):
            self.done = []
            self.fails = None

        def __call__(self, **params):
            self.done.append(params)
            if self.fails:
                raise self.fails

    handler = Work()
    monkeypatch.setitem(queue.HANDLERS, "test.work", handler)
    monkeypatch.setitem(LABELS, "test.work", "Pekerjaan uji")
    return handler


@pytest.fixture
def hints(monkeypatch):
    """The ids that were hinted, instead of a broker."""
    sent = []
    monkeypatch.setattr(queue, "hint", sent.append)
    return sent


@pytest.fixture
def at_once():
    """Run the same function in several threads at the same moment and return what each returned."""

    def run(function, times):
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

    return run
