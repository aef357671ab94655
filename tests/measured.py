"""Which lines and branches of the product the suite runs: a plugin for pytest, and the gate that reads what it left.

Loaded by `-p tests.measured`, before anything of the product is imported. The notes are instructions in the code
itself that remove themselves once seen; a tracer, which is asked at every line, made the suite a third slower.
"""

import json
import os
from collections.abc import Iterable, Mapping
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from slipcover import FileMatcher, ImportManager, Slipcover, merge_coverage

FOLDER = "KIPP_MEASURES"  # the variable that names where each process leaves what it saw
SOURCES = ["kipp", "competitions", "proposals", "judging", "skm"]
OMITTED = ["*/migrations/*"]

measuring: Slipcover | None = None
if FOLDER in os.environ:
    measuring = Slipcover(branch=True, source=SOURCES, omit=OMITTED, exclude_also=["raise AssertionError"])
    ImportManager(measuring, FileMatcher(sources=SOURCES, omit=OMITTED)).__enter__()


def pytest_sessionfinish(session):
    if measuring is not None:
        name = f"{os.getpid()}.json"
        Path(os.environ[FOLDER], name).write_text(json.dumps(measuring.get_coverage()))


def merged(folder: Path) -> dict[str, Any]:
    """Return what all processes saw together: by file, its executed and missing lines and branches."""
    reports = [json.loads(path.read_text()) for path in sorted(folder.glob("*.json"))]
    if not reports:
        raise FileNotFoundError(f"No measures in {folder}.")
    for report in reports[1:]:
        merge_coverage(reports[0], report)
    return dict(reports[0]["files"])


def percent(files: Iterable[Mapping[str, Any]]) -> float:
    """Return the share of lines and branches that ran, in percent; 100 when there are none."""
    ran = missed = 0
    for file in files:
        ran += len(file["executed_lines"]) + len(file["executed_branches"])
        missed += len(file["missing_lines"]) + len(file["missing_branches"])
    return 100 * ran / (ran + missed) if ran + missed else 100.0


def gaps(files: Mapping[str, Mapping[str, Any]], patterns: Iterable[str]) -> list[str]:
    """Return a line for each file of these patterns that did not run wholly, with what is missing."""
    chosen = {name: file for name, file in files.items() if any(fnmatch(name, pattern) for pattern in patterns)}
    return [
        f"{name}: lines {file['missing_lines']}, branches {file['missing_branches']}"
        for name, file in sorted(chosen.items())
        if file["missing_lines"] or file["missing_branches"]
    ]
