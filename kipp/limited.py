"""Run a script in a child process that cannot take the machine with it.

Rendering and parsing of foreign files happens here: own session, no inherited environment, caps on memory
and processor time, and a wall clock after which the whole group is killed. This file is both sides: the
parent imports `run`, the child is started on this very file, limits itself, and only then becomes the
script. It knows no framework, so a child never holds a database connection or a secret.
"""

import ctypes
import os
import resource
import runpy
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

_MIB = 1024 * 1024
_PR_SET_PDEATHSIG = 1
_POLITENESS = 10

# What a child may see of the environment: where programs and fonts are, nothing else.
_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "TMPDIR")


@dataclass(frozen=True)
class Limits:
    memory_mib: int
    cpu_seconds: int
    wall_seconds: float


class End(StrEnum):
    DONE = "done"  # the script ended by itself; its exit code says how
    TIME = "time"  # wall clock or processor time used up
    KILLED = "killed"  # died by a signal: out of memory, or a crash of a native library


@dataclass(frozen=True)
class Outcome:
    end: End
    exit_code: int
    stdout: bytes
    stderr: bytes


def run(script: Path, arguments: Sequence[str], *, payload: bytes, limits: Limits) -> Outcome:
    """Feed `payload` to the script's standard input and return what it wrote, whatever happened to it."""
    command = [
        sys.executable,
        "-I",
        __file__,
        str(limits.memory_mib),
        str(limits.cpu_seconds),
        str(os.getpid()),
        str(script),
        *arguments,
    ]
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    environment |= {"LANG": "C.UTF-8", "TZ": "UTC", "HOME": "/nonexistent"}
    # The command is our own interpreter and our own file; nothing of it comes from a user.
    with subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        cwd="/",
        start_new_session=True,
    ) as child:
        try:
            stdout, stderr = child.communicate(payload, timeout=limits.wall_seconds)
        except subprocess.TimeoutExpired:
            _kill_group(child.pid)
            stdout, stderr = child.communicate()
            return Outcome(End.TIME, child.returncode, stdout, stderr)
        except BaseException:
            # A soft time limit of the worker or a Ctrl-C arrives here: the child must not outlive it.
            _kill_group(child.pid)
            raise
    return Outcome(_end(child.returncode), child.returncode, stdout, stderr)


def _end(code: int) -> End:
    if code >= 0:
        return End.DONE
    return End.TIME if -code == signal.SIGXCPU else End.KILLED


def _kill_group(pid: int) -> None:
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _limit_myself(memory_mib: int, cpu_seconds: int, parent: int) -> None:
    """Lower this process's limits and tie its life to the parent's, then check the parent still lives."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_mib * _MIB, memory_mib * _MIB))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # People who wait for a page go first: on the night of the deadline forty files arrive at once.
    os.nice(_POLITENESS)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit("the parent is gone")


if __name__ == "__main__":
    memory, cpu, parent_pid, target, *rest = sys.argv[1:]
    _limit_myself(int(memory), int(cpu), int(parent_pid))
    sys.argv = [target, *rest]
    runpy.run_path(target, run_name="__main__")
