"""Keeper of one child process and everything it starts. Started as a script; standard library only.

The kernel's "die with your parent" signal reaches a direct child only, so a killed supervisor would leave
gunicorn's workers and Celery's pool behind. Each service therefore runs under its own guard, which holds the
reading end of a pipe. When the supervisor goes, however it goes, the pipe closes: the guard asks the
service to stop, waits for the grace and then kills whatever still descends from it.
"""

import ctypes
import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_POLL_SECONDS = 0.1
_LINUX = sys.platform == "linux"
_libc = ctypes.CDLL(None, use_errno=True) if _LINUX else None


def die_with_parent(signum: int) -> None:
    """Ask the kernel for a signal when the parent ends. Call it in the child, before exec."""
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, signum)


def descendants(pid: int) -> set[int]:
    """Every live process below `pid`, zombies excluded. Empty where there is no /proc."""
    children = _children()
    found: set[int] = set()
    frontier = {pid}
    while frontier:
        frontier = set().union(*(children.get(each, set()) for each in frontier)) - found
        found |= frontier
    return found


def first_child(pid: int) -> int | None:
    """The oldest direct child; orphans that were handed to `pid` are younger. Numbers tell no age: they wrap."""
    return min(_children().get(pid, set()), key=lambda child: int(born(child) or sys.maxsize), default=None)


def born(pid: int) -> str:
    """When the process started, in the kernel's ticks; empty when there is none."""
    fields = _fields(Path(f"/proc/{pid}/stat"))
    return fields[19] if fields else ""


def _children() -> dict[int, set[int]]:
    children: dict[int, set[int]] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        fields = _fields(entry)
        if fields and fields[0] != "Z":
            children.setdefault(int(fields[1]), set()).add(int(entry.parent.name))
    return children


def _fields(stat: Path) -> list[str]:
    """State, parent and so on, from behind the name, which may hold anything; empty when it has ended."""
    try:
        return stat.read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _kill(pids: set[int]) -> None:
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue


def _reap(child: int, status: int | None) -> int | None:
    """Collect everything that ended (orphans are handed to us) and return the child's exit code once known."""
    try:
        while True:
            pid, ended = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return status
            if pid == child:
                status = os.waitstatus_to_exitcode(ended)
    except ChildProcessError:
        return status


def _closed(pipe: int, timeout: float) -> bool:
    return bool(select.select([pipe], [], [], timeout)[0])


def keep(pipe: int, grace: float, command: list[str]) -> int:
    """Run the command until it ends or the pipe closes; leave nothing behind; return its exit code."""
    if _libc is not None:
        _libc.prctl(_PR_SET_CHILD_SUBREAPER, 1)
    for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        # A handler, not SIG_IGN: an ignored signal would stay ignored in the service after exec.
        signal.signal(signum, lambda *_: None)
    child = subprocess.Popen(
        command,
        preexec_fn=lambda: die_with_parent(signal.SIGTERM),
    ).pid
    status: int | None = None
    deadline: float | None = None
    while status is None:
        if deadline is None and _closed(pipe, _POLL_SECONDS):
            os.kill(child, signal.SIGTERM)
            deadline = time.monotonic() + grace
        elif deadline is not None:
            time.sleep(_POLL_SECONDS)
            if time.monotonic() > deadline:
                _kill({child})
        status = _reap(child, status)
    while left := descendants(os.getpid()):
        _kill(left)
        time.sleep(0.01)
        _reap(child, status)
    return status if status >= 0 else 128 - status


if __name__ == "__main__":
    sys.exit(keep(int(sys.argv[1]), float(sys.argv[2]), sys.argv[3:]))
