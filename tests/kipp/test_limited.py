"""A limited child cannot outlive its limits, its parent, or the patience of the one who waits."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kipp import limited, limited_parent
from kipp.documents import pdf
from kipp.limited import End, Limits, run


class TimeIsUp(Exception):
    """Stands for the soft time limit of the worker."""


ROOT = Path(limited.__file__).parents[1]
ROOMY = Limits(memory_mib=256, cpu_seconds=10, wall_seconds=20)

STARTS_A_GRANDCHILD = """
import subprocess, sys, time
grandchild = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
open(sys.argv[1], "w").write(f"{grandchild.pid}")
time.sleep(60)
"""

NOTES_AND_SLEEPS = """
import os, sys, time
open(sys.argv[1], "w").write(f"{os.getpid()} {os.getppid()}")
time.sleep(60)
"""

PARENT = """
import sys
from pathlib import Path
from kipp.limited import Limits, run
run(Path(sys.argv[1]), [sys.argv[2]], payload=b"", limits=Limits(256, 30, 60))
"""


TELLS_ITS_PARENT = "import os; print(os.getppid())"

# Asks, forks, lets the fork ask, and asks again.
FORKED = """
import os, sys
from pathlib import Path
from kipp.limited import Limits, run

def ask():
    outcome = run(Path(sys.argv[1]), [], payload=b"", limits=Limits(256, 30, 60))
    os.write(1, outcome.stdout)

ask()
if fork := os.fork():
    os.waitpid(fork, 0)
ask()
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
    except (FileNotFoundError, ProcessLookupError):  # gone before it was opened, or between that and reading
        return False
    return state not in {"Z", "X"}


def gone(pid, *, within=10.0):
    deadline = time.monotonic() + within
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not is_alive(pid)


def written(path, *, within=20.0):
    """Return the numbers a child writes into a file, once they are there."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if path.exists() and path.read_text():
            return [int(number) for number in path.read_text().split()]
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

    assert int(outcome.stdout) == min(os.nice(0) + 10, 19)


def test_child_that_ends_before_reading_is_no_error_of_the_parent(script):
    outcome = run(script("pass"), [], payload=b"x" * 1_000_000, limits=ROOMY)

    assert (outcome.end, outcome.exit_code) == (End.DONE, 0)


@pytest.mark.parametrize(
    ("text", "code", "complaint"),
    [
        ("raise SystemExit", 0, b""),
        ("raise SystemExit('kata')", 1, b"kata\n"),
        ("import atexit, sys; atexit.register(sys.stderr.write, 'kata')", 0, b"kata"),
        ("import os; os.abort()", -signal.SIGABRT, b""),
    ],
)
def test_child_ends_as_the_script_says(script, text, code, complaint):
    outcome = run(script(text), [], payload=b"", limits=ROOMY)

    end = End.DONE if code >= 0 else End.KILLED
    assert (outcome.end, outcome.exit_code, outcome.stderr) == (end, code, complaint)


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


def test_child_and_warm_parent_die_with_the_one_who_asked(script, tmp_path):
    note = tmp_path / "pid"
    asking = subprocess.Popen([sys.executable, "-c", PARENT, str(script(NOTES_AND_SLEEPS)), str(note)], cwd=ROOT)
    child, parent = written(note)

    asking.kill()
    asking.wait()

    assert gone(child)
    assert gone(parent)


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
                script(NOTES_AND_SLEEPS),
                [str(note)],
                payload=b"",
                limits=ROOMY,
            )
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, old)

    assert gone(written(note)[0])


def test_only_one_module_names_the_renderer():
    """What draws PDFs is within reach of hostile texts; it must stay in the child."""
    packages = ("kipp", "competitions", "proposals", "judging", "skm")
    naming = [
        path.relative_to(ROOT).as_posix()
        for package in packages
        for path in (ROOT / package).rglob("*.py")
        if "import weasyprint" in path.read_text() or "from weasyprint" in path.read_text()
    ]

    assert naming == ["kipp/documents/pdf_child.py"]


# --- The warm parent --------------------------------------------------------------------------------


@pytest.fixture
def no_parent_yet(monkeypatch):
    """A process that has not asked yet, so that a warm parent of its own may be ill-treated."""
    monkeypatch.setattr(limited, "_parents", limited._Parents())


def parent_of_a_child(script):
    return int(run(script(TELLS_ITS_PARENT), [], payload=b"", limits=ROOMY).stdout)


def test_what_the_renderer_imports_is_there_before_it_begins(script):
    """Counted in the child itself, twice: it imports nothing, and both have the same parent."""
    renderer = Path(pdf.__file__).with_name("pdf_child.py").read_text().partition("if __name__")[0]
    counting = f"import os, sys\nbefore = set(sys.modules)\n{renderer}\nprint(len(set(sys.modules) - before))"

    outcomes = [run(script(f"{counting}\n{TELLS_ITS_PARENT}"), [], payload=b"", limits=ROOMY) for _ in range(2)]

    assert [outcome.stdout.split()[0] for outcome in outcomes] == [b"0", b"0"]
    assert outcomes[0] == outcomes[1]


# Goes on only once the other has come, and then says which descriptors it has; the fourth is that of the listing.
MEETS_ANOTHER = """
import os, sys, time
open(sys.argv[1], "w").close()
while not os.path.exists(sys.argv[2]):
    time.sleep(0.01)
