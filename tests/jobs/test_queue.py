"""Jobs are rows: asked for once, taken by one, tried three times, never lost."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import IntegrityError, connections, transaction
from django.db.models.functions import Now
from django.utils import timezone

from kipp.jobs import queue, tasks
from kipp.jobs.models import Job
from kipp.jobs.queue import enqueue, run, run_waiting

pytestmark = pytest.mark.django_db


def silent(job, seconds=91):
    """Make it look as if the job's worker had died so long ago."""
    Job.objects.filter(pk=job.pk).update(heartbeat_at=timezone.now() - timedelta(seconds=seconds))


# --- Asking ---------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_job_is_hinted_only_once_its_transaction_is_certain(work, hints):
    with transaction.atomic():
        job = enqueue("test.work", n=1)
        assert hints == []

    assert hints == [job.pk]


@pytest.mark.django_db(transaction=True)
def test_job_of_a_transaction_that_failed_does_not_exist(work, hints):
    def ask_and_fail():
        enqueue("test.work", n=1)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        ask_and_fail()

    assert (Job.objects.count(), hints) == (0, [])


def test_same_key_gives_the_same_job(work):
    first, second = enqueue("test.work", key="satu", n=1), enqueue("test.work", key="satu", n=2)

    assert first == second
    assert Job.objects.get().params == {"n": 1}


def test_jobs_without_key_are_each_their_own(work):
    assert enqueue("test.work").pk != enqueue("test.work").pk


@pytest.mark.django_db(transaction=True)
def test_same_key_in_simultaneous_transactions_gives_one_job(work, hints, at_once):
    def ask(n):
        with transaction.atomic():
            job = enqueue("test.work", key="bersamaan", n=n)
            time.sleep(0.1)
            return job.pk

    answers = at_once(ask, 4)

    assert answers == [Job.objects.get().pk] * 4


@pytest.mark.django_db(transaction=True)
def test_same_key_is_free_again_when_the_first_transaction_fails(work, hints, at_once):
    entered = threading.Event()

    def ask(n):
        if n == 1:
            entered.wait(10)
        with transaction.atomic():
            job = enqueue("test.work", key="gagal", n=n)
            entered.set()
            if n == 0:
                time.sleep(0.2)
                raise ZeroDivisionError
            return job.pk

    failed, made = at_once(ask, 2)

    assert isinstance(failed, ZeroDivisionError)
    assert (made, Job.objects.get().params) == (Job.objects.get().pk, {"n": 1})


# --- Taking ---------------------------------------------------------------------------------------


def claim_without_condition(job_id, all_have_looked):
    """What claiming would be without the conditional update: look, then write."""
    job = Job.objects.get(pk=job_id)
    if job.state != Job.State.QUEUED:
        return None
    all_have_looked.wait(20)
    Job.objects.filter(pk=job_id).update(
        state=Job.State.RUNNING, lease="00000000-0000-0000-0000-000000000001", heartbeat_at=Now()
    )
    return job


@pytest.mark.django_db(transaction=True)
def test_of_eight_workers_exactly_one_takes_the_job(work, hints, at_once):
    for _ in range(5):
        job = enqueue("test.work")

        taken = at_once(lambda n, pk=job.pk: Job.objects.claim(pk), 8)

        assert sorted(type(answer).__name__ for answer in taken) == ["Job"] + ["NoneType"] * 7


@pytest.mark.django_db(transaction=True)
def test_without_the_conditional_update_all_workers_take_it(work, hints, at_once):
    job = enqueue("test.work")
    all_have_looked = threading.Barrier(8)

    taken = at_once(lambda n: claim_without_condition(job.pk, all_have_looked), 8)

    assert taken == [job] * 8


@pytest.mark.django_db(transaction=True)
def test_eight_workers_do_the_work_once(work, hints, at_once):
    job = enqueue("test.work", n=7)

    ran = at_once(lambda n: run(job.pk), 8)

    assert (sorted(ran), work.done) == ([False] * 7 + [True], [{"n": 7}])


def test_job_that_runs_is_not_taken_while_its_worker_lives(work):
    job = enqueue("test.work")
    Job.objects.claim(job.pk)
    silent(job, seconds=89)

    assert Job.objects.claim(job.pk) is None


def test_job_of_a_silent_worker_is_taken_over_and_the_first_can_no_longer_write(work):
    job = enqueue("test.work")
    first = Job.objects.claim(job.pk)
    silent(job)

    second = Job.objects.claim(job.pk)

    assert second.attempts == 2
    assert (first.beat(), first.finish(), first.fail("terlambat")) == (False, False, False)
    assert (second.beat(), second.finish()) == (True, True)
    assert Job.objects.get().state == Job.State.DONE


def test_job_whose_worker_died_three_times_is_given_up(work):
    job = enqueue("test.work")
    for _ in range(3):
        assert Job.objects.claim(job.pk)
        silent(job)

    assert Job.objects.claim(job.pk) is None
    assert Job.objects.give_up() == 1
    job.refresh_from_db()
    assert (job.state, job.error) == (Job.State.FAILED, "Pekerja berhenti tiga kali.")


def test_job_that_still_has_attempts_is_not_given_up(work):
    job = enqueue("test.work")
    Job.objects.claim(job.pk)
    silent(job)

    assert Job.objects.give_up() == 0


# --- Doing ----------------------------------------------------------------------------------------


def test_work_is_done_with_its_params(work):
    job = enqueue("test.work", n=1, name="dua")

    assert run(job.pk) is True
    job.refresh_from_db()
    assert work.done == [{"n": 1, "name": "dua"}]
    assert (job.state, job.attempts, job.error) == (Job.State.DONE, 1, "")
    assert job.finished_at >= job.started_at


