"""When a worker is deaf. That a deaf one is started again is seen in tests/faults/test_kills.py."""

import pytest
from celery import current_app

from kipp.jobs.watch import PATIENCE_BUSY, PATIENCE_IDLE, Ears, waiting_messages


def heard(looks, *, is_busy=False):
    """What each look says: (second, messages waiting), or (second, None) when a message is taken."""
    ears, said = Ears(0.0), []
    for now, waiting in looks:
        if waiting is None:
            ears.take(now)
        else:
            said.append(ears.are_deaf(waiting=waiting, is_busy=is_busy, now=now))
    return said


@pytest.mark.parametrize(("is_busy", "patience"), [(False, PATIENCE_IDLE), (True, PATIENCE_BUSY)])
def test_a_worker_is_deaf_when_messages_wait_longer_than_it_may_need(is_busy, patience):
    looks = [(100, 3), (100 + patience, 3), (100.1 + patience, 3)]

    assert heard(looks, is_busy=is_busy) == [False, False, True]


@pytest.mark.parametrize(
    "between",
    [pytest.param((110, 0), id="the queue was empty"), pytest.param((110, None), id="a message was taken")],
)
def test_waiting_begins_anew(between):
    later = 110 + PATIENCE_IDLE

    assert heard([(100, 1), between, (115, 1), (later, 1), (115.1 + PATIENCE_IDLE, 1)])[-3:] == [False, False, True]


def test_a_worker_without_work_is_not_deaf():
    assert heard([(100, 0), (10_000, 0), (20_000, 1)]) == [False, False, False]


def test_a_broker_that_is_away_has_no_messages(monkeypatch):
    monkeypatch.setattr(current_app.conf, "broker_read_url", "redis://127.0.0.1:1/0")

    assert waiting_messages() == 0
