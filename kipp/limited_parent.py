"""The warm parent of limited children: imports what a script imports, then forks a child for each order.

Started by `kipp.limited` on this very file, once for each process that asks; standard library only, nothing of the
application. Standard input is a socket to the one who asks. Each order is one byte with four descriptors: a socket of
its own, then what the child gets as standard input, output and error. On the order's socket stands one line of JSON;
back go the word BEGUN and, in the end, the exit code. Who closes that socket earlier wants the child dead.

No foreign byte is ever read here: a child reads its payload itself, after it has limited itself, and ends with it.
"""

import ast
import atexit
import ctypes
import gc
import json
import os
import resource
import runpy
import selectors
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, NoReturn

BEGUN = b"begun "

_MIB = 1024 * 1024
_PR_SET_PDEATHSIG = 1
_POLITENESS = 10
_DESCRIPTORS = 4


class Order(NamedTuple):
    script: str
    arguments: list[str]
    memory_mib: int
    cpu_seconds: int


class WarmParent:
    """One thread, so that nothing but the order at hand is open when it forks."""

    def __init__(self, asking: socket.socket, idle: float) -> None:
        self.asking = asking
        self.idle = idle
        self.died, self.wake = socket.socketpair()  # a signal writes, the loop reads
        self.running: dict[int, socket.socket] = {}  # child -> socket of its order
        self.known: set[str] = set()  # scripts whose modules are here
        self.selector = selectors.PollSelector()  # no descriptor of its own that a fork would share

    def next_child(self) -> tuple[Order, list[int]] | None:
        """Return in each child, with its order and its three descriptors; None in the parent, once nobody asks."""
        self.wake.setblocking(False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self.wake.fileno(), warn_on_full_buffer=False)
        self.selector.register(self.asking, selectors.EVENT_READ)
        self.selector.register(self.died, selectors.EVENT_READ)
        while ready := self.selector.select(None if self.running else self.idle):
            readable = {key.fileobj for key, _ in ready}
            if self.died in readable:
                self.died.recv(4096)
                self._collect()
            for child in [child for child, order in self.running.items() if order in readable]:
                _kill(child)
                self.selector.unregister(self.running[child])
            if self.asking in readable:
                word, descriptors, _, _ = socket.recv_fds(self.asking, 1, _DESCRIPTORS)
                if not word:
                    break
                if order := self._fork(*descriptors):
                    return order, descriptors[1:]
        for child in self.running:
            _kill(child)
        return None

    def _collect(self) -> None:
        """Tell of every child that has ended how it ended."""
        for child in list(self.running):
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                with self.running.pop(child) as order:
                    with suppress(KeyError):
                        self.selector.unregister(order)
                    _tell(order, str(os.waitstatus_to_exitcode(status)).encode())

    def _fork(self, order: int, *pipes: int) -> Order | None:
        """Return the order in the child that carries it out, None in the parent."""
        channel = socket.socket(fileno=order)
        with channel.makefile("rb") as lines:
            wanted = Order(*json.loads(lines.readline()))
        self._warm_up(wanted.script)
        child = os.fork()
        if child == 0:
            for mine in (self.asking, self.died, self.wake, channel, *self.running.values()):
                mine.close()
            return wanted
        for pipe in pipes:
            os.close(pipe)
        self.running[child] = channel
        self.selector.register(channel, selectors.EVENT_READ)
        _tell(channel, BEGUN)
        return None

    def _warm_up(self, script: str) -> None:
        """Import what the script imports: those lines are where it says what it wants to find warm."""
        if script in self.known:
            return
        self.known.add(script)
        # What cannot be read or imported fails again in the child, which then says so in its own words.
        with suppress(Exception):
            for node in ast.walk(ast.parse(Path(script).read_bytes())):
                if isinstance(node, ast.Import):
                    for name in node.names:
                        __import__(name.name)
                elif isinstance(node, ast.ImportFrom) and node.module:
                    __import__(node.module, fromlist=[name.name for name in node.names])
        gc.freeze()  # pages the collector does not write to stay shared with every child


def _tell(order: socket.socket, word: bytes) -> None:
    with suppress(OSError):  # who asked has gone, and its child is killed for that
        order.sendall(word)


def _kill(child: int) -> None:
    """Kill a child that was not collected yet, so that its number is still its own, and its group."""
    os.kill(child, signal.SIGKILL)  # alone, while it has no group yet
    with suppress(ProcessLookupError, PermissionError):  # none yet, or, on macOS, nobody alive in it
        os.killpg(child, signal.SIGKILL)


def _become(order: Order, pipes: list[int], parent: int) -> None:
    """Leave everything of the parent behind but its modules, and lower the limits."""
    os.setsid()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit("the parent is gone")
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for number, pipe in enumerate(pipes):
        os.dup2(pipe, number)
        os.close(pipe)
    resource.setrlimit(resource.RLIMIT_AS, (order.memory_mib * _MIB, order.memory_mib * _MIB))
    resource.setrlimit(resource.RLIMIT_CPU, (order.cpu_seconds, order.cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # People who wait for a page go first: on the night of the deadline forty files arrive at once.
    os.nice(_POLITENESS)
    sys.argv = [order.script, *order.arguments]


def _carry_out(script: str) -> NoReturn:
    """Run the script and end as an interpreter does, except that nothing of what was warm is taken apart.

    For most children that would be the longer part of their life.
    """
    code = 0
    try:
        runpy.run_path(script, run_name="__main__")
    except SystemExit as end:
        code = _code_of(end)
    except BaseException:
        sys.excepthook(*sys.exc_info())
        code = 1
    atexit._run_exitfuncs()  # noqa: SLF001 - what forks for multiprocessing does so, too
    gc.collect()  # what the script made and left in circles may hold a temporary folder
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _code_of(end: SystemExit) -> int:
    if end.code is None or isinstance(end.code, int):
        return end.code or 0
    sys.stderr.write(f"{end.code}\n")
    return 1


if __name__ == "__main__":
    me = os.getpid()
    if child := WarmParent(socket.socket(fileno=os.dup(0)), float(sys.argv[1])).next_child():
        _become(*child, me)
        _carry_out(sys.argv[0])