def test_done_job_is_not_done_again(work):
    job = enqueue("test.work")
    run(job.pk)

    assert (run(job.pk), len(work.done)) == (False, 1)


def test_failure_is_queued_again_and_its_reason_kept(work):
    work.fails = ValueError("berkas rusak \x00")
    job = enqueue("test.work")

    run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == (Job.State.QUEUED, 1, "ValueError: berkas rusak ")
    assert job.finished_at is None


def test_third_failure_is_final(work):
    work.fails = ValueError("berkas rusak")
    job = enqueue("test.work")

    assert run_waiting() == 3
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == (Job.State.FAILED, 3, "ValueError: berkas rusak")
    assert job.finished_at is not None


def test_failed_job_gets_three_new_attempts(work):
    work.fails = ValueError("berkas rusak")
    job = enqueue("test.work")
    run_waiting()
    work.fails = None

    assert job.retry() is True
    assert run_waiting() == 1
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == (Job.State.DONE, 1, "")


@pytest.mark.parametrize("state", [Job.State.QUEUED, Job.State.RUNNING, Job.State.DONE])
def test_only_a_failed_job_is_retried(work, state):
    job = Job.objects.create(kind="test.work", state=state, lease="0" * 32, heartbeat_at=timezone.now())

    assert job.retry() is False


def test_job_of_an_unknown_kind_fails_with_its_name():
    job = enqueue("tidak.ada")

    run(job.pk)

    job.refresh_from_db()
    assert job.error == "KeyError: 'tidak.ada'"


def test_work_that_brings_up_work_is_all_done(monkeypatch, work):
    monkeypatch.setitem(queue.HANDLERS, "test.first", lambda: enqueue("test.work", n=1))
    enqueue("test.first")

    assert (run_waiting(), work.done) == (2, [{"n": 1}])


@pytest.mark.django_db(transaction=True)
def test_worker_beats_while_it_works(monkeypatch, hints, settings):
    settings.JOBS_SILENT_AFTER = 0.3
    beats = []

    def slow():
        time.sleep(0.5)
        beats.append(Job.objects.get().heartbeat_at)

    monkeypatch.setitem(queue.HANDLERS, "test.slow", slow)
    job = enqueue("test.slow")

    run(job.pk)

    job.refresh_from_db()
    assert (beats[0] - job.started_at).total_seconds() >= 0.3
    assert job.state == Job.State.DONE


@pytest.mark.django_db(transaction=True)
def test_heart_that_cannot_reach_the_database_goes_on_beating(monkeypatch, hints, settings):
    settings.JOBS_SILENT_AFTER = 0.3
    calls = []
    beat = Job.beat

    def unreachable_at_first(job):
        calls.append(job.pk)
        if len(calls) < 3:
            connections["default"].close()
            raise IntegrityError("peladen tidak terjangkau")
        return beat(job)

    monkeypatch.setattr(Job, "beat", unreachable_at_first)
    monkeypatch.setitem(queue.HANDLERS, "test.slow", lambda: time.sleep(0.5))
    job = enqueue("test.slow")

    run(job.pk)

    job.refresh_from_db()
    assert len(calls) > 3
    assert job.heartbeat_at > job.started_at


@pytest.mark.django_db(transaction=True)
def test_heart_stops_when_another_worker_has_taken_over(monkeypatch, hints, settings):
    settings.JOBS_SILENT_AFTER = 0.3
    calls = []

    def taken_over(job):
        calls.append(job.pk)
        return False

    monkeypatch.setattr(Job, "beat", taken_over)
    monkeypatch.setitem(queue.HANDLERS, "test.slow", lambda: time.sleep(0.4))

    run(enqueue("test.slow").pk)

    assert len(calls) == 1


# --- Finding what was lost --------------------------------------------------------------------------


@pytest.fixture
def sent(monkeypatch):
    ids = []
    monkeypatch.setattr(tasks.run_job, "apply_async", lambda args, retry: ids.append(args[0]))
    return ids


def aged(job, seconds):
    Job.objects.filter(pk=job.pk).update(queued_at=timezone.now() - timedelta(seconds=seconds))


def test_sweep_hints_what_has_waited_too_long_and_what_fell_silent(work, sent):
    fresh, overdue, lost, alive = (enqueue("test.work", key=key) for key in "abcd")
    for job in (lost, alive):
        Job.objects.claim(job.pk)
    silent(lost)
    for job, seconds in [(fresh, 29), (overdue, 40), (lost, 300), (alive, 310)]:
        aged(job, seconds)

    tasks.reconcile()

    assert sent == [str(lost.pk), str(overdue.pk)]


def test_sweep_gives_up_on_what_died_three_times(work, sent):
    job = enqueue("test.work")
    Job.objects.filter(pk=job.pk).update(
        state="running", attempts=3, lease="0" * 32, heartbeat_at=timezone.now() - timedelta(seconds=91)
    )

    tasks.reconcile()

    job.refresh_from_db()
    assert (job.state, sent) == (Job.State.FAILED, [])


def test_sweep_runs_when_a_worker_starts_and_its_ears_are_watched(monkeypatch):
    asked, watched = [], []
    monkeypatch.setattr(tasks.watch, "begin", lambda: watched.append(True))
    monkeypatch.setattr(tasks.reconcile, "apply_async", lambda **options: asked.append(options))

    tasks.start()

    assert (asked, watched) == ([{"retry": False}], [True])


def test_task_does_the_job_it_names(work):
    tasks.run_job(str(enqueue("test.work", n=3).pk))

    assert work.done == [{"n": 3}]
