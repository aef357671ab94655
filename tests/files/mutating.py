"""Damage good files at random and show each to the reader of foreign files, in a process of its own.

Starting an interpreter for each of five hundred files would take minutes, so this script is started once and
forks for every file after the libraries are loaded. Each fork has the limits of the reader it stands for.

    python -m tests.files.mutating READER COUNT    prints one line of JSON
"""

import importlib
import json
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tests.files import breaking, images, pdfs, sheets

MIB = 1024 * 1024
SEED = 2024
ROOT = Path(__file__).resolve().parents[2]


class Reader(NamedTuple):
    module: str  # a child of kipp.limited
    sources: Callable[[], list[tuple[str, bytes]]]  # (name of its cleaner, file)
    memory_mib: int
    cpu_seconds: int
    damage: Callable[[bytes, random.Random], bytes]


def upload_sources():
    good = [pdfs.with_text(), pdfs.with_bookmarks(), pdfs.with_form_field(), pdfs.linearized(), pdfs.with_scan()]
    hostile = [pdfs.hidden_in_object_stream(), pdfs.named_script(), pdfs.encrypted("o", "u")]
    pictures = [images.drawn("JPEG", size=(200, 150)), images.drawn("PNG", size=(200, 150)), images.with_exif()]
    return [("pdf", data) for data in (*good, *hostile)] + [("image", data) for data in pictures]


def sheet_sources():
    return [("sheets", make()) for make in (sheets.good, sheets.lying_dimension)]


def breaking_sources():
    return [(kind, bytes(100)) for kind in breaking.CLEANERS]


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return the file with bytes changed, a part cut out, doubled or moved, or its end missing."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 3)):
        start = chance.randrange(len(changed))
        end = min(len(changed), start + chance.randint(1, 200))
        match chance.randrange(6):
            case 0 | 1:
                for place in chance.choices(range(len(changed)), k=chance.randint(1, 30)):
                    changed[place] = chance.randrange(256)
            case 2 if len(changed) > end - start:
                del changed[start:end]
            case 3:
                changed[start:start] = changed[start:end] * chance.randint(1, 20)
            case 4:
                changed[start:end] = chance.randbytes(end - start)
            case _:
                del changed[max(start, 20) :]
    return bytes(changed)


def damaged_inside(data: bytes, chance: random.Random) -> bytes:
    """Damage one part of an archive, so that its checksum is right and the damage arrives; or the archive itself."""
    if chance.random() < 0.2:
        return damaged(data, chance)

    def change(parts):
        name = chance.choice(sorted(parts))
        parts[name] = damaged(parts[name], chance)

    return sheets.repacked(change, data)


READERS = {
    "uploads": Reader("kipp.uploads_child", upload_sources, 512, 10, damaged),
    "sheets": Reader("kipp.sheets_child", sheet_sources, 512, 15, damaged_inside),
    "breaking": Reader("tests.files.breaking", breaking_sources, 512, 1, damaged),
}


def files(reader: Reader, count: int) -> Iterator[tuple[str, bytes]]:
    chance = random.Random(SEED)  # noqa: S311 - reproducible damage
    sources = reader.sources()
    for number in range(count):
        kind, data = sources[number % len(sources)]
        yield kind, reader.damage(data, chance)


def read(reader: Reader, kind: str, data: bytes) -> tuple[str, float, float]:
    """Show one file to the reader; return how it ended, after how many seconds and with how many MiB."""
    module = importlib.import_module(reader.module)
    out, inlet = os.pipe()
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        _limit(reader)
        os.write(inlet, _answer(module, kind, data).encode())
        os._exit(0)
    os.close(inlet)
    with os.fdopen(out, "rb") as answer:
        said = answer.read().decode()
    _, status, usage = os.wait4(child, 0)
    ended = said if status == 0 else f"status {status}"
    return ended, time.monotonic() - began, usage.ru_maxrss / 1024


def _limit(reader: Reader) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (reader.memory_mib * MIB,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (reader.cpu_seconds, reader.cpu_seconds + 1))


def _answer(module, kind: str, data: bytes) -> str:
    try:
        module.CLEANERS[kind](data)
    except module.Rejected as rejected:
        return rejected.args[0]
    except (MemoryError, RecursionError):
        return "complex"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return "taken"


def shown(reader: str, count: int) -> dict[str, Any]:
    """Return how so many damaged files ended, the seconds of the slowest and the MiB of the largest."""
    command = [sys.executable, "-m", __name__, reader, str(count)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, cwd=ROOT, timeout=100).stdout)


def main(name: str, count: int) -> None:
    reader = READERS[name]
    importlib.import_module(reader.module)
    ends: dict[str, int] = {}
    slowest = largest = 0.0
    for kind, data in files(reader, count):
        end, seconds, mib = read(reader, kind, data)
        ends[end] = ends.get(end, 0) + 1
        slowest, largest = max(slowest, seconds), max(largest, mib)
    json.dump({"ends": ends, "seconds": slowest, "mib": largest}, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
