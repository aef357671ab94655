"""Take a foreign workbook apart. Runs only as a limited child of `kipp.sheets`.

Standard input is the file; the arguments name the sheets that are wanted. Standard output is one object of
JSON, sheet -> rows -> cells, each cell the text that stands in it; on refusal standard error holds
{"code": …}. Nothing of the application is imported, so a file that breaks the parser finds neither
settings nor database.
"""

import io
import json
import re
import sys
import warnings
import zipfile
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook

MAX_INFLATED = 50 * 1024 * 1024
MAX_PARTS = 1_000
MAX_ROWS = 5_001  # the head and 5,000 rows
MAX_COLUMNS = 50
MAX_CELL = 2_000  # characters; no column takes as many

# A declaration of a type is where entities come from; a coding nobody writes could hide one.
DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
CODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)", re.IGNORECASE)
CODINGS = {b"utf-8", b"utf8", b"us-ascii", b"ascii", b"utf-16", b"utf-16le", b"utf-16be"}


class Rejected(Exception):
    """The file is not taken; the argument is the code."""


def read_sheets(data: bytes, wanted: Collection[str] = ()) -> dict[str, list[list[str]]]:
    """Return the rows of the wanted sheets that are there; of all when none is named."""
    try:
        _look_at_parts(data)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        names = [sheet.title for sheet in book.worksheets if not wanted or sheet.title in wanted]
        return {name: _rows(book[name]) for name in names}
    except (Rejected, MemoryError, RecursionError):
        raise
    except Exception:  # the parser raises whatever the damage leads it to
        raise Rejected("broken") from None


def _look_at_parts(data: bytes) -> None:
    """Refuse what is too large when unpacked, holds programs, or brings declarations of its own."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_INFLATED:
            raise Rejected("large")
        names = [part.filename.casefold() for part in parts]
        if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
            raise Rejected("macro")
        if len(set(names)) < len(names):
            raise Rejected("broken")
        for part in parts:
            if part.filename.casefold().endswith((".xml", ".rels", ".vml")):
                _look_at_markup(archive.read(part))


def _look_at_markup(content: bytes) -> None:
    plain = content.replace(b"\x00", b"")  # two bytes for each sign, seen as one
    coding = CODING.search(plain[:200])
    if DECLARATION.search(plain) or (coding and coding.group(1).lower() not in CODINGS):
        raise Rejected("declared")


def _rows(sheet: Any) -> list[list[str]]:
    """Return the filled part of a sheet, without the empty cells and rows at its ends."""
    sheet.reset_dimensions()  # what the file says of its own size is not believed
    rows: list[list[str]] = []
    for number, cells in enumerate(_texts(sheet.iter_rows(values_only=True)), 1):
        if not cells:
            continue
        if number > MAX_ROWS:
            raise Rejected("rows")
        rows.extend([] for _ in range(number - 1 - len(rows)))
        rows.append(cells)
    return rows


def _texts(rows: Iterable[tuple]) -> Iterator[list[str]]:
    for values in rows:
        cells = [_text(value) for value in values]
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) > MAX_COLUMNS:
            raise Rejected("columns")
        yield cells


def _text(value: Any) -> str:
    """Return a cell as it is read: a date of day, month and year, a whole number without a point."""
    match value:
        case None:
            return ""
        case datetime() | date():
            return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"
        case float() if value.is_integer():
            return str(int(value))
        case _:
            # PostgreSQL stores no NUL, and no page shows half a surrogate.
            return str(value)[:MAX_CELL].replace("\x00", "").encode("utf-8", "ignore").decode().strip()


CLEANERS = {"sheets": read_sheets}


def main() -> None:
    warnings.simplefilter("ignore")  # standard error carries the code, nothing else
    try:
        sheets = read_sheets(sys.stdin.buffer.read(), sys.argv[1:])
    except Rejected as rejected:
        json.dump({"code": rejected.args[0]}, sys.stderr)
        sys.exit(1)
    except (MemoryError, RecursionError):
        json.dump({"code": "heavy"}, sys.stderr)
        sys.exit(1)
    json.dump(sheets, sys.stdout)


if __name__ == "__main__":
    main()
