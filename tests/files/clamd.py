"""A virus scanner in a thread: it knows the protocol and one virus, and can misbehave in every way that matters."""

import contextlib
import socket
import threading

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Scanner:
    """Listens on a free port. `mood`: honest, silent, garbage, flood, closing or size."""

    def __init__(self, mood="honest", path=None):
        self.mood = mood
        self.scanned = []
        self._server = (
            socket.create_server(path, family=socket.AF_UNIX) if path else socket.create_server(("127.0.0.1", 0))
        )
        self.address = path or f"127.0.0.1:{self._server.getsockname()[1]}"
        self._over = threading.Event()

    def __enter__(self):
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._thread.join(5)

    def _serve(self):
        with contextlib.suppress(OSError):
            while not self._over.is_set():
                link, _ = self._server.accept()
                with link, contextlib.suppress(OSError):
                    self._answer(link)

    def _answer(self, link):
        stream = link.makefile("rb")
        if self.mood == "closing":
            stream.read(20)
            return
        if (command := _until_end_sign(stream)) == b"zPING":
            link.sendall(b"PONG\0")
            return
        assert command == b"zINSTREAM"
        data = b""
        while length := int.from_bytes(stream.read(4), "big"):
            data += stream.read(length)
        self.scanned.append(data)
        self._say(link, data)

    def _say(self, link, data):
        match self.mood:
            case "silent":
                self._over.wait(5)
            case "garbage":
                link.sendall(b"HTTP/1.1 200 OK\r\n\r\n\0")
            case "flood":
                link.sendall(b"x" * 100_000)
            case "size":
                link.sendall(b"INSTREAM size limit exceeded. ERROR\0")
            case "half":
                link.sendall(b"stream: OK")
            case _:
                link.sendall(b"stream: Eicar-Test-Signature FOUND\0" if EICAR in data else b"stream: OK\0")


def _until_end_sign(stream):
    said = b""
    while (sign := stream.read(1)) not in (b"\0", b""):
        said += sign
    return said
