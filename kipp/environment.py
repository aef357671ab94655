"""What a command on this machine must know before Django reads its settings."""

import contextlib
import os
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from kipp.bootstrap import DEMO_KEYS, step
from kipp.stack import Stack, running

ROOT = Path(__file__).resolve().parent.parent


def read_env_file(path: Path) -> dict[str, str]:
    """NAME=value per line, as in `.env.example`; quotes around the value are taken off."""
    if not path.exists():
        return {}
    pairs = {}
    for line in path.read_text().splitlines():
        name, equals, value = line.strip().removeprefix("export ").partition("=")
        if equals and not name.startswith("#"):
            pairs[name.strip()] = value.strip().strip("\"'")
    return pairs


def var_dir(environ: Mapping[str, str]) -> Path:
    return Path(environ.get("KIPP_VAR") or ROOT / "var").resolve()


class Servers(StrEnum):
    """What a command asks of the embedded servers."""

    OWN = "own"  # start them; refuse when another process runs them
    SHARED = "shared"  # those of a running process, or else start them
    FOUND = "found"  # those of a running process, or none


@contextlib.contextmanager
def services(wish: Servers) -> Iterator[Stack | None]:
    """Fill `os.environ` from the file `.env` and, for servers without an address, from the embedded ones."""
    for name, value in read_env_file(ROOT / ".env").items():
        os.environ.setdefault(name, value)
    missing = [name for name in ("DATABASE_URL", "REDIS_URL") if not os.environ.get(name)]
    var = var_dir(os.environ)
    found = running(var) if missing and wish is not Servers.OWN else {}
    if not missing or found or wish is Servers.FOUND:
        _enter_demo(found, var)
        yield None
        return
    stack = Stack(var, postgres="DATABASE_URL" in missing, redis="REDIS_URL" in missing)
    with contextlib.ExitStack() as closing:
        with step("Embedded servers started"):
            closing.enter_context(stack)
        _enter_demo(stack.urls(), var)
        yield stack


def _enter_demo(urls: Mapping[str, str], var: Path) -> None:
    """Embedded servers mean the demo, unless the environment says otherwise."""
    if not urls:
        return
    demo = dict(urls) | {"KIPP_MODE": "demo"}
    for name, file in DEMO_KEYS.items():
        if (var / file).exists():
            demo[name] = (var / file).read_text().strip()
    for name, value in demo.items():
        os.environ[name] = os.environ.get(name) or value
