"""Servers as `make run` starts them, somebody who is signed in, and a loader that counts answers."""

import contextlib
import os
import secrets
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlencode

from django.test import Client

CONNECTIONS = 8
SECONDS = 6.0
FORM = "Content-Type: application/x-www-form-urlencoded"
PASS = "x" * 32  # what a form brings to show that it came from our own page


@dataclass(frozen=True)
class Visitor:
    """One browser: where it goes and the session it brings."""

    port: int
    cookie: str = ""

    def get(self, path: str) -> bytes:
        return self._message("GET", path, ["Accept: text/html"])

    def post(self, path: str, **fields: str) -> bytes:
        return self._message("POST", path, [FORM], urlencode(fields).encode())

    def save(self, path: str, **fields: str) -> bytes:
        """The request with which a page saves in the background."""
        return self._message("POST", path, [FORM, "HX-Request: true"], urlencode(fields).encode())

    def upload(self, path: str, name: str, data: bytes) -> bytes:
        edge = secrets.token_hex(16)
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        body = f"{head}Content-Type: application/pdf\r\n\r\n".encode() + data + f"\r\n--{edge}--\r\n".encode()
        return self._message("POST", path, [f"Content-Type: multipart/form-data; boundary={edge}"], body)

    def _message(self, method: str, path: str, headers: Sequence[str], body: bytes = b"") -> bytes:
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: 127.0.0.1:{self.port}",
            f"Cookie: csrftoken={PASS}; {self.cookie}",
            f"X-CSRFToken: {PASS}",
            *headers,
            f"Content-Length: {len(body)}",
        ]
        return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


def signed_in(user, port: int) -> Visitor:
    """Return a visitor with a session of this user."""
    client = Client()
    client.force_login(user)
    return Visitor(port, "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items()))


@contextlib.contextmanager
def served(application: str) -> Iterator[int]:
    """Run gunicorn with the options of the product; yields the port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "-c", "python:kipp.web", "--log-level", "error", application]
    server = subprocess.Popen(command, env={**os.environ, "KIPP_BIND": f"127.0.0.1:{port}"})
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(port: int) -> None:
    for _ in range(100):
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), timeout=10).close()
            return
        time.sleep(0.1)
    raise TimeoutError(f"Nothing answers on port {port}.")


class Line:
    """A kept connection that asks and reads whole answers."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)

    def ask(self, message: bytes) -> int:
        """Send a request and return the status of the answer."""
        try:
            self._socket.sendall(message)
            return self._answer()
        except (ConnectionError, EOFError):
            # The server may close a kept connection between two requests.
            self._socket = socket.create_connection(("127.0.0.1", self._port), timeout=60)
            self._socket.sendall(message)
            return self._answer()

    def _answer(self) -> int:
        data = b""
        while b"\r\n\r\n" not in data:
            data += self._more()
        head, _, body = data.partition(b"\r\n\r\n")
        lines = head.lower().split(b"\r\n")
        length = next((int(line[15:]) for line in lines if line.startswith(b"content-length:")), 0)
        while len(body) < length:
            body += self._more()
        return int(head.split(b" ", 2)[1])

    def _more(self) -> bytes:
        part = self._socket.recv(65536)
        if not part:
            raise EOFError
        return part


class Load:
    """Eight connections that ask the same thing again and again, for a time that begins when all are warm."""

    def __init__(self, port: int, message: Callable[[], bytes], *, expected: int, seconds: float) -> None:
        self._port, self._message, self._expected, self._seconds = port, message, expected, seconds
        self._end = 0.0
        self._all_warm = threading.Barrier(CONNECTIONS, action=self._start_clock, timeout=60)

    def run(self) -> float:
        """Return the answers per second; any other status than the expected one ends it."""
        with ThreadPoolExecutor(CONNECTIONS) as pool:
            return sum(pool.map(self._ask, range(CONNECTIONS))) / self._seconds

    def _start_clock(self) -> None:
        self._end = time.monotonic() + self._seconds

    def _ask(self, _place: int) -> int:
        line = Line(self._port)
        for _ in range(3):
            self._one(line)
        self._all_warm.wait()
        answered = 0
        while time.monotonic() < self._end:
            self._one(line)
            answered += 1
        return answered

    def _one(self, line: Line) -> None:
        if (status := line.ask(self._message())) != self._expected:
            self._all_warm.abort()
            raise RuntimeError(f"Status {status} instead of {self._expected}.")


def rate(port: int, message: Callable[[], bytes], *, expected: int = 200, seconds: float = SECONDS) -> float:
    """Return how many of these requests are answered per second over eight connections."""
    return Load(port, message, expected=expected, seconds=seconds).run()
