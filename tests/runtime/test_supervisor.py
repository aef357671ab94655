"""However the supervisor goes, nothing stays: not its children, not theirs, not the servers."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kipp import guard
from kipp.supervisor import Service, ServiceFailed, Supervisor
from tests.runtime.dummies import MODES

SERVICE = [sys.executable, "-m", "tests.runtime.dummies", "service"]


def wait_for(condition, seconds=20):
    """Poll until the condition holds; False when it never did."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False


def alive(born):
    """Of the processes noted with their birth, those that still live."""
    return {pid for pid, ticks in born.items() if guard.born(pid) == ticks and not is_zombie(pid)}


def is_zombie(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return False


def family(pid):
    return {each: guard.born(each) for each in {pid} | guard.descendants(pid)}


@pytest.fixture
def supervised(tmp_path):
    """A supervisor of its own process over both servers and four services with two children each."""
    command = [sys.executable, "-m", "tests.runtime.dummies", "supervise", str(tmp_path)]
    process = subprocess.Popen(command, start_new_session=True)
    assert wait_for((tmp_path / "started").exists, 60)
    # guard, service and two children for each mode, besides the two servers
    assert wait_for(lambda: len(family(process.pid)) > 4 * len(MODES) + 2)
    yield process
    process.kill()
    process.wait()


@pytest.mark.parametrize("signum", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_supervisor_leaves_no_process_whatever_ends_it(supervised, signum):
    everyone = family(supervised.pid)
    supervised.send_signal(signum)
    supervised.wait(30)
    assert wait_for(lambda: alive(everyone) == set()), alive(everyone)


def test_supervisor_killed_in_the_middle_of_stopping_leaves_no_process(supervised):
    everyone = family(supervised.pid)
    supervised.terminate()
    time.sleep(0.3)  # the deaf service is in its grace now
    supervised.kill()
    supervised.wait(30)
    assert wait_for(lambda: alive(everyone) == set()), alive(everyone)


@pytest.fixture
def one(tmp_path):
    with Supervisor([Service("one", [*SERVICE, "forgetful"], grace=1)], log_dir=tmp_path) as supervisor:
        assert wait_for(lambda: len(family(supervisor._kept[0].guard.pid)) == 4)
        yield supervisor


def revive(supervisor, first_guard):
    def again():
        supervisor.tend()
        kept = supervisor._kept[0]
        return kept.guard.pid != first_guard and kept.alive and len(family(kept.guard.pid)) == 4

    return wait_for(again)


@pytest.mark.parametrize("victim", ["service", "guard"])
def test_supervisor_starts_again_what_was_killed_without_leaving_its_children(one, victim):
    first_guard = one._kept[0].guard.pid
    before = family(first_guard)
    os.kill(one.pid("one") if victim == "service" else first_guard, signal.SIGKILL)
    assert revive(one, first_guard)
    assert alive(before) == set()


def test_supervisor_waits_longer_each_time_a_service_dies(tmp_path):
    said = []
    dying = Service("dying", [sys.executable, "-c", "raise SystemExit(3)"])
    with Supervisor([dying], log_dir=tmp_path, say=said.append) as supervisor:
        assert wait_for(lambda: supervisor.tend() or len(said) == 3)
    log = tmp_path / "dying.log"
    assert said == [f"dying ended; starting it again in {delay} s. Log: {log}" for delay in (1, 3, 7)]


def test_supervisor_shows_the_log_of_a_service_that_does_not_come_up(tmp_path):
    broken = Service("web", [sys.executable, "-c", "raise SystemExit('no such setting')"], ready=lambda _: False)
    with pytest.raises(ServiceFailed) as failed, Supervisor([broken], log_dir=tmp_path):
        pass
    assert str(failed.value) == f"web did not start. The end of {tmp_path}/web.log:\nno such setting"


def test_supervisor_stops_in_reverse_order(tmp_path):
    program = (
        "import signal, sys, time\n"
        "signal.signal(signal.SIGTERM, lambda *_: sys.exit(print(time.monotonic())))\n"
        "print('up'); time.sleep(60)"
    )
    names = ["web", "worker", "beat"]
    services = [Service(name, [sys.executable, "-u", "-c", program], ready="up\n".__eq__) for name in names]
    with Supervisor(services, log_dir=tmp_path):
        pass
    ended = {name: float((tmp_path / f"{name}.log").read_text().split()[1]) for name in names}
    assert sorted(ended, key=ended.get) == ["beat", "worker", "web"]


def test_supervisor_told_twice_stops_at_once_and_says_why_it_waited(tmp_path):
    deaf = "import signal, time; signal.signal(15, signal.SIG_IGN); print('up', flush=True); time.sleep(600)"
    program = (
        "from pathlib import Path\n"
        "from kipp.supervisor import Service, Supervisor, exit_on_signals\n"
        "import sys, time\n"
        "exit_on_signals()\n"
        f"service = Service('deaf', [sys.executable, '-c', {deaf!r}], grace=60, ready='up\\n'.__eq__)\n"
        f"with Supervisor([service], log_dir=Path({str(tmp_path)!r}), say=lambda text: print(text, flush=True)):\n"
        "    print('started', flush=True); time.sleep(600)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "started\n"
    everyone = family(process.pid)
    process.terminate()
    assert process.stdout.readline() == (
        "Waiting for deaf to finish what it is doing, 60 s at most; Ctrl-C again stops it at once.\n"
    )
    process.send_signal(signal.SIGINT)
    process.wait(5)
    assert wait_for(lambda: alive(everyone) == set(), 2), alive(everyone)
