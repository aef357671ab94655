"""A limited child cannot outlive its limits, its parent, or the patience of the one who waits."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kipp import limited
from kipp.limited import End, Limits, run


class TimeIsUp(Exception):
    """Stands for the soft time limit of the worker."""


ROOMY = Limits(memory_mib=256, cpu_seconds=10, wall_seconds=20)

STARTS_A_GRANDCHILD = """
import subprocess, sys, time
grandchild = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
open(sys.argv[1], "w").write(f"{grandchild.pid}")
time.sleep(60)
"""

PARENT = """
import sys
from pathlib import Path
from kipp.limited import Limits, run
run(Path(sys.argv[1]), [sys.argv[2]], payload=b"", limits=Limits(256, 30, 60))
"""


@pytest.fixture
def script(tmp_path):
    def write(text):
        path = tmp_path / "script.py"
        path.write_text(text)
        return path

    return write


def is_alive(pid):
    """Is the process there and not merely waiting to be collected?"""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state not in {"Z", "X"}


def gone(pid, *, within=10.0):
    deadline = time.monotonic() + within
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not is_alive(pid)


def written(path, *, within=20.0):
    """Return the number a child writes into a file, once it is there."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if path.exists() and path.read_text():
            return int(path.read_text())
        time.sleep(0.05)
    raise TimeoutError(path)


BACKWARDS = """
import sys
sys.stdout.buffer.write(sys.stdin.buffer.read()[::-1])
sys.stderr.write(sys.argv[1])
sys.exit(7)
"""


def test_child_gets_the_payload_and_gives_back_what_it_wrote(script):
    outcome = run(script(BACKWARDS), ["kata"], payload=b"abc" * 100_000, limits=ROOMY)

    assert (outcome.end, outcome.exit_code, outcome.stdout, outcome.stderr) == (
        End.DONE,
        7,
        b"cba" * 100_000,
        b"kata",
    )


def test_child_gives_way_to_those_who_wait_for_a_page(script):
    outcome = run(script("import os; print(os.nice(0))"), [], payload=b"", limits=ROOMY)

    assert int(outcome.stdout) == os.nice(0) + 10


def test_child_that_ends_before_reading_is_no_error_of_the_parent(script):
    outcome = run(script("pass"), [], payload=b"x" * 1_000_000, limits=ROOMY)

    assert (outcome.end, outcome.exit_code) == (End.DONE, 0)


def test_memory_beyond_the_limit_is_not_given(script):
    outcome = run(script("x = bytearray(400 * 1024 * 1024)"), [], payload=b"", limits=ROOMY)

    assert (outcome.end, outcome.exit_code) == (End.DONE, 1)
    assert b"MemoryError" in outcome.stderr


def test_processor_time_beyond_the_limit_ends_the_child(script):
    outcome = run(
        script("while True: pass"),
        [],
        payload=b"",
        limits=Limits(memory_mib=256, cpu_seconds=1, wall_seconds=30),
    )

    assert outcome.end is End.TIME


def test_wall_clock_ends_the_child_and_what_it_started(script, tmp_path):
    note = tmp_path / "pid"

    outcome = run(
        script(STARTS_A_GRANDCHILD),
        [str(note)],
        payload=b"",
        limits=Limits(memory_mib=256, cpu_seconds=10, wall_seconds=4),
    )

    assert outcome.end is End.TIME
    assert gone(int(note.read_text()))


def test_child_dies_with_a_parent_that_was_killed(script, tmp_path):
    note = tmp_path / "pid"
    child = script("import os, sys, time; open(sys.argv[1], 'w').write(str(os.getpid())); time.sleep(60)")
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(child), str(note)],
        cwd=Path(limited.__file__).parents[1],
    )
    pid = written(note)

    parent.kill()
    parent.wait()

    assert gone(pid)


def test_interruption_of_the_wait_ends_the_child(script, tmp_path):
    """The soft time limit of the worker arrives as an exception in the middle of the wait."""
    note = tmp_path / "pid"

    def interrupt(number, frame):
        raise TimeIsUp

    old = signal.signal(signal.SIGALRM, interrupt)
    try:
        signal.setitimer(signal.ITIMER_REAL, 3)
        with pytest.raises(TimeIsUp):
            run(
                script("import os, sys, time; open(sys.argv[1], 'w').write(str(os.getpid())); time.sleep(60)"),
                [str(note)],
                payload=b"",
                limits=ROOMY,
            )
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, old)

    assert gone(int(note.read_text()))


def test_only_one_module_names_the_renderer():
    """What draws PDFs is within reach of hostile texts; it must stay in the child."""
    root = Path(limited.__file__).parents[1]
    packages = ("kipp", "competitions", "proposals", "judging", "skm")
    naming = [
        path.relative_to(root).as_posix()
        for package in packages
        for path in (root / package).rglob("*.py")
        if "import weasyprint" in path.read_text() or "from weasyprint" in path.read_text()
    ]

    assert naming == ["kipp/documents/pdf_child.py"]
