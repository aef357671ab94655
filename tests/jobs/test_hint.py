"""A hint costs the request nothing, whatever the broker does."""

import socket
import time

import pytest
from celery import current_app
from django.urls import reverse

from kipp.jobs import queue
from kipp.jobs.models import Job, Mail


@pytest.fixture
def carrier(monkeypatch):
    """A fresh carrier thread with an empty queue."""
    monkeypatch.setattr(queue, "_carrier", None)
    monkeypatch.setattr(queue, "_hints", queue.queue.Queue(maxsize=1000))


def wait_until(condition, seconds=5):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return condition()


def test_carrier_sends_the_id_by_name_and_lives_on_after_an_error(monkeypatch, carrier):
    sent = []

    def send(name, args, retry):
        if args == ["rusak"]:
            raise ConnectionError("makelar mati")
        sent.append((name, args, retry))

    monkeypatch.setattr(current_app, "send_task", send)

    for job_id in ("rusak", "satu", "dua"):
        queue.hint(job_id)

    assert wait_until(lambda: len(sent) == 2)
    assert sent == [("kipp.jobs.run", ["satu"], False), ("kipp.jobs.run", ["dua"], False)]


def test_hint_is_dropped_when_the_carrier_is_behind(monkeypatch, carrier):
    monkeypatch.setattr(queue, "_carry", lambda: time.sleep(1))
    for n in range(1000):
        queue.hint(n)

    began = time.monotonic()
    queue.hint("terlambat")

    assert time.monotonic() - began < 0.1
    assert queue._hints.qsize() == 1000


def test_every_thread_speaks_to_our_broker(settings):
    apps = []
    thread = queue.threading.Thread(target=lambda: apps.append(current_app._get_current_object()))
    thread.start()
    thread.join()

    assert (apps[0].main, apps[0].conf.broker_url) == ("kipp", settings.REDIS_URL)


def test_broker_takes_nothing_but_json():
    assert current_app.conf.accept_content == ["json"]
    assert current_app.conf.task_serializer == "json"


@pytest.fixture(params=["dead", "silent"])
def broker(request, monkeypatch, carrier):
    """Nobody listens, or somebody takes the connection and never answers. Returns who called."""
    app = current_app._get_current_object()
    callers = []
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        if request.param == "silent":
            listener.listen(64)
        url = f"redis://127.0.0.1:{listener.getsockname()[1]}/0"
        for name in ("broker_url", "broker_read_url", "broker_write_url"):
            monkeypatch.setattr(app.conf, name, url)
        monkeypatch.setattr(app, "_pool", None)
        monkeypatch.setattr(app.amqp, "_producer_pool", None)

        def called():
            if request.param == "dead":
                return queue._hints.empty()
            listener.settimeout(5)
            connection, _ = listener.accept()
            callers.append(connection)
            return True

        yield called
        for connection in callers:
            connection.close()


@pytest.mark.django_db(transaction=True)
def test_post_is_quick_while_the_broker_is_down(client, organiser, broker, settings):
    settings.EMAIL_BACKEND = "kipp.jobs.mail.OutboxBackend"
    client.force_login(organiser)
    data = {"name": "Baru", "email": "baru@contoh.example", "role": "judge"}

    began = time.monotonic()
    response = client.post(reverse("accounts:user_invite"), data)
    took = time.monotonic() - began

    assert response.status_code == 302
    assert took < 1.5
    assert Job.objects.get().state == Job.State.QUEUED
    assert Mail.objects.get().to == "baru@contoh.example"
    # The carrier did try; only the request did not wait for it.
    assert wait_until(broker)