print(*sorted(os.listdir("/proc/self/fd")))
"""


def test_orders_of_two_threads_run_at_once_and_see_nothing_of_each_other(script, tmp_path):
    meeting = script(MEETS_ANOTHER)
    notes = [str(tmp_path / name) for name in ("one", "other")]

    with ThreadPoolExecutor() as threads:
        asked = [
            threads.submit(run, meeting, order, payload=b"", limits=Limits(256, 10, 20))
            for order in (notes, notes[::-1])
        ]

    assert [order.result() for order in asked] == [limited.Outcome(End.DONE, 0, b"0 1 2 3\n", b"")] * 2


def test_warm_parent_that_was_killed_is_replaced(script, no_parent_yet):
    first = parent_of_a_child(script)

    os.kill(first, signal.SIGKILL)

    assert parent_of_a_child(script) != first


def test_child_dies_with_its_warm_parent(script, tmp_path, no_parent_yet):
    note = tmp_path / "pid"
    with ThreadPoolExecutor() as threads:
        asked = threads.submit(run, script(NOTES_AND_SLEEPS), [str(note)], payload=b"", limits=ROOMY)
        child, parent = written(note)
        os.kill(parent, signal.SIGKILL)

    assert (asked.result().end, asked.result().exit_code) == (End.KILLED, -signal.SIGKILL)
    assert gone(child)


def test_warm_parent_that_cannot_start_is_the_end_of_the_order(script, no_parent_yet, monkeypatch):
    monkeypatch.setattr(limited_parent, "__file__", str(script("pass")))

    assert run(Path("any"), [], payload=b"", limits=ROOMY).end is End.KILLED


def test_wall_clock_holds_for_a_warm_parent_that_hangs(script, no_parent_yet, monkeypatch):
    monkeypatch.setattr(limited, "_GRACE", 0.1)
    parent = parent_of_a_child(script)
    os.kill(parent, signal.SIGSTOP)

    outcome = run(script("pass"), [], payload=b"", limits=Limits(256, 10, wall_seconds=0.5))

    assert outcome.end is End.TIME
    assert gone(parent)


def test_warm_parent_that_is_not_asked_ends_and_leaves_no_zombie(script, no_parent_yet, monkeypatch):
    monkeypatch.setattr(limited, "_IDLE", 0.1)

    parent = parent_of_a_child(script)

    assert gone(parent)
    deadline = time.monotonic() + 10
    while Path(f"/proc/{parent}").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not Path(f"/proc/{parent}").exists()
    assert parent_of_a_child(script) != parent


def test_fork_of_the_one_who_asks_has_a_warm_parent_of_its_own(script):
    asking = [sys.executable, "-c", FORKED, str(script(TELLS_ITS_PARENT))]

    asked = subprocess.run(asking, cwd=ROOT, stdout=subprocess.PIPE, check=True, timeout=60)

    before, of_the_fork, after = map(int, asked.stdout.split())
    assert before == after != of_the_fork
    assert [gone(before), gone(of_the_fork)] == [True, True]


def test_warm_parent_holds_the_environment_of_a_child_and_no_other(script, monkeypatch, no_parent_yet):
    monkeypatch.setenv("SECRET_KEY", "rahasia")

    held = Path(f"/proc/{parent_of_a_child(script)}/environ").read_text().rstrip("\0").split("\0")

    assert {line.partition("=")[0] for line in held} <= {*limited._PASSED_ON, "LANG", "TZ", "HOME"}
