"""Ask a virus scanner (clamd) about bytes. No answer is an answer of its own: nothing here raises.

The protocol is INSTREAM: the length of each piece, the piece, a length of nothing, and then one line comes back.
"""

import re
import socket
import time
from contextlib import suppress
from enum import StrEnum

PATIENCE = 5.0  # seconds in all, while somebody waits for the page
CHUNK = 64 * 1024
MAX_REPLY = 1024

_ADDRESS = re.compile(r"/.+|[^/\s]+:[0-9]{1,5}")


class Answer(StrEnum):
    CLEAN = "clean"
    FOUND = "found"
    NONE = "none"  # away, silent, interrupted, or not in words we know


def is_address(address: str) -> bool:
    """Is this host:port or the path of a socket?"""
    return bool(_ADDRESS.fullmatch(address))


def scan(data: bytes, address: str, *, seconds: float = PATIENCE) -> Answer:
    """Return what the scanner at this address says of the bytes."""
    pieces = [data[start : start + CHUNK] for start in range(0, len(data), CHUNK)]
    stream = b"".join(len(piece).to_bytes(4, "big") + piece for piece in pieces)
    reply = _asked(b"zINSTREAM\0" + stream + bytes(4), address, seconds)
    if reply == b"stream: OK\0":
        return Answer.CLEAN
    return Answer.FOUND if re.fullmatch(rb"stream: [^\0]+ FOUND\0", reply) else Answer.NONE


def is_alive(address: str) -> bool:
    """Does the scanner answer at all?"""
    return _asked(b"zPING\0", address, PATIENCE) == b"PONG\0"


def _asked(question: bytes, address: str, seconds: float) -> bytes:
    """Return the reply up to its end sign, or what came of it before time, connection or sense ran out."""
    until = time.monotonic() + seconds
    reply = b""
    # ValueError, OverflowError: no time is left, or the address is none.
    with suppress(OSError, ValueError, OverflowError), _connected(address, seconds) as link:
        link.settimeout(until - time.monotonic())
        link.sendall(question)
        while not reply.endswith(b"\0") and len(reply) <= MAX_REPLY:
            link.settimeout(until - time.monotonic())
            if not (more := link.recv(MAX_REPLY)):
                break
            reply += more
    return reply


def _connected(address: str, seconds: float) -> socket.socket:
    if not address.startswith("/"):
        host, _, port = address.rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), timeout=seconds)
    link = socket.socket(socket.AF_UNIX)
    link.settimeout(seconds)
    try:
        link.connect(address)
    except OSError:
        link.close()
        raise
    return link
