"""HTML in, tagged PDF out. The rest of the application knows PDFs only through `render_pdf`.

Rendering happens in a limited child (`kipp.limited` runs `pdf_child.py`): a hostile or huge text can cost
one child, never the worker. Cost is linear, about half a second and 6 MiB a page, so a document of more
than 100 pages, or a table of more than a thousand rows, belongs in several files or in a workbook.
"""

import hashlib
import json
import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from kipp.limited import End, Limits, Outcome, run

logger = logging.getLogger(__name__)

PAPERS = ("a4", "folio")
# Below the soft limit of the worker (100 s), so that the job hears a reason and not a signal.
LIMITS = Limits(memory_mib=1024, cpu_seconds=80, wall_seconds=95)
MAX_HTML_CHARACTERS = 6_000_000

_CHILD = Path(__file__).with_name("pdf_child.py")
_STYLESHEET = Path(__file__).resolve().parents[2] / "static" / "css" / "pdf.css"
# A fixed instant unless the caller names one: a file that changes with the clock cannot be compared by hash.
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)

SENTENCES = {
    "pango_missing": (
        "PDF belum dapat dibuat karena pustaka Pango belum terpasang di peladen. Pasang dengan perintah: "
        "apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    ),
    "address_refused": "PDF tidak dibuat karena isinya menunjuk ke berkas atau alamat luar.",
    "too_large": "PDF tidak dibuat karena isinya terlalu panjang. Bagi dokumen menjadi beberapa bagian.",
    "too_deep": "PDF tidak dibuat karena susunan isinya terlalu dalam.",
    "time": "PDF tidak selesai dalam batas waktu. Bagi dokumen menjadi beberapa bagian.",
    "memory": "PDF membutuhkan memori melebihi batas. Bagi dokumen menjadi beberapa bagian.",
    "broken": "PDF gagal dibuat karena kesalahan pada isi dokumen.",
}


class PdfFailed(Exception):
    """No PDF came out. `code` says why, `str()` is the Indonesian sentence, `detail` is for the log."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(SENTENCES[code])
        self.code = code
        self.detail = detail


@cache
def default_stylesheet() -> str:
    """Return the text of the one stylesheet of all printed documents."""
    return _STYLESHEET.read_text(encoding="utf-8")


def render_pdf(
    html: str,
    *,
    title: str,
    stylesheets: Sequence[str] | None = None,
    created_at: datetime | None = None,
    limits: Limits = LIMITS,
) -> bytes:
    """Return the HTML as PDF/UA; the same arguments give the same bytes. Raises PdfFailed."""
    sheets = [default_stylesheet()] if stylesheets is None else list(stylesheets)
    if len(html) + sum(map(len, sheets)) > MAX_HTML_CHARACTERS:
        raise PdfFailed("too_large", f"{len(html)} characters")
    order = {
        "html": html,
        "stylesheets": sheets,
        "title": title,
        "created": (created_at or _EPOCH).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    order["identifier"] = hashlib.sha256(json.dumps(order).encode()).hexdigest()[:32]
    outcome = run(_CHILD, [], payload=json.dumps(order).encode(), limits=limits)
    if outcome.end is not End.DONE or outcome.exit_code != 0:
        raise failure(outcome)
    for line in _report(outcome).get("complaints", []):
        logger.warning("pdf %r: %s", title, line)
    return outcome.stdout


def failure(outcome: Outcome) -> PdfFailed:
    """Translate how the child ended into a code."""
    if outcome.end is End.TIME:
        return PdfFailed("time")
    if outcome.end is End.KILLED:
        # Native libraries abort or are killed when an allocation fails; there is no other usual cause.
        return PdfFailed("memory", f"signal {-outcome.exit_code}")
    report = _report(outcome)
    code = report.get("code")
    if code not in SENTENCES:
        return PdfFailed("broken", outcome.stderr.decode(errors="replace")[-500:])
    return PdfFailed(code, str(report.get("detail", "")))


def _report(outcome: Outcome) -> dict[str, Any]:
    """Return the JSON the child left on standard error; a crash leaves none."""
    try:
        report = json.loads(outcome.stderr.decode(errors="replace").splitlines()[-1])
    except (ValueError, IndexError):
        return {}
    return report if isinstance(report, dict) else {}
